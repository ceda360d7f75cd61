"""What the fields of a selection and their codes are called on screen."""

from collections.abc import Callable

from kpi.core.light.assessment import Status
from kpi.core.light.rollup import Standing
from kpi.core.light.snapshot import Change
from kpi.core.model import Plan
from kpi.core.view.arranging import Sort
from kpi.core.view.filters import ENDED, REVISED, SINCE, UNTIL, WORDS
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
