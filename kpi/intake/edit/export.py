"""A stored plan back as its folder: exactly what reading that folder gives again, with the fewest words."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kpi.core.calendar.deadline import USUAL_CALENDAR, Calendar
from kpi.core.calendar.period import JANUARY, Frequency
from kpi.core.model import CheckIn, Ended, Indicator, Measurement, Plan, Target, Theme
from kpi.core.plain import plain
from kpi.core.plan_parts import Activity, OrgUnit
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Comparator, Direction, FocusKind, Origin, PathKind
from kpi.intake.parse.cells.plain_cells import Bad
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.folder import MEASUREMENTS, USUAL_THRESHOLDS
from kpi.intake.plan.table import TableRow
from kpi.intake.plan.text_table import COLUMNS, PLAN, PLAN_KEYS, TERM, THEMES, TextTable, files_of, text_table_of
from kpi.intake.plan.timing import Timing, timing

_STAMP = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP knows: the same plan gives the same bytes
_READABLE = 0o100644 << 16
_PREFIX = {Origin.REPORT: "", Origin.DOCUMENT: "document-", Origin.SAMPLE: "voorbeeld-"}


def plan_files(
    plan: Plan,
    measurements: Iterable[Measurement] = (),
    checkins: Iterable[CheckIn] = (),
    *,
    thresholds: Thresholds = USUAL_THRESHOLDS,
    calendar: Calendar = USUAL_CALENDAR,
) -> dict[str, bytes]:
    """The files of a plan by name; `read_files` with the same `thresholds` and `calendar` gives it back.

    Measurements stand in a file for each origin and period. A deadline phrase speaks for itself: days are written
    only where they differ from what it says.
    """
    tables = dict(plan_tables(plan, thresholds=thresholds, calendar=calendar))
    return files_of(tables | measured_tables(measurements, checkins), full=False)


def as_zip(files: Mapping[str, bytes], folder: str) -> bytes:
    """The files in one folder of a ZIP, by name; the same files give the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files):
            member = ZipInfo(f"{folder}/{name}", _STAMP)
            member.external_attr, member.compress_type = _READABLE, ZIP_DEFLATED
            archive.writestr(member, files[name])
    return out.getvalue()


def plan_tables(
    plan: Plan, *, thresholds: Thresholds = USUAL_THRESHOLDS, calendar: Calendar = USUAL_CALENDAR
) -> dict[str, TextTable]:
    """A plan without what was measured as tables with all their columns (kpi.intake.plan.text_table, EDITED)."""
    targets = [_target(one, plan, calendar) for one in plan.targets]
    return {
        PLAN: text_table_of(PLAN, [{"key": key, "value": value} for key, value in _page(plan, thresholds)]),
        THEMES: text_table_of(THEMES, [_plain(one, Theme) for one in plan.themes]),
        "targets": text_table_of("targets", [*targets, *(_ended(one, plan, calendar) for one in plan.ended)]),
        "indicators": text_table_of("indicators", [_indicator(one) for one in plan.indicators]),
        "org_units": text_table_of("org_units", [_plain(one, OrgUnit, code="org_unit") for one in plan.org_units]),
        "context": text_table_of("context", [_plain(one, type(one)) for one in plan.facts]),
        "activities": text_table_of("activities", [_focus(_plain(one, Activity)) for one in plan.activities]),
    }


def measured_tables(measurements: Iterable[Measurement], checkins: Iterable[CheckIn]) -> dict[str, TextTable]:
    """What was measured, a table for each origin and period, and the check-ins."""
    by_file: dict[str, list[dict[str, str]]] = {}
    for one in measurements:
        name = f"{MEASUREMENTS}/{_PREFIX[one.origin]}{one.period.file_stem}"
        by_file.setdefault(name, []).append(_measurement(one))
    tables = {name: text_table_of(name, sorted(rows, key=_key)) for name, rows in sorted(by_file.items())}
    said = sorted((_plain(one, CheckIn) for one in checkins), key=lambda one: (one["target"], one["period"]))
    return {**tables, "checkins": text_table_of("checkins", said)}


