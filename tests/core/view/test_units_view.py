"""What each unit gave, and what they give together; worked out by hand."""

from datetime import date
from itertools import product

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.light.aggregation import Together
from kpi.core.light.evidence import points
from kpi.core.light.snapshot import Row, Snapshot, take
from kpi.core.light.units import Reports, tree_of
from kpi.core.model import Measurement, Plan, Target, Theme
from kpi.core.plan_parts import OrgUnit
from kpi.core.view.units_view import (
    UnitLine,
    UnitsView,
    measured_by_unit,
    standing_period,
    unit_periods,
    unit_values,
    units_view,
    units_within,
)
from kpi.core.vocabulary import Aggregation, Comparator, Kind
from tests.core.make import END, START, evidence, indicator, target

SUM, MEAN, LAST, RATIO = Aggregation.SUM, Aggregation.MEAN, Aggregation.LAST, Aggregation.RATIO
# The organisation over two municipalities, one of them over a network of two practices.
UNITS = (
    OrgUnit("org", "Organisatie", "organisatie"),
    OrgUnit("stad", "Stad", "gemeente", "org"),
    OrgUnit("net", "Netwerk", "netwerk", "stad"),
    OrgUnit("a", "A", "praktijk", "net"),
    OrgUnit("b", "B", "praktijk", "net"),
    OrgUnit("dorp", "Dorp", "gemeente", "org"),
    OrgUnit("c", "C", "praktijk", "dorp"),
)
TREE = tree_of(UNITS)


def share(aggregation: Aggregation = RATIO, kind: Kind = Kind.REACH, unit: str = "%", **changes: object) -> Target:
    return target(kind, **({"value": 50.0, "indicator": indicator(unit, aggregation=aggregation)} | changes))


def snapshot(one: Target, rows: tuple[Measurement, ...], as_of: str = "2021-12-31") -> Snapshot:
    plan = Plan("p", "Plan", "Club", START, END, themes=(Theme("t", "Thema"),), targets=(one,), org_units=UNITS)
    return take(plan, {"I": rows}, as_of=date.fromisoformat(as_of))


def seen(one: Target, text: str, period: str = "2021-Q1", as_of: str = "2021-12-31") -> UnitsView:
    rows = evidence(text)
    whole = snapshot(one, rows, as_of)
    return units_view(whole.rows[0], Reports(rows, TREE), UNITS, parse_period(period))


def told(view: UnitsView) -> str:
    """Write the lines as `code=value` or `code=numerator:denominator`, with - for none, ? for silent, ~ for hidden."""
    return " ".join(_told(one) for one in view.whole.every())


def _told(one: UnitLine) -> str:
    found = one.found
    value = "-" if found is None else f"{found.value:g}"
    if found and found.denominator is not None:
        value = f"{found.numerator:g}:{found.denominator:g}"
    beside = f"({one.beside.value:g})" if one.beside else ""
    return f"{one.code or 'all'}={value}{beside}{'?' * one.silent}{'~' * one.hidden}"


ALL = "2021-Q1/a=1:10 2021-Q1/b=9:90 2021-Q1/c=40:100 "


