"""What a plan lacks to be held to as files for its author: a workbook and a document."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kpi.core.explain.promised import promise
from kpi.core.notation import day
from kpi.core.plain import in_xml
from kpi.core.view.smart import Demand, SmartRow, SmartTest, SmartTheme, score_of
from kpi.present import smart_words
from kpi.present.files.word import document_bytes, new_document, word_table
from kpi.present.words import mark, text

if TYPE_CHECKING:
    from docx.document import Document

Cells = Sequence[str | int]
_RESULT_COLUMNS = (
    (mark("Theme"), 24),
    (mark("Code"), 11),
    (mark("Result"), 50),
    (mark("Promised"), 20),
    (mark("Deadline in the plan"), 22),
    (mark("Owner"), 24),
    (mark("Missing"), 50),
    (mark("Source"), 50),
)
_DEMAND_COLUMNS = (mark("Requirement"), mark("Meaning"), mark("Met by"), mark("Missing"))
_DOCUMENT_COLUMNS = (mark("Result"), mark("Owner"), mark("Missing"))


def smart_xlsx(test: SmartTest, lang: str) -> bytes:
    """A workbook: a line a result with what it lacks, a line a theme with its counts, and what is demanded."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = BytesIO()
    snapshot = test.snapshot
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        # A fixed day: the same results make the same file.
        book.set_properties({"title": snapshot.plan.title, "created": datetime.combine(snapshot.as_of, time())})
        demands = [text(lang, smart_words.NAMES[one]) for one in Demand]
        wide = [(text(lang, name), width) for name, width in _RESULT_COLUMNS]
        _sheet(book, text(lang, "Results"), [*wide, *((name, 12) for name in demands)], _result_lines(test, lang))
        heads = [(text(lang, "Theme"), 40), (text(lang, "Results"), 12), (text(lang, "Complete"), 14)]
        heads += [(text(lang, "no {what}", what=name), 18) for name in demands]
        _sheet(book, text(lang, "By theme"), heads, _theme_lines(test))
        what = [(text(lang, name), width) for name, width in zip(_DEMAND_COLUMNS, (32, 60, 12, 12), strict=True)]
        _sheet(book, text(lang, "Requirements"), what, _demand_lines(test, lang))
    return out.getvalue()


def _sheet(book: Any, name: str, columns: Sequence[tuple[str, int]], lines: Iterable[Cells]) -> None:
    """A sheet with a header that stays and can be filtered; text is never run as a formula."""
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for at, (head, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, head, bold)
    last = 0
    for last, cells in enumerate(lines, start=1):
        for at, cell in enumerate(cells):
            write = sheet.write_number if isinstance(cell, int) else sheet.write_string
            write(last, at, cell, plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, last), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _result_lines(test: SmartTest, lang: str) -> Iterable[Cells]:
    yes, no = text(lang, "yes"), text(lang, "no")
    for theme in test.themes:
        for one in theme.rows:
            target = one.row.target
            yield (
                theme.theme.title,
                target.code,
                target.statement,
                promise(target, lang) if target.value is not None else text(lang, "done"),
                target.deadline,
                target.owner,
                smart_words.lacking_words(one.lacking, lang),
                target.source_ref,
                *(yes if one.meets(demand) else no for demand in Demand),
            )


def _theme_lines(test: SmartTest) -> Iterable[Cells]:
    for theme in test.themes:
        score = theme.score
        yield theme.theme.title, score.total, score.whole, *(score.lacking[demand] for demand in Demand)


def _demand_lines(test: SmartTest, lang: str) -> Iterable[Cells]:
    score = score_of(test.rows)
    for one in Demand:
        named = f"{text(lang, smart_words.LETTERS[one])}: {text(lang, smart_words.NAMES[one])}"
        lacking = score.lacking[one]
        yield named, text(lang, smart_words.MEANINGS[one]), score.total - lacking, lacking


def smart_docx(test: SmartTest, lang: str) -> bytes:
    """A document: how the plan stands, what is demanded, and by theme every result that lacks something."""
    snapshot, score = test.snapshot, score_of(test.rows)
    document = new_document(f"{text(lang, 'SMART test')}: {snapshot.plan.title}", snapshot.as_of, lang)
    known = text(lang, "as of {day}, revision {revision}", day=day(snapshot.as_of, lang), revision=snapshot.revision)
    document.add_paragraph(f"{smart_words.score_words(score, lang)}; {known}.")
    document.add_paragraph(text(lang, smart_words.SMART_LEAD))
    document.add_heading(text(lang, "What is required"), level=2)
    word_table(document, [text(lang, one) for one in _DEMAND_COLUMNS], list(_demand_lines(test, lang)))
    for theme in test.themes:
        _of_theme(document, theme, lang)
    return document_bytes(document)


def _of_theme(document: "Document", theme: SmartTheme, lang: str) -> None:
    short = [one for one in theme.rows if one.lacking]
    whole = text(lang, "{n} of {total}", n=len(theme.rows) - len(short), total=len(theme.rows))
    document.add_heading(in_xml(theme.theme.title), level=2)
    document.add_paragraph(f"{text(lang, 'Complete')}: {whole}.")
    if short:
        word_table(document, [text(lang, one) for one in _DOCUMENT_COLUMNS], [_line(one, lang) for one in short])


def _line(one: SmartRow, lang: str) -> Cells:
    target = one.row.target
    return f"{target.statement} ({target.code})", target.owner, smart_words.lacking_words(one.lacking, lang)
