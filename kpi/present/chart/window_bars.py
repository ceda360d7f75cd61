"""The windows of a recurring result: a bar each, from zero to what was done, with a line at what is needed."""

from collections.abc import Callable
from typing import Any

from kpi.core.light.assessment import Light
from kpi.core.light.windows import Window, WindowState
from kpi.core.notation import short_number
from kpi.core.view.target_view import TargetView
from kpi.present.chart.chart_data import Rows, stamp
from kpi.present.style import window_word

WINDOW_LIGHTS = {
    WindowState.DONE: Light.GREEN,
    WindowState.LATE: Light.GREEN,
    WindowState.MISSED: Light.RED,
    WindowState.UNREPORTED: Light.GREY,
}


def window_rows(view: TargetView, lang: str) -> Rows:
    """A recurring target's windows, oldest first; a window under way has its own light, one to come has none."""
    return [_window(window, lang) for window in view.row.assessment.windows]


def _window(window: Window, lang: str) -> dict[str, Any]:
    current = Light.AMBER if window.count < window.expected else Light.GREEN
    lights = {**WINDOW_LIGHTS, WindowState.CURRENT: current}
    count, needed = short_number(window.count, 1, lang), short_number(window.needed, 1, lang)
    return {
        "day": stamp(window.first),
        "until": stamp(window.last),
        "mid": stamp(window.first + (window.last - window.first) / 2),
        "value": window.count,
        "needed": window.needed,
        "light": lights[window.state].value if window.state in lights else None,
        "words": "" if window.state is WindowState.UPCOMING else f"{count}/{needed}",
        "status": window_word(window.state, lang),
    }


def window_layers(base: Any, up: Callable[[str], Any], colour: Callable[[str], str]) -> tuple[list[Any], Any, Any]:
    """What stands behind, the line at what is needed, and how many of how many, for in front of the lights.

    `up` encodes a field of the rows on the axis of the values; `colour` gives one by its name.
    """
    import altair as alt

    bars = base.encode(x2=alt.X2("until:T"))
    middle = base.encode(x=alt.X("mid:T", title=None), y=up("needed"))
    zero, soft, ink = alt.Y2(datum=0), colour("soft"), colour("ink")
    track = bars.mark_rect(fill=colour("track"), opacity=0.4, stroke=soft, strokeWidth=0.5)
    done = bars.mark_rect(fill=soft, opacity=1, fillOpacity=0.2, stroke=soft, strokeWidth=1)
    behind = [track.encode(y=up("needed"), y2=zero), done.encode(y=up("value"), y2=zero)]
    bound = bars.mark_rule(stroke=ink, strokeWidth=2.5).encode(y=up("needed"))
    words = middle.mark_text(dy=22, fill=ink, fontSize=15, fontWeight=600).encode(text=alt.Text("words:N"))
    return behind, bound, words
