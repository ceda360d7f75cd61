"""The three ways to deliver: a file, a paste, or values typed where they are due."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

import streamlit as st

from kpi.core.delivery.completeness import Completeness, Report
from kpi.core.explain.figures import unit_of
from kpi.core.notation import period as period_words
from kpi.core.notation import short_number
from kpi.present.html.markup import style_sheet
from kpi.present.html.uploads import upload
from kpi.present.pages import PERIOD
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.ui import show
from kpi.ui.upload import complete, kept, state

FILE, PASTE, TYPE = "bestand", "plakken", "invullen"
_WAYS = {FILE: mark("Drop a file"), PASTE: mark("Paste from Excel"), TYPE: mark("Type values")}
# What is typed, as intake knows the columns.
_TYPED = ("waarde", "teller", "noemer", "gemeten op", "voorlopig", "opmerking")
_KEYS = ("indicator", "periode", "organisatie-eenheid")
Given = tuple[bytes, str]
# Streamlit's own words of the drop zone are English only; what it refuses it says in a tooltip.
_DUTCH = (
    '[data-testid="stFileUploaderDropzoneInstructions"]{display:none}'
    '[data-testid="stFileUploaderDropzone"]::after{content:"%s";color:var(--pp-soft);margin-left:.8em}'
    '[data-testid="stFileUploaderDropzone"]{min-height:8rem;align-items:center}'
    '[data-testid="stFileUploaderDropzone"] button p{font-size:0}'
    '[data-testid="stFileUploaderDropzone"] button p::after{content:"%s";font-size:1rem}'
    '[data-testid="stFileUploaderDropzone"]:has([data-testid="stFileChip"])::after{content:none}'
    '[data-testid="stFileUploader"]:has([aria-invalid="true"])::after{content:"%s";display:block;font-weight:600;'
    "margin-top:.6em;color:var(--pp-ink)}"
)


def source(scene: Scene, *, disabled: bool) -> Given | None:
    """What is delivered, as the bytes and the name of a file; None while there is nothing yet."""
    current = state.current_upload()
    turn = current.turn
    way = st.segmented_control(
        scene.text("How do you upload?"),
        list(_WAYS),
        format_func=lambda code: scene.text(_WAYS[code]),
        default=current.entered.way if current.entered.way in _WAYS else _first_way(),
        required=True,
        key="upload-way",
        label_visibility="collapsed",
    )
    state.put_in(way=way)
    if current.resumed and not current.entered.empty:
        kept.show_kept(scene, scene.text("what you typed"))
    if disabled:
        show.show_worded(scene, upload.aside(scene.text("Fill in your name first.")))
    given = {PASTE: _paste, TYPE: _type}.get(way, _file)(scene, turn, disabled)
    if not current.resumed and not state.current_upload().entered.empty:
        kept.save_upload()
        kept.show_kept(scene, scene.text("what you typed"))
    return given


def _first_way() -> str:
    """Who came for what is asked of a period sees it at once."""
    return TYPE if PERIOD in st.query_params else FILE


def drop_zone(scene: Scene, hint: str) -> None:
    """The words of the file uploader on this page, in the language of the screen; `hint` stands beside its button."""
    refused = scene.text(
        "This file did not arrive: choose it again. If that does not help "
        "it is larger than 10 MB: leave pictures out, or split it."
    )
    show.html(style_sheet(_DUTCH % (hint, scene.text("Choose a file"), refused)))


def _file(scene: Scene, turn: int, disabled: bool) -> Given | None:
    hint = scene.text("or drop your file here: CSV, Excel (XLSX, XLS) or ODS, at most 10 MB")
    drop_zone(scene, hint)
    file = st.file_uploader(
        scene.text("File with figures"),
        key=f"upload-file-{turn}",
        disabled=disabled,
        label_visibility="collapsed",
    )
    show.show_worded(
        scene,
        upload.aside(scene.text("A file as Excel saves it will do. Nothing is recorded before you confirm.")),
    )
    return (file.getvalue(), file.name) if file else None


def _paste(scene: Scene, turn: int, disabled: bool) -> Given | None:
    words = st.text_area(
        scene.text("Copy the rows in Excel, with their headers, and paste them here"),
        value=state.current_upload().entered.pasted,
        key=f"upload-paste-{turn}",
        height=260,
        max_chars=2_000_000,
        disabled=disabled,
    )
    state.put_in(pasted=words)
    if st.button(scene.text("Check"), key="upload-paste-check", type="primary", disabled=disabled) and words.strip():
        return words.encode(), f"{scene.text('pasted')}.csv"
    return None


def _type(scene: Scene, turn: int, disabled: bool) -> Given | None:
    """What is due in a period, with room for the values."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        found = complete.chosen_period(scene)
        owner = complete.owner(scene, found) if found.whole.reports else ""
    if not found.whole.reports:
        show.show_worded(scene, upload.aside(scene.text("Nothing has to be uploaded for this period.")))
        return None
    reports = [one for one in found.whole.reports if not owner or one.due.owner == owner]
    before = state.current_upload().entered.cells
    rows = st.data_editor(
        [_row(scene, one, before.get(_cell_key(one), {})) for one in reports],
        key=f"upload-grid-{turn}-{found.period.code}-{owner}",
        hide_index=True,
        height=min(38 * (len(reports) + 1), 620),
        row_height=36,
        placeholder="",
        column_order=[scene.text(word) for word in _SHOWN],
        disabled=True if disabled else [scene.text(word) for word in _GIVEN],
        column_config=_columns(scene),
        alt=scene.text("What is asked for {period}", period=period_words(found.period, scene.lang)),
    )
    _note(scene, reports, rows)
    show.show_worded(
        scene,
        upload.aside(scene.text("Zero is a value; n.v.t. says that there is none. Empty rows are not uploaded.")),
    )
    if not st.button(scene.text("Check"), key="upload-grid-check", type="primary", disabled=disabled):
        return None
    return _typed(scene, found, reports, rows)


