"""A new plan from one that is there: its themes, promises and indicators, moved to its own years, without figures."""

import re
from datetime import date

from kpi.access.rights import Right
from kpi.core.calendar.period import add_months
from kpi.core.plain import plain
from kpi.intake.edit.starter import Beginning
from kpi.intake.parse.cells import plain_cells
from kpi.intake.plan.text_table import PLAN, TextTable, text_table_of
from kpi.service.desk import Desk, allow
from kpi.service.drafting.editing import Draft, draft_of

_YEAR = re.compile(r"\b(?:19|20|21)[0-9]{2}\b")
_DAYS = ("start", "due_from", "due")
# What belongs to the old plan only: where it started, whom it served, where it stood, what ended.
_OWN = ("baseline", "baseline_date", "contributes_to", "source_ref")
_PAGE = ("code", "title", "organisation", "start", "end")


def new_plan_from(desk: Desk, plan: str, beginning: Beginning) -> Draft:
    """A draft of a new plan with the themes, targets, indicators, units and activities of a stored one.

    Years in deadlines, days and waypoints move by as many years as the plan's start. Baselines, contributions, source
    references, context, ended targets and everything measured stay behind. The organisation is the old one's unless
    `beginning` names one. Raises NotFoundError.
    """
    allow(desk, Right.SEE, plan)
    old = draft_of(desk, plan)
    page = dict(zip(*zip(*old.tables[PLAN].rows, strict=True), strict=True))
    years = beginning.start.year - int(page["start"][:4])
    named = {key: plain(getattr(beginning, key)) for key in _PAGE if getattr(beginning, key)}
    rows = [
        {"key": key, "value": "" if key in ("source", "dated") else named.get(key, value)}
        for key, value in page.items()
    ]
    tables = {
        **old.tables,
        PLAN: text_table_of(PLAN, rows),
        "targets": _targets(old.tables["targets"], years),
        "context": text_table_of("context", []),
        "activities": _without(old.tables["activities"], "source_ref"),
    }
    return Draft("", old.revision, tables)


def _targets(table: TextTable, years: int) -> TextTable:
    return text_table_of("targets", [_moved(one, years) for one in table.records() if not one["ended"]])


def _moved(cells: dict[str, str], years: int) -> dict[str, str]:
    moved = {**cells, **dict.fromkeys(_OWN, "")}
    moved["deadline"] = _YEAR.sub(lambda found: str(int(found[0]) + years), cells["deadline"])
    moved |= {column: _day(cells[column], years) for column in _DAYS}
    points = plain_cells.waypoints(cells["waypoints"]) if cells["waypoints"] else ()
    if isinstance(points, tuple):
        moved["waypoints"] = plain(tuple((add_months(day, 12 * years), value) for day, value in points))
    return moved


def _day(cell: str, years: int) -> str:
    found = plain_cells.iso_day(cell) if cell else None
    return add_months(found, 12 * years).isoformat() if isinstance(found, date) else ""


def _without(table: TextTable, column: str) -> TextTable:
    return text_table_of("activities", [{**one, column: ""} for one in table.records()])
