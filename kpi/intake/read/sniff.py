"""What a file is by its first bytes; its name is never asked."""

from enum import StrEnum

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
