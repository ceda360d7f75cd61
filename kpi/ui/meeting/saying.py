"""The page of explanations: who explained what is red or amber, how long it lasts, and the words for one result."""

from datetime import date
from functools import partial

import streamlit as st

from kpi.core.meeting.said import said_for
from kpi.core.model import CheckIn, Target
from kpi.present.html.heading import head
from kpi.present.html.markup import markup, prose
from kpi.present.html.parts import link, spoken
from kpi.present.pages import SAID
from kpi.present.screen import said as screen
from kpi.present.screen.scene import Scene
from kpi.service.meetings.saying import checkin_list, say
from kpi.service.meetings.waiting import HowLong, how_long
from kpi.ui import cached, show
from kpi.ui.cached import SCREENS
from kpi.ui.meeting import doing

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
    if code in targets and doing.may(scene):
        _explain(scene, targets[code])
        return
    found = waiting(scene.head, scene.plan, scene.as_of, scene.revision)
    show.html(screen.said_page(scene, found.rows, said_of(scene), found.whole, scene.as_of))
    show.html(screen.by_theme(scene, found.themes))


def _explain(scene: Scene, target: Target) -> None:
    """Cause, consequence and correction of one result, for the period of the view."""
    period = cached.snapshot(scene).period
    known = [one for one in checkin_list(cached.desk(), scene.plan) if one.one.target == target.code]
    before = next((one for one in known if one.one.period == period), None)
    was = before.one if before else CheckIn(target.code, period, owner=target.owner)
    back = link(scene.href(SAID), f"← {scene.text('All explanations')}")
    show.html(
        spoken(
            scene.lang,
            markup('<p class="pp pp-ways">{}</p>', back),
            head(target.statement, ""),
            markup('<p class="pp pp-lead">{}</p>', prose(screen.about(scene, period))),
        )
    )
    user = doing.user(scene)
    key = f"said-{target.code}-{period.code}-{before.revision if before else 0}"
    cause, consequence, correction = (
        st.text_area(scene.text(label), value, key=f"{key}-{name}", max_chars=600, height=90)
        for name, label, value in (
            ("cause", screen.CAUSE, was.cause),
            ("consequence", screen.CONSEQUENCE, was.consequence),
            ("correction", screen.CORRECTION, was.correction),
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        owner = st.text_input(scene.text("Who"), was.owner, key=f"{key}-owner", max_chars=80, width=300)
        due = st.date_input(scene.text("Corrected by"), was.due, key=f"{key}-due", format="DD-MM-YYYY", width=190)
    if st.button(scene.text("Record"), type="primary", key=f"{key}-record"):
        new = CheckIn(target.code, period, cause, consequence, correction, owner, due)
        seen = before.revision if before else 0
        doing.done(scene, partial(say, cached.desk(), scene.plan, new, user=user, seen=seen))
