"""A text file, of an upload or of a plan, as rows of cells: its characters, what separates its cells, its quotes."""

import codecs
import contextlib
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from kpi.intake.read.refusal import Refusal

# In order of trust where they explain equally much: a comma is also the Dutch decimal mark.
_PIPE = "|"  # of databases; people also write it within a remark
_CANDIDATES = ("\t", ";", ",", _PIPE)
_NAMED = re.compile(r'"?sep=(?P<mark>[^"\r\n\s\w]|\t)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
_ROWS, _CHARACTERS = 1000, 500_000
_LONGEST_HEADER = 10_000  # characters; a longer one is no proof of anything

Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Text:
    """A text file before it is cut into cells; `body` without BOM and without a line that names the delimiter."""

    body: str
    encoding: str
    delimiter: str


def open_text(content: bytes, known: Known | None = None) -> Text:
    """The text of a file and its delimiter; `known` as in `find_delimiter`. Raises Refusal where it is no text."""
    text, encoding = decode(content)
    delimiter, body = find_delimiter(text, known)
    return Text(body, encoding, delimiter)


def text_rows(text: Text) -> Iterator[list[str]]:
    """The cells of every row, blank rows too. Raises Refusal at a quote that is never closed or a cell without end."""
    reader = csv.reader(StringIO(text.body, newline=""), delimiter=text.delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            yield cells
            number += 1
    except csv.Error as error:
        raise Refusal("broken-quotes", number) from error


def find_delimiter(text: str, known: Known | None = None) -> tuple[str, str]:
    """The delimiter, and the text without a leading "sep=;" line, which Excel does not show either.

    The one under which most cells of the first row are `known` headers, where this tells which; else the one that cuts
    most rows into equally many cells. A pipe is one only where it cuts the first row that any candidate cuts. "," when
    no candidate cuts anything: a single column.
    """
    if named := _NAMED.match(text):
        return named["mark"], text[named.end() :]
    head = text[:_CHARACTERS]
    likely = _by_header(head, known) if known else _possible(head)
    if len(likely) == 1:
        return likely[0], text
    scores = {mark: _explained(head, mark) for mark in likely}
    best = max(likely, key=lambda mark: scores[mark])
    return (best if scores[best] else ","), text


def _by_header(head: str, known: Known) -> tuple[str, ...]:
    """The candidates under which most cells of the first row with text are known headers."""
    first = next((line for line in head.splitlines() if line.strip()), "")[:_LONGEST_HEADER]
    possible = _possible(head)
    counts = {mark: sum(map(known, next(csv.reader([first], delimiter=mark), []))) for mark in possible}
    most = max(counts.values())
    return tuple(mark for mark in possible if counts[mark] == most)


def _possible(head: str) -> tuple[str, ...]:
    """The candidates, a pipe only where it stands in the first row with any of them."""
    first = next((line for line in head.splitlines() if any(mark in line for mark in _CANDIDATES)), "")
    return tuple(mark for mark in _CANDIDATES if mark != _PIPE or _PIPE in first)


def _explained(head: str, mark: str) -> int:
    """How many separators stand in the rows that have the usual number of them, up to the first broken quote."""
    widths: Counter[int] = Counter()
    rows = csv.reader(StringIO(head, newline=""), delimiter=mark, strict=True)
    with contextlib.suppress(csv.Error):
        widths.update(len(row) - 1 for row in islice(rows, _ROWS) if len(row) > 1)
    return max((width * count for width, count in widths.items()), default=0)


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
