"""The page of decisions and actions: what is open, and the way to close one or to write down another."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from kpi.access.rights import Right
from kpi.core.calendar.period import dutch_time
from kpi.core.meeting.records import Agreement, AgreementKind, Meeting, MeetingState
from kpi.present.deck.ends import KIND_WORDS
from kpi.present.screen.agreed import agreed_page, agreed_versions
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service.meetings.agreeing import (
    accepted_list,
    agree,
    agreement_file,
    agreement_list,
    agreement_versions,
    close_action,
    reword_agreement,
)
from kpi.service.meetings.holding import meeting_list
from kpi.store.meetings.records import Recorded
from kpi.ui import cached, doing, show
from kpi.ui.bound import DATE_FORMATS
from kpi.ui.meeting import typed
from kpi.ui.results.files import WORD

FORMS = {"docx": (mark("Word"), WORD), "csv": (mark("CSV"), "text/csv")}


def agreements_page(scene: Scene) -> None:
    """Everything that was agreed about a plan, and what can be done with it."""
    desk, plan = cached.desk(), cached.plan(scene.revision, scene.plan)
    found = agreement_list(desk, scene.plan)
    agreed = [one.one for one in found]
    meetings = {one.code: one.one for one in meeting_list(desk, scene.plan)}
    accepted = [one.one for one in accepted_list(desk, scene.plan)]
    show.html(agreed_page(scene, plan, agreed, meetings, accepted, scene.as_of))
    if agreed:
        doing.offer_files_of_meeting(
            scene,
            "besluiten",
            "agreed",
            FORMS,
            lambda form: agreement_file(desk, scene.plan, form, scene.lang, scene.as_of),
        )
    if not doing.may(scene, Right.AGREE):
        return
    user = doing.user(scene)
    open_ones = {one.code: one for one in agreed if one.is_open}
    if open_ones:
        _close(scene, open_ones, user)
    still = {one.code: one for one in found if not _is_closed(meetings.get(one.one.meeting))}
    if still:
        _correct(scene, still, user)
    _write(scene, user)


def _is_closed(meeting: Meeting | None) -> bool:
    return meeting is not None and meeting.state is MeetingState.CLOSED


def _close(scene: Scene, open_ones: dict[str, Agreement], user: str) -> None:
    """What came of an action, which closes it."""
    with st.expander(scene.text("Close an action"), key="agreed-close"):
        code = st.selectbox(
            scene.text("Action"), list(open_ones), format_func=lambda one: open_ones[one].text, key="agreed-which"
        )
        came = st.text_input(scene.text("What came of it"), key="agreed-outcome", max_chars=300)
        if st.button(scene.text("Close this action"), key="agreed-closing"):
            doing.done(scene, partial(close_action, cached.desk(), scene.plan, code, came, user=user))


def _correct(scene: Scene, still: dict[str, Recorded[Agreement]], user: str) -> None:
    """Other words, another owner or another day for what was agreed; what it said before stays a version.

    What somebody was busy with stands first.
    """
    order = sorted(still, key=lambda one: not typed.is_kept(_correcting(scene, one)))
    busy = typed.is_kept(_correcting(scene, order[0]))
    with st.expander(scene.text("Correct a decision or an action"), expanded=busy, key="agreed-correct"):
        code = st.selectbox(
            scene.text("Decision or action"),
            order,
            format_func=lambda one: still[one].one.text,
            key="agreed-correcting",
        )
        was, key, subject = still[code], f"agreed-{code}", _correcting(scene, code)
        given: typed.Given = {
            f"{key}-what": was.one.text,
            f"{key}-who": was.one.owner,
            f"{key}-by": was.one.due,
            f"{key}-seen": str(was.revision),
        }
        typed.take_up(subject, given)
        text, owner, due = _fields(scene, key)
        if st.button(scene.text("Record"), key="agreed-corrected"):
            change = partial(
                reword_agreement,
                cached.desk(),
                scene.plan,
                code,
                lambda one: replace(one, text=text, owner=owner, due=due),
                user=user,
                seen=int(st.session_state[f"{key}-seen"]),
            )
            doing.done(scene, change, lambda _: typed.forget(subject, given))
        typed.keep_typed(scene, subject, given)
        versions = agreement_versions(cached.desk(), scene.plan, code)
        told = [(dutch_time(one.recorded_at).date(), one.recorded_by, one.one) for one in versions]
        show.html(agreed_versions(scene, told))


def _correcting(scene: Scene, code: str) -> str:
    return typed.subject_of(scene, f"correct {code}")


def _fields(scene: Scene, key: str) -> tuple[str, str, date | None]:
    """What was agreed, who does it and by when, as they stand in the fields."""
    words = st.text_input(scene.text("What"), key=f"{key}-what", max_chars=300)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        owner = st.text_input(scene.text("Who"), key=f"{key}-who", max_chars=80, width=300)
        due: date | None = st.date_input(scene.text("Due"), key=f"{key}-by", format=DATE_FORMATS[scene.lang], width=190)
    return words, owner, due


def _write(scene: Scene, user: str) -> None:
    """A decision or an action outside any meeting."""
    subject = typed.subject_of(scene, "agreed")
    given: typed.Given = {
        "agreed-kind": AgreementKind.ACTION.value, "agreed-what": "", "agreed-who": "", "agreed-by": None
    }  # fmt: skip
    busy = typed.is_kept(subject)
    with st.expander(scene.text("Record a decision or an action"), expanded=busy, key="agreed-new"):
        typed.take_up(subject, given)
        kind = st.segmented_control(
            scene.text("Kind"),
            [one.value for one in AgreementKind],
            format_func=lambda one: scene.text(KIND_WORDS[AgreementKind(one)]),
            required=True,
            key="agreed-kind",
        )
        words, owner, due = _fields(scene, "agreed")
        if st.button(scene.text("Record"), key="agreed-record"):
            new = Agreement("", AgreementKind(kind or AgreementKind.ACTION), words, owner=owner, due=due)
            done = partial(agree, cached.desk(), scene.plan, new, user=user)
            doing.done(scene, done, lambda _: typed.forget(subject, given))
        typed.keep_typed(scene, subject, given)
