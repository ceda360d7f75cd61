"""Saving: one transaction that compares what comes in with what is there and writes only the differences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Table

from kpi.core.audit import files_subject
from kpi.core.model import CheckIn, Measurement, Plan
from kpi.store.database.engine import begin
from kpi.store.known import ContentChange, Manner, Wanted, content_change
from kpi.store.leaving import Leaving, what_leaves
from kpi.store.measuring import MeasuredChange, in_key_order, measured_change
from kpi.store.plans.content import PlanPage, dump, dump_page
from kpi.store.versions import (
    CHECKIN,
    PARTS,
    PLAN,
    File,
    add_commit,
    by_code,
    checkin_code,
    keep_files,
    parts_of,
    stored_head,
)


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
    Raises ValueError when two parts share a code, or a target's indicator is not the plan's own.
    """
    wanted, batch = wanted_contents(plan, checkins), in_key_order(measurements)
    commit = {"recorded_by": recorded_by, "action": action, "plan": plan.code, "why": why}
    manner = loading(action)
    with begin(engine) as connection:
        changes: list[Change] = [content_change(connection, plan.code, *one, manner) for one in wanted]
        changes.append(measured_change(connection, plan.code, batch, manner))
        gone = () if take_out else what_leaves([one.leaving() for one in changes], withdrawn)
        if gone:
            return Saved(stored_head(connection), changed=False, leaving=gone)
        return write_changes(connection, changes, commit, recorded_at, files)


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
    parts = parts_of(plan)
    _check_indicators(plan, parts["indicators"])
    ended = {one.target.code: one.on for one in plan.ended}
    page = PlanPage(plan, {field: tuple(items) for field, items in parts.items()}, ended)
    said = by_code(checkins, checkin_code, "checkins")
    return [
        (PLAN, {plan.code: dump_page(page)}),
        *((part.table, _contents(parts[part.field])) for part in PARTS),
        (CHECKIN, _contents(said)),
    ]


def _contents(items: Mapping[str, object]) -> Wanted:
    return {code: dump(one) for code, one in items.items()}


def _check_indicators(plan: Plan, indicators: Mapping[str, object]) -> None:
    for target in (*plan.targets, *(one.target for one in plan.ended)):
        if target.indicator is not None and indicators.get(target.indicator.code) != target.indicator:
            raise ValueError(f"target {target.code!r}: {target.indicator.code!r} is not an indicator of the plan")
