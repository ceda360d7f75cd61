"""Judging the tables of a plan folder, and remembering which folders were found right.

Importing pandera takes ten times as long as reading a folder and judging its lights, and a folder is asked for its
lights more often than it changes. So a fingerprint of the folder is kept once nothing was wrong with its tables. It
covers all that judging looks at: the bytes of every file, what the reading was told, our own sources and the version of
every judge. A folder with a fault is never kept, and is judged in full each time.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from kpi.core.issue import Issue
from kpi.intake.plan.draft import FolderTables

Judge = Callable[[FolderTables, Mapping[str, str]], Iterable[Issue]]  # a draft and the SHA-256 of its files by name

KEPT = 200  # fingerprints; the oldest goes first
_LIBRARIES = ("numpy", "pandas", "pandera")
_KPI = Path(__file__).resolve().parents[2]
_OURS = ("core", "intake")  # all that judging can reach


def afresh(draft: FolderTables, _files: Mapping[str, str]) -> Iterable[Issue]:
    """Issues of every table by itself."""
    from kpi.intake.plan.judging import validate

    return validate(draft)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The fingerprints in the file `place`; `told`: what else the reading went by.

    Where the file cannot be read or written everything is judged afresh.
    """

    place: Path
    told: tuple[object, ...] = ()

    def judge(self, draft: FolderTables, files: Mapping[str, str]) -> Iterable[Issue]:
        """As `afresh`, but for a folder that was found right before: nothing is wrong with it."""
        mark = self._fingerprint(files)
        if mark is not None and mark in self._kept():
            return ()
        issues = tuple(afresh(draft, files))
        if mark is not None and not issues:
            self._keep(mark)
        return issues

    def _fingerprint(self, files: Mapping[str, str]) -> str | None:
        """None when it cannot be told what judges."""
        judges = tuple(_judges())
        if not all(judges):
            return None
        return sha256(repr((sys.version, judges, _sources(), self.told, sorted(files.items()))).encode()).hexdigest()

    def _kept(self) -> list[str]:
        try:
            return self.place.read_text(encoding="ascii").split()
        except (OSError, UnicodeDecodeError):
            return []

    def _keep(self, mark: str) -> None:
        """In one go, so that nobody ever reads half a file; of two that write at once one is judged again later."""
        written = self.place.with_name(f"{self.place.name}.{os.getpid()}")
        with suppress(OSError):
            self.place.parent.mkdir(parents=True, exist_ok=True)
            try:
                written.write_text("\n".join([*self._kept(), mark][-KEPT:]) + "\n", encoding="ascii")
                written.replace(self.place)
            finally:
                written.unlink(missing_ok=True)


def _judges() -> Iterator[tuple[str, ...]]:
    """Of each library the name of its installation, which holds its version; found without importing it."""
    for name in _LIBRARIES:
        found = find_spec(name)
        home = Path(found.origin).parent.parent if found and found.origin else None
        yield tuple(sorted(one.name for one in home.glob(f"{name}-*.dist-info"))) if home else ()


def _sources() -> str:
    """The SHA-256 of our own sources that judging can reach."""
    found = sha256()
    for path in sorted(one for part in _OURS for one in (_KPI / part).rglob("*.py")):
        content = path.read_bytes()
        found.update(f"{path.relative_to(_KPI).as_posix()} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()
