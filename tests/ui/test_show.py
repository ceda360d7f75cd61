"""What may be drawn on a page: HTML out of templates, never text that only looks like it."""

from datetime import date

import pytest
import streamlit as st
from markupsafe import Markup

from kpi.present.html.markup import markup
from kpi.present.screen.scene import Scene
from kpi.ui import show

SCENE = Scene(1, 1, "p", date(2021, 6, 30), "", "nl", "")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was sent to the page."""
    sent: list[str] = []
    monkeypatch.setattr(st, "html", sent.append)
    return sent


def test_html_is_drawn(drawn: list[str]) -> None:
    show.html(markup("<b>{}</b>", "a & b"), markup("<i></i>"))
    show.show_message("T <b>", "woorden", "", "nl")
    assert drawn[0] == "<b>a &amp; b</b><i></i>"
    assert drawn[1].startswith('<div lang="nl">')
    assert "T &lt;b&gt;" in drawn[1]


def test_what_is_empty_is_no_element(drawn: list[str]) -> None:
    show.html(Markup(), Markup())
    show.show_worded(SCENE)
    assert drawn == []


def test_text_is_refused_and_says_what_to_do(drawn: list[str]) -> None:
    for draw in (
        lambda: show.html("<b>text</b>"),  # type: ignore[arg-type]
        lambda: show.show_worded(SCENE, markup("<i></i>"), "text"),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError, match=r"text.*kpi\.present\.html\.markup"):
            draw()
    assert drawn == []
