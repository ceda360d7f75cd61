"""What an indicator leaves unsaid and the other tables show: how its values add up, and how fine they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpi.core.vocabulary import Aggregation
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.row_kind import traits_of
from kpi.intake.plan.table import TableRow

_PROMISED = ("value", "value_high", "baseline")
_FINEST = 3


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Of a whole draft: indicators measured as shares, those that are added up, and the decimals written of each."""

    shares: frozenset[str]
    added: frozenset[str]
    decimals: dict[str, int]

    def aggregation(self, code: str) -> Aggregation:
        """`ratio` for a share, `sum` for what a target counts, else `last`."""
        if code in self.shares:
            return Aggregation.RATIO
        return Aggregation.SUM if code in self.added else Aggregation.LAST


def unsaid(draft: FolderTables) -> Unsaid:
    """Look through all tables of a draft once (docs/plan-files.md, indicators.csv)."""
    counted = [*draft.indicators.rows, *draft.measured]
    finest: dict[str, int] = {}
    for code, text in _written(draft):
        finest[code] = max(finest.get(code, 0), _decimals(text))
    return Unsaid(
        shares=frozenset(row.text("indicator") for row in counted if row.text("numerator") and row.text("denominator")),
        added=frozenset(row.text("indicator") for row in draft.targets.rows if _adds_up(row)),
        decimals=finest,
    )


def _adds_up(row: TableRow) -> bool:
    kind = traits_of(row)
    return kind is not None and kind.adds_up


def _written(draft: FolderTables) -> Iterator[tuple[str, str]]:
    """Every promised and measured value as it was written, with its indicator."""
    yield from _cells(draft.targets.rows, _PROMISED)
    yield from _cells(draft.measured, ("value",))


def _cells(rows: Iterable[TableRow], columns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((row.text("indicator"), row.text(column)) for row in rows for column in columns)


def _decimals(text: str) -> int:
    _, point, digits = text.partition(".")
    return min(len(digits.rstrip("0")), _FINEST) if point and digits.isdigit() else 0
