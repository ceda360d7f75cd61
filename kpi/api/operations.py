"""Every address that can be read, in one table: what it is asked, where its rows come from, what they hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kpi.access.rights import Right
from kpi.api import columns
from kpi.api.columns import Columns, Holds, RowColumn
from kpi.api.parameters import AskedFor, Parameter, Reads
from kpi.core.errors import NotFoundError
from kpi.core.history.known_then import Otherwise, otherwise_by_target
from kpi.core.light.snapshot import Snapshot
from kpi.service.changed import changed_lights, changed_rows, known_otherwise
from kpi.service.desk import Desk
from kpi.service.light_rows import status_lines
from kpi.service.measured import measured_page
from kpi.service.meetings.agreeing import agreement_list
from kpi.service.meetings.holding import meeting_list
from kpi.service.meetings.rows import agreement_row, checkin_row, meeting_row
from kpi.service.meetings.saying import checkin_list
from kpi.service.plan_list import plan_line, plan_lines
from kpi.service.plan_rows import plan_row, target_rows, theme_rows
from kpi.service.snapshots import plan_at, take_snapshot
from kpi.service.uploads.rows import value_row
from kpi.store.measured import MeasuredBy

ROWS, MOST_ROWS, MOST_PAGES, MOST_REVISIONS = 1_000, 10_000, 1_000_000, 10**12


@dataclass(frozen=True, slots=True)
class ToFind:
    """What is asked: of which desk, at its newest revision, of which plan (empty: of all), and the rest."""

    desk: Desk
    revision: int
    plan: str
    asked: AskedFor


@dataclass(frozen=True, slots=True)
class RowsFound:
    """The rows, the revision they are known at, what is said `about` them, and how many there are on all pages.

    `more`: whether the rows hold the columns `sometimes` of their operation too.
    """

    rows: Sequence[Mapping[str, Any]]
    revision: int
    about: Mapping[str, Any] = field(default_factory=dict)
    total: int | None = None
    more: bool = False

    @property
    def in_all(self) -> int:
        """How many rows there are; without pages those that were found."""
        return len(self.rows) if self.total is None else self.total


@dataclass(frozen=True, slots=True)
class Operation:
    """An address below the root of the API; `about`: what is said beside its rows; `single`: it has one row.

    `sometimes`: the columns after the others that not every question brings.
    """

    name: str
    path: str
    says: str
    find: Callable[[ToFind], RowsFound]
    row: Columns
    parameters: tuple[Parameter, ...] = ()
    about: Columns = ()
    single: bool = False
    sometimes: Columns = ()

    def columns_of(self, found: RowsFound) -> Columns:
        """The columns that these rows hold."""
        return (*self.row, *self.sometimes) if found.more else self.row

    @property
    def paged(self) -> bool:
        """Whether its rows come in pages."""
        return any(one.name == "page" for one in self.parameters)


def _plans(find: ToFind) -> RowsFound:
    return RowsFound([plan_row(one) for one in plan_lines(find.desk, find.revision)], find.revision)


def _plan(find: ToFind) -> RowsFound:
    return RowsFound([plan_row(plan_line(find.desk, find.plan, find.revision))], find.revision)


def _themes(find: ToFind) -> RowsFound:
    return RowsFound(theme_rows(plan_at(find.desk, find.plan, find.revision)), find.revision)


def _targets(find: ToFind) -> RowsFound:
    return RowsFound(target_rows(plan_at(find.desk, find.plan, find.revision)), find.revision)


def _status(find: ToFind) -> RowsFound:
    known = find.asked.moment("known_at")
    revision = find.revision if known is None else None
    seen = take_snapshot(find.desk, find.plan, as_of=find.asked.day("as_of"), revision=revision, known_at=known)
    about = {"as_of": seen.as_of, "known_at": known.isoformat() if known else None}
    rows = status_lines(seen)
    return RowsFound(
        rows if known is None else _otherwise(find, seen, rows), seen.revision, about, more=known is not None
    )


def _otherwise(find: ToFind, seen: Snapshot, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with in what each is known otherwise now, as far as who asks may be told."""
    told: Otherwise | None = None
    if seen.part is None and find.desk.who.may(Right.SEE, find.plan):
        told = otherwise_by_target(known_otherwise(find.desk, find.plan, seen.as_of, seen.revision, find.revision))
    return [
        {**row, "known_otherwise": None if told is None else [kind.value for kind in told.get(row["target"], ())]}
        for row in rows
    ]


def _measurements(find: ToFind) -> RowsFound:
    asked = find.asked
    page, per_page = asked.count("page") or 1, asked.count("per_page") or ROWS
    revision = asked.count("revision") or find.revision
    if revision > find.revision:
        raise NotFoundError(
            f"Revisie {revision} is er nog niet: geef er een van 1 tot en met {find.revision}.",
            f"There is no revision {revision} yet: give one from 1 up to and including {find.revision}.",
        )
    wanted = MeasuredBy(asked.code("indicator"), asked.code("org_unit"), asked.day("from"), asked.day("to"))
    found = measured_page(find.desk, find.plan, wanted, revision=revision, page=page, per_page=per_page)
    rows = [value_row(one) for one in found.measurements]
    return RowsFound(rows, revision, {"page": page, "per_page": per_page}, found.total)


