"""Numbers, days and periods as people read them."""

from datetime import date

import pytest

from kpi.core.calendar.period import Frequency, parse_period
from kpi.core.notation import amount, day, number, period, period_unit, short_number, within


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (12345.6, 1, "12.345,6", "12,345.6"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (0, 1, "0,0", "0.0"),
        (-1.5, 1, "−1,5", "−1.5"),
        (-0.04, 1, "0,0", "0.0"),
        (7.25, 1, "7,3", "7.3"),
        (0.15, 1, "0,2", "0.2"),
        (2.5, 0, "3", "3"),
        (999.95, 1, "1.000,0", "1,000.0"),
        (1e15, 0, "1.000.000.000.000.000", "1,000,000,000,000,000"),
    ],
)
def test_numbers(value: float, decimals: int, nl: str, en: str) -> None:
    assert (number(value, decimals, "nl"), number(value, decimals, "en")) == (nl, en)


def test_largest_numbers_a_file_can_hold_are_written_out() -> None:
    assert number(1e300, 2, "nl") == "1" + ".000" * 100 + ",00"


def test_short_numbers_drop_the_decimals_of_whole_values() -> None:
    assert [short_number(value, 1, "nl") for value in (2.0, 1.5, -3.0)] == ["2", "1,5", "−3"]


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        (55, 0, "%", "55%"),
        (3.2, 1, "‰", "3,2‰"),
        (8, 0, "netwerken", "8 netwerken"),
        (1200, 0, "€", "€ 1.200"),
        (1200, 0, "euro", "€ 1.200"),
        (-9971, 0, "euro", "€ −9.971"),
        (1, 0, "netwerken", "1 netwerk"),
        (-1, 0, "dagen", "−1 dag"),
        (0, 0, "netwerken", "0 netwerken"),
        (0.5, 1, "uren", "0,5 uur"),
        (1.5, 1, "uren", "1,5 uren"),
        (1.04, 1, "punten", "1,0 punt"),
        (1, 0, "keer", "1 keer"),
        (4, 0, "", "4"),
    ],
)
def test_amounts_stand_beside_their_unit(value: float, decimals: int, unit: str, text: str) -> None:
    assert amount(value, decimals, unit, "nl") == text


def test_days() -> None:
    assert (day(date(2021, 6, 30), "nl"), day(date(2021, 6, 3), "en")) == ("30-06-2021", "3 June 2021")


@pytest.mark.parametrize(
    ("code", "nl", "en"),
    [
        ("2021", "2021", "2021"),
        ("2021-H2", "2e halfjaar 2021", "2nd half-year 2021"),
        ("2021-Q1", "1e kwartaal 2021", "1st quarter 2021"),
        ("2021-Q3", "3e kwartaal 2021", "3rd quarter 2021"),
        ("2021-03", "maart 2021", "March 2021"),
    ],
)
def test_periods(code: str, nl: str, en: str) -> None:
    assert (period(parse_period(code), "nl"), period(parse_period(code), "en")) == (nl, en)


@pytest.mark.parametrize(
    ("count", "nl", "en"), [(0.5, "kwartaal", "quarters"), (1, "kwartaal", "quarter"), (1.5, "kwartalen", "quarters")]
)
def test_one_period_or_several(count: float, nl: str, en: str) -> None:
    assert (period_unit(Frequency.QUARTER, count, "nl"), period_unit(Frequency.QUARTER, count, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [(0.6, "0,6 maand", "0.6 months"), (1, "1,0 maand", "1.0 month"), (1.5, "1,5 maanden", "1.5 months")],
)
def test_a_part_of_one_is_singular_in_dutch_only(value: float, nl: str, en: str) -> None:
    assert (amount(value, 1, "maanden", "nl"), amount(value, 1, "months", "en")) == (nl, en)


@pytest.mark.parametrize(
    ("code", "nl", "en"),
    [
        ("2021", "2021", "2021"),
        ("2021-03", "maart 2021", "March 2021"),
        ("2021-Q2", "het 2e kwartaal van 2021", "the 2nd quarter of 2021"),
        ("2021-H1", "het 1e halfjaar van 2021", "the 1st half-year of 2021"),
    ],
)
def test_periods_within_a_sentence(code: str, nl: str, en: str) -> None:
    assert (within(parse_period(code), "nl"), within(parse_period(code), "en")) == (nl, en)
