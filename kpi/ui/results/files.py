"""The files of a page: exactly the selection, in its order, and its picture; made only when somebody asks."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from kpi.present.chart import pictures
from kpi.present.files import result_tables
from kpi.present.files.unit_table import unit_csv
from kpi.present.pages import MATRIX, TIMELINE
from kpi.present.screen import selection, selection_pictures
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service.agenda import calendar_of_rows
from kpi.service.smart import smart_file
from kpi.service.snapshots import unit_measurements
from kpi.ui import cached, show
from kpi.ui.exported import exported

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
CALENDAR = "text/calendar"
_DRAWN = {MATRIX: selection_pictures.matrix_svg, TIMELINE: selection_pictures.timeline_svg}


def offer_files(scene: Scene) -> None:
    """The files of one of the tabs of all results."""
    rows, snapshot = cached.arranged(scene), cached.snapshot(scene)
    units = scene.selection.units
    words = selection.described(scene, snapshot.plan)
    made_of = rows, scene.lang, words, cached.units_asked(scene, units), cached.otherwise_of(scene)
    with st.popover(scene.text("Download"), type="tertiary", key="files"):
        _button(scene, mark("Excel"), "xlsx", EXCEL, partial(result_tables.xlsx_bytes, snapshot, *made_of))
        _button(scene, mark("CSV"), "csv", "text/csv", partial(result_tables.csv_bytes, snapshot, *made_of))
        if any(row.units for row in rows):

            def by_unit() -> bytes:
                found = unit_measurements(cached.desk(), snapshot, rows, units)
                return unit_csv(snapshot, found, scene.lang, words)

            _button(scene, mark("Values by unit (CSV)"), "csv", "text/csv", by_unit, "eenheden")
        if scene.page == TIMELINE:
            days = partial(calendar_of_rows, cached.desk(), snapshot, rows, scene.lang)
            _button(scene, mark("Calendar (iCalendar)"), "ics", CALENDAR, days, "agenda")
        if scene.page in _DRAWN:
            draw = partial(_DRAWN[scene.page], scene, snapshot, cached.selected(scene))
            _pictures(scene, scene.page, lambda: pictures.png_of(draw()), lambda: draw().encode())


def offer_chart(scene: Scene, code: str) -> None:
    """The path chart of one result as a picture."""
    with st.popover(scene.text("Download"), type="tertiary", key="files"):
        draw = partial(pictures.chart_picture, cached.target(scene, code), scene.lang)
        _pictures(scene, code, partial(draw, "png"), partial(draw, "svg"))


def offer_smart_list(scene: Scene) -> None:
    """What the plan lacks, as files to send to its author; nothing for a plan without results."""
    test = cached.smart_of(scene)
    if not test.rows:
        return
    with st.popover(scene.text("Download"), type="tertiary", key="smart-files"):
        for form, label, kind in (("docx", mark("Word"), WORD), ("xlsx", mark("Excel"), EXCEL)):
            _button(scene, label, form, kind, partial(smart_file, test, form, scene.lang), "smart-toets")


def _pictures(scene: Scene, what: str, png: Callable[[], bytes], svg: Callable[[], bytes]) -> None:
    _button(scene, mark("Picture (PNG)"), "png", "image/png", png, what)
    _button(scene, mark("Drawing (SVG)"), "svg", "image/svg+xml", svg, what)


def _button(scene: Scene, label: str, suffix: str, kind: str, make: Callable[[], Any], what: str = "") -> None:
    """A button that makes one file when it is pressed; its name carries plan, date, revision and time."""
    stamp = show.file_stamp()
    parts = [scene.plan, what, scene.as_of.isoformat(), f"r{scene.revision}", stamp]
    name = f"{'_'.join(part for part in parts if part)}.{suffix}"
    st.download_button(
        scene.text(label),
        exported(scene.plan, name, make),
        file_name=name,
        mime=kind,
        key=f"download-{what}-{suffix}" if what else f"download-{suffix}",
        on_click="ignore",
    )
