"""Rule 5: what must hold at every period; docs/rules.md, worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import Frequency
from kpi.core.light.assessment import Status
from kpi.core.vocabulary import Comparator, Direction, Kind
from tests.core.make import Case, indicator, target

ACHIEVED, MISSED, NO_DATA = Status.ACHIEVED, Status.MISSED, Status.NO_DATA
ON, RISK, OFF = Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK

RESERVE = indicator("%", decimals=0, direction=Direction.DECREASE, frequency=Frequency.YEAR)
CAP = target(Kind.MAINTAIN, value=25.0, comparator=Comparator.AT_MOST, indicator=RESERVE, due=date(2023, 12, 31))
FLOOR = replace(CAP, value=95.0, comparator=Comparator.AT_LEAST)
BAND = replace(CAP, value=20.0, value_high=25.0, comparator=Comparator.BETWEEN)
TEN = replace(CAP, value=10.0, comparator=Comparator.EQUAL)
NONE = replace(CAP, value=0.0)
LOOSE = replace(CAP, tolerance=2.0)

CASES = [
    Case(CAP, "2021=16", "2021-12-31", ON, "", 25.0, -0.36),
    Case(CAP, "2021=25", "2021-12-31", ON, "", 25.0, 0.0),
    Case(CAP, "2021=26.25", "2021-12-31", RISK, "", 25.0, 0.05),
    Case(CAP, "2021=26.26", "2021-12-31", OFF),
    Case(LOOSE, "2021=27", "2021-12-31", RISK),
    Case(LOOSE, "2021=27.1", "2021-12-31", OFF),
    Case(FLOOR, "2021=95", "2021-12-31", ON),
    Case(FLOOR, "2021=90.25", "2021-12-31", RISK),
    Case(FLOOR, "2021=90.2", "2021-12-31", OFF),
    Case(BAND, "2021=20", "2021-12-31", ON),
    Case(BAND, "2021=25", "2021-12-31", ON),
    Case(BAND, "2021=19", "2021-12-31", RISK),
    Case(BAND, "2021=18.9", "2021-12-31", OFF),
    Case(BAND, "2021=26", "2021-12-31", RISK),
    Case(BAND, "2021=26.1", "2021-12-31", OFF),
    Case(TEN, "2021=10", "2021-12-31", ON),
    Case(TEN, "2021=10.5", "2021-12-31", RISK),
    Case(TEN, "2021=9.5", "2021-12-31", RISK),
    Case(TEN, "2021=9.4", "2021-12-31", OFF),
    Case(NONE, "2021=0", "2021-12-31", ON),
    Case(NONE, "2021=1", "2021-12-31", OFF),
    Case(replace(CAP, comparator=Comparator.BELOW), "2021=25", "2021-12-31", RISK),
    Case(replace(FLOOR, comparator=Comparator.ABOVE), "2021=95", "2021-12-31", RISK),
    Case(CAP, "2021=20 2022=26", "2022-12-31", RISK, "regressed"),
    Case(CAP, "2021=26 2022=20", "2022-12-31", ON),
    Case(CAP, "2020=30", "2021-12-31", Status.TOO_EARLY),
    Case(CAP, "2020=30 2021=20", "2021-12-31", ON),
    Case(CAP, "2020=20 2021=30", "2021-12-31", OFF),
    Case(CAP, "2021=20", "2023-01-30", ON),
    Case(CAP, "2021=20", "2023-01-31", ON, "stale"),
    Case(CAP, "2023=26", "2023-12-31", RISK),
    Case(CAP, "2023=26", "2024-01-01", MISSED),
    Case(CAP, "2022=20 2023=30", "2024-01-01", MISSED, "regressed"),
    Case(CAP, "2023=25", "2024-01-01", ACHIEVED),
    Case(CAP, "2023=25", "2026-01-01", ACHIEVED),
    Case(CAP, "2023=20 2024=30", "2024-12-31", ACHIEVED, "regressed"),
    Case(CAP, "2023=30 2024=20", "2024-12-31", MISSED),
    Case(CAP, "2023=20@2024-01-15", "2024-01-31", ACHIEVED),
    Case(CAP, "2023=30@2024-01-15", "2024-01-31", MISSED),
    Case(CAP, "2022=20", "2024-01-01", NO_DATA, "due_passed"),
    Case(CAP, "2022=30", "2024-01-31", NO_DATA, "due_passed stale"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_must_hold(case: Case) -> None:
    case.check()
