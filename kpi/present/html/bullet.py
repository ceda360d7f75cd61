"""Where the marks of a bar lie: a value between where it began and what is promised."""

from kpi.core.light.assessment import Comparison

FURTHEST = 1.25  # of the way from baseline to goal: what lies beyond is drawn at the edge


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


def between(first: float, last: float) -> str:
    """From one share of the width to another; a value at its start keeps a sliver, so that zero is seen."""
    left, right = sorted((first, last))
    return f"left:{left:.1f}%;width:max(2px,{right - left:.1f}%)"
