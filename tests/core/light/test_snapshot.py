"""A plan at one date: rows, strips, and what changed since the previous quarter."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import Frequency
from kpi.core.light.assessment import Light, Status
from kpi.core.light.snapshot import STRIP, Change, change, last_ended_period, newest_day, take
from kpi.core.model import Ended
from tests.core.plan import EVIDENCE, PLAN

JUNE = take(PLAN, EVIDENCE, as_of=date(2021, 6, 30), revision=7)


def test_every_target_has_a_row_in_the_order_of_the_plan() -> None:
    assert [(row.target.code, row.assessment.status) for row in JUNE.rows] == [
        ("a1", Status.MISSED),
        ("a2", Status.AT_RISK),
        ("b1", Status.ON_TRACK),
        ("b2", Status.NO_DATA),
        ("b3", Status.ACHIEVED),
    ]
    assert (JUNE.revision, JUNE.known_at, JUNE.period.code) == (7, None, "2021-Q2")
    assert [row.target.code for row in JUNE.of_theme("b")] == ["b1", "b2", "b3"]
    assert {row.theme.code for row in JUNE.of_theme("b")} == {"b"}


def test_a_row_says_what_changed_since_the_previous_quarter() -> None:
    assert [row.change for row in JUNE.rows] == [
        Change.WORSE,  # on course at the end of March, missed at the end of June
        Change.WORSE,  # 25 where the path asked 25, then 40 where it asked 50
        Change.BETTER,  # 20 where the path asked 33, then 80 where it asked 67
        Change.SAME,
        Change.JUDGED,
    ]


def test_a_strip_ends_at_the_date_of_the_view() -> None:
    strip = take(PLAN, EVIDENCE, as_of=date(2021, 8, 15)).rows[0].strip
    assert [(cell.period.code, cell.status) for cell in strip] == [
        ("2021-Q1", Status.ON_TRACK),
        ("2021-Q2", Status.MISSED),
        ("2021-Q3", Status.MISSED),
    ]


def test_a_strip_is_two_years_long_at_most_and_empty_before_the_plan() -> None:
    assert len(take(PLAN, EVIDENCE, as_of=date(2024, 12, 31)).rows[0].strip) == STRIP
    before = take(PLAN, EVIDENCE, as_of=date(2020, 12, 31)).rows[0]
    assert (before.strip, before.change, before.assessment.status) == ((), Change.SAME, Status.NOT_STARTED)


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (Light.GREEN, Light.GREEN, "same"),
        (Light.GREEN, Light.AMBER, "worse"),
        (Light.AMBER, Light.RED, "worse"),
        (Light.RED, Light.GREEN, "better"),
        (Light.GREY, Light.RED, "judged"),
        (Light.GREEN, Light.GREY, "lost"),
        (Light.GREY, Light.GREY, "same"),
    ],
)
def test_change(before: Light, after: Light, name: str) -> None:
    assert change(before, after) is Change(name)


@pytest.mark.parametrize(
    ("as_of", "code"), [("2021-06-30", "2021-Q2"), ("2021-06-29", "2021-Q1"), ("2021-01-01", "2020-Q4")]
)
def test_the_newest_quarter_that_has_ended(as_of: str, code: str) -> None:
    assert last_ended_period(date.fromisoformat(as_of)).code == code


def test_other_frequencies_end_too() -> None:
    assert last_ended_period(date(2021, 6, 29), Frequency.MONTH).code == "2021-05"


def test_the_day_a_view_opens_on() -> None:
    assert newest_day([date(2021, 6, 30), date(2021, 3, 31)], PLAN) == date(2021, 6, 30)
    assert newest_day([date(2021, 2, 28)], PLAN) == date(2021, 2, 28)
    assert newest_day([], PLAN) == PLAN.start


def test_an_ended_target_is_in_no_row_and_stands_as_on_its_last_day() -> None:
    first, *rest = PLAN.targets
    plan = replace(PLAN, targets=tuple(rest), ended=(Ended(first, date(2021, 6, 1)),))
    found = take(plan, EVIDENCE, as_of=date(2021, 6, 30))
    assert first.code not in [row.target.code for row in found.rows]
    assert [row.target.code for row in found.known] == [*(one.code for one in rest), first.code]
    (row,) = found.ended
    assert (row.ended, row.assessment.as_of) == (date(2021, 6, 1), date(2021, 5, 31))
    assert take(plan, EVIDENCE, as_of=date(2021, 3, 31)).ended[0].assessment.as_of == date(2021, 3, 31)
