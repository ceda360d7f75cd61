"""What each kind of target allows, needs and adds up: the one table that is asked instead of comparing kinds.

How a kind is judged stands in `kpi.core.light.status`, its sentence in `kpi.core.explain.why`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from kpi.core.vocabulary import Aggregation, Kind, complete

DONE = 100.0


class Course(StrEnum):
    """Against what a value is held, and so what a chart draws: a path, a bound, or windows with a number of times."""

    PATH = "path"
    BOUND = "bound"
    WINDOWS = "windows"


class Yes(StrEnum):
    """What "ja" or a bare day says of a value: nothing, one of what is counted, or the whole of it."""

    NOTHING = "nothing"
    ONE = "one"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """How a target is measured that has no indicator; values run from 0 to `high`, inclusive, infinite for a count.

    `share`: its owner judges how far it is, as a percentage, and a promised value up to 1 means all of it.
    """

    unit: str = ""
    high: float = inf
    aggregation: Aggregation = Aggregation.SUM
    share: bool = False


@dataclass(frozen=True, slots=True)
class KindTraits:
    """One row of `KINDS`.

    `adds_up`: the values of periods are parts of a total, unless the indicator reports totals. `baseline`: what is
    assumed where the plan names none; None: the first measurement. `lasting`: once met it cannot be lost.
    `closes`: once met nothing more is asked for. `improves`: anything better than the baseline is promised.
    `shares`: its value may be a percentage of the baseline; `compares`: it may be what a benchmark is in its period.
    `needs_value`, `needs_indicator`: a row of targets.csv without is refused.
    """

    course: Course
    yes: Yes = Yes.NOTHING
    own: OwnMeasure = OwnMeasure()
    adds_up: bool = False
    baseline: float | None = None
    lasting: bool = False
    closes: bool = False
    improves: bool = False
    shares: bool = False
    compares: bool = False
    needs_value: bool = True
    needs_indicator: bool = True

    @property
    def has_windows(self) -> bool:
        """Whether a number of times is promised in each window, so that its values are times."""
        return self.course is Course.WINDOWS

    @property
    def is_bound(self) -> bool:
        """Whether a level must hold all the time, so that there is no path to it."""
        return self.course is Course.BOUND


KINDS: Mapping[Kind, KindTraits] = complete(
    Kind,
    {
        Kind.REACH: KindTraits(Course.PATH, shares=True, compares=True),
        Kind.CUMULATIVE: KindTraits(Course.PATH, Yes.ONE, adds_up=True, baseline=0.0, lasting=True, shares=True),
        Kind.MAINTAIN: KindTraits(Course.BOUND, shares=True, compares=True),
        Kind.MILESTONE: KindTraits(
            Course.PATH,
            Yes.WHOLE,
            OwnMeasure("%", DONE, Aggregation.LAST, share=True),
            baseline=0.0,
            lasting=True,
            closes=True,
            needs_value=False,
            needs_indicator=False,
        ),
        Kind.RECURRING: KindTraits(Course.WINDOWS, Yes.ONE, adds_up=True, needs_indicator=False),
        Kind.IMPROVE: KindTraits(Course.BOUND, improves=True, needs_value=False),
    },
)