_GIVEN = (
    mark("What"),
    mark("Period"),
    mark("Organisation unit"),
    mark("Unit"),
    mark("Last value"),
    mark("Expected"),
)
_FIELDS = (
    mark("Value"),
    mark("Numerator"),
    mark("Denominator"),
    mark("Measured on"),
    mark("Provisional"),
    mark("Note"),
)


# Wide enough for the words above them, beside the sign that a column can be typed in.
_WIDTHS = {
    "What": 330,
    "Value": 95,
    "Last value": 115,
    "Numerator": 100,
    "Denominator": 110,
    "Measured on": 130,
    "Provisional": 120,
}
_SHOWN = (*_GIVEN[:1], *_FIELDS[:1], *_GIVEN[3:], *_FIELDS[1:], *_GIVEN[1:3])  # what is typed beside what is asked


def _columns(scene: Scene) -> dict[str, Any]:
    """Wide enough to read; what is typed is text, so that 12,5 stays as it was typed."""
    made: dict[str, Any] = {
        scene.text(word): st.column_config.TextColumn(width="small") for word in (*_GIVEN, *_FIELDS)
    }
    for word, width in _WIDTHS.items():
        made[scene.text(word)] = st.column_config.TextColumn(width=width)
    made[scene.text("Note")] = st.column_config.TextColumn(width="medium")
    made[scene.text("Provisional")] = st.column_config.SelectboxColumn(
        options=[scene.text("yes"), scene.text("no")], width=_WIDTHS["Provisional"]
    )
    return made


def _cell_key(one: Report) -> str:
    return f"{one.due.period.code} {one.due.code} {one.due.org_unit}"


def _note(scene: Scene, reports: list[Report], rows: Any) -> None:
    """Note what stands in the grid, beside what was typed of other periods and owners."""
    cells = dict(state.current_upload().entered.cells)
    for one, row in zip(reports, rows, strict=True):
        typed = {word: str(row[scene.text(word)]) for word in _FIELDS if row.get(scene.text(word))}
        cells.pop(_cell_key(one), None)
        if typed:
            cells[_cell_key(one)] = typed
    state.put_in(cells=cells)


def _row(scene: Scene, one: Report, before: Mapping[str, str]) -> dict[str, str | None]:
    """A row of the grid, with what was typed in it `before`, by field."""
    due, lang = one.due, scene.lang
    decimals = due.indicator.decimals if due.indicator else 0
    last = due.last.value if due.last else None
    given = (
        due.name + (f" · {due.unit}" if due.unit else ""),
        due.period.code,
        due.org_unit,
        unit_of(due.targets[0], lang),
        "" if last is None else short_number(last, decimals, lang),
        "" if due.expected is None else short_number(due.expected, decimals, lang),
    )
    filled: dict[str, str | None] = {scene.text(word): cell for word, cell in zip(_GIVEN, given, strict=True)}
    return filled | {scene.text(word): before.get(word) for word in _FIELDS}


def _typed(scene: Scene, found: Completeness, reports: list[Report], rows: Any) -> Given | None:
    """The rows in which something was typed, as a file like any other."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*_KEYS, *_TYPED])
    some = False
    for one, row in zip(reports, rows, strict=True):
        cells = [str(row.get(scene.text(word)) or "").strip() for word in _FIELDS]
        if any(cells):
            some = True
            writer.writerow([one.due.code, one.due.period.code, one.due.org_unit, *cells])
    return (out.getvalue().encode("utf-8-sig"), f"{scene.text('typed')}-{found.period.file_stem}.csv") if some else None
