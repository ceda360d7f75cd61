"""The page of explanations: who explained what is red or amber, how long it lasts, and the words for one result."""

from datetime import date
from functools import partial

import streamlit as st

from kpi.access.rights import Right
from kpi.core.calendar.period import Period
from kpi.core.meeting.said import said_for
from kpi.core.model import CheckIn, Target
from kpi.present.html.heading import head
from kpi.present.screen import said as screen
from kpi.present.screen.scene import Scene
from kpi.service.meetings.holding import left_out_now
from kpi.service.meetings.saying import checkin_list, say
from kpi.service.meetings.waiting import HowLong, how_long
from kpi.store.meetings.records import Recorded
from kpi.ui import cached, doing, show
from kpi.ui.bound import DATE_FORMATS
from kpi.ui.cached import SCREENS
from kpi.ui.meeting import typed

TARGET = "target"


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def waiting(head: int, plan: str, as_of: date, revision: int) -> HowLong:
    """How long results of a plan have been asking, as known at `revision`."""
    return how_long(cached.desk(), plan, as_of, revision=revision)


def said_of(scene: Scene) -> dict[str, CheckIn]:
    """What was said of each result for the period of the view, or the one before."""
    every = tuple(one.one for one in checkin_list(cached.desk(), scene.plan, scene.revision))
    return {one.target: one for one in said_for(every, cached.snapshot(scene))}


def explanations_page(scene: Scene) -> None:
    """All results that ask for a word, or the words for the one in the address."""
    code = st.query_params.get(TARGET, "")
    targets = {one.code: one for one in cached.plan(scene.revision, scene.plan).targets}
    if code in targets and doing.may(scene, Right.EXPLAIN):
        _explain(scene, targets[code])
        return
    show.show_worded(scene, head(scene.text("Explanations"), ""))
    own = cached.own_view(scene)
    found = waiting(own.head, own.plan, own.as_of, own.revision)
    left_out = left_out_now(cached.desk(), scene.plan, scene.as_of)
    show.html(screen.said_page(scene, found.rows, said_of(scene), found.whole, scene.as_of, left_out))
    show.html(screen.by_theme(scene, found.themes))


def _explain(scene: Scene, target: Target) -> None:
    """Cause, consequence and correction of one result, for the period of the view.

    What was typed stays when somebody else was first: their words stand beside it, and only a second button goes over
    them.
    """
    period = cached.snapshot(scene).period
    stands = _stands(scene, target.code, period)
    show.html(screen.said_head(scene, target, period))
    user = doing.user(scene)
    what, key = f"said {target.code} {period.code}", f"said-{target.code}-{period.code}"
    subject, given = typed.subject_of(scene, what), _begin(key, target, period, stands)
    typed.take_up(subject, given)
    cause, consequence, correction = (
        st.text_area(scene.text(label), key=f"{key}-{name}", max_chars=600, height=90)
        for name, label in (
            ("cause", screen.CAUSE),
            ("consequence", screen.CONSEQUENCE),
            ("correction", screen.CORRECTION),
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        owner = st.text_input(scene.text("Who"), key=f"{key}-owner", max_chars=80, width=300)
        due = st.date_input(scene.text("Correction due"), key=f"{key}-due", format=DATE_FORMATS[scene.lang], width=190)
    new = CheckIn(target.code, period, cause, consequence, correction, owner, due)
    record = partial(say, cached.desk(), scene.plan, new, user=user)
    seen = int(st.session_state[f"{key}-seen"])
    if st.button(scene.text("Record"), type="primary", key=f"{key}-record"):
        doing.done(scene, partial(record, seen=seen), lambda _: typed.forget(subject, given))
    if stands and stands.revision != seen:
        show.html(screen.said_meanwhile(scene, stands.one, stands.recorded_by))
        if st.button(scene.text("Record anyway"), key=f"{key}-over"):
            doing.done(scene, partial(record, seen=stands.revision), lambda _: typed.forget(subject, given))
    typed.keep_typed(scene, subject, given)


def _begin(key: str, target: Target, period: Period, stands: Recorded[CheckIn] | None) -> typed.Given:
    """How the fields begin: with the words that stand there, and their revision, which is that of who wrote on them."""
    was = stands.one if stands else CheckIn(target.code, period, owner=target.owner)
    return {
        f"{key}-cause": was.cause,
        f"{key}-consequence": was.consequence,
        f"{key}-correction": was.correction,
        f"{key}-owner": was.owner,
        f"{key}-due": was.due,
        f"{key}-seen": str(stands.revision if stands else 0),
    }


def _stands(scene: Scene, target: str, period: Period) -> Recorded[CheckIn] | None:
    known = checkin_list(cached.desk(), scene.plan)
    return next((one for one in known if one.one.target == target and one.one.period == period), None)
