"""A result by organisation unit, with a picker of the period."""

import streamlit as st
from markupsafe import Markup

from kpi.core.calendar.period import Period, parse_period
from kpi.core.notation import period as period_words
from kpi.core.view.units_view import UNITS_IN, standing_period, unit_periods
from kpi.present.screen import by_unit
from kpi.present.screen.scene import Scene
from kpi.ui import cached, show
from kpi.ui.bound import picked, show_value


def show_units(scene: Scene, code: str) -> None:
    """The units of a result in the period of the address, else of its light; nothing where only the whole reported."""
    periods, asked = unit_periods_asked(scene, code, st.query_params.get(UNITS_IN, ""))
    if asked is None:
        return
    show.html(by_unit.by_unit_head(scene))
    show_value(UNITS_IN, asked.code)
    st.selectbox(
        scene.text("Period"),
        [one.code for one in periods],
        format_func=lambda one: period_words(parse_period(one, scene.year_starts), scene.lang),
        key=UNITS_IN,
        on_change=picked,
        args=(UNITS_IN,),
        label_visibility="collapsed",
        width=220,
    )
    show.html(units_html(scene, code, asked.code))


def unit_periods_asked(scene: Scene, code: str, wanted: str) -> tuple[tuple[Period, ...], Period | None]:
    """The periods that units of a result reported, and the one to show; None where only the whole reported."""
    view = cached.target(scene, code)
    periods = tuple(unit_periods(view.row, view.known))
    standing = standing_period(view.row.assessment, periods)
    return periods, next((one for one in periods if one.code == wanted), standing) if standing else None


@cached.of_its_plan
def units_html(scene: Scene, code: str, period: str) -> Markup:
    """The units of a result in one period, as HTML."""
    return by_unit.by_unit_screen(scene, cached.target(scene, code), parse_period(period, scene.year_starts))
