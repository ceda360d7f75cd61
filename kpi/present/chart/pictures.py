"""Pictures as files: the path chart drawn without a browser, and any drawing as PNG."""

from datetime import date
from textwrap import wrap
from typing import Any

from kpi.core.light.assessment import Flag
from kpi.core.notation import day
from kpi.core.view.target_view import TargetView
from kpi.present.chart.charts import path_chart
from kpi.present.style import colour, label
from kpi.present.words import text

WIDTH, SCALE = 1100, 2.0
FONT = "Arial, Liberation Sans, sans-serif"  # one that is on every computer, or comes with the converter
_LETTERS = 78  # of the title on a line


def chart_picture(view: TargetView, lang: str, kind: str) -> bytes:
    """The path chart of one result on paper, as "svg" or "png", with title, plan, date and light."""
    import vl_convert

    spec = {**path_chart(view, lang), "width": WIDTH, "background": colour("card"), "padding": 30}
    spec["title"] = _title(view, view.snapshot.as_of, lang)
    spec["config"] = {**spec["config"], "font": FONT}
    # Nothing is fetched: the drawing holds its own figures.
    if kind == "svg":
        return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]).encode()
    return bytes(vl_convert.vegalite_to_png(spec, scale=SCALE, allowed_base_urls=[]))


def png_of(svg: str) -> bytes:
    """A drawing as PNG, at twice its size."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=SCALE))


def _title(view: TargetView, as_of: date, lang: str) -> dict[str, Any]:
    one = view.row.assessment
    told = [view.snapshot.plan.title, day(as_of, lang), label(one.status, (), lang)]
    if Flag.SAMPLE in one.flags:
        told.append(text(lang, "sample figures"))
    return {
        "text": wrap(one.target.statement, _LETTERS),
        "subtitle": [" · ".join(told)],
        "anchor": "start",
        "fontSize": 24,
        "subtitleFontSize": 16,
        "color": colour("ink"),
        "subtitleColor": colour("soft"),
        "subtitlePadding": 8,
        "offset": 26,
    }
