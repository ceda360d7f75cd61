"""The table of what waits to be sent: reminders, changed lights, and the days on which this was looked at.

No version: a row changes in place, and goes a while after it was sent.
"""

from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select
from sqlmodel import Field

from kpi.store.tables import Base, table_of
from kpi.store.utc import Utc

TELLS_LIGHTS = "tells_lights"  # the option of an engine whose commits are told to a webhook
MAIL, LIGHTS, TICK = "mail", "lights", "tick"  # kinds
WAITING, SENT, GIVEN_UP = "waiting", "sent", "given-up"  # states


class Outgoing(Base, table=True):
    """One message; `key` names what it is about, so that it is there once.

    `who`: the key of the account it is for, empty for a webhook. `revision`: of the commit it tells of. `since`: the
    day before which the clock changed nothing new. `due_at`: when it is tried next. `fault`: why it failed last.
    """

    key: str = Field(primary_key=True)
    kind: str
    who: str = ""
    plan: str
    day: date
    since: date | None = None
    revision: int | None = None
    state: str
    made_at: datetime = Field(sa_type=Utc)
    due_at: datetime = Field(sa_type=Utc, index=True)
    attempts: int = 0
    fault: str = ""


OUTGOING = table_of(Outgoing)
# Commits that are about what people say, agree or close: no light looks at them.
_NO_LIGHT = frozenset(("checkin", "meeting", "agreement", "accept", "freeze", "unfreeze", "four-eyes", "two-eyes"))


def tell_of_commit(connection: Connection, plan: str, action: str, revision: int, moment: datetime) -> None:
    """A row for the lights that a commit changes, part of its transaction; none for what no light looks at."""
    if not plan or action in _NO_LIGHT:
        return
    about = {"key": f"{LIGHTS} {plan} r{revision}", "kind": LIGHTS, "who": "", "plan": plan, "day": moment.date()}
    waits = {"revision": revision, "state": WAITING, "made_at": moment, "due_at": moment, "attempts": 0, "fault": ""}
    connection.execute(insert(OUTGOING).values(**about, **waits))


def last_look(connection: Connection) -> date | None:
    """The newest day on which somebody looked what was to be sent; None: never."""
    newest: date | None = connection.execute(
        select(func.max(OUTGOING.c.day)).where(OUTGOING.c.kind == TICK)
    ).scalar_one()
    return newest


def messages_given_up(connection: Connection) -> tuple[int, str]:
    """How many messages were given up, and the reason of the newest, empty for none."""
    rows = select(OUTGOING.c.fault).where(OUTGOING.c.state == GIVEN_UP).order_by(OUTGOING.c.due_at.desc())
    found = connection.execute(rows).scalars().all()
    return len(found), found[0] if found else ""
