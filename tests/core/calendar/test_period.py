"""Reporting periods and calendar months, at the edges of years, quarters and leap years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.core.calendar.period import (
    JANUARY,
    Frequency,
    YearStart,
    add_months,
    elapsed,
    following,
    month_ends,
    parse_period,
    period_of,
    periods_between,
    preceding,
    year_start,
)

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-H1", "2021-01-01", "2021-06-30"),
        ("2021-H2", "2021-07-01", "2021-12-31"),
        ("2021-Q3", "2021-07-01", "2021-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021-12", "2021-12-01", "2021-12-31"),
    ],
)
def test_a_code_has_a_first_and_a_last_day(code: str, first: str, last: str) -> None:
    period = parse_period(code)
    assert (period.first.isoformat(), period.last.isoformat(), period.code) == (first, last, code)


@pytest.mark.parametrize(
    "code", ["", "21", "2021-Q5", "2021-H3", "2021-13", "2021-00", "2021-1", "2021 Q1", "2021-q1", "1899"]
)
def test_anything_else_is_no_period(code: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(code)


@given(DAYS, st.sampled_from(Frequency))
def test_a_period_holds_its_day_and_its_neighbours_touch_it(day: date, frequency: Frequency) -> None:
    period = period_of(day, frequency)
    assert period.first <= day <= period.last
    assert (following(period).first - period.last).days == 1
    assert following(preceding(period)) == period == parse_period(period.code)


def test_periods_between_two_days_include_the_periods_of_both() -> None:
    found = periods_between(date(2021, 3, 31), date(2021, 10, 1), Frequency.QUARTER)
    assert [period.code for period in found] == ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]
    assert periods_between(date(2021, 4, 1), date(2021, 3, 31), Frequency.MONTH) == ()


def test_month_ends_include_both_edges() -> None:
    assert month_ends(date(2024, 1, 31), date(2024, 3, 30)) == (date(2024, 1, 31), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("day", "months", "moved"),
    [
        ("2021-01-31", 1, "2021-02-28"),
        ("2021-02-28", 1, "2021-03-31"),
        ("2021-02-27", 12, "2022-02-27"),
        ("2024-02-28", 12, "2025-02-28"),
        ("2021-10-30", 4, "2022-02-28"),
        ("2021-11-15", -2, "2021-09-15"),
    ],
)
def test_the_end_of_a_month_stays_the_end(day: str, months: int, moved: str) -> None:
    assert add_months(date.fromisoformat(day), months).isoformat() == moved


@pytest.mark.parametrize("year", [2021, 2024])
def test_the_end_of_q2_is_exactly_half_a_year(year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    assert elapsed(first, date(year, 6, 30)) / elapsed(first, last) == 0.5


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2021-01-01", "2021-01-31", 1),
        ("2021-01-16", "2021-02-14", 16 / 31 + 14 / 28),
        ("2021-04-30", "2021-04-30", 1 / 30),
        ("2021-05-01", "2021-04-30", 0),
        ("2021-05-01", "2021-03-31", -1),
    ],
)
def test_months_count_first_and_last_day(first: str, last: str, months: float) -> None:
    assert elapsed(date.fromisoformat(first), date.fromisoformat(last)) == pytest.approx(months)


APRIL, TAX, SCHOOL = YearStart(4), YearStart(4, 6), YearStart(8)


@pytest.mark.parametrize(
    ("code", "year", "first", "last"),
    [
        ("2022/23", APRIL, "2022-04-01", "2023-03-31"),
        ("2022/23-H2", APRIL, "2022-10-01", "2023-03-31"),
        ("2022/23-Q1", APRIL, "2022-04-01", "2022-06-30"),
        ("2022/23-Q4", APRIL, "2023-01-01", "2023-03-31"),
        ("2022-09", APRIL, "2022-09-01", "2022-09-30"),
        ("1999/00", SCHOOL, "1999-08-01", "2000-07-31"),
        ("2023/24-Q3", SCHOOL, "2024-02-01", "2024-04-30"),
        ("2023/24-Q4", TAX, "2024-01-06", "2024-04-05"),
        ("2023/24", YearStart(2, 28), "2023-02-28", "2024-02-27"),
    ],
)
def test_a_year_may_begin_on_another_day(code: str, year: YearStart, first: str, last: str) -> None:
    period = parse_period(code, year)
    assert (period.first.isoformat(), period.last.isoformat(), period.code) == (first, last, code)


@pytest.mark.parametrize(
    ("code", "year"),
    [
        ("2022/23", JANUARY),  # whose years begin in January are written with one year
        ("2022/24", APRIL),
        ("2022/23-09", APRIL),
        ("2022", APRIL),  # the calendar's year is none of this plan's
        ("2022-H1", APRIL),
        ("2022-Q1", SCHOOL),
    ],
)
def test_a_code_of_other_years_is_no_period_of_the_plan(code: str, year: YearStart) -> None:
    with pytest.raises(ValueError, match=r"is (not a|no) period"):
        parse_period(code, year)


def test_a_quarter_of_the_calendar_is_the_plans_own_where_they_have_the_same_days() -> None:
    assert parse_period("2022-Q2", APRIL) == parse_period("2022/23-Q1", APRIL)
    assert parse_period("2023-Q1", APRIL) == parse_period("2022/23-Q4", APRIL)
    assert parse_period("2022-H2", YearStart(7)) == parse_period("2022/23-H1", YearStart(7))


@given(DAYS, st.sampled_from(Frequency), st.builds(YearStart, st.integers(1, 12), st.integers(1, 28)))
def test_periods_of_any_year_follow_each_other(day: date, frequency: Frequency, year: YearStart) -> None:
    period = period_of(day, frequency, year)
    assert period.first <= day <= period.last
    assert (following(period).first - period.last).days == 1
    assert following(preceding(period)) == period == parse_period(period.code, year)


@pytest.mark.parametrize("text", ["", "4-1", "04-29", "13-01", "00-01", "04-01-2022"])
def test_anything_else_is_no_start_of_a_year(text: str) -> None:
    with pytest.raises(ValueError, match="is not the start of a year"):
        year_start(text)
    assert str(year_start("04-06")) == "04-06"
