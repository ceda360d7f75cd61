"""The file to report a period with: what is due filled in, the value left empty, and Excel minding what is typed."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from kpi.core.due import Due
from kpi.core.evidence import DONE
from kpi.core.model import Measurement, Plan
from kpi.core.notation import day
from kpi.core.notation import period as period_words
from kpi.core.period import Period
from kpi.core.vocabulary import Kind
from kpi.core.why import promise
from kpi.present.sheet import OPTIONS
from kpi.present.tables import harmless

NOT_APPLICABLE = "n.v.t."
Value = str | float | date | None


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its header as intake knows it, its width in characters, and whether it is left to fill in."""

    header: str
    width: int
    fill_in: bool = False
    code: bool = False


FIELDS = (
    Field("indicator", 22, code=True),
    Field("naam", 38),
    Field("definitie", 50),
    Field("thema", 18),
    Field("eigenaar", 22),
    Field("meeteenheid", 13),
    Field("organisatie-eenheid", 18, code=True),
    Field("periode", 10, code=True),
    Field("laatste periode", 10),
    Field("laatste waarde", 11),
    Field("verwachte waarde", 11),
    Field("waarde", 11, fill_in=True),
    Field("teller", 11, fill_in=True),
    Field("noemer", 11, fill_in=True),
    Field("gemeten op", 12, fill_in=True),
    Field("voorlopig", 10, fill_in=True),
    Field("opmerking", 40, fill_in=True),
)
_AT = {field.header: at for at, field in enumerate(FIELDS)}


def _cells(plan: Plan, due: Due) -> list[Value]:
    """A row of the template; what is to be filled in is None."""
    themes = {theme.code: theme.title for theme in plan.themes}
    filled: Mapping[str, Value] = {
        "indicator": due.code,
        "naam": due.name,
        "definitie": _definition(due),
        "thema": ", ".join(themes.get(code, code) for code in due.themes),
        "eigenaar": due.owner,
        "meeteenheid": due.targets[0].unit,
        "organisatie-eenheid": due.org_unit,
        "periode": due.period.code,
        "laatste periode": due.last.period.code if due.last else "",
        "laatste waarde": _last(due.last),
        "verwachte waarde": due.expected,
    }
    return [filled.get(field.header) for field in FIELDS]


def _definition(due: Due) -> str:
    """The indicator's own; of a result that is reported itself, what is promised and when."""
    if due.indicator:
        return due.indicator.definition
    target = due.targets[0]
    return f"{promise(target, 'nl')}; uiterlijk {day(target.due, 'nl')}"


def _last(one: Measurement | None) -> Value:
    """A value as it was reported: a number, a share, ja or nee, or the day it was done."""
    if one is None:
        return None
    if one.value is not None:
        return one.value
    if one.numerator is not None and one.denominator is not None:
        return f"{one.numerator:g}/{one.denominator:g}"
    return one.measured_on if one.done is None else ("ja" if one.done else "nee")


