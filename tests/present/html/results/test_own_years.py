"""Quarters of a plan whose years begin in August are called as that plan calls them."""

from dataclasses import replace

import pytest

from kpi.core.calendar.period import JANUARY, YearStart, parse_period, year_start
from kpi.core.light.assessment import Light
from kpi.core.light.snapshot import Snapshot
from kpi.core.view.counted import QuarterCount
from kpi.present.html.results.counts import trend
from kpi.present.html.results.matrix import short_period
from kpi.present.html.results.result_rows import quarters_head
from tests.present.html.test_html import Reader

AUGUST = year_start("08-01")


@pytest.mark.parametrize(
    ("code", "year", "short", "whole"),
    [("2024/25-Q4", AUGUST, "Q4", "Q4 2024/25"), ("2021-Q4", JANUARY, "Q4", "Q4 2021")],
)
def test_a_quarter_in_short(code: str, year: YearStart, short: str, whole: str) -> None:
    one = parse_period(code, year)
    assert (short_period(one, False), short_period(one, True)) == (short, whole)


def test_bars_of_quarters() -> None:
    codes = ("2024/25-Q3", "2024/25-Q4")
    said = Reader(trend([QuarterCount(parse_period(code, AUGUST), {Light.RED: 1}) for code in codes], "nl")).text
    assert "Q3" in said
    assert "Q4" in said


def test_heads_of_quarters(seen: Snapshot) -> None:
    row = seen.rows[0]
    cells = tuple(cell._replace(period=parse_period("2024/25-Q4", AUGUST)) for cell in row.strip[-1:])
    assert Reader(quarters_head(replace(row, strip=cells), "nl")).text.split() == ["Q4"]
