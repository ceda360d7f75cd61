"""On which days somebody is reminded, and when the owner of a plan hears; 2021-08-09 is a Monday."""

from datetime import date, timedelta

import pytest

from kpi.core.meeting.asked import Asked, AskedKind
from kpi.core.meeting.reminding import Rules, days_between, escalates, is_escalated, reminded, reminds

RULES = Rules(before=7, escalate=14)
DUE = date(2021, 8, 4)  # a Wednesday


def asked(due: date | None = DUE, owner: str = "Els", on: date = DUE) -> Asked:
    return Asked(AskedKind.ACTION, "p", "Plan", owner, "Bellen", due, due is not None and due < on)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_so_many_days_before_the_day_after_and_each_monday_from_then_on() -> None:
    found = [one for one in days(date(2021, 7, 1), date(2021, 8, 20)) if reminds(asked(), [one], RULES)]
    assert found == [date(2021, 7, 28), date(2021, 8, 5), date(2021, 8, 9), date(2021, 8, 16)]


def test_the_owner_of_the_plan_hears_so_many_days_after_and_each_monday_from_then_on() -> None:
    found = [one for one in days(date(2021, 7, 1), date(2021, 8, 31)) if escalates(asked(), [one], RULES)]
    assert found == [date(2021, 8, 18), date(2021, 8, 23), date(2021, 8, 30)]
    assert is_escalated(asked(on=date(2021, 8, 18)), date(2021, 8, 18), RULES)
    assert not is_escalated(asked(on=date(2021, 8, 17)), date(2021, 8, 17), RULES)
    assert not is_escalated(asked(None), date(2030, 1, 1), RULES)


def test_what_has_no_day_reminds_of_nothing() -> None:
    every = days(date(2021, 1, 1), date(2021, 12, 31))
    assert not reminds(asked(None), every, RULES)
    assert not escalates(asked(None), every, RULES)


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (None, [DUE]),
        (DUE, []),
        (DUE - timedelta(days=1), [DUE]),
        (DUE - timedelta(days=3), days(DUE - timedelta(days=2), DUE)),
        (date(2020, 1, 1), days(DUE - timedelta(days=30), DUE)),
        (DUE + timedelta(days=2), []),
    ],
)
def test_days_on_which_nobody_looked_are_made_up_for(last: date | None, found: list[date]) -> None:
    assert list(days_between(last, DUE)) == found


def test_each_person_once_and_nobody_for_what_is_nobodys() -> None:
    on = date(2021, 8, 5)
    rows = [asked(owner="Els"), asked(owner=" ELS "), asked(owner=""), asked(on + timedelta(days=30), "Jan")]
    assert reminded(rows, [on], RULES) == (frozenset({"els"}), False)
    assert reminded(rows, [date(2021, 8, 18)], RULES) == (frozenset(), True)
