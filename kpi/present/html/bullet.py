"""The bullet: a value against what was expected of it and what is promised, with the baseline at the left."""

from markupsafe import Markup

from kpi.core.explain.figures import amount_of
from kpi.core.explain.promised import promise
from kpi.core.light.assessment import Assessment, Comparison
from kpi.core.light.windows import Window, WindowState
from kpi.core.model import Target
from kpi.core.notation import day, short_number
from kpi.core.vocabulary import Comparator
from kpi.present.figures import bare_figure
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.style import window_word
from kpi.present.words import text

FURTHEST = 1.25  # of the way from baseline to goal: what lies beyond is drawn at the edge
WINDOWS = 12  # as many fit in a cell; the newest count
_DRAWN = {
    WindowState.DONE: "done",
    WindowState.LATE: "late",
    WindowState.MISSED: "missed",
    WindowState.UNREPORTED: "unreported",
    WindowState.CURRENT: "current",
    WindowState.UPCOMING: "upcoming",
}


def bullet(assessment: Assessment, lang: str) -> Markup:
    """The picture of one assessment; empty when nothing was measured or there is nothing to compare with."""
    if assessment.windows:
        return _windows(assessment, lang)
    if assessment.comparison is None or assessment.value is None:
        return NOTHING
    if assessment.target.traits.is_bound:
        return _bound(assessment.target, assessment.value, lang)
    return _course(assessment.target, assessment.value, assessment.comparison, lang)


def course_places(value: float, comparison: Comparison) -> tuple[float, float, float, float]:
    """Where the baseline, the value, what was expected and the goal lie, in percent of the width.

    The goal is at the right and the baseline at the left, unless the value or what was expected lies beyond.
    """
    start = comparison.baseline or 0.0
    span = (comparison.goal - start) or 1.0
    ways = (0.0, (value - start) / span, (comparison.expected - start) / span, 1.0)
    low, high = max(-0.25, min(ways)), min(FURTHEST, max(ways))
    begin, now, expected, goal = (100 * (max(low, min(high, way)) - low) / (high - low) for way in ways)
    return begin, now, expected, goal


def _course(target: Target, value: float, comparison: Comparison, lang: str) -> Markup:
    """From baseline (left) to goal (right), whichever of the two is higher."""
    at = course_places(value, comparison)
    told = text(
        lang,
        "measured {value}, expected {expected}, goal {goal}, baseline {baseline}",
        value=amount_of(target, value, lang),
        expected=amount_of(target, comparison.expected, lang),
        goal=amount_of(target, comparison.goal, lang),
        baseline=amount_of(target, comparison.baseline or 0.0, lang),
    )
    body = (
        _label("pp-now", at[1], bare_figure(target, value, lang))
        + markup('<i class="pp-track"></i><i class="pp-value" style="{}"></i>', between(at[0], at[1]))
        + _tick("pp-expected", at[2])
        + _tick("pp-goal", at[3])
        + _label("pp-then", at[2], text(lang, "expected {value}", value=bare_figure(target, comparison.expected, lang)))
    )
    return _picture(body, amount_of(target, comparison.goal, lang), told)


def _bound(target: Target, value: float, lang: str) -> Markup:
    """From zero, or the lowest possible value, to beyond the bound; where it should stay is shaded."""
    goal = target.value or 0.0
    high_goal = target.value_high if target.comparator is Comparator.BETWEEN and target.value_high is not None else goal
    low = min(0.0, value, goal)
    high = max(value, high_goal + 0.25 * abs(high_goal), low + 1e-9)
    place = [100 * (point - low) / (high - low) for point in (value, goal, high_goal, max(0.0, low))]
    first, last = _allowed(target, place[1], place[2])
    said = promise(target, lang)
    told = text(lang, "measured {value}, agreed {promise}", value=amount_of(target, value, lang), promise=said)
    ticks = joined(_tick("pp-goal", at) for at in dict.fromkeys(place[1:3]))
    body = (
        _label("pp-now", place[0], bare_figure(target, value, lang))
        + markup('<i class="pp-track"></i><i class="pp-zone" style="{}"></i>', between(first, last))
        + markup('<i class="pp-value" style="{}"></i>{}', between(place[3], place[0]), ticks)
    )
    return _picture(body, said, told)


def _allowed(target: Target, goal: float, high: float) -> tuple[float, float]:
    if target.comparator in (Comparator.EQUAL, Comparator.BETWEEN):
        return goal, high
    return (goal, 100.0) if target.sign > 0 else (0.0, goal)


def _windows(one: Assessment, lang: str) -> Markup:
    """A box a window: done, late, missed, not reported, under way or to come."""
    begun = [window for window in one.windows if window.state is not WindowState.UPCOMING]
    from_here = max(0, min(len(begun) - 1, len(one.windows) - WINDOWS))
    shown = one.windows[from_here : from_here + WINDOWS]
    boxes = joined(_box(window, lang) for window in shown)
    told = "; ".join(_window_told(window, lang) for window in shown)
    return markup(
        '<div class="pp-windows" role="img" aria-label="{told}" title="{told}">{boxes}</div>', told=told, boxes=boxes
    )


def _box(window: Window, lang: str) -> Markup:
    filled = min(100.0, 100 * window.count / window.needed) if window.needed else 100.0
    count = f"{short_number(window.count, 1, lang)}/{short_number(window.needed, 1, lang)}"
    words = "" if window.state is WindowState.UPCOMING else count
    return markup(
        '<span class="pp-window pp-w-{}"><i style="width:{:.0f}%"></i><b>{}</b></span>',
        _DRAWN[window.state],
        filled,
        words,
    )


def _window_told(window: Window, lang: str) -> str:
    return text(
        lang,
        "{first} to {last}: {count} of {needed}, {state}",
        first=day(window.first, lang),
        last=day(window.last, lang),
        count=short_number(window.count, 1, lang),
        needed=short_number(window.needed, 1, lang),
        state=window_word(window.state, lang),
    )


def _picture(body: Markup, goal: str, told: str) -> Markup:
    return markup(
        '<div class="pp-bullet" role="img" aria-label="{told}" title="{told}">'
        '<div class="pp-plot">{body}</div><span class="pp-goalword">{goal}</span></div>',
        told=told,
        body=body,
        goal=goal,
    )


def between(first: float, last: float) -> str:
    """From one share of the width to another; a value at its start keeps a sliver, so that zero is seen."""
    left, right = sorted((first, last))
    return f"left:{left:.1f}%;width:max(2px,{right - left:.1f}%)"


def _tick(kind: str, at: float) -> Markup:
    return markup('<i class="{}" style="left:{:.1f}%"></i>', kind, at)


def _label(kind: str, at: float, words: str) -> Markup:
    """A label at its place that never sticks out: at the left end it starts there, at the right end it ends there."""
    return markup(
        '<span class="{kind}" style="left:{at:.1f}%;transform:translateX(-{at:.0f}%)">{words}</span>',
        kind=kind,
        at=at,
        words=words,
    )
