"""Saving: one transaction that compares what comes in with what is there and writes only the differences."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, select

from kpi.core.audit import files_subject
from kpi.core.calendar.period import YearStart, parse_period
from kpi.core.errors import RefusedError
from kpi.core.model import CheckIn, Measurement, Plan
from kpi.store.database.engine import begin
from kpi.store.differing import ContentChange, Manner, Wanted, content_change
from kpi.store.leaving import Leaving, what_leaves
from kpi.store.measuring import SCOPE, MeasuredChange, in_key_order, measured_change
from kpi.store.plans.content import PlanPage, dump, dump_page
from kpi.store.versions import (
    CHECKIN,
    PARTS,
    PLAN,
    TARGETS,
    File,
    add_commit,
    checkin_code,
    keep_files,
    stored_head,
    year_of,
)

T = TypeVar("T")


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


Change = ContentChange | MeasuredChange


def loading(action: str) -> Manner:
    """What this action wrote before and is gone now ends; what others wrote stays, also over an unchanged source."""
    return Manner(
        action,
        writes=lambda was, values: values != was.own and not (was.live and values == was.values),
        ends=lambda was: was.live and was.revision == was.own_revision,
    )


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
    Raises ValueError when two parts share a code, or a target's indicator is not the plan's own; RefusedError when its
    years begin on another day than before and something was measured of a period that is none then.
    """
    wanted, batch = wanted_contents(plan, checkins), in_key_order(measurements)
    commit = {"recorded_by": recorded_by, "action": action, "plan": plan.code, "why": why}
    manner = loading(action)
    with begin(engine) as connection:
        refuse_other_years(connection, plan)
        changes: list[Change] = [content_change(connection, plan.code, *one, manner) for one in wanted]
        changes.append(measured_change(connection, plan.code, batch, manner))
        gone = () if take_out else what_leaves([one.leaving() for one in changes], withdrawn)
        if gone:
            return Saved(stored_head(connection), changed=False, leaving=gone)
        return write_changes(connection, changes, commit, recorded_at, files)


def refuse_other_years(connection: Connection, plan: Plan) -> None:
    """A code such as 2022/23 says which days it is only together with the plan, so what was measured holds it still."""
    if year_of(connection, plan.code) == plan.year_starts:
        return
    rows = select(SCOPE.c.period).where(SCOPE.c.plan == plan.code).distinct().order_by(SCOPE.c.period)
    others = [code for code in connection.execute(rows).scalars() if not _is_period(code, plan.year_starts)]
    if others:
        nl, en = f"{', '.join(others[:3])} is", f"{', '.join(others[:3])} was"
        raise RefusedError(
            f"De jaren van dit plan kunnen niet op {plan.year_starts} gaan beginnen (maand-dag): {nl} al gemeten. "
            "Zet year_starts terug, of maak een nieuw plan met een eigen code.",
            f"The years of this plan cannot begin on {plan.year_starts} (month-day): {en} measured already. "
            "Put year_starts back, or make a new plan with a code of its own.",
        )


def _is_period(code: str, year: YearStart) -> bool:
    """Whether a stored code is the same days where years begin on `year`."""
    try:
        parse_period(code, year)
    except ValueError:
        return False
    return "/" not in code


def write_changes(
    connection: Connection,
    changes: Sequence[Change],
    commit: Mapping[str, str],
    recorded_at: datetime,
    files: Sequence[File],
) -> Saved:
    """One commit with all changes; none at all makes no commit."""
    added, revised, ended = (sum(getattr(one, what) for one in changes) for what in ("added", "revised", "ended"))
    if not (added or revised or ended):
        return Saved(stored_head(connection), changed=False)
    subject = files_subject((name, sha256) for name, sha256, _ in files)
    revision = add_commit(connection, commit, recorded_at, subject=subject)
    keep_files(connection, revision, files)
    for one in changes:
        one.write(connection, revision)
    return Saved(revision, changed=True, added=added, revised=revised, ended=ended)


def wanted_contents(plan: Plan, checkins: Iterable[CheckIn]) -> list[tuple[Table, Wanted]]:
    """What each table of contents should hold of a plan; raises ValueError as `save_plan` does."""
    parts = _parts_of(plan)
    _check_indicators(plan, parts["indicators"])
    ended = {one.target.code: one.on for one in plan.ended}
    page = PlanPage(plan, {field: tuple(items) for field, items in parts.items()}, ended)
    said = _by_code(checkins, checkin_code, "checkins")
    return [
        (PLAN, {plan.code: dump_page(page)}),
        *((part.table, _contents(parts[part.field])) for part in PARTS),
        (CHECKIN, _contents(said)),
    ]


def _by_code(items: Iterable[T], code: Callable[[T], Any], what: str) -> dict[Any, T]:
    """Each item under its own key; raises ValueError when two share one, because one of them would be lost."""
    found: dict[Any, T] = {}
    for one in items:
        key = code(one)
        if key in found:
            raise ValueError(f"{what}: {key!r} occurs twice")
        found[key] = one
    return found


def _parts_of(plan: Plan) -> Mapping[str, dict[str, Any]]:
    """The parts of a plan by field and code; ended targets are still targets, after the others."""
    ended = tuple(one.target for one in plan.ended)
    return {
        part.field: _by_code(getattr(plan, part.field) + (ended if part is TARGETS else ()), part.code, part.field)
        for part in PARTS
    }


def _contents(items: Mapping[str, object]) -> Wanted:
    return {code: dump(one) for code, one in items.items()}


def _check_indicators(plan: Plan, indicators: Mapping[str, object]) -> None:
    for target in (*plan.targets, *(one.target for one in plan.ended)):
        for one in (target.indicator, target.benchmark):
            if one is not None and indicators.get(one.code) != one:
                raise ValueError(f"target {target.code!r}: {one.code!r} is not an indicator of the plan")
