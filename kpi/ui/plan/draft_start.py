"""Where a draft begins: the plan on screen, a copy of it, the empty set, or a file; and any plan out again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from kpi.core.model import Plan
from kpi.intake.edit.export import as_zip
from kpi.intake.plan.text_table import EDITED, text_table_of
from kpi.present.html.plans import plan as html_plan
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service.drafting import arriving, publishing, starting
from kpi.service.drafting.copying import new_plan_from
from kpi.service.drafting.editing import Draft, draft_of, new_draft
from kpi.service.drafting.starting import Beginning
from kpi.service.uploads import checking
from kpi.ui import cached, show
from kpi.ui.exported import exported
from kpi.ui.plan import draft_grids, naming, state
from kpi.ui.upload import handing_in

CHANGE, COPY, EMPTY, FILE = "wijzigen", "kopie", "leeg", "bestand"
WAYS = {
    CHANGE: mark("Change this plan"),
    COPY: mark("Copy it as a new plan"),
    EMPTY: mark("Begin a new plan"),
    FILE: mark("Read in a file"),
}
_ZIP, _XLSX = "application/zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BLANK = ("org_units", "context")


def choose_beginning(scene: Scene) -> None:
    """The ways to begin, and below the one that is chosen; those that need a plan are there when there is one."""
    there = list(WAYS) if scene.plan else [EMPTY, FILE]
    naming.take_up_way(there)
    way = st.segmented_control(
        scene.text("How do you begin?"),
        there,
        format_func=lambda code: scene.text(WAYS[code]),
        required=True,
        key=naming.WAY,
        label_visibility="collapsed",
    )
    plan = cached.plan(scene.head, scene.plan) if scene.plan else None
    if way == FILE:
        _file(scene)
    elif way == EMPTY or plan is None:
        _empty(scene, plan.organisation if plan else "")
    else:
        (_copy if way == COPY else _change)(scene, plan)


def _begin(draft: Draft) -> None:
    """A draft has every table, also those of which it has no row yet."""
    tables = {**{name: text_table_of(name, []) for name in EDITED}, **draft.tables}
    naming.forget_form()
    state.begin_draft(replace(draft, tables=tables))
    st.rerun()


def _change(scene: Scene, plan: Plan) -> None:
    show.html(
        upload.aside(
            scene.text(
                "A draft of {plan}. Everybody keeps seeing the plan as it is until you publish.",
                plan=plan.title,
            )
        )
    )
    if st.button(scene.text("Begin"), key="plan-change", type="primary"):
        _begin(draft_of(cached.desk(), plan.code))


def _copy(scene: Scene, plan: Plan) -> None:
    show.html(
        upload.aside(
            scene.text(
                "The themes, results and indicators of {plan} with their deadlines moved to the new years; figures, "
                "baselines and sources are not copied.",
                plan=plan.title,
            )
        )
    )
    years = plan.end.year - plan.start.year
    start = date(plan.end.year + 1, 1, 1)
    beginning = naming.name_plan(scene, plan.organisation, start, date(start.year + years, 12, 31))
    if beginning and st.button(scene.text("Begin"), key="plan-copy", type="primary"):
        _begin(new_plan_from(cached.desk(), plan.code, beginning))


def _empty(scene: Scene, organisation: str) -> None:
    show.html(
        upload.aside(
            scene.text("One example row a table shows what belongs where. Fill it in here, or in Excel and read it in.")
        )
    )
    year = checking.today().year + 1
    beginning = naming.name_plan(scene, organisation, date(year, 1, 1), date(year + 2, 12, 31))
    if beginning is None:
        return
    lang, code = scene.lang, beginning.code
    with st.container(horizontal=True):
        if st.button(scene.text("Begin"), key="plan-new", type="primary"):
            _begin(_plain(new_draft(cached.desk(), beginning, lang)))
        workbook = partial(starting.starter_workbook, lang, beginning)
        _download(scene.text("Empty workbook (XLSX)"), workbook, f"{code}.xlsx", _XLSX)
        _download(scene.text("Empty files (ZIP)"), partial(_starter_zip, lang, beginning), f"{code}.zip", _ZIP)


def _plain(draft: Draft) -> Draft:
    """The draft with an example only where it is seen at once: a forgotten one would be a fact on a screen."""
    shown = {
        name: text_table_of(name, [{column: row[column] for column in columns} for row in draft.tables[name].records()])
        for name, columns in draft_grids.FEW.items()
    }
    return replace(draft, tables={**draft.tables, **shown, **{name: text_table_of(name, []) for name in _BLANK}})


def _starter_zip(lang: str, beginning: Beginning) -> bytes:
    return as_zip(starting.starter_files(lang, beginning), beginning.code)


def _file(scene: Scene) -> None:
    said = scene.text(
        "A plan as a ZIP file of its folder, or the workbook (XLSX). You see it here first; nothing is stored yet."
    )
    show.html(upload.aside(said))
    handing_in.drop_zone(scene, scene.text("or drop the file here: ZIP or XLSX, at most 10 MB"))
    turn = state.current_plan().turn
    file = st.file_uploader(
        scene.text("File with a plan"), type=["zip", "xlsx"], key=f"plan-file-{turn}", label_visibility="collapsed"
    )
    if file:
        with st.status(scene.text("The file is being read and checked ...")):
            arrived = arriving.draft_of_file(cached.desk(), file.getvalue(), file.name)
        if arrived.draft:
            _begin(arrived.draft)
        state.begin_draft(None, arrived=arrived)
        st.rerun()
    refused = state.current_plan().arrived
    if refused:
        head = scene.text("This file is no plan yet.")
        show.html(
            upload.verdict(
                head, scene.text("Put it right in the file and read it in again: {file}.", file=refused.name)
            )
        )
        show.html(html_plan.plan_issue_table(refused.issues, _place_in_file, lambda one: one.column, scene.lang))


def _place_in_file(one: object) -> str:
    file, row = getattr(one, "file", ""), getattr(one, "row", None)
    return f"{file} {row}" if row else str(file)


def export_forms(scene: Scene) -> None:
    """Any plan as the ZIP of its folder, or as a workbook."""
    show.html(upload.step(scene.text("Export a plan")))
    names = cached.plan_names(scene.head)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            scene.text("Plan"),
            list(names),
            index=list(names).index(scene.plan),
            format_func=lambda one: names[one],
            key="plan-export",
            width=420,
        )
        stem = f"{code}_r{scene.head}_{show.file_stamp()}"
        desk = cached.desk()
        whole = exported(code, f"{stem}.zip", partial(publishing.export_zip, desk, code))
        _download(scene.text("With all figures (ZIP)"), whole, f"{stem}.zip", _ZIP)
        workbook = exported(code, f"{stem}.xlsx", partial(publishing.export_workbook, desk, code, scene.lang))
        _download(scene.text("To edit (Excel)"), workbook, f"{stem}.xlsx", _XLSX)


def _download(label: str, make: Callable[[], bytes], name: str, kind: str) -> None:
    suffix = name.rpartition(".")[2]
    st.download_button(label, make, file_name=name, mime=kind, key=f"plan-download-{suffix}-{label}", on_click="ignore")
