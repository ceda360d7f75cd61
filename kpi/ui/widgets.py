"""The pickers: each shows what the URL says, and writes the URL when a visitor chooses something else."""

from datetime import date

import streamlit as st

from kpi.core.calendar.period import Frequency, YearStart, parse_period, periods_between
from kpi.core.errors import NotFoundError
from kpi.core.light.snapshot import Row
from kpi.core.notation import day as day_words
from kpi.core.notation import period as period_words
from kpi.core.view.units_view import UNITS_IN
from kpi.core.view.views import date_range, first_things
from kpi.present.html.empty import NO_RESULTS, NO_RESULTS_NEXT
from kpi.present.pages import OVERVIEW, THEME
from kpi.present.screen.scene import Scene
from kpi.present.words import LANGUAGES, text
from kpi.service.missing import no_result
from kpi.service.uploads import checking
from kpi.ui import address, cached, navigation
from kpi.ui.bound import DATE_FORMATS, day_changed, show_value

PICKERS = "pickers"


def pickers(scene: Scene) -> None:
    """The plan, and behind one button its period, its date and the moment of knowing."""
    _plan(scene)
    shown = f"**{day_words(scene.as_of, scene.lang)}** {period_words(scene.quarter, scene.lang)}"
    with st.popover(shown, type="tertiary"):
        _period(scene)
        _as_of(scene)
        _known_at(scene)


def _plan(scene: Scene) -> None:
    names = cached.plan_names(scene.head)
    show_value("plan", scene.plan)
    st.selectbox(
        scene.text("Plan"),
        list(names),
        format_func=lambda code: names.get(code, code),
        key="plan",
        on_change=_plan_changed,
        args=(scene.revision, scene.page),
        label_visibility="collapsed",
        width=320,
    )


def _plan_changed(revision: int, page: str) -> None:
    """Another plan opens at its own date; pages of the old plan's themes and targets have no counterpart there."""
    code = st.session_state["plan"]
    left = dict.fromkeys(("target", UNITS_IN, *address.SELECTED), "")
    opening = address.day_params(cached.opening_day(revision, code), cached.plan(revision, code).year_starts)
    address.write_address(plan=code, **opening, **left)
    if page.startswith(THEME):
        st.switch_page(navigation.entry(OVERVIEW), query_params=dict(st.query_params))


def _period(scene: Scene) -> None:
    """The quarters from the plan's first to that of today, of the plan's end when that was before, or of the view."""
    plan = cached.plan(scene.revision, scene.plan)
    newest = max(cached.opening_day(scene.revision, scene.plan), scene.as_of, min(checking.today(), plan.end))
    first = min(plan.start, scene.as_of)
    codes = [one.code for one in periods_between(first, newest, Frequency.QUARTER, scene.year_starts)]
    show_value("period", scene.quarter.code)
    st.selectbox(
        scene.text("Period"),
        codes[::-1],
        format_func=lambda code: period_words(parse_period(code, scene.year_starts), scene.lang),
        key="period",
        on_change=_period_changed,
        args=(scene.year_starts,),
    )


def _period_changed(year: YearStart) -> None:
    address.write_address(**address.day_params(parse_period(st.session_state["period"], year).last, year))


def _as_of(scene: Scene) -> None:
    first, last = date_range(cached.plan(scene.revision, scene.plan))
    show_value("as_of", scene.as_of)
    st.date_input(
        scene.text("As of"),
        value=None,
        min_value=first,
        max_value=last,
        key="as_of",
        format=DATE_FORMATS[scene.lang],
        on_change=_as_of_changed,
        args=(scene.year_starts,),
    )


def _as_of_changed(year: YearStart) -> None:
    """A cleared date stays what it was."""
    if chosen := st.session_state["as_of"]:
        address.write_address(**address.day_params(chosen, year))


def _known_at(scene: Scene) -> None:
    known = scene.known_at
    show_value("known_at", known.date() if known else None)
    st.date_input(
        scene.text("Figures as recorded on"),
        value=None,
        min_value=date(2000, 1, 1),
        max_value=date(2100, 12, 31),
        key="known_at",
        format=DATE_FORMATS[scene.lang],
        help=scene.text("Empty: everything recorded up to now. A day: what had been recorded at its end."),
        on_change=day_changed,
        args=("known_at",),
    )


def pick_target(scene: Scene) -> str:
    """The target to show: the first that needs attention when the URL names none. Raises NotFoundError."""
    snapshot = cached.snapshot(scene)
    code = st.query_params.get("target") or _first_code(snapshot.rows)
    if not code:
        raise NotFoundError(*(" ".join(text(lang, one) for one in (NO_RESULTS, NO_RESULTS_NEXT)) for lang in LANGUAGES))
    if code not in {row.target.code for row in snapshot.known}:
        raise no_result(snapshot.plan, code)
    if st.query_params.get("target") != code:
        address.write_address(target=code)
    return code


def _first_code(rows: tuple[Row, ...]) -> str:
    return next((row.target.code for row in (*first_things(rows), *rows)), "")
