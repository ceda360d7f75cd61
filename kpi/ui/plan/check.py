"""What a draft says: its messages, how its deadlines are read, and what it would change."""

from functools import partial
from hashlib import sha256

import streamlit as st

from kpi.core.history.revision import Difference
from kpi.core.issue import Issue, Severity
from kpi.core.notation import day as day_text
from kpi.intake.plan.plan_file import PlanHeader
from kpi.intake.plan.text_table import PLAN
from kpi.present.html import values
from kpi.present.html.plans import plan
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.present.words import plural
from kpi.service.drafting.editing import Draft, DraftCheck, PhraseReading, check_draft, header_of, read_phrase
from kpi.ui import cached, show
from kpi.ui.plan import draft_grids, typed_cells
from kpi.ui.plan import state as plan_state

_TABLE_OF = {"facts": "context", "thresholds": PLAN}


def checked(scene: Scene, draft: Draft) -> DraftCheck:
    """What is found in a draft at this revision; looked up once for every edit."""
    state, seen = plan_state.current_plan(), (draft, scene.head)
    if state.checked is None or state.seen != seen:
        plan_state.keep_check(check_draft(cached.desk(), draft), seen)
    found = plan_state.current_plan().checked
    assert found is not None
    return found


def message_counts(found: DraftCheck) -> dict[str, int]:
    """The number of messages that ask for something, by table."""
    made: dict[str, int] = {}
    for one in found.issues:
        if one.severity is not Severity.NOTICE:
            made[one.file] = made.get(one.file, 0) + 1
    return made


def plan_messages(scene: Scene, draft: Draft, found: tuple[Issue, ...], table: str) -> None:
    """All messages, those of the table on screen first."""
    if not found:
        show.html(upload.verdict(scene.text("No messages about this draft.")))
        return
    errors = sum(one.severity is Severity.ERROR for one in found)
    if errors:
        said = scene.text("Not ready yet: {what}.", what=upload.severity_count(Severity.ERROR, errors, scene.lang))
        show.html(upload.verdict(said, scene.text("Nothing has been stored.")))
    ordered = sorted(found, key=lambda one: (one.severity is Severity.NOTICE, one.file != table))
    show.html(
        plan.plan_issue_table(
            ordered,
            partial(_place, scene, draft),
            partial(issue_column, scene),
            scene.lang,
        )
    )


def table_word(scene: Scene, one: Issue) -> str:
    """The table of a message; a file that is no table by its name."""
    return scene.text(draft_grids.TABLES[one.file]) if one.file in draft_grids.TABLES else one.file


def issue_column(scene: Scene, one: Issue) -> str:
    """The column of a message as its grid calls it."""
    return typed_cells.column_word(one.file, one.column, scene.lang) if one.file in draft_grids.TABLES else one.column


def _place(scene: Scene, draft: Draft, one: Issue) -> str:
    """Table, number of the row in its grid, and the code that stands there."""
    name = table_word(scene, one)
    rows = draft.tables[one.file].rows if one.file in draft.tables else ()
    if one.row is None or not 0 <= one.row - 2 < len(rows):
        return name
    return f"{name} {one.row - 1} · {rows[one.row - 2][0]}".rstrip(" ·")


def column_words(scene: Scene, one: Difference) -> str:
    """The column of a difference in words; of a part that came or went its table."""
    table = _TABLE_OF.get(one.part, one.part)
    return typed_cells.column_word(table, one.field, scene.lang) if one.field else part_words(scene, one)


def part_words(scene: Scene, one: Difference) -> str:
    """The table of the part that a difference is about, in words."""
    return scene.text(draft_grids.TABLES[_TABLE_OF.get(one.part, one.part)])


def deadlines(scene: Scene, draft: Draft, found: DraftCheck) -> bool:
    """A phrase to try, and how each deadline that is new or other is read; whether that was confirmed."""
    show.html(upload.step(scene.text("Deadlines")))
    header = header_of(cached.desk(), draft)
    if header.span is None:
        show.html(upload.aside(scene.text("Fill in the first and the last day of the plan first.")))
        return False
    phrase = st.text_input(
        scene.text("Try how a deadline is read"),
        key="plan-phrase",
        placeholder=scene.text("before June 2027"),
        max_chars=120,
        width=420,
        live=True,
    )
    if phrase.strip():
        show.html(plan.phrase_reading(_said(scene, read_phrase(cached.desk(), phrase.strip(), header))))
    rows = _readings(scene, draft, header)
    fresh = [row for row in rows if row[:1] + row[2:3] not in _known(found)]
    if len(fresh) < len(rows):
        rest = [row for row in rows if row not in fresh]
        title = plural(scene.lang, "{n} deadline as it was", "{n} deadlines as they were", len(rest))
        show.html(values.folded(title, plan.readings(rest, scene.lang)))
    if not fresh:
        return True
    show.html(plan.readings(fresh, scene.lang))
    key = sha256(repr(fresh).encode()).hexdigest()[:12]
    return st.checkbox(scene.text("These deadlines are read as they are meant"), key=f"plan-deadlines-{key}")


def _known(found: DraftCheck) -> set[tuple[str, str]]:
    """Code and phrase of what is published."""
    return {(row.target.code, row.target.deadline) for row in found.before.rows} if found.before else set()


def _readings(scene: Scene, draft: Draft, header: PlanHeader) -> list[tuple[str, str, str, str]]:
    """Code, statement, phrase and reading of every target with a phrase of its own, those that ended left out."""
    rows = []
    for one in draft.tables["targets"].records():
        phrase = one["deadline"].strip()
        if phrase and not one["ended"]:
            said = _said(scene, read_phrase(cached.desk(), phrase, header))
            rows.append((one["target"], one["statement"], phrase, said))
    return rows


def _said(scene: Scene, one: PhraseReading) -> str:
    return one.en if scene.lang == "en" else one.nl


def preview_plan(scene: Scene, found: DraftCheck) -> None:
    """The lights before and after, and every field that becomes another."""
    if found.after is None:
        return
    rows = [(one.code, one.statement, one.before, one.after) for one in found.lights if one.differs]
    same = len(found.lights) - len(rows)
    show.html(upload.step(scene.text("Results before and after")))
    as_of = scene.text("As of {day}.", day=day_text(found.after.as_of, scene.lang))
    kept = plural(scene.lang, "{n} result stays as it is.", "{n} results stay as they are.", same)
    show.html(upload.aside(f"{as_of} {kept}" if found.before else as_of))
    if brought := len(found.folder.measurements):
        said = plural(scene.lang, "{n} value comes with this file.", "{n} values come with this file.", brought)
        show.html(upload.aside(said))
    if rows:
        show.html(plan.plan_lights(rows, scene.lang))
    if found.differences:
        title = plural(scene.lang, "{n} change", "{n} changes", len(found.differences))
        table = plan.field_changes(found.differences, lambda one: column_words(scene, one), scene.lang)
        show.html(values.folded(title, table))
