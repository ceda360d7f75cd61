"""What is promised, in words."""

from kpi.core.explain import figures
from kpi.core.explain.why_languages import WORDS
from kpi.core.light.evidence import goal_of
from kpi.core.model import Target
from kpi.core.notation import amount
from kpi.core.vocabulary import Comparator


def promise(target: Target, lang: str) -> str:
    """ "minstens 9", "hoogstens 10 praktijken", "tussen 20 en 25%", "100%", "geen fouten"."""
    return _promise(target, lang, figures.unit_of(target, lang))


def promise_beside(target: Target, lang: str) -> str:
    """As `promise`, beside a value that has the unit already: "hoogstens 10", "geen enkele"."""
    if promises_none(target):
        return WORDS[lang].not_one
    return _promise(target, lang, figures.unit_of(target, lang) if figures.is_short(target) else "")


def promises_none(target: Target) -> bool:
    """Whether not one of what is counted may be there."""
    return target.comparator is Comparator.AT_MOST and target.value == 0 and figures.in_wholes(target)


def _promise(target: Target, lang: str, unit: str) -> str:
    """What is promised; beside which benchmark, and of what while the baseline is not known."""
    words = WORDS[lang]
    if target.traits.improves:
        return words.better_than_begin
    if target.value_of and target.as_stated is None and target.value is not None:
        share = words.share_of_baseline.format(share=amount(target.value, 0, "%", lang))
        return words.comparators[target.comparator].format(value=share, high="")
    if target.benchmark is None:
        return _agreed(target, lang, unit)
    if target.as_stated is None:
        return words.comparators[target.comparator].format(value=target.benchmark.name, high="")
    return words.beside_benchmark.format(promise=_agreed(target, lang, unit), name=target.benchmark.name)


def _agreed(target: Target, lang: str, unit: str) -> str:
    words = WORDS[lang]
    if target.value is None or target.value != goal_of(target):
        return words.complete.format(share="100%")
    phrase = words.comparators[target.comparator]
    value = figures.promised_amount(target, target.value, lang, unit)
    if target.comparator is Comparator.BETWEEN and target.value_high is not None:
        high = figures.promised_amount(target, target.value_high, lang, unit)
        return phrase.format(value=figures.promised_amount(target, target.value, lang, ""), high=high)
    if target.comparator is Comparator.AT_LEAST and target.value == _most(target):
        return value
    if promises_none(target):
        return words.none_of.format(unit=unit) if unit else words.none
    return phrase.format(value=value)


def _most(target: Target) -> float | None:
    """The most there can be, of which "at least" says nothing."""
    if target.indicator is not None and target.indicator.maximum is not None:
        return target.indicator.maximum
    return 100.0 if target.unit == "%" else None
