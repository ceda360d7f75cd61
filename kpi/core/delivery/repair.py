"""A file that was mended on the screen before it was recorded: what it was as it came, and each cell old and new."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MendedCell:
    """One cell that was typed over: its row in the file (1-based), its place in the row (from 0), and its header."""

    row: int
    place: int
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MendedFile:
    """The file as it came, and what was typed over in it, in the order of its rows.

    `content` None: its bytes are not kept, because it holds a citizen service number; its SHA-256 still names it.
    """

    name: str
    sha256: str
    content: bytes | None
    cells: tuple[MendedCell, ...]


def mended_again(repair: MendedFile, cells: Iterable[MendedCell]) -> MendedFile:
    """The same repair with more cells; of a cell that was mended twice the first text and the last count."""
    found = {(one.row, one.place): one for one in repair.cells}
    for one in cells:
        first = found.get((one.row, one.place), one)
        found[one.row, one.place] = MendedCell(one.row, one.place, one.column, first.before, one.after)
    kept = (one for _, one in sorted(found.items()) if one.before != one.after)
    return MendedFile(repair.name, repair.sha256, repair.content, tuple(kept))
