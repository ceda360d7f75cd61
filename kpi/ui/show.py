"""Everything that is drawn on a page, in one place."""

from datetime import UTC, datetime
from typing import Any

import streamlit as st
from markupsafe import Markup

from kpi.core.calendar.period import dutch_time
from kpi.core.errors import NotFoundError, PlanpeilError, UsageError
from kpi.present.html import parts as html_parts
from kpi.present.html.css import css
from kpi.present.html.markup import joined, style_sheet
from kpi.present.screen.scene import Scene
from kpi.present.words import text
from kpi.service.desk import DeniedError

# The chosen button of a group has ink for its words: the accent of the dark theme has 3.4:1 there.
_LAYOUT = (
    '[data-testid="stButtonGroup"] [data-selected="true"] p{color:var(--pp-ink)}'
    ".pp-foot{margin-top:.3em}.pp-rules{max-width:52em}.pp-rules h3{margin-top:.9em}"
)


def style(extra: str = "") -> None:
    """The style sheet, once a run; `extra` is more CSS."""
    _draw(style_sheet(f"{sheet()}{extra}"))


def sheet() -> str:
    """The style sheet of every page."""
    return f"{css()}{_LAYOUT}"


def html(*parts: Markup) -> None:
    """Blocks of HTML from `kpi.present`, as one element."""
    _draw(*parts)


def show_worded(scene: Scene, *parts: Markup) -> None:
    """Blocks of HTML in the language of the view, as one element."""
    _draw(*parts, lang=scene.lang)


def _draw(*parts: Markup, lang: str = "") -> None:
    """The one way to the page, of what is not empty; raises TypeError for text that did not come out of a template."""
    for part in parts:
        if not isinstance(part, Markup):
            raise TypeError(f"not HTML but text: {part!r:.60}; build it with kpi.present.html.markup")
    if any(parts):
        st.html(html_parts.spoken(lang, *parts) if lang else joined(parts))


def chart(spec: dict[str, Any], alt: str) -> None:
    """The chart of a page, built before, with its text for who cannot see it."""
    st.vega_lite_chart(spec, width="stretch", theme=None, alt=alt, key="chart")


def show_message(title: str, words: str, hint: str, lang: str) -> None:
    """A screen that has nothing else to show: what this is, why, and what to do next."""
    _draw(html_parts.message(title, words, hint), lang=lang)


def tell_fault(fault: PlanpeilError, lang: str) -> None:
    """A fault in the visitor's language, with a way out."""
    words = fault.said(lang)
    title = text(lang, "You have no access") if isinstance(fault, DeniedError) else text(lang, "This cannot be shown")
    asked = isinstance(fault, NotFoundError | UsageError)
    hint = text(lang, "Check the link, or begin again at the overview.") if asked else ""
    way = html_parts.way_on(".", text(lang, "To the overview"))
    _draw(html_parts.message(title, words, hint, alone=True), way, lang=lang)


def tell_not_recorded(fault: PlanpeilError, lang: str, at: str) -> None:
    """That there was nothing yet at the moment that is looked at, and the same page as it is known now (`at`)."""
    way = html_parts.way_on(at, text(lang, "Look at what is known now"))
    _draw(html_parts.message(text(lang, "This cannot be shown"), fault.said(lang), alone=True), way, lang=lang)


def tell_signed_out(fault: PlanpeilError, lang: str, at: str) -> None:
    """That nobody is signed in any more, and where one signs in again (`at`, a path from the root with its query)."""
    title, hint = text(lang, "You are not signed in any more"), text(lang, "What you typed is kept.")
    way = html_parts.way_on(at.strip("/"), text(lang, "Sign in"))
    _draw(html_parts.message(title, fault.said(lang), hint, alone=True), way, lang=lang)


def breakdown(lang: str) -> None:
    """What a visitor sees of a fault that nobody foresaw; the log has the rest."""
    title, words = text(lang, "Something went wrong"), text(lang, "Planpeil could not make this page.")
    hint = text(
        lang,
        "Load the page again. If that does not help, ask the administrator: the log of the server says what happened.",
    )
    show_message(title, words, hint, lang)


def unknown(scene: Scene) -> None:
    """A path that is no page."""
    title, hint = scene.text("Unknown page"), scene.text("Choose a page from the menu.")
    words = scene.text("There is no page {path} here.", path=f"/{scene.page}")
    _draw(html_parts.message(title, words, hint, alone=True), lang=scene.lang)


def file_stamp() -> str:
    """When a file is made, on the Dutch clock, for its name."""
    return dutch_time(datetime.now(UTC)).strftime("%Y%m%d-%H%M%S")


def colours() -> str:
    """The theme the visitor chose: "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"