def _key(record: Mapping[str, str]) -> tuple[str, str]:
    return record["indicator"], record["org_unit"]


def _page(plan: Plan, usual: Thresholds) -> list[tuple[str, str]]:
    """What plan.toml says at its top, the thresholds that are not the usual ones, and the terms of office."""
    own = {one.name: getattr(plan.thresholds, one.name) for one in fields(Thresholds)}
    limits = [(name, plain(value)) for name, value in own.items() if value != getattr(usual, name)]
    said = {key: plain(getattr(plan, key)) for key in PLAN_KEYS}
    if plan.report_frequency is Frequency.QUARTER:
        said["report_frequency"] = ""
    if plan.year_starts == JANUARY:
        said["year_starts"] = ""
    terms = [(f"{TERM}{name}", f"{plain(first)}/{plain(last)}") for name, first, last in plan.terms]
    return [*said.items(), *limits, *terms]


def _plain(one: Any, kind: type[Any], **renamed: str) -> dict[str, str]:
    """Every field under its column's name."""
    return {renamed.get(field.name, field.name): plain(getattr(one, field.name)) for field in fields(kind)}


def _indicator(one: Indicator) -> dict[str, str]:
    cells = _plain(one, Indicator, code="indicator", minimum="min", maximum="max")
    cells["every"] = "" if not one.every else f"{one.every // 12}y" if one.every % 12 == 0 else f"{one.every}m"
    cells["lag_days"] = plain(one.lag_days) if one.lag_days else ""
    return cells


def _measurement(one: Measurement) -> dict[str, str]:
    cells = _plain(one, Measurement)
    cells["value"] = plain(one.done if one.value is None else one.value)
    cells["provisional"] = plain(one.provisional) if one.provisional else ""
    return cells


def _focus(cells: dict[str, str]) -> dict[str, str]:
    """Without the kind of focus that is meant anyway."""
    return {**cells, "focus_kind": "" if cells["focus_kind"] == FocusKind.FOCUS else cells["focus_kind"]}


def _ended(one: Ended, plan: Plan, calendar: Calendar) -> dict[str, str]:
    return {**_target(one.target, plan, calendar), "ended": plain(one.on)}


def _target(target: Target, plan: Plan, calendar: Calendar) -> dict[str, str]:
    """The cells of a target; what the format takes for granted is left empty."""
    cells = _focus(_plain(target, Target, code="target"))
    cells |= dict.fromkeys(("start", "due", "due_from", "per"), "")
    if target.path is PathKind.LINEAR:
        cells["path"] = ""
    if target.weight == 1:
        cells["weight"] = ""
    if target.indicator is None and target.report_frequency is not plan.report_frequency:
        cells["frequency"] = plain(target.report_frequency)
    if target.comparator is _granted(target):
        cells["comparator"] = ""
    return _timed(cells, target, plan, calendar)


def _granted(target: Target) -> Comparator:
    falling = target.indicator is not None and target.indicator.direction is Direction.DECREASE
    return Comparator.AT_MOST if falling else Comparator.AT_LEAST


def _timed(cells: dict[str, str], target: Target, plan: Plan, calendar: Calendar) -> dict[str, str]:
    """With the days and the window that its phrase and its plan do not say by themselves."""
    for column in ("due", "due_from", "per", "start"):
        found = _timing(cells, plan, calendar)
        wanted = getattr(target, column)
        if getattr(found, column) != wanted or (column == "due" and not found.readable):
            cells[column] = plain(wanted)
    return cells


def _timing(cells: Mapping[str, str], plan: Plan, calendar: Calendar) -> Timing:
    texts = {column: cells[column] for column in COLUMNS["targets"] if cells.get(column)}
    read = {column: SHEETS["targets"].columns[column](text) for column, text in texts.items()}
    values = {column: value for column, value in read.items() if not isinstance(value, Bad)}
    row, year = TableRow("targets.csv", 2, {}, texts, values), plan.year_starts
    return timing(row, plan.start, plan.end, calendar, year_starts=year, terms=plan.terms)