@pytest.mark.parametrize(
    ("one", "text", "period", "lines"),
    [
        # A nested tree: every level is Σ numerator / Σ denominator; the organisation itself is the whole.
        (share(), ALL, "2021-Q1", "all=50:200 stad=10:100 net=10:100 a=1:10 b=9:90 dorp=40:100 c=40:100"),
        (share(SUM), "2021-Q1/a=1 2021-Q1/b=2 2021-Q1/c=4", "2021-Q1", "all=7 stad=3 net=3 a=1 b=2 dorp=4 c=4"),
        (share(MEAN), "2021-Q1/a=1 2021-Q1/b=2 2021-Q1/c=6", "2021-Q1", "all=3 stad=1.5 net=1.5 a=1 b=2 dorp=6 c=6"),
        (
            share(LAST),
            "2021-Q1/a=1@2021-03-30 2021-Q1/b=2 2021-Q1/c=4@2021-02-01",
            "2021-Q1",
            "all=2 stad=2 net=2 a=1 b=2 dorp=4 c=4",
        ),
        # A parent that reported itself goes before its children, at every level.
        (
            share(),
            ALL + "2021-Q1/net=20:100",
            "2021-Q1",
            "all=60:200 stad=20:100 net=20:100(10) a=1:10~ b=9:90~ dorp=40:100 c=40:100",
        ),
        (share(SUM), "2021-Q1=9 2021-Q1/a=1 2021-Q1/b=2", "2021-Q1", "all=9(3) a=1~ b=2~"),
        (share(SUM), "2021-Q1/org=9 2021-Q1/a=1", "2021-Q1", "all=9 org=9(1) stad=1~ net=1~ a=1~"),
        # Who reported before and not now is silent, unless a unit above it was heard.
        (
            share(),
            ALL + "2021-Q2/a=5:10",
            "2021-Q2",
            "all=5:10 stad=5:10 net=5:10 a=5:10 b=-? dorp=- c=-?",
        ),
        (share(), ALL + "2021-Q2/stad=30:100", "2021-Q2", "all=30:100 stad=30:100 dorp=- c=-?"),
        (share(SUM), "2021-Q1/net=4 2021-Q2/a=1", "2021-Q2", "all=1 net=1? a=1"),
        # Units that only hold all others together say nothing that the whole does not.
        # Nothing of nothing is a report without a value.
        (share(), "2021-Q1/a=0:0 2021-Q1/b=9:10", "2021-Q1", "all=9:10 a=- b=9:10"),
        (share(), "2021-Q1/a=0:0 2021-Q1/b=0:0", "2021-Q1", "all=- a=- b=-"),
        # Shares without counts are never averaged.
        (share(), "2021-Q1/a=10 2021-Q1/b=90", "2021-Q1", "all=- a=10 b=90"),
        # A unit that the plan does not know stands under the whole.
        (share(SUM), "2021-Q1/x=1 2021-Q1/c=2", "2021-Q1", "all=3 org=2 dorp=2 c=2 x=1"),
    ],
)
def test_every_unit_has_its_own_and_every_parent_its_subtotal(one: Target, text: str, period: str, lines: str) -> None:
    assert told(seen(one, text, period)) == lines
    assert told(seen(one, " ".join(reversed(text.split())), period)) == lines


TEXTS = (
    ALL,
    ALL + "2021-Q2/a=5:10",
    ALL + "2021-Q1/net=20:100",
    ALL + "2021-Q1=1:2",
    "2021-Q1/a=0:0 2021-Q1/b=9:10",
    "2021-Q1/a=3",
)


@pytest.mark.parametrize(("aggregation", "text"), list(product(Aggregation, TEXTS)))
def test_together_they_are_what_the_light_sees(aggregation: Aggregation, text: str) -> None:
    one, rows = share(aggregation), evidence(text)
    known = Reports(rows, TREE)
    for point in points(one, known, END):
        whole = seen(one, text, point.period.code).whole.found
        assert whole is not None
        assert (round(whole.value, 9), whole.numerator, whole.denominator) == (
            point.value,
            point.numerator,
            point.denominator,
        )


def test_what_does_not_count_yet_has_no_point() -> None:
    text = ALL + "2021-Q2/a=5:10 2021-Q2/c=5:10"
    early, late = (seen(share(), text, "2021-Q2", day) for day in ("2021-07-30", "2021-07-31"))
    assert early.partial is not None
    assert (early.partial.heard, early.partial.expected, early.point, late.point) == (2, 3, None, None)
    enough = seen(share(), text + " 2021-Q1/x=1:10 2021-Q2/b=5:10", "2021-Q2", "2021-07-31")
    assert enough.point is not None


def test_a_running_total_stands_beside_what_the_period_added() -> None:
    one = share(SUM, Kind.CUMULATIVE, "netwerken", value=8.0)
    view = seen(one, "2021-Q1/a=1 2021-Q1/b=2 2021-Q2/a=1 2021-Q2/b=0", "2021-Q2")
    assert view.whole.found == Together(1.0)
    assert view.point is not None
    assert view.point.value == 4.0


@pytest.mark.parametrize(
    ("comparator", "codes"),
    [(Comparator.AT_LEAST, "b a c"), (Comparator.AT_MOST, "c a b"), (Comparator.EQUAL, "c b a")],
)
def test_the_furthest_from_the_target_come_first(comparator: Comparator, codes: str) -> None:
    view = seen(share(MEAN, comparator=comparator), "2021-Q1/a=40 2021-Q1/b=10 2021-Q1/c=95")
    assert " ".join(one.code for one in view.compared) == codes
    assert view.goal == 50.0


