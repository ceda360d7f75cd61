"""What every sentence about a figure says alike: the value, when it was, and what became of a deadline."""

from collections.abc import Callable

from kpi.core.explain import figures
from kpi.core.explain.why_time import length
from kpi.core.explain.why_words import Words
from kpi.core.light.assessment import Assessment, Status
from kpi.core.light.compare import meets
from kpi.core.light.evidence import aggregation_of
from kpi.core.model import Target
from kpi.core.notation import day, within
from kpi.core.vocabulary import Aggregation

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
    if aggregation_of(one.target) is Aggregation.SUM and not one.target.traits.adds_up:
        return words.within.format(period=within(one.point.period, words.lang))
    return words.on.format(day=day(one.point.day, words.lang))


def past_due(one: Assessment, words: Words) -> str:
    """How long ago the deadline was that is missed, or of which nothing was heard since."""
    phrase = words.missed if one.status is Status.MISSED else words.unknown_after
    return phrase.format(due=day(one.target.due, words.lang), days=length(-one.days_left, words))
