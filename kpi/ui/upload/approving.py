"""Four eyes on the page of uploads: what waits for approval, what was returned, and asking for them or not."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from kpi.access.rights import Right
from kpi.core.delivery.approval import STILL_OPEN, ApprovalState
from kpi.present.html import values as html_values
from kpi.present.html.parts import soft
from kpi.present.html.uploads import upload
from kpi.present.html.uploads.deliveries import local_moment
from kpi.present.pages import DELIVER, HANDED_IN
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service.uploads.approving import (
    approve_upload,
    awaiting,
    give_back,
    has_four_eyes,
    switch_four_eyes,
    to_mend,
    withdraw_upload,
)
from kpi.service.uploads.importing import Receipt, Result
from kpi.service.uploads.listing import handed_in_list
from kpi.store.uploads.handed_in import HandedInRecord
from kpi.ui import address, cached, doing, navigation, show
from kpi.ui.upload import commit, kept, state

SHOWN = 20
ASKED = mark("Uploads of this plan count once somebody else than who handed them in approves them.")
NOT_ASKED = mark("Uploads of this plan count at once. With approval they count once somebody else approves them.")


def show_handed_in(scene: Scene) -> str | None:
    """What waits and what was returned, oldest first, with the name of who looks; None where nothing does."""
    if scene.known:
        return None
    every = handed_in_list(cached.desk(), scene.plan)
    _decided_meanwhile(scene, every)
    found = [one for one in every if one.state in STILL_OPEN]
    if not found:
        return None
    waits = [one for one in found if one.state is ApprovalState.WAITING]
    title = scene.text("Waiting for approval ({n})", n=len(waits)) if waits else scene.text("Returned")
    show.show_worded(scene, upload.step(title))
    user = doing.user(scene)
    for one in sorted(found, key=lambda each: each.id)[:SHOWN]:
        _one(scene, one, user)
    return user


def _decided_meanwhile(scene: Scene, every: Iterable[HandedInRecord]) -> None:
    """What became of the upload that somebody had opened here, when somebody else decided about it."""
    asked = st.query_params.get(HANDED_IN, "")
    one = next((one for one in every if str(one.id) == asked and one.state not in STILL_OPEN), None)
    if one is not None:
        address.write_address(**{HANDED_IN: ""})
        words = scene.text(_BECAME[one.state], number=one.id, who=one.decided_by)
        show.show_message(scene.text("Upload {number}", number=one.id), words, "", scene.lang)


_BECAME = {
    ApprovalState.APPROVED: mark("Upload {number} was approved by {who} and counts."),
    ApprovalState.WITHDRAWN: mark("Upload {number} was withdrawn by {who}."),
    ApprovalState.REPLACED: mark("Upload {number} was handed in again by {who}."),
}


def _one(scene: Scene, one: HandedInRecord, user: str) -> None:
    when = local_moment(one.handed_in_at, scene.lang)
    said = scene.text(
        "{number}: {file}, by {who}, {when}", number=one.id, file=one.file_name, who=one.handed_in_by, when=when
    )
    if one.state is ApprovalState.RETURNED:
        said = f"{said} · {scene.text('returned')}"
    asked = st.query_params.get(HANDED_IN, "") == str(one.id)
    opened = st.toggle(said, asked, key=f"handed-{one.id}")
    if opened != asked:
        address.write_address(**{HANDED_IN: str(one.id) if opened else ""})
    if not opened:
        return
    with st.container(border=True):
        if one.state is ApprovalState.RETURNED:
            _returned(scene, one, user)
        else:
            _waiting(scene, one, user)


def _waiting(scene: Scene, one: HandedInRecord, user: str) -> None:
    """What it would change now, and what can be done with it."""
    found = awaiting(cached.desk(), one.id)
    checked, lang = found.checked, scene.lang
    values = html_values.Values(checked.plan, lang)
    if found.moved:
        show.show_worded(scene, upload.aside(scene.text("Something was recorded since; this is what it changes now.")))
    if checked.changes is None:
        show.show_worded(scene, upload.aside(scene.text("It cannot be recorded as it is any more: return it.")))
    else:
        lights = html_values.visible_changes(checked.lights)
        table = html_values.light_changes_table(lights, checked.plan, scene.target_href, lang)
        show.show_worded(scene, table, html_values.value_changes(checked.changes, values, lang))
    for code, reason in one.reasons.items():
        show.show_worded(scene, soft(f"{code}: {reason}"))
    desk = cached.desk()
    if doing.may(scene, Right.APPROVE):
        _decide(scene, one, user, found.checked.revision)
    if doing.may(scene, Right.HAND_IN) and st.button(scene.text("Withdraw"), key=f"withdraw-{one.id}", type="tertiary"):
        doing.done(scene, partial(withdraw_upload, desk, one.id, user), _leave)


def _decide(scene: Scene, one: HandedInRecord, user: str, seen: int) -> None:
    desk = cached.desk()
    note = st.text_input(scene.text("What needs correcting"), key=f"return-why-{one.id}", max_chars=300, width=720)
    with st.container(horizontal=True):
        if st.button(scene.text("Approve"), key=f"approve-{one.id}", type="primary"):
            doing.done(scene, partial(_approved, scene, one.id, user, seen), _leave)
        if st.button(scene.text("Return"), key=f"return-{one.id}"):
            doing.done(scene, partial(give_back, desk, one.id, user, note), _leave)


def _leave(_: object) -> None:
    address.write_address(**{HANDED_IN: ""})


def _approved(scene: Scene, number: int, user: str, seen: int) -> Receipt:
    receipt = approve_upload(cached.desk(), number, user, seen=seen)
    if receipt.result is Result.IMPORTED:
        state.keep_told(scene.text("Upload {number} was approved and counts from now.", number=number))
    elif not receipt.done:
        state.keep_told(scene.text(commit.STOPPED[receipt.result], periods=", ".join(receipt.frozen)))
    return receipt


def _returned(scene: Scene, one: HandedInRecord, user: str) -> None:
    """What is to be mended, and the way to do it."""
    show.show_message(scene.text("Returned by {who}", who=one.decided_by), one.why, "", scene.lang)
    if not doing.may(scene, Right.HAND_IN):
        return
    with st.container(horizontal=True):
        if st.button(scene.text("Open it to correct it"), key=f"mend-{one.id}", type="primary"):
            _mend(scene, one.id)
        if st.button(scene.text("Withdraw"), key=f"withdraw-{one.id}", type="tertiary"):
            doing.done(scene, partial(withdraw_upload, cached.desk(), one.id, user), _leave)


def _mend(scene: Scene, number: int) -> None:
    """Go on with a returned upload where files are handed in; what is in hand there is not thrown away for it."""
    kept.take_up_upload(scene.plan)
    in_hand = state.current_upload().entered
    if not in_hand.empty and in_hand.replaces != number:
        words = scene.text("There is already another upload of this plan under Upload: record or discard it first.")
        show.show_message(scene.text("Not opened"), words, "", scene.lang)
        return
    if in_hand.empty:
        state.mend_returned(to_mend(cached.desk(), number))
    st.switch_page(navigation.entry(DELIVER), query_params={**st.query_params, HANDED_IN: ""})


def offer_four_eyes(scene: Scene) -> None:
    """Ask for somebody else's approval of uploads, or no longer, with a reason."""
    if not doing.may(scene, Right.EDIT):
        return
    on = has_four_eyes(cached.desk(), scene.plan)
    with st.expander(scene.text("Approval by somebody else"), key="four-eyes"):
        show.show_worded(scene, upload.aside(scene.text(ASKED if on else NOT_ASKED)))
        user = doing.user(scene)
        why = st.text_input(scene.text("Why"), key="four-eyes-why", max_chars=300, width=720)
        label = scene.text("Ask for it no longer") if on else scene.text("Ask for it from now on")
        if st.button(label, key="four-eyes-switch"):
            doing.done(scene, partial(switch_four_eyes, cached.desk(), scene.plan, user, why, on=not on))
