"""The tables of a draft in grids, one on screen at a time."""

from typing import Any

import pandas as pd
import streamlit as st

from kpi.intake.plan.text_table import EDITED, PLAN, THEMES, TextTable
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service.drafting.editing import Draft, with_rows
from kpi.ui import show
from kpi.ui.plan import state, typed_cells

TABLES = {
    PLAN: mark("The plan"),
    THEMES: mark("Themes"),
    "targets": mark("Results"),
    "indicators": mark("Indicators"),
    "org_units": mark("Organisation units"),
    "context": mark("Regional facts"),
    "activities": mark("Activities"),
}
# What most targets and indicators need; the other columns are one switch away.
FEW = {
    "targets": ("target", "theme", "statement", "kind", "indicator", "comparator", "value", "baseline", "deadline"),
    "indicators": (
        "indicator",
        "name",
        "unit",
        "decimals",
        "direction",
        "aggregation",
        "frequency",
        "numerator",
        "denominator",
    ),
}
NUMBER = "nr"
LEAST = 9  # rows of room, so that what is added or pasted can be seen


def pick_table(scene: Scene, counts: dict[str, int]) -> str:
    """The table that is chosen; `counts`: messages by table."""
    return str(
        st.segmented_control(
            scene.text("Part of the plan"),
            list(EDITED),
            format_func=lambda table: scene.text(TABLES[table]) + (f" ({counts[table]})" if counts.get(table) else ""),
            default="targets",
            required=True,
            key="plan-table",
            label_visibility="collapsed",
        )
    )


def edit_table(scene: Scene, table: str) -> None:
    """One table in a grid; the draft is what the grid then holds."""
    key = f"plan-grid-{state.current_plan().turn}-{table}"
    if key not in st.session_state:
        state.fresh()
        key = f"plan-grid-{state.current_plan().turn}-{table}"
    base = state.current_plan().base
    if base is None:
        return
    if table == PLAN:
        state.keep_edit(_page(scene, base, key))
        return
    _rows(scene, base, table, key)


def _rows(scene: Scene, base: Draft, table: str, key: str) -> None:
    held = base.tables.get(table) or TextTable(())
    edited = st.data_editor(
        _frame(table, held, scene.lang),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        row_height=36,
        height=min(36 * max(len(held.rows) + 3, LEAST), 520),
        placeholder="",
        column_order=[NUMBER, *_columns(scene, table, held)],
        disabled=[NUMBER],
        column_config={
            NUMBER: st.column_config.TextColumn(scene.text("No."), width=44, pinned=True),
            **{column: typed_cells.column_config(base.tables, table, column, scene.lang) for column in held.columns},
        },
        alt=scene.text(TABLES[table]),
    )
    rows = edited.to_dict("records")
    typed = [_typed(table, held, row, scene.lang) for row in rows]
    state.keep_edit(with_rows(base, table, [row for row in typed if held.rows or any(row)]))
    if sum(isinstance(row[NUMBER], str) for row in rows) < len(held.rows):
        state.fresh()
        st.rerun()


def _columns(scene: Scene, table: str, held: TextTable) -> list[str]:
    """The usual columns, or all of them."""
    few = list(FEW.get(table, ()))
    if not few:
        return list(held.columns)
    if "ended" in held.columns and any(row[held.columns.index("ended")] for row in held.rows):
        few.append("ended")
    key = f"plan-all-{table}"
    st.session_state.setdefault(key, table in state.current_plan().wide)
    every = st.toggle(scene.text("All columns"), key=key)
    state.keep_wide(table, every)
    return [*few, *(column for column in held.columns if column not in few)] if every else few


def _frame(table: str, held: TextTable, lang: str) -> pd.DataFrame:
    rows: list[list[str | None]] = [
        [
            str(number),
            *(typed_cells.shown(table, column, cell, lang) for column, cell in zip(held.columns, row, strict=True)),
        ]
        for number, row in enumerate(held.rows, start=1)
    ]
    # A paste begins in a row that is there; in the row that adds one it would all land in one cell.
    rows = rows or [[None, *("" for _ in held.columns)]]
    return pd.DataFrame(rows, columns=[NUMBER, *held.columns], dtype="string")


def _typed(table: str, held: TextTable, row: dict[Any, Any], lang: str) -> list[str]:
    return [typed_cells.typed(table, column, _text(row[column]), lang) for column in held.columns]


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _page(scene: Scene, base: Draft, key: str) -> Draft:
    """The plan's own page: a field a row, none to add."""
    rows, lang = base.tables[PLAN].rows, scene.lang
    edited = st.data_editor(
        pd.DataFrame(
            [
                [typed_cells.column_word(PLAN, name, lang), typed_cells.shown(PLAN, name, value, lang)]
                for name, value in rows
            ],
            columns=["key", "value"],
            dtype="string",
        ),
        key=key,
        hide_index=True,
        row_height=36,
        placeholder="",
        disabled=["key"],
        column_config={
            "key": st.column_config.TextColumn(scene.text("Field"), width=160),
            "value": st.column_config.TextColumn(scene.text("Value"), width=520),
        },
        alt=scene.text(TABLES[PLAN]),
    )
    if base.plan:
        show.html(upload.aside(scene.text("The code of a plan that was published stays as it is.")))
    typed = [_text(cell) for cell in edited["value"]]
    names = [name for name, _ in rows]
    return with_rows(
        base, PLAN, [(name, typed_cells.typed(PLAN, name, cell, lang)) for name, cell in zip(names, typed, strict=True)]
    )