def _changes(find: ToFind) -> RowsFound:
    first, last = find.asked.day("from"), find.asked.day("to")
    assert first is not None
    assert last is not None
    rows = changed_rows(changed_lights(find.desk, find.plan, first, last))
    return RowsFound(rows, find.revision, {"from": first, "to": last})


def _meetings(find: ToFind) -> RowsFound:
    return RowsFound(
        [meeting_row(find.plan, one) for one in meeting_list(find.desk, find.plan, find.revision)], find.revision
    )


def _checkins(find: ToFind) -> RowsFound:
    return RowsFound(
        [checkin_row(find.plan, one) for one in checkin_list(find.desk, find.plan, find.revision)], find.revision
    )


def _actions(find: ToFind) -> RowsFound:
    return RowsFound(
        [agreement_row(find.plan, one) for one in agreement_list(find.desk, find.plan, find.revision)], find.revision
    )


_ONE = "/plans/{plan}"
_LIGHTS_OF = (
    Parameter("as_of", Reads.DAY, "The day of the lights; without it the day of the newest figures.", "2021-06-30"),
    Parameter("known_at", Reads.MOMENT, "What had been recorded by then: a day or a moment.", "2021-07-31"),
)
_SEEN = (
    RowColumn("as_of", Holds.DAY, "The day of the lights.", "2021-06-30"),
    RowColumn("known_at", Holds.MOMENT, "As known at this moment; null: now.", None, empty=True),
)
_WHICH = (
    Parameter("indicator", Reads.CODE, "Only of this indicator.", "netwerken"),
    Parameter("from", Reads.DAY, "Only from this day on: the day measured, else the last of the period.", "2021-01-01"),
    Parameter("to", Reads.DAY, "Only up to and including this day.", "2021-12-31"),
    Parameter("org_unit", Reads.CODE, "Only of this organisation unit; empty: of the whole organisation.", ""),
    Parameter("page", Reads.COUNT, "Which page.", 1, most=MOST_PAGES, otherwise=1),
    Parameter("per_page", Reads.COUNT, "How many rows a page has.", ROWS, most=MOST_ROWS, otherwise=ROWS),
    Parameter(
        "revision", Reads.COUNT, "As known at this revision, so that pages fit together.", 7, most=MOST_REVISIONS
    ),
)
_PAGE = (
    RowColumn("page", Holds.WHOLE, "Which page this is, from 1.", 1),
    RowColumn("per_page", Holds.WHOLE, "How many rows a page has.", ROWS),
)
_DAYS = (
    Parameter("from", Reads.DAY, "The lights as they were then.", "2021-03-31", required=True),
    Parameter("to", Reads.DAY, "The lights as they were later.", "2021-06-30", required=True),
)
_BETWEEN = (
    RowColumn("from", Holds.DAY, "The first day.", "2021-03-31"),
    RowColumn("to", Holds.DAY, "The last day.", "2021-06-30"),
)
OPERATIONS = (
    Operation("plans", "/plans", "The plans", _plans, columns.PLANS),
    Operation("plan", _ONE, "One plan", _plan, columns.PLANS, single=True),
    Operation("themes", f"{_ONE}/themes", "The themes of a plan", _themes, columns.THEMES),
    Operation("targets", f"{_ONE}/targets", "What a plan promises", _targets, columns.TARGETS),
    Operation(
        "status",
        f"{_ONE}/status",
        "The light of every target",
        _status,
        columns.STATUS,
        _LIGHTS_OF,
        _SEEN,
        sometimes=columns.KNOWN_OTHERWISE,
    ),
    Operation(
        "measurements", f"{_ONE}/measurements", "What was measured", _measurements, columns.MEASUREMENTS, _WHICH, _PAGE
    ),
    Operation("changes", f"{_ONE}/changes", "The lights that changed", _changes, columns.CHANGES, _DAYS, _BETWEEN),
    Operation("meetings", f"{_ONE}/meetings", "The meetings about a plan", _meetings, columns.MEETINGS),
    Operation("checkins", f"{_ONE}/checkins", "What owners say of their targets", _checkins, columns.CHECKINS),
    Operation("actions", f"{_ONE}/actions", "Decisions and actions", _actions, columns.ACTIONS),
)

UPLOADS = "/plans/{plan}/uploads"
UPLOAD_PARAMETERS = (
    Parameter("name", Reads.CODE, "The name of the file; of a form: instead of its own.", "cijfers.csv"),
    Parameter("commit", Reads.CODE, "false: check the file and record nothing.", "false", otherwise="true"),
)
