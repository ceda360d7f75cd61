"""Charts of a presentation that stay charts: their numbers can be opened and changed in PowerPoint."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Length, Pt

from kpi.core.light.assessment import Light
from kpi.core.plain import in_xml
from kpi.present.deck.slide import CourseChart, Share
from kpi.present.style import SHAPES, Shape, colour
from kpi.present.words import text

Box = tuple[Length, Length, Length, Length]  # left, top, width, height
_FIRST = date(1899, 12, 30)  # day 0 of a spreadsheet
_WHOLE = 100  # percent
_LOW = 0.12  # share of the height that counts as on the axis, where a word goes above its point
_MARKERS = {
    Shape.CIRCLE: XL_MARKER_STYLE.CIRCLE,
    Shape.TRIANGLE: XL_MARKER_STYLE.TRIANGLE,
    Shape.SQUARE: XL_MARKER_STYLE.SQUARE,
    Shape.RING: XL_MARKER_STYLE.CIRCLE,
}


def rgb(token: str) -> RGBColor:
    """A colour of the palette, as the light theme has it."""
    dark: RGBColor = RGBColor.from_string(colour(token).removeprefix("#").upper())
    return dark


def course_chart(slide: Slide, box: Box, course: CourseChart, lang: str) -> None:
    """What was expected and what was measured over time, each point in the shape and colour of its light."""
    data, names = XyChartData(), []
    if course.path:
        names.append("path")
        expected = data.add_series(text(lang, "expected"))
        for day, value in course.path:
            expected.add_data_point(_number(day), value)
    if course.points:
        names.append("points")
        measured = data.add_series(text(lang, "measured"))
        for day, value, _ in course.points:
            measured.add_data_point(_number(day), value)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *box, data)
    chart = frame.chart
    _plain(chart)
    series = dict(zip(names, chart.plots[0].series, strict=True))
    if "path" in series:
        _expected(series["path"], len(course.path), text(lang, "expected"))
    if "points" in series:
        _measured(series["points"], course, text(lang, "measured"))
    _axes(chart, course)
    _told(frame, course.words)


def _number(day: str) -> int:
    return (date.fromisoformat(day) - _FIRST).days


def _plain(chart: Any) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(14)
    chart.font.color.rgb = rgb("soft")


def _expected(series: Any, count: int, word: str) -> None:
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    line = series.format.line
    line.color.rgb, line.width, line.dash_style = rgb("accent"), Pt(2), MSO_LINE.DASH
    _label(series.points[count - 1], word, XL_LABEL_POSITION.LEFT, "accent")


def _measured(series: Any, course: CourseChart, word: str) -> None:
    points = course.points
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = rgb("ink"), Pt(2.25)
    for at, (_, _, light) in enumerate(points):
        marker = series.points[at].marker
        shape = SHAPES[Light(light)]
        marker.style, marker.size = _MARKERS[shape], 11
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = rgb("card" if shape is Shape.RING else light)
        marker.format.line.color.rgb = rgb("amber-edge" if light == Light.AMBER else light)
    values = _values(course)
    low = points[-1][1] - min(values) <= _LOW * (max(values) - min(values) or 1.0)
    where = XL_LABEL_POSITION.ABOVE if low else XL_LABEL_POSITION.BELOW
    _label(series.points[len(points) - 1], word, where, "ink")


def _values(course: CourseChart) -> list[float]:
    """Everything on the axis, its zero included: what is far from zero must look so."""
    return [0.0, *(value for _, value in course.path), *(value for _, value, _ in course.points)]


def _label(point: Any, word: str, where: Any, token: str) -> None:
    frame = point.data_label.text_frame
    frame.text = word
    run = frame.paragraphs[0].runs[0].font
    run.size, run.bold, run.color.rgb = Pt(14), True, rgb(token)
    point.data_label.position = where


def _axes(chart: Any, course: CourseChart) -> None:
    days = [_number(day) for day in (*(one[0] for one in course.path), *(one[0] for one in course.points))]
    along, up = chart.category_axis, chart.value_axis
    span = max(max(days) - min(days), 30)
    along.minimum_scale, along.maximum_scale = min(days) - span * 0.02, max(days) + span * 0.05
    along.major_unit = span / 3
    along.has_major_gridlines = False
    along.tick_labels.number_format, along.tick_labels.number_format_is_linked = "mm-yyyy", False
    along.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values = _values(course)
    if min(values) == 0:
        up.minimum_scale = 0
    if course.unit == "%" and max(values) <= _WHOLE:
        up.maximum_scale = _WHOLE
    up.major_gridlines.format.line.color.rgb = rgb("line")
    up.tick_labels.number_format, up.tick_labels.number_format_is_linked = "General", False
    up.has_title = bool(course.unit)
    if course.unit:
        up.axis_title.text_frame.text = in_xml(course.unit)
        up.axis_title.text_frame.paragraphs[0].runs[0].font.bold = False
    for axis in (along, up):
        axis.format.line.color.rgb = rgb("soft")


def shares_chart(slide: Slide, box: Box, shares: Sequence[Share]) -> None:
    """How many results have each light as one bar, the most serious first."""
    data = CategoryChartData()
    data.categories = [""]
    for one in shares:
        data.add_series(one.words, (one.count,))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED_100, *box, data)
    chart = frame.chart
    _plain(chart)
    chart.plots[0].gap_width, chart.plots[0].overlap = 10, 100
    chart.value_axis.visible = chart.category_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    for series, one in zip(chart.plots[0].series, shares, strict=True):
        _filled(series.format, one.light)
    _told(frame, ", ".join(f"{one.count} {one.words}" for one in shares))


def _filled(shape: Any, light: str) -> None:
    if light == Light.GREY:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb("grey"), rgb("hatch")
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(light)
    shape.line.color.rgb = rgb("card")


def _told(frame: GraphicFrame, words: str) -> None:
    """What a screen reader says of it."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", in_xml(words))
