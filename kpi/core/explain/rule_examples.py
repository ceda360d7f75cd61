"""A worked example of each rule that asks for a picture, by the rule's number in docs/rules.md."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency, parse_period
from kpi.core.explain.examples import CAP, END, NINE, READY, START, TWICE, Example, in_periods, of_ready
from kpi.core.light.assessment import Flag, Status
from kpi.core.model import Indicator, Measurement, Target
from kpi.core.vocabulary import Aggregation, Direction, Kind

_SHARE = Indicator("bereik", "Bereik", "%", Direction.INCREASE, Frequency.QUARTER, aggregation=Aggregation.RATIO)
_HALF = Target("G", "t", "50%", Kind.REACH, START, END, value=50, baseline=0, indicator=_SHARE)


def _share(period: str, unit: str, above: float) -> Measurement:
    return Measurement("bereik", parse_period(period), org_unit=unit, numerator=above, denominator=100)


def _shares(**units: str) -> tuple[Measurement, ...]:
    """Each quarter the units that reported a part of a hundred: `_2021_Q1="noord=25 zuid=25"`."""
    return tuple(
        _share(name.strip("_").replace("_", "-"), unit, float(above))
        for name, told in units.items()
        for unit, above in (one.split("=") for one in told.split())
    )


RULE_EXAMPLES: Mapping[int, Example] = {
    1: Example(
        "Not everyone reported, but enough did: it counts once the grace is over",
        _HALF,
        _shares(_2021_Q1="noord=25 oost=25 zuid=25 west=25", _2021_Q2="noord=30 oost=28 zuid=26"),
        date(2021, 7, 31),
        Status.ON_TRACK,
        (Flag.PARTIAL,),
    ),
    4: Example(
        "No baseline: more is expected from the day of the first measurement",
        replace(NINE, code="H", baseline=None),
        in_periods("score", _2021_Q1=7.0, _2021_Q2=7.6, _2021_Q3=8.1),
        date(2021, 9, 30),
        Status.AT_RISK,
    ),
    5: Example(
        "A bound that held at the deadline and in three of four years",
        replace(CAP, code="J", due=date(2024, 12, 31)),
        in_periods("reserve", _2021=26, _2022=23, _2023=20, _2024=18),
        date(2025, 1, 31),
        Status.ACHIEVED,
        (Flag.BREACHED,),
    ),
    6: Example(
        "A no from before the deadline says only that it was still to come",
        READY,
        (of_ready("2021-Q1", done=False),),
        date(2021, 6, 30),
        Status.NO_DATA,
        (Flag.DUE_PASSED,),
    ),
    7: Example(
        "A quarter that was missed, and the next ones done",
        replace(TWICE, code="K", per=Per.QUARTER),
        in_periods("K", _2021_Q1=0, _2021_Q2=1, _2021_Q3=1),
        date(2021, 9, 30),
        Status.ON_TRACK,
        (Flag.BREACHED,),
    ),
}
