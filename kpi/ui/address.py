"""The URL is where a view is kept: read here, and written whenever a picker changes.

Streamlit's own `bind="query-params"` writes the words of an option, which change with the language, and leaves out
defaults. Here the URL holds codes, and plan, period and date always stand in it: one link is one view.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import streamlit as st

from kpi.core.calendar.moment import moment
from kpi.core.calendar.period import parse_period
from kpi.core.errors import NotFoundError, UsageError
from kpi.core.model import Plan
from kpi.core.view.views import date_range
from kpi.present.screen.scene import Scene
from kpi.present.words import LANGUAGES
from kpi.service.texts import read_day
from kpi.service.uploads import checking
from kpi.ui import cached

KEPT = ("plan", "period", "as_of", "known_at", "lang")
_MEMORY = "_address"


def parameter(name: str) -> str:
    """The value of a parameter: from the URL, else as it was on the page before; empty when nowhere."""
    return st.query_params.get(name, "") or st.session_state.get(_MEMORY, {}).get(name, "")


def write_address(**values: str | Iterable[str]) -> None:
    """Put parameters in the URL, all in one step of the browser's history; an empty value takes one out."""
    wanted = {name: st.query_params.get_all(name) for name in st.query_params}
    for name, value in values.items():
        wanted[name] = [value] if isinstance(value, str) else list(value)
    kept = {name: value[-1] for name, value in wanted.items() if name in KEPT and any(value)}
    st.session_state[_MEMORY] = kept
    st.query_params.from_dict({name: value for name, value in wanted.items() if any(value)})


def language() -> str:
    """The language of the screens; raises UsageError for one there is no catalogue of."""
    lang = parameter("lang") or cached.desk().settings.language
    if lang not in LANGUAGES:
        raise UsageError(
            f"De taal {lang!r} is er niet: kies {' of '.join(LANGUAGES)}.",
            f"There is no language {lang!r}: choose {' or '.join(LANGUAGES)}.",
        )
    return lang


def read_scene(page: str) -> Scene:
    """What the URL asks for, complete; raises NotFoundError and UsageError when that cannot be.

    Without any plan the URL asks for nothing but a language.
    """
    lang = language()
    head = cached.newest_revision()
    if not cached.codes_of_plans(head):
        return Scene(head, head, "", checking.today(), "", lang, 0, page)
    known = parameter("known_at")
    revision = cached.revision_then(head, moment(known).isoformat()) if known else head
    code = _plan_code(head)
    as_of = _as_of(cached.opening_day(revision, code))
    _check_range(cached.plan(revision, code), as_of)
    return Scene(head, revision, code, as_of, known, lang, _screen(), page)


def at_page(scene: Scene, path: str) -> Scene:
    """The same view on the page that Streamlit chose."""
    return replace(scene, page=path)


def write_out(scene: Scene) -> None:
    """Put every parameter of a view in the URL that does not stand there already."""
    missing = {name: value for name, value in scene.params.items() if st.query_params.get(name) != value}
    if missing:
        st.query_params.update(missing)
    st.session_state[_MEMORY] = {name: value for name, value in scene.params.items() if name in KEPT}


def _screen() -> int:
    """The screen that is projected; 0 is not projecting."""
    asked = st.query_params.get("projecteren", "0")
    if not asked.isdecimal() or len(asked) > 4:
        raise UsageError(
            f"Projecteren gaat per scherm: {asked!r} is geen nummer. Schrijf bijvoorbeeld projecteren=1.",
            f"Projecting goes by screen: {asked!r} is no number. Write for instance projecteren=1.",
        )
    return int(asked)


def _plan_code(head: int) -> str:
    codes = cached.codes_of_plans(head)
    code = parameter("plan") or codes[0]
    if code not in codes:
        raise NotFoundError(
            f"Er is geen plan {code!r}. Wel: {', '.join(codes)}.",
            f"There is no plan {code!r}. There are: {', '.join(codes)}.",
        )
    return code


def _as_of(default: date) -> date:
    if day := parameter("as_of"):
        return read_day(day)
    if code := parameter("period"):
        return _last_day(code)
    return default


def _last_day(code: str) -> date:
    try:
        return parse_period(code).last
    except ValueError as fault:
        raise UsageError(
            f"{code!r} is geen periode: schrijf bijvoorbeeld 2021-Q2.",
            f"{code!r} is no period: write for instance 2021-Q2.",
        ) from fault


def _check_range(plan: Plan, day: date) -> None:
    first, last = date_range(plan)
    if not first <= day <= last:
        raise UsageError(
            f"De peildatum {day:%d-%m-%Y} ligt te ver van dit plan: kies een dag van {first:%d-%m-%Y} tot en met "
            f"{last:%d-%m-%Y}.",
            f"The date {day.isoformat()} is too far from this plan: choose a day from {first.isoformat()} up to and "
            f"including {last.isoformat()}.",
        )
