"""The matrix: results against reporting periods, a light in every cell."""

from itertools import groupby

from kpi.core.calendar.period import Period
from kpi.core.light.snapshot import PastLight, Row
from kpi.core.model import Theme
from kpi.core.notation import period
from kpi.core.view.views import Matrix
from kpi.present.html.parts import Href, escape, light, link, message
from kpi.present.words import text


def matrix(matrix: Matrix, href: Href, lang: str) -> str:
    """All results of a plan by theme; years above, quarters below, the newest right; scrolls sideways when it must."""
    if not matrix.periods:
        return message(text(lang, "No periods"), text(lang, "On this date the plan has not begun yet."))
    years = "".join(
        f'<th scope="colgroup" colspan="{len(list(each))}">{year}</th>'
        for year, each in groupby(matrix.periods, key=lambda one: one.first.year)
    )
    quarters = "".join(
        f'<th scope="col" title="{escape(period(one, lang))}">{_short(one)}</th>' for one in matrix.periods
    )
    bodies = "".join(_theme(theme, rows, matrix, href, lang) for theme, rows in matrix.themes)
    name = escape(text(lang, "Results by quarter"))
    return (
        f'<div class="pp pp-scroll" role="region" tabindex="0" aria-label="{name}"><table class="pp-table pp-matrix">'
        f'<thead><tr><th scope="col" rowspan="2">{escape(text(lang, "Result"))}</th>{years}</tr>'
        f"<tr>{quarters}</tr></thead>"
        f"{bodies}</table></div>"
    )


def _short(one: Period) -> str:
    return f"Q{(one.first.month - 1) // 3 + 1}"


def _theme(theme: Theme, rows: tuple[Row, ...], matrix: Matrix, href: Href, lang: str) -> str:
    """One theme as a group of rows under its name."""
    wide, title = len(matrix.periods) + 1, escape(theme.title)
    heading = f'<tr><th scope="rowgroup" colspan="{wide}" class="pp-group"><span>{title}</span></th></tr>'
    lines = "".join(_row(row, href, lang) for row in rows)
    return f"<tbody>{heading}{lines}</tbody>" if rows else ""


def _row(row: Row, href: Href, lang: str) -> str:
    cells = "".join(f"<td>{_cell(cell, lang)}</td>" for cell in row.strip)
    return f'<tr><th scope="row">{link(href(row.target.code), row.target.statement)}</th>{cells}</tr>'


def _cell(cell: PastLight, lang: str) -> str:
    return light(cell.status, cell.flags, lang, size=18)
