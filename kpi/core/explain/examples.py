"""Worked examples of the light: shown on the method page, and the first cases of its tests."""

from dataclasses import dataclass, replace
from datetime import date

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency, parse_period
from kpi.core.light.assessment import Assessment, Flag, Status
from kpi.core.light.status import assess
from kpi.core.model import Indicator, Measurement, Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator, Direction, Kind


@dataclass(frozen=True, slots=True)
class Example:
    """A target, its evidence and a date with the light that belongs to them; `title` is a catalogue message."""

    title: str
    target: Target
    measurements: tuple[Measurement, ...]
    as_of: date
    status: Status
    flags: tuple[Flag, ...] = ()

    def spoken(self, lang: str) -> "Example":
        """The same example with its own words in this language; Dutch is how it is written."""
        if lang != "en":
            return self
        target, indicator = self.target, self.target.indicator
        word = _ENGLISH.get(indicator.unit, indicator.unit) if indicator else ""
        unit = replace(indicator, unit=word, unit_en=word) if indicator else None
        said = replace(target, statement=_ENGLISH.get(target.statement, target.statement), indicator=unit)
        return replace(self, target=said)

    def assessed(self) -> Assessment:
        """The light as the rules give it."""
        return assess(self.target, self.measurements, as_of=self.as_of, thresholds=Thresholds())


_ENGLISH = {
    "netwerken": "networks",
    "punten": "points",
    "8 netwerken": "8 networks",
    "9,0": "9.0",
    "gereed": "done",
}
_START, _END = date(2021, 1, 1), date(2021, 12, 31)
_NETWORKS = Indicator(
    "netwerken",
    "Netwerken",
    "netwerken",
    Direction.INCREASE,
    Frequency.QUARTER,
    aggregation=Aggregation.SUM,
)
_SCORE = Indicator("score", "Score", "punten", Direction.INCREASE, Frequency.QUARTER, decimals=1)
_RESERVE = Indicator("reserve", "Reserve", "%", Direction.DECREASE, Frequency.YEAR)


def _measured(code: str, **values: float) -> tuple[Measurement, ...]:
    """One measurement a keyword: `_2021_Q1=2` is 2 in the first quarter of 2021."""
    return tuple(
        Measurement(code, parse_period(name.strip("_").replace("_", "-")), value) for name, value in values.items()
    )


_EIGHT = Target("A", "t", "8 netwerken", Kind.CUMULATIVE, _START, _END, value=8, indicator=_NETWORKS)
_NINE = Target("B", "t", "9,0", Kind.REACH, _START, _END, value=9, baseline=7, indicator=_SCORE)
_SHARE = Indicator("bereik", "Bereik", "%", Direction.INCREASE, Frequency.QUARTER, aggregation=Aggregation.RATIO)
_HALF = Target("G", "t", "50%", Kind.REACH, _START, _END, value=50, baseline=0, indicator=_SHARE)
_CAP = Target(
    "C",
    "t",
    "25%",
    Kind.MAINTAIN,
    _START,
    date(2023, 12, 31),
    value=25,
    comparator=Comparator.AT_MOST,
    indicator=_RESERVE,
)
_READY = Target("D", "t", "gereed", Kind.MILESTONE, _START, date(2021, 5, 31), deadline="vóór juni 2021")
_TWICE = Target("E", "t", "1 x", Kind.RECURRING, _START, _END, value=1, per=Per.HALF_YEAR)


def _days(code: str, period: str, day: date) -> Measurement:
    return Measurement(code, parse_period(period), measured_on=day)


def _share(period: str, unit: str, above: float) -> Measurement:
    return Measurement("bereik", parse_period(period), org_unit=unit, numerator=above, denominator=100)


def _shares(**units: str) -> tuple[Measurement, ...]:
    """Each quarter the units that reported a part of a hundred: `_2021_Q1="noord=25 zuid=25"`."""
    return tuple(
        _share(name.strip("_").replace("_", "-"), unit, float(above))
        for name, told in units.items()
        for unit, above in (one.split("=") for one in told.split())
    )


def _answer(period: str, done: bool) -> Measurement:
    return Measurement("D", parse_period(period), done=done)


