"""What is typed around a meeting, kept for this browser until it is recorded: it survives a reload and a restart."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from kpi.present.screen.scene import Scene
from kpi.service.drafts import DraftKind
from kpi.ui import drafts

Given = Mapping[str, str | date | None]


def subject_of(scene: Scene, what: str) -> str:
    """By what something typed about the plan of a view is kept."""
    return f"{scene.plan} {what}"


def is_kept(subject: str) -> bool:
    """Whether this browser keeps something typed that was not recorded."""
    return subject in drafts.subjects(DraftKind.MEETING)


def take_up(subject: str, given: Given) -> None:
    """Fill the fields of a form that is not on the page yet: with what was kept, else as they begin.

    `given`: how each field begins, by its key; what is no text is a day.
    """
    if all(key in st.session_state for key in given):
        return
    found = drafts.find(DraftKind.MEETING, subject)
    for key, first in given.items():
        said = found.words.get(key) if found else None
        st.session_state[key] = first if said is None else said if isinstance(first, str) else _day(said)


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def keep_typed(scene: Scene, subject: str, given: Given) -> None:
    """Keep what was typed, say so, and offer to throw it away; a form as it begins is not kept."""
    typed: Given = {key: st.session_state[key] for key in given}
    if typed == given:
        drafts.drop(DraftKind.MEETING, subject)
        return
    words = {key: said if isinstance(said, str) else said.isoformat() if said else "" for key, said in typed.items()}
    drafts.keep(DraftKind.MEETING, subject, words, {})
    with st.container(horizontal=True, vertical_alignment="center"):
        drafts.tell_kept(scene, DraftKind.MEETING, subject, scene.text("what you typed"))
        st.button(scene.text("Discard"), key=f"{next(iter(given))}-away", on_click=forget, args=(subject, given))


def forget(subject: str, given: Given) -> None:
    """It was recorded or thrown away: the form begins again, and nothing of it is kept."""
    drafts.drop(DraftKind.MEETING, subject)
    for key in given:
        st.session_state.pop(key, None)
