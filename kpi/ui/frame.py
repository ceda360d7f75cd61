"""The frame around every page: what is looked at, navigation, pickers, and what is said when it cannot be shown."""

import logging
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kpi.core.errors import NotYetRecordedError, PlanpeilError
from kpi.present.pages import MOVED, page_at
from kpi.present.screen.scene import Scene
from kpi.present.words import DEFAULT
from kpi.service.accounts.signing import SignedOutError
from kpi.service.desk import denied
from kpi.ui import address, around, cached, drafts, navigation, show
from kpi.ui.results import portfolio_cache
from kpi.ui.serving.door import sign_in_address
from kpi.ui.serving.metrics import RERUNS

_SCENE = "_scene"
# Without an icon of its own Streamlit fetches the page's from a server on the internet.
ICON = Path(__file__).with_name("icon.svg")
_log = logging.getLogger("planpeil.ui")


def run() -> None:
    """One run of the dashboard: the page that the visitor asked for, in its frame."""
    cached.tally().add(RERUNS)
    st.set_page_config(page_title=navigation.TITLE, page_icon=ICON, layout="wide", initial_sidebar_state="collapsed")
    try:
        entered = _enter()
    except Exception as fault:
        _bare()
        _tell(fault, _language())
        return
    _show(*entered)


def _enter() -> tuple[Scene, StreamlitPage]:
    """The view and its page.

    Navigation comes before the first widget: only then does Streamlit know the widgets here as this script's own.
    """
    scene = address.read_scene(navigation.here())
    if scene.plan:
        pages = navigation.pages(cached.plan(scene.revision, scene.plan), scene.page)
    else:
        pages = navigation.without_plan(scene.page)
    page = st.navigation(pages, position="hidden")
    return address.at_page(scene, page.url_path), page


def _show(scene: Scene, page: StreamlitPage) -> None:
    st.session_state[_SCENE] = scene
    show.style()
    try:
        around.above(scene)
        if far := address.far_day(scene):
            around.tell_nearest(scene, far)
            return
        address.write_out(scene)
        _require_right(scene)
        page.run()
        drafts.mark_loose()
        if scene.plan:
            show.html(portfolio_cache.footer(scene))
    except Exception as fault:
        _tell(fault, scene.lang)


def _require_right(scene: Scene) -> None:
    """Raise DeniedError for a page that who asks may not open."""
    found = page_at(scene.page)
    if found is not None and found.right not in scene.rights:
        raise denied(found.right)


def _bare() -> None:
    """A screen without navigation, at whatever path the visitor came to."""
    st.navigation(navigation.blank(navigation.here()), position="hidden")
    show.style()


def _tell(fault: Exception, lang: str) -> None:
    if isinstance(fault, SignedOutError):
        query = urlencode(st.query_params.to_dict())
        show.tell_signed_out(fault, lang, sign_in_address(f"/{navigation.here()}?{query}"))
        return
    if isinstance(fault, NotYetRecordedError):
        now = {name: values for name, values in address.query().items() if name != "known_at"}
        show.tell_not_recorded(fault, lang, f"?{urlencode(now, doseq=True)}")
        return
    if isinstance(fault, PlanpeilError):
        show.tell_fault(fault, lang)
        return
    _log.error("page %r failed", navigation.here(), exc_info=fault)
    show.breakdown(lang)


def _language() -> str:
    """The language to explain a fault in: the fault may be the language itself, or the settings."""
    try:
        return address.language()
    except Exception:
        return DEFAULT


def lead_on(scene: Scene) -> None:
    """Go from an address of before to where that is now, with all that was asked."""
    st.switch_page(navigation.entry(MOVED[scene.page]), query_params=scene.params)


def page() -> Scene:
    """What this run looks at; the first line of every page. Raises PlanpeilError outside the frame."""
    scene = st.session_state.get(_SCENE)
    if not isinstance(scene, Scene):
        raise PlanpeilError(
            "Deze pagina hoort bij app.py: begin met python -m kpi serve.",
            "This page belongs to app.py: start with python -m kpi serve.",
        )
    return scene
