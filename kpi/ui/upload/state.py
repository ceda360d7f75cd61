"""What one visitor is delivering: kept in the session under one key, so that it survives every rerun."""

from dataclasses import dataclass, replace

import streamlit as st

from kpi.core.delivery.repair import MendedFile
from kpi.core.issue import Issue
from kpi.present.files.returned import ReturnedSheet
from kpi.service.uploads.checking import Checked
from kpi.service.uploads.importing import Receipt

_KEY = "_upload"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was checked for `checked.plan`, by `user`; nothing of it is written before `receipt` says so.

    `checked` is what a confirmation writes: it stays on the server, where a browser only answers widgets, until another
    file is begun or the session ends. `sheet`: its rows with an issue, None without. `receipt`: of the last try to
    commit, None before any. `repair`: the file as it came, once something in it was mended.
    """

    content: bytes
    name: str
    user: str
    checked: Checked
    sheet: ReturnedSheet | None = None
    receipt: Receipt | None = None
    repair: MendedFile | None = None

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues, by row."""
        return self.checked.reading.issues


@dataclass(frozen=True, slots=True)
class UploadState:
    """`user`: who delivers. `turn` counts drafts: the widgets of each begin empty. `told`: what was just done."""

    user: str = ""
    draft: CheckedFile | None = None
    turn: int = 0
    told: str = ""


def current_upload() -> UploadState:
    """The state of this session."""
    found = st.session_state.get(_KEY)
    return found if isinstance(found, UploadState) else UploadState()


def draft_for(plan: str) -> CheckedFile | None:
    """The draft of this plan; one of another plan waits until that is looked at again."""
    draft = current_upload().draft
    return draft if draft and draft.checked.plan.code == plan else None


def set_user(user: str) -> None:
    """Keep who delivers."""
    st.session_state[_KEY] = replace(current_upload(), user=user)


def begin_file(draft: CheckedFile | None) -> None:
    """Put another draft, or none, in the place of the one there was."""
    state = current_upload()
    st.session_state[_KEY] = replace(state, draft=draft, turn=state.turn + 1)


def advance(draft: CheckedFile) -> None:
    """Keep the same draft one step further."""
    st.session_state[_KEY] = replace(current_upload(), draft=draft)


def keep_told(words: str) -> None:
    """Keep what was just done for the next run to say; empty: said."""
    st.session_state[_KEY] = replace(current_upload(), told=words)


def user_field(label: str, *, needed: str) -> str:
    """The name of who delivers, asked once a session; `needed` is shown while it is empty."""
    key = "upload-user"
    if key not in st.session_state:
        st.session_state[key] = current_upload().user
    st.text_input(
        label, key=key, max_chars=80, placeholder=needed, autocomplete="name", width=420, on_change=_user_changed
    )
    return current_upload().user


def _user_changed() -> None:
    set_user(str(st.session_state["upload-user"]).strip())
