"""The tick: forecasts that nobody kept are, who is to be reminded is put out, and what waits is sent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from time import monotonic

from kpi.access.rights import Actor, Grant, Right, Role
from kpi.core.calendar.period import dutch_time
from kpi.core.errors import PlanpeilError
from kpi.core.history.why_changed import ChangedLight
from kpi.core.meeting.asked import Asked, asked_of, in_order_asked
from kpi.core.meeting.reminding import Rules, days_between, is_escalated, reminded
from kpi.core.plain import name_key
from kpi.present.screen.outgoing import lights_words, reminder_words
from kpi.service.changed import changed_between
from kpi.service.desk import Desk, allow, allow_change
from kpi.service.plan_list import seen_codes
from kpi.service.reminding.mailing import SendingError, send_hook, send_mail
from kpi.service.reminding.my_list import asked_in_plan
from kpi.service.snapshots import default_day, plan_in
from kpi.service.upkeep.foreseeing import keep_foreseen
from kpi.store import Connection
from kpi.store.accounts.people import AccountRecord, accounts
from kpi.store.database.engine import read
from kpi.store.outgoing import (
    Message,
    end_message,
    fail_message,
    put_out,
    take_message,
    try_again,
)
from kpi.store.outgoing_table import LIGHTS, MAIL, last_look
from kpi.store.query import stored_plan_codes
from kpi.store.versions import stored_head

MOST = 500  # messages in one tick


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be sent on a day, and to whom nothing can be sent: owners without an account or a mail address."""

    day: date
    messages: tuple[Message, ...]
    unreachable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did: messages put out, sent, that wait again after a failure, and given up; forecasts kept."""

    planned: Planned
    put: int
    sent: int
    failed: int
    given_up: int
    foreseen: int = 0


def planned_messages(desk: Desk, *, now: datetime | None = None) -> Planned:
    """What a tick would put out now, whether or not it is there already; nothing is written or sent."""
    allow(desk, Right.ADMINISTER)
    on = dutch_time(now or datetime.now(UTC)).date()
    with read(desk.engine) as connection:
        known, last, head = _people(connection), last_look(connection), stored_head(connection)
        plans = seen_codes(desk, connection, head)
    days = days_between(last, on)
    messages: list[Message] = []
    unreachable: set[str] = set()
    for plan in plans:
        asked = asked_in_plan(desk, plan, revision=head, on=on, ahead=desk.settings.mail.before)
        who, escalated = reminded(asked, days, _rules(desk))
        reached = _reached(desk, known, plan)
        unreachable |= {one.owner.strip() for one in asked if name_key(one.owner) in who - reached}
        who &= reached
        if escalated:
            who |= {key for key in reached if _keeps(known[key], plan)}
        messages += [Message(f"{MAIL} {key} {plan} {on}", MAIL, key, plan, on) for key in sorted(who)]
        if last is not None and last < on and _by_clock(desk, plan, last, on):
            messages.append(Message(f"{LIGHTS} {plan} {on}", LIGHTS, "", plan, on, since=last))
    return Planned(on, tuple(messages), tuple(sorted(unreachable)))


def tick(desk: Desk, *, now: datetime | None = None, again: bool = False) -> Ticked:
    """Keep the forecasts that no commit kept, put out what is to be sent and send what waits, as far as configured.

    Two at once keep each forecast and send each message once. `again`: what was given up is tried once more. Raises
    RefusedError when read-only.
    """
    allow_change(desk, Right.ADMINISTER)
    moment = now or datetime.now(UTC)
    with read(desk.engine) as connection:
        plans = stored_plan_codes(connection, stored_head(connection))
    foreseen = sum(keep_foreseen(desk, plan) for plan in plans)
    planned = planned_messages(desk, now=moment)
    kinds = [
        kind for kind, set_up in ((MAIL, desk.settings.mail.server), (LIGHTS, desk.settings.webhook.url)) if set_up
    ]
    put = sent = failed = lost = 0
    if kinds:
        wanted = [one for one in planned.messages if one.kind in kinds]
        put = len(put_out(desk.engine, wanted, planned.day, moment))
        if again:
            try_again(desk.engine, moment)
    for one in _waiting(desk, kinds, moment):
        fault = _sent(desk, one, planned.day)
        if not fault:
            end_message(desk.engine, one)
            sent += 1
        elif fail_message(desk.engine, one, fault, moment):
            failed += 1
        else:
            lost += 1
    return Ticked(planned, put, sent, failed, lost, foreseen)


def _people(connection: Connection) -> dict[str, AccountRecord]:
    return {name_key(one.name): one for one in accounts(connection)}


def _rules(desk: Desk) -> Rules:
    return Rules(desk.settings.mail.before, desk.settings.mail.escalate)


def _waiting(desk: Desk, kinds: Sequence[str], moment: datetime) -> Iterator[Message]:
    """Each is taken as late as it is by then: the one before may have been waited for."""
    began = monotonic()
    for _ in range(MOST if kinds else 0):
        found = take_message(desk.engine, kinds, moment + timedelta(seconds=monotonic() - began))
        if found is None:
            return
        yield found


def _reached(desk: Desk, people: dict[str, AccountRecord], plan: str) -> frozenset[str]:
    """Whom mail about a plan can reach: with an address, not blocked, and where people sign in with a role for it."""
    return frozenset(
        key
        for key, one in people.items()
        if one.mail and not one.blocked and (not desk.settings.signs_in or _sees(one, plan))
    )


def _sees(one: AccountRecord, plan: str) -> bool:
    return Actor(one.name, one.grants).may(Right.SEE, plan)


def _keeps(one: AccountRecord, plan: str) -> bool:
    return any(grant in one.grants for grant in (Grant(Role.OWNER), Grant(Role.OWNER, plan)))


def _sent(desk: Desk, one: Message, on: date) -> str:
    """Send one message as it is now; the fault in few words, empty when it was sent or nothing was left to send."""
    try:
        if one.kind == MAIL:
            _remind(desk, one, on)
        elif words := _lights(desk, one):
            send_hook(desk.settings.webhook, words)
    except SendingError as fault:
        return fault.fault
    except PlanpeilError as fault:
        return fault.code
    return ""


def _remind(desk: Desk, one: Message, on: date) -> None:
    with read(desk.engine) as connection:
        people = _people(connection)
        plan = plan_in(connection, one.plan, stored_head(connection))
    if one.who not in _reached(desk, people, one.plan):
        return
    person, rules = people[one.who], _rules(desk)
    asked = asked_in_plan(desk, one.plan, on=on, ahead=rules.before)
    own = asked_of(asked, person.name)
    others: tuple[Asked, ...] = ()
    if _keeps(person, one.plan):
        late = (row for row in asked if is_escalated(row, on, rules) and name_key(row.owner) != one.who)
        others = in_order_asked(late)
    if own or others:
        lang, organisation = person.lang or desk.settings.language, desk.settings.organisation
        said = reminder_words(person.name, plan.title, own, others, organisation=organisation, lang=lang, on=on)
        send_mail(desk.settings.mail, person.mail, *said, key=one.key)


def _lights(desk: Desk, one: Message) -> str:
    """What is told of changed lights; empty when none did."""
    with read(desk.engine) as connection:
        head = stored_head(connection)
        title = plan_in(connection, one.plan, head).title
    found = _by_commit(desk, one.plan, one.revision) if one.revision else _by_clock(desk, one.plan, one.since, one.day)
    return lights_words(title, found, desk.settings.language) if found else ""


def _by_clock(desk: Desk, plan: str, since: date | None, on: date) -> tuple[ChangedLight, ...]:
    with read(desk.engine) as connection:
        head = stored_head(connection)
        return _other_status(changed_between(connection, plan, (since or on, head), (on, head)).lights)


def _by_commit(desk: Desk, plan: str, revision: int) -> tuple[ChangedLight, ...]:
    """The lights a plan opens with that are others than before a commit; none of a plan that is new."""
    with read(desk.engine) as connection:
        if plan not in stored_plan_codes(connection, revision - 1):
            return ()
    was, now = (default_day(desk, plan, at) for at in (revision - 1, revision))
    with read(desk.engine) as connection:
        return _other_status(changed_between(connection, plan, (was, revision - 1), (now, revision)).lights)


def _other_status(found: Iterable[ChangedLight]) -> tuple[ChangedLight, ...]:
    """Without those of which only a mark beside the light changed."""
    return tuple(one for one in found if not (one.before and one.after and one.before.status is one.after.status))
