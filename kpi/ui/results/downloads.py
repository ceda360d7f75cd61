"""A selection of results as files: the results, and what every unit reported of them."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from kpi.core.light.snapshot import Row
from kpi.core.view.filters import Filters
from kpi.present.files import tables
from kpi.present.files.unit_table import unit_csv
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service.reading import unit_measurements
from kpi.ui import cached
from kpi.ui.results.filter_widgets import described

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Make = Callable[[], bytes]


def downloads(scene: Scene, rows: tuple[Row, ...], chosen: Filters) -> None:
    """The rows on screen as files, made when they are asked for; names carry plan, date, revision and time."""
    if not rows:
        return
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    name = f"{scene.plan}_{scene.as_of.isoformat()}_r{scene.revision}_{stamp}"
    snapshot, lang = cached.snapshot(scene), scene.lang
    words, units = described(scene, snapshot, chosen), cached.units_asked(scene, chosen.units)

    def by_unit() -> bytes:
        return unit_csv(snapshot, unit_measurements(cached.desk(), snapshot, rows, chosen.units), lang, words)

    made: list[tuple[str, str, str, Make]] = [
        (mark("Download CSV"), "csv", "text/csv", lambda: tables.csv_bytes(snapshot, rows, lang, words, units)),
        (mark("Download Excel"), "xlsx", _EXCEL, lambda: tables.xlsx_bytes(snapshot, rows, lang, words, units)),
    ]
    if any(row.units for row in rows):
        made.append((mark("Values by unit (CSV)"), "units.csv", "text/csv", by_unit))
    with st.container(horizontal=True):
        for label, suffix, kind, make in made:
            st.download_button(
                scene.text(label),
                make,
                file_name=f"{name}.{suffix}",
                mime=kind,
                key=f"download-{suffix.replace('.', '-')}",
                on_click="ignore",
            )
