"""The pages of the current plan, each theme with a path of its own."""

import re
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kpi.core.model import Plan
from kpi.present.pages import (
    EMPTY,
    MOVED,
    MOVED_SCRIPT,
    OVERVIEW,
    PAGES,
    THEME,
    UNKNOWN,
    WITHOUT_PLAN,
    page_at,
    paths_of,
)
from kpi.ui.rooted import reach_now

TITLE = "Planpeil"
# Signs of Markdown. A directive, an emoji, an icon and a bare address are looked for after these were read, where a
# backslash would stay to be seen: they are parted by a sign that nobody sees.
_MARKDOWN = re.compile(r"[\\`*_\[\]\x3c>!~$&#|]")
_PARTED = re.compile(r":(?=\S)|\bwww(?=\.)")
_PATH = re.compile(r"[\w-]+")


def as_label(words: str) -> str:
    """Words from people where Streamlit reads Markdown: drawn as they are written."""
    escaped = _MARKDOWN.sub(lambda sign: f"\\{sign[0]}", words)
    return _PARTED.sub(lambda sign: f"{sign[0]}\u2060", escaped)


def here() -> str:
    """The path in the visitor's address bar; empty for the overview."""
    path = urlsplit(st.context.url or "").path
    return (reach_now().inside(path) or "").strip("/")


def entry(path: str) -> StreamlitPage:
    """What Streamlit knows of the page at a path; raises KeyError for a path that is no page's."""
    found = page_at(path)
    if found is None:
        raise KeyError(path)
    # Streamlit gives the first page the root for its path, whatever it was given.
    if found.path == OVERVIEW:
        return st.Page(found.script, title=TITLE, default=True)
    return st.Page(found.script, title=TITLE, url_path=path)


def pages(plan: Plan, at: str) -> list[StreamlitPage]:
    """The pages of a plan; `at` is the visitor's path, which gets a page of its own when nothing else has it."""
    by_name = [st.Page(one.script, title=TITLE, url_path=one.path) for one in PAGES if one.path == OVERVIEW]
    moved = [st.Page(MOVED_SCRIPT, title=TITLE, url_path=path) for path in MOVED]
    found = [*(entry(path) for path in paths_of(plan)), *by_name, *moved]
    if at and at not in (*paths_of(plan), *MOVED) and _PATH.fullmatch(at):
        known = page_at(at)
        found.append(st.Page(known.script if known else UNKNOWN, title=TITLE, url_path=at))
    return found


def without_plan(at: str) -> list[StreamlitPage]:
    """The pages while there is no plan: the way to a first one and to people; other paths say that there is none."""
    front = st.Page(EMPTY, title=TITLE, default=True)
    known = [one.path for one in PAGES if one.path not in (*WITHOUT_PLAN, THEME)] + list(MOVED)
    if at and at not in (*known, *WITHOUT_PLAN) and _PATH.fullmatch(at):
        known.append(at)
    empty = (st.Page(EMPTY, title=TITLE, url_path=path) for path in known)
    return [front, *empty, *(entry(one) for one in WITHOUT_PLAN)]


def blank(at: str) -> list[StreamlitPage]:
    """Pages without content for a screen that stands alone, at the visitor's own path."""
    found = [st.Page(_nothing, title=TITLE, default=True)]
    if at and _PATH.fullmatch(at):
        found.append(st.Page(_nothing, title=TITLE, url_path=at))
    return found


def _nothing() -> None:
    """Draws nothing: the frame says what there is to say."""
