"""Rule 1: a period counts when enough of the expected units were heard; docs/rules.md, worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.explain.why import why
from kpi.core.light.assessment import Assessment, Status
from kpi.core.light.evidence import reports_of
from kpi.core.light.status import assess
from kpi.core.light.units import Reports, tree_of
from kpi.core.model import Target
from kpi.core.plan_parts import OrgUnit
from kpi.core.vocabulary import Aggregation, Comparator, Kind
from tests.core.make import THRESHOLDS, Case, evidence, indicator, target

ACHIEVED, ON, RISK, OFF = Status.ACHIEVED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK
MISSED, NO_DATA, EARLY = Status.MISSED, Status.NO_DATA, Status.TOO_EARLY
SUM, MEAN, LAST, RATIO = Aggregation.SUM, Aggregation.MEAN, Aggregation.LAST, Aggregation.RATIO

FULL = "2021-Q1/a=10 2021-Q1/b=10 2021-Q1/c=10 2021-Q1/d=10 "
THREE = FULL + "2021-Q2/a=20 2021-Q2/b=20 2021-Q2/c=20 "
TWO = FULL + "2021-Q2/a=20 2021-Q2/b=20 "


def of(aggregation: Aggregation, kind: Kind = Kind.REACH, value: float = 40.0, **changes: object) -> Target:
    """Make a target whose units are brought together in this way, from 0."""
    measured = indicator("punten", aggregation=aggregation)
    return target(kind, **({"value": value, "baseline": 0.0, "indicator": measured} | changes))


CAP = of(SUM, Kind.MAINTAIN, 50.0, comparator=Comparator.AT_MOST)
FALLING = indicator("punten", aggregation=SUM, minimum=-1.0)
FALL = of(SUM, value=0.0, baseline=100.0, comparator=Comparator.AT_MOST)
TOTAL = of(SUM, Kind.CUMULATIVE, 140.0)
SHARE = target(Kind.REACH, value=50.0, baseline=0.0, indicator=indicator("%", aggregation=RATIO))
BROKEN = "partial breached regressed"
LEAST = of(Aggregation.MIN, Kind.MAINTAIN, comparator=Comparator.BETWEEN)
MOST = of(Aggregation.MAX, Kind.MAINTAIN, comparator=Comparator.BETWEEN)
FIVE = target(Kind.RECURRING, value=5.0)
FULL_TIMES = "2021-Q1/a=1 2021-Q1/b=0 "
# The baseline is measured: that of the quarter before the start, of which one unit of four is silent.
BETTER = target(Kind.IMPROVE, start=date(2021, 7, 1), indicator=indicator("punten", aggregation=MEAN))
LAST_KNOWN = THREE + "2021-Q3/a=15 2021-Q3/b=15 2021-Q3/c=15 2021-Q3/d=15"
CASES = [
    # Until the grace of the second quarter is over the first one counts, then three of four are enough, two are not.
    Case(of(MEAN), THREE, "2021-07-30", ON, "", 10.0, 0.0),
    Case(of(MEAN), THREE, "2021-07-31", ON, "partial", 20.0, 0.0),
    Case(of(MEAN), TWO, "2021-07-31", ON, "stale", 10.0, 0.0),
    Case(of(MEAN), THREE + "2021-Q2/d=20", "2021-06-30", ON, "", 20.0, 0.0),
    Case(SHARE, "2021-Q1/a=5:10 2021-Q1/b=5:10 2021-Q2/a=9:10", "2021-07-31", ACHIEVED, "stale"),
    # A latest value needs no one else.
    Case(of(LAST), TWO, "2021-06-30", ON, "", 20.0, 0.0),
    # The whole was reported, or a unit that was not expected: everyone was heard.
    Case(of(SUM, value=80.0), FULL + "2021-Q2=40", "2021-06-30", ON, "", 40.0, 0.0),
    Case(
        of(MEAN), FULL + "2021-Q2/a=20 2021-Q2/b=20 2021-Q2/c=20 2021-Q2/d=20 2021-Q2/e=20", "2021-06-30", ON, "", 20.0
    ),
    # A sum counts only when the silent ones cannot undo it.
    Case(of(SUM, value=60.0), THREE, "2021-07-31", ACHIEVED, "partial"),
    Case(of(SUM, value=61.0), THREE, "2021-07-31", ON, "stale", 15.2),
    Case(CAP, THREE, "2021-07-31", OFF, "partial breached regressed", 50.0),
    Case(CAP, TWO, "2021-07-31", ON, "stale", 50.0),
    Case(FALL, TWO, "2021-07-31", ON, "stale"),
    # The least can only fall: missed on the last day itself it stays missed; within a band it may still leave it.
    Case(of(Aggregation.MIN, due=date(2021, 6, 30)), THREE, "2021-07-31", MISSED, "partial"),
    Case(
        of(Aggregation.MIN, value=10.0, value_high=30.0, comparator=Comparator.BETWEEN),
        THREE,
        "2021-07-31",
        ACHIEVED,
        "stale",
    ),
    # Of what must lie between two values: the least is too low, or the most too high, whatever the silent add.
    Case(replace(LEAST, value=25.0, value_high=50.0), THREE, "2021-07-31", OFF, "partial breached"),
    Case(replace(LEAST, value=10.0, value_high=15.0), THREE, "2021-07-31", ON, "stale"),
    Case(replace(MOST, value=10.0, value_high=15.0), THREE, "2021-07-31", OFF, BROKEN),
    Case(replace(MOST, value=10.0, value_high=50.0), THREE, "2021-07-31", ON, "stale"),
    # What may be negative can still undo a sum that is enough.
    Case(of(SUM, value=60.0, indicator=FALLING), THREE, "2021-07-31", ON, "stale", 15.0),
    # Between two values: what is above the higher one already stays so, what lies between may still leave it.
    Case(replace(CAP, value=20.0, value_high=50.0, comparator=Comparator.BETWEEN), THREE, "2021-07-31", OFF, BROKEN),
    Case(replace(CAP, value=20.0, value_high=60.0, comparator=Comparator.BETWEEN), THREE, "2021-07-31", ON, "stale"),
    # A total is partial while a period in it is.
    Case(
        of(SUM, Kind.CUMULATIVE, 160.0),
        THREE + "2021-Q3/a=20 2021-Q3/b=20 2021-Q3/c=20 2021-Q3/d=20",
        "2021-09-30",
        ACHIEVED,
        "partial",
    ),
    Case(
        of(SUM, Kind.CUMULATIVE, 200.0),
        THREE + "2021-Q3/a=20 2021-Q3/b=20 2021-Q3/c=20 2021-Q3/d=20",
        "2021-09-30",
        ON,
        "stale",
        50.0,
    ),
    # A total holds every period in it: also the made-up one that by itself did not count.
    Case(
        of(SUM, Kind.CUMULATIVE, 160.0),
        THREE.replace("Q2/a=20", "Q2/a=20!s") + "2021-Q3/a=20 2021-Q3/b=20 2021-Q3/c=20 2021-Q3/d=20",
        "2021-09-30",
        ACHIEVED,
        "partial sample",
    ),
    # A total waits out the grace of the newest period with somebody silent, not of the one with the most.
    Case(TOTAL, THREE + "2021-Q3/a=20 2021-Q3/b=20", "2021-10-30", ON, "stale", 35.0),
    Case(TOTAL, THREE + "2021-Q3/a=20 2021-Q3/b=20", "2021-10-31", ACHIEVED, "partial"),
    Case(TOTAL, TWO + "2021-Q3/a=20 2021-Q3/b=20 2021-Q3/c=20", "2021-10-30", ON, "stale", 35.0),
    Case(TOTAL, TWO + "2021-Q3/a=20 2021-Q3/b=20 2021-Q3/c=20", "2021-10-31", ACHIEVED, "partial"),
    # The units of a year back are expected, those of before that are not.
    Case(of(MEAN), "2019-Q4/z=1 2021-Q1/a=10", "2021-03-31", ON, "", 10.0, 0.0),
    Case(of(MEAN), "2020-Q1/z=1 2021-Q1/a=10", "2021-03-31", ON, "stale", 0.0),
    # A baseline is evidence as well: of the grace of the second quarter the first is it, then from enough units on.
    Case(BETTER, THREE + "2021-Q3/a=15 2021-Q3/b=15 2021-Q3/c=15 2021-Q3/d=15", "2021-09-30", OFF, "", 20.0),
    Case(BETTER, LAST_KNOWN.replace("2021-Q2/c=20 ", ""), "2021-09-30", ON, "", 10.0),
    Case(replace(BETTER, indicator=indicator("punten", aggregation=Aggregation.MAX)), LAST_KNOWN, "2021-09-30", ON),
    # Windows: what is done already is done, whoever is silent; what is short is not known to be.
    Case(target(Kind.RECURRING, value=2.0), "2021-Q1/a=0 2021-Q1/b=1 2021-Q2/a=1", "2021-07-31", ACHIEVED, "partial"),
    # What still waits for the silent does not fill a window either: until then nothing of the second quarter counts.
    Case(FIVE, FULL_TIMES + "2021-Q2/a=1 2021-Q3/a=3", "2021-10-30", ON, "stale"),
    Case(FIVE, FULL_TIMES + "2021-Q2/a=1 2021-Q3/a=3", "2021-10-31", ACHIEVED, "partial"),
    Case(target(Kind.RECURRING, value=9.0), "2021-Q1/a=2 2021-Q1/b=1 2021-Q2/a=1", "2021-07-31", ON, "stale"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_who_is_silent(case: Case) -> None:
    case.check()


UNITS = (
    OrgUnit("regio", "Regio", "regio"),
    *(OrgUnit(code, code.upper(), "praktijk", "regio") for code in "abc"),
    OrgUnit("d", "D", "praktijk", "regio", until=date(2021, 5, 31)),
)


def seen(one: Target, text: str, day: str) -> Assessment:
    """Assess with the tree above."""
    known = Reports(evidence(text), tree_of(UNITS))
    return assess(one, known, as_of=date.fromisoformat(day), thresholds=THRESHOLDS)


def test_nothing_is_expected_of_a_unit_after_its_last_day() -> None:
    assert seen(of(MEAN), THREE, "2021-06-30").value == 20.0


def test_of_the_promise_of_a_unit_that_unit_is_the_whole() -> None:
    mine = of(SUM, value=40.0, org_unit="regio")
    rows = evidence("2021-Q1/regio=40 2021-Q2/a=20 2021-Q2/b=20")
    one = assess(mine, reports_of(mine, {"I": rows}, tree_of(UNITS)), as_of=date(2021, 6, 30), thresholds=THRESHOLDS)
    assert (one.value, one.flags, one.waiting) == (40.0, (), None)


def test_a_unit_is_heard_when_one_above_it_is() -> None:
    assert seen(of(SUM, value=80.0), FULL + "2021-Q2/regio=40", "2021-06-30").flags == ()


def test_a_partial_light_says_who_reported_and_what_does_not_count_yet() -> None:
    text = "2021-Q1/a=10 2021-Q1/b=10 2021-Q1/c=10 2021-Q2/a=20 2021-Q2/b=20 "
    one = of(MEAN)
    early = seen(one, text, "2021-07-30")
    assert early.value == 10.0
    assert why(early, "nl").endswith("2 van 3 praktijken meldden over het 2e kwartaal van 2021; telt nog niet mee.")
    assert why(early, "en").endswith("2 of 3 units reported on the 2nd quarter of 2021; does not count yet.")
    loose = replace(THRESHOLDS, quorum=0.6)
    late = assess(one, Reports(evidence(text), tree_of(UNITS)), as_of=date(2021, 7, 31), thresholds=loose)
    assert late.value == 20.0
    assert why(late, "nl").endswith("2 van 3 praktijken meldden over het 2e kwartaal van 2021.")
