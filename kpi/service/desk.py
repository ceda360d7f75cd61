"""What every use case needs: the settings, the database, opened once a process, the commits in flight, and counts."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Condition, Lock
from time import perf_counter

from kpi.access.rights import LOCAL, Actor, Right
from kpi.core.errors import PlanpeilError, RefusedError
from kpi.settings import Settings
from kpi.store import Engine
from kpi.store.audit_tables import ASKED_BY
from kpi.store.database.condition import file_of, require_file
from kpi.store.database.continuity import LastCommit, last_commit
from kpi.store.database.engine import migrate, open_engine, read, require_newest
from kpi.store.database.trouble import told_at_first
from kpi.store.database.url import address
from kpi.store.outgoing_table import TELLS_LIGHTS

BOUNDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)  # seconds


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted by a moment: events by kind and outcome, and commits by how long they took.

    `slots`: commits that took at most each of BOUNDS, and at last those that took longer; `seconds`: of all together.
    """

    events: dict[tuple[str, str], int]
    slots: tuple[int, ...]
    seconds: float


class Tally:
    """What a process counts of its own work, never of whom or what; shared by all its threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._events: Counter[tuple[str, str]] = Counter()
        self._slots = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0

    def add(self, kind: str, outcome: str = "") -> None:
        """One more of a kind; `outcome` is one of few words of ours."""
        with self._lock:
            self._events[kind, outcome] += 1

    def took(self, seconds: float) -> None:
        """One more commit."""
        with self._lock:
            self._slots[bisect_left(BOUNDS, seconds)] += 1
            self._seconds += seconds

    def counted(self) -> Counted:
        """What was counted until now."""
        with self._lock:
            return Counted(dict(self._events), tuple(self._slots), self._seconds)


class Flight:
    """Counts the changes that are being committed; shared by all threads of a process. `tally`: how long they take."""

    def __init__(self, tally: Tally | None = None) -> None:
        self._tally = tally or Tally()
        self._changed = Condition()
        self._count = 0
        self._ended = False

    @contextmanager
    def commit(self) -> Iterator[None]:
        """Count one commit for as long as the block runs, however it ends; PlanpeilError once the process ends."""
        with self._changed:
            if self._ended:
                raise PlanpeilError(
                    "Planpeil stopt op dit moment: er is niets vastgelegd. Probeer het zo opnieuw.",
                    "Planpeil is stopping right now: nothing was recorded. Try again in a moment.",
                )
            self._count += 1
        began = perf_counter()
        try:
            yield
        finally:
            self._tally.took(perf_counter() - began)
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    def drain(self, seconds: float) -> bool:
        """Wait at most `seconds` until nothing is in flight, and begin nothing after it; False when something still is.

        What comes while one waits is let in: it may be the second step of what was begun.
        """
        with self._changed:
            done = self._changed.wait_for(lambda: self._count == 0, timeout=seconds)
            self._ended = True
            return done


@dataclass(slots=True)
class Seen:
    """The newest commit that was seen, None before the first; shared by all threads of a process."""

    commit: LastCommit | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Settings, an open and migrated database, the commits in flight, the newest seen, a tally, and who asks."""

    settings: Settings
    engine: Engine
    flight: Flight = field(default_factory=Flight)
    seen: Seen = field(default_factory=Seen)
    tally: Tally = field(default_factory=Tally)
    who: Actor = LOCAL

    def asked_by(self, who: Actor) -> "Desk":
        """The same for who asks, whose rows in the log say with which role they were done."""
        return replace(self, who=who, engine=self.engine.execution_options(**{ASKED_BY: who}))


