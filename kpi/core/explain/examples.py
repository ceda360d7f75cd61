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
        statement, deadline = (_ENGLISH.get(words, words) for words in (target.statement, target.deadline))
        said = replace(target, statement=statement, deadline=deadline, indicator=unit)
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
    "1 keer": "once",
    "beter": "better",
    "vóór juni 2021": "before June 2021",
}
START, END = date(2021, 1, 1), date(2021, 12, 31)
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


def in_periods(code: str, **values: float) -> tuple[Measurement, ...]:
    """Give one measurement a keyword: `_2021_Q1=2` is 2 in the first quarter of 2021."""
    return tuple(
        Measurement(code, parse_period(name.strip("_").replace("_", "-")), value) for name, value in values.items()
    )


_EIGHT = Target("A", "t", "8 netwerken", Kind.CUMULATIVE, START, END, value=8, indicator=_NETWORKS)
NINE = Target("B", "t", "9,0", Kind.REACH, START, END, value=9, baseline=7, indicator=_SCORE)
CAP = Target(
    "C",
    "t",
    "25%",
    Kind.MAINTAIN,
    START,
    date(2023, 12, 31),
    value=25,
    comparator=Comparator.AT_MOST,
    indicator=_RESERVE,
)
READY = Target("D", "t", "gereed", Kind.MILESTONE, START, date(2021, 5, 31), deadline="vóór juni 2021")
TWICE = Target("E", "t", "1 keer", Kind.RECURRING, START, END, value=1, per=Per.HALF_YEAR)


def _days(code: str, period: str, day: date) -> Measurement:
    return Measurement(code, parse_period(period), measured_on=day)


def of_ready(period: str, done: bool) -> Measurement:
    """What was said of the milestone `READY`: done or not."""
    return Measurement("D", parse_period(period), done=done)


EXAMPLES = (
    Example(
        "On track: no more was expected",
        _EIGHT,
        in_periods("netwerken", _2021_Q1=2, _2021_Q2=2),
        date(2021, 6, 30),
        Status.ON_TRACK,
    ),
    Example(
        "Behind: half the time has passed, a quarter is there",
        _EIGHT,
        in_periods("netwerken", _2021_Q1=1, _2021_Q2=1),
        date(2021, 6, 30),
        Status.OFF_TRACK,
    ),
    Example(
        "Reached before the deadline",
        _EIGHT,
        in_periods("netwerken", _2021_Q1=4, _2021_Q2=4),
        date(2021, 6, 30),
        Status.ACHIEVED,
    ),
    Example(
        "Attention: a tenth of the distance is short",
        NINE,
        in_periods("score", _2021_Q2=7.8),
        date(2021, 6, 30),
        Status.AT_RISK,
    ),
    Example(
        "Reached and lost again: compared with what is expected",
        NINE,
        in_periods("score", _2021_Q1=9.1, _2021_Q2=8.2),
        date(2021, 6, 30),
        Status.ON_TRACK,
        (Flag.REGRESSED,),
    ),
    Example(
        "Missed: measured at the deadline and too low",
        NINE,
        in_periods("score", _2021_Q4=8.9),
        date(2022, 1, 31),
        Status.MISSED,
    ),
    Example(
        "Past the deadline, nobody measured since: not assessed",
        NINE,
        in_periods("score", _2021_Q3=8.9),
        date(2022, 1, 31),
        Status.NO_DATA,
        (Flag.STALE, Flag.DUE_PASSED),
    ),
    Example(
        "Green but old: the light turns amber",
        _EIGHT,
        in_periods("netwerken", _2021_Q1=2),
        date(2021, 8, 31),
        Status.ON_TRACK,
        (Flag.STALE,),
    ),
    Example(
        "One measurement and no baseline: too early",
        Target("F", "t", "9,0", Kind.REACH, START, END, value=9, indicator=_SCORE),
        in_periods("score", _2021_Q1=7),
        date(2021, 3, 31),
        Status.TOO_EARLY,
    ),
    Example("Nothing reported, nothing due yet", _EIGHT, (), date(2021, 4, 30), Status.TOO_EARLY),
    Example("Nothing reported, while a report was due", _EIGHT, (), date(2021, 5, 1), Status.NO_DATA),
    Example("Not started", _EIGHT, (), date(2020, 12, 31), Status.NOT_STARTED),
    Example("A bound that holds", CAP, in_periods("reserve", _2021=16), date(2021, 12, 31), Status.ON_TRACK),
    Example(
        "A bound passed by less than its tolerance",
        CAP,
        in_periods("reserve", _2021=26),
        date(2021, 12, 31),
        Status.AT_RISK,
        (Flag.BREACHED,),
    ),
    Example(
        "A bound that was passed once and holds again",
        CAP,
        in_periods("reserve", _2021=26, _2022=20),
        date(2022, 12, 31),
        Status.ON_TRACK,
        (Flag.BREACHED,),
    ),
    Example("Done on time", READY, (_days("D", "2021-Q2", date(2021, 5, 14)),), date(2021, 6, 30), Status.ACHIEVED),
    Example(
        "Done after the deadline",
        READY,
        (_days("D", "2021-Q2", date(2021, 6, 14)),),
        date(2021, 6, 30),
        Status.ACHIEVED_LATE,
    ),
    Example(
        "Not done, and the deadline is near", READY, (of_ready("2021-Q1", False),), date(2021, 4, 15), Status.AT_RISK
    ),
    Example("Every window done so far", TWICE, in_periods("E", _2021_Q2=1), date(2021, 9, 30), Status.ON_TRACK),
    Example(
        "A window that was reported empty",
        TWICE,
        in_periods("E", _2021_Q1=0, _2021_Q2=0),
        date(2021, 9, 30),
        Status.OFF_TRACK,
        (Flag.BREACHED,),
    ),
    Example(
        "Only to be better than it was: no better is attention",
        Target("G", "t", "beter", Kind.IMPROVE, START, END, baseline=7, indicator=_SCORE),
        in_periods("score", _2021_Q2=7),
        date(2021, 6, 30),
        Status.AT_RISK,
    ),
)
