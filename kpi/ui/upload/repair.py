"""Repairing a file on the screen: its faulty rows in a grid, and the file again with what was typed over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from kpi.core.delivery.repair import MendedCell, MendedFile, mended_again
from kpi.core.issue import Issue, Severity
from kpi.present.files.returned import ReturnedSheet, SheetLine
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.service.uploads import returning
from kpi.ui import show
from kpi.ui.upload import state
from kpi.ui.upload.state import CheckedFile


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with what was typed over in it, and what it was as it came."""

    content: bytes
    repair: MendedFile


def repair(scene: Scene, draft: CheckedFile) -> Mended | None:
    """The faulty rows in a grid; the mended file once it is to be checked again, else None."""
    sheet, turn = draft.sheet, state.current_upload().turn
    if sheet is None or not returning.can_correct(sheet, {one.code for one in draft.issues}):
        return None
    shown = {line.number for line in sheet.lines}
    wrong = _messages((one for one in draft.issues if one.row in shown), scene.lang)
    lines = [
        line for line in returning.veiled(sheet, draft.issues).lines if line.number in wrong and _below(line, sheet)
    ]
    if not lines:
        return None
    show.show_worded(scene, upload.step(scene.text("Repair here")))
    if len(lines) > returning.MOST_ROWS:
        said = scene.text("The first {n} rows with a message; the others after these.", n=returning.MOST_ROWS)
        show.show_worded(scene, upload.aside(said))
    heads = _heads(scene, sheet)
    before = {(one.row, one.place): one.after for one in state.current_upload().entered.mending}
    edited = st.data_editor(
        [_shown(line, heads, wrong, before) for line in lines[: returning.MOST_ROWS]],
        key=f"repair-{turn}",
        hide_index=True,
        disabled=[heads[0], heads[-1]],
        column_config={heads[-1]: st.column_config.TextColumn(width="large", pinned=False)},
        alt=scene.text("The rows with a message"),
    )
    cells = list(_edits(lines, heads, edited))
    state.put_in(mending=tuple(cells))
    kind: Literal["primary", "secondary"] = "secondary" if draft.checked.valid else "primary"
    if not st.button(scene.text("Check again"), key=f"repair-check-{turn}", type=kind):
        return None
    if not cells:
        show.show_worded(scene, upload.aside(scene.text("No cell was changed yet: choose one and type over it.")))
        return None
    return _mended(draft, cells)


def _mended(draft: CheckedFile, cells: list[MendedCell]) -> Mended:
    """The file with these cells, and the one that came with all that was typed over in it so far."""
    reading = draft.checked.reading
    content = returning.corrected(draft.content, reading, {(one.row, one.place): one.after for one in cells})
    came = draft.repair or returning.as_it_came(draft.content, reading)
    return Mended(content, mended_again(came, cells))


def _below(line: SheetLine, sheet: ReturnedSheet) -> bool:
    return sheet.header_row is not None and line.number > sheet.header_row


def _messages(found: Iterable[Issue], lang: str) -> dict[int, str]:
    """What is wrong, by row; notices need no repair."""
    said: dict[int, list[str]] = {}
    for one in found:
        if one.row is not None and one.severity is not Severity.NOTICE:
            said.setdefault(one.row, []).append(one.said(lang))
    return {row: " ".join(each) for row, each in said.items()}


def _heads(scene: Scene, sheet: ReturnedSheet) -> list[str]:
    """Row, the file's own headers, each made unique, and the message."""
    heads = [scene.text("Row")]
    for at, header in enumerate(sheet.headers, start=1):
        name = header[:60] or f"({at})"
        heads.append(name if name not in heads else f"{name} ({at})")
    last = scene.text("Message")
    return [*heads, last if last not in heads else f"{last} ({len(heads)})"]


def _shown(
    line: SheetLine, heads: list[str], wrong: Mapping[int, str], before: Mapping[tuple[int, int], str]
) -> dict[str, Any]:
    """A row of the grid, with what was typed over in it `before`."""
    cells = [box.text for box in line.boxes][: len(heads) - 2]
    cells += [""] * (len(heads) - 2 - len(cells))
    cells = [before.get((line.number, at), cell) for at, cell in enumerate(cells)]
    return dict(zip(heads, [str(line.number), *cells, wrong[line.number]], strict=True))


def _edits(lines: list[SheetLine], heads: list[str], rows: Any) -> Iterator[MendedCell]:
    """What was typed over; a cell that was left alone keeps what it holds."""
    for line, row in zip(lines, rows, strict=False):
        for at, head in enumerate(heads[1:-1]):
            before = line.boxes[at].text if at < len(line.boxes) else ""
            after = "" if row[head] is None else str(row[head])
            if after != before:
                yield MendedCell(line.number, at, head, before, after)
