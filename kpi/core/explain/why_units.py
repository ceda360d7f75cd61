"""Who reported, where not everyone who was expected did."""

from kpi.core.explain.why_languages import WORDS
from kpi.core.explain.why_words import Words
from kpi.core.light.assessment import Assessment
from kpi.core.light.units import Heard
from kpi.core.notation import within
from kpi.core.unit import several_of


def units_heard(one: Assessment, words: Words) -> list[str]:
    """What is said of a light on a partial period, and of newer figures that do not count yet; else nothing."""
    found = []
    if one.point and one.point.partial:
        found.append(who_reported(one.point.partial, words.lang))
    if one.waiting and one.waiting.partial:
        found.append(f"{who_reported(one.waiting.partial, words.lang)}; {words.not_counted}")
    elif one.waiting and (benchmark := one.target.benchmark):
        period = within(one.waiting.period, words.lang)
        found.append(words.no_benchmark.format(name=benchmark.name, period=period))
    return found


def who_reported(partial: Heard, lang: str) -> str:
    """How many of the units that were expected reported on a period."""
    words = WORDS[lang]
    kinds = several_of(partial.kind) if lang == "nl" else ""
    return words.heard[0 if partial.heard == 1 else 1].format(
        heard=partial.heard,
        expected=partial.expected,
        units=kinds or words.units,
        period=within(partial.period, lang),
    )
