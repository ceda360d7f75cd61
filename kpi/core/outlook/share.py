"""How sure a share of a small group is."""

from math import sqrt

WIDE = 0.2  # an interval from here on says that the group is small
_Z = 1.959963984540054  # a normal value lies within so many deviations in 95 of 100 cases


def wilson(numerator: float, denominator: float) -> tuple[float, float]:
    """The 95% interval of a share, both ends 0..1 (Wilson 1927); `denominator` > 0, 0 <= `numerator` <= it."""
    share, spread = numerator / denominator, _Z * _Z / denominator
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * sqrt(share * (1 - share) / denominator + spread / denominator / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def wide_interval(numerator: float | None, denominator: float | None) -> tuple[float, float] | None:
    """The interval of `wilson` where it is wider than `WIDE`; None for a larger group, and without both counts."""
    if numerator is None or not denominator or not 0 <= numerator <= denominator:
        return None
    low, high = wilson(numerator, denominator)
    return (low, high) if high - low > WIDE else None
