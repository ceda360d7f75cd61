"""The light of promises as other plans make them: a year of their own, a benchmark, a baseline, one unit, seldom."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency, YearStart, parse_period
from kpi.core.light.assessment import Assessment
from kpi.core.light.evidence import reports_of
from kpi.core.light.status import assess
from kpi.core.light.units import tree_of
from kpi.core.model import Indicator, Measurement, Target
from kpi.core.plan_parts import OrgUnit
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator, Direction, Kind, Origin, PathKind, ValueOf

APRIL = YearStart(4)
START, END = date(2023, 1, 1), date(2026, 12, 31)
YEARLY = Indicator("i", "Bereik", "mensen", Direction.INCREASE, Frequency.YEAR)
SHARE = Indicator("i", "Aandeel", "%", Direction.DECREASE, Frequency.YEAR, decimals=1)
OTHERS = Indicator("land", "Landelijk", "%", Direction.DECREASE, Frequency.YEAR, decimals=1)


def measured(values: dict[str, float], code: str = "i", unit: str = "") -> list[Measurement]:
    return [Measurement(code, parse_period(period), value, org_unit=unit) for period, value in values.items()]


def light(target: Target, rows: list[Measurement], day: str) -> Assessment:
    return assess(target, rows, as_of=date.fromisoformat(day), thresholds=Thresholds())


def told(one: Assessment) -> tuple[str, str, tuple[str, ...]]:
    return one.status.value, one.light.value, tuple(flag.value for flag in one.flags)


# A promise for each year: 10 in 2024, 12 in 2025, 15 at the deadline.
EACH_YEAR = Target(
    "T", "t", "Elk jaar meer", Kind.REACH, START, END, value=15, baseline=8, indicator=YEARLY, path=PathKind.YEARLY,
    waypoints=((date(2024, 12, 31), 10.0), (date(2025, 12, 31), 12.0)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("values", "day", "expected"),
    [
        ({"2023": 9}, "2024-02-01", ("on_track", "green", ())),  # half way from 8 to 10, as it should
        ({"2023": 8}, "2024-02-01", ("off_track", "red", ())),
        ({"2023": 9, "2024": 10}, "2025-02-01", ("on_track", "green", ())),
        ({"2023": 9, "2024": 9}, "2025-02-01", ("off_track", "red", ())),  # not reached: red until newer evidence
        ({"2024": 9, "2025": 12}, "2026-02-01", ("on_track", "green", ("breached",))),
        ({"2024": 9, "2025": 11}, "2026-02-01", ("off_track", "red", ("breached",))),
        ({"2022": 8, "2025": 12}, "2026-02-01", ("on_track", "green", ())),  # nobody knows 2024: not told as broken
        ({"2024": 10, "2025": 15}, "2026-02-01", ("achieved", "green", ())),
        ({"2024": 9, "2025": 11, "2026": 15}, "2027-02-01", ("achieved", "green", ("breached",))),
        ({"2024": 10, "2025": 12, "2026": 14}, "2027-02-01", ("missed", "red", ())),
    ],
)
def test_every_year_has_a_promise_of_its_own(
    values: dict[str, float], day: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    assert told(light(EACH_YEAR, measured(values), day)) == expected


def test_a_promise_of_a_year_needs_no_baseline() -> None:
    bare = replace(EACH_YEAR, baseline=None)
    assert told(light(bare, measured({"2024": 9}), "2025-02-01")) == ("off_track", "red", ())
    assert told(light(bare, measured({"2024": 10}), "2025-02-01")) == ("on_track", "green", ())
    assert light(bare, measured({"2023": 9}), "2024-02-01").status == "too_early"
    found = light(bare, measured({"2024": 9}), "2025-02-01").comparison
    assert found is not None
    assert (found.expected, found.distance) == (10.0, 10.0)  # a way nobody knows the start of is the promise itself


def test_a_figure_of_the_last_day_of_a_year_says_nothing_of_the_next() -> None:
    quarterly = replace(EACH_YEAR, indicator=replace(YEARLY, frequency=Frequency.QUARTER))
    one = light(quarterly, measured({"2024-Q4": 10, "2026-Q1": 13}), "2026-04-15")
    assert (one.breaches, one.periods) == (0, 1)


def test_a_year_is_judged_on_the_way_from_the_promise_before_it() -> None:
    quarterly = replace(EACH_YEAR, indicator=replace(YEARLY, frequency=Frequency.QUARTER, decimals=1))
    one = light(quarterly, measured({"2024-Q4": 10, "2025-Q2": 10.9}), "2025-07-15")
    assert one.comparison is not None
    assert (one.comparison.expected, one.comparison.distance) == (11.0, 2.0)
    assert one.status == "on_track"  # 0.1 of 2 is a share of 0.05
    assert light(quarterly, measured({"2024-Q4": 10, "2025-Q2": 10.8}), "2025-07-15").status == "at_risk"


def test_a_year_asks_no_more_than_its_promise_of_what_is_beyond_it() -> None:
    fewer = replace(EACH_YEAR, waypoints=((date(2024, 12, 31), 10.0), (date(2025, 12, 31), 8.0)))
    quarterly = replace(fewer, indicator=replace(YEARLY, frequency=Frequency.QUARTER))
    one = light(quarterly, measured({"2024-Q4": 10, "2025-Q1": 8}), "2025-04-15")
    assert one.comparison is not None
    assert (one.comparison.expected, one.comparison.distance, one.status.value) == (8.0, 8.0, "on_track")
    assert light(quarterly, measured({"2024-Q4": 10, "2025-Q1": 7}), "2025-04-15").status == "at_risk"


@pytest.mark.parametrize(
    ("values", "day", "expected"),
    [
        ({"2024": 10}, "2025-02-01", ("on_track", "green", ())),
        ({"2024": 11}, "2025-02-01", ("on_track", "green", ())),  # ahead of its year, and not yet at its end
        ({"2024": 9}, "2025-02-01", ("off_track", "red", ())),
        ({"2024": 11, "2025": 13}, "2026-02-01", ("on_track", "green", ())),
        ({"2024": 9, "2025": 17}, "2026-02-01", ("achieved", "green", ("breached",))),
        ({"2024": 10, "2025": 19}, "2026-02-01", ("off_track", "red", ())),  # past it on the other side
    ],
)
def test_a_year_on_the_way_to_what_must_lie_between_two_values(
    values: dict[str, float], day: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    between = replace(EACH_YEAR, comparator=Comparator.BETWEEN, value_high=18)
    assert told(light(between, measured(values), day)) == expected


def test_past_the_far_side_of_two_values_the_far_one_is_asked() -> None:
    between = replace(EACH_YEAR, comparator=Comparator.BETWEEN, value_high=18)
    quarterly = replace(between, indicator=replace(YEARLY, frequency=Frequency.QUARTER))
    one = light(quarterly, measured({"2025-Q4": 12, "2026-Q1": 19}), "2026-04-15")
    assert one.comparison is not None
    assert (one.comparison.expected, one.comparison.short, one.status.value) == (18.0, 1.0, "at_risk")


def test_the_same_growth_every_year() -> None:
    growing = Target(
        "T", "t", "Verdubbelen", Kind.REACH, date(2023, 1, 1), date(2024, 12, 31), value=400, baseline=100,
        indicator=YEARLY, path=PathKind.GEOMETRIC,
    )  # fmt: skip
    one = light(growing, measured({"2023": 200}), "2024-02-01")
    assert one.comparison is not None
    assert (one.comparison.expected, one.status.value) == (200.0, "on_track")


HALVE = Target(
    "T", "t", "Halveren", Kind.REACH, START, END, value=50, value_of=ValueOf.BASELINE, indicator=SHARE,
    comparator=Comparator.AT_MOST, baseline=41,
)  # fmt: skip


def test_a_percentage_of_the_baseline_becomes_a_value() -> None:
    one = light(HALVE, measured({"2023": 30}), "2024-02-01")
    assert (one.target.value, one.target.stated) == (20.5, HALVE)
    assert one.status == "on_track"
    assert light(HALVE, measured({"2023": 20.5}), "2024-02-01").status == "achieved"
    # Judged again from what it was made into, it is the same.
    again = assess(one.target, measured({"2023": 30}), as_of=one.as_of, thresholds=Thresholds())
    assert again == one


def test_the_baseline_may_be_the_first_measurement() -> None:
    unknown = replace(HALVE, baseline=None)
    assert light(unknown, measured({"2023": 40}), "2024-02-01").status == "too_early"
    assert light(unknown, measured({"2023": 40}), "2025-02-10").status == "no_data"
    assert light(unknown, measured({"2023": 40, "2024": 20}), "2025-02-01").status == "achieved"
    assert light(unknown, [], "2024-01-15").target.value == 50


KEEP_HALF = replace(HALVE, kind=Kind.MAINTAIN, baseline=None)


@pytest.mark.parametrize(
    ("values", "day", "expected"),
    [
        # Measured before the start: everything since is held against it.
        ({"2022": 40, "2023": 20}, "2024-02-01", ("on_track", "green", ())),
        ({"2022": 40, "2023": 30}, "2024-02-01", ("off_track", "red", ("breached",))),
        # Measured after it: of its own year half of it was not promised.
        ({"2023": 40}, "2024-02-01", ("too_early", "grey", ())),
        ({"2023": 40, "2024": 20}, "2025-02-01", ("on_track", "green", ())),
        ({"2023": 40, "2024": 20, "2025": 19, "2026": 18}, "2027-02-01", ("achieved", "green", ())),
        ({"2023": 40, "2024": 20, "2026": 18}, "2027-02-01", ("no_data", "grey", ("due_passed",))),
    ],
)
def test_half_of_a_measured_baseline_is_kept_from_then_on(
    values: dict[str, float], day: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    assert told(light(KEEP_HALF, measured(values), day)) == expected


def test_what_rests_on_a_made_up_baseline_or_benchmark_is_made_up() -> None:
    example = [replace(one, origin=Origin.SAMPLE) for one in measured({"2022": 40})]
    assert told(light(KEEP_HALF, [*example, *measured({"2023": 20})], "2024-02-01"))[2] == ("sample",)
    others = [replace(one, origin=Origin.SAMPLE) for one in measured({"2023": 20}, "land")]
    assert told(light(AVERAGE, [*measured({"2023": 20}), *others], "2024-02-01"))[2] == ("sample",)


AVERAGE = Target(
    "T", "t", "Minder dan landelijk", Kind.REACH, START, END, indicator=SHARE, comparator=Comparator.AT_MOST,
    benchmark=OTHERS, baseline=30,
)  # fmt: skip


@pytest.mark.parametrize(
    ("own", "others", "distance", "day", "status"),
    [
        ({"2023": 20}, {"2023": 20}, None, "2024-02-01", "achieved"),
        ({"2023": 20}, {"2023": 20}, -2.0, "2024-02-01", "on_track"),  # 2 below it is asked: 18 in the end
        ({"2023": 18}, {"2023": 20}, -2.0, "2024-02-01", "achieved"),
        ({"2023": 29.9}, {"2023": 20}, None, "2024-02-01", "off_track"),
        ({"2023": 19, "2024": 19}, {"2023": 20}, None, "2025-02-15", "achieved"),  # of 2024 there is none yet
        ({"2023": 19}, {}, None, "2024-01-15", "too_early"),
        ({"2023": 19}, {}, None, "2024-02-01", "no_data"),
        ({"2026": 19, "2025": 18}, {"2025": 18, "2026": 18}, None, "2027-02-15", "missed"),
    ],
)
def test_the_bound_is_the_benchmark_of_the_same_period(
    own: dict[str, float], others: dict[str, float], distance: float | None, day: str, status: str
) -> None:
    target = replace(AVERAGE, value=distance)
    assert light(target, [*measured(own), *measured(others, "land")], day).status == status


def test_what_was_held_against_a_benchmark_is_held_against_that_of_its_own_period() -> None:
    hold = replace(AVERAGE, kind=Kind.MAINTAIN, baseline=None)
    rows = [*measured({"2023": 21, "2024": 21}), *measured({"2023": 20, "2024": 22}, "land")]
    one = light(hold, rows, "2025-02-01")
    assert (one.status.value, one.breaches, one.periods, one.target.value) == ("on_track", 1, 2, 22)


def test_a_period_that_does_not_count_moves_no_bound() -> None:
    share = replace(SHARE, aggregation=Aggregation.MEAN)
    rows = [
        *measured({"2023": 21, "2024": 10}, unit="a"), *measured({"2023": 21}, unit="b"),
        *measured({"2023": 20, "2024": 30}, "land"),
    ]  # fmt: skip
    one = light(replace(AVERAGE, indicator=share), rows, "2025-01-15")
    assert (one.value, one.target.value) == (21, 20)


BETTER = Target(
    "T", "t", "Beter", Kind.IMPROVE, START, END, indicator=SHARE, comparator=Comparator.AT_MOST, baseline=41
)  # fmt: skip


@pytest.mark.parametrize(
    ("values", "day", "expected"),
    [
        ({"2023": 40.9}, "2024-02-01", ("on_track", "green", ())),
        ({"2023": 41}, "2024-02-01", ("at_risk", "amber", ())),
        ({"2023": 41.1}, "2024-02-01", ("off_track", "red", ())),
        ({"2023": 40, "2024": 42}, "2025-02-01", ("off_track", "red", ("regressed",))),
        ({"2026": 40}, "2027-02-01", ("achieved", "green", ())),
        ({"2026": 41}, "2027-02-01", ("missed", "red", ())),
        ({"2025": 40}, "2027-02-01", ("no_data", "grey", ("stale", "due_passed"))),
        ({"2026": 42, "2027": 40}, "2028-02-01", ("achieved_late", "green", ())),
        ({"2026": 40, "2027": 42}, "2028-02-01", ("achieved", "green", ("regressed",))),
    ],
)
def test_any_better_than_the_baseline(
    values: dict[str, float], day: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    assert told(light(BETTER, measured(values), day)) == expected


def test_without_a_baseline_the_first_measurement_is_it() -> None:
    bare = replace(BETTER, baseline=None)
    assert light(bare, measured({"2023": 40}), "2024-02-01").status == "too_early"
    assert light(bare, measured({"2022": 40, "2023": 39}), "2024-02-01").status == "on_track"
    assert light(bare, measured({"2023": 40, "2024": 40}), "2025-02-01").status == "at_risk"


def test_what_is_better_again_after_the_deadline_is_better_from_then_on() -> None:
    again = light(BETTER, measured({"2025": 40, "2026": 42, "2027": 40}), "2028-02-01")
    assert (again.status.value, again.met_on) == ("achieved_late", date(2027, 12, 31))
    assert light(BETTER, measured({"2025": 40, "2026": 40}), "2027-02-01").met_on == date(2025, 12, 31)


def test_what_was_better_before_it_began_is_not_lost() -> None:
    bare = replace(BETTER, baseline=None)
    rows = measured({"2021": 38, "2022": 41, "2023": 42})
    assert told(light(bare, rows, "2024-02-01")) == ("off_track", "red", ())


def each(comparator: Comparator, aggregation: Aggregation) -> Target:
    indicator = replace(YEARLY, aggregation=aggregation, frequency=Frequency.QUARTER)
    return Target("T", "t", "Elk van", Kind.MAINTAIN, START, END, value=5, comparator=comparator, indicator=indicator)


@pytest.mark.parametrize(
    ("comparator", "aggregation", "a", "b", "status"),
    [
        (Comparator.AT_LEAST, Aggregation.MIN, 5, 9, "on_track"),
        (Comparator.AT_LEAST, Aggregation.MIN, 4, 9, "off_track"),
        (Comparator.AT_MOST, Aggregation.MAX, 5, 2, "on_track"),
        (Comparator.AT_MOST, Aggregation.MAX, 6, 2, "off_track"),
    ],
)
def test_each_of_several(comparator: Comparator, aggregation: Aggregation, a: float, b: float, status: str) -> None:
    rows = [*measured({"2023-Q1": a}, unit="a"), *measured({"2023-Q1": b}, unit="b")]
    assert light(each(comparator, aggregation), rows, "2023-05-01").status == status


def test_of_each_the_silent_may_be_the_one_that_does_not() -> None:
    least = each(Comparator.AT_LEAST, Aggregation.MIN)
    before = [*measured({"2023-Q1": 7}, unit="a"), *measured({"2023-Q1": 8}, unit="b")]
    kept, broken = (light(least, [*before, *measured({"2023-Q2": one}, unit="a")], "2023-08-15") for one in (7, 3))
    assert (kept.point is not None and kept.point.period.code, kept.status.value) == ("2023-Q1", "on_track")
    assert (broken.point is not None and broken.point.period.code, broken.status.value) == ("2023-Q2", "off_track")


def test_the_promise_of_one_unit_is_judged_on_its_own_values() -> None:
    own = replace(EACH_YEAR, path=PathKind.LINEAR, waypoints=(), org_unit="noord", baseline=0)
    rows = [*measured({"2026": 15}, unit="noord"), *measured({"2026": 1}, unit="zuid"), *measured({"2026": 2})]
    assert light(own, rows, "2027-02-01").value == 15
    tree = tree_of(
        [OrgUnit("noord", "Noord"), OrgUnit("n1", "N1", parent="noord"), OrgUnit("n2", "N2", parent="noord")]
    )
    summed = replace(own, indicator=replace(YEARLY, aggregation=Aggregation.SUM))
    parts = [*measured({"2026": 9}, unit="n1"), *measured({"2026": 6}, unit="n2"), *measured({"2026": 99}, unit="zuid")]
    known = reports_of(summed, {"i": parts}, tree)
    assert assess(summed, known, as_of=date(2027, 2, 1), thresholds=Thresholds()).status == "achieved"


def test_a_statistic_that_comes_seldom_and_late_is_not_stale_before_that() -> None:
    late = replace(YEARLY, every=24, lag_days=180)
    target = replace(EACH_YEAR, path=PathKind.LINEAR, waypoints=(), indicator=late)
    assert light(target, measured({"2023": 10}), "2026-07-28").flags == ()
    assert light(target, measured({"2023": 10}), "2026-07-30").flags == ("stale",)
    assert light(target, [], "2025-07-29").status == "too_early"
    assert light(target, [], "2025-07-31").status == "no_data"


def sessions(values: dict[str, float], day: str, *, start: str = "2022-04-01", due: str = "2025-03-31") -> Assessment:
    indicator = Indicator("i", "Bedrijven", "bedrijven", Direction.INCREASE, Frequency.QUARTER)
    target = Target(
        "T", "t", "60 per jaar", Kind.RECURRING, date.fromisoformat(start), date.fromisoformat(due), value=60,
        per=Per.YEAR, indicator=indicator, year_starts=APRIL,
    )  # fmt: skip
    rows = [Measurement("i", parse_period(period, APRIL), value) for period, value in values.items()]
    return light(target, rows, day)


def test_windows_are_years_of_the_plan() -> None:
    reported = {"2022/23-Q1": 20, "2022/23-Q2": 25, "2022/23-Q3": 9, "2022/23-Q4": 10}
    one = sessions(reported, "2023-04-15")
    assert [(window.code, window.count, window.state.value) for window in one.windows] == [
        ("2022/23", 64, "done"),
        ("2023/24", 0, "current"),
        ("2024/25", 0, "upcoming"),
    ]
    assert one.light == "green"


def test_a_window_that_is_cut_off_asks_its_share() -> None:
    cut = sessions({"2022/23-Q3": 20}, "2023-01-10", start="2022-10-01", due="2023-05-31")
    assert [(window.needed, window.state.value) for window in cut.windows] == [(30, "current"), (10, "upcoming")]
    once = replace(cut.target, value=1)
    # Of once a year a part of a year asks nothing; where that is all there is, the time it runs is one window.
    assert [window.needed for window in light(once, [], "2023-01-10").windows] == []
    asked = light(once, [Measurement("i", parse_period("2022/23-Q3", APRIL), 1)], "2023-01-10")
    assert [(window.first, window.last) for window in asked.windows] == [(date(2022, 10, 1), date(2023, 5, 31))]
    assert asked.status == "achieved"
