"""The file to report a period with: what is due filled in, the value left empty, and Excel minding what is typed."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from kpi.core.calendar.period import Period
from kpi.core.delivery.due import Due
from kpi.core.explain.promised import promise
from kpi.core.model import Measurement, Plan
from kpi.core.notation import day
from kpi.core.notation import period as period_words
from kpi.core.plain import harmless, harmless_cell
from kpi.present.files.sheet import OPTIONS
from kpi.present.files.template_rules import mind
from kpi.present.words import text

Value = str | float | date | None


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its headers as intake knows them, its width in characters, and whether it is left to fill in."""

    name: str
    english: str
    width: int
    fill_in: bool = False
    code: bool = False

    def header(self, lang: str) -> str:
        """What stands above it."""
        return self.english if lang == "en" else self.name


FIELDS = (
    Field("indicator", "indicator", 22, code=True),
    Field("naam", "name", 38),
    Field("definitie", "definition", 50),
    Field("thema", "theme", 18),
    Field("eigenaar", "owner", 22),
    Field("meeteenheid", "unit", 13),
    Field("organisatie-eenheid", "org unit", 18, code=True),
    Field("periode", "period", 10, code=True),
    Field("laatste periode", "last period", 10),
    Field("laatste waarde", "last value", 11),
    Field("verwachte waarde", "expected value", 11),
    Field("waarde", "value", 11, fill_in=True),
    Field("teller", "numerator", 11, fill_in=True),
    Field("noemer", "denominator", 11, fill_in=True),
    Field("gemeten op", "measured on", 12, fill_in=True),
    Field("voorlopig", "provisional", 10, fill_in=True),
    Field("opmerking", "note", 40, fill_in=True),
)
_AT = {field.name: at for at, field in enumerate(FIELDS)}


def _cells(plan: Plan, due: Due, lang: str) -> list[Value]:
    """A row of the template; what is to be filled in is None."""
    themes = {theme.code: theme.title for theme in plan.themes}
    filled: Mapping[str, Value] = {
        "indicator": due.code,
        "naam": due.name,
        "definitie": _definition(due, lang),
        "thema": ", ".join(themes.get(code, code) for code in due.themes),
        "eigenaar": due.owner,
        "meeteenheid": due.targets[0].unit,
        "organisatie-eenheid": due.org_unit,
        "periode": due.period.code,
        "laatste periode": due.last.period.code if due.last else "",
        "laatste waarde": _last(due.last, lang),
        "verwachte waarde": due.expected,
    }
    return [filled.get(field.name) for field in FIELDS]


def _definition(due: Due, lang: str) -> str:
    """The indicator's own; of a result that is reported itself, what is promised and when."""
    if due.indicator:
        return due.indicator.definition
    target = due.targets[0]
    return text(lang, "{promise}; at the latest {day}", promise=promise(target, lang), day=day(target.due, lang))


def _last(one: Measurement | None, lang: str) -> Value:
    """A value as it was reported: a number, a share, yes or no, or the day it was done."""
    if one is None:
        return None
    if one.value is not None:
        return one.value
    if one.numerator is not None and one.denominator is not None:
        return f"{one.numerator:g}/{one.denominator:g}"
    return one.measured_on if one.done is None else text(lang, "yes" if one.done else "no")


def template_csv(plan: Plan, dues: Sequence[Due], lang: str) -> bytes:
    """UTF-8 with a byte order mark, semicolons, decimal commas and 30-06-2021: a file for Dutch Excel."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.header(lang) for field in FIELDS])
    for due in dues:
        writer.writerow([_text(cell, field) for cell, field in zip(_cells(plan, due, lang), FIELDS, strict=True)])
    return out.getvalue().encode("utf-8-sig")


def _text(cell: Value, field: Field) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, int | float):
        return f"{cell:.12g}".replace(".", ",")
    return harmless_cell(cell) if field.code else harmless(cell)


def template_xlsx(plan: Plan, period: Period, dues: Sequence[Due], lang: str) -> bytes:
    """A workbook of one sheet with the header on row 1; text is written as text, and nothing in it is a formula.

    Excel minds the values as they are typed (the indicator's range, yes or no, "n.v.t."); intake judges them anyway.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = BytesIO()
    places = {name: at for name, at in _AT.items() if FIELDS[at].fill_in}
    with Workbook(out, OPTIONS) as book:
        # A fixed day: the same period asked again makes the same file.
        title = f"{plan.title}, {period_words(period, lang)}"
        book.set_properties({"title": title, "created": datetime.combine(period.last, time())})
        sheet = book.add_worksheet(period.code)
        formats = _formats(book)
        for at, field in enumerate(FIELDS):
            sheet.set_column(at, at, field.width, formats["open" if field.fill_in else "text"])
            sheet.write_string(0, at, field.header(lang), formats["head"])
        for line, due in enumerate(dues, start=1):
            _line(sheet, line, _cells(plan, due, lang), formats)
            mind(sheet, line, due, places, lang)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {"text_wrap": True, "valign": "top"}
    return {
        "head": book.add_format({**base, "bold": True, "bottom": 1}),
        "text": book.add_format(base),
        "open": book.add_format({**base, "bg_color": "#F3F3F3", "border": 1, "border_color": "#BBBBBB"}),
        "number": book.add_format({**base, "num_format": "#,##0.####"}),
        "date": book.add_format({**base, "num_format": "dd-mm-yyyy", "align": "left"}),
        "open date": book.add_format(
            {**base, "num_format": "dd-mm-yyyy", "bg_color": "#F3F3F3", "border": 1, "border_color": "#BBBBBB"}
        ),
    }


def _line(sheet: Any, line: int, cells: Sequence[Value], formats: Mapping[str, Any]) -> None:
    for at, (cell, field) in enumerate(zip(cells, FIELDS, strict=True)):
        if field.fill_in:
            sheet.write_blank(line, at, None, formats["open date" if field.name == "gemeten op" else "open"])
        elif isinstance(cell, date):
            sheet.write_datetime(line, at, cell, formats["date"])
        elif isinstance(cell, int | float):
            sheet.write_number(line, at, cell, formats["number"])
        else:
            sheet.write_string(line, at, cell or "", formats["text"])
