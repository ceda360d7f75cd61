"""The first step of an upload: bytes become grids of cells, or issues that say why not; nothing is interpreted yet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, cast

import numpy as np

from kpi.core.batch import no_collection
from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import fault
from kpi.intake.faults.hints import nearest
from kpi.intake.read.cells import HEADER_ROWS, TextCells, workbook_cell
from kpi.intake.read.child import Answer, read_apart
from kpi.intake.read.grid import CellColumn, Grid, GridRow, grid_of
from kpi.intake.read.limits import LIMITS, MIB, Limits
from kpi.intake.read.names import column_letter, holds_citizen_number, safe_name
from kpi.intake.read.refusal import Refusal, as_refusal
from kpi.intake.read.sniff import Container, container
from kpi.intake.read.text_rows import Text, doubtful, open_text, text_rows

Opened = tuple[tuple[Grid, ...], tuple[Issue, ...]]


def open_file(content: bytes, name: str, *, sheet: str | None = None, limits: Limits = LIMITS) -> Opened:
    """One grid for each sheet that holds cells, or only the one asked for, and the issues found on the way.

    No grid: an error among the issues says why. `sheet` is of no meaning for a text file. Visible sheets only, unless
    a hidden one is asked for. The column of an issue is the letter Excel shows; merged cells and hidden columns are
    told only when one grid is returned (choose a sheet and open again). Values are what the file stores; nothing is
    calculated, and what the file is comes from its content, never from its name.
    """
    shown = safe_name(name)
    if holds_citizen_number(name):
        return (), (_issue(Refusal("personal-data"), shown),)
    try:
        with no_collection():
            return _open(content, shown, sheet, limits)
    except Refusal as refusal:
        return (), (_issue(refusal, shown),)


def _open(content: bytes, name: str, sheet: str | None, limits: Limits) -> Opened:
    if len(content) > limits.size:
        raise Refusal("file-too-large", size=f"{len(content) / MIB:.1f}", limit=limits.size // MIB)
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise Refusal("empty-file")
    kind = container(content)
    if kind is Container.TEXT:
        grid, issues = read_text(content, name, limits)
        return (grid,), issues
    return _workbook(read_apart(kind, content, sheet, limits), name, limits)


def _workbook(answer: Answer, name: str, limits: Limits) -> Opened:
    texts, form = TextCells(), ""
    grids: list[Grid] = []
    issues: list[Issue] = []
    own: list[Issue] = []
    holding: list[str] = []
    rows: list[list[object]] = []
    for line in answer:
        if isinstance(line, list):
            rows.append(line)
            continue
        form = str(line.get("format", form))
        found = _issues(line.get("issues", []), name)
        if "hidden" in line:
            issues.append(fault("hidden-sheet", file=name, value=str(line["hidden"])))
        if "sheet" not in line:
            issues += found
            continue
        title = str(line["sheet"])
        if line["holds"]:
            holding.append(title)
        if line["holds"] and line["wanted"]:
            grids.append(_grid(name, form, title, rows, texts, limits))
            own = found
        rows = []
    if not grids:
        raise Refusal("empty-file")
    named = tuple(replace(one, format=form, sheets=tuple(holding)) for one in grids)
    return named, (*issues, *(own if len(grids) == 1 else ()))


def _grid(name: str, form: str, title: str, rows: Sequence[list[object]], texts: TextCells, limits: Limits) -> Grid:
    grid = grid_of(name, form, [_row(row, texts) for row in rows])
    if grid.width * len(grid) > limits.cells:
        raise Refusal("too-many-cells", limit=limits.cells)
    return replace(grid, sheet=title)


def _row(row: list[object], texts: TextCells) -> GridRow:
    number, hidden, entries = row
    cells = (workbook_cell(entry, texts) for entry in cast("list[object]", entries))
    return GridRow(cast(int, number), tuple(cells), bool(hidden))


def _issues(entries: object, name: str) -> list[Issue]:
    return [_issue(as_refusal(entry), name) for entry in cast("Iterable[object]", entries)]


def _issue(refusal: Refusal, name: str) -> Issue:
    known = str(refusal.words.get("known", ""))
    hint = nearest(refusal.value, known.strip("'").split("', '")) if known else None
    words: Mapping[str, Any] = refusal.words  # none of them is named as a place of an issue
    return fault(
        refusal.code, file=name, row=refusal.row, column=refusal.column, value=refusal.value, hint=hint, **words
    )


def read_text(content: bytes, name: str, limits: Limits) -> tuple[Grid, tuple[Issue, ...]]:
    """The grid of a CSV, TSV or TXT file, and warnings about characters that were probably read wrongly.

    Raises Refusal for what cannot be read or passes a limit.
    """
    text = open_text(content)
    columns = plain_columns(text.body, text.delimiter, limits) or _columns(text, limits)
    grid = _text_grid(name, columns)
    if not len(grid):
        raise Refusal("empty-file")
    if grid.width * len(grid) > limits.cells:
        raise Refusal("too-many-cells", limit=limits.cells)
    grid = replace(grid, encoding=text.encoding, delimiter=text.delimiter)
    return grid, tuple(_doubts(grid)) if doubtful(text.body) else ()


def _text_grid(name: str, columns: list[CellColumn]) -> Grid:
    """The columns up to the last with text and the rows with text; as wide as the first rows, where the header is."""
    anywhere = np.zeros(len(columns[0]) if columns else 0, bool)
    for column in columns:
        if not anywhere.all():
            anywhere |= column.filled()
    numbers = np.flatnonzero(anywhere).astype(np.int32)
    width = _widest([column.take(numbers[:HEADER_ROWS]) for column in columns])
    kept = slice(None) if len(numbers) == len(anywhere) else numbers
    made = tuple(column.take(kept) for column in columns)
    return Grid(name, made[: max(width, _widest(made))], numbers + 1, width, "csv")


def _widest(columns: Sequence[CellColumn]) -> int:
    """How many columns there are up to the last one with text."""
    texts = (any(column.texts[place].strip() for place in column.used()) for column in reversed(columns))
    return len(columns) - next((at for at, found in enumerate(texts) if found), len(columns))


def _columns(text: Text, limits: Limits) -> list[CellColumn]:
    """Cells row by row. Raises Refusal at a limit or a quote that is never closed."""
    rows = list(_rows(text, limits))
    return [text_column(list(cells)) for cells in zip_longest(*rows, fillvalue="")]


def _rows(text: Text, limits: Limits) -> Iterator[list[str]]:
    for number, found in enumerate(text_rows(text), start=1):
        if number > limits.rows and "".join(found).strip():
            raise Refusal("too-many-rows", number, limit=limits.rows)
        if len(found) > limits.columns or len("".join(found)) > limits.text:
            _check(number, found, limits)
        yield found[: limits.columns] if number <= limits.rows else []


def _check(number: int, found: list[str], limits: Limits) -> None:
    """Raises Refusal when this row passes a limit; separators without text behind the last column do not."""
    if any(text.strip() for text in found[limits.columns :]):
        raise Refusal("too-many-columns", number, column_letter(limits.columns + 1), limit=limits.columns)
    for place, text in enumerate(found, start=1):
        if len(text) > limits.text:
            raise Refusal("cell-too-long", number, column_letter(place), text, limit=limits.text)


def _doubts(grid: Grid) -> Iterator[Issue]:
    for place, column in enumerate(grid.columns, start=1):
        doubts = {at: found for at in column.used() if (found := doubtful(column.texts[at]))}
        for row in np.flatnonzero(column.where(list(doubts))).tolist() if doubts else ():
            at, number = int(column.places[row]), int(grid.numbers[row])
            yield fault(
                "doubtful-characters",
                file=grid.file_name,
                row=number,
                column=column_letter(place),
                value=column.texts[at],
                part=doubts[at],
            )


_QUOTE = '"'


def plain_columns(body: str, delimiter: str, limits: Limits) -> list[CellColumn] | None:
    """The columns of a file whose rows all have as many cells, blank rows among them.

    None for any other: quotes, a row that is longer or shorter, or a limit that may be passed; then rows are read one
    by one (text_file), which gives the same cells and says where it stops.
    """
    from pyarrow import ArrowInvalid, BufferReader, compute, csv, string

    if _QUOTE in body or not body.strip() or not delimiter.isascii():
        return None
    content = body.encode("utf-8", "surrogatepass")
    if content.count(b"\r") > content.count(b"\r\n"):  # a line end of its own to Excel, but not always to pyarrow
        return None
    try:
        table = csv.read_csv(
            BufferReader(content),
            read_options=csv.ReadOptions(
                autogenerate_column_names=True, use_threads=False, block_size=len(content) + 1
            ),
            parse_options=csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                strings_can_be_null=False,
                column_types={f"f{at}": string() for at in range(limits.columns)},
                default_column_type=string(),
            ),
        )
    except ArrowInvalid:
        return None
    if table.num_rows > limits.rows or table.num_columns > limits.columns:
        return None
    columns = [each.combine_chunks().dictionary_encode() for each in table.itercolumns()]
    longest = max(compute.max(compute.utf8_length(one.dictionary)).as_py() for one in columns)
    return [_column(one) for one in columns] if longest <= limits.text else None


def text_column(texts: list[str]) -> CellColumn:
    """A column of these texts, a row each."""
    from pyarrow import array, string

    return _column(array(texts, string()).dictionary_encode())


def _column(words: Any) -> CellColumn:
    return CellColumn(words.dictionary.to_pylist(), np.asarray(words.indices, np.int32))