EXAMPLES = (
    Example(
        "On course: the path asked for as much",
        _EIGHT,
        _measured("netwerken", _2021_Q1=2, _2021_Q2=2),
        date(2021, 6, 30),
        Status.ON_TRACK,
    ),
    Example(
        "Behind: half the time has passed, a quarter is there",
        _EIGHT,
        _measured("netwerken", _2021_Q1=1, _2021_Q2=1),
        date(2021, 6, 30),
        Status.OFF_TRACK,
    ),
    Example(
        "Reached before the deadline",
        _EIGHT,
        _measured("netwerken", _2021_Q1=4, _2021_Q2=4),
        date(2021, 6, 30),
        Status.ACHIEVED,
    ),
    Example(
        "Attention: a tenth of the distance is short",
        _NINE,
        _measured("score", _2021_Q2=7.8),
        date(2021, 6, 30),
        Status.AT_RISK,
    ),
    Example(
        "Reached and lost again: compared with the path",
        _NINE,
        _measured("score", _2021_Q1=9.1, _2021_Q2=8.2),
        date(2021, 6, 30),
        Status.ON_TRACK,
        (Flag.REGRESSED,),
    ),
    Example(
        "Missed: measured at the deadline and too low",
        _NINE,
        _measured("score", _2021_Q4=8.9),
        date(2022, 1, 31),
        Status.MISSED,
    ),
    Example(
        "Past the deadline, nobody measured since: no judgement",
        _NINE,
        _measured("score", _2021_Q3=8.9),
        date(2022, 1, 31),
        Status.NO_DATA,
        (Flag.STALE, Flag.DUE_PASSED),
    ),
    Example(
        "Green but old: the light turns amber",
        _EIGHT,
        _measured("netwerken", _2021_Q1=2),
        date(2021, 8, 31),
        Status.ON_TRACK,
        (Flag.STALE,),
    ),
    Example(
        "One measurement and no baseline: too early",
        Target("F", "t", "9,0", Kind.REACH, _START, _END, value=9, indicator=_SCORE),
        _measured("score", _2021_Q1=7),
        date(2021, 3, 31),
        Status.TOO_EARLY,
    ),
    Example("Nothing reported, nothing due yet", _EIGHT, (), date(2021, 4, 30), Status.TOO_EARLY),
    Example("Nothing reported, while a report was due", _EIGHT, (), date(2021, 5, 1), Status.NO_DATA),
    Example("Not started", _EIGHT, (), date(2020, 12, 31), Status.NOT_STARTED),
    Example("A bound that holds", _CAP, _measured("reserve", _2021=16), date(2021, 12, 31), Status.ON_TRACK),
    Example(
        "A bound passed by less than its tolerance",
        _CAP,
        _measured("reserve", _2021=26),
        date(2021, 12, 31),
        Status.AT_RISK,
        (Flag.BREACHED,),
    ),
    Example(
        "A bound that was passed once and holds again",
        _CAP,
        _measured("reserve", _2021=26, _2022=20),
        date(2022, 12, 31),
        Status.ON_TRACK,
        (Flag.BREACHED,),
    ),
    Example("Done on time", _READY, (_days("D", "2021-Q2", date(2021, 5, 14)),), date(2021, 6, 30), Status.ACHIEVED),
    Example(
        "Done after the deadline",
        _READY,
        (_days("D", "2021-Q2", date(2021, 6, 14)),),
        date(2021, 6, 30),
        Status.ACHIEVED_LATE,
    ),
    Example(
        "Not done, and the deadline is near", _READY, (_answer("2021-Q1", False),), date(2021, 4, 15), Status.AT_RISK
    ),
    Example(
        "Not everyone reported, but enough did: it counts once the grace is over",
        _HALF,
        _shares(_2021_Q1="noord=25 oost=25 zuid=25 west=25", _2021_Q2="noord=50 oost=50 zuid=44"),
        date(2021, 7, 31),
        Status.ON_TRACK,
        (Flag.PARTIAL,),
    ),
    Example("Every window done so far", _TWICE, _measured("E", _2021_Q2=1), date(2021, 9, 30), Status.ON_TRACK),
    Example(
        "A window that was reported empty",
        _TWICE,
        _measured("E", _2021_Q1=0, _2021_Q2=0),
        date(2021, 9, 30),
        Status.OFF_TRACK,
        (Flag.BREACHED,),
    ),
)
