"""Student's t against published tables."""

from itertools import pairwise

import pytest

from kpi.core.outlook.share import wide_interval, wilson
from kpi.core.outlook.student import t_at, t_below

# Degrees of freedom, chance, the t of printed tables.
TABLE = [
    (1, 0.75, 1.0), (1, 0.9, 3.077684), (1, 0.975, 12.706205), (2, 0.9, 1.885618), (2, 0.975, 4.302653),
    (3, 0.9, 1.637744), (3, 0.995, 5.840909), (4, 0.9, 1.533206), (4, 0.975, 2.776445), (5, 0.9, 1.475884),
    (5, 0.95, 2.015048), (6, 0.9, 1.439756), (7, 0.9, 1.414924), (8, 0.9, 1.396815), (9, 0.9, 1.383029),
    (10, 0.9, 1.372184), (10, 0.975, 2.228139), (11, 0.9, 1.363430), (20, 0.9, 1.325341), (30, 0.9, 1.310415),
    (30, 0.9995, 3.645959), (40, 0.9, 1.303077), (60, 0.9, 1.295821), (120, 0.9, 1.288646),
]  # fmt: skip


@pytest.mark.parametrize(("freedom", "chance", "t"), TABLE)
def test_the_tables(freedom: int, chance: float, t: float) -> None:
    assert t_at(chance, freedom) == pytest.approx(t, abs=6e-7)
    assert t_at(1 - chance, freedom) == pytest.approx(-t, abs=6e-7)
    assert t_below(t_at(chance, freedom), freedom) == pytest.approx(chance, abs=1e-14)


def test_far_out_and_in_the_middle() -> None:
    assert t_below(0.0, 7) == 0.5
    assert t_at(0.5, 7) == 0.0
    assert 0.0 <= t_below(-1e9, 5) < 1e-15
    assert t_below(1e9, 5) == pytest.approx(1.0)
    assert all(t_below(at / 10, 4) < t_below((at + 1) / 10, 4) for at in range(-60, 60))


def test_it_becomes_the_normal_distribution() -> None:
    quantiles = [t_at(0.9, freedom) for freedom in (4, 10, 100, 2000)]
    assert all(wider > narrower for wider, narrower in pairwise(quantiles))
    assert quantiles[-1] == pytest.approx(1.281552, abs=1e-3)


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [  # the first three: Newcombe 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_the_interval_of_a_share(numerator: int, denominator: int, low: float, high: float) -> None:
    assert wilson(numerator, denominator) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("numerator", "denominator", "low"),
    [
        (7, 17, 0.2161),
        (45, 91, 0.3941),  # 20.1 points wide
        (47, 94, None),  # 19.8
        (0, 14, 0.0),
        (0, 16, None),
        (4, 100, None),
        (None, 17, None),
        (7, None, None),
        (0, 0, None),
        (3, 2, None),  # no part of it
        (-1, 2, None),
    ],
)
def test_only_the_interval_of_a_small_group_is_told(
    numerator: float | None, denominator: float | None, low: float | None
) -> None:
    found = wide_interval(numerator, denominator)
    assert (found and found[0]) == (None if low is None else pytest.approx(low, abs=1e-4))
