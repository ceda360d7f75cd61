"""How the values of several units become one: the same for the light, for a warning at upload and on screen."""

import pytest

from kpi.core.light.aggregation import Together, value_together
from kpi.core.light.evidence import points, reported_value
from kpi.core.light.units import Reports, tree_of
from kpi.core.plan_parts import OrgUnit
from kpi.core.vocabulary import Aggregation, Kind
from kpi.intake.parse.cells.known import Measured
from kpi.intake.validate.whole_beside_parts import parts_together
from tests.core.make import END, evidence, indicator, target

SUM, MEAN, LAST, RATIO = Aggregation.SUM, Aggregation.MEAN, Aggregation.LAST, Aggregation.RATIO
CASES = [
    (SUM, "2021-Q1/a=1.5 2021-Q1/b=2", Together(3.5)),
    (SUM, "2021-Q1/a=3", Together(3.0)),
    (MEAN, "2021-Q1/a=1 2021-Q1/b=2 2021-Q1/c=6", Together(3.0)),
    (LAST, "2021-Q1/a=1@2021-03-02 2021-Q1/b=2@2021-03-01", Together(1.0)),
    (LAST, "2021-Q1/a=1:4 2021-Q1/b=1:2", Together(50.0, 1.0, 2.0)),
    (RATIO, "2021-Q1/a=9:10 2021-Q1/b=1:90", Together(10.0, 10.0, 100.0)),
    (RATIO, "2021-Q1/a=9:10 2021-Q1/b=0:0", Together(90.0, 9.0, 10.0)),
    (RATIO, "2021-Q1/a=0:0 2021-Q1/b=0:0", None),
    (RATIO, "2021-Q1/a=0:5", Together(0.0, 0.0, 5.0)),
    (RATIO, "2021-Q1/a=90", Together(90.0)),
    (RATIO, "2021-Q1/a=90 2021-Q1/b=10", None),
    (MEAN, "2021-Q1/a=1:4", Together(25.0, 1.0, 4.0)),
    (MEAN, "2021-Q1/a=1:4 2021-Q1/b=3:4", Together(50.0)),
]


@pytest.mark.parametrize(("aggregation", "text", "found"), CASES)
def test_units_give_one_value_with_its_counts(aggregation: Aggregation, text: str, found: Together | None) -> None:
    one = target(Kind.REACH, value=50.0, indicator=indicator("%", aggregation=aggregation))
    rows = evidence(text)
    known = [(row, value) for row in rows if (value := reported_value(one, row)) is not None]
    assert value_together(known, aggregation, 100.0) == found
    told = parts_together(rows, Measured("I", "%", 1, None, 0.0, 100.0, yes=False, aggregation=aggregation))
    assert told == (found.value if found else None)
    seen = [Together(point.value, point.numerator, point.denominator) for point in points(one, rows, END)]
    assert seen == ([found] if found else [])


def test_no_units_give_nothing() -> None:
    assert value_together([], SUM) is None


def test_of_figures_of_the_whole_organisation_no_unit_reported() -> None:
    assert Reports(evidence("2021-Q1=1")).units(END) == ()
    assert Reports(evidence("2021-Q1/b=1 2021-Q1/a=1")).units(END) == ("a", "b")


def test_units_that_stand_above_another_that_is_named() -> None:
    tree = tree_of([OrgUnit("all", "", "", ""), OrgUnit("east", "", "", "all"), OrgUnit("practice", "", "", "east")])
    assert tree.among_above({"", "all", "practice"}) == {"", "all"}
    assert tree.among_above({"east", "practice"}) == {"east"}
    assert tree.among_above({"practice"}) == set()
