"""The SMART test in process, its files, and the calendars where deadlines and deliveries are looked at."""

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.databases import all_plans, put
from tests.ui.dashboard import open_page, seen

PLAN = "thoon-2021"


@pytest.fixture(scope="module", autouse=True)
def _plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database with all plans."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path_factory.mktemp("smart") / "planpeil.db", all_plans))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def offered(app: AppTest) -> list[str]:
    return [one.label for one in app.get("download_button")]


@pytest.mark.parametrize(("lang", "said"), [("nl", "Tijdgebonden"), ("en", "Dated")])
def test_the_page_stands_beside_manage_plan(lang: str, said: str) -> None:
    app = open_page("admin/smart", plan=PLAN, lang=lang)
    html = seen(app)
    assert f'<div lang="{lang}">' in html
    assert said in html
    assert 'href="plan-beheren?' in html
    assert offered(app) == ["Word", "Excel"]


def test_the_timeline_offers_the_deadlines_of_the_selection() -> None:
    assert "Agenda (iCalendar)" in offered(open_page("timeline", plan=PLAN))
    assert "Agenda (iCalendar)" not in offered(open_page("matrix", plan=PLAN))


def test_deliveries_offer_the_calendar_of_the_owner_that_is_chosen() -> None:
    app = open_page("data/uploads", plan=PLAN, as_of="2021-06-30", eigenaar="bestuur THOON")
    assert "Agenda (iCalendar)" in offered(app)
