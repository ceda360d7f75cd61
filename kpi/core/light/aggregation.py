"""One value of several units, by the aggregation of what is measured (docs/rules.md, rule 1)."""

from collections.abc import Iterable, Sequence
from math import fsum
from typing import NamedTuple

from kpi.core.batch import Batch, batch_of
from kpi.core.light.units import newness
from kpi.core.model import Measurement
from kpi.core.vocabulary import Aggregation


class Together(NamedTuple):
    """One value of one or more units; `numerator` and `denominator` are the counts it rests on, None without."""

    value: float
    numerator: float | None = None
    denominator: float | None = None


def value_together(
    known: Iterable[tuple[Measurement, float]], aggregation: Aggregation, factor: float = 1.0
) -> Together | None:
    """As `rows_together`, for measurements with their values in any order."""
    ordered = sorted(known, key=lambda pair: newness(pair[0]))
    rows = batch_of(one for one, _ in ordered)
    return rows_together(rows, [value for _, value in ordered], aggregation, factor)


def rows_together(rows: Batch, values: Sequence[float], aggregation: Aggregation, factor: float) -> Together | None:
    """One value of units that each have one, the newest last, in their unit; `factor` is what a share of one is in it.

    A share is Σ numerator / Σ denominator, never the mean of percentages; one unit alone may report the share itself.
    None for no units, and for shares of several without their counts.
    """
    if not values:
        return None
    if aggregation is Aggregation.RATIO:
        return _share(rows, values, factor)
    if len(values) == 1 or aggregation is Aggregation.LAST:
        return Together(values[-1], rows.numerator[-1], rows.denominator[-1])
    if aggregation in (Aggregation.MIN, Aggregation.MAX):
        return Together(min(values) if aggregation is Aggregation.MIN else max(values))
    total = fsum(values)
    return Together(total if aggregation is Aggregation.SUM else total / len(values))


def _share(rows: Batch, values: Sequence[float], factor: float) -> Together | None:
    pairs = zip(rows.numerator, rows.denominator, strict=True)
    counts = [(part, whole) for part, whole in pairs if part is not None and whole]
    if not counts:
        return Together(values[0]) if len(values) == 1 else None
    above, below = map(fsum, zip(*counts, strict=True))
    return Together(factor * above / below, above, below)
