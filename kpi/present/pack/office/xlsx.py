"""A board pack as a workbook: all results, what changed, what was agreed, and what it was made of."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

from kpi.core.history.why_changed import ChangedLight
from kpi.core.light.assessment import Assessment
from kpi.core.meeting.records import Agreement
from kpi.core.meeting.run import worse_first
from kpi.core.meeting.screens import Material
from kpi.present.deck.ends import KIND_WORDS
from kpi.present.files.result_columns import COLUMNS, Value
from kpi.present.files.result_tables import account_sheet, cell_formats, made_of_what, results_sheet, write_cell
from kpi.present.files.sheet import OPTIONS
from kpi.present.reason_words import reason
from kpi.present.style import CHARACTERS, code_word, label
from kpi.present.words import mark, text

_CHANGES = (
    (mark("Code"), 11),
    (mark("Result"), 50),
    (mark("Was"), 24),
    (mark("Now"), 24),
    (mark("Cause"), 30),
    (mark("Measured"), 12),
    (mark("Reason"), 50),
    (mark("Theme"), 24),
    (mark("Owner"), 24),
)
_AGREEMENTS = (
    (mark("Kind"), 12),
    (mark("What"), 60),
    (mark("Who"), 24),
    (mark("Due"), 13),
    (mark("Result"), 50),
    (mark("Meeting"), 14),
    (mark("What came of it"), 50),
    (mark("Closed on"), 13),
)


def pack_xlsx(material: Material, lang: str) -> bytes:
    """The workbook of a plan at a date; the same material makes the same bytes. No cell is a formula or a link."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out, shot = BytesIO(), material.snapshot
    with Workbook(out, OPTIONS) as book:
        # A fixed day: the same results make the same file.
        book.set_properties({"title": shot.plan.title, "created": datetime.combine(shot.as_of, time())})
        results_sheet(book, shot.rows, COLUMNS, lang)
        themes = {theme.code: theme.title for theme in shot.plan.themes}
        changes = (_change(one, themes, lang) for one in worse_first(material.changed))
        _sheet(book, text(lang, "Changes"), _CHANGES, changes, lang)
        results = {row.target.code: row.target.statement for row in shot.known}
        agreed = (_agreement(one, results, lang) for one in material.agreed)
        _sheet(book, text(lang, "Agreements"), _AGREEMENTS, agreed, lang)
        account_sheet(book, made_of_what(shot, shot.rows, lang, None), shot.rows, lang)
    return out.getvalue()


def _change(one: ChangedLight, themes: dict[str, str], lang: str) -> Sequence[Value]:
    return (
        one.target.code,
        one.target.statement,
        _light(one.before, lang) or text(lang, "new result"),
        _light(one.after, lang) or text(lang, "no longer in the plan"),
        ", ".join(code_word(cause, lang) for cause in one.causes),
        one.after.value if one.after else None,
        reason(one.after, lang) if one.after else "",
        themes.get(one.target.theme, ""),
        one.target.owner,
    )


def _light(one: Assessment | None, lang: str) -> str:
    return f"{CHARACTERS[one.light]} {label(one.status, one.flags, lang)}" if one else ""


def _agreement(one: Agreement, results: dict[str, str], lang: str) -> Sequence[Value]:
    kind = text(lang, KIND_WORDS[one.kind])
    return kind, one.text, one.owner, one.due, results.get(one.target, ""), one.meeting, one.outcome, one.closed_on


def _sheet(
    book: Any, name: str, columns: Sequence[tuple[str, int]], lines: Iterable[Sequence[Value]], lang: str
) -> None:
    """A sheet whose header stays and can be filtered."""
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    plain = cell_formats(book, lang, {"text_wrap": True, "valign": "top"})
    for at, (head, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, text(lang, head), bold)
    last = 0
    for last, cells in enumerate(lines, start=1):
        for at, cell in enumerate(cells):
            write_cell(sheet, last, at, cell, plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, last), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
