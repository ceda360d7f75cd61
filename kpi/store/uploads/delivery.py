"""What is committed of an upload, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kpi.core.batch import Batch, Key
from kpi.core.delivery.repair import MendedFile
from kpi.core.history.change import ChangeSet
from kpi.core.outlook.score import KeptForecast
from kpi.store.versions import File


class CommitOutcome(StrEnum):
    """What became of a commit: only `saved` changed anything."""

    SAVED = "saved"
    SAME = "same"  # this very file was delivered before and its values are in force
    OVERTAKEN = "overtaken"  # somebody committed a value of this file since the preview
    FROZEN = "frozen"  # a value would change in a period that is closed
    WAITING = "waiting"  # it was handed in: it counts once somebody else approves it
    MOVED = "moved"  # something was committed since the difference was made: it has to be made again


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approves which upload that was handed in."""

    upload: int
    by: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file to commit: its values and everything that is kept with them.

    `seen`: the revision the uploader decided on. `changes`: the difference that was shown, made at `seen`; None: it is
    made when it is committed. `reasons`: justification by code of the warning. `remarks`: the codes of the warnings
    about a value, by its key. `answers`: what the uploader answered, by question. `repair`: the file as it came, when
    `file` is the mended one. `no_values`: the keys it says there is no value of. `untold`: what it has no column for.
    `forecasts`: what is forecast with its values of the targets that it touches.
    `replaces`: the returned upload that it mends. `approval`: of what was handed in before; None: it is handed in now.
    """

    file: File
    uploaded_by: str
    records: Batch
    seen: int
    changes: ChangeSet | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    repair: MendedFile | None = None
    no_values: frozenset[Key] = frozenset()
    untold: frozenset[str] = frozenset()
    forecasts: tuple[KeptForecast, ...] = ()
    replaces: int | None = None
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did; `changes` is the difference it found. `upload` None: it was stopped.

    `waiting` has the number under which it was handed in, and nothing of it counts yet.

    `revision` is the new one, else the newest there was. `frozen`: the closed periods that stopped it.
    """

    outcome: CommitOutcome
    revision: int
    upload: int | None
    changes: ChangeSet
    frozen: tuple[str, ...] = ()
