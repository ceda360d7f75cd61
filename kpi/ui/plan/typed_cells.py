"""Cells of a draft as the grid shows them and as they are typed: decimal commas and Dutch days, both read back."""

import re
from datetime import date
from typing import Any

import streamlit as st

from kpi.core.calendar.deadline_words import MONTHS
from kpi.core.calendar.period import YearStart, year_start
from kpi.core.notation import day as day_text
from kpi.core.notation import day_of_year
from kpi.core.plain import proving
from kpi.intake.edit.starter_words import choices, explained, header, is_required, worded
from kpi.intake.parse.cells import plain_cells
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.text_table import DAY_KEYS, PLAN, TERM, THEMES, Tables
from kpi.present.words import mark, text

_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2}) ([a-z]+)\.?", re.IGNORECASE)
_COMMA = re.compile(r"[+-]?\d+,\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")
WORDS = {
    "code": mark("Code"),
    "title": mark("Title"),
    "organisation": mark("Organisation"),
    "region": mark("Region"),
    "language": mark("Language"),
    "start": mark("First day"),
    "end": mark("Last day"),
    "source": mark("Source"),
    "report_frequency": mark("How often reported"),
    "dated": mark("Day of the document"),
    "year_starts": mark("First day of a year"),
    "terms": mark("Terms of office"),
    "ambition": mark("Ambition"),
    "icon": mark("Icon"),
}
WIDTHS = {
    **dict.fromkeys(("statement", "definition", "ambition", "title", "name", "activity"), 300),
    "org_unit": 180,
    **dict.fromkeys(("theme", "deadline", "indicator", "source_ref", "numerator", "denominator"), 150),
}
# What refers to the first column of another table.
_REFERS = {"theme": THEMES, "indicator": "indicators", "parent": "org_units"}


def column_word(table: str, column: str, lang: str) -> str:
    """What a person reads above a column."""
    if table in (PLAN, THEMES):
        return text(lang, WORDS[column]) if column in WORDS else column.removeprefix(TERM)
    return header(table, column, lang).replace("_", " ")


def shown(table: str, column: str, cell: str, lang: str) -> str:
    """A cell of a draft as the grid shows it."""
    kind = _kind(table, column)
    if lang == "nl" and kind == "number" and not isinstance(plain_cells.plain_number(cell), plain_cells.Bad):
        return cell.replace(".", ",")
    if kind == "year" and (begun := _year_start(cell)):
        return day_of_year(begun.month, begun.day, lang)
    if lang == "nl" and kind == "day" and isinstance(found := plain_cells.iso_day(cell), date):
        return day_text(found, lang)
    return worded(table, column, cell, lang) if table not in (PLAN, THEMES) else cell


def typed(table: str, column: str, cell: str, lang: str) -> str:
    """What was typed, as plan files write it; what could be two numbers stays a question, so that it is refused."""
    kind, cell = _kind(table, column), cell.strip()
    if lang == "nl" and kind == "number":
        if _GROUPED.fullmatch(cell):
            return f"{cell} of {cell.replace('.', '')}?"
        return proving(cell.replace(",", ".")) if _COMMA.fullmatch(cell) else cell
    if kind == "day" and (found := _DAY.fullmatch(cell)):
        return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    return _year_starts(cell, lang) if kind == "year" else cell


def _year_starts(cell: str, lang: str) -> str:
    """`1 augustus` as `08-01`; figures that may be two days stay a question: 01-08 is 8 January in a plan file."""
    if (said := _DAY_MONTH.fullmatch(cell)) and said[2].lower() in MONTHS:
        return f"{MONTHS[said[2].lower()]:02d}-{int(said[1]):02d}"
    one, other = _year_start(cell), _year_start("-".join(cell.split("-")[::-1]))
    if one and other and one != other:
        joint = " of " if lang == "nl" else " or "
        return joint.join(day_of_year(each.month, each.day, lang) for each in (one, other)) + "?"
    return str(one or other or cell)


def _year_start(cell: str) -> YearStart | None:
    try:
        return year_start(cell)
    except ValueError:
        return None


def _kind(table: str, column: str) -> str:
    """`number`, `day`, `year` (on which day one begins) or nothing; rows of the plan's own page are named by key."""
    if table == PLAN:
        return "day" if column in DAY_KEYS else "year" if column == "year_starts" else ""
    parser = SHEETS[table].columns.get(column) if table in SHEETS else None
    return (
        "number"
        if parser in (plain_cells.plain_number, plain_cells.whole)
        else "day"
        if parser is plain_cells.iso_day
        else ""
    )


def column_config(tables: Tables, table: str, column: str, lang: str) -> Any:
    """How a grid shows and edits a column: a choice where there is one, else text."""
    said = explained(table, column, lang) if table != THEMES else None
    needed = " *" if is_required(table, column) else ""
    label = column_word(table, column, lang) + needed
    options = _options(tables, table, column, lang)
    if options:
        return st.column_config.SelectboxColumn(label, options=options, help=said, width=_width(column))
    return st.column_config.TextColumn(label, help=said, width=_width(column))


def _width(column: str) -> int:
    return WIDTHS.get(column, 105)


def _options(tables: Tables, table: str, column: str, lang: str) -> list[str]:
    """The words to choose from; what is in the column already stays one of them, to be seen and put right."""
    home = "" if (table, column) in (("indicators", "indicator"),) else _REFERS.get(column, "")
    known = [row[0] for row in tables[home].rows] if home in tables else list(_choices(table, column, lang))
    if not known:
        return []
    at = tables[table].columns.index(column)
    there = [shown(table, column, row[at], lang) for row in tables[table].rows]
    return list(dict.fromkeys(one for one in (*known, *there) if one))


def _choices(table: str, column: str, lang: str) -> tuple[str, ...]:
    return () if table in (PLAN, THEMES) else choices(table, column, lang)
