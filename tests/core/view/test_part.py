"""What who sees some units is shown: their own figures, and no light that tells of one other unit."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.assessment import Flag, Light, Status
from kpi.core.light.snapshot import Snapshot, take
from kpi.core.model import Measurement, Plan, Target, Theme
from kpi.core.plan_parts import OrgUnit
from kpi.core.view.part import FEWEST, in_part, is_withheld
from kpi.core.view.target_view import TargetView, target_view
from kpi.core.view.units_view import of_part, units_view
from kpi.core.vocabulary import Aggregation, Kind
from tests.core.make import END, START, evidence, indicator, target

UNITS = tuple(OrgUnit(code, code.upper(), "praktijk") for code in "abcd")
OWN = frozenset("a")


def whole(rows: tuple[Measurement, ...], one: Target) -> Snapshot:
    plan = Plan("p", "Plan", "Club", START, END, themes=(Theme("t", "Thema"),), targets=(one,), org_units=UNITS)
    return take(plan, {"I": rows}, as_of=date(2021, 12, 31))


def share(**changes: object) -> Target:
    return target(Kind.REACH, **({"value": 50.0, "indicator": indicator("%", aggregation=Aggregation.MEAN)} | changes))


@pytest.mark.parametrize(
    ("reported", "shown"),
    [
        ("2021-Q1/a=10", True),  # one's own
        ("2021-Q1=10", True),  # the organisation told it itself
        ("2021-Q1/a=10 2021-Q1/b=20", False),  # the other follows from the two
        ("2021-Q1/a=10 2021-Q1/b=20 2021-Q1/c=30", False),
        ("2021-Q1/a=10 2021-Q1/b=20 2021-Q1/c=30 2021-Q1/d=40", True),
        ("2021-Q1/b=20", False),
        ("2021-Q1/b=20 2021-Q1/c=30 2021-Q1/d=40", True),
        ("2021-Q1/a=1 2021-Q1/b=2 2021-Q1/c=3 2021-Q1/d=4 2021-Q2/a=1 2021-Q2/b=2", False),  # one period tells
    ],
)
def test_a_light_is_shown_where_enough_others_stand_behind_every_value(reported: str, shown: bool) -> None:
    rows = evidence(reported)
    all_of_it = whole(rows, share())
    found = in_part(all_of_it, {"I": rows}, OWN).rows[0]
    assert FEWEST == 3
    if shown:
        assert found == replace(all_of_it.rows[0], units=found.units)
    else:
        assert is_withheld(found.assessment)
        assert (found.assessment.status, found.assessment.light) == (Status.NO_DATA, Light.GREY)
        assert (found.assessment.value, found.assessment.series, found.assessment.comparison) == (None, (), None)
        assert {one.flags for one in found.strip} == {(Flag.WITHHELD,)}
    assert set(found.units) <= OWN


def test_the_promise_of_another_unit_is_not_shown() -> None:
    rows = evidence("2021-Q1/b=20")
    seen = whole(rows, share(org_unit="b"))
    assert is_withheld(in_part(seen, {"I": rows}, OWN).rows[0].assessment)
    assert not is_withheld(in_part(seen, {"I": rows}, frozenset("b")).rows[0].assessment)


def opened(reported: str, part: frozenset[str]) -> TargetView:
    rows = evidence(reported)
    view = target_view(in_part(whole(rows, share()), {"I": rows}, part), "T", {"I": rows})
    assert view is not None
    return view


def test_a_result_shows_the_measurements_of_own_units_and_the_course_of_all() -> None:
    view = opened("2021-Q1/a=10 2021-Q1/b=20 2021-Q1/c=30 2021-Q1/d=40", OWN)
    assert [one.org_unit for one in view.measured] == ["a"]
    assert [one.org_unit for one in view.known] == ["a"]
    assert [one.point.value for one in view.dots] == [view.row.assessment.value]
    lines = of_part(units_view(view.row, view.known, UNITS, view.measured[0].period), OWN)
    assert [(one.code, one.found and one.found.value) for one in lines.whole.every()] == [("", None), ("a", 10)]


def test_a_withheld_result_keeps_own_measurements_and_no_course() -> None:
    view = opened("2021-Q1/a=10 2021-Q1/b=20", OWN)
    assert [one.org_unit for one in view.measured] == ["a"]
    assert (view.dots, view.path) == ((), ())
