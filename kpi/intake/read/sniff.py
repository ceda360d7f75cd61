"""What a file is by its first bytes, and a ZIP by its members; its name is never asked."""

from enum import StrEnum
from zipfile import ZipFile

from kpi.intake.read.archive import part, too_tight
from kpi.intake.read.refusal import Refusal

_HEAD = 4096


class Container(StrEnum):
    """What has to open the file: the text reader, or the child process for a ZIP or an OLE file."""

    TEXT = "text"
    ZIP = "zip"
    OLE = "ole"


_PICTURE = ("een afbeelding", "a picture")
_PACKED = ("een ingepakt bestand", "a packed file")
_ELSE: tuple[tuple[bytes, str, str, str], ...] = (
    (b"%PDF-", "not-a-table", "een PDF", "a PDF"),
    (b"\x89PNG\r\n", "not-a-table", *_PICTURE),
    (b"\xff\xd8\xff", "not-a-table", *_PICTURE),
    (b"GIF8", "not-a-table", *_PICTURE),
    (b"II*\0", "not-a-table", *_PICTURE),
    (b"MM\0*", "not-a-table", *_PICTURE),
    (b"RIFF", "not-a-table", "een beeld- of geluidsbestand", "a picture or sound file"),
    (b"{\\rtf", "not-a-table", "een tekstdocument", "a text document"),
    (b"MZ\x90", "not-a-table", "een programma", "a program"),
    (b"\x7fELF", "not-a-table", "een programma", "a program"),
    (b"SQLite format 3\0", "not-a-table", "een database", "a database"),
    (b"PAR1", "not-a-table", "een Parquet-bestand", "a Parquet file"),
    (b"\x1f\x8b", "packed-file", *_PACKED),
    (b"BZh", "packed-file", *_PACKED),
    (b"\xfd7zXZ\0", "packed-file", *_PACKED),
    (b"7z\xbc\xaf", "packed-file", *_PACKED),
    (b"Rar!", "packed-file", *_PACKED),
)
_MEMBERS = (
    ("word/document.xml", "not-a-table", "een Word-document", "a Word document"),
    ("ppt/presentation.xml", "not-a-table", "een presentatie", "a presentation"),
    ("xl/workbook.bin", "unsupported-workbook", "een binaire werkmap (xlsb)", "a binary workbook (xlsb)"),
    ("Index/Document.iwa", "unsupported-workbook", "een Numbers-bestand", "a Numbers file"),
)
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".bz2", ".xz", ".jar")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def container(content: bytes) -> Container:
    """What has to open these bytes. Raises Refusal for what is known not to be a table."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Container.ZIP
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Container.OLE
    for magic, code, nl, en in _ELSE:
        if content.startswith(magic):
            raise Refusal(code, what=nl, what_en=en)
    _refuse_markup(content[:_HEAD])
    return Container.TEXT


def _refuse_markup(head: bytes) -> None:
    """Web pages and XML, which many systems save under the name .xls; UTF-16 ones lose their NULs first."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not text.startswith(b"<"):
        return
    if text.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style")) or b"<html" in text:
        raise Refusal("html-file")
    if text.startswith(b"<?xml"):
        raise Refusal("unsupported-workbook", what="een XML-bestand", what_en="an XML file")


def workbook_form(archive: ZipFile) -> str:
    """Which workbook a ZIP is: "xlsx", "xlsm" or "ods". Raises Refusal for every other one."""
    members = {one.filename: one for one in archive.infolist()}
    for name, code, nl, en in _MEMBERS:
        if name in members:
            raise Refusal(code, what=nl, what_en=en)
    if any(one.flag_bits & 1 for one in members.values()):
        raise Refusal("encrypted-file")
    if "xl/workbook.xml" in members or "[Content_Types].xml" in members:
        form = "xlsm" if "xl/vbaProject.bin" in members else "xlsx"
    elif "mimetype" in members and part(archive, "mimetype").strip().startswith(_ODS):
        form = "ods"
    else:
        raise Refusal("packed-file", what="een ZIP-bestand", what_en="a ZIP file")
    if any(name.lower().endswith(_ARCHIVES) for name in members):
        raise too_tight("er zit een ingepakt bestand in", "a packed file lies inside")
    return form
