"""The five words for a chance, and why there is none: in Dutch and English."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from kpi.core.outlook.forecast import LEAST
from kpi.core.outlook.xmr import ENOUGH


class Likely(StrEnum):
    """How likely a goal is reached; the least likely first."""

    SURELY_NOT = "surely_not"
    PROBABLY_NOT = "probably_not"
    EITHER = "either"
    PROBABLY = "probably"
    SURELY = "surely"


class InBoth(NamedTuple):
    """The same in both languages."""

    nl: str
    en: str


LIKELY: Mapping[Likely, InBoth] = {
    Likely.SURELY_NOT: InBoth("vrijwel zeker niet", "almost certainly not"),
    Likely.PROBABLY_NOT: InBoth("waarschijnlijk niet", "probably not"),
    Likely.EITHER: InBoth("kan beide kanten op", "could go either way"),
    Likely.PROBABLY: InBoth("waarschijnlijk wel", "probably"),
    Likely.SURELY: InBoth("vrijwel zeker wel", "almost certainly"),
}


def likely(chance: float) -> Likely:
    """The word for a chance of 0..1; exactly on an edge the more cautious one."""
    if chance < 0.05:
        return Likely.SURELY_NOT
    if chance < 0.25:
        return Likely.PROBABLY_NOT
    if chance <= 0.75:
        return Likely.EITHER
    return Likely.PROBABLY if chance <= 0.95 else Likely.SURELY


class WhyNot(StrEnum):
    """Why nothing is forecast."""

    MILESTONE = "milestone"
    RECURRING = "recurring"
    BOUND = "bound"
    STEP = "step"
    NOT_STARTED = "not_started"
    MET = "met"
    PASSED = "passed"
    STALE = "stale"
    PARTIAL = "partial"
    RHYTHM = "rhythm"
    FEW = "few"
    UNCHANGED = "unchanged"


WHY_NOT: Mapping[WhyNot, InBoth] = {
    WhyNot.MILESTONE: InBoth("een mijlpaal is klaar of niet", "a milestone is done or not"),
    WhyNot.RECURRING: InBoth("dit komt elke termijn terug", "this recurs in every window"),
    WhyNot.BOUND: InBoth(
        "dit moet steeds gelden, niet alleen op het eind", "this must hold all the time, not at the end"
    ),
    WhyNot.STEP: InBoth("de stap wordt in één keer gezet", "the step is made at once"),
    WhyNot.NOT_STARTED: InBoth("dit is nog niet begonnen", "this has not started yet"),
    WhyNot.MET: InBoth("dit is gehaald", "this is achieved"),
    WhyNot.PASSED: InBoth("de deadline is voorbij", "the deadline has passed"),
    WhyNot.STALE: InBoth("de laatste meting is verouderd", "the last measurement is out of date"),
    WhyNot.PARTIAL: InBoth("nog niet iedereen heeft gemeten", "not everyone has reported yet"),
    WhyNot.RHYTHM: InBoth("de metingen volgen geen vast ritme", "the measurements have no steady rhythm"),
    WhyNot.FEW: InBoth(
        "te weinig metingen ({n} van {least})",
        "too few measurements ({n} of {least})",
    ),
    WhyNot.UNCHANGED: InBoth("de waarde is niet veranderd", "the value did not change"),
}


def why_not(reason: WhyNot, points: int = 0) -> InBoth:
    """The reason in words; `points`: how many there are."""
    return InBoth(*(text.format(n=points, least=LEAST) for text in WHY_NOT[reason]))


def too_few_to_judge(points: int) -> InBoth:
    """Why a course is not judged."""
    return InBoth(
        f"te weinig metingen om te zien wat gewoon is ({points} van {ENOUGH})",
        f"too few measurements to see what is usual ({points} of {ENOUGH})",
    )
