"""The page of decisions and actions: what is open, and the way to close one or to write down another."""

from datetime import date
from functools import partial

import streamlit as st

from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.present.deck.ends import KIND_WORDS
from kpi.present.screen.agreed import agreed_page
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service.meetings.agreeing import accepted_list, agree, agreement_file, agreement_list, close_action
from kpi.service.meetings.holding import meeting_list
from kpi.service.uploads.checking import today
from kpi.ui import cached, show
from kpi.ui.meeting import doing
from kpi.ui.results.files import WORD

FORMS = {"docx": (mark("Word"), WORD), "csv": (mark("CSV"), "text/csv")}


def agreements_page(scene: Scene) -> None:
    """Everything that was agreed about a plan, and what can be done with it."""
    desk, plan = cached.desk(), cached.plan(scene.revision, scene.plan)
    agreed = [one.one for one in agreement_list(desk, scene.plan)]
    meetings = {one.code: one.one for one in meeting_list(desk, scene.plan)}
    accepted = [one.one for one in accepted_list(desk, scene.plan)]
    show.html(agreed_page(scene, plan, agreed, meetings, accepted, today()))
    if agreed:
        doing.offer_files_of_meeting(
            scene, "besluiten", "agreed", FORMS, lambda form: agreement_file(desk, scene.plan, form, scene.lang)
        )
    if not doing.may(scene):
        return
    user = doing.user(scene)
    open_ones = {one.code: one for one in agreed if one.is_open}
    if open_ones:
        _close(scene, open_ones, user)
    _write(scene, user)


def _close(scene: Scene, open_ones: dict[str, Agreement], user: str) -> None:
    """What came of an action, which closes it."""
    with st.expander(scene.text("Close an action"), key="agreed-close"):
        code = st.selectbox(
            scene.text("Action"), list(open_ones), format_func=lambda one: open_ones[one].text, key="agreed-which"
        )
        came = st.text_input(scene.text("What came of it"), key="agreed-outcome", max_chars=300)
        if st.button(scene.text("Close this action"), key="agreed-closing"):
            doing.done(scene, partial(close_action, cached.desk(), scene.plan, code, came, user=user))


def _write(scene: Scene, user: str) -> None:
    """A decision or an action outside any meeting."""
    with st.expander(scene.text("Write down a decision or an action"), key="agreed-new"):
        kind = st.segmented_control(
            scene.text("Kind"),
            [one.value for one in AgreementKind],
            format_func=lambda one: scene.text(KIND_WORDS[AgreementKind(one)]),
            default=AgreementKind.ACTION.value,
            required=True,
            key="agreed-kind",
        )
        words = st.text_input(scene.text("What"), key="agreed-what", max_chars=300)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            owner = st.text_input(scene.text("Who"), key="agreed-who", max_chars=80, width=300)
            due: date | None = st.date_input(scene.text("Due"), None, key="agreed-by", format="DD-MM-YYYY", width=190)
        if st.button(scene.text("Record"), key="agreed-record"):
            new = Agreement("", AgreementKind(kind), words, owner=owner, due=due)
            doing.done(scene, partial(agree, cached.desk(), scene.plan, new, user=user))
