"""Rule 4 for a running total: what adds up, what is never lost, what is missed; docs/rules.md, rules 4 and 8."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import Frequency
from kpi.core.light.assessment import Status
from kpi.core.light.status import assess
from kpi.core.light.units import Reports
from kpi.core.vocabulary import Aggregation, Comparator, Kind
from tests.core.make import THRESHOLDS, Case, evidence, indicator, light, target

ACHIEVED, LATE = Status.ACHIEVED, Status.ACHIEVED_LATE
ON, RISK, OFF = Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK
MISSED, NO_DATA = Status.MISSED, Status.NO_DATA

NETWORKS = indicator("netwerken", decimals=0, aggregation=Aggregation.SUM)
EIGHT = target(Kind.CUMULATIVE, value=8.0, indicator=NETWORKS)
TOTALS = replace(EIGHT, indicator=replace(NETWORKS, aggregation=Aggregation.LAST))
TWO_YEARS = replace(EIGHT, due=date(2022, 12, 31))
OWN = replace(EIGHT, indicator=None)
LATE_START = replace(EIGHT, start=date(2021, 7, 1))
HOURS = target(
    Kind.CUMULATIVE, value=1.0, indicator=indicator("fte", frequency=Frequency.MONTH, aggregation=Aggregation.SUM)
)
TEN_TENTHS = " ".join(f"2021-{month:02d}=0.1" for month in range(1, 11))

CASES = [
    Case(EIGHT, "2021-Q1=2 2021-Q2=2", "2021-06-30", ON, "", 4.0, 0.0),
    Case(EIGHT, "2021-Q1=1 2021-Q2=2", "2021-06-30", RISK, "", 4.0, 0.125),
    Case(EIGHT, "2021-Q1=1 2021-Q2=1", "2021-06-30", OFF, "", 4.0, 0.25),
    Case(EIGHT, "2021-Q1=0 2021-Q2=0", "2021-06-30", OFF, "", 4.0, 0.5),
    Case(EIGHT, "2021-Q1/noord=1 2021-Q1/zuid=1 2021-Q2=2", "2021-06-30", ON, "", 4.0, 0.0),
    Case(EIGHT, "2021-Q1=4 2021-Q2=4", "2021-06-30", ACHIEVED),
    Case(EIGHT, "2020-Q4=5 2021-Q1=2", "2021-03-31", ON, "", 2.0, 0.0),
    Case(LATE_START, "2021-Q2=8 2021-Q3=2", "2021-09-30", OFF, "", 4.0, 0.25),
    Case(TOTALS, "2021-Q1=2 2021-Q2=3", "2021-06-30", RISK, "", 4.0, 0.125),
    Case(OWN, "2021-Q1=ja 2021-Q2=ja", "2021-06-30", OFF, "", 4.0, 0.25),
    Case(TWO_YEARS, "2021-Q4=1", "2021-12-31", OFF, "", 4.0, 0.375),
    Case(EIGHT, "2021-Q1=8", "2023-06-30", ACHIEVED),
    Case(EIGHT, "2021-Q4=7", "2021-12-31", RISK, "", 8.0, 0.125),
    Case(EIGHT, "2021-Q4=7", "2022-01-01", MISSED),
    Case(EIGHT, "2021-Q3=7", "2022-01-01", NO_DATA, "due_passed"),
    Case(EIGHT, "2021-Q4=7 2022-Q1=1", "2022-03-31", LATE),
    Case(EIGHT, "2021-Q1=8 2021-Q2=-1", "2021-06-30", ON, "regressed", 4.0, -0.375),
    Case(EIGHT, "2021-Q1=2 2021-Q2=2!p", "2021-06-30", ON, "provisional"),
    Case(EIGHT, "2021-Q1=2!p 2021-Q2=2", "2021-06-30", ON),
    Case(EIGHT, "2021-Q1=2!s 2021-Q2=2", "2021-06-30", ON, "sample"),
    Case(EIGHT, "2021-Q1=2!s 2021-Q2=2!ps", "2021-10-31", ON, "sample provisional stale"),
    Case(HOURS, TEN_TENTHS, "2021-10-31", ACHIEVED),
    Case(replace(EIGHT, baseline=4.0), "2021-Q2=6", "2021-06-30", ON, "", 6.0, 0.0),
    Case(replace(EIGHT, comparator=Comparator.ABOVE), "2021-Q4=8", "2022-01-01", MISSED),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_running_total(case: Case) -> None:
    case.check()


def test_targets_of_one_indicator_are_judged_apart_on_the_same_reports() -> None:
    reports = Reports(evidence("2021-Q1=2 2021-Q2=2"))
    for _ in range(2):
        for one, status in ((EIGHT, ON), (replace(EIGHT, value=4.0), ACHIEVED), (replace(EIGHT, value=40.0), OFF)):
            assert assess(one, reports, as_of=date(2021, 6, 30), thresholds=THRESHOLDS).status is status


def test_a_total_keeps_the_day_that_was_told() -> None:
    one = light(EIGHT, "2021-Q1=2@2021-02-10 2021-Q2=2", "2021-06-30")
    assert [(point.day.isoformat(), point.value, point.dated) for point in one.series] == [
        ("2021-02-10", 2.0, True),
        ("2021-06-30", 4.0, False),
    ]


def test_the_series_holds_the_totals_and_not_the_parts() -> None:
    assert [point.value for point in light(EIGHT, "2021-Q1=2 2021-Q2=3", "2021-06-30").series] == [2.0, 5.0]
