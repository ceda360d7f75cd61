"""Parts of a Word document: what it is, and tables that can be read on paper."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from kpi.core.plain import in_xml
from kpi.present.words import LOCALES, known

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

Cells = Sequence[str | int]
_LONGEST = 255  # characters of a property of an office file


def property_words(words: str) -> str:
    """A text as office files can have it among what they say of themselves."""
    return in_xml(words)[:_LONGEST]


def new_document(title: str, made: date, lang: str) -> "Document":
    """A document that begins with its title; `made`: the day of what it tells, so that the same makes the same file."""
    from docx import Document

    document = Document()
    about_document(document, title, datetime.combine(made, time()), lang)
    document.add_heading(in_xml(title), level=1)
    return document


def document_bytes(document: "Document") -> bytes:
    """The document as a file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def about_document(document: "Document", title: str, made: datetime, lang: str) -> None:
    """The title and language of the document, and days that are those of what it tells."""
    from docx.oxml.ns import qn

    said = document.core_properties
    said.title = property_words(title)
    said.author = said.comments = ""
    said.language = LOCALES[known(lang)]
    said.created = said.modified = made
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), said.language)


def word_table(document: "Document", heads: Sequence[str], lines: Sequence[Cells]) -> "Table":
    """A table whose header is repeated on every page and whose rows are never cut."""
    from docx.oxml import OxmlElement

    table: Table = document.add_table(rows=len(lines) + 1, cols=len(heads), style="Table Grid")
    rows = list(table.rows)
    for row in rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, head in zip(rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(in_xml(head)).bold = True
    for row, cells in zip(rows[1:], lines, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = in_xml(str(words))
    return table
