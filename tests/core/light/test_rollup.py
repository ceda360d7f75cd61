"""Many lights as one: the worst that counts, the distribution, the coverage; docs/rules.md, roll-up."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.core.light.assessment import LIGHTS, Assessment, Flag, Light, Status
from kpi.core.light.rollup import SERIOUSNESS, Standing, is_silent, roll_up, seriousness, standing
from kpi.core.vocabulary import Kind
from tests.core.make import target

NINE = target(Kind.REACH, value=9.0, baseline=7.0)


def lit(status: Status, *flags: Flag, weight: float = 1.0, due: date = date(2021, 12, 31)) -> Assessment:
    """Make an assessment with this status, seen half way through 2021."""
    one = replace(NINE, weight=weight, due=due)
    return Assessment(one, date(2021, 6, 30), status, LIGHTS[status], flags)


@pytest.mark.parametrize(
    ("statuses", "light", "assessed"),
    [
        ("", Light.GREY, 0),
        ("no_data too_early", Light.GREY, 0),
        ("no_data on_track", Light.GREEN, 1),
        ("on_track at_risk achieved", Light.AMBER, 3),
        ("achieved at_risk missed no_data", Light.RED, 3),
        ("achieved achieved_late off_track", Light.RED, 3),
    ],
)
def test_the_worst_light_and_the_coverage(statuses: str, light: Light, assessed: int) -> None:
    found = roll_up(lit(Status(status)) for status in statuses.split())
    assert (found.light, found.assessed, found.total) == (light, assessed, len(statuses.split()))


def test_what_weighs_nothing_is_counted_but_does_not_colour() -> None:
    found = roll_up([lit(Status.MISSED, weight=0.0), lit(Status.ON_TRACK)])
    assert (found.light, found.lights[Light.RED], found.assessed, found.total) == (Light.GREEN, 1, 2, 2)


def test_the_distribution_names_every_light() -> None:
    found = roll_up([lit(Status.MISSED), lit(Status.OFF_TRACK), lit(Status.ACHIEVED, Flag.SAMPLE)])
    assert found.lights == {Light.RED: 2, Light.AMBER: 0, Light.GREEN: 1, Light.GREY: 0}
    assert found.statuses == {Status.MISSED: 1, Status.OFF_TRACK: 1, Status.ACHIEVED: 1}
    assert (found.sample, roll_up([lit(Status.ACHIEVED)]).sample) == (True, False)


@pytest.mark.parametrize(
    ("one", "where"),
    [
        (lit(Status.MISSED), Standing.ATTENTION),
        (lit(Status.AT_RISK), Standing.ATTENTION),
        (lit(Status.NO_DATA, Flag.DUE_PASSED), Standing.ATTENTION),
        (lit(Status.NO_DATA), Standing.UNJUDGED),
        (lit(Status.TOO_EARLY), Standing.UNJUDGED),
        (lit(Status.ACHIEVED_LATE), Standing.FINE),
    ],
)
def test_what_asks_for_attention(one: Assessment, where: Standing) -> None:
    assert standing(one) is where


def test_silence_past_the_deadline_is_counted() -> None:
    each = [lit(Status.NO_DATA, Flag.DUE_PASSED), lit(Status.NO_DATA), lit(Status.MISSED)]
    assert [is_silent(one) for one in each] == [True, False, False]
    assert roll_up(each).silent == 1


def test_the_most_serious_comes_first_and_then_the_nearest_deadline() -> None:
    near, far = lit(Status.AT_RISK, due=date(2021, 7, 1)), lit(Status.AT_RISK, due=date(2021, 9, 1))
    worst, best = lit(Status.MISSED, due=date(2023, 1, 1)), lit(Status.ACHIEVED, due=date(2021, 1, 1))
    assert sorted([best, far, near, worst], key=seriousness) == [worst, near, far, best]
    assert set(SERIOUSNESS) == set(Status)


@given(st.lists(st.tuples(st.sampled_from(Status), st.sampled_from([0.0, 1.0, 2.5]))))
def test_no_counting_light_is_worse_than_the_whole(each: list[tuple[Status, float]]) -> None:
    found = roll_up(lit(status, weight=weight) for status, weight in each)
    order = [Light.RED, Light.AMBER, Light.GREEN, Light.GREY]
    counting = [order.index(LIGHTS[status]) for status, weight in each if weight > 0]
    assert order.index(found.light) == min(counting, default=3)
    assert sum(found.lights.values()) == sum(found.statuses.values()) == found.total == len(each)
