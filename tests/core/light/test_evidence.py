"""Rule 1: what counts as evidence, and how units become one value; docs/rules.md."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.evidence import points
from kpi.core.light.status import running
from kpi.core.light.units import Tree, top_units
from kpi.core.model import Measurement, Target
from kpi.core.vocabulary import Aggregation, Kind
from tests.core.make import END, evidence, indicator, target

SUM, MEAN, LAST, RATIO = Aggregation.SUM, Aggregation.MEAN, Aggregation.LAST, Aggregation.RATIO


def values(one: Target, text: str, as_of: date = END) -> list[float]:
    """List the values of the points that written evidence makes."""
    return [point.value for point in points(one, evidence(text), as_of)]


def of(aggregation: Aggregation, unit: str = "%") -> Target:
    """Make a target whose units are brought together in this way."""
    return target(Kind.REACH, value=50.0, indicator=indicator(unit, aggregation=aggregation))


@pytest.mark.parametrize(
    ("aggregation", "text", "found"),
    [
        (SUM, "2021-Q1/a=1.5 2021-Q1/b=2", [3.5]),
        (SUM, "2021-Q1/a=0.1 2021-Q1/b=0.2 2021-Q1/c=0.3", [0.6]),
        (MEAN, "2021-Q1/a=1 2021-Q1/b=2", [1.5]),
        (MEAN, "2021-Q1/a=0.1 2021-Q1/b=0.2 2021-Q1/c=0.3", [0.2]),
        (LAST, "2021-Q1/a=1@2021-03-02 2021-Q1/b=2@2021-03-01", [1.0]),
        (LAST, "2021-Q1/b=2 2021-Q1/a=1", [2.0]),
        (RATIO, "2021-Q1/a=9:10 2021-Q1/b=1:90", [10.0]),
        (RATIO, "2021-Q1/a=9:10 2021-Q1/b=0:0", [90.0]),
        (RATIO, "2021-Q1/a=9:10 2021-Q1/b=50", [90.0]),
        (RATIO, "2021-Q1=90", [90.0]),
        (RATIO, "2021-Q1/a=90 2021-Q1/b=10", []),
        (RATIO, "2021-Q1=0:0", []),
        (RATIO, "2021-Q1=0:5", [0.0]),
        (SUM, "2021-Q1=3:", []),
        (RATIO, "2021-Q1=3:", []),
        (LAST, "2021-Q1=1:3", [33.333333333]),
        (SUM, "2021-Q1=0", [0.0]),
    ],
)
def test_units_become_one_value(aggregation: Aggregation, text: str, found: list[float]) -> None:
    assert values(of(aggregation), text) == found
    assert values(of(aggregation), " ".join(reversed(text.split()))) == found


@pytest.mark.parametrize(("unit", "share"), [("%", 25.0), ("‰", 250.0), ("verhouding", 0.25)])
def test_a_share_is_counted_in_the_unit_of_its_indicator(unit: str, share: float) -> None:
    assert values(of(RATIO, unit), "2021-Q1=1:4") == [share]


@pytest.mark.parametrize(
    ("as_of", "found"),
    [("2021-03-30", []), ("2021-03-31", [1.0]), ("2021-07-09", [1.0]), ("2021-07-10", [1.0, 2.0])],
)
def test_evidence_counts_from_its_own_day(as_of: str, found: list[float]) -> None:
    text = "2021-Q2=2@2021-07-10 2021-Q1=1"
    assert values(of(SUM), text, date.fromisoformat(as_of)) == found


def test_yes_is_worth_the_whole_of_a_milestone_and_once_for_the_rest() -> None:
    assert values(target(Kind.MILESTONE), "2021-Q1=nee 2021-Q2=ja") == [0.0, 100.0]
    assert values(target(Kind.MILESTONE, value=80.0), "2021-Q1=@2021-02-03") == [80.0]
    assert values(target(Kind.RECURRING, value=2.0), "2021-Q1/a=ja 2021-Q1/b=ja") == [2.0]


def test_a_point_carries_what_must_be_said_beside_it() -> None:
    judged, plain, marked = points(target(Kind.MILESTONE), evidence("2021-Q1=40 2021-Q2=nee 2021-Q3=60!ps"), END)
    assert (judged.judgement, judged.plain, judged.sample, judged.provisional) == (True, False, False, False)
    assert (plain.judgement, plain.plain) == (False, True)
    assert (marked.sample, marked.provisional) == (True, True)


def test_one_sample_among_the_units_marks_the_point() -> None:
    (point,) = points(of(SUM), evidence("2021-Q1/a=1!s 2021-Q1/b=2"), END)
    assert point.sample


def test_a_running_total_begins_at_the_start() -> None:
    one = target(Kind.CUMULATIVE, value=8.0, indicator=indicator(aggregation=SUM), start=date(2021, 4, 1))
    text = "2021-Q1=5 2021-Q2=1 2021-Q3=2"
    assert [point.value for point in running(one, points(one, evidence(text), END))] == [1.0, 3.0]
    totals = replace(one, indicator=indicator(aggregation=LAST))
    assert [point.value for point in running(totals, points(totals, evidence(text), END))] == [1.0, 2.0]


PARENTS = Tree({"wijk": "gemeente", "praktijk": "wijk", "gemeente": "", "ander": ""})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2021-Q1/gemeente=9 2021-Q1/wijk=4 2021-Q1/praktijk=1 2021-Q1/ander=2", "gemeente ander"),
        ("2021-Q1/gemeente=9 2021-Q2/wijk=4", "gemeente wijk"),
        ("2021-Q1=9 2021-Q1/ander=2 2021-Q1/onbekend=1", ""),
        ("2021-Q1/wijk=4 2021-Q1/ander=2", "wijk ander"),
    ],
)
def test_an_ancestor_hides_its_descendants_in_the_same_period(text: str, kept: str) -> None:
    assert " ".join(one.org_unit for one in top_units(evidence(text), PARENTS)) == kept


def test_another_indicator_hides_nothing() -> None:
    (first,) = evidence("2021-Q1=9")
    other: Measurement = replace(first, indicator="J", org_unit="wijk")
    assert top_units([first, other], PARENTS) == (first, other)
