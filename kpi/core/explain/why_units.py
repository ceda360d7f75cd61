"""Who reported, where not everyone who was expected did."""

from kpi.core.explain.why_words import WORDS, Words
from kpi.core.light.assessment import Assessment
from kpi.core.light.units import Heard
from kpi.core.notation import within
from kpi.core.unit import several_of


def units_heard(one: Assessment, words: Words) -> list[str]:
    """What is said of a light on a partial period, and of newer figures that do not count yet; else nothing."""
    found = []
    if one.point and one.point.partial:
        found.append(_heard(one.point.partial, words))
    if one.waiting and one.waiting.partial:
        found.append(f"{_heard(one.waiting.partial, words)}; {words.not_counted}")
    return found


def heard_words(partial: Heard, lang: str) -> str:
    """ "1 van 6 praktijken meldde over het 4e kwartaal van 2026", in "nl" or "en"."""
    return _heard(partial, WORDS[lang])


def _heard(partial: Heard, words: Words) -> str:
    kinds = several_of(partial.kind) if words.lang == "nl" else ""
    return words.heard[0 if partial.heard == 1 else 1].format(
        heard=partial.heard,
        expected=partial.expected,
        units=kinds or words.units,
        period=within(partial.period, words.lang),
    )