def template_csv(plan: Plan, dues: Sequence[Due]) -> bytes:
    """UTF-8 with a byte order mark, semicolons, decimal commas and 30-06-2021: a file for Dutch Excel."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.header for field in FIELDS])
    for due in dues:
        writer.writerow([_text(cell, field) for cell, field in zip(_cells(plan, due), FIELDS, strict=True)])
    return out.getvalue().encode("utf-8-sig")


def _text(cell: Value, field: Field) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, int | float):
        return f"{cell:.12g}".replace(".", ",")
    return cell if field.code else harmless(cell)


def template_xlsx(plan: Plan, period: Period, dues: Sequence[Due]) -> bytes:
    """A workbook of one sheet with the header on row 1; text is written as text, and nothing in it is a formula.

    Excel minds the values as they are typed (the indicator's range, ja or nee, "n.v.t."); intake judges them anyway.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = BytesIO()
    with Workbook(out, OPTIONS) as book:
        # A fixed day: the same period asked again makes the same file.
        title = f"{plan.title}, {period_words(period, 'nl')}"
        book.set_properties({"title": title, "created": datetime.combine(period.last, time())})
        sheet = book.add_worksheet(period.code)
        formats = _formats(book)
        for at, field in enumerate(FIELDS):
            sheet.set_column(at, at, field.width, formats["open" if field.fill_in else "text"])
            sheet.write_string(0, at, field.header, formats["head"])
        for line, due in enumerate(dues, start=1):
            _line(sheet, line, _cells(plan, due), formats)
            _mind(sheet, line, due)
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
            sheet.write_blank(line, at, None, formats["open date" if field.header == "gemeten op" else "open"])
        elif isinstance(cell, date):
            sheet.write_datetime(line, at, cell, formats["date"])
        elif isinstance(cell, int | float):
            sheet.write_number(line, at, cell, formats["number"])
        else:
            sheet.write_string(line, at, cell or "", formats["text"])


def _mind(sheet: Any, line: int, due: Due) -> None:
    """What Excel accepts in the cells of a row."""
    if due.indicator is None:
        sheet.data_validation(line, _AT["waarde"], line, _AT["waarde"], _YES_OR_SHARE)
    else:
        sheet.data_validation(line, _AT["waarde"], line, _AT["waarde"], _range(line, due))
    for header in ("teller", "noemer"):
        sheet.data_validation(line, _AT[header], line, _AT[header], _COUNT)
    sheet.data_validation(line, _AT["gemeten op"], line, _AT["gemeten op"], _DAY)
    sheet.data_validation(line, _AT["voorlopig"], line, _AT["voorlopig"], _YES)


_YES = {"validate": "list", "source": ["ja", "nee"], "error_title": "Ja of nee", "error_message": "Kies ja of nee."}
# A list offers ja and nee; a percentage is an answer too, so another value is asked about and not refused.
_YES_OR_SHARE = {
    "validate": "list",
    "source": ["ja", "nee", NOT_APPLICABLE],
    "input_title": "Gereed?",
    "input_message": f"ja, nee, {NOT_APPLICABLE} of een percentage van 0 tot en met {DONE:g}",
    "error_type": "warning",
    "error_title": "Ja, nee of een percentage",
    "error_message": f"Vul ja, nee, {NOT_APPLICABLE} of een percentage van 0 tot en met {DONE:g} in.",
}
_COUNT = {
    "validate": "decimal",
    "criteria": ">=",
    "value": 0,
    "error_title": "Geen aantal",
    "error_message": "Vul een getal van 0 of hoger in.",
}
_DAY = {
    "validate": "date",
    "criteria": "between",
    "minimum": date(1990, 1, 1),
    "maximum": date(2100, 12, 31),
    "error_title": "Geen datum",
    "error_message": "Vul een datum in, zoals 30-06-2021.",
}


def _range(line: int, due: Due) -> dict[str, Any]:
    """A number within the indicator's range, or "n.v.t."; ja and nee where a milestone is measured by it."""
    cell = f"{chr(ord('A') + _AT['waarde'])}{line + 1}"
    low, high = (due.indicator.minimum, due.indicator.maximum) if due.indicator else (None, None)
    bounds = [(f"{cell}>={low:.12g}", f"vanaf {low:.12g}")] if low is not None else []
    bounds += [(f"{cell}<={high:.12g}", f"tot en met {high:.12g}")] if high is not None else []
    words = ["ja", "nee"] if any(one.kind is Kind.MILESTONE for one in due.targets) else []
    tests = [f"AND({','.join([f'ISNUMBER({cell})', *(test for test, _ in bounds)])})"]
    tests += [f'{cell}="{word}"' for word in (*words, NOT_APPLICABLE)]
    said = " ".join(["Een getal", *(text.replace(".", ",") for _, text in bounds)])
    said = f"{said}, of {', '.join((*words, NOT_APPLICABLE))}"
    return {
        "validate": "custom",
        "value": f"=OR({','.join(tests)})",
        "input_title": "Waarde",
        "input_message": f"{said}. Nul mag.",
        "error_title": "Waarde past niet",
        "error_message": f"{said}.",
    }
