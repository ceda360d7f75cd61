"""The outlook of targets: what declines, how far ahead, and how likely."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency
from kpi.core.light.units import Reports
from kpi.core.model import Target
from kpi.core.outlook.course import period_values
from kpi.core.outlook.likely import Likely, WhyNot
from kpi.core.outlook.of_target import Outlook, fan, outlook
from kpi.core.vocabulary import Aggregation, Comparator, Direction, Kind, PathKind
from tests.core.make import evidence, indicator, light, target

SIX = "2020-Q1=1 2020-Q2=2 2020-Q3=4 2020-Q4=5 2021-Q1=8 2021-Q2=9"


def course(kind: Kind = Kind.REACH, **changes: Any) -> Target:
    given = {"start": date(2020, 1, 1), "due": date(2021, 12, 31), "value": 20.0, "baseline": 0.0} | changes
    return target(kind, **given)


def seen(one: Target, text: str = SIX, as_of: str = "2021-06-30") -> Outlook:
    return outlook(light(one, text, as_of))


@pytest.mark.parametrize(
    ("one", "text", "as_of", "reason"),
    [
        (course(Kind.MILESTONE, value=None, indicator=None), SIX, "2021-06-30", WhyNot.MILESTONE),
        (course(Kind.RECURRING, value=1.0, per=Per.QUARTER), SIX, "2021-06-30", WhyNot.RECURRING),
        (course(Kind.MAINTAIN), SIX, "2021-06-30", WhyNot.BOUND),
        (course(path=PathKind.STEP), SIX, "2021-06-30", WhyNot.STEP),
        (course(), SIX, "2019-06-30", WhyNot.NOT_STARTED),
        (course(value=9.0), SIX, "2021-06-30", WhyNot.MET),
        (course(due=date(2021, 5, 31)), SIX, "2021-06-30", WhyNot.PASSED),
        (course(due=date(2021, 6, 30)), SIX, "2021-06-30", WhyNot.PASSED),
        (course(), SIX, "2021-11-30", WhyNot.STALE),
        (course(), "2020-Q1=1 2020-Q2=2 2020-Q3=4 2020-Q4=5 2021-Q1=8", "2021-03-31", WhyNot.FEW),
        (course(), "", "2021-03-31", WhyNot.FEW),
        (course(), "2019-Q4=1 2020-Q1=2 2020-Q2=4 2020-Q4=5 2021-Q1=8 2021-Q2=9", "2021-06-30", WhyNot.RHYTHM),
    ],
)
def test_it_declines(one: Target, text: str, as_of: str, reason: WhyNot) -> None:
    found = seen(one, text, as_of)
    assert found.declined is reason
    assert (found.forecast, found.low, found.chance, found.likely) == (None, None, None, None)
    assert found.why_not is not None
    assert found.why_not.nl != found.why_not.en


def test_partial_evidence_declines() -> None:
    units = " ".join(
        f"{period}/{unit}={value}"
        for period, value in (pair.split("=") for pair in SIX.split())
        for unit in ("a", "b", "c", "d")
    )
    one = course(indicator=indicator(aggregation=Aggregation.MEAN))
    assert seen(one, units).declined is None
    assert seen(one, units.replace("2021-Q2/d=9", ""), "2021-08-15").declined is WhyNot.PARTIAL
    # In its grace it is no evidence yet: the forecast starts from the period before.
    waiting = seen(one, units.replace("2021-Q2/d=9", "") + " 2019-Q4/a=0", "2021-06-30")
    assert waiting.forecast is not None
    assert (waiting.points, waiting.forecast.horizon) == (6, 3)


@pytest.mark.parametrize(
    ("due", "frequency", "text", "as_of", "horizon"),
    [
        (date(2021, 12, 31), Frequency.QUARTER, SIX, "2021-06-30", 2),
        (date(2022, 1, 1), Frequency.QUARTER, SIX, "2021-06-30", 3),
        (date(2021, 7, 15), Frequency.QUARTER, SIX, "2021-06-30", 1),
        (
            date(2030, 12, 31),
            Frequency.YEAR,
            "2015=1 2016=2 2017=4 2018=5 2019=8 2020=9",
            "2021-06-30",
            10,
        ),
    ],
)
def test_how_many_of_its_periods_ahead(due: date, frequency: Frequency, text: str, as_of: str, horizon: int) -> None:
    one = course(due=due, start=date(2015, 1, 1), indicator=indicator(frequency=frequency))
    found = seen(one, text, as_of)
    assert found.forecast is not None
    assert found.forecast.horizon == horizon


def test_a_level_and_its_chance() -> None:
    found = seen(course(value=20.0))
    assert found.mid == pytest.approx(9 + 2 * 0.8)
    assert found.chance is not None
    assert found.likely is Likely.SURELY_NOT
    assert seen(course(value=10.0)).likely is Likely.EITHER
    falling = course(value=10.6, comparator=Comparator.AT_MOST, indicator=indicator(direction=Direction.DECREASE))
    assert seen(replace(falling, value=2.0)).likely is Likely.SURELY_NOT


def test_a_total_goes_on_from_what_was_counted() -> None:
    found = seen(course(Kind.CUMULATIVE, value=100.0, indicator=indicator(aggregation=Aggregation.SUM, maximum=10.0)))
    assert found.mid == pytest.approx(29 + 2 * (28 / 5))
    assert found.low is not None
    assert found.low >= 29


def test_whole_numbers_are_rounded_outward_and_kept_within_the_limits() -> None:
    one = course(indicator=indicator("netwerken", decimals=0, maximum=11.0))
    found = seen(one)
    assert (found.low, found.mid, found.high) == (8.0, 11.0, 11.0)


STILL = "2020-Q1=5 2020-Q2=5 2020-Q3=5 2020-Q4=5 2021-Q1=5 2021-Q2=5"


@pytest.mark.parametrize(
    ("one", "text", "declined"),
    [
        (course(), STILL, WhyNot.UNCHANGED),
        (course(), STILL.replace("Q2=5", "Q2=5.0000000001"), WhyNot.UNCHANGED),
        (course(), STILL.replace("Q2=5", "Q2=5.001"), None),
        (course(), f"2019-Q4=4 {STILL}", None),
        # On its path, and yet no certainty of the opposite.
        (course(due=date(2031, 12, 31), baseline=5.0, value=6.0), STILL, WhyNot.UNCHANGED),
        (course(Kind.IMPROVE, value=None, baseline=4.0), STILL, WhyNot.UNCHANGED),
        (course(Kind.IMPROVE, value=None, baseline=5.0), STILL, WhyNot.UNCHANGED),
        # A total that is added to nowhere stays what it was; one that grows evenly does not.
        (
            course(Kind.CUMULATIVE, indicator=indicator(aggregation=Aggregation.SUM)),
            STILL.replace("=5", "=0"),
            WhyNot.UNCHANGED,
        ),
        (course(Kind.CUMULATIVE, value=100.0, indicator=indicator(aggregation=Aggregation.SUM)), STILL, None),
        (course(), "2020-Q1=1 2020-Q2=2 2020-Q3=3 2020-Q4=4 2021-Q1=5 2021-Q2=6", None),
        # What declines for another reason keeps it.
        (course(value=5.0), STILL, WhyNot.MET),
        (course(), STILL.removeprefix("2020-Q1=5 "), WhyNot.FEW),
    ],
)
def test_a_value_that_did_not_change_says_nothing_of_how_far_it_can_move(
    one: Target, text: str, declined: WhyNot | None
) -> None:
    found = seen(one, text)
    assert found.declined is declined
    assert (found.chance is None) is (declined is not None)


def test_an_unchanged_value_is_told_in_both_languages_and_draws_no_fan() -> None:
    still = light(course(), STILL, "2021-06-30")
    said = outlook(still).why_not
    assert said is not None
    assert (said.nl, said.en) == ("de waarde is niet veranderd", "the value did not change")
    assert fan(still) == ()
    assert fan(light(course(), SIX, "2021-06-30"))


@pytest.mark.parametrize(
    ("comparator", "high", "low_chance", "high_chance"),
    [(Comparator.EQUAL, None, 0.0, 0.1), (Comparator.BETWEEN, 30.0, 0.0, 0.1)],
)
def test_a_value_that_must_be_met_from_both_sides(
    comparator: Comparator, high: float | None, low_chance: float, high_chance: float
) -> None:
    chance = seen(course(comparator=comparator, value=20.0, value_high=high)).chance
    assert chance is not None
    assert low_chance <= chance <= high_chance


def test_values_of_periods_and_not_running_totals() -> None:
    one = course(Kind.CUMULATIVE, indicator=indicator(aggregation=Aggregation.SUM))
    found = period_values(one, Reports(evidence(SIX)), date(2021, 6, 30))
    assert [point.value for point in found] == [1, 2, 4, 5, 8, 9]
    told = course(Kind.CUMULATIVE, indicator=indicator(aggregation=Aggregation.LAST))
    assert [point.value for point in period_values(told, Reports(evidence(SIX)), date(2021, 6, 30))] == [1, 2, 1, 3, 1]
