"""The words of a plan as values: what is promised, what is measured, what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kpi.core.calendar.deadline import Per, Term
from kpi.core.calendar.period import JANUARY, Frequency, Period, YearStart
from kpi.core.kinds import KINDS, KindTraits
from kpi.core.plan_parts import Activity, Fact, OrgUnit
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator, Direction, FocusKind, Kind, Level, Origin, PathKind, ValueOf

_SIGNS: Mapping[Comparator, int] = {
    Comparator.AT_LEAST: 1,
    Comparator.ABOVE: 1,
    Comparator.AT_MOST: -1,
    Comparator.BELOW: -1,
}


@dataclass(frozen=True, slots=True)
class Theme:
    """First level of a plan; `icon` is a Material symbol name or empty."""

    code: str
    title: str
    ambition: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured; `minimum` and `maximum` (inclusive, None: no bound) are in its unit, as `decimals` are.

    `unit_en`: the unit in English; empty: English sentences do without. `every`: months from one figure to the next
    where that is longer than its period; 0: every period has one. `lag_days`: how long after its period it comes out.
    """

    code: str
    name: str
    unit: str
    direction: Direction
    frequency: Frequency
    definition: str = ""
    decimals: int = 0
    aggregation: Aggregation = Aggregation.LAST
    numerator: str = ""
    denominator: str = ""
    minimum: float | None = None
    maximum: float | None = None
    owner: str = ""
    source: str = ""
    unit_en: str = ""
    every: int = 0
    lag_days: int = 0

    @property
    def whole(self) -> bool:
        """Whether only whole numbers exist in this unit, so that half a network is never asked for."""
        return self.decimals == 0 and self.unit != "%"


@dataclass(frozen=True, slots=True)
class Target:
    """What is promised; `start`, `due_from` and `due` are inclusive days.

    `due_from` None: the plan names no first day. `value` None: a milestone that is done or not.
    `baseline` None: unknown. `tolerance` in units of the indicator. `indicator` None: measured under the target's
    own code, as often as `report_frequency` says. `reported_from`: no report is due before it; None: from the start.
    `year_starts`: when the years, halves and quarters of its plan begin. `org_unit`: whose promise it is, judged on the
    values of that unit alone; empty: of the whole organisation. `value_of`: what `value` is a percentage of.
    `benchmark`: whose value of the same period is the bound, with `value` added to it; None: the value is the bound.
    `as_stated`: what it was before its value was worked out (kpi.core.light.begin); None in a plan.
    """

    code: str
    theme: str
    statement: str
    kind: Kind
    start: date
    due: date
    due_from: date | None = None
    value: float | None = None
    value_high: float | None = None
    comparator: Comparator = Comparator.AT_LEAST
    indicator: Indicator | None = None
    per: Per | None = None
    baseline: float | None = None
    baseline_date: date | None = None
    path: PathKind = PathKind.LINEAR
    waypoints: tuple[tuple[date, float], ...] = ()
    tolerance: float | None = None
    weight: float = 1.0
    focus: str = ""
    focus_kind: FocusKind = FocusKind.FOCUS
    activity: str = ""
    level: Level | None = None
    category: str = ""
    owner: str = ""
    deadline: str = ""
    contributes_to: tuple[str, ...] = ()
    source_ref: str = ""
    report_frequency: Frequency = Frequency.QUARTER
    reported_from: date | None = None
    year_starts: YearStart = JANUARY
    org_unit: str = ""
    value_of: ValueOf | None = None
    benchmark: Indicator | None = None
    as_stated: "Target | None" = None

    @property
    def stated(self) -> "Target":
        """The target as its plan states it, before a baseline or a benchmark said what its value is."""
        return self.as_stated or self

    @property
    def traits(self) -> KindTraits:
        """What its kind allows, needs and adds up."""
        return KINDS[self.kind]

    @property
    def measured_as(self) -> str:
        """The code under which its measurements are reported."""
        return self.indicator.code if self.indicator else self.code

    @property
    def sources(self) -> tuple[str, ...]:
        """The codes whose measurements its light needs: its own first."""
        return (self.measured_as, self.benchmark.code) if self.benchmark else (self.measured_as,)

    @property
    def rhythm(self) -> int:
        """Months from one figure to the next."""
        return max(self.indicator.frequency.months, self.indicator.every) if self.indicator else self.frequency.months

    @property
    def lag_days(self) -> int:
        """How many days after its period a figure comes out, before it is late."""
        return self.indicator.lag_days if self.indicator else 0

    @property
    def frequency(self) -> Frequency:
        """How often it is reported; without an indicator as its plan or its own row says (docs/rules.md, rule 2)."""
        return self.indicator.frequency if self.indicator else self.report_frequency

    @property
    def asked_from(self) -> date:
        """The day from which it is reported: its start, or the later day of the document that promises it."""
        return max(self.start, self.reported_from or self.start)

    @property
    def unit(self) -> str:
        """The unit of its values; a milestone is counted in percent."""
        return self.indicator.unit if self.indicator else self.traits.own.unit

    @property
    def known_baseline(self) -> float | None:
        """The stated baseline, else what its kind begins with; None: it is to be measured."""
        return self.traits.baseline if self.baseline is None else self.baseline

    @property
    def sign(self) -> int:
        """+1 when higher is better, -1 when lower is."""
        if (sign := _SIGNS.get(self.comparator)) is not None:
            return sign
        return -1 if self.indicator and self.indicator.direction is Direction.DECREASE else 1


@dataclass(frozen=True, slots=True)
class Measurement:
    """One reported value; `value` None with `done` None means a share or a day only.

    `done`: yes or no as reported. `measured_on`: the day it was measured or done, else the period's last day counts.
    `org_unit` empty: the whole organisation.
    """

    indicator: str
    period: Period
    value: float | None = None
    org_unit: str = ""
    numerator: float | None = None
    denominator: float | None = None
    done: bool | None = None
    measured_on: date | None = None
    provisional: bool = False
    note: str = ""
    origin: Origin = Origin.REPORT

    @property
    def day(self) -> date:
        """The day this is evidence of."""
        return self.measured_on or self.period.last


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A person's words on a target for a period; `due`: the day a correction is promised for, None: none is named."""

    target: str
    period: Period
    cause: str = ""
    consequence: str = ""
    correction: str = ""
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """A target that no longer counts from day `on`, kept because something was measured or said of it."""

    target: Target
    on: date


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan as read from its folder or its store; `start` and `end` are inclusive.

    `ended`: targets that are in no view any more, but whose measurements and words stay with the plan.
    `report_frequency`: how often what has no indicator is reported; nothing is due before `dated`, None: the start.
    `year_starts`: when its years, halves and quarters begin.
    `terms`: what its terms of office are called and their first and last day, for the deadlines that name one.
    """

    code: str
    title: str
    organisation: str
    start: date
    end: date
    region: str = ""
    language: str = "nl"
    source: str = ""
    themes: tuple[Theme, ...] = ()
    targets: tuple[Target, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    org_units: tuple[OrgUnit, ...] = ()
    facts: tuple[Fact, ...] = ()
    activities: tuple[Activity, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    ended: tuple[Ended, ...] = ()
    report_frequency: Frequency = Frequency.QUARTER
    dated: date | None = None
    year_starts: YearStart = JANUARY
    terms: tuple[Term, ...] = ()
