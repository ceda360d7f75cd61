"""A board pack that is made beside the page: by what it is known again, and where its making stands."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

SILENCE = timedelta(seconds=30)  # nothing heard for so long: whoever was making it is gone
ATTEMPTS = 2
KEPT_PACKS = 50
KEPT_PACK_DAYS = 14
_WORDS = {"nl": ("vergadering", "rapport", "stand", "revisie"), "en": ("meeting", "report", "as-of", "revision")}


@dataclass(frozen=True, slots=True)
class AskedPack:
    """Everything that the bytes of a pack depend on.

    `revision`: of all that was recorded; what was known then follows from it. `meeting` empty: outside any. `template`:
    the SHA-256 of an organisation's own, empty: ours. `names`: that of the names of categories. `ours`: that of
    Planpeil itself.
    """

    plan: str
    as_of: date
    revision: int
    form: str
    lang: str
    meeting: str = ""
    template: str = ""
    names: str = ""
    ours: str = ""

    @property
    def words(self) -> str:
        """The same as JSON; `asked_in` reads it."""
        return json.dumps({**asdict(self), "as_of": self.as_of.isoformat()}, sort_keys=True)

    @property
    def key(self) -> str:
        """By what it is known again: 64 hexadecimal signs, others for anything that differs."""
        return sha256(self.words.encode()).hexdigest()

    @property
    def file_name(self) -> str:
        """What the file is called: of what it is, its date and its revision, in its own language."""
        meeting, report, as_of, revision = _WORDS[self.lang]
        what = f"{meeting}-{self.meeting}" if self.meeting else report
        return f"planpeil-{self.plan}-{what}-{as_of}-{self.as_of}-{revision}-{self.revision}.{self.form}"


def asked_in(words: str) -> AskedPack:
    """What was asked, from its `words`."""
    found = json.loads(words)
    return AskedPack(**{**found, "as_of": date.fromisoformat(found["as_of"])})


class PackState(StrEnum):
    """Where the making of a pack stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PackJob:
    """The making of one pack; `done` of `total` parts (0: not known yet), `nl` and `en`: why it failed.

    `heard_at`: when its maker last said something, and once it ended when it did; None before it was begun.
    """

    asked: AskedPack
    state: PackState
    asked_by: str
    asked_at: datetime
    heard_at: datetime | None = None
    attempts: int = 0
    done: int = 0
    total: int = 0
    nl: str = ""
    en: str = ""

    @property
    def key(self) -> str:
        """That of what was asked."""
        return self.asked.key

    @property
    def is_under_way(self) -> bool:
        """Whether it is neither made nor given up."""
        return self.state in (PackState.WAITING, PackState.RUNNING)


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack as it is given: its name, its bytes, and their SHA-256."""

    name: str
    content: bytes
    sha256: str


class NextStep(StrEnum):
    """What is to be done with the making of a pack."""

    NOTHING = "nothing"
    TAKE = "take"
    GIVE_UP = "give-up"


def next_step(job: PackJob, now: datetime) -> NextStep:
    """Make what waits and what its maker left behind; give up what was left behind `ATTEMPTS` times."""
    left = job.state is PackState.RUNNING and (job.heard_at is None or now - job.heard_at > SILENCE)
    if left and job.attempts >= ATTEMPTS:
        return NextStep.GIVE_UP
    return NextStep.TAKE if left or job.state is PackState.WAITING else NextStep.NOTHING


def outworn(jobs: Iterable[PackJob], now: datetime) -> tuple[str, ...]:
    """The keys of what is kept no longer: all of more than `KEPT_PACK_DAYS`, and of what ended all but `KEPT_PACKS`."""
    first = now - timedelta(days=KEPT_PACK_DAYS)
    newest = sorted(jobs, key=lambda one: one.heard_at or one.asked_at, reverse=True)
    old = [one.key for one in newest if (one.heard_at or one.asked_at) < first]
    ended = [one.key for one in newest if not one.is_under_way]
    return tuple(dict.fromkeys([*old, *ended[KEPT_PACKS:]]))
