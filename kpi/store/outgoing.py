"""What waits to be sent: put there once, taken by one sender at a time, tried again with growing waits, or given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Engine, delete, insert, select, update

from kpi.core.sending import LEASE, wait_after
from kpi.store.database.engine import begin
from kpi.store.outgoing_table import GIVEN_UP, OUTGOING, SENT, TICK, WAITING

KEPT = timedelta(days=60)
_SAID = ("key", "kind", "who", "plan", "day", "since", "revision", "attempts")
_ROWS = select(*(OUTGOING.c[name] for name in _SAID)).order_by(OUTGOING.c.due_at, OUTGOING.c.key)


@dataclass(frozen=True, slots=True)
class Message:
    """One that waits, or is to: what it is about, and how often it was tried (kpi.store.outgoing_table)."""

    key: str
    kind: str
    who: str
    plan: str
    day: date
    since: date | None = None
    revision: int | None = None
    attempts: int = 0


def put_out(engine: Engine, messages: Sequence[Message], day: date, now: datetime) -> tuple[Message, ...]:
    """Let these wait from now on, of those that were not put there before, and note that this day was looked at.

    Those that were put there. What was sent long ago goes on the way.
    """
    look = Message(f"{TICK} {day}", TICK, "", "", day)
    with begin(engine) as connection:
        old = (OUTGOING.c.made_at < now - KEPT, OUTGOING.c.state != WAITING)
        connection.execute(delete(OUTGOING).where(*old))
        asked = select(OUTGOING.c.key).where(OUTGOING.c.key.in_([one.key for one in (*messages, look)]))
        there = set(connection.execute(asked).scalars())
        new = {one.key: one for one in (*messages, look) if one.key not in there}
        if new:
            connection.execute(insert(OUTGOING), [_row(one, now) for one in new.values()])
    return tuple(one for one in new.values() if one is not look)


def _row(one: Message, now: datetime) -> dict[str, object]:
    said = {name: getattr(one, name) for name in _SAID}
    state = SENT if one.kind == TICK else WAITING
    return {**said, "state": state, "made_at": now, "due_at": now, "fault": ""}


def take_message(engine: Engine, kinds: Sequence[str], now: datetime) -> Message | None:
    """The message of these kinds that waits longest, for a while nobody else's; None: none is to be tried now."""
    with begin(engine) as connection:
        waiting = (OUTGOING.c.state == WAITING, OUTGOING.c.due_at <= now, OUTGOING.c.kind.in_(kinds))
        found = connection.execute(_ROWS.where(*waiting).limit(1)).mappings().first()
        if found is None:
            return None
        taken = Message(**{**found, "attempts": found["attempts"] + 1})
        mine = OUTGOING.c.key == taken.key
        connection.execute(update(OUTGOING).where(mine).values(attempts=taken.attempts, due_at=now + LEASE))
        return taken


def end_message(engine: Engine, one: Message) -> None:
    """It was sent, or nothing was left to send."""
    _change(engine, one, state=SENT, fault="")


def fail_message(engine: Engine, one: Message, fault: str, now: datetime) -> bool:
    """It could not be sent, for a reason in few words: it waits again, or (False) it is given up."""
    wait = wait_after(one.attempts)
    if wait is None:
        _change(engine, one, state=GIVEN_UP, fault=fault)
        return False
    _change(engine, one, due_at=now + wait, fault=fault)
    return True


def _change(engine: Engine, one: Message, **values: object) -> None:
    """Nothing when another took it since."""
    mine = (OUTGOING.c.key == one.key, OUTGOING.c.attempts == one.attempts)
    with begin(engine) as connection:
        connection.execute(update(OUTGOING).where(*mine).values(**values))


def try_again(engine: Engine, now: datetime) -> int:
    """Let all that was given up wait once more; how many there were."""
    anew = {"state": WAITING, "attempts": 0, "due_at": now}
    with begin(engine) as connection:
        return connection.execute(update(OUTGOING).where(OUTGOING.c.state == GIVEN_UP).values(anew)).rowcount
