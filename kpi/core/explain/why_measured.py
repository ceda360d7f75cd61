"""What every sentence about a figure says alike: the value, when it was, and what became of a deadline."""

from collections.abc import Callable

from kpi.core.calendar.period import DAY, elapsed
from kpi.core.explain import figures
from kpi.core.explain.why_time import length
from kpi.core.explain.why_words import Words
from kpi.core.light.assessment import Assessment, Flag, Status
from kpi.core.light.compare import keeps, meets
from kpi.core.light.evidence import Point, aggregation_of
from kpi.core.model import Target
from kpi.core.notation import day, within
from kpi.core.vocabulary import Aggregation, Comparator

Teller = Callable[[Target, float, float, str], str]


def value_told(one: Assessment, lang: str, tell: Teller = figures.told) -> str:
    """The value; when it is not what was promised or expected it never looks as if it were, because of rounding."""
    assert one.point is not None
    value, compared = one.point.value, one.comparison
    if compared is None or meets(one.target, value):
        return tell(one.target, value, value, lang)
    others = (compared.goal, compared.expected) if compared.short > 0 else (compared.goal,)
    return max((tell(one.target, value, other, lang) for other in others), key=len)


def on_day(one: Assessment, words: Words) -> str:
    """A day for what is measured at a moment, a period for what is counted over it; a total has a day too."""
    assert one.point is not None
    if is_of_a_period(one.target):
        return words.within.format(period=within(one.point.period, words.lang))
    return (words.on_due if at_the_deadline(one) else words.on).format(day=day(one.point.day, words.lang))


def is_of_a_period(target: Target) -> bool:
    """Whether its values are counted over a period and are no running total."""
    return aggregation_of(target) is Aggregation.SUM and not target.traits.adds_up


def at_the_deadline(one: Assessment) -> bool:
    """Whether the value of the deadline itself settled it, so that one day says both."""
    settled = one.status is Status.MISSED or (one.status is Status.ACHIEVED and one.target.traits.is_bound)
    if not settled or one.point is None or one.windows or is_of_a_period(one.target):
        return False
    return one.point.day == one.target.due


def met_when(one: Assessment, words: Words) -> str:
    """ "op 14-05-2021"; the period it was reported of where nobody told the day: "in het 2e kwartaal van 2021"."""
    point = _met_by(one)
    if met_some_day(one):
        return words.within.format(period=within(point.period, words.lang))
    return words.on.format(day=day(point.day, words.lang))


def met_some_day(one: Assessment) -> bool:
    """Whether it was said to be done in a period, and nobody told the day; it was met."""
    point = _met_by(one)
    return point.plain and not point.dated


def _met_by(one: Assessment) -> Point:
    return next(point for point in one.series if point.day == one.met_on and keeps(one.target, point))


def past_due(one: Assessment, words: Words) -> str:
    """How long ago the deadline was that is missed, or of which nothing was heard since."""
    phrase = words.unknown_after
    if one.status is Status.MISSED:
        phrase = words.missed_then if at_the_deadline(one) else words.missed
    return phrase.format(due=day(one.target.due, words.lang), days=length(-one.days_left, words))


def deadline_past(one: Assessment, words: Words) -> str:
    """How long ago the deadline was."""
    return words.due_past.format(due=day(one.target.due, words.lang), days=length(-one.days_left, words))


def periods_to_go(one: Assessment) -> float:
    """Reporting periods from the day of the light to the deadline, a part of one included; 0 once it has passed."""
    return max(0.0, elapsed(one.as_of + DAY, one.target.due) / one.target.frequency.months)


def time_left(one: Assessment, words: Words) -> list[str]:
    """That the deadline is today, or in how many days; nothing while a whole period is left, or once it has passed."""
    if one.days_left < 0 or round(periods_to_go(one), 1) >= 1:
        return []
    if not one.days_left:
        return [words.due_today]
    return [words.due_in.format(days=length(one.days_left, words), due=day(one.target.due, words.lang))]


def met_told(one: Assessment, words: Words) -> str:
    """That it was met, when, and how long after the deadline."""
    assert one.met_on is not None
    if Flag.REGRESSED in one.flags:
        return words.lost.format(day=day(one.met_on, words.lang))
    late, that_day = one.status is Status.ACHIEVED_LATE, one.point is not None and one.met_on == one.point.day
    if that_day:
        return late_told(words.met_late_that_day if late else words.met_that_day, one, words)
    return late_told(words.met_late if late else words.met, one, words)


def late_told(phrase: str, one: Assessment, words: Words) -> str:
    """A phrase with the day it was met, the deadline and the time between."""
    assert one.met_on is not None
    days = length((one.met_on - one.target.due).days, words)
    if met_some_day(one):
        days = words.comparators[Comparator.AT_MOST].format(value=days)
    return phrase.format(when=met_when(one, words), due=day(one.target.due, words.lang), days=days)
