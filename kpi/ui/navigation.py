"""The pages of the current plan, each theme with an entry and a path of its own."""

import re
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.navigation.page import StreamlitPage

from kpi.core.model import Plan, Theme
from kpi.present.words import mark, text
from kpi.ui.plan_pages import ADMIN
from kpi.ui.portfolio_pages import PORTFOLIO
from kpi.ui.scene import EXPLORE, MATRIX, METHOD, OVERVIEW, TARGET, THEME, TIMELINE, theme_path
from kpi.ui.upload_pages import DATA

FOLDER = "pages/monitor"
EMPTY = f"{FOLDER}/empty.py"
NO_ICON = "topic"
SCRIPTS = {
    TARGET: (f"{FOLDER}/target.py", mark("Result"), "flag"),
    MATRIX: (f"{FOLDER}/matrix.py", mark("Matrix"), "grid_on"),
    TIMELINE: (f"{FOLDER}/timeline.py", mark("Timeline"), "calendar_month"),
    EXPLORE: (f"{FOLDER}/explore.py", mark("Explore"), "search"),
    METHOD: (f"{FOLDER}/method.py", mark("Method"), "menu_book"),
    **PORTFOLIO,
    **DATA,
    **ADMIN,
}
_PATH = re.compile(r"[\w-]+")


def here() -> str:
    """The path in the visitor's address bar; empty for the overview."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return urlsplit(st.context.url or "").path.strip("/").removeprefix(base).strip("/")


def page(path: str, title: str = "Planpeil", icon: str = "") -> StreamlitPage:
    """The page at a path: the overview at the root, one script for all themes."""
    if path in ("", OVERVIEW):
        return st.Page(f"{FOLDER}/overview.py", title=title, icon=icon or None, url_path=OVERVIEW, default=True)
    script = SCRIPTS[path][0] if path in SCRIPTS else f"{FOLDER}/theme.py"
    return st.Page(script, title=title, icon=icon or None, url_path=path)


def sections(plan: Plan, lang: str, at: str) -> dict[str, list[StreamlitPage]]:
    """The navigation of a plan; `at` is the visitor's path, which gets a page of its own when nothing else has it."""
    results = [_fixed(path, lang) for path in (TARGET, MATRIX, TIMELINE, EXPLORE)]
    found = {
        "": [page(OVERVIEW, text(lang, "Overview"), ":material/dashboard:")],
        text(lang, "Themes"): [_theme(theme) for theme in plan.themes],
        text(lang, "All results"): results,
        text(lang, "All plans"): [_fixed(path, lang) for path in PORTFOLIO],
        text(lang, "Figures of the plan"): [_fixed(path, lang) for path in DATA],
        text(lang, "Keeping the plans"): [_fixed(path, lang) for path in ADMIN],
        text(lang, "Explanation"): [_fixed(METHOD, lang)],
    }
    paths = {"", OVERVIEW, *SCRIPTS, *(theme_path(theme.code) for theme in plan.themes)}
    if at not in paths and _PATH.fullmatch(at):
        found[""].append(_unknown(at, lang))
    return found


def without_plan(lang: str, at: str) -> dict[str, list[StreamlitPage]]:
    """The navigation while there is no plan: the way to a first one; every other path says that there is none."""
    front = st.Page(EMPTY, title=text(lang, "Overview"), icon=":material/dashboard:", url_path=OVERVIEW, default=True)
    known = [path for path in SCRIPTS if path not in ADMIN]
    if at not in ("", OVERVIEW, *SCRIPTS) and _PATH.fullmatch(at):
        known.append(at)
    others = [st.Page(EMPTY, title=text(lang, "No plan yet"), url_path=path, visibility="hidden") for path in known]
    return {"": [front, *others], text(lang, "Keeping the plans"): [_fixed(path, lang) for path in ADMIN]}


def _fixed(path: str, lang: str) -> StreamlitPage:
    _, title, icon = SCRIPTS[path]
    return page(path, text(lang, title), f":material/{icon}:")


def _theme(theme: Theme) -> StreamlitPage:
    """A theme's entry; without an icon, or with one that Streamlit does not know, it gets that of any topic."""
    try:
        return page(theme_path(theme.code), theme.title, f":material/{theme.icon or NO_ICON}:")
    except StreamlitAPIException:
        return page(theme_path(theme.code), theme.title, f":material/{NO_ICON}:")


def _unknown(path: str, lang: str) -> StreamlitPage:
    """A hidden page at a path that is none of this plan: it says so."""
    script = f"{FOLDER}/theme.py" if path.startswith(THEME) else f"{FOLDER}/unknown.py"
    return st.Page(script, title=text(lang, "Unknown page"), url_path=path, visibility="hidden")


def blank(at: str) -> list[StreamlitPage]:
    """Pages without content for a screen that stands alone, at the visitor's own path."""
    found = [st.Page(_nothing, title="Planpeil", url_path=OVERVIEW, default=True)]
    if at not in ("", OVERVIEW) and _PATH.fullmatch(at):
        found.append(st.Page(_nothing, title="Planpeil", url_path=at))
    return found


def _nothing() -> None:
    """Draws nothing: the frame says what there is to say."""
