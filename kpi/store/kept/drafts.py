"""What a browser has put in and not handed in yet: scratch, of which only the latest is kept and nothing is history.

A draft is one part of words and the files that they name, each by its SHA-256: a file is written once, however often
the words change. No revision is made: nothing that is shown or counted depends on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, func, insert, select

from kpi.store import tables
from kpi.store.database.engine import begin

PART = tables.table_of(tables.KeptPart)
WORDS = ""
KEPT_DAYS = 30
MIB = 2**20


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Whose draft (the hash of what names a browser), of which kind, and of what: for instance the code of a plan."""

    browser: str
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Room:
    """What may be kept, in bytes: of one browser in so many drafts, and of all together."""

    drafts: int = 20
    browser: int = 40 * MIB
    everybody: int = 400 * MIB


@dataclass(frozen=True, slots=True)
class KeptParts:
    """A draft as it was kept."""

    words: bytes
    files: Mapping[str, bytes]
    saved_at: datetime


ROOM = Room()


def keep_parts(
    engine: Engine, place: DraftPlace, words: bytes, files: Mapping[str, bytes], now: datetime, room: Room = ROOM
) -> bool:
    """Put a draft in the place of the one there was; False, with nothing changed, where there is no room for it.

    `files` by SHA-256. What was not touched for KEPT_DAYS goes on the way. Raises StoreError as `begin` does.
    """
    with begin(engine) as connection:
        _forget(connection, now - timedelta(days=KEPT_DAYS))
        if not _fits(connection, place, len(words) + sum(map(len, files.values())), room):
            return False
        there = set(connection.execute(select(PART.c.part).where(_at(place))).scalars())
        gone = there - files.keys() | {WORDS}
        connection.execute(delete(PART).where(_at(place), PART.c.part.in_(gone)))
        parts = {WORDS: words, **{name: files[name] for name in files.keys() - there}}
        same = {"browser": place.browser, "kind": place.kind, "subject": place.subject, "saved_at": now}
        rows = [{**same, "part": name, "content": content} for name, content in parts.items()]
        connection.execute(insert(PART), rows)
    return True


def _at(place: DraftPlace) -> ColumnElement[bool]:
    return and_(PART.c.browser == place.browser, PART.c.kind == place.kind, PART.c.subject == place.subject)


def _forget(connection: Connection, before: datetime) -> None:
    old = select(PART.c.browser, PART.c.kind, PART.c.subject).where(PART.c.part == WORDS, PART.c.saved_at < before)
    for found in connection.execute(old).all():
        connection.execute(delete(PART).where(_at(DraftPlace(*found))))


def _fits(connection: Connection, place: DraftPlace, size: int, room: Room) -> bool:
    """Whether a draft of this size may stand beside all others."""
    sizes = func.coalesce(func.sum(func.length(PART.c.content)), 0)
    others = select(sizes).where(~_at(place))
    own = others.where(PART.c.browser == place.browser)
    places = select(func.count()).where(PART.c.browser == place.browser, PART.c.part == WORDS, ~_at(place))
    return bool(
        connection.execute(places).scalar_one() < room.drafts
        and connection.execute(own).scalar_one() + size <= room.browser
        and connection.execute(others).scalar_one() + size <= room.everybody
    )


def kept_parts(connection: Connection, place: DraftPlace) -> KeptParts | None:
    """The draft that is kept there; None without any."""
    found = connection.execute(select(PART.c.part, PART.c.content, PART.c.saved_at).where(_at(place))).all()
    words = next((row for row in found if row.part == WORDS), None)
    if words is None:
        return None
    files = {row.part: row.content for row in found if row.part != WORDS}
    return KeptParts(words.content, files, words.saved_at)


def kept_subjects(connection: Connection, browser: str, kind: str) -> tuple[str, ...]:
    """What a browser keeps drafts of, the last one touched first."""
    wanted = select(PART.c.subject).where(PART.c.browser == browser, PART.c.kind == kind, PART.c.part == WORDS)
    return tuple(connection.execute(wanted.order_by(PART.c.saved_at.desc(), PART.c.subject)).scalars())


def drop_parts(engine: Engine, place: DraftPlace, words: bytes | None = None) -> bool:
    """Throw a draft away and say whether it was there; `words`: only while it says this, None: whatever it says."""
    with begin(engine) as connection:
        there = select(PART.c.content).where(_at(place), PART.c.part == WORDS)
        found = connection.execute(there).scalar_one_or_none()
        if found is None or (words is not None and found != words):
            return False
        connection.execute(delete(PART).where(_at(place)))
    return True
