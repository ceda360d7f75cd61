"""Bytes of a text file become text: a BOM decides, then UTF-8 is tried, then Windows-1252; nothing else is guessed."""

import codecs
import re
from collections.abc import Iterator

from kpi.intake.read.refusal import Refusal

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_PROOF = 2048  # bytes that show whether every second one is NUL
_AROUND = 10  # characters shown at both sides of a doubtful place
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_LINE_END = re.compile(r"\r\n|\r|\n")
# What another code page becomes when read as Windows-1252 (é of cp850 is ‚, of Mac Roman Ž) or UTF-8 read twice (Ã©).
_DOUBTFUL = re.compile(
    r"[a-z][‚ˆ‰Š‹ŽŸ•†‡”¢][a-z]|[a-z][‚Ž‰](?=\W|$)|‚‚|ŽŽ|[a-z]‘[a-z]{2}|Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â‚¬|â€[™œ“”˜¦]|\ufffd"
)
_RARE = re.compile("[‚ˆ‰Š‹ŽŸ•†‡”¢‘Ãâ\ufffd]")  # every doubtful place has one of these


def decode(content: bytes) -> tuple[str, str]:
    """Text without its BOM, and the encoding: "utf-8", "utf-8-sig", "cp1252" or "utf-16".

    Raises Refusal: UTF-16 without a BOM, UTF-32; NULs, or bytes that are no text in that encoding, at their row.
    """
    if content.startswith(_UTF32) or _looks_like_utf16(content[:_PROOF]):
        raise Refusal("no-bom")
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _not_text(content[: error.start].decode(encoding, "replace")) from error
        text, encoding = _windows(content), "cp1252"
    if "\0" in text:
        raise Refusal("nul-bytes", row_at(text, text.index("\0")))
    return text, encoding


def doubtful(text: str) -> str:
    """The first place that looks like letters of another code page, with what stands around it; empty without one.

    A sign, never a proof.
    """
    if text.isascii() or not _RARE.search(text) or not (found := _DOUBTFUL.search(text)):
        return ""
    return text[max(0, found.start() - _AROUND) : found.end() + _AROUND]


def row_at(text: str, position: int) -> int:
    """The line of a position, from 1; line ends inside quotes count here, for such text is not split into cells."""
    return sum(1 for _ in _line_ends(text, position)) + 1


def _line_ends(text: str, position: int) -> Iterator[re.Match[str]]:
    return _LINE_END.finditer(text, 0, position)


def _windows(content: bytes) -> str:
    """Windows-1252; five bytes mean nothing in it, and control characters show that these bytes are no text."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_text(content[: error.start].decode("cp1252")) from error
    if (found := _CONTROL.search(text)) and found.group() != "\0":
        raise _not_text(text[: found.start()])
    return text


def _not_text(before: str) -> Refusal:
    return Refusal("unknown-encoding", row_at(before, len(before)))


def _looks_like_utf16(head: bytes) -> bool:
    """Whether nearly every second byte is NUL and the others are not: UTF-16 text without its BOM."""
    if len(head) < 4 or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    return (even > 0.8 and odd < 0.1) or (odd > 0.8 and even < 0.1)
