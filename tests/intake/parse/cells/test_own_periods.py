"""Periods of plans whose years begin on another day, as people write them."""

import pytest

from kpi.core.calendar.period import YearStart
from kpi.intake.parse.cells.periods import names_period, names_year, period_named
from kpi.intake.parse.cells.plain_cells import Bad, period_code, period_reader

APRIL, SCHOOL = YearStart(4), YearStart(8)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2022/23", "2022/23"),
        ("2022-23", "2022/23"),
        ("2022 / 2023", "2022/23"),
        ("2022-2023", "2022/23"),
        ("schooljaar 2022-2023", "2022/23"),
        ("boekjaar 2022/23", "2022/23"),
        ("financial year 2022/23", "2022/23"),
        ("FY2023", "2022/23"),
        ("FY 23", "2022/23"),
        ("FY 2022/23", "2022/23"),
        ("2022/23-Q1", "2022/23-Q1"),
        ("2022/23 Q4", "2022/23-Q4"),
        ("Q2 2022/23", "2022/23-Q2"),
        ("2e kwartaal 2022/23", "2022/23-Q2"),
        ("1e halfjaar 2022-2023", "2022/23-H1"),
        ("Q3 FY2023", "2022/23-Q3"),
        ("2022-09", "2022-09"),
        ("maart 2023", "2023-03"),
        ("2022-Q2", "2022/23-Q1"),  # a code is the calendar's, and its days are those of the plan's first quarter
        ("april t/m juni 2022", "2022/23-Q1"),
        ("1999-2000", "1999/00"),
    ],
)
def test_a_year_of_two_calendar_years_is_read(text: str, code: str) -> None:
    found = period_named(text, APRIL)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    [
        "2022",  # which of the two years it lies in?
        "Q2 2022",  # the calendar's, or that of 2022/23?
        "2e kwartaal 2022",
        "2022-H1",
        "2022/24",
        "2022-2024",
        "maart 2022/23",
        "FY",
    ],
)
def test_what_could_be_two_is_none(text: str) -> None:
    assert period_named(text, APRIL) is None


def test_years_that_begin_in_january_are_never_two() -> None:
    assert period_named("2022/23") is None
    assert period_named("schooljaar 2022-2023") is None


def test_a_quarter_of_the_calendar_that_is_none_of_the_plans_is_refused() -> None:
    assert period_named("2022-Q2", SCHOOL) is None


def test_what_a_table_looks_like_is_asked_of_every_plan() -> None:
    assert [names_period(one) for one in ("Q1 2022/23", "Q1 2022", "netwerken")] == [True, True, False]
    assert [names_year(one) for one in ("2022/23", "2022", "Q1 2022")] == [True, True, False]


def test_a_plan_folder_reads_the_same_words() -> None:
    read = period_reader(APRIL)
    assert read("FY2023") == read("2022-23") == read("schooljaar 2022-2023") == period_named("2022/23", APRIL)
    assert isinstance(read("2022"), Bad)
    assert isinstance(period_code("schooljaar 2022-2023"), Bad)
