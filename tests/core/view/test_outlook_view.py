"""The second layer of one result: its fan, what is usual in its course, and what will almost certainly be missed."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.assessment import Light
from kpi.core.light.snapshot import Snapshot, take
from kpi.core.model import Plan, Target, Theme
from kpi.core.outlook.likely import Likely, WhyNot
from kpi.core.outlook.xmr import Assurance, Variation
from kpi.core.view.outlook_view import OutlookView, outlook_view, surely_missed
from kpi.core.view.target_view import target_view
from kpi.core.vocabulary import Aggregation, Kind
from tests.core.make import evidence, indicator, target

SIX = "2020-Q1=10 2020-Q2=12 2020-Q3=13 2020-Q4=15 2021-Q1=16 2021-Q2=18"
DAY = date(2021, 6, 30)


def course(kind: Kind = Kind.REACH, **changes: object) -> Target:
    given = {"start": date(2020, 1, 1), "due": date(2022, 2, 15), "value": 20.0, "baseline": 0.0} | changes
    return target(kind, **given)


def snapshot(one: Target, text: str, day: date = DAY) -> Snapshot:
    plan = Plan("p", "P", "O", one.start, date(2022, 12, 31), themes=(Theme("t", "T"),), targets=(one,))
    return take(plan, {"I": evidence(text)}, as_of=day)


def seen(one: Target, text: str = SIX, day: date = DAY, part: frozenset[str] | None = None) -> OutlookView:
    view = target_view(replace(snapshot(one, text, day), part=part), "T", {"I": evidence(text)})
    assert view is not None
    return outlook_view(view)


def test_a_fan_opens_at_the_newest_point_and_ends_on_the_deadline_as_the_forecast_does() -> None:
    found = seen(course())
    assert [one.day for one in found.fan] == [DAY, date(2021, 9, 30), date(2021, 12, 31), date(2022, 2, 15)]
    assert found.fan[0][1:] == (18.0, 18.0, 18.0)
    widths = [one.high - one.low for one in found.fan]
    assert widths == sorted(widths)
    last, made = found.fan[-1], found.outlook.forecast
    assert made is not None
    assert (last.low, last.mid, last.high) == (made.low, made.mid, made.high)
    assert found.outlook.likely is not None


def test_a_total_never_falls_in_its_fan() -> None:
    one = course(Kind.CUMULATIVE, value=200.0, indicator=indicator(aggregation=Aggregation.SUM))
    found = seen(one, "2020-Q1=1 2020-Q2=9 2020-Q3=0 2020-Q4=9 2021-Q1=0 2021-Q2=8")
    assert min(point.low for point in found.fan) >= found.series[-1].value


@pytest.mark.parametrize("text", ["", "2021-Q1=10 2021-Q2=12"])
def test_too_little_gives_no_fan_and_no_course(text: str) -> None:
    found = seen(course(), text)
    assert (found.fan, found.usual, found.outlook.declined) == ((), None, WhyNot.FEW)


def test_a_course_is_judged_from_thirteen_measurements_on() -> None:
    short = seen(course()).usual
    assert short is not None
    assert (len(short.points), short.chart.variation, short.within) == (6, None, True)
    months = [f"2020-{month:02}" for month in range(1, 13)] + ["2021-01", "2021-02"]
    wavering = " ".join(f"{month}={10 + at % 2}" for at, month in enumerate(months))
    long = seen(course(), wavering, date(2021, 2, 28)).usual
    assert long is not None
    assert (long.chart.variation, long.chart.assurance, long.goal) == (Variation.COMMON_CAUSE, Assurance.FAIL, 20.0)


def test_what_is_usual_of_the_whole_is_not_told_of_a_part() -> None:
    assert seen(course(), part=frozenset("a")).usual is None


def test_what_is_not_red_and_will_almost_certainly_be_missed_is_ahead() -> None:
    slow = course(
        value=60.0,
        due=date(2022, 12, 31),
        baseline=10.0,
        start=date(2021, 1, 1),
        waypoints=((date(2022, 6, 30), 12.0),),
    )
    shot = snapshot(slow, SIX)
    (row,) = surely_missed(shot)
    assert row.assessment.light is not Light.RED
    assert surely_missed(snapshot(course(), SIX)) == ()
    assert seen(slow).outlook.likely is Likely.SURELY_NOT
    red = snapshot(course(value=900.0), SIX)
    assert (red.rows[0].assessment.light, surely_missed(red)) == (Light.RED, ())
