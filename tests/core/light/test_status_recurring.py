"""Rule 7: so many times in every window; docs/rules.md, worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.light.assessment import Status
from kpi.core.vocabulary import Kind
from tests.core.make import Case, target

ACHIEVED, LATE = Status.ACHIEVED, Status.ACHIEVED_LATE
ON, RISK, OFF = Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK
MISSED, NO_DATA = Status.MISSED, Status.NO_DATA

HALF = target(Kind.RECURRING, value=1.0, per=Per.HALF_YEAR)
QUARTER = replace(HALF, per=Per.QUARTER)
THRICE = target(Kind.RECURRING, value=3.0, per=Per.YEAR, due=date(2022, 12, 31))
PLAN = target(Kind.RECURRING, value=2.0, per=Per.PLAN, due=date(2022, 12, 31))
WITHIN = replace(PLAN, due=date(2021, 6, 15))
OVER = replace(QUARTER, due=date(2022, 3, 20))
CUT = replace(QUARTER, value=3.0, due=date(2021, 2, 28))
FROM_FEBRUARY = replace(QUARTER, start=date(2021, 2, 15), value=2.0)

CASES = [
    Case(HALF, "2021-Q2=1", "2021-09-30", ON),
    Case(HALF, "2021-Q1=1 2021-Q2=0", "2021-06-30", ON),
    Case(HALF, "2021-Q1=0", "2021-06-30", ON),
    Case(HALF, "2021-Q1=0 2021-Q2=0", "2021-06-30", RISK),
    Case(HALF, "2021-Q1=0 2021-Q2=0", "2021-07-01", OFF, "breached"),
    Case(HALF, "2021-Q1=0 2021-Q2=0 2021-Q3=1", "2021-09-30", ON, "breached"),
    Case(HALF, "2021-Q1=0", "2021-07-30", ON),
    Case(HALF, "2021-Q1=0", "2021-07-31", NO_DATA, "stale"),
    Case(HALF, "2021-Q1=0 2021-Q3=1", "2021-09-30", ON, "breached"),
    Case(HALF, "2021-Q1=0 2021-Q3=1@2021-07-10", "2021-07-30", ON),
    Case(HALF, "2021-Q1=0 2021-Q3=1@2021-07-10", "2021-07-31", ON, "breached"),
    Case(HALF, "2021-Q3=1", "2021-09-30", ON),
    Case(HALF, "2021-Q2=1 2021-Q3=1", "2021-09-30", ACHIEVED),
    Case(HALF, "2021-Q2=1 2021-Q4=1", "2029-12-31", ACHIEVED),
    Case(HALF, "2021-Q2=1@2021-07-05 2021-Q4=1", "2021-12-31", ACHIEVED),
    Case(HALF, "2021-Q2=1@2021-06-30 2021-Q4=1", "2021-12-31", ACHIEVED),
    Case(HALF, "2021-Q2=ja@2021-04-01 2021-Q3=ja@2021-07-01", "2021-07-01", ACHIEVED),
    Case(HALF, "2021-Q2=0 2021-Q4=1", "2021-12-31", ON, "breached"),
    Case(HALF, "2021-Q2=0 2021-Q4=1", "2022-01-01", MISSED, "breached"),
    Case(HALF, "2021-Q2=1 2021-Q3=0", "2022-01-30", NO_DATA, "due_passed"),
    Case(HALF, "2021-Q2=1 2021-Q3=0", "2022-01-31", NO_DATA, "due_passed stale"),
    Case(HALF, "2021-Q2=0", "2022-01-31", MISSED, "stale breached"),
    Case(QUARTER, "2021-Q1=1 2021-Q2=1", "2021-06-30", ON),
    Case(QUARTER, "2021-Q1=1", "2021-07-30", ON),
    Case(QUARTER, "2021-Q1=1 2021-Q3=1", "2021-09-30", ON),
    Case(QUARTER, "2021-Q1=0", "2021-04-01", OFF, "breached"),
    Case(QUARTER, "2021-Q1=1 2021-Q2=1 2021-Q3=1 2021-Q4=1", "2021-12-31", ACHIEVED),
    Case(THRICE, "2021-Q2=1", "2021-06-30", ON),
    Case(THRICE, "2021-Q2=0", "2021-06-30", RISK),
    Case(THRICE, "2021-Q1=1 2021-Q3=0", "2021-09-30", RISK),
    Case(THRICE, "2021-Q1=2 2021-Q3=1", "2021-09-30", ON),
    Case(THRICE, "2021-Q1=2 2021-Q4=0", "2022-01-01", OFF, "breached"),
    Case(THRICE, "2021-Q4=3 2022-Q2=3", "2022-06-30", ACHIEVED),
    Case(PLAN, "2021-Q2=0", "2021-06-30", ON),
    Case(PLAN, "2021-Q4=0", "2021-12-31", RISK),
    Case(PLAN, "2021-Q4=1", "2021-12-31", ON),
    Case(PLAN, "2022-Q4=1", "2023-01-01", MISSED, "breached"),
    # The period that holds the deadline counts: late, but for what was done by then. What comes after it does not.
    Case(WITHIN, "2021-Q1=0 2021-Q2=2", "2021-06-30", LATE),
    Case(WITHIN, "2021-Q1=0 2021-Q2=2@2021-06-15", "2021-12-31", ACHIEVED),
    Case(WITHIN, "2021-Q1=1 2021-Q2=0 2021-Q3=1", "2021-12-31", MISSED, "breached"),
    Case(WITHIN, "2021-Q1=1", "2021-06-20", NO_DATA, "due_passed"),
    Case(replace(WITHIN, per=Per.YEAR, value=1.0), "2021-Q1=0 2021-Q2=1", "2021-12-31", LATE),
    # So it is where windows of the calendar are cut off by the deadline: no report of a period after it counts.
    Case(CUT, "2021-01=0 2021-02=0 2021-03=3", "2021-04-30", MISSED, "breached"),
    Case(CUT, "2021-01=1 2021-02=1@2021-03-02 2021-03=3", "2021-04-30", LATE),
    Case(replace(CUT, due=date(2021, 2, 15)), "2021-01=0 2021-02=2", "2021-04-30", LATE),
    Case(replace(CUT, due=date(2021, 2, 15)), "2021-Q1=2", "2021-04-30", LATE),
    # Every window is decided, the last and enough of them kept: nothing more is asked, so that nothing is out of date.
    Case(OVER, "2021-Q1=0 2021-Q2=1 2021-Q3=1 2021-Q4=1@2021-10-10", "2022-03-10", ON, "breached"),
    Case(OVER, "2021-Q1=0 2021-Q2=0 2021-Q3=1 2021-Q4=1@2021-10-10", "2022-03-10", ON, "stale breached"),
    # One of four is not known: with it or without it three of four are kept, and nothing more is asked.
    Case(QUARTER, "2021-Q1=1 2021-Q3=1 2021-Q4=1@2021-10-10", "2022-03-01", ACHIEVED),
    Case(QUARTER, "2021-Q2=1 2021-Q4=1@2021-10-10", "2022-03-01", NO_DATA, "due_passed stale"),
    Case(FROM_FEBRUARY, "2021-01=1 2021-03=0", "2021-03-31", RISK),
    Case(FROM_FEBRUARY, "2020-Q4=1 2021-01=1", "2021-03-31", Status.TOO_EARLY),
    Case(FROM_FEBRUARY, "2020-Q4=1 2021-01=1", "2021-05-01", NO_DATA),
    Case(FROM_FEBRUARY, "2021-02=1 2021-03=0", "2021-03-31", ON),
    # A miss is not ended by silence, and ends with the next window that is done.
    Case(QUARTER, "2021-Q1=0", "2021-08-01", OFF, "stale breached"),
    Case(QUARTER, "2021-Q1=0 2021-Q3=1", "2021-09-30", ON, "breached"),
    Case(QUARTER, "2021-Q1=1 2021-Q2=1", "2021-11-01", NO_DATA, "stale"),
    Case(QUARTER, "2021-Q1=0 2021-Q2=1 2021-Q3=1 2021-Q4=1", "2022-01-01", ACHIEVED, "breached"),
    Case(QUARTER, "2021-Q1=0 2021-Q2=0 2021-Q3=1 2021-Q4=1", "2022-01-01", MISSED, "breached"),
    Case(QUARTER, "2021-Q1=1 2021-Q2=1 2021-Q3=1 2021-Q4=0", "2022-01-01", MISSED, "breached"),
    Case(QUARTER, "2021-Q1=1 2021-Q3=1 2021-Q4=1", "2022-01-01", ACHIEVED),
    Case(QUARTER, "2021-Q1=0 2021-Q3=1 2021-Q4=1", "2022-01-01", NO_DATA, "due_passed breached"),
    Case(QUARTER, "2021-Q1=1 2021-Q2=1 2021-Q3=1", "2022-01-01", NO_DATA, "due_passed"),
    # Done late is kept; late at the end is achieved late.
    Case(HALF, "2021-Q2=1 2021-Q4=1@2022-01-05", "2022-01-05", LATE),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_recurring_duty(case: Case) -> None:
    case.check()
