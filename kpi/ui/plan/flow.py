"""Managing plans, step by step: begin a draft, edit it, read what it says, and publish it; nothing is stored before."""

import streamlit as st

from kpi.core.issue import Issue
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.ui import cached, show
from kpi.ui.plan import check, draft_grids, draft_start, kept, publish, state
from kpi.ui.upload import approving


def manage(scene: Scene) -> None:
    """The page: the ways to begin, or the draft that is being edited."""
    lead = (
        scene.text("Change a plan or make one of your own. Nothing is stored before you publish.")
        if scene.plan
        else scene.text("Make the first plan of this Planpeil. Nothing is stored before you publish.")
    )
    show.html(upload.title(scene.text("Manage plan"), lead))
    if cached.own_desk().settings.read_only:
        _read_only(scene)
    else:
        kept.take_up_plan(scene.plan)
        try:
            _work(scene)
        finally:
            kept.keep_plan_draft()
    if scene.plan and state.current_plan().draft is None:
        draft_start.export_forms(scene)
        approving.offer_four_eyes(scene)


def _work(scene: Scene) -> None:
    """The draft that is edited, or what came of the last one, what else is kept, and the ways to begin."""
    current = state.current_plan()
    if current.draft is not None:
        _edit(scene)
        return
    if current.answer:
        publish.publish_receipt(scene, current.answer)
    kept.offer(scene)
    draft_start.choose_beginning(scene)


def _read_only(scene: Scene) -> None:
    show.show_message(
        scene.text("Read-only"),
        scene.text("This Planpeil is set to read-only: no plan can be changed here."),
        scene.text("Ask the administrator where plans can be changed."),
        scene.lang,
    )


def _edit(scene: Scene) -> None:
    _head(scene)
    before = state.current_plan().checked
    counts = check.message_counts(before) if before else {}
    table = draft_grids.pick_table(scene, counts)
    draft_grids.edit_table(scene, table)
    draft = state.current_plan().draft
    if draft is None:
        return
    found = check.checked(scene, draft)
    if check.message_counts(found) != counts:
        st.rerun()
    check.plan_messages(scene, draft, _all(found.issues), table)
    confirmed = check.deadlines(scene, draft, found)
    check.preview_plan(scene, found)
    publish.decide_publishing(scene, draft, found, confirmed=confirmed)


def _all(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """What the last try to publish was refused for comes on top of what is found now."""
    answer = state.current_plan().answer
    refused = answer.issues if answer and answer.plan is None else ()
    return (*issues, *(one for one in refused if one not in issues))


def _head(scene: Scene) -> None:
    """Which plan this is, and the way out."""
    draft = state.current_plan().draft
    title = kept.plan_title(draft) if draft else ""
    what = (
        scene.text("draft of {plan} (from revision {revision})", plan=title, revision=draft.revision)
        if draft and draft.plan
        else scene.text("draft of the new plan {plan}", plan=title)
    )
    kept.show_draft(scene, what)
