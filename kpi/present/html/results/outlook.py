"""The second layer on the page of a result: its forecast as a sentence, and its variation as a quiet chart."""

from markupsafe import Markup

from kpi.core.light.assessment import Assessment
from kpi.core.notation import period
from kpi.core.outlook.of_target import outlook
from kpi.core.outlook.usual import Usual
from kpi.present.figures import bare_figure
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import soft
from kpi.present.outlook_words import chance_words, forecast_words, in_language, usual_words
from kpi.present.words import text

_SIDES = 4  # percent that is left free at either side of the chart


def forecast_line(one: Assessment, lang: str) -> Markup:
    """The forecast in one sentence, with its chance on hover; nothing where there is none."""
    found = outlook(one)
    said = forecast_words(found, lang)
    return (
        markup('<p class="pp pp-ahead" title="{}">{}</p>', chance_words(found, lang), prose(said)) if said else NOTHING
    )


def outlook_fold(one: Assessment, variation: Usual | None, lang: str) -> Markup:
    """What the forecast rests on or why there is none, and what is usual variation, with its chart."""
    if variation is None:
        return NOTHING
    found = outlook(one)
    if found.why_not is None:
        ahead = f"{forecast_words(found, lang)} {chance_words(found, lang)}"
    else:
        ahead = text(lang, "No forecast: {reason}.", reason=in_language(found.why_not, lang))
    said = " ".join(usual_words(variation, lang))
    return markup("<p>{}</p>{}{}", prose(said), usual_chart(variation, lang), soft(ahead))


def usual_chart(one: Usual, lang: str) -> Markup:
    """The values as points on a line, with their mean and limits; what is special is a diamond. In ink and grey only.

    Nothing where there are too few values for limits.
    """
    last = one.chart.last
    if last is None or not one.judged or last.lower is None or last.upper is None:
        return NOTHING
    values = [point.value for point in one.points]
    low, high = min(*values, last.lower), max(*values, last.upper)
    spread = (high - low) or 1.0

    def up(value: float) -> float:
        return 100 - (6 + 88 * (value - low) / spread)

    step = (100 - 2 * _SIDES) / (len(values) - 1)
    places = [(_SIDES + at * step, up(value)) for at, value in enumerate(values)]
    edge = [f"{x:.2f}% calc({y:.2f}% - 1px)" for x, y in places]
    edge += [f"{x:.2f}% calc({y:.2f}% + 1px)" for x, y in reversed(places)]
    marks = joined(
        markup('<i class="{}" style="left:{:.2f}%;top:{:.2f}%"></i>', "pp-odd" if point.rule else "pp-even", x, y)
        for point, (x, y) in zip(one.chart.points, places, strict=True)
    )
    lines = joined(
        markup(
            '<i class="{}" style="top:{:.2f}%"></i><span style="top:{:.2f}%">{}</span>',
            kind,
            up(value),
            up(value),
            bare_figure(one.target, value, lang),
        )
        for kind, value in (("pp-limit", last.upper), ("pp-mean", last.mean), ("pp-limit", last.lower))
    )
    return markup(
        '<figure class="pp-usual"><div role="img" aria-label="{}">{}'
        '<i class="pp-run" style="clip-path:polygon({})"></i>{}'
        "</div><figcaption>{}</figcaption></figure>",
        _told(one, lang),
        lines,
        ", ".join(edge),
        marks,
        _caption(one, lang),
    )


def _told(one: Usual, lang: str) -> str:
    """The chart for who cannot see it: every value, and which of them are special."""
    said = (
        f"{period(point.period, lang)}: {bare_figure(one.target, point.value, lang)}"
        + (f" ({text(lang, 'unusual')})" if drawn.rule else "")
        for point, drawn in zip(one.points, one.chart.points, strict=True)
    )
    return "; ".join(said)


def _caption(one: Usual, lang: str) -> str:
    first, last = (period(point.period, lang) for point in (one.points[0], one.points[-1]))
    return text(
        lang,
        "{first} to {last}: average (line), usual limits (dashed), unusual values (diamonds)",
        first=first,
        last=last,
    )
