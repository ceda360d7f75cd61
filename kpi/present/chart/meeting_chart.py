"""The path chart for a room: few words, few ticks, large letters, in the proportions of half a screen."""

from typing import Any

from kpi.core.view.target_view import TargetView
from kpi.present.chart.charts import path_chart
from kpi.present.chart.placing import LETTER, Layer, Plot, WordBox, free_place, is_text

WIDTH, HEIGHT = 520, 330
SIZE, LEAST = 18, 12  # of letters
_LETTERS = {"labelFontSize": SIZE, "titleFontSize": SIZE}
_LEFT_OUT = frozenset({"earlier", "wasbound", "wasdue", "pace"})


def room_chart(view: TargetView, lang: str) -> dict[str, Any]:
    """The course of one result as a Vega-Lite dictionary in the light theme.

    Of the points only the newest is told in figures, where they cross no other words. What was promised before and the
    pace that is needed stand beside it in words and are left out; words have no second, pale copy behind them. The unit
    is named once: by the goal, else by the axis.
    """
    spec = path_chart(view, lang)
    spec["layer"] = [one for one in spec["layer"] if not _is_left_out(one)]
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "text":
            layer["mark"]["fontSize"] = _size(layer)
    _name_unit_once(spec["layer"])
    _place(spec["layer"])
    axes = spec["config"]
    axes["axisX"] = {**axes["axisX"], **_LETTERS, "tickCount": 3, "labelSeparation": 8}
    axes["axisY"] = {**axes["axisY"], **_LETTERS, "tickCount": 2}
    return {**spec, "width": WIDTH, "height": HEIGHT}


def _is_left_out(layer: Layer) -> bool:
    edge = layer["mark"]["type"] == "text" and layer["encoding"]["text"]["field"] == "edge"
    halo = layer["mark"]["type"] == "text" and "stroke" in layer["mark"]
    return layer["data"]["name"] in _LEFT_OUT or edge or halo


def _name_unit_once(layers: list[Layer]) -> None:
    goals = [row["words"] for one in layers if is_text(one, "goal") for row in one["data"]["values"]]
    for axis in _value_axes(layers):
        if axis["title"] and any(axis["title"] in words for words in goals):
            axis["title"] = None


def _value_axes(layers: list[Layer]) -> list[dict[str, Any]]:
    return [one["encoding"]["y"]["axis"] for one in layers if "axis" in one["encoding"].get("y", {})]


def _size(layer: Layer) -> float:
    """The size of words: smaller where every window has its own beside the next."""
    rows = layer["data"]["values"]
    if layer["data"]["name"] != "windows":
        return SIZE
    longest = max((len(row["words"]) for row in rows), default=1) or 1
    return max(LEAST, min(SIZE, WIDTH / len(rows) / (LETTER * (longest + 1))))


def _place(layers: list[Layer]) -> None:
    """Put the goal inside the drawing, and the newest figure where it crosses no other words."""
    plot = Plot(layers, WIDTH, HEIGHT)
    newest = next((one for one in layers if is_text(one, "dots")), None)  # and all that share its rows
    others: list[WordBox] = []

    for layer in layers:
        if is_text(layer, "goal") or is_text(layer, "expected"):
            row = layer["data"]["values"][0]
            if plot.box(layer, row, row["words"]).left < 0:
                layer["mark"].update(align="left", dx=9)
            others.append(plot.box(layer, row, row["words"]))
    if newest is not None and newest["data"]["values"]:
        *before, row = newest["data"]["values"]
        words = row["shown"] or row["edge"]
        newest["mark"].update(free_place(*plot.at(newest, row), words, SIZE, others, (WIDTH, HEIGHT)))
        told = [*({**one, "shown": ""} for one in before), {**row, "shown": words}]
        for layer in layers:
            if layer["data"]["name"] == "dots":
                layer["data"]["values"] = told


def labels_in(spec: dict[str, Any]) -> tuple[str, ...]:
    """The words that stand in a drawing, besides the figures of its axes."""
    units = {axis["title"] for axis in _value_axes(spec["layer"]) if axis["title"]}
    texts = [one for one in spec["layer"] if one["mark"]["type"] == "text"]
    fields = [(one["data"]["values"], one["encoding"]["text"]["field"]) for one in texts]
    return (*sorted(units), *(str(row[field]) for rows, field in fields for row in rows if row.get(field)))
