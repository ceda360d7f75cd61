"""Selections saved by name on the pages of all results: saved, replaced after saying so, opened and removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.service.saved_views import save_view, saved_views
from kpi.store.kept.saved_views import SavedView
from kpi.ui import cached, drafts
from tests.databases import all_plans, put
from tests.ui.dashboard import open_page, seen

NAME, PLAN = "a" * 43, "thoon-2021"
ASKED = {"plan": PLAN, "as_of": "2021-06-30"}


@pytest.fixture(autouse=True)
def _plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database of its own with all plans, and one browser."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", all_plans))
    monkeypatch.setattr(drafts, "browser", lambda: NAME)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def save(app: AppTest, name: str) -> str:
    """What the page says when the selection is saved under a name."""
    app.text_input(key="saved-name").set_value(name)
    app.button(key="saved-save").click().run()
    return seen(app)


def kept() -> tuple[SavedView, ...]:
    return saved_views(cached.desk(), NAME, PLAN)


def test_a_selection_is_saved_with_its_order_and_its_tab_and_opens_at_the_day_of_now() -> None:
    app = open_page("matrix", **ASKED, status=["off_track", "missed"], group="owner", sort="-deadline")
    assert "“Mijn rode” is bewaard." in save(app, " Mijn  rode ")
    assert kept() == (SavedView("Mijn rode", "matrix", "status=off_track&status=missed&sort=-deadline&group=owner"),)
    later = seen(open_page("results", plan=PLAN, as_of="2021-12-31"))
    day = "plan=thoon-2021&amp;period=2021-Q4&amp;as_of=2021-12-31&amp;lang=nl"
    chosen = "status=off_track&amp;status=missed&amp;sort=-deadline&amp;group=owner"
    assert f'href="matrix?{day}&amp;{chosen}" target="_self">Mijn rode</a>' in later


def test_a_name_that_is_there_is_replaced_at_the_second_press_alone() -> None:
    save_view(cached.desk(), NAME, PLAN, SavedView("Rood", "matrix", "theme=ouderenzorg"))
    app = open_page("results", **ASKED, status="off_track")
    assert "“Rood” staat er al" in save(app, "Rood")
    assert kept()[0].page == "matrix"
    assert "“Anders” is bewaard." in save(app, "Anders")
    assert "“Rood” staat er al" in save(app, "Rood")
    assert app.button(key="saved-save").label == "Vervangen"
    app.button(key="saved-save").click().run()
    assert {(view.name, view.page) for view in kept()} == {("Rood", "resultaten"), ("Anders", "resultaten")}


def test_a_name_that_cannot_be_says_what_to_do() -> None:
    assert "Geef een naam van 1 tot 60 tekens." in save(open_page("results", **ASKED), " ")
    assert kept() == ()


def test_what_is_removed_is_gone() -> None:
    for name in ("a", "b"):
        save_view(cached.desk(), NAME, PLAN, SavedView(name, "matrix", ""))
    app = open_page("results", **ASKED)
    app.button(key="saved-drop-1").click().run()
    assert "“b” is weggehaald." in seen(app)
    assert [view.name for view in kept()] == ["a"]


def test_nothing_is_offered_to_a_browser_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "browser", lambda: "")
    app = open_page("results", **ASKED)
    assert not app.exception
    assert [one.key for one in app.button if one.key and one.key.startswith("saved")] == []


def test_nothing_is_offered_where_nothing_may_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANPEIL_READ_ONLY", "true")
    app = open_page("results", **ASKED)
    assert [one.key for one in app.button if one.key and one.key.startswith("saved")] == []
