"""What is being delivered, kept for this browser: found again after a reload, saved whenever it changes."""

import streamlit as st

from kpi.present.screen.scene import Scene
from kpi.service.drafts import DraftKind, surely_without_citizen_number
from kpi.service.uploads.entered import GivenFile, entered_of, entered_words
from kpi.ui import drafts
from kpi.ui.upload import state


def take_up_upload(plan: str) -> None:
    """Look at what is delivered for a plan: as it is in this session, else as this browser kept it."""
    if state.look_at(plan):
        return
    found = drafts.find(DraftKind.UPLOAD, plan)
    if found is None:
        return
    try:
        entered = entered_of(found.words, found.files)
    except (KeyError, TypeError, ValueError, AttributeError):
        return  # of another version: there is nothing to go on with
    if not entered.empty:
        state.resume(entered, found.saved_at)


def save_upload() -> None:
    """Keep what was put in, if it is another than what was kept; thrown away when there is nothing."""
    current = state.current_upload()
    if current.entered.empty:
        drafts.drop(DraftKind.UPLOAD, current.plan)
        return
    words, files = entered_words(current.entered)
    drafts.keep(DraftKind.UPLOAD, current.plan, words, files, allowed=_may_be_kept(current.entered.file))


def _may_be_kept(file: GivenFile | None) -> bool:
    """Whether a file holds no citizen number: seen at once in a text, in a workbook once it was read."""
    draft = state.current_upload().draft
    if file is None:
        return True
    if draft is not None and draft.content == file.content and draft.checked.reading.understood:
        return not any(one.code == "personal-data" for one in draft.issues)
    return surely_without_citizen_number(file.content)


def show_kept(scene: Scene, what: str) -> None:
    """Where the visitor is: `what` is in hand, whether and when it was kept, and a way to throw it away."""
    current = state.current_upload()
    with st.container(horizontal=True, vertical_alignment="center"):
        drafts.tell_kept(scene, DraftKind.UPLOAD, current.plan, what, resumed=current.resumed is not None)
        _back(scene)
        if st.button(scene.text("Discard"), key=f"away-{current.turn}"):
            state.begin_anew()
            st.rerun()


def _back(scene: Scene) -> None:
    """The way back to what was typed or pasted, as long as it is there."""
    entered = state.current_upload().entered
    if entered.file is None or not (entered.cells or entered.pasted):
        return
    if st.button(scene.text("Back to what you typed"), key=f"back-{state.current_upload().turn}"):
        state.put_back_file()
        st.rerun()
