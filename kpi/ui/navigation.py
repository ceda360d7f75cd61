"""The pages of the current plan, each theme with an entry and a path of its own."""

import re
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.navigation.page import StreamlitPage

from kpi.core.model import Plan, Theme
from kpi.present.pages import (
    EMPTY,
    OVERVIEW,
    PAGES,
    THEME,
    UNKNOWN,
    Page,
    Section,
    page_at,
    pages_of,
    paths_of,
    theme_path,
)
from kpi.present.words import text

NO_ICON = "topic"
# Signs of Markdown. A directive, an emoji, an icon and a bare address are looked for after these were read, where a
# backslash would stay to be seen: they are parted by a sign that nobody sees.
_MARKDOWN = re.compile(r"[\\`*_\[\]\x3c>!~$&#|]")
_PARTED = re.compile(r":(?=\S)|\bwww(?=\.)")
_PATH = re.compile(r"[\w-]+")


def as_label(words: str) -> str:
    """Words from people as the title of a page, which Streamlit reads as Markdown: drawn as they are written."""
    escaped = _MARKDOWN.sub(lambda sign: f"\\{sign[0]}", words)
    return _PARTED.sub(lambda sign: f"{sign[0]}\u2060", escaped)


def here() -> str:
    """The path in the visitor's address bar; empty for the overview."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return urlsplit(st.context.url or "").path.strip("/").removeprefix(base).strip("/")


def entry(path: str, title: str = "Planpeil", icon: str = "") -> StreamlitPage:
    """What Streamlit knows of the page at a path; raises KeyError for a path that is no page's."""
    found = page_at(path)
    if found is None:
        raise KeyError(path)
    first = found.path == OVERVIEW
    return st.Page(found.script, title=title, icon=icon or None, url_path=OVERVIEW if first else path, default=first)


def sections(plan: Plan, lang: str, at: str) -> dict[str, list[StreamlitPage]]:
    """The navigation of a plan; `at` is the visitor's path, which gets a page of its own when nothing else has it."""
    found = {text(lang, one) if one else "": _entries(one, plan, lang) for one in Section}
    if at and at not in paths_of(plan) and _PATH.fullmatch(at):
        found[""].append(_unknown(at, lang))
    return found


def without_plan(lang: str, at: str) -> dict[str, list[StreamlitPage]]:
    """The navigation while there is no plan: the way to a first one; every other path says that there is none."""
    keeping = pages_of(Section.KEEPING)
    front = st.Page(EMPTY, title=text(lang, "Overview"), icon=":material/dashboard:", url_path=OVERVIEW, default=True)
    known = [one.path for one in PAGES if one not in keeping and one.path not in (OVERVIEW, THEME)]
    if at and page_at(at) in (None, page_at(THEME)) and _PATH.fullmatch(at):
        known.append(at)
    others = [st.Page(EMPTY, title=text(lang, "No plan yet"), url_path=path, visibility="hidden") for path in known]
    return {"": [front, *others], text(lang, Section.KEEPING): [_fixed(one, lang) for one in keeping]}


def _entries(section: Section, plan: Plan, lang: str) -> list[StreamlitPage]:
    if section is Section.THEMES:
        return [_theme(theme) for theme in plan.themes]
    return [_fixed(one, lang) for one in pages_of(section)]


def _fixed(one: Page, lang: str) -> StreamlitPage:
    return entry(one.path, text(lang, one.words), f":material/{one.icon}:")


def _theme(theme: Theme) -> StreamlitPage:
    """A theme's entry; without an icon, or with one that Streamlit does not know, it gets that of any topic."""
    try:
        return entry(theme_path(theme.code), as_label(theme.title), f":material/{theme.icon or NO_ICON}:")
    except StreamlitAPIException:
        return entry(theme_path(theme.code), as_label(theme.title), f":material/{NO_ICON}:")


def _unknown(path: str, lang: str) -> StreamlitPage:
    """A hidden page at a path that is none of this plan: it says so."""
    found = page_at(path)
    script = found.script if found else UNKNOWN
    return st.Page(script, title=text(lang, "Unknown page"), url_path=path, visibility="hidden")


def blank(at: str) -> list[StreamlitPage]:
    """Pages without content for a screen that stands alone, at the visitor's own path."""
    found = [st.Page(_nothing, title="Planpeil", url_path=OVERVIEW, default=True)]
    if at not in ("", OVERVIEW) and _PATH.fullmatch(at):
        found.append(st.Page(_nothing, title="Planpeil", url_path=at))
    return found


def _nothing() -> None:
    """Draws nothing: the frame says what there is to say."""
