"""What is promised, in words."""

from kpi.core.explain import figures
from kpi.core.explain.why_languages import WORDS
from kpi.core.light.evidence import goal_of
from kpi.core.model import Target
from kpi.core.notation import number
from kpi.core.vocabulary import Comparator


def promise(target: Target, lang: str) -> str:
    """ "minstens 9,0", "hoogstens 10 praktijken", "tussen 20 en 25%", "100%", "geen fouten"."""
    words = WORDS[lang]
    if target.value is None or target.value != goal_of(target):
        return words.complete.format(share="100%")
    phrase = words.comparators[target.comparator]
    if target.comparator is Comparator.BETWEEN and target.value_high is not None:
        low = number(target.value, figures.decimals_of(target), lang)
        return phrase.format(value=low, high=figures.amount_of(target, target.value_high, lang))
    if (target.comparator, target.value, target.unit) == (Comparator.AT_LEAST, 100, "%"):
        return "100%"
    if target.comparator is Comparator.AT_MOST and target.value == 0 and figures.in_wholes(target):
        unit = figures.unit_of(target, lang)
        return words.none_of.format(unit=unit) if unit else words.none
    return phrase.format(value=figures.amount_of(target, target.value, lang))
