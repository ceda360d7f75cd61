"""The URL is where a view is kept: read here, and written whenever a picker changes.

Streamlit's own `bind="query-params"` writes the words of an option, which change with the language, and leaves out
defaults. Here the URL holds codes, and plan, period and date always stand in it: one link is one view.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import streamlit as st

from kpi.core.calendar.period import Frequency, YearStart, period_of
from kpi.core.view.arranging import PAGE
from kpi.core.view.filters import FIELDS, SINCE, UNTIL, WORDS
from kpi.present.screen.scene import Scene
from kpi.ui import requested

SELECTED = (*FIELDS, SINCE, UNTIL, WORDS, PAGE)
KEPT = ("plan", "period", "as_of", "known_at", "lang")
_MEMORY = "_address"


def query() -> requested.Query:
    """The parameters of the URL, and those of the page before where the URL says nothing."""
    here = {name: tuple(st.query_params.get_all(name)) for name in st.query_params}
    return {**st.session_state.get(_MEMORY, {}), **{name: values for name, values in here.items() if any(values)}}


def write_address(**values: str | Iterable[str]) -> None:
    """Put parameters in the URL, all in one step of the browser's history; an empty value takes one out."""
    wanted = {name: st.query_params.get_all(name) for name in st.query_params}
    for name, value in values.items():
        wanted[name] = [value] if isinstance(value, str) else list(value)
    kept = {name: tuple(value) for name, value in wanted.items() if name in KEPT and any(value)}
    st.session_state[_MEMORY] = kept
    st.query_params.from_dict({name: value for name, value in wanted.items() if any(value)})


def language() -> str:
    """The language of the screens; raises UsageError for one there is no catalogue of."""
    return requested.language_of(query(), requested.kept_language())


def read_scene(page: str) -> Scene:
    """What the URL asks for, complete; raises NotFoundError and UsageError when that cannot be."""
    return requested.scene_of(query(), page)


def far_day(scene: Scene) -> date | None:
    """The day in the URL that is too far from the plan to be looked at; None for none."""
    return requested.day_outside(query(), scene)


def at_page(scene: Scene, path: str) -> Scene:
    """The same view on the page that Streamlit chose."""
    return replace(scene, page=path)


def day_params(day: date, year: YearStart) -> dict[str, str]:
    """A date with its quarter in a plan whose years begin on `year`, as parameters."""
    return {"as_of": day.isoformat(), "period": period_of(day, Frequency.QUARTER, year).code}


def write_out(scene: Scene) -> None:
    """Put every parameter of a view in the URL that does not stand there already."""
    wanted = {name: [value] if isinstance(value, str) else value for name, value in scene.params.items()}
    missing = {name: values for name, values in wanted.items() if st.query_params.get_all(name) != values}
    if missing:
        st.query_params.from_dict({**{name: st.query_params.get_all(name) for name in st.query_params}, **missing})
    st.session_state[_MEMORY] = {name: tuple(values) for name, values in wanted.items() if name in KEPT}
