"""One day as it was known then and as it is known now: in what every result differs."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kpi.core.history.known_then import Differs, KnownThen, ThenAndNow, otherwise_by_target, then_and_now
from kpi.core.history.why_changed import KnownPlan
from kpi.core.light.assessment import Light
from kpi.core.model import Plan, Target, Theme
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Kind
from tests.core.make import END, START, THRESHOLDS, evidence, indicator, target

DAY = date(2021, 6, 30)
HUNDRED = target(Kind.REACH, value=100.0, baseline=0.0)


def known(text: str, *targets: Target, limits: Thresholds = THRESHOLDS, **changes: Any) -> KnownPlan:
    """A plan of 2021 with written evidence, seen on DAY."""
    each = targets or (HUNDRED,)
    indicators = tuple({one.indicator.code: one.indicator for one in each if one.indicator}.values())
    plan = Plan(
        "p", "P", "O", START, END, themes=(Theme("t", "Thema"),), targets=each, indicators=indicators,
        thresholds=limits, **changes,
    )  # fmt: skip
    return KnownPlan(plan, {"I": evidence(text)}, DAY)


def told(found: ThenAndNow) -> list[tuple[str, str, str]]:
    return [(each.field, each.before, each.after) for one in found.results for each in one.differences]


def only(found: ThenAndNow) -> KnownThen:
    (one,) = found.results
    return one


def test_nothing_is_told_where_nothing_is_known_otherwise() -> None:
    same = known("2021-Q1=30 2021-Q2=50")
    assert then_and_now(same, same).results == ()
    assert then_and_now(known("2021-Q2=50"), known("2021-Q2=50 2021-Q3=10")).results == ()  # of a later day


@pytest.mark.parametrize(
    ("before", "after", "differences"),
    [
        ("2021-Q1=30", "2021-Q1=31", [("2021-Q1", "30", "31")]),
        ("2021-Q1=30", "2021-Q1=30 2021-Q2=50", [("2021-Q2", "", "50")]),
        ("2021-Q1=30 2021-Q2=50", "2021-Q1=30", [("2021-Q2", "50", "")]),
        ("2021-Q2/a=1:4", "2021-Q2/a=3:4", [("2021-Q2 (a)", "1/4", "3/4")]),
        ("2021-Q2=50!p", "2021-Q2=50", [("2021-Q2: provisional", "ja", "nee")]),
        ("2021-Q1=1 2021-Q2=2", "2021-Q1=3 2021-Q2=4", [("2021-Q2", "2", "4"), ("2021-Q1", "1", "3")]),
    ],
)
def test_every_measurement_that_differs_is_told_the_newest_first(
    before: str, after: str, differences: list[tuple[str, str, str]]
) -> None:
    found = then_and_now(known(before), known(after))
    assert told(found) == differences
    assert only(found).kinds == (Differs.VALUE,)


def test_a_light_that_changed_stands_with_its_causes_and_one_that_did_not_with_none() -> None:
    worse = only(then_and_now(known("2021-Q2=50"), known("2021-Q2=5")))
    assert (worse.before and worse.before.light, worse.after and worse.after.light) == (Light.GREEN, Light.RED)
    assert worse.changed is not None
    assert only(then_and_now(known("2021-Q2=50"), known("2021-Q2=51"))).changed is None


PERCENT = replace(HUNDRED, indicator=indicator("%"))


@pytest.mark.parametrize(
    ("before", "after", "kind", "field"),
    [
        (HUNDRED, replace(HUNDRED, value=80.0), Differs.TARGET, "value"),
        (HUNDRED, replace(HUNDRED, due=date(2021, 9, 30)), Differs.TARGET, "due"),
        (HUNDRED, replace(HUNDRED, statement="Anders gezegd"), Differs.TEXT, "statement"),
        (HUNDRED, replace(HUNDRED, owner="Els"), Differs.TEXT, "owner"),
        (HUNDRED, PERCENT, Differs.UNIT, "unit"),
        (
            HUNDRED,
            replace(HUNDRED, indicator=replace(indicator(), definition="Anders geteld")),
            Differs.TARGET,
            "definition",
        ),
    ],
)
def test_what_differs_of_the_promise_its_words_and_its_unit_is_told_apart(
    before: Target, after: Target, kind: Differs, field: str
) -> None:
    one = only(then_and_now(known("2021-Q2=50", before), known("2021-Q2=50", after)))
    assert kind in one.kinds
    assert field in {each.field for each in one.differences}


def test_thresholds_stand_apart_from_the_results() -> None:
    found = then_and_now(known("2021-Q2=40"), known("2021-Q2=40", limits=Thresholds(on_track=0.2)))
    assert [(one.field, one.before, one.after) for one in found.thresholds] == [("on_track", "0.05", "0.2")]
    assert told(found) == []
    assert only(found).changed is not None  # only results whose light they change are told


def test_a_result_that_came_or_went_has_one_side() -> None:
    more = replace(HUNDRED, code="T2")
    came = only(then_and_now(known("", HUNDRED), known("", HUNDRED, more)))
    assert (came.target.code, came.before, came.kinds) == ("T2", None, (Differs.TARGET,))
    went = only(then_and_now(known("", HUNDRED, more), known("", HUNDRED)))
    assert (went.target.code, went.after) == ("T2", None)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (known("2021-Q2=50"), known("2021-Q2=50"), {}),
        (known("2021-Q2=50"), known("2021-Q2=51"), {"T": (Differs.VALUE,)}),
        (
            known("2021-Q2=50"),
            known("2021-Q2=51", replace(HUNDRED, value=80.0)),
            {"T": (Differs.VALUE, Differs.TARGET)},
        ),
        (known("2021-Q2=50"), known("2021-Q2=50", PERCENT), {"T": (Differs.UNIT,)}),
        # A threshold stands with the results whose light it made another one.
        (known("2021-Q2=40"), known("2021-Q2=40", limits=Thresholds(on_track=0.2)), {"T": (Differs.THRESHOLD,)}),
        (known("2021-Q2=50"), known("2021-Q2=50", limits=Thresholds(on_track=0.2)), {}),
        (known("", HUNDRED), known("", HUNDRED, replace(HUNDRED, code="T2")), {"T2": (Differs.TARGET,)}),
    ],
)
def test_in_what_each_result_is_known_otherwise(
    before: KnownPlan, after: KnownPlan, kinds: dict[str, tuple[Differs, ...]]
) -> None:
    assert otherwise_by_target(then_and_now(before, after)) == kinds
