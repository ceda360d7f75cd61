"""Figures of a target as people read them: with its unit and its own decimals."""

from kpi.core.explain.figures import SHARES, amount_of, decimals_of, difference, exact, pace_enough, unit_of
from kpi.core.explain.why_path import pace_to_tell
from kpi.core.light.assessment import Assessment
from kpi.core.model import Target
from kpi.core.notation import day, number, period_unit, short_number
from kpi.core.unit import CURRENCY
from kpi.present.words import text


def bare_figure(target: Target, value: float, lang: str) -> str:
    """A value without a word after it; signs that stand against the number stay."""
    if target.unit in ("%", "‰", *CURRENCY):
        return amount_of(target, value, lang)
    return number(value, decimals_of(target), lang)


def goal_figure(target: Target, goal: float, lang: str) -> str:
    """The promised value with its unit, as exact as it was written; in times where windows are counted without one."""
    if target.traits.has_windows and not unit_of(target, lang):
        return text(lang, "{n} times", n=short_number(goal, 1, lang))
    return exact(target, goal, lang)


def measured_figure(target: Target, value: float, lang: str) -> str:
    """A measured value with its unit; in times where windows are counted without one."""
    return amount_of(target, value, lang) if target.unit else goal_figure(target, value, lang)


def pace_figure(one: Assessment, value: float | None, lang: str) -> str:
    """ "2 per kwartaal", of a share "2 procentpunt per kwartaal"; nothing where there is no ground for a figure."""
    if value is None:
        return ""
    target = one.target
    decimals = max(1, decimals_of(target))
    shares = target.unit in SHARES
    pace = difference(target, round(value, decimals), lang) if shares else short_number(value, decimals, lang)
    return text(lang, "{pace} a {period}", pace=pace, period=period_unit(target.frequency, 1, lang))


def needed_pace(one: Assessment) -> float | None:
    """The pace to say that is needed, none where it cannot be kept any more."""
    pace = pace_to_tell(one)
    if pace is None or pace.needed is None:
        return None
    return pace_enough(one.target, pace.needed, max(1, decimals_of(one.target)))


def share(value: float, lang: str) -> str:
    """A share of one as a percentage, without decimals when whole."""
    return f"{short_number(100 * value, 1, lang)}%"


def window(target: Target, lang: str) -> str:
    """From which day to which day the result may be expected, both included."""
    due = day(target.due, lang)
    if target.due_from is None:
        return text(lang, "by {day}", day=due)
    if target.due_from == target.due:
        return text(lang, "on {day}", day=due)
    return text(lang, "from {first} to {last}", first=day(target.due_from, lang), last=due)
