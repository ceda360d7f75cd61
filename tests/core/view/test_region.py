"""What a theme leans on: at most two facts, a change and a figure where it has both; nothing is lost."""

from dataclasses import replace

import pytest

from kpi.core.plan_parts import Fact
from kpi.core.view.region import picture
from tests.core.plan import PLAN


def fact(code: str, value: float | None, unit: str = "%", period: str = "2020", period_to: str = "2030") -> Fact:
    return Fact(code, code, PLAN.themes[0].code, value, unit, period, period_to)


@pytest.mark.parametrize(
    ("facts", "needed"),
    [
        ([fact("groei", 4), fact("krimp", -9), fact("praktijken", 12, "", period_to="")], ["krimp", "praktijken"]),
        ([fact("groei", 4), fact("krimp", -9), fact("meer", 5)], ["krimp", "meer"]),
        ([fact("a", 1, "x"), fact("b", 2, "x"), fact("c", 3, "x")], ["a", "b"]),
        ([fact("leeg", None)], ["leeg"]),
    ],
)
def test_a_theme_needs_its_largest_change_and_its_first_figure(facts: list[Fact], needed: list[str]) -> None:
    (group,) = picture(replace(PLAN, facts=tuple(facts))).groups
    assert [one.code for one in group.needed] == needed
    assert sorted(one.code for one in (*group.needed, *group.rest)) == sorted(one.code for one in facts)


def test_a_plan_without_facts_has_no_groups() -> None:
    assert picture(replace(PLAN, facts=())).groups == ()
