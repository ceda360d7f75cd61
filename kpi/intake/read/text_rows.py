"""A text file, of an upload or of a plan, as rows of cells: its characters, what separates its cells, its quotes."""

import contextlib
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from kpi.intake.read.encoding import decode
from kpi.intake.read.refusal import Refusal

# In order of trust where they explain equally much: a comma is also the Dutch decimal mark.
_CANDIDATES = ("\t", ";", ",")
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
    most rows into equally many cells. "," when no candidate cuts anything: a single column.
    """
    if named := _NAMED.match(text):
        return named["mark"], text[named.end() :]
    head = text[:_CHARACTERS]
    likely = _by_header(head, known) if known else _CANDIDATES
    if len(likely) == 1:
        return likely[0], text
    scores = {mark: _explained(head, mark) for mark in likely}
    best = max(likely, key=lambda mark: scores[mark])
    return (best if scores[best] else ","), text


def _by_header(head: str, known: Known) -> tuple[str, ...]:
    """The candidates under which most cells of the first row with text are known headers."""
    first = next((line for line in head.splitlines() if line.strip()), "")[:_LONGEST_HEADER]
    counts = {mark: sum(map(known, next(csv.reader([first], delimiter=mark), []))) for mark in _CANDIDATES}
    most = max(counts.values())
    return tuple(mark for mark in _CANDIDATES if counts[mark] == most)


def _explained(head: str, mark: str) -> int:
    """How many separators stand in the rows that have the usual number of them, up to the first broken quote."""
    widths: Counter[int] = Counter()
    rows = csv.reader(StringIO(head, newline=""), delimiter=mark, strict=True)
    with contextlib.suppress(csv.Error):
        widths.update(len(row) - 1 for row in islice(rows, _ROWS) if len(row) > 1)
    return max((width * count for width, count in widths.items()), default=0)
