"""The windows of a recurring target: docs/rules.md, rule 7."""

from datetime import date

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.light.evidence import points
from kpi.core.light.windows import Window, windows
from kpi.core.vocabulary import Kind
from tests.core.make import THRESHOLDS, evidence, target


def seen(per: Per | None, text: str, as_of: str, value: float = 1.0, **changes: date) -> tuple[Window, ...]:
    """List the windows as written evidence shows them at an ISO day."""
    one, day = target(Kind.RECURRING, value=value, per=per, **changes), date.fromisoformat(as_of)
    return windows(one, points(one, evidence(text), day), day, THRESHOLDS)


@pytest.mark.parametrize(
    ("per", "text", "as_of", "states"),
    [
        (Per.HALF_YEAR, "", "2021-01-01", "current upcoming"),
        (Per.HALF_YEAR, "", "2021-06-30", "current upcoming"),
        (Per.HALF_YEAR, "", "2021-07-01", "current current"),
        (Per.HALF_YEAR, "", "2021-07-30", "current current"),
        (Per.HALF_YEAR, "", "2021-07-31", "unreported current"),
        (Per.HALF_YEAR, "2021-Q1=0", "2021-07-31", "unreported current"),
        (Per.HALF_YEAR, "2021-Q2=0", "2021-06-30", "current upcoming"),
        (Per.HALF_YEAR, "2021-Q2=0", "2021-07-01", "missed current"),
        (Per.HALF_YEAR, "2021-Q2=0 2021-Q3=1", "2021-09-30", "missed done"),
        (Per.HALF_YEAR, "2021-Q1=1", "2021-03-31", "done upcoming"),
        (Per.HALF_YEAR, "2021-Q2=1@2021-06-30", "2021-07-31", "done current"),
        (Per.HALF_YEAR, "2021-Q2=1@2021-07-01", "2021-07-31", "late current"),
        (Per.HALF_YEAR, "2021=1@2021-01-01", "2021-01-01", "done upcoming"),
        (Per.QUARTER, "2021-Q1=1 2021-Q2=0", "2021-08-01", "done missed current upcoming"),
        (Per.MONTH, "2021-01=1", "2021-02-28", "done current" + " upcoming" * 10),
        (Per.YEAR, "2021-Q4=1", "2021-12-31", "done"),
        (Per.PLAN, "", "2021-12-31", "current"),
        (None, "2021-Q1=1", "2021-12-31", "done"),
    ],
)
def test_how_the_windows_of_2021_stand(per: Per | None, text: str, as_of: str, states: str) -> None:
    assert " ".join(window.state for window in seen(per, text, as_of)) == states


def test_windows_end_with_the_target_and_begin_with_it() -> None:
    found = seen(Per.QUARTER, "", "2021-03-01", start=date(2021, 3, 1), due=date(2021, 8, 15))
    assert [(one.code, one.first.isoformat(), one.last.isoformat()) for one in found] == [
        ("2021-Q2", "2021-04-01", "2021-06-30"),  # of once a quarter, one month and half a quarter ask nothing
    ]
    more = seen(Per.QUARTER, "", "2021-03-01", value=6.0, start=date(2021, 3, 1), due=date(2021, 8, 15))
    assert [(one.code, one.first.isoformat(), one.last.isoformat(), one.needed) for one in more] == [
        ("2021-Q1", "2021-03-01", "2021-03-31", 2.0),
        ("2021-Q2", "2021-04-01", "2021-06-30", 6.0),
        ("2021-Q3", "2021-07-01", "2021-08-15", 2.0),
    ]


def test_windows_of_years_begin_at_the_year_of_the_start() -> None:
    found = seen(
        Per.TWO_YEARS, "2021-Q3=3 2022-Q4=0 2024-Q1=4", "2024-06-30", value=4.0, start=date(2021, 3, 1),
        due=date(2025, 6, 30),
    )  # fmt: skip
    assert [(one.code, one.first.isoformat(), one.last.isoformat(), one.state.value) for one in found] == [
        ("2021-01-01..2022-12-31", "2021-03-01", "2022-12-31", "done"),
        ("2023-01-01..2024-12-31", "2023-01-01", "2024-12-31", "done"),
        ("2025-01-01..2026-12-31", "2025-01-01", "2025-06-30", "upcoming"),
    ]


def test_a_report_of_another_window_of_years_does_not_count() -> None:
    found = seen(Per.THREE_YEARS, "2021-Q1=1 2024-Q2=1", "2024-06-30", value=2.0, due=date(2026, 12, 31))
    assert [(one.count, one.state.value) for one in found] == [(1, "missed"), (1, "current")]


@pytest.mark.parametrize(
    ("text", "expected"), [("", 0), ("2021-Q1=0", 0), ("2021-Q2=0", 1), ("2021-Q3=0", 2), ("2021-Q4=0", 3)]
)
def test_the_share_expected_is_floored_at_the_newest_report(text: str, expected: float) -> None:
    (one,) = seen(Per.YEAR, text, "2021-12-31", value=3.0)
    assert (one.expected, one.needed, one.count) == (expected, 3.0, 0.0)


def test_a_window_asks_its_share_while_it_runs_and_all_of_it_once_it_is_over() -> None:
    over, current, *_ = seen(Per.HALF_YEAR, "2021-Q1=0 2021-Q2=1 2021-Q3=1", "2021-09-30", value=4.0)
    assert [(one.state.value, one.asked) for one in (over, current)] == [("missed", 4.0), ("current", 2.0)]


def test_a_report_before_the_start_counts_for_no_window() -> None:
    first, *_ = seen(Per.QUARTER, "2021-01=1 2021-02=1", "2021-02-28", value=2.0, start=date(2021, 2, 15))
    assert first.count == 1.0


def test_times_add_up_without_noise() -> None:
    (one,) = seen(Per.YEAR, " ".join(f"2021-{month:02d}=0.1" for month in range(1, 11)), "2021-10-31")
    assert one.state == "done"
