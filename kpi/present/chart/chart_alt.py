"""The path chart in words."""

from kpi.core.explain.why import why
from kpi.core.notation import day
from kpi.core.outlook.of_target import outlook
from kpi.core.view.target_view import TargetView
from kpi.present.figures import bare_figure
from kpi.present.outlook_words import forecast_words
from kpi.present.style import label
from kpi.present.words import text


def chart_alt(view: TargetView, lang: str) -> str:
    """The chart in words: the light, its sum, the newest measured values, and what is expected."""
    one = view.row.assessment
    newest = [
        f"{day(dot.point.day, lang)}: {bare_figure(one.target, dot.point.value, lang)} ({label(dot.status, (), lang)})"
        for dot in view.dots[-8:]
    ]
    values = text(lang, "Measured: {values}.", values="; ".join(newest))
    values = values if newest else text(lang, "Nothing was measured.")
    ahead = forecast_words(outlook(one), lang) if view.row.ended is None else ""
    return f"{one.target.statement}: {label(one.status, one.flags, lang)}. {why(one, lang)} {values} {ahead}".rstrip()
