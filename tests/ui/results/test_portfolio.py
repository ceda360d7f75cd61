"""The pages of all plans in process: each renders, each says at which dates, and the URL holds the view."""

import os
from collections.abc import Iterator
from html import escape

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.present.pages import Section, pages_of
from kpi.present.words import text
from kpi.service.categories import vocabulary
from kpi.service.desk import open_desk
from kpi.service.snapshots import take_snapshot
from kpi.settings import load_settings
from tests.databases import all_plans, put
from tests.ui import dashboard
from tests.ui.dashboard import ROOT, seen

SCRIPTS = ("plans", "coverage", "cascade", "facts")
BROKEN = text("nl", "Something went wrong")
FAULT = text("nl", "This cannot be shown")


@pytest.fixture(scope="module", autouse=True)
def _plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database of its own with all plans."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path_factory.mktemp("portfolio") / "planpeil.db", all_plans))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def open_page(script: str, **query: str) -> AppTest:
    """The page of a script in `pages/portfolio`, opened with a query."""
    return dashboard.open_page(f"portfolio/{script}", **query)


def shown(script: str, **query: str) -> str:
    """The HTML of a page that must not have failed."""
    app = open_page(script, **query)
    html = seen(app)
    assert not app.exception
    assert BROKEN not in html
    return html


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_page_renders_in_both_languages(script: str, lang: str) -> None:
    html = shown(script, plan="thoon-2021", lang=lang)
    assert f'<div lang="{lang}">' in html
    assert '<h1 class="pp-h1">' in html
    assert "pp-foot" in html


def test_each_plan_is_seen_at_its_own_newest_day() -> None:
    html = shown("plans", plan="thoon-2021")
    assert "elk plan met zijn laatste cijfers" in html
    assert all(f"<b>{day}</b>" in html for day in ("31-12-2021", "31-03-2023"))


def test_all_plans_are_seen_at_one_date_when_that_is_asked() -> None:
    html = shown("plans", plan="thoon-2021", as_of="2021-06-30", peilen="samen")
    assert "alle plannen op" in html
    assert html.count("<b>30-06-2021</b>") == 4


def test_the_choice_of_dates_stands_in_the_url() -> None:
    app = open_page("plans", plan="thoon-2021")
    app.segmented_control(key="peilen").set_value("samen").run()
    assert app.query_params["peilen"] == "samen"
    assert seen(app).count("<b>31-12-2021</b>") == 4
    assert "alle plannen op" in shown("coverage", plan="thoon-2021", peilen="samen")
    assert "laatste cijfers" in shown("coverage", plan="thoon-2021", as_of="2021-06-30", peilen="eigen")


def test_a_link_to_a_plan_is_at_the_day_of_its_lights_within_its_reach() -> None:
    assert "plan=visie-2030&amp;period=2023-Q1&amp;as_of=2023-03-31" in shown("plans", plan="thoon-2021")
    early = shown("plans", plan="thoon-2021", as_of="2021-06-30", peilen="samen")
    assert "plan=visie-2030&amp;period=2021-Q4&amp;as_of=2021-12-31" in early


def test_a_gap_opens_what_the_vision_asks_there() -> None:
    html = shown("coverage", plan="thoon-2021", regel="thema/randvoorwaarden", bij="roset-2021")
    assert "Randvoorwaarden: Roset belooft hier niets. De visie vraagt:" in html
    assert "target=V-RV-01" in html
    assert FAULT in seen(open_page("coverage", plan="thoon-2021", regel="thema/nergens", bij="roset-2021"))


def test_the_cascade_is_seen_from_any_linked_result() -> None:
    html = shown("cascade", plan="thoon-2021", vanuit="T-CT-02")
    assert text("nl", "What contributes to it") in html
    assert "Roset" in html
    app = open_page("cascade", plan="thoon-2021")
    app.selectbox(key="vanuit").set_value("thoon-2021/T-CT-02").run()
    assert text("nl", "What contributes to it") in seen(app)
    assert FAULT in seen(open_page("cascade", plan="thoon-2021", vanuit="T-XX-99"))


def test_the_picture_of_the_region_has_every_fact_of_its_plans_and_of_the_frame() -> None:
    html = shown("facts", plan="roset-2021")
    for code in ("roset-2021", "thoon-2021"):
        plan = take_snapshot(open_desk(load_settings(environ=os.environ)), code).plan
        assert all(escape(fact.source_ref) in html for fact in plan.facts)
    assert "Quickscan regioplannen" in html
    assert "2040" in shown("facts", plan="visie-2030")


def test_the_foot_names_the_documents_of_the_page_and_no_other() -> None:
    foot = shown("facts", plan="visie-2030").split("pp-foot", 1)[1]
    assert "nog niet de visie zelf" in foot
    assert "planvorming in de regio" in foot
    assert "Regioplan" not in foot
    assert "verzonnen" not in foot
    assert "planvorming in de regio" in shown("coverage", plan="visie-2030").split("pp-foot", 1)[1]
    assert "planvorming in de regio" not in shown("plans", plan="visie-2030").split("pp-foot", 1)[1]


def test_what_the_vision_leaves_open_is_explained_at_the_result_once_its_period_is_over() -> None:
    app = open_result("V-RV-33", "2023-03-31")
    assert not app.exception
    html = seen(app)
    assert "<b>Oorzaak</b>" in html
    assert "niet gezegd of het er op 16-03-2023 was" in html.replace('<span class="pp-day">', "").replace("</span>", "")
    assert "<b>Oorzaak</b>" not in seen(open_result("V-RV-33", "2023-03-30"))
    assert "<b>Oorzaak</b>" not in seen(open_result("V-RV-34", "2023-03-31"))


def open_result(code: str, day: str) -> AppTest:
    return dashboard.open_page("target", plan="visie-2030", target=code, as_of=day)


def test_every_category_of_the_frame_is_found_with_its_source() -> None:
    frame = vocabulary(load_settings(environ=os.environ))
    assert frame
    html = shown("coverage", plan="roset-2021")
    assert [one.code for one in frame.categories if escape(one.source_ref) not in html] == []


def test_pages_lie_in_the_navigation_and_nowhere_else() -> None:
    assert sorted(one.script for one in pages_of(Section.PLANS)) == sorted(
        path.relative_to(ROOT).as_posix() for path in (ROOT / "pages" / "portfolio").glob("*.py")
    )
