"""What Word documents share: a title, a language, days of their own, and tables whose header comes on every page."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from kpi.core.plain import in_xml

if TYPE_CHECKING:
    from docx.document import Document

_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def new_document(title: str, made: date, lang: str) -> "Document":
    """A document that begins with its title; `made`: the day of what it tells, so that the same makes the same file."""
    from docx import Document
    from docx.oxml.ns import qn

    document, language = Document(), _LANGUAGES[lang]
    said = document.core_properties
    said.title = in_xml(title)
    said.author = said.comments = ""
    said.language = language
    said.created = said.modified = datetime.combine(made, time())
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    document.add_heading(in_xml(title), level=1)
    return document


def add_table(document: "Document", heads: Sequence[str], lines: Sequence[Sequence[str | int]]) -> None:
    """A table whose header is repeated on every page."""
    from docx.oxml import OxmlElement

    table = document.add_table(rows=len(lines) + 1, cols=len(heads), style="Table Grid")
    rows = list(table.rows)
    rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, head in zip(rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for row, cells in zip(rows[1:], lines, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = in_xml(str(words))


def document_bytes(document: "Document") -> bytes:
    """The document as a file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()
