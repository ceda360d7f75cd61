"""Who makes board packs in this server: one at a time, the oldest first, for as long as there are any."""

import logging
import os
import socket
from datetime import UTC, datetime
from secrets import token_hex
from threading import Event, Lock, Thread
from time import monotonic

from kpi.core.errors import PlanpeilError, RefusedError
from kpi.core.meeting.pack import ATTEMPTS, AskedPack, PackJob
from kpi.core.stages import HaltedError
from kpi.service.desk import Desk
from kpi.service.packs.making import PackRequest
from kpi.service.packs.own_process import LOOK_UP, MakerLostError, made_apart
from kpi.service.report import ours_of
from kpi.settings import ROOT
from kpi.store.kept.packs import end_job, fail_job, release_job, take_job, tell_progress

BEAT = 5.0  # seconds between two signs of life while nothing else is to be told
LOST = (
    "Het maken van dit bestand is afgebroken. Maak het opnieuw; lukt het weer niet, vraag dan de beheerder om in het "
    "logboek van de server te kijken.",
    "Making this file was broken off. Make it again; if that fails too, ask the administrator to look into the log of "
    "the server.",
)
_UNFORESEEN = (
    "Dit bestand kon niet worden gemaakt. Maak het opnieuw, of vraag de beheerder: de server noteerde wat er gebeurde.",
    "This file could not be made. Make it again, or ask the administrator: the log of the server says what happened.",
)
_log = logging.getLogger("planpeil.packs")


class PackMaker:
    """Makes the packs that wait in the store of a desk, in a thread of its own that ends when there are none."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._name = f"{socket.gethostname()}-{os.getpid()}-{token_hex(4)}"
        self._lock, self._making, self._halt = Lock(), Lock(), Event()
        self._asked = False
        self._thread: Thread | None = None

    def wake(self) -> None:
        """Look for work now, unless it was stopped."""
        with self._lock:
            self._asked = True
            if self._thread is None and not self._halt.is_set():
                self._thread = Thread(target=self._work, daemon=True, name="packs")
                self._thread.start()

    def stop(self, seconds: float) -> bool:
        """End what is being made, which then waits for another server; False when that took longer than `seconds`."""
        self._halt.set()
        return self.wait(seconds)

    def wait(self, seconds: float) -> bool:
        """Wait at most so long until nothing is left to make, and say whether that is so."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return thread is None or not thread.is_alive()

    def make_now(self, asked: AskedPack) -> bytes:
        """A pack without a job, for where nothing can be kept; one at a time. Raises RefusedError."""
        with self._making:
            try:
                return made_apart(PackRequest(self._desk.settings, asked), lambda *_: not self._halt.is_set())
            except (MakerLostError, HaltedError) as fault:
                raise RefusedError(*LOST) from fault

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._asked or self._halt.is_set():
                    self._thread = None
                    return
                self._asked = False
            try:
                while not self._halt.is_set() and self._made_one():
                    continue
            except PlanpeilError as fault:
                _log.warning("board packs wait: %s", fault)
            except Exception:
                _log.exception("board packs wait")

    def _made_one(self) -> bool:
        """Make the oldest pack that waits; False for none."""
        with self._desk.flight.commit():
            taken = take_job(self._desk.engine, self._name, ours_of(ROOT / "kpi"), LOST, datetime.now(UTC))
        if taken is None:
            return False
        job, template = taken
        try:
            with self._making:
                content = made_apart(PackRequest(self._desk.settings, job.asked, template), self._telling(job))
        except BaseException as fault:
            self._not_made(job, fault)
        else:
            with self._desk.flight.commit():
                end_job(self._desk.engine, job.key, self._name, content, datetime.now(UTC))
        return True

    def _telling(self, job: PackJob) -> "_Telling":
        return _Telling(self._desk, job.key, self._name, self._halt)

    def _not_made(self, job: PackJob, fault: BaseException) -> None:
        """Say why, or let it wait again: what was stopped for whoever comes, what was lost once more."""
        engine, words = self._desk.engine, _UNFORESEEN
        again = isinstance(fault, MakerLostError) and job.attempts + 1 < ATTEMPTS
        if isinstance(fault, MakerLostError):
            words = LOST
        elif isinstance(fault, PlanpeilError):
            words = fault.nl, fault.en
        elif not isinstance(fault, HaltedError):
            _log.error("a board pack could not be made", exc_info=fault)
        with self._desk.flight.commit():
            if again or isinstance(fault, HaltedError):
                release_job(engine, job.key, self._name)
            else:
                fail_job(engine, job.key, self._name, words, datetime.now(UTC))


class _Telling:
    """Writes down how far a pack is: when that changed and every few seconds; answers whether to go on."""

    def __init__(self, desk: Desk, key: str, name: str, halt: Event) -> None:
        self._desk, self._key, self._name, self._halt = desk, key, name, halt
        self._told, self._at = (0, 0), monotonic()

    def __call__(self, done: int, total: int) -> bool:
        if self._halt.is_set():
            return False
        now = (done, total)
        if monotonic() - self._at < (BEAT if now == self._told else LOOK_UP):
            return True
        self._told, self._at = now, monotonic()
        with self._desk.flight.commit():
            return tell_progress(self._desk.engine, self._key, self._name, *now, datetime.now(UTC))
