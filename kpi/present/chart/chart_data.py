"""The rows behind the path chart: plain values, dates as local midnight so that no time zone moves them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from kpi.core.earlier_promises import EarlierTarget
from kpi.core.explain.figures import unit_of
from kpi.core.explain.promised import promise
from kpi.core.kinds import Course
from kpi.core.light.evidence import goal_of
from kpi.core.model import Target
from kpi.core.notation import day
from kpi.core.view.target_view import Dot, TargetView
from kpi.core.vocabulary import Comparator, PathKind
from kpi.present.chart.free_space import along, is_at_edge, told_dots, window_opens
from kpi.present.figures import bare_figure, goal_figure
from kpi.present.style import status_word
from kpi.present.words import text

Rows = list[dict[str, Any]]

_BESIDE = 0.25  # share of the width that the words of what was expected take on a phone
_SIDE = 0.15  # share of the width within which words in the middle would leave the chart


def stamp(when: date) -> str:
    """A day as the chart reads it: without a time zone."""
    return f"{when:%Y-%m-%d}T00:00:00"


def path_rows(view: TargetView) -> Rows:
    """The expected value at each corner, and the edges of the two bands beside it."""
    comparison = view.row.assessment.comparison
    if comparison is None:
        return []
    away = _away(view.row.target, comparison.baseline or 0.0, comparison.goal)
    return [
        {
            "day": stamp(when),
            "value": value,
            "green": value + away * comparison.green,
            "amber": value + away * max(comparison.green, comparison.amber),
        }
        for when, value in view.path
    ]


def earlier_rows(view: TargetView, lang: str) -> Rows:
    """The corners of the paths that earlier promises asked for, `version` apart; words at the end of the newest."""
    kept = [one for one in view.earlier if one.path and one.path != view.path]
    rows: Rows = [
        {"day": stamp(when), "value": value, "version": one.revision, "words": ""}
        for one in kept
        for when, value in one.path
    ]
    if rows:
        rows[-1]["words"] = _until(kept[-1], lang)
    return rows


def earlier_bound_rows(view: TargetView, lang: str) -> Rows:
    """The bounds and the numbers of times that earlier promises asked for, over the time that they asked it of."""
    now = view.row.target
    kept = [one for one in view.earlier if one.target.traits.course is not Course.PATH]
    return [
        {
            "day": stamp(one.target.start),
            "until": stamp(one.target.due),
            "value": goal_of(one.target),
            "words": _until(one, lang),
        }
        for one in kept
        if one.target.kind is now.kind and goal_of(one.target) != goal_of(now)
    ]


def earlier_due_rows(view: TargetView, lang: str) -> Rows:
    """The last days that earlier promises named, where no path of theirs shows it."""
    dues = {one.target.due: one for one in view.earlier if not one.path and one.target.due != view.row.target.due}
    return [
        {
            "day": stamp(due),
            "words": text(lang, "deadline until {day}", day=day(one.replaced_at.date(), lang)),
            "left": along(view, due) > 0.6,
        }
        for due, one in dues.items()
    ]


def _until(one: EarlierTarget, lang: str) -> str:
    """ "beloofd tot 25-11-2026: 8 netwerken"."""
    goal = goal_figure(one.target, goal_of(one.target), lang)
    return text(lang, "promised until {day}: {goal}", day=day(one.replaced_at.date(), lang), goal=goal)


def _away(target: Target, baseline: float, goal: float) -> int:
    """On which side of the path it is worse: below it when values should rise."""
    if target.comparator in (Comparator.EQUAL, Comparator.BETWEEN):
        return -1 if goal >= baseline else 1
    return -target.sign


def bound_rows(view: TargetView) -> Rows:
    """For a level to hold: each bound over the whole time, with the tolerance beside it."""
    target, comparison = view.row.target, view.row.assessment.comparison
    if not target.traits.is_bound or target.benchmark or target.value is None:
        return []
    tolerance = comparison.amber if comparison else 0.0
    low = {"value": goal_of(target), "amber": goal_of(target) - target.sign * tolerance}
    high = (
        [{"value": target.value_high, "amber": target.value_high + tolerance}]
        if target.comparator is Comparator.BETWEEN and target.value_high is not None
        else []
    )
    return [{"day": stamp(target.start), "until": stamp(target.due), **edge} for edge in (low, *high)]


def benchmark_rows(view: TargetView) -> Rows:
    """What was promised of each period where that follows a benchmark; its name stands at the oldest."""
    benchmark = view.row.target.benchmark
    known = [point for point in view.row.assessment.series if point.bound is not None]
    if benchmark is None:
        return []
    return [
        {"day": stamp(point.day), "value": point.bound, "words": benchmark.name if point is known[0] else ""}
        for point in known
    ]


def promise_rows(view: TargetView) -> Rows:
    """What was promised of each year that has a promise of its own."""
    target = view.row.target
    if target.path is not PathKind.YEARLY:
        return []
    return [{"day": stamp(day), "value": value} for day, value in target.waypoints]


def dot_rows(view: TargetView, lang: str) -> Rows:
    """The measured points with the light each had on its own day; `shown`: the newest and where the light changed.

    `edge` instead of `shown` where words beside the point would leave the chart.
    """
    target = view.row.target
    told = told_dots(view)
    return [
        {
            "day": stamp(dot.point.day),
            "value": dot.point.value,
            "light": dot.light.value,
            "words": bare_figure(target, dot.point.value, lang),
            **_shown(view, dot, lang, told=at in told),
            "status": status_word(dot.status, lang),
            "when": day(dot.point.day, lang),
        }
        for at, dot in enumerate(view.dots)
    ]


def _shown(view: TargetView, dot: Dot, lang: str, *, told: bool) -> dict[str, str]:
    words = bare_figure(view.row.target, dot.point.value, lang) if told else ""
    return {"shown": "", "edge": words} if is_at_edge(view, dot.point.day) else {"shown": words, "edge": ""}


def frame_rows(view: TargetView, lang: str) -> dict[str, Rows]:
    """What stands in every chart: the date of the view, the deadline window, the goal at its end."""
    target, as_of = view.row.target, view.snapshot.as_of
    at = along(view, as_of)
    side = "right" if at > 1 - _SIDE else "left" if at < _SIDE else "center"
    return {
        "asof": [{"day": stamp(as_of), "words": day(as_of, lang), "side": side}],
        "deadline": [{"day": stamp(window_opens(target)), "until": stamp(target.due)}],
        "goal": [{"day": stamp(target.due), "value": goal_of(target), "words": goal_words(target, lang)}],
        "expected": _expected(view, lang),
    }


def steps(view: TargetView) -> Literal["linear", "step-after"]:
    """A path of few whole steps is drawn as stairs: half a network is never asked for."""
    target, values = view.row.target, [value for _, value in view.path]
    few = target.indicator is not None and target.indicator.whole and abs(values[-1] - values[0]) < len(values)
    return "step-after" if few or target.path is PathKind.STEP else "linear"


def _expected(view: TargetView, lang: str) -> Rows:
    """The expected value at the day of the newest measurement; a bound that must hold is drawn already."""
    one = view.row.assessment
    if one.comparison is None or one.point is None or one.comparison.baseline is None:
        return []
    value = one.comparison.expected
    # At the deadline the goal says the same in the same place.
    at_goal = one.point.day >= one.target.due and value == one.comparison.goal
    words = "" if at_goal else text(lang, "expected {value}", value=bare_figure(one.target, value, lang))
    # The side from which the path comes is free of it; too near the begin there is no room.
    return [{"day": stamp(one.point.day), "value": value, "words": words, "left": along(view, one.point.day) > _BESIDE}]


def goal_words(target: Target, lang: str) -> str:
    """ "doel 8 netwerken", or what was agreed of a level to hold."""
    if target.traits.is_bound:
        return text(lang, "agreed: {promise}", promise=promise(target, lang))
    return text(lang, "goal {goal}", goal=goal_figure(target, goal_of(target), lang))


def axis_title(target: Target, lang: str) -> str:
    """What its axis counts."""
    unit = unit_of(target, lang)
    return unit or (text(lang, "times per period") if target.traits.has_windows else "")


def foot(target: Target) -> float:
    """Where its axis begins: at zero, or at the lowest value there can be (a mark of 1 to 10)."""
    lowest = target.indicator.minimum if target.indicator else None
    return max(0.0, lowest or 0.0)


def extent(rows: Iterable[dict[str, Any]], keys: tuple[str, ...], low: float = 0.0) -> tuple[float, float]:
    """The lowest and highest value of these keys, `low` included; a range of one for nothing."""
    values = [low, *(float(row[key]) for row in rows for key in keys if row.get(key) is not None)]
    low, high = min(values), max(values)
    return low, high if high > low else low + 1.0
