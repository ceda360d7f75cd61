"""The matrix: results against reporting periods, a light in every cell."""

from itertools import groupby

from markupsafe import Markup

from kpi.core.calendar.period import Period
from kpi.core.light.snapshot import PastLight, Row
from kpi.core.model import Theme
from kpi.core.notation import period
from kpi.core.view.views import Matrix
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import Href, light, link, message
from kpi.present.words import text


def matrix_grid(matrix: Matrix, href: Href, lang: str) -> Markup:
    """All results of a plan by theme; years above, quarters below, the newest right; scrolls sideways when it must."""
    if not matrix.periods:
        return message(text(lang, "No periods"), text(lang, "On this date the plan has not begun yet."))
    years = joined(
        markup('<th scope="colgroup" colspan="{}">{}</th>', len(list(each)), year)
        for year, each in groupby(matrix.periods, key=lambda one: one.first.year)
    )
    quarters = joined(
        markup('<th scope="col" title="{}">{}</th>', period(one, lang), _short(one)) for one in matrix.periods
    )
    bodies = joined(_theme(theme, rows, matrix, href, lang) for theme, rows in matrix.themes)
    name = text(lang, "Results by quarter")
    return markup(
        '<div class="pp pp-scroll" role="region" tabindex="0" aria-label="{name}">'
        '<table class="pp-table pp-matrix"><thead><tr>'
        '<th scope="col" rowspan="2">{result}</th>{years}</tr>'
        "<tr>{quarters}</tr></thead>{bodies}</table></div>",
        name=name,
        result=text(lang, "Result"),
        years=years,
        quarters=quarters,
        bodies=bodies,
    )


def _short(one: Period) -> str:
    return f"Q{(one.first.month - 1) // 3 + 1}"


def _theme(theme: Theme, rows: tuple[Row, ...], matrix: Matrix, href: Href, lang: str) -> Markup:
    """One theme as a group of rows under its name."""
    wide, title = len(matrix.periods) + 1, theme.title
    heading = markup('<tr><th scope="rowgroup" colspan="{}" class="pp-group"><span>{}</span></th></tr>', wide, title)
    lines = joined(_row(row, href, lang) for row in rows)
    return markup("<tbody>{}{}</tbody>", heading, lines) if rows else NOTHING


def _row(row: Row, href: Href, lang: str) -> Markup:
    cells = joined(markup("<td>{}</td>", _cell(cell, lang)) for cell in row.strip)
    return markup('<tr><th scope="row">{}</th>{}</tr>', link(href(row.target.code), row.target.statement), cells)


def _cell(cell: PastLight, lang: str) -> Markup:
    return light(cell.status, cell.flags, lang, size=18)
