"""Periods and days in the notations of docs/csv-format.md, and what is refused because it could be two."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.core.calendar.period import Frequency, period_of
from kpi.core.notation import day, period
from kpi.intake.parse.cells.dates import shape_of_day
from kpi.intake.parse.cells.periods import is_nearly_period, period_named

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["2021-Q3", "2021q3", "2021 K3", "2021K3", "Q3 2021", "K3-2021", "q3/2021", "kwartaal 3 2021", "Kwartaal 3, 2021",
     "3e kwartaal 2021", "3de kwartaal van 2021", "derde kwartaal 2021", "3rd quarter 2021", "third quarter of 2021",
     "juli t/m september 2021", "jul-sep 2021", "juli - sept. 2021", "July to September 2021", "Realisatie Q3 2021",
     "waarde: 2021-Q3", "Q3–2021", "2021, 3e kwartaal", "kwartaal III 2021", "2021 kwartaal 3",
     "3e kw. 2021", " Q3\u00a02021 "],
)  # fmt: skip
def test_third_quarter(text: str) -> None:
    found = period_named(text)
    assert found is not None
    assert found.code == "2021-Q3"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("september 2021", "2021-09"),
        ("Sept. 2021", "2021-09"),
        ("sep-21", "2021-09"),
        ("09-2021", "2021-09"),
        ("2021/09", "2021-09"),
        ("202109", "2021-09"),
        ("2021M09", "2021-09"),
        ("mrt 2021", "2021-03"),
        ("H1 2021", "2021-H1"),
        ("2021-h2", "2021-H2"),
        ("eerste halfjaar 2021", "2021-H1"),
        ("2e half jaar 2021", "2021-H2"),
        ("2021", "2021"),
        ("jaar 2021", "2021"),
        ("januari t/m juni 2021", "2021-H1"),
        ("jul-dec 2021", "2021-H2"),
        ("jan-dec 2021", "2021"),
        ("realisatie mrt 2021", "2021-03"),
    ],
)
def test_other_periods(text: str, code: str) -> None:
    found = period_named(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    ["", "Q3", "Q5 2021", "Q0 2021", "2021-13", "2021-00", "2021-H3", "3-2021", "2021-3", "Q3 21", "21", "1821",
     "T1 2021", "kwartaal 2021", "2021-Q3-Q4", "Q1 t/m Q3 2021", "30-09-2021",
     "april-juli 2021", "feb-apr 2021", "okt-jan 2021", "streef Q3 2021",
     "Q3 2021 (prognose)", "waarde", "waarde waarde Q3 2021", "２０２１", "x" * 200],
)  # fmt: skip
def test_what_is_no_period_or_could_be_two(text: str) -> None:
    assert period_named(text) is None


@given(DAYS, st.sampled_from(Frequency))
def test_own_notation_is_read_back(some: date, frequency: Frequency) -> None:
    one = period_of(some, frequency)
    assert {period_named(text) for text in (one.code, period(one, "nl"), period(one, "en"))} == {one}


@given(DAYS)
def test_days_are_read_back_in_every_notation_that_is_not_slashed(some: date) -> None:
    texts = (some.isoformat(), day(some, "nl"), day(some, "en"), f"{some:%d.%m.%Y}", f"{some} 00:00:00")
    assert {shape_of_day(text)[:2] for text in texts} == {(some, some)}
    assert shape_of_day(f"{some:%d/%m/%Y}")[0] == some
    assert shape_of_day(f"{some:%m/%d/%Y}")[1] == some


@pytest.mark.parametrize(
    "text",
    [
        "vrijdag 31 december 2021",
        "vr 31-12-2021",
        "Friday, 31 December 2021",
        "December 31, 2021",
        "Dec. 31st 2021",
        "20211231",
    ],
)
def test_last_day_of_the_year(text: str) -> None:
    assert shape_of_day(text) == (date(2021, 12, 31), date(2021, 12, 31), "date-notation")


@given(DAYS)
def test_serial_number_is_the_spreadsheets_day(some: date) -> None:
    assert shape_of_day(str((some - date(1899, 12, 30)).days)) == (some, some, "excel-serial")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30-02-2021",
        "31-12-21",
        "2021-13-01",
        "12345",
        "2021-12-31 10:00",
        "20213112",
        "20211301",
        "202112311",
        "December 32, 2021",
        "vrijdag",
        "١-١-٢٠٢١",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert shape_of_day(text)[:2] == (None, None)


@pytest.mark.parametrize("text", ["Q5 2021", "Q3", "kwartaal 5", "1e kwartaal", "mei", "5e halfjaar 2021", "jaar 21"])
def test_text_of_words_and_figures_of_periods_only_is_nearly_a_period(text: str) -> None:
    assert is_nearly_period(text)


@pytest.mark.parametrize(
    "text", ["", "12", "2021", "kwartaal", "of", "Begroting Q3 2021", "Q3 (norm)", "T-1", "iiii" * 15]
)
def test_any_other_text_is_not(text: str) -> None:
    assert not is_nearly_period(text)
