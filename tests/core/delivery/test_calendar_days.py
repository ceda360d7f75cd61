"""Which days of a plan belong in a calendar, and whose they are."""

from dataclasses import replace
from datetime import date

from kpi.core.calendar.period import Frequency
from kpi.core.delivery.calendar_days import deadlines_of, plan_days
from kpi.core.model import Plan, Target
from kpi.core.vocabulary import Kind
from tests.core.make import indicator, target
from tests.core.plan import PLAN, measured


def _plan(*targets: Target, end: date = PLAN.end) -> Plan:
    return replace(PLAN, targets=targets, end=end)


LEVEL = replace(target(Kind.REACH, value=9.0, baseline=7.0), owner="Jan")
DONE = replace(target(Kind.MILESTONE), code="M", owner="Els", due=date(2021, 5, 31))


def _days(plan: Plan, text: str = "") -> list[tuple[str, str, str, int]]:
    found = plan_days(plan, {"I": measured("I", text)} if text else {})
    return [(one.day.isoformat(), one.period.code, one.owner, len(one.dues)) for one in found.deliveries]


def test_a_report_is_in_time_until_the_days_of_grace_after_its_period() -> None:
    assert _days(_plan(LEVEL, end=date(2021, 12, 31))) == [
        ("2021-04-30", "2021-Q1", "Jan", 1),
        ("2021-07-30", "2021-Q2", "Jan", 1),
        ("2021-10-30", "2021-Q3", "Jan", 1),
        ("2022-01-30", "2021-Q4", "Jan", 1),
    ]


def test_what_one_owner_reports_of_a_period_is_one_day() -> None:
    yearly = replace(indicator("%", owner="Piet"), code="Y", frequency=Frequency.YEAR)
    plan = _plan(LEVEL, replace(DONE, owner="Jan"), replace(LEVEL, code="Y1", indicator=yearly), end=date(2021, 6, 30))
    assert _days(plan) == [
        ("2021-04-30", "2021-Q1", "Jan", 2),
        ("2021-07-30", "2021-Q2", "Jan", 2),
        ("2022-01-30", "2021", "Piet", 1),
    ]


def test_every_unit_that_reports_is_counted() -> None:
    assert _days(_plan(LEVEL, end=date(2021, 6, 30)), "2021-Q1/noord=8 2021-Q1/zuid=8")[1][3] == 2


def test_what_is_done_is_asked_no_more() -> None:
    plan = _plan(DONE, end=date(2021, 12, 31))
    found = plan_days(plan, {"M": measured("M", "2021-Q2=ja")})
    assert [one.period.code for one in found.deliveries] == ["2021-Q1", "2021-Q2"]


def test_an_owner_has_the_own_deadlines_and_reports_alone() -> None:
    days = plan_days(_plan(LEVEL, DONE, replace(DONE, code="L", owner="")), {})
    assert days.owners == ("Els", "Jan")
    own = days.of_owner("Els")
    assert [one.code for one in own.deadlines] == ["M"]
    assert {one.owner for one in own.deliveries} == {"Els"}
    assert days.of_owner("Nobody") == replace(days, deadlines=(), deliveries=())


def test_deadlines_stand_by_day_then_by_code() -> None:
    found = deadlines_of([LEVEL, replace(DONE, code="Z"), replace(DONE, code="A")])
    assert [one.code for one in found] == ["A", "Z", "T"]
