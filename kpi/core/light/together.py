"""The values of several units become one: the only place that adds them up (docs/rules.md, rule 1)."""

from collections.abc import Sequence
from datetime import date
from math import fsum
from typing import NamedTuple

from kpi.core.model import Measurement
from kpi.core.vocabulary import Aggregation


class Together(NamedTuple):
    """One value of one or more units; `numerator` and `denominator` are the counts it rests on, None without."""

    value: float
    numerator: float | None = None
    denominator: float | None = None


def value_together(
    known: Sequence[tuple[Measurement, float]], aggregation: Aggregation, factor: float = 1.0
) -> Together | None:
    """One value of units that each have one, in their unit; `factor` is what a share of one is in it.

    A share is Σ numerator / Σ denominator, never the mean of percentages; one unit alone may report the share itself.
    None for no units, and for shares of several without their counts.
    """
    if not known:
        return None
    if aggregation is Aggregation.RATIO:
        return _share(known, factor)
    if len(known) == 1:
        return _alone(*known[0])
    match aggregation:
        case Aggregation.SUM:
            return Together(fsum(value for _, value in known))
        case Aggregation.MEAN:
            return Together(fsum(value for _, value in known) / len(known))
        case Aggregation.LAST:
            return _alone(*max(known, key=lambda pair: newness(pair[0])))


def _alone(one: Measurement, value: float) -> Together:
    return Together(value, one.numerator, one.denominator)


def _share(known: Sequence[tuple[Measurement, float]], factor: float) -> Together | None:
    counts = [(one.numerator, one.denominator) for one, _ in known if one.numerator is not None and one.denominator]
    if not counts:
        return Together(known[0][1]) if len(known) == 1 else None
    above, below = fsum(part for part, _ in counts), fsum(whole for _, whole in counts)
    return Together(factor * above / below, above, below)


def newness(one: Measurement) -> tuple[date, str]:
    """The later day is newer; on one day the unit's code decides, so that the order of a file never does."""
    return one.day, one.org_unit
