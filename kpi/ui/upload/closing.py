"""Closing a reporting period of a plan, and opening it again, each with a reason."""

from functools import partial

import streamlit as st

from kpi.access.rights import Right
from kpi.core.calendar.period import Frequency, parse_period, periods_between
from kpi.core.notation import period as period_words
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.service.uploads.listing import freeze, frozen_list, unfreeze
from kpi.ui import cached, doing, show


def offer_closing(scene: Scene, user: str | None) -> None:
    """What is closed, and the way to close a quarter or to open it again; `user` None: not asked on this page yet."""
    if not doing.may(scene, Right.APPROVE):
        return
    desk, lang = cached.desk(), scene.lang
    closed = frozen_list(desk, scene.plan)
    with st.expander(scene.text("Close or open a period"), key="closing"):
        lead = scene.text("What lies in a closed period no longer changes, until somebody opens it again.")
        named = ", ".join(period_words(parse_period(code, scene.year_starts), lang) for code in closed)
        told = scene.text("Closed: {periods}", periods=named) if closed else scene.text("No period is closed.")
        show.show_worded(scene, upload.aside(lead), upload.aside(told))
        plan = cached.plan(scene.head, scene.plan)
        each = [one.code for one in periods_between(plan.start, plan.end, Frequency.QUARTER, scene.year_starts)]
        codes = [*dict.fromkeys((scene.quarter.code, *closed, *each))]
        code = st.selectbox(
            scene.text("Period"),
            codes,
            format_func=lambda one: period_words(parse_period(one, scene.year_starts), lang),
            key=f"closing-period-{scene.quarter.code}",
            width=240,
        )
        user = doing.user(scene) if user is None else user
        why = st.text_input(scene.text("Reason (needed)"), key="closing-why", max_chars=300, width=720)
        is_closed = code in closed
        label = scene.text("Open the period") if is_closed else scene.text("Close the period")
        if st.button(label, key="closing-do"):
            doing.done(scene, partial(unfreeze if is_closed else freeze, desk, scene.plan, code, user, why))
