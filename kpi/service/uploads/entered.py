"""What somebody put in for a plan and did not hand in yet, as words and files that can be kept and read again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from kpi.core.delivery.repair import MendedCell, MendedFile

Words = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it was given: its answers by question, and how it came when something in it was mended."""

    content: bytes
    name: str
    answers: Mapping[str, str] = field(default_factory=dict)
    repair: MendedFile | None = None

    @property
    def sha256(self) -> str:
        """What names its bytes."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Entered:
    """`way`: how somebody delivers. `cells`: typed where it is due, by "period indicator unit" and field.

    `chosen`: answers that were chosen and not used yet; `reasons`: a line by code of a warning; `mending`: cells typed
    over and not checked yet. `replaces`: the number of the returned upload that this mends.
    """

    way: str = ""
    pasted: str = ""
    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    file: GivenFile | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    mending: tuple[MendedCell, ...] = ()
    replaces: int | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing that could be lost."""
        return self.file is None and not self.pasted.strip() and not self.cells


def entered_words(entered: Entered) -> tuple[Words, dict[str, bytes]]:
    """What was put in as JSON can say it, and the files it names."""
    words: Words = {
        "way": entered.way,
        "pasted": entered.pasted,
        "cells": {key: dict(row) for key, row in entered.cells.items()},
        "chosen": dict(entered.chosen),
        "reasons": dict(entered.reasons),
        "mending": [asdict(one) for one in entered.mending],
    }
    if entered.replaces is not None:
        words["replaces"] = entered.replaces
    files: dict[str, bytes] = {}
    if entered.file:
        words["file"], files = _file_words(entered.file)
    return words, files


def _file_words(file: GivenFile) -> tuple[Words, dict[str, bytes]]:
    words: Words = {"name": file.name, "sha256": file.sha256, "answers": dict(file.answers)}
    files = {file.sha256: file.content}
    if came := file.repair:
        cells = [asdict(one) for one in came.cells]
        words["repair"] = {"name": came.name, "sha256": came.sha256, "kept": came.content is not None, "cells": cells}
        if came.content is not None:
            files[came.sha256] = came.content
    return words, files


def entered_of(words: Mapping[str, Any], files: Mapping[str, bytes]) -> Entered:
    """What was put in, from what was kept; raises KeyError, TypeError or ValueError for what this does not know."""
    return Entered(
        way=str(words["way"]),
        pasted=str(words["pasted"]),
        cells={str(key): _texts(row) for key, row in words["cells"].items()},
        file=_given(words["file"], files) if "file" in words else None,
        chosen=_texts(words["chosen"]),
        reasons=_texts(words["reasons"]),
        mending=_cells(words["mending"]),
        replaces=int(words["replaces"]) if "replaces" in words else None,
    )


def _given(words: Mapping[str, Any], files: Mapping[str, bytes]) -> GivenFile:
    repair = None
    if came := words.get("repair"):
        content = files[came["sha256"]] if came["kept"] else None
        repair = MendedFile(str(came["name"]), str(came["sha256"]), content, _cells(came["cells"]))
    return GivenFile(files[words["sha256"]], str(words["name"]), _texts(words["answers"]), repair)


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in row.items()}


def _cells(rows: list[Mapping[str, Any]]) -> tuple[MendedCell, ...]:
    return tuple(MendedCell(**row) for row in rows)