def test_units_that_do_not_count_are_not_compared() -> None:
    view = seen(share(SUM), "2021-Q1/net=4 2021-Q1/a=1 2021-Q1/c=2 2021-Q1/b=")
    assert [one.code for one in view.compared] == ["c", "net"]


@pytest.mark.parametrize("one", [share(SUM), share(SUM, Kind.CUMULATIVE), target(Kind.MILESTONE)])
def test_what_is_promised_of_all_together_is_no_line_for_one(one: Target) -> None:
    assert seen(one, "2021-Q1/a=1 2021-Q1/b=2").goal is None


def row_of(text: str, one: Target, as_of: str) -> tuple[Row, Snapshot]:
    whole = snapshot(one, evidence(text), as_of)
    return whole.rows[0], whole


def test_the_period_is_the_one_the_light_stands_on() -> None:
    text = ALL + "2021-Q2/a=5:10"
    row, _ = row_of(text, share(), "2021-07-01")
    periods = unit_periods(row, Reports(evidence(text), TREE))
    assert [one.code for one in periods] == ["2021-Q2", "2021-Q1"]
    assert standing_period(row.assessment, periods) == parse_period("2021-Q1")
    assert standing_period(row.assessment, periods[:1]) == parse_period("2021-Q2")
    assert standing_period(row.assessment, ()) is None


def test_only_the_whole_has_no_units() -> None:
    row, _ = row_of("2021-Q1=1:2", share(), "2021-12-31")
    assert (row.units, unit_periods(row, Reports(evidence("2021-Q1=1:2"), TREE))) == ((), ())


def test_a_row_knows_its_units_and_those_above_in_the_order_of_the_plan() -> None:
    assert row_of("2021-Q1/c=1:2 2021-Q2/x=1:2 2021-Q4/a=1:2", share(), "2021-06-30")[0].units == (
        "org", "dorp", "c", "x",
    )  # fmt: skip


def test_a_unit_has_its_own_value_and_that_of_those_below() -> None:
    text = ALL + "2021-Q2/a=5:10 2021-Q2/b=5:10 2021-Q2/c=1:10 2021-Q3/c=9:10"
    row, whole = row_of(text, share(), "2021-09-30")
    assert row.assessment.point is not None
    assert row.assessment.point.period.code == "2021-Q2"
    found = unit_values(whole, {"I": evidence(text)}, ["net", "c", "org", "nergens"])["T"]
    assert [(one.name, one.point and (one.point.value, one.point.numerator)) for one in found] == [
        ("Netwerk", (50.0, 10.0)), ("C", (10.0, 1.0)), ("Organisatie", (36.666666667, 11.0)),
    ]  # fmt: skip


def test_a_unit_adds_up_where_the_result_does() -> None:
    text = "2021-Q1/a=1 2021-Q1/c=5 2021-Q2/a=2 2021-Q2/c=0"
    _, whole = row_of(text, share(SUM, Kind.CUMULATIVE, "netwerken", value=9.0), "2021-06-30")
    (found,) = unit_values(whole, {"I": evidence(text)}, ["a"])["T"]
    assert found.point is not None
    assert (found.point.value, found.point.period.code) == (3.0, "2021-Q2")


def test_units_and_all_below_them() -> None:
    assert units_within(("net",), TREE) == {"net", "a", "b"}
    assert units_within(("c", "nergens"), TREE) == {"c", "nergens"}
    assert units_within((), TREE) == set()


def test_measurements_of_exactly_these_units() -> None:
    text = ALL + "2021-Q1=1:2 2021-Q3/a=1:2"
    _, whole = row_of(text, share(), "2021-06-30")
    rows = evidence(text)

    def units(*chosen: str) -> list[str]:
        return [one.org_unit for _, one in measured_by_unit(whole, whole.rows, {"I": rows}, chosen)]

    assert units() == ["a", "b", "c", ""]
    assert units("net") == ["a", "b"]
    assert units("net", "c") == ["a", "b", "c"]
    assert units("nergens") == []
