"""Why a light is another one than it was; docs/rules.md, what changed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from kpi.core.history.why_changed import KnownPlan, why_changed
from kpi.core.light.assessment import Light
from kpi.core.model import OrgUnit, Plan, Target, Theme
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Kind
from tests.core.make import END, START, THRESHOLDS, evidence, indicator, target

HUNDRED = target(Kind.REACH, value=100.0, baseline=0.0)
TWO_HUNDRED = replace(HUNDRED, value=200.0)
READY = replace(target(Kind.MILESTONE, due_from=date(2021, 12, 1)), code="I")
SUM = replace(HUNDRED, indicator=indicator(aggregation=Aggregation.SUM))
WIDE, NARROW = Thresholds(on_track=0.1), Thresholds(on_track=0.0, at_risk=0.0)
UNITS = (OrgUnit("noord", "Noord"), OrgUnit("a", "A", parent="noord"))


def known(
    targets: tuple[Target, ...], text: str, day: str, limits: Thresholds = THRESHOLDS, **changes: Any
) -> KnownPlan:
    """A plan of 2021 with written evidence of all its targets, as known on an ISO day."""
    themes = (Theme("t", "Thema"),)
    plan = Plan("p", "P", "O", START, END, themes=themes, targets=targets, thresholds=limits, **changes)
    return KnownPlan(plan, {"I": evidence(text)}, date.fromisoformat(day))


@dataclass(frozen=True)
class Row:
    """What was known before and after, and what made the light another one; empty: it is the same."""

    before: KnownPlan
    after: KnownPlan
    causes: str
    lights: str = ""

    def __str__(self) -> str:
        return f"{self.causes or 'the same'} {self.lights}"


def row(causes: str, lights: str, was: str, now: str, one: Target = HUNDRED, two: Target | None = None) -> Row:
    """Both views written as `evidence @ day`."""
    (text, day), (later, then) = (part.rsplit("@", 1) for part in (was, now))
    return Row(known((one,), text, day.strip()), known((two or one,), later, then.strip()), causes, lights)


Q1, Q2 = "2021-03-31", "2021-06-30"
ROWS = [
    row("", "", f"2021-Q1=25 @{Q1}", f"2021-Q1=25 @{Q1}"),
    row("", "", f"2021-Q1=25 @{Q1}", f"2021-Q1=25 2021-Q2=50 @{Q2}"),
    row("", "", f"2021-Q1=25 @{Q1}", f"2021-Q1=26 @{Q1}"),
    row("new_data", "green red", f"2021-Q1=25 @{Q1}", f"2021-Q1=25 2021-Q2=30 @{Q2}"),
    row("new_data", "green amber", f"2021-Q1=25 @{Q1}", "2021-Q1=25 2021-Q2=40 @2021-08-31"),
    row("new_data", "grey green", "@2021-04-15", "2021-Q1=25 @2021-04-15"),
    row("new_data", "grey green", "@2021-04-15", "2021-Q1=25 @2021-05-20"),
    row("clock", "green amber", f"2021-Q1=25 @{Q1}", "2021-Q1=25 @2021-08-31"),
    row("clock", "green amber", "2021-01=8 @2021-01-31", "2021-01=8 2021-02=17 @2021-12-31"),
    # An old "nee" says only that it was still to come; one of the deadline itself settles it.
    row("clock", "amber grey", "2021-Q3=nee @2021-12-31", "2021-Q3=nee @2022-01-01", READY),
    row("new_data", "amber red", "2021-Q3=nee @2021-12-31", "2021-Q3=nee 2021-Q4=nee @2022-01-01", READY),
    row("new_data", "amber green", "2021-Q3=nee @2021-12-31", "2021-Q3=nee 2021-Q4=ja @2022-01-01", READY),
    row("correction", "green red", f"2021-Q1=25 @{Q1}", f"2021-Q1=5 @{Q1}"),
    row("correction", "green red", f"2021-Q1=25 @{Q1}", f"2021-Q1=5 @{Q2}"),
    row("correction", "green grey", f"2021-Q1=25 @{Q1}", f"@{Q1}"),
    row("correction", "green red", f"2021-Q1/a=20 2021-Q1/noord=25 @{Q1}", f"2021-Q1/a=5 @{Q1}", SUM),
    row("new_data correction", "green red", f"2021-Q1=25 @{Q1}", f"2021-Q1=5 2021-Q2=30 @{Q2}"),
    row("revised_target", "green amber", f"2021-Q1=25 @{Q1}", f"2021-Q1=25 @{Q1}", HUNDRED, TWO_HUNDRED),
    row("", "", f"2021-Q1=25 @{Q1}", f"2021-Q1=25 @{Q1}", HUNDRED, replace(HUNDRED, owner="Els")),
    row("new_data", "green red", f"2021-Q1=25 @{Q1}", f"2021-Q1=25 2021-Q2=30 @{Q2}", HUNDRED, TWO_HUNDRED),
    row("correction revised_target", "green red", f"2021-Q1=30 @{Q1}", f"2021-Q1=18 @{Q1}", HUNDRED, TWO_HUNDRED),
    row("correction revised_target", "green red", f"2021-Q1=25 @{Q1}", f"2021-Q1=5 @{Q1}", HUNDRED,
        replace(HUNDRED, value=400.0)),
    Row(known((HUNDRED,), "2021-Q1=18", Q1), known((HUNDRED,), "2021-Q1=18", Q1, WIDE), "changed_threshold",
        "amber green"),
    Row(known((HUNDRED,), "2021-Q1=24", Q1), known((HUNDRED,), "2021-Q1=24", Q1, NARROW), "changed_threshold",
        "green red"),
    Row(known((SUM,), "2021-Q1/a=15 2021-Q1/noord=10", Q1),
        known((SUM,), "2021-Q1/a=15 2021-Q1/noord=10", Q1, org_units=UNITS), "revised_target", "green amber"),
    Row(known((), "2021-Q1=25", Q1), known((HUNDRED,), "2021-Q1=25", Q1), "revised_target", "none green"),
    Row(known((HUNDRED,), "2021-Q1=25", Q1), known((), "2021-Q1=25", Q1), "revised_target", "green none"),
]  # fmt: skip


@pytest.mark.parametrize("one", ROWS, ids=str)
def test_the_causes_of_a_changed_light(one: Row) -> None:
    found = why_changed(one.before, one.after)
    if not one.causes:
        assert found == ()
        return
    (changed,) = found
    lights = [light.light.value if light else "none" for light in (changed.before, changed.after)]
    assert (" ".join(changed.causes), " ".join(lights)) == (one.causes, one.lights)


def test_both_sides_are_the_lights_of_their_own_views() -> None:
    (one,) = why_changed(known((HUNDRED,), "2021-Q1=25", Q1), known((HUNDRED,), "2021-Q1=25 2021-Q2=30", Q2))
    assert one.before
    assert one.after
    assert (one.before.as_of, one.before.value, one.before.light) == (date(2021, 3, 31), 25, Light.GREEN)
    assert (one.after.as_of, one.after.value, one.after.light) == (date(2021, 6, 30), 30, Light.RED)


def test_lights_are_told_in_the_plans_order_and_what_was_taken_out_last() -> None:
    first, second, third = (replace(HUNDRED, code=code) for code in "ABC")
    was, now = known((third, first, second), "2021-Q1=25", Q1), known((second, first), "2021-Q1=5", Q1)
    assert [one.target.code for one in why_changed(was, now)] == ["B", "A", "C"]
