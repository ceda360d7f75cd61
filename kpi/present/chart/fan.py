"""Between which values a result is expected up to its deadline: a band that opens, with its middle; in ink alone."""

from collections.abc import Callable
from typing import Any

from kpi.core.outlook.of_target import fan
from kpi.core.view.target_view import TargetView
from kpi.present.chart.chart_data import Rows, stamp


def fan_rows(view: TargetView) -> Rows:
    """The band at the end of each period to come, from the newest value on; nothing where nothing is forecast."""
    if view.row.ended is not None:
        return []
    return [
        {"day": stamp(one.day), "value": one.mid, "least": one.low, "most": one.high}
        for one in fan(view.row.assessment)
    ]


def fan_layers(base: Any, up: Callable[[str], Any], colour: str) -> list[Any]:
    """The band and its middle; `up` encodes a field of the rows on the axis of the values.

    Never in the colour of a light, so that nobody takes it for a judgement.
    """
    import altair as alt

    band = base.mark_area(fill=colour, opacity=0.18).encode(y=up("least"), y2=alt.Y2("most:Q"))
    return [band, base.mark_line(stroke=colour, strokeWidth=1.5).encode(y=up("value"))]
