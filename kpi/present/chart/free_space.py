"""Where the chart of a result has room: what it spans, and beside which points a figure fits."""

from datetime import date
from typing import Any

from kpi.core.model import Target
from kpi.core.view.target_view import Dot, TargetView

_WORDS = 0.45  # what was expected, in words, takes as much of the width of a phone
_FIGURE = 0.2  # and a figure so much
_LINE = 0.1  # share of the height that a line of words takes
_EDGE = 0.94  # share of the width beyond which a figure beside a point no longer fits


def days(view: TargetView) -> tuple[date, date]:
    """The first and the last day of the chart."""
    target, as_of = view.row.target, view.snapshot.as_of
    seen = [dot.point.day for dot in view.dots]
    dues = [one.target.due for one in view.earlier]
    return min([target.start, *seen]), max([target.due, as_of, *seen, *dues])


def window_opens(target: Target) -> date:
    """The first day of the band of a deadline; its last where the window is the whole way, and would say nothing."""
    return target.due_from if target.due_from and target.due_from > target.start else target.due


def along(view: TargetView, when: date) -> float:
    """How far along the chart a day lies, from 0 to 1."""
    first, last = days(view)
    return (when - first).days / max(1, (last - first).days)


def whole_ticks(view: TargetView) -> dict[str, Any]:
    """Where the figures beside the windows of what recurs stand: zero and what is needed, as half a time is none."""
    needed = {one.needed for one in view.row.assessment.windows}
    return {"values": sorted({0, *needed}), "format": "d"} if needed else {}


def is_under(view: TargetView) -> bool:
    """Whether the newest value lies below what was expected, so that their labels keep apart."""
    comparison, value = view.row.assessment.comparison, view.row.assessment.value
    return comparison is not None and value is not None and value < comparison.expected


def is_at_edge(view: TargetView, when: date) -> bool:
    """Whether a figure at the right of a point on this day would leave the chart."""
    return along(view, when) > _EDGE


def told_dots(view: TargetView) -> set[int]:
    """Which points have their value in words: the newest, and those where the light changed, as far as they fit.

    On a phone no figure may cross what was expected, a newer figure, or the days under the chart.
    """
    told: list[int] = []
    for at in range(len(view.dots) - 1, -1, -1):
        dot = view.dots[at]
        changed = at > 0 and dot.light is not view.dots[at - 1].light
        if not told or (changed and not _is_in_the_way(view, dot, view.dots[told[-1]])):
            told.append(at)
    return set(told)


def _is_in_the_way(view: TargetView, dot: Dot, newer: Dot) -> bool:
    return _crosses_expected(view, dot) or _crosses(view, dot, newer) or _is_on_the_days(view, dot)


def _crosses_expected(view: TargetView, dot: Dot) -> bool:
    one = view.row.assessment
    if one.comparison is None or one.point is None:
        return False
    before = along(view, one.point.day) - along(view, dot.point.day)
    return 0 < before < _WORDS and abs(dot.point.value - one.comparison.expected) < _reach(view) / 4


def _crosses(view: TargetView, dot: Dot, newer: Dot) -> bool:
    apart = along(view, newer.point.day) - along(view, dot.point.day)
    return apart < _FIGURE and abs(dot.point.value - newer.point.value) < _LINE * _reach(view)


def _is_on_the_days(view: TargetView, dot: Dot) -> bool:
    lowest = min(0.0, *(other.point.value for other in view.dots))
    return is_under(view) and dot.point.value - lowest < _LINE * _reach(view)


def _reach(view: TargetView) -> float:
    comparison = view.row.assessment.comparison
    values = [abs(dot.point.value) for dot in view.dots]
    return max(values if comparison is None else [abs(comparison.goal), *values])
