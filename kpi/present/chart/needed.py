"""The way that is left to the goal, and the pace it takes: rows for the path chart."""

from kpi.core.explain.figures import decimals_of
from kpi.core.light.assessment import Assessment
from kpi.core.notation import period_unit, short_number
from kpi.core.view.target_view import TargetView
from kpi.present.chart.chart_data import Rows, stamp
from kpi.present.chart.free_space import along
from kpi.present.figures import needed_pace
from kpi.present.words import text

_ROOM = 0.3  # share of the width that the words of the needed pace take on a phone


def needed_rows(view: TargetView, lang: str) -> Rows:
    """From the newest value to the goal on its last day, while it is behind and the pace can be told; words at its end.

    No words where there is no room for them: little time is left.
    """
    one = view.row.assessment
    if one.comparison is None or one.point is None or one.comparison.begin is None or one.comparison.short <= 0:
        return []
    needed = needed_pace(one)
    if needed is None:
        return []
    words = text(lang, "needed: {pace}", pace=_bare(one, needed, lang))
    left, rise = 1 - along(view, one.point.day), one.comparison.goal - one.point.value
    start = {"day": stamp(one.point.day), "value": one.point.value}
    end = {"day": stamp(one.target.due), "value": one.comparison.goal}
    steep = abs(rise) / _height(view) > left / 2
    aside = {"low": one.point.value + 0.12 * rise, "dy": 0} if steep else {"low": one.point.value, "dy": 38}
    if not steep and rise < 0:
        aside["dy"] = -38
    return [start, end, {"day": stamp(one.target.due), "words": words if left > _ROOM else "", **aside}]


def _bare(one: Assessment, pace: float, lang: str) -> str:
    """A pace without its unit, which the axis names: a label of a phone has no room for it."""
    each = period_unit(one.target.frequency, 1, lang)
    return text(lang, "{pace} a {period}", pace=short_number(pace, max(1, decimals_of(one.target)), lang), period=each)


def _height(view: TargetView) -> float:
    """How many units the chart is high."""
    values = [0.0, *(value for _, value in view.path), *(dot.point.value for dot in view.dots)]
    return max(values) - min(values) or 1.0
