"""Forecasts worked out by hand, and what they are kept within."""

from math import sqrt

import pytest

from kpi.core.outlook.forecast import Within, forecast
from kpi.core.outlook.likely import LIKELY, WhyNot, likely, why_not

# Steps 1, 3, 1, 3, 1: mean 1,8, standard deviation sqrt(1,2); t(4) at 90% is 1.533206.
VALUES = (0.0, 1.0, 4.0, 5.0, 8.0, 9.0)
S, T4 = sqrt(1.2), 1.5332062740589438


@pytest.mark.parametrize("horizon", [1, 4, 8])
def test_a_level_goes_on_with_half_its_step(horizon: int) -> None:
    made = forecast(VALUES, horizon)
    half = S * sqrt(horizon + horizon**2 / 5) * T4
    assert made.mid == pytest.approx(9 + horizon * 0.9)
    assert (made.low, made.high) == pytest.approx((made.mid - half, made.mid + half))
    assert made.at_least(made.mid) == pytest.approx(0.5)
    assert made.at_least(made.low) == pytest.approx(0.9)
    assert made.at_least(made.high) == pytest.approx(0.1)
    assert made.at_most(made.high) == pytest.approx(0.9)
    assert made.between(made.low, made.high) == pytest.approx(0.8)


def test_a_total_goes_on_with_its_whole_step_and_never_falls() -> None:
    made = forecast(VALUES, 2, total=True)
    assert made.mid == pytest.approx(12.6)
    wild = forecast((0, 10, 10, 20, 20, 30), 1, total=True)
    assert wild.low == 30
    assert (wild.at_least(30), wild.at_least(29)) == (1.0, 1.0)
    assert (wild.at_most(29), wild.at_most(40)) == (0.0, pytest.approx(wild.at_most(40)))


def test_it_is_kept_within_what_can_be() -> None:
    made = forecast((90, 70, 84, 60, 95, 98), 4, within=Within(0, 100))
    assert made.high == 100
    assert made.low < made.mid == 100
    assert (made.at_least(101), made.at_most(100), made.at_least(0), made.at_most(-1)) == (0.0, 1.0, 1.0, 0.0)
    assert 0 < made.at_least(100) < 1


def test_what_always_made_the_same_step_leaves_no_doubt() -> None:
    made = forecast((1, 2, 3, 4, 5, 6), 4)
    assert (made.low, made.mid, made.high) == (8, 8, 8)
    assert (made.at_least(8), made.at_least(8.1), made.at_most(8), made.at_most(7.9)) == (1.0, 0.0, 1.0, 0.0)
    still = forecast((5, 5, 5, 5, 5, 5), 4, total=True)
    assert (still.low, still.high, still.at_least(5), still.at_least(6)) == (5, 5, 1.0, 0.0)


def test_five_points_are_too_few() -> None:
    with pytest.raises(ValueError, match="5 values"):
        forecast((1, 2, 3, 4, 5), 4)
    assert why_not(WhyNot.FEW, 5).nl == "te weinig metingen (5 van 6)"


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "vrijwel zeker niet"), (0.0499, "vrijwel zeker niet"), (0.05, "waarschijnlijk niet"),
        (0.2499, "waarschijnlijk niet"), (0.25, "kan beide kanten op"), (0.75, "kan beide kanten op"),
        (0.7501, "waarschijnlijk wel"), (0.95, "waarschijnlijk wel"), (0.9501, "vrijwel zeker wel"),
        (1.0, "vrijwel zeker wel"),
    ],
)  # fmt: skip
def test_five_words(chance: float, words: str) -> None:
    assert LIKELY[likely(chance)].nl == words
