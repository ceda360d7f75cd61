"""One column: every distinct cell is read once, whatever the number of rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TypeVar

from kpi.intake.hints import Hint
from kpi.intake.upload.model import Cell, CellKind
from kpi.intake.upload.text import bare, controls, fold

T = TypeVar("T")
NO_VALUE = frozenset(
    ("n.v.t.", "n.v.t", "nvt", "nvt.", "niet van toepassing", "n/a", "n.b.", "nb", "-", "--", "–", "—", "−", "onbekend",
     "geen", "geen gegevens", "geen opgave", "niet gemeten", "niet bekend", "not applicable", "not available")
)  # fmt: skip
ERRORS = ("#n/b", "#n/a", "#deel/0!", "#div/0!", "#waarde!", "#value!", "#verw!", "#ref!", "#naam?", "#name?",
          "#getal!", "#num!", "#leeg!", "#null!", "#overloop!", "#spill!")  # fmt: skip
EMPTY = Cell("", CellKind.EMPTY)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a cell: a value (None: nothing there), or the code of an issue with its words.

    `rules`: the repairs by which it was read as `after`. `unit`: a mark or word of unit that was written with it.
    """

    value: object = None
    code: str = ""
    hint: Hint | None = None
    words: Mapping[str, object] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    after: str = ""
    unit: str = ""


NOTHING = Outcome()
Reader = Callable[[Cell], Outcome]


def columns_of(rows: Iterable[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """Rows turned into columns; an empty cell where a row is too short."""
    return list(zip_longest(*rows, fillvalue=EMPTY))


def read_column(cells: Sequence[Cell], reader: Reader) -> list[Outcome]:
    """The outcome of every cell; equal cells share one."""
    known: dict[object, Outcome] = {}
    outcomes: dict[int, Outcome] = {}
    for cell in each(cells):
        key: object = cell.text if cell.kind is CellKind.TEXT else (cell.text, cell.kind, cell.value)
        outcome = known.get(key)
        if outcome is None:
            outcome = known[key] = guarded(cell, reader)
        outcomes[id(cell)] = outcome
    return [outcomes[place] for place in map(id, cells)]


def each(shared: Sequence[T]) -> Iterable[T]:
    """Each object once, in the order of the file, told apart by identity: most cells and outcomes are shared."""
    return dict(zip(map(id, shared), shared, strict=True)).values()


def guarded(cell: Cell, reader: Reader) -> Outcome:
    """What holds for cells of every column: empty ones, errors, formulas and control characters."""
    if cell.kind is CellKind.EMPTY or not bare(cell.text):
        return NOTHING
    if cell.kind is CellKind.ERROR or fold(cell.text) in ERRORS:
        return Outcome(code="cell-error")
    if cell.kind is CellKind.FORMULA:
        return Outcome(code="formula-no-value")
    if controls(cell.text):
        return Outcome(code="control-character")
    return reader(cell)


def distinct(cells: Sequence[Cell]) -> list[Cell]:
    """Each different cell once, in the order of the file."""
    found: dict[tuple[str, CellKind], Cell] = {}
    for cell in each(cells):
        found.setdefault((cell.text, cell.kind), cell)
    return list(found.values())
