"""What is asked at the edges: a promise that begins, and one that ends, on the last day of a period."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import Period, parse_period
from kpi.core.delivery.due import due_in
from kpi.core.model import Plan, Target
from kpi.core.plan_parts import OrgUnit
from kpi.core.vocabulary import Kind
from tests.core.make import evidence, light, target
from tests.core.plan import PLAN, measured

Q3 = parse_period("2021-Q3")


def plan(*targets: Target) -> Plan:
    return replace(PLAN, targets=targets)


def asked(one: Target, text: str, period: Period = Q3) -> list[str]:
    """The periods that are asked of a target with this evidence."""
    return [due.period.code for due in due_in(plan(one), period, {one.measured_as: evidence(text)})]


@pytest.mark.parametrize(
    ("start", "periods"), [("2021-09-29", ["2021-Q3"]), ("2021-09-30", ["2021-Q3"]), ("2021-10-01", [])]
)
def test_a_promise_is_asked_for_from_the_period_in_which_it_begins(start: str, periods: list[str]) -> None:
    assert asked(target(Kind.REACH, start=date.fromisoformat(start), value=9.0, baseline=7.0), "") == periods


@pytest.mark.parametrize(("due", "periods"), [("2021-06-29", []), ("2021-06-30", ["2021-Q3"])])
def test_what_was_settled_is_asked_until_its_deadline_has_passed(due: str, periods: list[str]) -> None:
    """Seen on the last day before the period: on the deadline itself a value can still be lost."""
    one = target(Kind.REACH, value=9.0, baseline=7.0, due=date.fromisoformat(due))
    assert asked(one, "2021-Q1=9 2021-Q2=9@2021-06-29") == periods


@pytest.mark.parametrize(
    ("code", "periods"), [("2021-Q3", ["2021-Q3"]), ("2022-Q4", ["2022-Q4"]), ("2023-Q4", ["2023-Q4"]), ("2024-Q1", [])]
)
def test_a_late_result_is_asked_for_until_a_year_after_the_plan(code: str, periods: list[str]) -> None:
    one = target(Kind.REACH, value=9.0, baseline=7.0, due=date(2022, 12, 31))
    assert asked(one, "", parse_period(code)) == periods


def test_what_is_reported_in_the_period_itself_does_not_end_what_is_asked_of_it() -> None:
    assert asked(target(Kind.MILESTONE), "2021-Q3=ja@2021-08-01") == ["2021-Q3"]
    assert asked(target(Kind.MILESTONE), "2021-Q2=ja@2021-06-30") == []


def test_the_value_of_the_period_itself_is_not_the_last_one() -> None:
    one = target(Kind.REACH, value=9.0, baseline=7.0)
    (due,) = due_in(plan(one), Q3, {"I": measured("I", "2021-Q2=7.5 2021-Q3=8")})
    assert due.last is not None
    assert (due.last.period.code, due.last.value) == ("2021-Q2", 7.5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-Q4=40", 55.0),  # before the start: the path runs from there, as the light's does
        ("2020-Q3=10 2020-Q4=40", 55.0),
        ("", None),  # the first measurement after the start begins the path: nothing is asked of it
    ],
)
def test_what_is_expected_of_the_first_period_begins_where_the_light_begins(text: str, expected: float | None) -> None:
    one = target(Kind.REACH, value=100.0)
    first = parse_period("2021-Q1")
    (due,) = due_in(plan(one), first, {"I": evidence(text)})
    assert due.expected == expected
    if expected is not None:
        compared = light(one, f"{text} 2021-Q1=41", "2021-03-31").comparison
        assert compared is not None
        assert compared.expected == expected


def test_a_unit_of_which_a_figure_is_asked_has_its_name() -> None:
    one, units = target(Kind.REACH, value=9.0, baseline=7.0), (OrgUnit("stad-a", "Stad A"),)
    came = tuple(replace(each, org_unit="stad-a") for each in measured("I", "2021-Q2=7.5"))
    (due,) = due_in(replace(plan(one), org_units=units), Q3, {"I": came})
    assert (due.org_unit, due.unit) == ("stad-a", "Stad A")
    (due,) = due_in(plan(one), Q3, {"I": measured("I", "2021-Q2=7.5")})
    assert (due.org_unit, due.unit) == ("", "")
