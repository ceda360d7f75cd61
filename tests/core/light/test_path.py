"""The path: docs/rules.md, rules 3 and 4."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.core.light.path import expected, stretch
from kpi.core.model import Target
from kpi.core.vocabulary import Kind, PathKind
from tests.core.make import END, START, indicator, target

LINE = target(Kind.REACH, value=8.0)
WHOLE = replace(LINE, indicator=indicator("netwerken", decimals=0))
STEP = replace(LINE, path=PathKind.STEP)
CORNERS = replace(LINE, waypoints=((date(2021, 9, 30), 7.0), (date(2021, 6, 30), 3.0)))


@pytest.mark.parametrize(
    ("day", "line", "whole", "step", "corners"),
    [
        ("2020-12-31", 0, 0, 0, 0),
        ("2021-01-31", 0.6, 0, 0, 0.5),
        ("2021-03-31", 2, 2, 0, 1.5),
        ("2021-05-31", 3.3, 3, 0, 2.5),
        ("2021-06-30", 4, 4, 0, 3),
        ("2021-08-31", 5.3, 5, 0, 5.6),
        ("2021-09-30", 6, 6, 0, 7),
        ("2021-12-30", 7.9, 7, 0, 7.9),
        ("2021-12-31", 8, 8, 8, 8),
        ("2022-06-30", 8, 8, 8, 8),
    ],
)
def test_the_path_from_nothing_to_eight(day: str, line: float, whole: float, step: float, corners: float) -> None:
    at = date.fromisoformat(day)
    assert [expected(one, 0.0, 8.0, at) for one in (LINE, WHOLE, STEP, CORNERS)] == [line, whole, step, corners]


def test_a_waypoint_at_the_start_or_the_deadline_moves_neither_baseline_nor_goal() -> None:
    odd = replace(LINE, waypoints=((date(2020, 12, 31), 5.0), (END, 9.0)))
    days = date(2020, 12, 31), date(2021, 6, 30), date(2021, 12, 30), END
    assert [expected(odd, 0.0, 8.0, day) for day in days] == [expected(LINE, 0.0, 8.0, day) for day in days]


@pytest.mark.parametrize(
    ("baseline", "goal", "half"),
    [(1.0, 16.0, 4.0), (0.2, 3.2, 0.8), (16.0, 1.0, 4.0), (0.0, 16.0, 8.0), (-4.0, 4.0, 0.0)],
)
def test_the_same_growth_of_what_is_beyond_nothing_at_both_ends_else_a_line(
    baseline: float, goal: float, half: float
) -> None:
    growth = replace(LINE, path=PathKind.GEOMETRIC, start=date(2021, 1, 1), due=date(2024, 12, 31))
    assert expected(growth, baseline, goal, date(2022, 12, 31)) == pytest.approx(half, abs=0.11)


def test_between_which_promises_a_day_lies() -> None:
    yearly = replace(LINE, path=PathKind.YEARLY, waypoints=((date(2021, 6, 30), 3.0),))
    first, last, begin = (date(2021, 6, 30), 3.0), (END, 8.0), (date(2020, 12, 31), 1.0)
    for day, between in (
        (date(2021, 6, 30), (begin, first)),
        (date(2021, 7, 1), (first, last)),
        (END, (first, last)),
        (date(2022, 1, 1), (first, last)),
    ):
        assert stretch(yearly, 8.0, day, begin) == between
    assert stretch(yearly, 8.0, date(2021, 3, 31), None) == (None, first)
    assert stretch(yearly, 8.0, date(2021, 3, 31), first) == (None, first)


def test_whole_units_round_towards_the_baseline_and_never_past_it() -> None:
    assert expected(WHOLE, 10.0, 5.0, date(2021, 3, 31)) == 9.0
    assert expected(WHOLE, 2.4, 5.0, date(2021, 1, 31)) == 2.4
    assert expected(WHOLE, 4.6, 1.0, date(2021, 1, 31)) == 4.6


def test_the_path_begins_at_the_end_of_the_day_of_its_baseline() -> None:
    march = date(2021, 3, 31)
    assert [expected(LINE, 2.0, 8.0, date(2021, month, day), march) for month, day in ((3, 31), (6, 30), (12, 31))] == [
        2.0,
        4.0,
        8.0,
    ]
    # A corner of the plan stays where it is: only the line up to it begins elsewhere.
    assert expected(CORNERS, 2.0, 8.0, date(2021, 6, 30), march) == 3.0
    assert expected(CORNERS, 5.0, 8.0, date(2021, 9, 30), date(2021, 7, 31)) == 7.0


@given(
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
    st.dates(date(2020, 1, 1), date(2023, 1, 1)),
    st.sampled_from([LINE, WHOLE, STEP]),
)
def test_the_path_stays_between_baseline_and_goal(low: float, high: float, day: date, one: Target) -> None:
    assert min(low, high) - 1e-6 <= expected(one, low, high, day) <= max(low, high) + 1e-6


@given(st.dates(START, END), st.dates(START, END), st.sampled_from([LINE, WHOLE, STEP, CORNERS]))
def test_the_path_never_turns_back(one: date, other: date, what: Target) -> None:
    early, later = sorted((one, other))
    assert expected(what, 0.0, 8.0, early) <= expected(what, 0.0, 8.0, later)
