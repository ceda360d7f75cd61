"""How sure a share of a small group is."""

from math import sqrt

_Z = 1.959963984540054  # a normal value lies within so many deviations in 95 of 100 cases


def wilson(numerator: float, denominator: float) -> tuple[float, float]:
    """The 95% interval of a share, both ends 0..1 (Wilson 1927); `denominator` > 0, 0 <= `numerator` <= it."""
    share, spread = numerator / denominator, _Z * _Z / denominator
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * sqrt(share * (1 - share) / denominator + spread / denominator / 4)
    return max(0.0, middle - half), min(1.0, middle + half)
