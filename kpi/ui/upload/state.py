"""What one visitor is delivering: kept in the session under one key, so that it survives every rerun."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import randbelow

import streamlit as st

from kpi.core.delivery.repair import MendedFile
from kpi.core.issue import Issue
from kpi.present.files.returned import ReturnedSheet
from kpi.service.drafts import DraftKind
from kpi.service.uploads.checking import Checked
from kpi.service.uploads.entered import Entered
from kpi.service.uploads.importing import Receipt
from kpi.service.uploads.running import RunningCheck
from kpi.ui import drafts

_KEY, _WAITING = "_upload", "_upload_waiting"


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
    """`turn` names drafts: the grids of each begin anew, also where a browser knows an older one.

    `entered`: what was put in for `plan`; `check`: of its file, while it runs, `draft` once it ended. `resumed`: when
    it was kept, for what was found again; None for what was begun here. `tried`: whether its file was looked at in this
    session. `told`: what was just done.
    """

    plan: str = ""
    entered: Entered = field(default_factory=Entered)
    check: RunningCheck | None = None
    draft: CheckedFile | None = None
    resumed: datetime | None = None
    tried: bool = False
    turn: int = field(default_factory=lambda: randbelow(2**40))
    told: str = ""


def current_upload() -> UploadState:
    """The state of this session."""
    if not isinstance(st.session_state.get(_KEY), UploadState):
        _keep(UploadState())
    state: UploadState = st.session_state[_KEY]
    return state


def _keep(state: UploadState) -> None:
    st.session_state[_KEY] = state


def look_at(plan: str) -> bool:
    """Take up what is being delivered for a plan, that of another waits; False when this session had nothing of it."""
    state = current_upload()
    if state.plan == plan:
        return True
    waiting: Mapping[str, UploadState] = st.session_state.get(_WAITING, {})
    st.session_state[_WAITING] = {**waiting, state.plan: state}
    _keep(replace(waiting.get(plan, UploadState()), plan=plan, told=state.told))
    return plan in waiting


def draft_for(plan: str) -> CheckedFile | None:
    """The draft of this plan; None for that of another."""
    draft = current_upload().draft
    return draft if draft and draft.checked.plan.code == plan else None


def resume(entered: Entered, at: datetime) -> None:
    """Go on with what was kept then."""
    _keep(replace(current_upload(), entered=entered, resumed=at))


def mend_returned(entered: Entered) -> None:
    """Begin with what was handed in before, of the plan that is looked at."""
    state = current_upload()
    _keep(UploadState(state.plan, entered, turn=state.turn + 1, told=state.told))


def put_in(**changes: object) -> None:
    """Note what was typed or chosen, by the fields of `Entered`."""
    state = current_upload()
    entered = replace(state.entered, **changes)  # type: ignore[arg-type]
    if entered != state.entered:
        _keep(replace(state, entered=entered))


def begin_check(check: RunningCheck) -> None:
    """Put a file that is being checked in the place of what there was; what was typed beside the same file stays."""
    state, file = current_upload(), check.file
    entered = replace(state.entered, file=file)
    before = state.entered.file
    if before is None or before.content != file.content:
        entered = replace(entered, mending=(), chosen={})
    elif before.answers != file.answers:
        entered = replace(entered, chosen={})
    _keep(replace(state, entered=entered, check=check, draft=None, tried=True, turn=state.turn + 1))


def end_check(draft: CheckedFile | None) -> None:
    """Keep what a check found; None: it was stopped, and its file waits."""
    _keep(replace(current_upload(), check=None, draft=draft))


def put_back_file() -> None:
    """Go back to what was typed before it was checked."""
    state = current_upload()
    _keep(replace(state, entered=replace(state.entered, file=None, reasons={}), check=None, draft=None))


def begin_anew() -> None:
    """Throw away what was put in for this plan, also where it is kept."""
    state = current_upload()
    drafts.drop(DraftKind.UPLOAD, state.plan)
    _keep(UploadState(state.plan, Entered(way=state.entered.way), turn=state.turn + 1, told=state.told))


def advance(draft: CheckedFile) -> None:
    """Keep the same draft one step further; what is recorded is not in hand any more."""
    state = current_upload()
    if draft.receipt and draft.receipt.done:
        drafts.drop(DraftKind.UPLOAD, state.plan)
        state = replace(state, entered=Entered(way=state.entered.way))
    _keep(replace(state, draft=draft))


def keep_told(words: str) -> None:
    """Keep what was just done for the next run to say; empty: said."""
    _keep(replace(current_upload(), told=words))
