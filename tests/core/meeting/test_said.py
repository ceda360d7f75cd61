"""Which words count in a meeting: the newest of a result, of the period of the view or the one before."""

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.meeting.said import said_for
from kpi.core.model import CheckIn
from tests.core.meeting.boards import board


@pytest.mark.parametrize(
    ("periods", "counts"),
    [
        ("", None),
        ("2021-Q2", "2021-Q2"),
        ("2021-Q1", "2021-Q1"),  # the one before
        ("2020-Q4", None),  # history
        ("2021-Q1 2021-Q2", "2021-Q2"),
        ("2021-Q2 2021-Q1", "2021-Q2"),
        ("2021", "2021"),  # the year the view lies in
        ("2021-05 2021-Q2", "2021-Q2"),
        ("2021-06 2021-Q2", "2021-06"),  # both end on the same day: the shorter says it of the last
        ("2021-Q3", None),  # has not begun
        ("2020-H2", None),
    ],
)
def test_the_newest_words_of_this_period_or_the_one_before_count(periods: str, counts: str | None) -> None:
    every = [CheckIn("red1", parse_period(code), code) for code in periods.split()]
    found = said_for(every, board(red=1))
    assert [one.period.code for one in found] == ([counts] if counts else [])


def test_each_result_has_its_own() -> None:
    quarter, before = parse_period("2021-Q2"), parse_period("2021-Q1")
    every = [CheckIn("b", before, "b1"), CheckIn("a", quarter, "a2"), CheckIn("a", before, "a1")]
    assert [(one.target, one.cause) for one in said_for(every, board())] == [("a", "a2"), ("b", "b1")]
