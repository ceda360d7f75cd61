"""Student's t-distribution for whole degrees of freedom, in closed form."""

from functools import lru_cache
from math import atan2, exp, fsum, lgamma, log1p, pi, sqrt


def t_below(t: float, freedom: int) -> float:
    """The chance that Student's t is at most `t`, 0..1, for `freedom` >= 1 degrees of freedom.

    The finite sums of Abramowitz and Stegun, 26.7.3 and 26.7.4.
    """
    root = sqrt(freedom)
    angle = atan2(abs(t), root)
    reach = sqrt(freedom + t * t)
    sine, cosine = abs(t) / reach, root / reach
    odd = freedom % 2 == 1
    term, terms = (cosine if odd else 1.0), []
    for k in range(2 if odd else 1, freedom, 2):
        terms.append(term)
        term *= cosine * cosine * k / (k + 1)
    within = (angle + sine * fsum(terms)) * 2 / pi if odd else sine * fsum(terms)
    return 0.5 + within / 2 if t >= 0 else 0.5 - within / 2


@lru_cache(maxsize=1024)
def t_at(chance: float, freedom: int) -> float:
    """The t that Student's t stays below with this chance, 0 < `chance` < 1; `freedom` >= 1."""
    if chance < 0.5:
        return -t_at(1 - chance, freedom)
    at = 0.0
    # Right of zero the distribution is concave, so that Newton's steps come from the left and never pass it.
    while (better := at + (chance - t_below(at, freedom)) / _density(at, freedom)) > at:
        at = better
    return at


def _density(t: float, freedom: int) -> float:
    top = lgamma((freedom + 1) / 2) - lgamma(freedom / 2)
    return exp(top - (freedom + 1) / 2 * log1p(t * t / freedom)) / sqrt(freedom * pi)
