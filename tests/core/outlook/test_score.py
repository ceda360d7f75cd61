"""How often forecasts were right: by hand, with what has no outcome left out."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.assessment import Assessment
from kpi.core.outlook.likely import Likely
from kpi.core.outlook.score import Foreseen, KeptForecast, Score, kept_forecast, score
from kpi.core.vocabulary import Kind
from tests.core.make import light, target

SIX = "2020-Q1=1 2020-Q2=2 2020-Q3=4 2020-Q4=5 2021-Q1=8 2021-Q2=9"
DUE = date(2021, 12, 31)
ONE = KeptForecast("T", date(2021, 6, 30), DUE, 10.0, 9.0, 11.0, 13.0, 0.8)


def _then(last: str, as_of: str = "2022-01-31", goal: float = 10.0) -> Assessment:
    one = target(Kind.REACH, start=date(2020, 1, 1), due=DUE, value=goal, baseline=0.0)
    return light(one, f"{SIX} {last}", as_of)


def test_what_is_kept_is_what_is_shown() -> None:
    kept = kept_forecast(_then("", "2021-06-30"))
    assert kept is not None
    assert (kept.target, kept.seen, kept.due, kept.goal) == ("T", date(2021, 6, 30), DUE, 10.0)
    assert kept.low < kept.mid < kept.high
    assert 0 < kept.chance < 1
    assert kept_forecast(_then("2021-Q4=12")) is None


@pytest.mark.parametrize(
    ("last", "inside", "brier", "word"),
    [
        ("2021-Q4=12", 1, 0.04, Foreseen(Likely.PROBABLY, 1, 1, 0.8)),
        ("2021-Q4=14", 0, 0.04, Foreseen(Likely.PROBABLY, 1, 1, 0.8)),
        ("2021-Q4=9", 1, 0.64, Foreseen(Likely.PROBABLY, 1, 0, 0.8)),
    ],
)
def test_a_forecast_that_ended(last: str, inside: int, brier: float, word: Foreseen) -> None:
    found = score([ONE], [_then(last)])
    assert found == Score(1, 1, 1, inside, pytest.approx(brier), (word,))


def test_the_last_of_the_same_evidence_counts() -> None:
    found = score([replace(ONE, chance=0.1), ONE], [_then("2021-Q4=12")])
    assert (found.kept, found.ended, found.brier) == (1, 1, pytest.approx(0.04))
    both = score([replace(ONE, seen=date(2021, 3, 31), chance=0.1), ONE], [_then("2021-Q4=12")])
    assert (both.kept, both.ended, both.brier) == (2, 2, pytest.approx((0.81 + 0.04) / 2))
    assert [one.word for one in both.by_word] == [Likely.PROBABLY_NOT, Likely.PROBABLY]


@pytest.mark.parametrize(
    "outcomes",
    [[], [_then("", "2021-09-30")], [_then("2021-Q4=12", goal=11.0)]],
    ids=["gone", "still under way", "another goal"],
)
def test_what_has_no_outcome_is_only_counted(outcomes: list[Assessment]) -> None:
    assert score([ONE], outcomes) == Score(1)
    assert score([], outcomes) == Score(0)
