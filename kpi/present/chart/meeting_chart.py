"""The path chart for a room: few words, few ticks, large letters, in the proportions of half a screen."""

from copy import deepcopy
from typing import Any

from kpi.core.view.target_view import TargetView
from kpi.present.chart.charts import path_chart

WIDTH, HEIGHT = 520, 330
LOW = 0.12  # share of the height that counts as on the axis
ABOVE = 17  # pixels: where a figure would stand on the axis it stands above its point
_TICKS = {"tickCount": 3, "labelFontSize": 18, "titleFontSize": 18}
_LEFT_OUT = frozenset({"earlier", "wasbound", "wasdue", "pace"})


def room_chart(view: TargetView, lang: str) -> dict[str, Any]:
    """The course of one result as a Vega-Lite dictionary in the light theme.

    Of the points only the newest is told in figures. What was promised before and the pace that is needed stand beside
    it in words and are left out; words have no second, pale copy behind them.
    """
    spec = deepcopy(path_chart(view, lang, checked=False))
    spec["layer"] = [one for one in spec["layer"] if not _is_left_out(one)]
    for layer in spec["layer"]:
        if layer["data"]["name"] == "dots":
            layer["data"]["values"] = _newest_told(layer["data"]["values"])
            if layer["mark"]["type"] == "text" and _is_low(layer["data"]["values"]):
                layer["mark"]["dy"] = -ABOVE
        if layer["mark"]["type"] == "text":
            layer["mark"]["fontSize"] = 18
    axes = spec["config"]
    axes["axisX"] = {**axes["axisX"], **_TICKS, "format": "%m-%Y", "labelSeparation": 24}
    axes["axisY"] = {**axes["axisY"], **_TICKS}
    return {**spec, "width": WIDTH, "height": HEIGHT}


def _is_left_out(layer: dict[str, Any]) -> bool:
    return layer["data"]["name"] in _LEFT_OUT or (layer["mark"]["type"] == "text" and "stroke" in layer["mark"])


def _newest_told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*({**row, "shown": "", "edge": ""} for row in rows[:-1]), *rows[-1:]]


def _is_low(rows: list[dict[str, Any]]) -> bool:
    values = [0.0, *(row["value"] for row in rows)]
    return bool(rows) and rows[-1]["value"] - min(values) <= LOW * (max(values) - min(values) or 1.0)


def labels_in(spec: dict[str, Any]) -> tuple[str, ...]:
    """The words that stand in a drawing, besides those of its axes."""
    texts = [one for one in spec["layer"] if one["mark"]["type"] == "text"]
    fields = [(one["data"]["values"], one["encoding"]["text"]["field"]) for one in texts]
    return tuple(str(row[field]) for rows, field in fields for row in rows if row.get(field))
