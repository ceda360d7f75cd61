"""Rule 6: done or not done, or a percentage on the way; docs/rules.md, worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.assessment import Light, Status
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Kind
from tests.core.make import Case, indicator, light, target

ACHIEVED, LATE = Status.ACHIEVED, Status.ACHIEVED_LATE
ON, RISK, OFF = Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK
MISSED, NO_DATA = Status.MISSED, Status.NO_DATA

MAY = target(Kind.MILESTONE, due=date(2021, 5, 31))
Q3 = target(Kind.MILESTONE, due_from=date(2021, 7, 1), due=date(2021, 9, 30))
YEAR = target(Kind.MILESTONE)
EIGHTY = replace(YEAR, value=80.0)
ONE = replace(YEAR, value=1.0)
MEASURED = replace(YEAR, value=100.0, indicator=indicator("%", decimals=0))

CASES = [
    Case(MAY, "2021-Q2=@2021-05-31", "2021-06-30", ACHIEVED),
    Case(MAY, "2021-Q2=@2021-06-01", "2021-06-30", LATE),
    Case(MAY, "2021-Q2=ja@2021-05-14", "2021-05-14", ACHIEVED),
    Case(MAY, "2021-Q2=ja@2021-05-14", "2021-05-13", NO_DATA),
    Case(MAY, "2021-05=ja", "2021-05-31", ACHIEVED),
    Case(MAY, "2021-Q2=ja", "2021-06-30", LATE),
    Case(MAY, "2020-Q4=ja", "2021-01-01", ACHIEVED),
    Case(MAY, "2021-Q1=ja", "2029-01-01", ACHIEVED),
    Case(MAY, "2021-Q1=ja 2021-Q2=nee", "2021-06-30", ACHIEVED, "regressed"),
    Case(MAY, "2021-Q1=nee", "2021-03-31", ON),
    Case(MAY, "2021-Q1=nee", "2021-04-01", RISK),
    Case(MAY, "2021-Q1=nee", "2021-05-31", RISK),
    # An old "nee" says only that it was still to come then.
    Case(MAY, "2021-Q1=nee", "2021-06-01", NO_DATA, "due_passed"),
    Case(MAY, "2021-Q1=nee", "2021-07-31", NO_DATA, "stale due_passed"),
    Case(MAY, "2021-05=nee", "2021-06-01", MISSED),
    Case(MAY, "2021-Q2=nee", "2022-12-31", MISSED),
    # The notice is of the last day that is on time, not of the first on which it may be expected.
    Case(Q3, "2021-Q2=nee", "2021-07-31", ON),
    Case(Q3, "2021-Q2=nee", "2021-08-01", RISK),
    Case(YEAR, "2021-Q1=nee", "2021-07-31", ON, "stale"),
    Case(YEAR, "2021-Q2=50", "2021-06-30", ON, "judgement", 50.0, 0.0),
    Case(YEAR, "2021-Q2=45", "2021-06-30", ON, "judgement", 50.0, 0.05),
    Case(YEAR, "2021-Q2=44.9", "2021-06-30", RISK, "judgement", 50.0, 0.051),
    Case(YEAR, "2021-Q2=35", "2021-06-30", RISK, "judgement", 50.0, 0.15),
    Case(YEAR, "2021-Q2=34.9", "2021-06-30", OFF, "judgement", 50.0, 0.151),
    Case(YEAR, "2021-Q2=100", "2021-06-30", ACHIEVED, "judgement"),
    Case(YEAR, "2021-Q2=3:4", "2021-06-30", ON, "judgement", 50.0, -0.25),
    Case(YEAR, "2021-Q2=50 2021-Q3=nee", "2021-09-30", ON),
    Case(YEAR, "2021-Q4=90", "2021-12-31", RISK, "judgement", 100.0, 0.1),
    Case(YEAR, "2021-Q4=90", "2022-01-01", MISSED, "judgement"),
    Case(YEAR, "2021-Q3=90", "2022-01-01", NO_DATA, "judgement due_passed"),
    Case(YEAR, "2021-Q4=90 2022-Q1=100", "2022-03-31", LATE, "judgement"),
    Case(YEAR, "2021-Q4=90 2022-Q1=ja", "2022-03-31", LATE),
    Case(EIGHTY, "2021-Q2=80", "2021-06-30", ACHIEVED, "judgement"),
    Case(ONE, "2021-Q2=50", "2021-06-30", ON, "judgement", 50.0, 0.0),
    Case(ONE, "2021-Q2=ja", "2021-06-30", ACHIEVED),
    Case(EIGHTY, "2021-Q2=ja", "2021-06-30", ACHIEVED),
    Case(MEASURED, "2021-Q2=50", "2021-06-30", ON, "", 50.0, 0.0),
    Case(YEAR, "2021-Q2=ja!ps", "2021-06-30", ACHIEVED, "provisional sample"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_milestone(case: Case) -> None:
    case.check()


def test_the_notice_is_that_of_the_thresholds() -> None:
    short = Thresholds(notice_days=10)
    assert light(MAY, "2021-Q1=nee", "2021-05-20", short).status is ON
    assert light(MAY, "2021-Q1=nee", "2021-05-21", short).status is RISK


def test_an_old_no_on_a_far_milestone_shines_amber() -> None:
    assert light(YEAR, "2021-Q1=nee", "2021-07-31").light is Light.AMBER
