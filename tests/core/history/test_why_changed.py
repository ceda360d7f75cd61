"""Why a light is another one than it was; docs/rules.md, what changed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.history.why_changed import KnownPlan, why_changed
from kpi.core.light.assessment import Light
from kpi.core.model import Plan, Target, Theme
from kpi.core.plan_parts import OrgUnit
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Kind
from tests.core.make import END, START, THRESHOLDS, evidence, indicator, target

HUNDRED = target(Kind.REACH, value=100.0, baseline=0.0)
TWO_HUNDRED = replace(HUNDRED, value=200.0)
READY = replace(target(Kind.MILESTONE, due_from=date(2021, 12, 1)), code="I")
OPEN = replace(HUNDRED, baseline=None)
EIGHT = target(Kind.CUMULATIVE, value=8.0, indicator=indicator(aggregation=Aggregation.SUM))
TWICE = replace(target(Kind.RECURRING, value=2.0, per=Per.HALF_YEAR), code="I")
ONCE = replace(TWICE, value=1.0)
SHARE = target(Kind.REACH, value=100.0, baseline=0.0, indicator=indicator("%", aggregation=Aggregation.RATIO))
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


def row(
    causes: str,
    lights: str,
    was: str,
    now: str,
    one: Target = HUNDRED,
    two: Target | None = None,
    limits: Thresholds = THRESHOLDS,
) -> Row:
    """Both views written as `evidence @ day`."""
    (text, day), (later, then) = (part.rsplit("@", 1) for part in (was, now))
    known_then, known_now = known((one,), text, day.strip(), limits), known((two or one,), later, then.strip(), limits)
    return Row(known_then, known_now, causes, lights)


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
    row("clock", "amber red", "2021-Q3=nee @2021-12-31", "2021-Q3=nee 2021-Q4=nee @2022-01-01", READY),
    row("new_data", "amber green", "2021-Q3=nee @2021-12-31", "2021-Q3=nee 2021-Q4=ja @2022-01-01", READY),
    # A new figure that only repeats the old one while more was expected: nothing moved but time.
    row("clock", "green red", f"2021-Q1=25 @{Q1}", f"2021-Q1=25 2021-Q2=25 @{Q2}"),
    row("clock", "green red", f"2021-Q1=2 @{Q1}", f"2021-Q1=2 2021-Q2=0 @{Q2}", EIGHT),
    row("new_data", "green red", f"2021-Q1=2 @{Q1}", f"2021-Q1=2 2021-Q2=0.5 @{Q2}", EIGHT),
    row("clock", "amber red", "2021-Q1=2 2021-Q3=0 @2021-12-31", "2021-Q1=2 2021-Q3=0 2021-Q4=0 @2022-01-01", TWICE),
    row("clock", "green red", f"2021-Q1=0 @{Q1}", "2021-Q1=0 2021-Q2=0 @2021-07-01", ONCE),
    row("new_data", "green red", f"2021-Q1=1 @{Q1}", "2021-Q1=1 2021-Q2=0.5 @2021-07-01", TWICE),
    # A figure that repeats the old one, where nobody knew or the old one had grown too old, does say something.
    row("new_data", "grey red", "2021-Q3=25 @2022-01-31", "2021-Q3=25 2021-Q4=25 @2022-01-31"),
    row("new_data", "amber green", "2021-Q1=50 @2021-08-31", "2021-Q1=50 2021-Q2=50 @2021-08-31"),
    # An older figure that comes in late moves the baseline: the newest one stays what it was.
    row("new_data", "green red", "2021-02=10 2021-Q2=50 @2021-08-01", "2020-12=40 2021-02=10 2021-Q2=50 @2021-08-01",
        OPEN),
    # Of two units one is silent: it counts once the grace is over.
    row("clock", "green red", "2021-Q1/a=25:100 2021-Q1/b=25:100 2021-Q2/a=0:100 @2021-07-30",
        "2021-Q1/a=25:100 2021-Q1/b=25:100 2021-Q2/a=0:100 @2021-07-31", SHARE, limits=Thresholds(quorum=0.5)),
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
