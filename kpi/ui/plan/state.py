"""The plan one visitor is editing: kept in the session under one key, so that it survives every rerun."""

from dataclasses import dataclass, replace

import streamlit as st

from kpi.service.arriving import Arrived
from kpi.service.editing import Draft, DraftCheck
from kpi.service.plans import Loaded

_KEY = "_plan_draft"


@dataclass(frozen=True, slots=True)
class PlanState:
    """`draft`: as edited so far, None: nothing is being edited. `base`: as the grid on screen began.

    `turn` counts grids: each begins without edits. `checked`: of `seen`, a draft and the revision it was held against.
    `answer`: of the last try to publish. `arrived`: the last file that could not become a draft.
    """

    draft: Draft | None = None
    base: Draft | None = None
    turn: int = 0
    checked: DraftCheck | None = None
    seen: tuple[Draft, int] | None = None
    answer: Loaded | None = None
    arrived: Arrived | None = None


def current_plan() -> PlanState:
    """The state of this session."""
    found = st.session_state.get(_KEY)
    return found if isinstance(found, PlanState) else PlanState()


def _keep(state: PlanState) -> None:
    st.session_state[_KEY] = state


def begin_draft(draft: Draft | None, answer: Loaded | None = None, arrived: Arrived | None = None) -> None:
    """Put another draft, or none, in the place of the one there was."""
    _keep(PlanState(draft, draft, current_plan().turn + 1, answer=answer, arrived=arrived))


def fresh() -> None:
    """Give the grid on screen the draft as it is now, without edits of its own."""
    state = current_plan()
    _keep(replace(state, base=state.draft, turn=state.turn + 1))


def keep_edit(draft: Draft) -> None:
    """Keep the draft as the grid on screen makes it; the answer to an older one no longer counts."""
    state = current_plan()
    if draft != state.draft:
        _keep(replace(state, draft=draft, answer=None))


def keep_check(checked: DraftCheck, seen: tuple[Draft, int]) -> None:
    """Keep what was found, so that a rerun without an edit need not look again."""
    _keep(replace(current_plan(), checked=checked, seen=seen))


def keep_answer(answer: Loaded) -> None:
    """Keep the answer to a try to publish."""
    _keep(replace(current_plan(), answer=answer))
