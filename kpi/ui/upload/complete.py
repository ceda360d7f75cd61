"""What was due in a period and whether it came, with the templates to report it with."""

from functools import partial

import streamlit as st

from kpi.core.calendar.period import Frequency, Period, periods_between
from kpi.core.delivery.completeness import Completeness
from kpi.core.notation import period as period_words
from kpi.core.notation import within
from kpi.present.html.heading import head
from kpi.present.html.uploads import reporting as reporting_html
from kpi.present.pages import OWNER, PERIOD
from kpi.present.screen.scene import Scene
from kpi.service.agenda import plan_calendar
from kpi.service.texts import read_period
from kpi.service.uploads import checking
from kpi.service.uploads.reports import period_template
from kpi.ui import address, cached, show
from kpi.ui.exported import exported

_MIME = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}


def chosen_period(scene: Scene) -> Completeness:
    """The reporting period that is chosen, with what was due in it; raises UsageError for one of another plan."""
    return cached.what_was_due(scene, _period(scene))


def _period(scene: Scene) -> str:
    """The quarters of the plan that have begun, newest first; without a choice the one that comes next."""
    plan, today = cached.plan(scene.head, scene.plan), checking.today()
    until = max(plan.start, min(plan.end, today))
    codes = [one.code for one in periods_between(plan.start, until, Frequency.QUARTER, scene.year_starts)]
    asked = st.query_params.get(PERIOD) or _default(scene, codes)
    if asked not in codes:
        codes.append(_read(scene, asked).code)
    if st.session_state.get(PERIOD) != asked:
        st.session_state[PERIOD] = asked
    st.selectbox(
        scene.text("Reporting period"),
        codes[::-1],
        format_func=lambda code: period_words(_read(scene, code), scene.lang),
        key=PERIOD,
        width=240,
        on_change=_changed,
        args=(PERIOD,),
    )
    return asked


def _default(scene: Scene, codes: list[str]) -> str:
    """The quarter after the newest with figures, as that is what comes next; the last when the plan ends before."""
    newest = cached.opening_day(scene.head, scene.plan)
    return next((code for code in codes if _read(scene, code).first > newest), codes[-1])


def _read(scene: Scene, code: str) -> Period:
    return read_period(code, scene.year_starts)


def owner(scene: Scene, found: Completeness) -> str:
    """Whose part is asked for; empty: everybody's."""
    names = [group.name for group in found.owners if group.name]
    asked = st.query_params.get(OWNER, "")
    asked = asked if asked in names else ""
    if st.session_state.get(OWNER) != asked:
        st.session_state[OWNER] = asked
    st.selectbox(
        scene.text("Owner"),
        ["", *names],
        format_func=lambda name: name or scene.text("Everybody"),
        key=OWNER,
        width=240,
        on_change=_changed,
        args=(OWNER,),
    )
    return asked


def _changed(name: str) -> None:
    address.write_address(**{name: st.session_state[name]})


def show_quarter(scene: Scene) -> None:
    """The quarter as the title of the page, before anything is read; one in the address becomes that of the view."""
    if asked := st.query_params.get(PERIOD):
        address.write_address(**{PERIOD: ""}, **address.day_params(_read(scene, asked).last, scene.year_starts))
        st.rerun()
    show.show_worded(scene, head(scene.text("Uploads for {period}", period=within(scene.quarter, scene.lang)), ""))


def reporting(scene: Scene) -> None:
    """The quarter of the view: how much is in, of whom the rest is asked, and its templates."""
    found = cached.what_was_due(scene, scene.quarter.code)
    show.show_worded(
        scene,
        reporting_html.reporting_lead(found, scene.lang),
        reporting_html.owners_open(found.owners, scene.lang),
        reporting_html.themes_open(found.themes, scene.lang),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _templates(scene, found)


def _templates(scene: Scene, found: Completeness) -> None:
    """The pre-filled template of the period and owner, in both forms, and when to deliver; nothing when none is due."""
    if not found.whole.reports:
        return
    whose = owner(scene, found)
    stamp = show.file_stamp()
    name = "_".join(part.replace(" ", "-") for part in (scene.plan, found.period.code, whose, stamp) if part)
    days = "_".join(part.replace(" ", "-") for part in (scene.plan, whose, f"r{scene.head}", stamp) if part)
    for form, label in (("xlsx", scene.text("Template (Excel)")), ("csv", scene.text("Template (CSV)"))):
        make = partial(period_template, cached.desk(), scene.plan, found.period.code, whose or None, lang=scene.lang)
        file = f"sjabloon_{name}.{form}"
        st.download_button(
            label,
            exported(scene.plan, file, partial(make, form=form)),
            file_name=file,
            mime=_MIME[form],
            key=f"template-{form}",
            on_click="ignore",
        )
    calendar = partial(plan_calendar, cached.desk(), scene.plan, whose or None, lang=scene.lang, revision=scene.head)
    st.download_button(
        scene.text("Calendar (iCalendar)"),
        exported(scene.plan, f"agenda_{days}.ics", calendar),
        file_name=f"agenda_{days}.ics",
        mime="text/calendar",
        key="calendar",
        on_click="ignore",
    )
