"""The log as a page: all of it, what is searched, and not where anybody may look."""

from collections.abc import Iterator

import pytest
import streamlit as st

from kpi.service.logged import noted_export
from kpi.ui import cached
from kpi.ui.exported import exported
from tests.databases import put, small_plan
from tests.ui.dashboard import open_page, seen


@pytest.fixture(autouse=True)
def _plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database with one plan."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path_factory.mktemp("log") / "planpeil.db", small_plan))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def test_what_happened_is_there_and_can_be_searched() -> None:
    assert exported("proef", "a.csv", lambda: b"x")() == b"x"
    app = open_page("admin/log", plan="proef")
    assert "Plan geladen" in seen(app)
    assert "a.csv (" in seen(app)
    app.text_input(key="log-who").set_value("beheer").run()
    assert "a.csv (" not in seen(app)
    assert "1 t/m 1 van 1" in seen(app)
    app.text_input(key="log-who").set_value("niemand").run()
    assert "Niets gevonden" in seen(app)


def test_fifty_rows_a_page() -> None:
    for number in range(60):
        noted_export(cached.desk(), b"x", f"{number}.csv", plan="proef")
    app = open_page("admin/log", plan="proef")
    app.selectbox(key="log-action").set_value("export").run()
    assert "1 t/m 50 van 60" in seen(app)
    app.number_input(key="log-page").set_value(2).run()
    assert "51 t/m 60 van 60" in seen(app)


def test_names_are_not_shown_where_anybody_may_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANPEIL_READ_ONLY", "1")
    st.cache_resource.clear()
    app = open_page("admin/log", plan="proef")
    assert "Het logboek staat hier niet" in seen(app)
    assert "Plan geladen" not in seen(app)
