"""The matrix: themes fold to a bar a quarter, what asks for attention has a light a quarter, the newest first."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from kpi.core.calendar.period import Period
from kpi.core.light.assessment import Light
from kpi.core.light.rollup import Rollup, Standing
from kpi.core.light.snapshot import Row
from kpi.core.notation import number
from kpi.core.notation import period as period_words
from kpi.core.view.folded import Matrix, MatrixTheme, cell_at
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import Href, first_when_narrow, link, message, small_light
from kpi.present.style import label, light_word
from kpi.present.words import plural, text

# A link to the results of a theme that stand in one of these ways.
Onward = Callable[[str, Sequence[Standing]], str]
THEMES = 25  # that a narrow page does not fold
_SLIVER = 4  # percent of a bar that even one result has


def matrix_grid(matrix: Matrix, href: Href, onward: Onward, lang: str, earlier: Markup = NOTHING) -> Markup:
    """The whole matrix; `onward` opens what is only counted, `earlier` leads to older quarters."""
    if not matrix.periods:
        return message(text(lang, "No periods"), text(lang, "On this date the plan has not begun yet."))
    heads = joined(
        markup('<span title="{}">{}</span>', period_words(one, lang), short_period(one, _with_year(matrix, at)))
        for at, one in enumerate(matrix.periods)
    )
    themes = [_theme(one, matrix.periods, href, onward, lang) for one in matrix.themes]
    bodies = first_when_narrow(themes, THEMES, more_themes(len(themes) - THEMES, lang))
    return markup(
        '<div class="pp pp-mxbox"><div class="pp-mx" style="--all:{0};--n:var(--all)">'
        '<div class="pp-mx-line pp-mx-head" aria-hidden="true"><span>{1}{2}</span>{3}</div>{4}</div></div>',
        len(matrix.periods),
        text(lang, "Newest quarter first"),
        earlier,
        heads,
        bodies,
    )


def more_themes(count: int, lang: str) -> str:
    """How many themes stand behind a fold."""
    return plural(lang, "{n} more theme", "{n} more themes", count)


def short_period(one: Period, with_year: bool) -> str:
    """ "Q4 2021", or "Q3" where the year is clear from its neighbour."""
    year, quarter = one.parts
    return f"{quarter} {year}" if with_year else quarter


def _with_year(matrix: Matrix, at: int) -> bool:
    """Both ends say their year, and where a year begins, read from new to old."""
    return at in (0, len(matrix.periods) - 1) or matrix.periods[at].parts[0] != matrix.periods[at - 1].parts[0]


def _theme(one: MatrixTheme, periods: Sequence[Period], href: Href, onward: Onward, lang: str) -> Markup:
    bars = joined(spread_bar(lights, lang, when) for lights, when in zip(one.past, periods, strict=True))
    return markup(
        '<details class="pp-mx-theme"{}><summary class="pp-mx-line"><span><b>{}</b> <span class="pp-soft">{}</span>'
        "</span>{}</summary>{}{}</details>",
        Markup(" open") if one.is_open else NOTHING,
        one.theme.title,
        counts_words(one.rollup, lang),
        bars,
        _rows(one, periods, href, lang),
        _rest(one, onward, lang),
    )


def counts_words(rollup: Rollup, lang: str) -> str:
    """ "6 achter, 7 aandacht, 39 in totaal"; what is nought is left out."""
    red, amber = rollup.lights[Light.RED], rollup.lights[Light.AMBER]
    parts = [
        text(lang, "{n} behind", n=red) if red else "",
        text(lang, "{n} attention", n=amber) if amber else "",
        text(lang, "{n} not reported", n=rollup.silent) if rollup.silent else "",
        text(lang, "{n} in all", n=rollup.total),
    ]
    return ", ".join(part for part in parts if part)


def spread_bar(lights: Mapping[Light, int], lang: str, when: Period) -> Markup:
    """How the lights of a period are spread, as one element; nothing but its place for no results."""
    order = (Light.RED, Light.AMBER, Light.GREEN, Light.GREY)
    counts = [lights.get(one, 0) for one in order]
    if not sum(counts):
        return markup("<i></i>")
    told = ", ".join(f"{count} {light_word(one, lang)}" for one, count in zip(order, counts, strict=True) if count)
    red, amber, green = stops(counts)
    return markup(
        '<i class="pp-mx-spread" role="img" aria-label="{told}" title="{told}" style="--r:{r:.1f}%;--a:{a:.1f}%;'
        '--g:{g:.1f}%"></i>',
        told=f"{period_words(when, lang)}: {told}",
        r=red,
        a=amber,
        g=green,
    )


def stops(counts: Sequence[int]) -> tuple[float, float, float]:
    """Where red, amber and green end in a bar, in percent; what is there at all has a sliver at least."""
    total = sum(counts)
    wide = [max(_SLIVER, 100 * count / total) if count else 0.0 for count in counts]
    ends = [100 * sum(wide[: at + 1]) / sum(wide) for at in range(3)]
    return ends[0], ends[1], ends[2]


def _rows(one: MatrixTheme, periods: Sequence[Period], href: Href, lang: str) -> Markup:
    if not one.rows:
        return NOTHING
    lines = joined(_row(row, periods, href, lang) for row in one.rows)
    return markup(
        '<table class="pp-mx-rows" aria-label="{}"><colgroup><col>{}</colgroup><tbody>{}</tbody></table>',
        one.theme.title,
        Markup('<col class="pp-mx-q">') * len(periods),
        lines,
    )


def _row(row: Row, periods: Sequence[Period], href: Href, lang: str) -> Markup:
    cells = joined(markup("<td>{}</td>", _cell(row, one, lang)) for one in periods)
    return markup('<tr><th scope="row">{}</th>{}</tr>', link(href(row.target.code), row.target.statement), cells)


def _cell(row: Row, period: Period, lang: str) -> Markup:
    cell = cell_at(row, period)
    if cell is None:
        return NOTHING
    words = f"{period_words(period, lang)}: {label(cell.status, cell.flags, lang)}"
    return small_light(cell.status, cell.flags, 17, words)


def _rest(one: MatrixTheme, onward: Onward, lang: str) -> Markup:
    """What is only counted, each count leading to exactly those in the table."""
    parts = []
    if one.asking > len(one.rows):
        parts.append(link(onward(one.theme.code, [Standing.ATTENTION]), _asking_words(one, lang)))
    if one.rest:
        parts.append(link(onward(one.theme.code, tuple(one.rest)), _others_words(one, lang)))
    return markup('<p class="pp-mx-rest">{}</p>', joined(parts, " · ")) if parts else NOTHING


def rest_words(one: MatrixTheme, lang: str) -> str:
    """What is only counted, as text."""
    asking = _asking_words(one, lang) if one.asking > len(one.rows) else ""
    others = _others_words(one, lang) if one.rest else ""
    return " · ".join(part for part in (asking, others) if part)


def _asking_words(one: MatrixTheme, lang: str) -> str:
    return text(lang, "all {n} that need attention", n=number(one.asking, 0, lang))


def _others_words(one: MatrixTheme, lang: str) -> str:
    fine, unjudged = one.rest.get(Standing.FINE, 0), one.rest.get(Standing.UNJUDGED, 0)
    each = [
        text(lang, "{n} on track or achieved", n=fine) if fine else "",
        text(lang, "{n} not assessed yet", n=unjudged) if unjudged else "",
    ]
    said = ", ".join(part for part in each if part)
    return text(lang, "{n} more: {counts}", n=fine + unjudged, counts=said)
