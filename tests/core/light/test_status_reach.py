"""Rule 4 for a level that must be reached: docs/rules.md, rules 3, 4 and 8, worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.light.assessment import Light, Status
from kpi.core.light.evidence import reports_of
from kpi.core.light.status import assess
from kpi.core.model import Measurement
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Comparator, Direction, Kind, PathKind
from tests.core.make import Case, indicator, light, target

ACHIEVED, LATE = Status.ACHIEVED, Status.ACHIEVED_LATE
ON, RISK, OFF = Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK
MISSED, NO_DATA, EARLY = Status.MISSED, Status.NO_DATA, Status.TOO_EARLY

# From 7 to 9 in 2021: the path asks 7.5, 8, 8.5 and 9; a twentieth of the distance is 0.1.
NINE = target(Kind.REACH, value=9.0, baseline=7.0)
OPEN = replace(NINE, baseline=None)
FALL = target(
    Kind.REACH,
    value=5.0,
    baseline=10.0,
    comparator=Comparator.AT_MOST,
    indicator=indicator("dagen", direction=Direction.DECREASE),
)
WHOLE_FALL = replace(FALL, indicator=indicator("dagen", direction=Direction.DECREASE, decimals=0))
WHOLE = target(Kind.REACH, value=5.0, baseline=0.0, indicator=indicator("netwerken", decimals=0))
SHARE = target(Kind.REACH, value=50.0, baseline=0.0, indicator=indicator("%", decimals=0))
ABOVE = replace(SHARE, comparator=Comparator.ABOVE)
BELOW = replace(FALL, comparator=Comparator.BELOW)
BAND = target(Kind.REACH, value=20.0, value_high=25.0, baseline=10.0, comparator=Comparator.BETWEEN)
EXACT = target(Kind.REACH, value=8.0, baseline=0.0, comparator=Comparator.EQUAL)
POINTS = target(Kind.REACH, value=8.0, baseline=0.0, waypoints=((date(2021, 6, 30), 3.0), (date(2021, 12, 31), 8.0)))
STEP = replace(NINE, path=PathKind.STEP)
LEVEL = replace(NINE, baseline=9.0)
BEYOND = replace(NINE, baseline=10.0)
LEAP = replace(NINE, start=date(2024, 1, 1), due=date(2024, 12, 31))

BANDS = [
    Case(NINE, "2021-Q2=8", "2021-06-30", ON, "", 8.0, 0.0),
    Case(NINE, "2021-Q2=8.5", "2021-06-30", ON, "", 8.0, -0.25),
    Case(NINE, "2021-Q2=7.9", "2021-06-30", ON, "", 8.0, 0.05),
    Case(NINE, "2021-Q2=7.89", "2021-06-30", RISK, "", 8.0, 0.055),
    Case(NINE, "2021-Q2=7.7", "2021-06-30", RISK, "", 8.0, 0.15),
    Case(NINE, "2021-Q2=7.69", "2021-06-30", OFF, "", 8.0, 0.155),
    Case(NINE, "2021-Q2=9", "2021-06-30", ACHIEVED),
    Case(LEAP, "2024-Q2=8", "2024-06-30", ON, "", 8.0, 0.0),
    Case(LEAP, "2024-Q1=7.5", "2024-03-31", ON, "", 7.5, 0.0),
    Case(FALL, "2021-Q2=7.75", "2021-06-30", ON, "", 7.5, 0.05),
    Case(FALL, "2021-Q2=8.25", "2021-06-30", RISK, "", 7.5, 0.15),
    Case(FALL, "2021-Q2=8.26", "2021-06-30", OFF, "", 7.5, 0.152),
    Case(FALL, "2021-Q2=5", "2021-06-30", ACHIEVED),
    Case(WHOLE, "2021-Q1=1", "2021-03-31", ON, "", 1.0, 0.0),
    Case(WHOLE, "2021-Q3=2", "2021-09-30", OFF, "", 3.0, 0.2),
    Case(WHOLE_FALL, "2021-Q1=9", "2021-03-31", ON, "", 9.0, 0.0),
    Case(WHOLE_FALL, "2021-Q3=8", "2021-09-30", OFF, "", 7.0, 0.2),
    Case(SHARE, "2021-Q1=12", "2021-03-31", ON, "", 12.0, 0.0),
]
SHAPES = [
    Case(BAND, "2021-Q2=15", "2021-06-30", ON, "", 15.0, 0.0),
    Case(BAND, "2021-Q2=20", "2021-06-30", ACHIEVED),
    Case(BAND, "2021-Q2=25", "2021-06-30", ACHIEVED),
    Case(BAND, "2021-Q2=26", "2021-06-30", RISK, "", 25.0, 0.066666667),
    Case(BAND, "2021-Q2=28", "2021-06-30", OFF, "", 25.0, 0.2),
    Case(EXACT, "2021-Q2=4", "2021-06-30", ON, "", 4.0, 0.0),
    Case(EXACT, "2021-Q2=8", "2021-06-30", ACHIEVED),
    Case(EXACT, "2021-Q2=9", "2021-06-30", RISK, "", 8.0, 0.125),
    Case(EXACT, "2021-Q2=10", "2021-06-30", OFF, "", 8.0, 0.25),
    Case(ABOVE, "2021-Q4=50", "2021-12-31", ON, "", 50.0, 0.0),
    Case(ABOVE, "2021-Q4=50", "2022-01-01", MISSED),
    Case(ABOVE, "2021-Q4=50.1", "2022-01-01", ACHIEVED),
    Case(BELOW, "2021-Q4=5", "2022-01-01", MISSED),
    Case(BELOW, "2021-Q4=4.9", "2022-01-01", ACHIEVED),
    Case(POINTS, "2021-Q1=1.5", "2021-03-31", ON, "", 1.5, 0.0),
    Case(POINTS, "2021-Q2=3", "2021-06-30", ON, "", 3.0, 0.0),
    Case(POINTS, "2021-Q3=5.5", "2021-09-30", ON, "", 5.5, 0.0),
    Case(STEP, "2021-Q3=7", "2021-09-30", ON, "", 7.0, 0.0),
    Case(STEP, "2021-Q4=8", "2021-12-31", OFF, "", 9.0, 0.5),
]
BASELINES = [
    Case(OPEN, "2021-Q1=7.5", "2021-03-31", EARLY),
    Case(OPEN, "2021-Q1=9", "2021-03-31", ACHIEVED),
    # The path used to begin at the start, whatever day its baseline was measured on.
    Case(OPEN, "2021-Q1=7.5 2021-Q2=8.1", "2021-06-30", ON, "", 8.0, -0.066666667),
    Case(OPEN, "2021-Q4=8", "2022-01-01", MISSED),
    Case(LEVEL, "2021-Q2=8.9", "2021-06-30", ON, "", 9.0, 0.011111111),
    Case(LEVEL, "2021-Q2=8", "2021-06-30", RISK, "", 9.0, 0.111111111),
    Case(LEVEL, "2021-Q2=7", "2021-06-30", OFF, "", 9.0, 0.222222222),
    Case(replace(LEVEL, value=0.0, baseline=0.0), "2021-Q2=-0.1", "2021-06-30", ON, "", 0.0, 0.1),
    Case(BEYOND, "2021-Q2=8.9", "2021-06-30", ON, "", 9.0, 0.011111111),
    Case(BEYOND, "2021-Q2=9", "2021-06-30", ACHIEVED),
]
MEASURED = [
    # From the end of March at 7.5 to 9 at the end of the year: a third of the way at the end of June.
    Case(OPEN, "2021-Q1=7.5 2021-Q2=7.9", "2021-06-30", ON, "", 8.0, 0.066666667),
    Case(OPEN, "2021-Q1=7.5 2021-Q3=8.5", "2021-09-30", ON, "", 8.5, 0.0),
    # What was measured up to the start is the baseline, and the path begins at the start: the newest of them.
    Case(OPEN, "2020-Q3=6 2020-Q4=7 2021-Q2=8", "2021-06-30", ON, "", 8.0, 0.0),
    Case(OPEN, "2020-Q4=7@2021-01-01 2021-Q2=8", "2021-06-30", ON, "", 8.0, 0.0),
    Case(OPEN, "2020-Q4=7@2021-01-02 2021-Q2=8", "2021-06-30", ON, "", 7.9, -0.05),
    # Two points of one day: the later period.
    Case(OPEN, "2020-H2=5@2021-03-31 2021-Q1=7@2021-03-31 2021-Q2=7.6", "2021-06-30", ON, "", 7.6, 0.0),
    # A baseline alone waits for its next report.
    Case(OPEN, "2020-Q4=7", "2021-04-30", EARLY),
    Case(OPEN, "2020-Q4=7", "2021-05-01", NO_DATA, "stale"),
    Case(OPEN, "2021-Q1=7.5", "2021-07-30", EARLY),
    Case(OPEN, "2021-Q1=7.5", "2021-07-31", NO_DATA, "stale"),
    Case(OPEN, "2021-Q1=7.5", "2022-01-01", NO_DATA, "due_passed stale"),
    # A baseline that is dated after the start begins on its own day, an earlier one at the start.
    Case(replace(NINE, baseline_date=date(2021, 6, 30)), "2021-Q3=8", "2021-09-30", ON, "", 8.0, 0.0),
    Case(replace(NINE, baseline_date=date(2021, 6, 30)), "2021-Q1=7", "2021-03-31", ON, "", 7.0, 0.0),
    Case(replace(NINE, baseline_date=date(2020, 6, 30)), "2021-Q2=8", "2021-06-30", ON, "", 8.0, 0.0),
    # Waypoints stay where they are, and from the deadline on the path is the goal.
    Case(replace(POINTS, baseline=None), "2021-Q1=2 2021-Q2=3", "2021-06-30", ON, "", 3.0, 0.0),
    Case(replace(POINTS, baseline=None), "2021-Q1=2 2021-05=2.6", "2021-05-31", ON, "", 2.6, 0.0),
    Case(OPEN, "2021-Q3=7.5 2021-Q4=8.9", "2021-12-31", ON, "", 9.0, 0.066666667),
]
# One step of a decimal is never short: from 7 to 8 a twentieth is 0.05, and 0.1 is the least that can be seen.
STEPS = [
    Case(replace(NINE, value=8.0), "2021-Q2=7.4", "2021-06-30", ON, "", 7.5, 0.1),
    Case(replace(NINE, value=7.5), "2021-Q2=7.1", "2021-06-30", ON, "", 7.2, 0.2),
    Case(replace(NINE, value=7.5), "2021-Q2=7.05", "2021-06-30", OFF, "", 7.2, 0.3),
    Case(replace(NINE, value=8.0, indicator=indicator(decimals=2)), "2021-Q2=7.44", "2021-06-30", RISK, "", 7.5, 0.06),
    Case(replace(SHARE, value=10.0), "2021-Q2=4", "2021-06-30", RISK, "", 5.0, 0.1),
    Case(replace(SHARE, value=3.0), "2021-Q2=0", "2021-06-30", OFF, "", 1.0, 0.333333333),
]
TOLERANCES = [
    Case(replace(NINE, tolerance=0.2), "2021-Q2=7.8", "2021-06-30", ON, "", 8.0, 0.1),
    Case(replace(NINE, tolerance=0.2), "2021-Q2=7.7", "2021-06-30", RISK),
    Case(replace(NINE, tolerance=0.05), "2021-Q2=7.9", "2021-06-30", ON),
    Case(replace(NINE, tolerance=0.4), "2021-Q2=7.6", "2021-06-30", ON),
    Case(replace(NINE, tolerance=0.4), "2021-Q2=7.59", "2021-06-30", OFF),
]
DEADLINE = [
    Case(NINE, "2021-Q4=8.9", "2021-12-31", ON, "", 9.0, 0.05),
    Case(NINE, "2021-Q4=8.9", "2022-01-01", MISSED),
    Case(NINE, "2021-Q4=8.9", "2025-01-01", MISSED),
    Case(NINE, "2021-Q3=8.9", "2022-01-01", NO_DATA, "due_passed"),
    Case(NINE, "2021-Q3=8.9", "2022-01-30", NO_DATA, "due_passed"),
    Case(NINE, "2021-Q3=8.9", "2022-01-31", NO_DATA, "due_passed stale"),
    Case(NINE, "2021-Q4=8.6 2022-Q1=9.1", "2022-03-30", MISSED),
    Case(NINE, "2021-Q4=8.6 2022-Q1=9.1", "2022-03-31", LATE),
    Case(NINE, "2021-Q4=9.1@2022-01-10", "2022-01-10", LATE),
    Case(NINE, "2021-Q4=9.1@2022-01-10", "2022-01-09", NO_DATA, "due_passed"),
    Case(NINE, "2021-Q4=9.1@2021-12-31", "2022-01-09", ACHIEVED),
    Case(NINE, "2021-Q4=9 2022-Q1=9", "2024-01-01", ACHIEVED),
    Case(NINE, "2021-Q2=9", "2022-01-31", ACHIEVED, "stale"),
]
LOST = [
    Case(NINE, "2021-Q1=9.1 2021-Q2=8.2", "2021-06-30", ON, "regressed", 8.0, -0.1),
    Case(NINE, "2021-Q1=9.1 2021-Q2=7.6", "2021-06-30", OFF, "regressed", 8.0, 0.2),
    Case(NINE, "2021-Q4=9 2022-Q1=8.9", "2022-03-31", ACHIEVED, "regressed"),
    Case(NINE, "2021-Q3=9 2022-Q1=8.9", "2022-03-31", ACHIEVED, "regressed"),
    Case(NINE, "2021-Q3=9 2021-Q4=8.9", "2022-01-31", MISSED, "regressed"),
    # Not met at the deadline and met again later.
    Case(NINE, "2021-Q3=9 2021-Q4=8.9 2022-Q1=9", "2022-03-31", LATE),
    Case(NINE, "2021-Q2=9 2021-Q3=8.9", "2022-01-01", NO_DATA, "due_passed"),
    Case(NINE, "2021-Q4=8 2022-Q1=9 2022-Q2=8", "2022-06-30", MISSED, "regressed"),
    Case(NINE, "2022-Q1=9 2022-Q2=8", "2022-06-30", MISSED, "regressed"),
    # What was so before the start was not promised yet, and is not lost; what was not measured since still holds.
    Case(NINE, "2020-Q4=9 2021-Q2=8.2", "2021-06-30", ON, "", 8.0, -0.1),
    Case(NINE, "2020-Q4=9 2021-Q4=8.9", "2022-01-01", MISSED),
    Case(NINE, "2020-Q4=9", "2021-03-31", ACHIEVED),
    Case(NINE, "2020-Q4=9 2022-Q1=8.9", "2022-03-31", ACHIEVED, "regressed"),
]
FRESHNESS = [
    Case(NINE, "2021-Q1=7.5", "2021-07-30", ON, "", 7.5, 0.0),
    Case(NINE, "2021-Q1=7.5", "2021-07-31", ON, "stale", 7.5, 0.0),
    Case(NINE, "2021-Q1=7", "2021-07-31", OFF, "stale", 7.5, 0.25),
]


@pytest.mark.parametrize(
    "case", BANDS + SHAPES + BASELINES + MEASURED + STEPS + TOLERANCES + DEADLINE + LOST + FRESHNESS, ids=str
)
def test_a_level_to_be_reached(case: Case) -> None:
    case.check()


def test_a_stale_green_shines_amber_and_a_stale_red_stays_red() -> None:
    assert light(NINE, "2021-Q1=7.5", "2021-07-30").light is Light.GREEN
    assert light(NINE, "2021-Q1=7.5", "2021-07-31").light is Light.AMBER
    assert light(NINE, "2021-Q1=7", "2021-07-31").light is Light.RED


def test_the_bands_are_those_of_the_thresholds() -> None:
    wide = Thresholds(on_track=0.2, at_risk=0.4)
    values = {"7.6": ON, "7.59": RISK, "7.2": RISK, "7.19": OFF}
    assert {v: light(NINE, f"2021-Q2={v}", "2021-06-30", wide).status for v in values} == values


def test_the_whole_sum_is_in_the_answer() -> None:
    one = light(NINE, "2021-Q1=7.2 2021-Q2=7.7", "2021-06-30")
    assert one.comparison is not None
    assert one.pace is not None
    assert (one.value, one.comparison.baseline, one.comparison.goal, one.comparison.distance) == (7.7, 7.0, 9.0, 2.0)
    assert (one.comparison.short, one.comparison.green, one.comparison.amber) == (0.3, 0.1, 0.3)
    assert one.pace.so_far == pytest.approx(0.35)
    assert one.pace.needed == pytest.approx(0.65)
    assert one.pace.best == pytest.approx(0.5)
    assert (one.pace.periods_left, one.days_left) == (2.0, 184)


def test_the_pace_counts_from_the_day_on_which_the_path_begins() -> None:
    one = light(OPEN, "2021-Q1=7.5 2021-Q2=7.9 2021-Q3=8.1", "2021-09-30")
    assert one.pace is not None
    assert one.pace.so_far == pytest.approx(0.3)
    assert one.pace.best == pytest.approx(0.4)
    dated = light(replace(NINE, baseline_date=date(2021, 6, 30)), "2021-Q3=8", "2021-09-30")
    assert dated.pace is not None
    assert dated.pace.so_far == pytest.approx(1.0)


def test_at_the_deadline_no_time_is_left_to_ask_a_pace_of() -> None:
    one = light(NINE, "2021-Q3=8 2021-Q4=8.5", "2021-12-31")
    assert one.pace is not None
    assert (one.pace.needed, one.pace.periods_left, one.days_left) == (None, 0.0, 0)


def test_what_is_met_later_is_met_on_the_day_it_was_met_again() -> None:
    assert light(NINE, "2021-Q3=9 2021-Q4=8.9 2022-Q1=9", "2022-03-31").met_on == date(2022, 3, 31)


def test_what_was_so_before_the_start_is_met_on_the_first_day_that_was_measured_since() -> None:
    assert light(NINE, "2020-Q4=9 2021-Q1=9", "2021-03-31").met_on == date(2021, 3, 31)
    assert light(NINE, "2020-Q4=9", "2021-03-31").met_on == date(2020, 12, 31)


def test_what_is_met_within_a_band_is_not_short_of_anything() -> None:
    one = light(BAND, "2021-Q4=22", "2021-12-31")
    assert one.comparison is not None
    assert one.comparison.shortfall <= 0


def test_the_same_reports_are_judged_by_whichever_thresholds_are_given() -> None:
    one = Measurement("I", parse_period("2021-Q2"), 7.6)
    reports = reports_of(NINE, {NINE.measured_as: [one]})
    for thresholds, status in ((Thresholds(), OFF), (Thresholds(on_track=0.2), ON), (Thresholds(), OFF)):
        assert assess(NINE, reports, as_of=date(2021, 6, 30), thresholds=thresholds).status is status
