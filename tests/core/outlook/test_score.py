"""How often forecasts were right, worked out by hand."""

import pytest

from kpi.core.outlook.likely import Likely
from kpi.core.outlook.score import PastForecast, Score, WordScore, score


def said(chance: float, value: float, *, met: bool, low: float = 10.0, high: float = 20.0) -> PastForecast:
    return PastForecast("T", low, high, chance, value, met)


def test_without_forecasts_there_is_no_score() -> None:
    assert score([]) == Score(0, 0, None)


@pytest.mark.parametrize(("value", "inside"), [(10.0, 1), (20.0, 1), (15.0, 1), (9.9, 0), (20.1, 0)])
def test_both_ends_lie_inside(value: float, inside: int) -> None:
    assert score([said(0.5, value, met=True)]).inside == inside


def test_the_brier_score_is_the_mean_of_squares_and_words_stand_apart() -> None:
    found = score(
        [said(0.9, 15, met=True), said(0.9, 25, met=False), said(0.1, 15, met=False), said(0.5, 12, met=True)]
    )
    assert (found.count, found.inside) == (4, 3)
    assert found.brier == pytest.approx((0.01 + 0.81 + 0.01 + 0.25) / 4)
    assert found.words == (
        WordScore(Likely.PROBABLY_NOT, 1, 0.1, 0),
        WordScore(Likely.EITHER, 1, 0.5, 1),
        WordScore(Likely.PROBABLY, 2, 0.9, 1),
    )
