"""What the run of a meeting is made of, and its screens, each as values."""

from dataclasses import dataclass
from datetime import date

from kpi.core.calendar.period import Period
from kpi.core.delivery.completeness import ReportGroup
from kpi.core.history.why_changed import ChangedLight
from kpi.core.light.rollup import Rollup
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.meeting.records import Accepted, Agreement, Meeting
from kpi.core.model import CheckIn
from kpi.core.view.views import ThemeCard


@dataclass(frozen=True, slots=True)
class Material:
    """What a run is made of: a plan at the meeting's date, and what people recorded around it.

    `since`: the date that `changed` compares with, None when there is nothing to compare with. `said`: the newest
    check-in of each target, for the period of the view. `undelivered`: owners of whom something of the period
    `asked_for` is overdue; None: of no period in particular. `agreed`: everything agreed so far, that of earlier
    meetings among it. `until`: the day of the next meeting.
    """

    meeting: Meeting
    snapshot: Snapshot
    since: date | None = None
    changed: tuple[ChangedLight, ...] = ()
    said: tuple[CheckIn, ...] = ()
    undelivered: tuple[ReportGroup, ...] = ()
    asked_for: Period | None = None
    agreed: tuple[Agreement, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TitleScreen:
    """One sentence and one bar: how the plan stands."""

    rollup: Rollup


@dataclass(frozen=True, slots=True)
class SinceScreen:
    """What changed since `first` (None: no comparison), worse first, the most serious six; `total` counts all."""

    first: date | None
    rows: tuple[ChangedLight, ...]
    total: int
    worse: int
    better: int


@dataclass(frozen=True, slots=True)
class ResultScreen:
    """One result that asks for a word: `said` None: nobody explained it."""

    row: Row
    said: CheckIn | None = None
    asked: Agreement | None = None
    accepted: Accepted | None = None


@dataclass(frozen=True, slots=True)
class ResultsScreen:
    """Further results, at most three, each with what was said of it."""

    results: tuple[ResultScreen, ...]


@dataclass(frozen=True, slots=True)
class ThemesScreen:
    """Themes, at most three; `first` and `total` number them."""

    cards: tuple[ThemeCard, ...]
    first: int
    total: int


@dataclass(frozen=True, slots=True)
class DeadlinesScreen:
    """Open deadlines after the date, up to and including `until`, the nearest first; `total` counts all."""

    rows: tuple[Row, ...]
    until: date
    total: int


@dataclass(frozen=True, slots=True)
class UndeliveredScreen:
    """Of whom something of a period is overdue, the most first; `total` counts owners, `reports` what they owe."""

    groups: tuple[ReportGroup, ...]
    total: int
    reports: int
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class AgreedScreen:
    """What this meeting agreed, and the actions of earlier ones that are still open, late ones first."""

    here: tuple[Agreement, ...]
    earlier: tuple[Agreement, ...]


Screen = (
    TitleScreen
    | SinceScreen
    | ResultScreen
    | ResultsScreen
    | ThemesScreen
    | DeadlinesScreen
    | UndeliveredScreen
    | AgreedScreen
)


@dataclass(frozen=True, slots=True)
class Run:
    """The screens in the order in which they are shown.

    `beyond`: results that ask for attention and did not fit; `left_out`: those that somebody left out.
    """

    material: Material
    screens: tuple[Screen, ...]
    beyond: tuple[Row, ...] = ()
    left_out: tuple[Row, ...] = ()
