"""What an indicator leaves unsaid and the other tables show: how its values add up, and how fine they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kpi.core.plain import shortest
from kpi.core.vocabulary import Aggregation
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.row_kind import traits_of
from kpi.intake.plan.table import Table, TableRow

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
    finest: dict[str, int] = {}
    for code, decimals in _written(draft):
        finest[code] = max(finest.get(code, 0), decimals)
    return Unsaid(
        shares=_measured_as_shares(draft),
        added=frozenset(row.text("indicator") for row in draft.targets.rows if _adds_up(row)),
        decimals=finest,
    )


def ratios(draft: FolderTables) -> frozenset[str]:
    """The indicators that add up as a ratio, whether their rows say so or not."""
    said = {code: row.get("aggregation", Aggregation) for code, row in draft.indicator_rows.items()}
    silent = frozenset(code for code, aggregation in said.items() if aggregation is None)
    shares = _measured_as_shares(draft) & silent if silent else silent
    return shares | {code for code, aggregation in said.items() if aggregation is Aggregation.RATIO}


def _measured_as_shares(draft: FolderTables) -> frozenset[str]:
    return frozenset(code for table in (draft.indicators, *draft.measurements) for code in _shares(table))


def _adds_up(row: TableRow) -> bool:
    kind = traits_of(row)
    return kind is not None and kind.adds_up


def _shares(table: Table) -> Iterator[str]:
    """The indicators that have a numerator and a denominator somewhere."""
    columns = (table.texts(name) for name in ("indicator", "numerator", "denominator"))
    return (code for code, top, whole in zip(*columns, strict=True) if top and whole)


def _written(draft: FolderTables) -> Iterator[tuple[str, int]]:
    """How fine the promised and measured values are that were written with decimals, by their indicator."""
    promised = [(draft.targets, name) for name in _PROMISED]
    decimals = cache(_decimals)  # files say the same numbers
    for table, column in (*promised, *((one, "value") for one in draft.measurements)):
        meant = table.meant(column, float)
        fine = {text: decimals(value) for text, value in meant.items() if value is not None and not value.is_integer()}
        if fine:
            pairs = zip(table.texts("indicator"), table.texts(column), strict=True)
            yield from {(code, fine[text]) for code, text in pairs if text in fine}


def _decimals(value: float) -> int:
    return min(len(shortest(value).partition(".")[2]), _FINEST)
