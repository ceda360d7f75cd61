"""What the fields of a selection and their codes are called on screen."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kpi.core.light.assessment import Status
from kpi.core.light.rollup import Standing
from kpi.core.light.snapshot import Change
from kpi.core.model import Plan
from kpi.core.notation import day
from kpi.core.view.arranging import Sort
from kpi.core.view.filters import CODES, ENDED, REVISED, SINCE, UNTIL, WORDS, Filters
from kpi.core.vocabulary import Kind, Level
from kpi.present.style import code_word, status_word
from kpi.present.words import mark, text

LABELS = {
    "theme": mark("Theme"),
    "focus": mark("Focus"),
    "owner": mark("Owner"),
    "level": mark("Level"),
    "kind": mark("Kind"),
    "status": mark("Status"),
    "unit": mark("Organisation unit"),
    "standing": mark("Attention"),
    "change": mark("Since the previous quarter"),
    "promise": mark("Promise"),
    SINCE: mark("Deadline from"),
    UNTIL: mark("Deadline until"),
    WORDS: mark("Search"),
}
# What an order is called, and the same order from its other end.
ORDERS = {
    Sort.STATUS: (mark("most serious first"), mark("least serious first")),
    Sort.TITLE: (mark("from A to Z"), mark("from Z to A")),
    Sort.SHORTFALL: (mark("furthest behind first"), mark("furthest ahead first")),
    Sort.DEADLINE: (mark("earliest deadline first"), mark("latest deadline first")),
    Sort.CHANGE: (mark("worsened first"), mark("unchanged first")),
}
GROUP_WORDS = {
    "": mark("not at all"),
    "theme": mark("theme"),
    "focus": mark("focus"),
    "owner": mark("owner"),
    "status": mark("status"),
}
# The heading of the rows that a group has no code for.
NO_GROUP = {
    "theme": mark("No theme"),
    "focus": mark("No focus"),
    "owner": mark("No owner"),
    "status": mark("No status"),
}
_WORDS: dict[str, dict[str, str]] = {
    "standing": {
        Standing.ATTENTION: mark("needs attention"),
        Standing.FINE: mark("on track or achieved"),
        Standing.UNJUDGED: mark("not assessed yet"),
    },
    "change": {
        Change.WORSE: mark("worse"),
        Change.BETTER: mark("better"),
        Change.SAME: mark("the same"),
        Change.JUDGED: mark("assessed for the first time"),
        Change.LOST: mark("no longer assessed"),
    },
    "promise": {REVISED: mark("changed"), ENDED: mark("ended")},
}


def wording(plan: Plan, field: str, lang: str) -> Callable[[str], str]:
    """What a field's codes are called on screen."""
    if field == "theme":
        titles = {theme.code: theme.title for theme in plan.themes}
        return lambda code: titles.get(code, code)
    if field == "unit":
        names = {one.code: one.name for one in plan.org_units}
        return lambda code: names.get(code, code)
    if field == "status":
        return lambda code: status_word(Status(code), lang)
    if field == "kind":
        return lambda code: code_word(Kind(code), lang)
    if field == "level":
        return lambda code: code_word(Level(code), lang)
    if field in _WORDS:
        return lambda code: text(lang, _WORDS[field][code])
    return str


def taken(wanted: Filters, plan: Plan, lang: str, besides: Sequence[str] = ()) -> list[tuple[str, Filters]]:
    """Every part of a selection in words, with the selection without it; the fields `besides` are left out.

    A code that means nothing is said as it is written.
    """
    found: list[tuple[str, Filters]] = []
    for field, codes in wanted.chosen:
        if field in besides:
            continue
        words, known = wording(plan, field, lang), CODES.get(field)
        for code in codes:
            said = words(code) if known is None or code in known else code
            without = wanted.but(field, *(one for one in codes if one != code))
            found.append((f"{text(lang, LABELS[field])}: {said}", without))
    if wanted.since:
        found.append((text(lang, "deadline from {day}", day=day(wanted.since, lang)), replace(wanted, since=None)))
    if wanted.until:
        until = text(lang, "deadline up to and including {day}", day=day(wanted.until, lang))
        found.append((until, replace(wanted, until=None)))
    if wanted.words:
        found.append((f"“{wanted.words}”", replace(wanted, words="")))
    return found