def open_desk(settings: Settings, tally: Tally | None = None) -> Desk:
    """Open the database of these settings and bring it up to date; one that may be new is made on first use.

    Raises StoreError when it cannot be used as it is, and changes nothing then; nor anything when read-only.
    """
    makes = settings.new_database and not settings.read_only
    with told_at_first():
        if not makes:
            require_file(address(settings.database_url), later=settings.new_database)
        engine = open_engine(settings.database_url)
        if settings.webhook.url:
            engine = engine.execution_options(**{TELLS_LIGHTS: True})
        try:
            require_newest(engine) if settings.read_only else migrate(engine, from_nothing=makes)
            with read(engine) as connection:
                seen = Seen(last_commit(connection, None))
        except BaseException:
            engine.dispose()
            raise
    tally = tally or Tally()
    return Desk(settings, engine, Flight(tally), seen, tally)


def file_to_make(settings: Settings) -> Path | None:
    """The SQLite file that is not there yet; None when it is, or when the database is on a server."""
    place = file_of(address(settings.database_url))
    return None if place is None or place.exists() else place


@contextmanager
def at_desk(settings: Settings) -> Iterator[Desk]:
    """A desk for one command: opened, and its connections closed afterwards."""
    desk = open_desk(settings)
    try:
        yield desk
    finally:
        desk.engine.dispose()


def newest_commit(desk: Desk) -> LastCommit | None:
    """The newest commit, None while nothing was saved.

    Raises StoreError with the reason when the database does not answer, or does not go on from what was seen before.
    """
    with read(desk.engine) as connection:
        found = last_commit(connection, desk.seen.commit)
    desk.seen.commit = found
    return found


def is_ready(desk: Desk) -> bool:
    """Whether the database answers and goes on from what was seen before; else raises StoreError with the reason."""
    newest_commit(desk)
    return True


def allow(desk: Desk, right: Right, plan: str = "", *, user: str = "") -> str:
    """The name that stands with what is done: of who is signed in, else `user`. Every use case asks this first.

    Raises DeniedError when who asks may not do it with this plan (empty: with what belongs to none).
    """
    if not desk.who.may(right, plan):
        raise denied(right)
    return user if desk.who.is_free else desk.who.name


def allow_change(desk: Desk, right: Right, plan: str = "", *, user: str = "") -> str:
    """As `allow`, for what changes something; raises RefusedError too when this Planpeil is read-only."""
    name = allow(desk, right, plan, user=user)
    if desk.settings.read_only:
        raise RefusedError(
            "Deze Planpeil staat op alleen-lezen (read_only = true in config.toml): er wordt niets gewijzigd. "
            "Vraag de beheerder waar u wel kunt wijzigen.",
            "This Planpeil is read-only (read_only = true in config.toml): nothing is changed. "
            "Ask the administrator where changes can be made.",
        )
    return name


class DeniedError(RefusedError):
    """Who asks may not do this."""

    code = "denied"


def denied(right: Right) -> DeniedError:
    """What is said to who may not do something."""
    nl, en = _DENIED[right]
    return DeniedError(f"{nl}: vraag de beheerder om een rol.", f"{en}: ask the administrator for a role.")


def no_role() -> DeniedError:
    """What is said to who may see no plan at all."""
    return DeniedError(
        "U hebt nog geen rol bij een plan: vraag de beheerder om een rol.",
        "You have no role for any plan yet: ask the administrator for a role.",
    )


_DENIED = {
    Right.LOOK: ("U mag dit plan niet zien", "You may not see this plan"),
    Right.SEE: ("Dit is alleen te zien met een rol voor het hele plan", "This takes a role for the whole plan"),
    Right.HAND_IN: ("U mag voor dit plan geen cijfers aanleveren", "You may not hand in figures of this plan"),
    Right.EXPLAIN: ("U mag bij dit plan niets toelichten", "You may not explain results of this plan"),
    Right.APPROVE: ("U mag voor dit plan niets goedkeuren of afsluiten", "You may not approve or close for this plan"),
    Right.AGREE: ("U mag bij dit plan geen vergadering of afspraak vastleggen", "You may not record what is agreed"),
    Right.EDIT: ("U mag dit plan niet wijzigen", "You may not change this plan"),
    Right.ADMINISTER: ("U mag dit niet beheren", "You may not administer this"),
}
