"""The log: who, what, which plan and when is picked, and what fits, fifty rows a page."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import streamlit as st

from kpi.core.calendar.period import dutch_zone
from kpi.present.log_words import ACTION_WORDS
from kpi.present.screen import logbook
from kpi.present.screen.scene import Scene
from kpi.service.upkeep.log_names import names_in_log
from kpi.service.upkeep.logbook import AuditFilter, log_page
from kpi.ui import cached, show
from kpi.ui.bound import DATE_FORMATS

A_PAGE = 50


def show_log(scene: Scene) -> None:
    """The page; without names where anybody may look."""
    show.html(logbook.log_intro(scene))
    if cached.own_desk().settings.read_only:
        show.html(logbook.log_closed(scene))
        return
    plans = cached.plan_names(scene.head)
    asked = _asked(scene, plans)
    count = log_page(cached.desk(), asked, limit=0).count
    if not count and asked == AuditFilter():
        show.show_worded(scene, logbook.log_empty(scene))
        return
    pages = max(1, -(-count // A_PAGE))
    page = 1
    if pages > 1:
        page = int(st.number_input(scene.text("Page"), 1, pages, key="log-page", width=120))
    skip = (page - 1) * A_PAGE
    lines = log_page(cached.desk(), asked, limit=A_PAGE, skip=skip).lines
    names = names_in_log(cached.desk(), lines)
    show.html(logbook.log_rows(scene, lines, skip + 1, count, plans, names))


def _asked(scene: Scene, plans: Mapping[str, str]) -> AuditFilter:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.text_input(scene.text("Who"), key="log-who", width=150)
        action = st.selectbox(
            scene.text("What"),
            ["", *ACTION_WORDS],
            format_func=lambda one: scene.text(ACTION_WORDS[one]) if one else scene.text("everything"),
            key="log-action",
            width=190,
        )
        plan = st.selectbox(
            scene.text("About plan"),
            ["", *plans],
            format_func=lambda one: plans[one] if one else scene.text("all plans"),
            key="log-plan",
            width=220,
        )
        first = st.date_input(scene.text("From"), None, format=DATE_FORMATS[scene.lang], key="log-from", width=135)
        last = st.date_input(
            scene.text("To and including"), None, format=DATE_FORMATS[scene.lang], key="log-to", width=135
        )
    before = _begins(last + timedelta(days=1)) if isinstance(last, date) else None
    return AuditFilter(who.strip(), action, plan, _begins(first) if isinstance(first, date) else None, before)


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), dutch_zone())
