"""Saving: one transaction that compares what comes in with what is there and writes only the differences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select

from kpi.core.model import CheckIn, Measurement, Plan
from kpi.store.content import PlanPage, dump, dump_page
from kpi.store.engine import begin
from kpi.store.leaving import Leaving, what_leaves
from kpi.store.measuring import keep_scope
from kpi.store.versions import (
    CHECKIN,
    COMMIT,
    DAYS,
    KEY,
    MEASUREMENT,
    PARTS,
    PLAN,
    VALUES,
    File,
    add_commit,
    by_code,
    checkin_code,
    keep_files,
    measurement_key,
    measurement_values,
    parts_of,
    stored_head,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did; `revision` is the new one, or the newest there was when nothing changed.

    The counts are over everything: the plan's own page, its parts, measurements and check-ins. `leaving`: what would
    have gone, and for which nothing was saved.
    """

    revision: int
    changed: bool
    added: int = 0
    revised: int = 0
    ended: int = 0
    leaving: tuple[Leaving, ...] = ()


@dataclass(slots=True)
class KnownVersions:
    """The versions of one key that count: the newest, and the newest that this action wrote itself (0: none)."""

    revision: int = 0
    live: bool = False
    values: tuple[Any, ...] = ()
    own_revision: int = 0
    own: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class TableChange:
    """New versions for one table, still without their revision."""

    table: Table
    rows: list[Row]
    added: int
    revised: int
    ended: int


def save_plan(
    engine: Engine,
    plan: Plan,
    measurements: Iterable[Measurement],
    checkins: Iterable[CheckIn],
    *,
    files: Sequence[File],
    recorded_by: str,
    action: str = "load",
    recorded_at: datetime,
    why: str = "",
    take_out: bool = True,
    withdrawn: Sequence[str] = (),
) -> Saved:
    """Make the store hold this plan, complete as it comes in; the same again changes nothing and makes no revision.

    What this action wrote before and is gone now is ended; what others wrote stays, also where it replaced a value
    that has not changed at its source since. `files`: name, SHA-256 and bytes of what it was read from.
    `take_out` False: when anything ends, nothing is saved and the answer says what; `withdrawn` are targets that end
    although they stay stored, for what others measured of them. `recorded_at` with time zone; when it lies before the
    newest commit, that one's moment is recorded.
    Raises ValueError when two parts share a code, or a target's indicator is not the plan's own.
    """
    wanted = wanted_rows(plan, tuple(measurements), tuple(checkins))
    commit = {"recorded_by": recorded_by, "action": action, "plan": plan.code, "why": why}
    with begin(engine) as connection:
        differences = [_difference(connection, plan.code, action, table, values) for table, values in wanted]
        gone = () if take_out else what_leaves([(one.table, one.rows) for one in differences], withdrawn)
        if gone:
            return Saved(stored_head(connection), changed=False, leaving=gone)
        return write_differences(connection, differences, commit, recorded_at, files)


def write_differences(
    connection: Connection,
    differences: Sequence[TableChange],
    commit: Row,
    recorded_at: datetime,
    files: Sequence[File],
) -> Saved:
    """One commit with all differences; none at all makes no commit."""
    if not any(one.rows for one in differences):
        return Saved(stored_head(connection), changed=False)
    revision = add_commit(connection, commit, recorded_at)
    keep_files(connection, revision, files)
    for one in differences:
        _write(connection, revision, one)
    return Saved(
        revision,
        changed=True,
        added=sum(one.added for one in differences),
        revised=sum(one.revised for one in differences),
        ended=sum(one.ended for one in differences),
    )


Wanted = Mapping[tuple[str, ...], tuple[Any, ...]]


def wanted_rows(
    plan: Plan, measurements: tuple[Measurement, ...], checkins: tuple[CheckIn, ...]
) -> list[tuple[Table, Wanted]]:
    """What each table should hold: the columns of the key, then the columns of the values."""
    parts = parts_of(plan)
    _check_indicators(plan, parts["indicators"])
    ended = {one.target.code: one.on for one in plan.ended}
    page = PlanPage(plan, {field: tuple(items) for field, items in parts.items()}, ended)
    measured = by_code(measurements, measurement_key, "measurements")
    said = by_code(checkins, checkin_code, "checkins")
    return [
        (PLAN, {(plan.code,): (dump_page(page),)}),
        *((part.table, _contents(parts[part.field])) for part in PARTS),
        (CHECKIN, _contents(said)),
        (MEASUREMENT, {key: measurement_values(one) for key, one in measured.items()}),
    ]


def _contents(items: Mapping[str, object]) -> Wanted:
    return {(code,): (dump(one),) for code, one in items.items()}


def _check_indicators(plan: Plan, indicators: Mapping[str, object]) -> None:
    for target in (*plan.targets, *(one.target for one in plan.ended)):
        if target.indicator is not None and indicators.get(target.indicator.code) != target.indicator:
            raise ValueError(f"target {target.code!r}: {target.indicator.code!r} is not an indicator of the plan")


def _columns(table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that name a row within its plan, and those that hold what it says."""
    return (KEY, DAYS + VALUES) if table is MEASUREMENT else (("code",), ("content",))


def _difference(connection: Connection, plan: str, action: str, table: Table, wanted: Wanted) -> TableChange:
    known = known_versions(connection, plan, action, table)
    added: list[Row] = []
    revised: list[Row] = []
    for key, values in wanted.items():
        was = known.get(key)
        if was is None:
            added.append(version_row(table, plan, key, values))
        elif values != was.own and not (was.live and values == was.values):
            (revised if was.live else added).append(version_row(table, plan, key, values))
    ended = [
        version_row(table, plan, key, was.values, ended=True)
        for key, was in known.items()
        if key not in wanted and was.live and was.revision == was.own_revision
    ]
    return TableChange(table, added + revised + ended, len(added), len(revised), len(ended))


def known_versions(
    connection: Connection, plan: str, action: str, table: Table
) -> dict[tuple[str, ...], KnownVersions]:
    """What is there of a plan: a look along the key's index, oldest version of a key first."""
    key, values = _columns(table)
    columns = [table.c[name] for name in (*key, *values)]
    rows = connection.execute(
        select(table.c.revision, table.c.ended, COMMIT.c.action, *columns)
        .join(COMMIT, COMMIT.c.revision == table.c.revision)
        .where(table.c.plan == plan)
        .order_by(*columns[: len(key)], table.c.revision)
    )
    found: dict[tuple[str, ...], KnownVersions] = {}
    for revision, ended, by, *rest in rows:
        one = found.setdefault(tuple(rest[: len(key)]), KnownVersions())
        one.revision, one.live, one.values = revision, not ended, tuple(rest[len(key) :])
        if by == action:
            one.own_revision, one.own = revision, None if ended else one.values
    return found


def version_row(table: Table, plan: str, key: tuple[str, ...], values: tuple[Any, ...], *, ended: bool = False) -> Row:
    names, says = _columns(table)
    return {
        "plan": plan,
        **dict(zip(names, key, strict=True)),
        "ended": ended,
        **dict(zip(says, values, strict=True)),
    }


def _write(connection: Connection, revision: int, difference: TableChange) -> None:
    if not difference.rows:
        return
    connection.execute(insert(difference.table), [{**row, "revision": revision} for row in difference.rows])
    if difference.table is MEASUREMENT:
        pairs = {(row["indicator"], row["period"]) for row in difference.rows}
        keep_scope(connection, difference.rows[0]["plan"], revision, pairs)
