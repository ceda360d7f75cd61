"""What changed since a date: the lights of a plan as they were known then against those of a later date."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from kpi.access.rights import Right
from kpi.core.errors import UsageError
from kpi.core.history.known_then import ThenAndNow, differs_in, then_and_now
from kpi.core.history.revision import Difference
from kpi.core.history.why_changed import ChangedLight, KnownPlan, why_changed
from kpi.core.light.assessment import Assessment
from kpi.service.desk import Desk, allow
from kpi.service.light_rows import light_fields
from kpi.service.snapshots import plan_in
from kpi.service.texts import not_swapped
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.query import read_evidence, stored_plan_codes
from kpi.store.revisions import revision_at
from kpi.store.versions import stored_head


@dataclass(frozen=True, slots=True)
class Since:
    """A plan in two views, and the lights that differ between them, in the plan's order."""

    before: KnownPlan
    after: KnownPlan
    lights: tuple[ChangedLight, ...]


def changed_lights(
    desk: Desk,
    plan: str,
    first: date,
    last: date,
    *,
    known_from: datetime | None = None,
    known_to: datetime | None = None,
) -> Since:
    """The lights of a plan that differ between the ends of `first` and `last`, with their causes.

    Each view is as known at the end of its own date (UTC), or at `known_from` and `known_to`. Where the plan was not
    recorded yet by the end of `last` it is taken as known now, by the end of `first` as known for `last`. Raises
    NotFoundError, and UsageError when `first` lies after `last`.
    """
    allow(desk, Right.SEE, plan)
    not_swapped(first, last)
    with read(desk.engine) as connection:
        later = _revision(connection, plan, last, known_to, otherwise=stored_head(connection))
        earlier = _revision(connection, plan, first, known_from, otherwise=later)
        return changed_between(connection, plan, (first, earlier), (last, later))


def changed_between(connection: Connection, plan: str, first: tuple[date, int], last: tuple[date, int]) -> Since:
    """As `changed_lights`, between two days with the revision each is known at, in an open transaction."""
    before, after = _views(connection, plan, first, last)
    return Since(before, after, why_changed(before, after))


def known_otherwise(desk: Desk, plan: str, day: date, earlier: int, later: int) -> ThenAndNow:
    """What of one day is known otherwise at revision `later` than at `earlier`; raises NotFoundError."""
    allow(desk, Right.SEE, plan)
    with read(desk.engine) as connection:
        before, after = _views(connection, plan, (day, earlier), (day, later))
    return then_and_now(before, after)


def known_then(desk: Desk, plan: str, day: date, known_at: datetime, known_to: datetime | None = None) -> ThenAndNow:
    """The same between two moments, `known_to` None: now.

    Raises NotFoundError where the plan was not recorded yet, UsageError when the first moment lies after the other.
    """
    allow(desk, Right.SEE, plan)
    if known_to is not None and known_at > known_to:
        raise UsageError(
            f"{known_at} ligt na {known_to}: verwissel de twee momenten.",
            f"{known_at} lies after {known_to}: swap the two moments.",
        )
    with read(desk.engine) as connection:
        earlier = revision_at(connection, known_at)
        later = stored_head(connection) if known_to is None else revision_at(connection, known_to)
    return known_otherwise(desk, plan, day, earlier, later)


def _revision(connection: Connection, plan: str, day: date, known: datetime | None, *, otherwise: int) -> int:
    if known is not None:
        return revision_at(connection, known)
    return revision_known_by(connection, plan, day, otherwise=otherwise)


def revision_known_by(connection: Connection, plan: str, day: date, *, otherwise: int) -> int:
    """The newest revision by the end of a day (UTC); `otherwise` where the plan was not recorded by then."""
    found = revision_at(connection, datetime.combine(day, time.max, UTC))
    return found if plan in stored_plan_codes(connection, found) else otherwise


def _views(connection: Connection, plan: str, *seen: tuple[date, int]) -> tuple[KnownPlan, ...]:
    """The plan at each day and revision, each with the evidence of all that any of them measures."""
    plans = [plan_in(connection, plan, revision) for _, revision in seen]
    codes = sorted({code for one in plans for target in one.targets for code in target.sources})
    return tuple(
        KnownPlan(one, read_evidence(connection, plan, codes, day, revision), day)
        for one, (day, revision) in zip(plans, seen, strict=True)
    )


def changed_rows(since: Since) -> list[dict[str, Any]]:
    """A plain row a changed light; `cause` is the first of `causes`, a side is None when the target was not there."""
    return [
        {
            "target": one.target.code,
            "theme": one.target.theme,
            "statement": one.target.statement,
            "cause": one.causes[0].value,
            "causes": [cause.value for cause in one.causes],
            "before": _side(since.before, one.before),
            "after": _side(since.after, one.after),
        }
        for one in since.lights
    ]


def known_rows(found: ThenAndNow) -> list[dict[str, Any]]:
    """A plain row for each result that is known otherwise; `causes` is empty where its light is the same.

    `kinds` are of `Differs`; a difference in thresholds stands with every result.
    """
    limits = [_difference(one) for one in found.thresholds]
    return [
        {
            "target": one.target.code,
            "theme": one.target.theme,
            "statement": one.target.statement,
            "kinds": [kind.value for kind in one.kinds],
            "causes": [cause.value for cause in one.changed.causes] if one.changed else [],
            "before": _side(found.before, one.before),
            "after": _side(found.after, one.after),
            "differences": [*(_difference(each) for each in one.differences), *limits],
        }
        for one in found.results
    ]


def _difference(one: Difference) -> dict[str, str]:
    return {"kind": differs_in(one).value, "field": one.field or one.part, "before": one.before, "after": one.after}


def _side(known: KnownPlan, one: Assessment | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"as_of": one.as_of.isoformat(), **light_fields(one, known.plan.thresholds)}
