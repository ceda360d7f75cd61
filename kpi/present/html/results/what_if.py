"""What the next figure would make of a light, and which figures lead to the goal; in words, never as a light."""

from markupsafe import Markup

from kpi.core.notation import period
from kpi.core.outlook.scenario import Scenario
from kpi.present.figures import measured_figure
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import soft
from kpi.present.style import status_word
from kpi.present.words import mark, text


def what_if(one: Scenario | None, lang: str) -> Markup:
    """The figures from which the next light is another, and even steps to the goal; nothing where none can be told."""
    if one is None:
        return NOTHING
    target = one.target
    more = mark("{value} or more: {status}") if target.sign > 0 else mark("{value} or less: {status}")
    lines = [
        text(lang, more, value=measured_figure(target, edge.value, lang), status=status_word(edge.status, lang))
        for edge in one.edges
    ]
    lines.append(text(lang, "otherwise: {status}", status=status_word(one.otherwise, lang)))
    title = text(lang, "If this is reported for {period}:", period=period(one.period, lang))
    steps = "; ".join(f"{period(at, lang)} {measured_figure(target, value, lang)}" for at, value in one.steps)
    way = text(lang, "In even steps to the goal: {steps}.", steps=steps) if steps else ""
    return markup("<p>{}</p><ul>{}</ul>{}", title, joined(markup("<li>{}</li>", line) for line in lines), soft(way))
