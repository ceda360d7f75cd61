"""The first step of an upload: bytes become grids of cells, or issues that say why not; nothing is interpreted yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import fault
from kpi.intake.faults.hints import nearest
from kpi.intake.read.cells import TextCells, no_collection, workbook_cell
from kpi.intake.read.child import Answer, read_apart
from kpi.intake.read.grid import Grid, GridRow, grid_of
from kpi.intake.read.limits import LIMITS, MIB, Limits
from kpi.intake.read.names import safe_name
from kpi.intake.read.personal import holds_citizen_number
from kpi.intake.read.refusal import Refusal, as_refusal
from kpi.intake.read.sniff import Container, container
from kpi.intake.read.text_file import read_text

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
