"""What recording around a plan asks every time: who does it, words that may be kept, and something that is there."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TypeVar

from kpi.core.errors import UsageError
from kpi.core.model import Plan
from kpi.intake.read.names import masked
from kpi.service.desk import Desk
from kpi.service.logged import committing
from kpi.service.missing import no_part, no_result
from kpi.service.snapshots import plan_in
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.meetings.reading import standing_records
from kpi.store.meetings.records import R, Recorded, RecordKind
from kpi.store.meetings.writing import Signed, write_records
from kpi.store.versions import stored_head

LONGEST = 2_000  # characters of one text
T = TypeVar("T")


def record(
    desk: Desk, plan: str, kind: RecordKind[R], one: R, *, seen: int, user: str, action: str, why: str = ""
) -> Recorded[R]:
    """Record one thing of a plan; errors as `write_records`, UsageError without a user."""
    signed = signed_by(user, action, why)
    with committing(desk, plan=plan, user=signed.user, action=action):
        return write_records(desk.engine, plan, kind, [(one, seen)], signed)[0]


def signed_by(user: str, action: str, why: str = "") -> Signed:
    """Who records now; raises UsageError without a user."""
    if not user.strip():
        raise UsageError("Vul eerst uw naam in: zeg wie dit doet.", "Fill in your name first: say who does this.")
    return Signed(user.strip(), datetime.now(UTC), action, why)


def records_of(desk: Desk, plan: str, kind: RecordKind[R], revision: int | None = None) -> tuple[Recorded[R], ...]:
    """What stands at a revision (None: now), in the order in which it was first recorded; raises NotFoundError."""
    with read(desk.engine) as connection:
        at = stored_head(connection) if revision is None else revision
        plan_in(connection, plan, at)
        return tuple(standing_records(connection, kind, plan, at).values())


def standing_one(desk: Desk, plan: str, kind: RecordKind[R], code: str, what: tuple[str, str]) -> Recorded[R]:
    """One that stands now; raises NotFoundError that names the others. `what`: how it is called, Dutch and English."""
    with read(desk.engine) as connection:
        return standing_in(connection, plan, kind, code, what)


def standing_in(
    connection: Connection, plan: str, kind: RecordKind[R], code: str, what: tuple[str, str]
) -> Recorded[R]:
    """As `standing_one`, within a transaction that is open already."""
    head = stored_head(connection)
    plan_in(connection, plan, head)
    return one_of(standing_records(connection, kind, plan, head), code, what)


def one_of(known: Mapping[str, T], code: str, what: tuple[str, str]) -> T:
    """The one with a code; raises NotFoundError that names those there are."""
    if code in known:
        return known[code]
    raise no_part(what, code, list(known)[:20])


def kept_words(text: str, what: tuple[str, str], *, needed: bool = True) -> str:
    """A text as it is kept, without space around it.

    Raises UsageError for one that is empty (when it is `needed`), too long, or seems to hold a citizen number.
    """
    said = text.strip()
    if needed and not said:
        raise UsageError(f"Schrijf {what[0]}.", f"Write {what[1]}.")
    if len(said) > LONGEST:
        raise UsageError(
            f"Houd {what[0]} onder {LONGEST:n} tekens; dit zijn er {len(said):n}.",
            f"Keep {what[1]} below {LONGEST:n} characters; this has {len(said):n}.",
        )
    if masked(said) != said:
        raise UsageError(
            "Er lijkt een burgerservicenummer in te staan. Haal het eruit en probeer het opnieuw.",
            "There seems to be a citizen service number in it. Take it out and try again.",
        )
    return said


def known_target(plan: Plan, code: str) -> str:
    """The code of a target of a plan, also of one that ended; raises NotFoundError for another."""
    if code not in _codes(plan):
        raise no_result(plan, code)
    return code


def _codes(plan: Plan) -> Iterable[str]:
    return {*(one.code for one in plan.targets), *(one.target.code for one in plan.ended)}


def known_plan(desk: Desk, plan: str) -> Plan:
    """A plan as it is now; raises NotFoundError."""
    with read(desk.engine) as connection:
        return plan_in(connection, plan, stored_head(connection))


def in_order_of_days(first: date, last: date) -> None:
    """Raise UsageError unless the first day lies before the last."""
    if first >= last:
        raise UsageError(
            f"{last} ligt niet na {first}: geef een latere dag tot wanneer het geldt.",
            f"{last} does not lie after {first}: give a later day until which it holds.",
        )
