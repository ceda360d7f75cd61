"""What a file may cost to open (docs/csv-format.md lists the limits of an upload)."""

from dataclasses import dataclass

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """All inclusive. `size`, `unpacked`, `memory`, `answer` in bytes; `text` in characters.

    `rows` bounds the row number, `columns` the column number, `cells` their product for one sheet. `ratio` is unpacked
    to packed size of a ZIP member above `small` bytes; below them no ratio is suspicious. `memory` and `seconds` bound
    the child process that reads a workbook, `answer` what it may hand back.
    """

    size: int = 10 * MIB
    rows: int = 100_000
    columns: int = 256
    cells: int = 10_000_000
    text: int = 32_767
    members: int = 2_000
    unpacked: int = 200 * MIB
    ratio: int = 250
    small: int = 10 * MIB
    memory: int = 1024 * MIB
    seconds: float = 20.0
    answer: int = 128 * MIB


LIMITS = Limits()
