"""Forecasts worked out by hand, and what they are kept within."""

from math import sqrt

import pytest

from kpi.core.outlook.forecast import Within, forecast
from kpi.core.outlook.likely import LIKELY, Likely, WhyNot, likely, why_not

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


EVEN = (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("values", "horizon", "total", "shown", "spread"),
    [
        # Even steps: whether a level stops or goes on as it did, 4 x 1 on, is what four of five lie within.
        (EVEN, 4, False, 1.0, 2 / T4),
        (EVEN, 4, False, 0.0, 2 / T4),
        (tuple(-one for one in EVEN), 4, False, 0.1, 2 / T4),
        # Of a total its rounding alone: two values that are each off by at most half of the last decimal.
        (EVEN, 4, True, 1.0, sqrt(4 + 16 / 5) / sqrt(6)),
        (EVEN, 4, True, 0.1, 0.1 * sqrt(4 + 16 / 5) / sqrt(6)),
        ((5, 5, 5, 5, 5, 5), 1, False, 1.0, sqrt(1 + 1 / 5) / sqrt(6)),
        # Where more was seen than that, it is what was seen; a level whose pace is surer than its steps is not.
        (VALUES, 4, True, 0.1, S * sqrt(4 + 16 / 5)),
        (VALUES, 1, False, 0.1, S * sqrt(1 + 1 / 5)),
        ((0, 10, 21, 31, 42, 52), 10, False, 0.1, 52 / T4),
        # Without the last decimal: as the rule says.
        (EVEN, 4, False, None, 0.0),
    ],
)
def test_the_doubt_is_never_less_than_can_be_seen(
    values: tuple[float, ...], horizon: int, total: bool, shown: float | None, spread: float
) -> None:
    assert forecast(values, horizon, total=total, shown=shown).spread == pytest.approx(spread)


def test_a_level_that_went_on_evenly_may_stop_or_go_on() -> None:
    made = forecast(EVEN, 4, shown=1.0)
    assert (made.low, made.mid, made.high) == pytest.approx((6, 8, 10))
    assert (made.at_least(10), made.at_most(6)) == pytest.approx((0.1, 0.1))
    assert 0 < made.at_least(30) < 0.01 < 0.99 < made.at_least(-10) < 1


@pytest.mark.parametrize("horizon", [1, 3, 12])
@pytest.mark.parametrize("values", [EVEN, VALUES, (0, 10, 21, 31, 42, 52), tuple(range(20))])
def test_almost_certainly_not_is_never_said_of_what_going_on_would_reach(
    values: tuple[float, ...], horizon: int
) -> None:
    goes_on = values[-1] + horizon * (values[-1] - values[0]) / (len(values) - 1)
    assert likely(forecast(values, horizon, shown=0.1).at_least(goes_on)) is not Likely.SURELY_NOT


def test_a_series_of_which_no_decimals_are_known_leaves_no_doubt() -> None:
    made = forecast((1, 2, 3, 4, 5, 6), 4)
    assert (made.low, made.mid, made.high) == (8, 8, 8)
    assert (made.at_least(8), made.at_least(8.1), made.at_most(8), made.at_most(7.9)) == (1.0, 0.0, 1.0, 0.0)
    still = forecast((5, 5, 5, 5, 5, 5), 4, total=True)
    assert (still.low, still.high, still.at_least(5), still.at_least(6)) == (5, 5, 1.0, 0.0)


def test_five_points_are_too_few() -> None:
    with pytest.raises(ValueError, match="5 values"):
        forecast((1, 2, 3, 4, 5), 4)
    assert why_not(WhyNot.FEW, 5).nl == "te weinig metingen voor een verwachting (5 van 6)"


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
