"""The plan that is being edited, kept for this browser: found again after a reload, saved at every edit."""

import streamlit as st

from kpi.intake.plan.text_table import PLAN
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.service.drafting.draft_words import draft_kept, draft_words
from kpi.service.drafting.editing import Draft
from kpi.service.drafts import DraftKind, KeptDraft
from kpi.ui import drafts, show
from kpi.ui.plan import state


def take_up_plan(plan: str) -> None:
    """Once a session, go on with the draft of this plan, or else of a new one, that this browser kept last."""
    if not state.first_look():
        return
    for subject in drafts.subjects(DraftKind.PLAN):
        if subject.rpartition("+")[0] in (plan, "") and _resume(subject):
            return


def _resume(subject: str) -> bool:
    found = drafts.find(DraftKind.PLAN, subject)
    draft = _read(found) if found else None
    if found is None or draft is None:
        return False
    state.resume_draft(draft, subject, str(found.words.get("why", "")), found.saved_at)
    return True


def _read(found: KeptDraft) -> Draft | None:
    """The draft that was kept; None for one of another version."""
    try:
        return draft_kept(found.words, found.files)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def keep_plan_draft() -> None:
    """Keep the draft when it was edited."""
    current = state.current_plan()
    if current.draft is None or (current.draft, current.why) == current.saved:
        return
    words, files = draft_words(current.draft)
    drafts.keep(DraftKind.PLAN, current.subject, {**words, "why": current.why}, files)
    state.keep_saved()


def show_draft(scene: Scene, what: str) -> None:
    """Which draft this is (`what`), whether and when it was kept, and a way to throw it away."""
    current = state.current_plan()
    with st.container(horizontal=True, vertical_alignment="center"):
        drafts.tell_kept(scene, DraftKind.PLAN, current.subject, what, resumed=current.resumed is not None)
        if st.button(scene.text("Discard this draft"), key="plan-away"):
            state.begin_draft(None)
            st.rerun()


def offer(scene: Scene) -> None:
    """The other drafts that this browser keeps, each to go on with or to throw away."""
    for subject in drafts.subjects(DraftKind.PLAN):
        found = drafts.find(DraftKind.PLAN, subject)
        draft = _read(found) if found else None
        if found is None or draft is None:
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            what = scene.text("draft of {plan}", plan=plan_title(draft))
            show.show_worded(scene, upload.aside(drafts.kept_line(scene, what, found.saved_at)))
            if st.button(scene.text("Carry on"), key=f"plan-resume-{subject}") and _resume(subject):
                st.rerun()
            if st.button(scene.text("Discard"), key=f"plan-drop-{subject}"):
                drafts.drop(DraftKind.PLAN, subject)
                st.rerun()


def plan_title(draft: Draft) -> str:
    """What a draft calls its plan."""
    page = {row[0]: row[1] for row in draft.tables[PLAN].rows}
    return page.get("title") or page.get("code", "")
