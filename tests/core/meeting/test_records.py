"""Agreements and accepted deviations: what is open, late, or still holds."""

from datetime import date

import pytest

from kpi.core.meeting.records import Accepted, Agreement, AgreementKind

DUE = date(2021, 7, 1)
DONE = date(2021, 6, 1)


@pytest.mark.parametrize(
    ("kind", "due", "closed", "is_open", "late_on_the_day", "late_after"),
    [
        (AgreementKind.ACTION, DUE, None, True, False, True),
        (AgreementKind.ACTION, None, None, True, False, False),
        (AgreementKind.ACTION, DUE, DONE, False, False, False),
        (AgreementKind.DECISION, DUE, None, False, False, False),
    ],
)
def test_an_action_is_open_until_it_is_closed_and_late_after_its_day(
    kind: AgreementKind,
    due: date | None,
    closed: date | None,
    is_open: bool,
    late_on_the_day: bool,
    late_after: bool,
) -> None:
    one = Agreement("A1", kind, "Bellen", due=due, closed_on=closed)
    assert (one.is_open, one.is_late(DUE), one.is_late(date(2021, 7, 2))) == (is_open, late_on_the_day, late_after)


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2020-12-31", False), ("2021-01-01", True), ("2021-12-31", True), ("2022-01-01", False)],
)
def test_a_deviation_holds_on_its_first_and_last_day_and_ends_by_itself(day: str, holds: bool) -> None:
    one = Accepted("D1", "T1", 45.0, date(2021, 1, 1), date(2021, 12, 31), "Ziekte")
    assert one.holds(date.fromisoformat(day)) is holds
