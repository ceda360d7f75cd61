"""The plan one visitor is editing: kept in the session under one key, so that it survives every rerun."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import randbelow, token_hex

import streamlit as st

from kpi.service.drafting.arriving import Arrived
from kpi.service.drafting.editing import Draft, DraftCheck
from kpi.service.drafts import DraftKind
from kpi.service.plans import Loaded
from kpi.ui import drafts

_KEY = "_plan_draft"


@dataclass(frozen=True, slots=True)
class PlanState:
    """`draft`: as edited so far, None: nothing is being edited. `base`: as the grid on screen began.

    `turn` names grids: each begins without edits, also where a browser knows an older one. `subject`: what this draft
    is kept as, `why` the reason as typed so far, `saved` both as they were kept last, `resumed` when it was kept, for
    one that was found again. `looked`: whether this session looked for one. `checked`: of `seen`, a draft and the
    revision it was held against. `answer`: of the last try to publish. `arrived`: the last file that could not become a
    draft. `wide`: the tables that show all their columns.
    """

    draft: Draft | None = None
    base: Draft | None = None
    turn: int = field(default_factory=lambda: randbelow(2**40))
    subject: str = ""
    why: str = ""
    saved: tuple[Draft, str] | None = None
    resumed: datetime | None = None
    looked: bool = False
    checked: DraftCheck | None = None
    seen: tuple[Draft, int] | None = None
    answer: Loaded | None = None
    arrived: Arrived | None = None
    wide: frozenset[str] = frozenset()


def current_plan() -> PlanState:
    """The state of this session."""
    found = st.session_state.get(_KEY)
    return found if isinstance(found, PlanState) else PlanState()


def _keep(state: PlanState) -> None:
    st.session_state[_KEY] = state


def first_look() -> bool:
    """Whether this session looks for what was kept for the first time."""
    state = current_plan()
    _keep(replace(state, looked=True))
    return not state.looked


def begin_draft(draft: Draft | None, answer: Loaded | None = None, arrived: Arrived | None = None) -> None:
    """Put another draft, or none, in the place of the one there was, which is not kept any longer."""
    before = current_plan()
    drafts.drop(DraftKind.PLAN, before.subject)
    subject = f"{draft.plan}+{token_hex(4)}" if draft else ""
    turn = before.turn + 1
    _keep(PlanState(draft, draft, turn, subject, looked=True, answer=answer, arrived=arrived))


def resume_draft(draft: Draft, subject: str, why: str, at: datetime) -> None:
    """Go on with a draft that was kept then."""
    turn = current_plan().turn + 1
    _keep(PlanState(draft, draft, turn, subject, why, (draft, why), at, looked=True))


def rebase(draft: Draft) -> None:
    """Hold the same draft against what is newest now."""
    state = current_plan()
    _keep(replace(state, draft=draft, base=draft, turn=state.turn + 1, checked=None, seen=None, answer=None))


def keep_why(why: str) -> None:
    """Keep the reason as it is typed so far."""
    if why != current_plan().why:
        _keep(replace(current_plan(), why=why))


def keep_wide(table: str, wide: bool) -> None:
    """Keep whether a table shows all its columns; the switch itself is forgotten with another table on screen."""
    state = current_plan()
    if wide != (table in state.wide):
        _keep(replace(state, wide=state.wide ^ {table}))


def keep_saved() -> None:
    """Note that the draft as it is now was kept, or could not be."""
    state = current_plan()
    if state.draft:
        _keep(replace(state, saved=(state.draft, state.why)))


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
