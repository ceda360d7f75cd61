"""The chart of a result on a screen of a meeting: drawn large, and its numbers for native charts."""

from kpi.core.explain.figures import unit_of
from kpi.core.view.target_view import TargetView
from kpi.present.chart.chart_alt import chart_alt
from kpi.present.chart.meeting_chart import labels_in, room_chart
from kpi.present.deck.slide import CourseChart


def course_of(view: TargetView, lang: str, *, drawn: bool = True) -> CourseChart | None:
    """The chart of a result; None where nothing was measured or expected yet. `drawn` False: its numbers alone."""
    if not view.dots and not view.path:
        return None
    spec = room_chart(view, lang) if drawn else {}
    return CourseChart(
        spec=spec,
        words=chart_alt(view, lang),
        unit=unit_of(view.row.target, lang),
        path=tuple((when.isoformat(), value) for when, value in view.path),
        points=tuple((dot.point.day.isoformat(), dot.point.value, dot.light.value) for dot in view.dots),
        labels=labels_in(spec) if drawn else (),
    )
