"""Every page in process: it renders, it says clearly what cannot be shown, and the URL holds the view."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.present.words import text
from kpi.ui import cached
from tests.databases import all_plans, put
from tests.ui.dashboard import PLANS, SCRIPTS, open_page, seen

BROKEN = text("nl", "Something went wrong")
FAULT = text("nl", "This cannot be shown")


@pytest.fixture(scope="module", autouse=True)
def _plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database with all plans."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path_factory.mktemp("pages") / "planpeil.db", all_plans))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def _sound(app: AppTest) -> str:
    assert not app.exception
    html = seen(app)
    assert BROKEN not in html
    return html


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_page_of_every_plan_renders(script: str, plan: str, lang: str) -> None:
    html = _sound(open_page(script, plan=plan, lang=lang))
    assert f'<div lang="{lang}">' in html
    assert '<h1 class="pp-h1">' in html


def test_plan_period_and_date_are_written_out() -> None:
    app = open_page(plan="thoon-2021")
    assert app.query_params["as_of"] == "2021-12-31"
    assert app.query_params["period"] == "2021-Q4"
    assert app.query_params["plan"] == "thoon-2021"


@pytest.mark.parametrize(("asked", "nearest"), [("1950-01-01", "2020-01-01"), ("2199-12-31", "2026-01-01")])
def test_a_date_too_far_from_the_plan_keeps_the_frame_and_offers_the_nearest(asked: str, nearest: str) -> None:
    app = open_page(plan="thoon-2021", as_of=asked, owner="bestuur THOON")
    html = _sound(app)
    assert "Alle resultaten" in html
    assert asked[:4] in html
    assert f'as_of={nearest}&amp;lang=nl&amp;owner=bestuur+THOON"' in html
    assert app.query_params["as_of"] == asked


def test_an_address_of_before_leads_to_where_it_is_now() -> None:
    app = open_page(plan="thoon-2021")
    app.switch_page("pages/monitor/moved.py")
    app.query_params.update({"plan": "thoon-2021", "status": "missed"})
    app.run()
    assert "van 119 resultaten" in _sound(app)
    assert app.query_params["status"] == "missed"


def test_a_period_alone_means_its_last_day() -> None:
    assert open_page(plan="thoon-2021", period="2021-Q2").query_params["as_of"] == "2021-06-30"


def test_a_date_says_more_than_a_period() -> None:
    app = open_page(plan="thoon-2021", period="2021-Q2", as_of="2021-08-15")
    assert app.query_params["period"] == "2021-Q3"
    assert app.date_input(key="as_of").value == date(2021, 8, 15)


def test_choosing_a_period_sets_the_date_to_its_last_day() -> None:
    app = open_page(plan="thoon-2021")
    app.selectbox(key="period").set_value("2021-Q1").run()
    assert app.query_params["as_of"] == "2021-03-31"
    assert "31-03-2021" in _sound(app)


def test_choosing_a_date_sets_its_period() -> None:
    app = open_page(plan="thoon-2021")
    app.date_input(key="as_of").set_value("2021-05-20").run()
    assert app.query_params["period"] == "2021-Q2"


def test_choosing_another_plan_opens_it_at_its_own_date() -> None:
    app = open_page(plan="thoon-2021")
    app.selectbox(key="plan").set_value("huisartsenteam-2024").run()
    assert app.query_params["as_of"] == "2026-09-30"
    assert "Het Huisartsenteam" in _sound(app)


def test_choosing_english_changes_the_words_and_the_url() -> None:
    dutch = seen(open_page(plan="thoon-2021"))
    assert "Alle resultaten" in dutch
    assert "as_of=2021-12-31&amp;lang=en" in dutch
    english = _sound(open_page(plan="thoon-2021", lang="en"))
    assert "All results" in english
    assert "as_of=2021-12-31&amp;lang=nl" in english


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"plan": "bestaat-niet"}, "bestaat-niet"),
        ({"plan": "thoon-2021", "as_of": "gisteren"}, "gisteren"),
        ({"plan": "thoon-2021", "as_of": "2021-02-30"}, "2021-02-30"),
        ({"plan": "thoon-2021", "period": "2021-Q5"}, "2021-Q5"),
        ({"plan": "thoon-2021", "known_at": "morgen"}, "morgen"),
        ({"plan": "thoon-2021", "known_at": "2001-01-01"}, "thoon-2021"),
        ({"plan": "thoon-2021", "lang": "xx"}, "xx"),
        ({"plan": "<script>alert(1)</script>"}, "&lt;script&gt;"),
    ],
)
def test_an_impossible_value_gives_a_clear_page(query: dict[str, str], named: str) -> None:
    html = _sound(open_page(**query))
    assert FAULT in html
    assert named in html
    assert "<script>" not in html


def test_an_unknown_target_gives_a_clear_page() -> None:
    html = _sound(open_page("target", plan="thoon-2021", target="X-1"))
    assert FAULT in html
    assert "X-1" in html


def test_an_unknown_filter_value_gives_a_clear_page() -> None:
    html = _sound(open_page("results", plan="thoon-2021", owner="niemand"))
    assert "niemand" in html
    assert FAULT in html


def test_a_fault_is_told_in_the_chosen_language() -> None:
    assert "There is no plan" in seen(open_page(plan="zz", lang="en"))


@pytest.mark.parametrize(("lang", "order"), [("nl", "DD-MM-YYYY"), ("en", "YYYY-MM-DD")])
@pytest.mark.parametrize("script", ["meeting/since", "meeting/meetings", "meeting/agreed", "admin/log"])
def test_a_day_is_typed_in_the_order_of_its_language(script: str, lang: str, order: str) -> None:
    app = open_page(script, plan="thoon-2021", lang=lang)
    assert len(app.date_input) > 2
    assert {one.proto.format for one in app.date_input} == {order}


def test_a_plan_that_is_not_there_names_those_there_are() -> None:
    html = seen(open_page(plan="zz"))
    assert "THOON Regioplan 2021-2024" in html
    assert "thoon-2021" not in html


def test_before_anything_was_recorded_the_same_page_is_offered_as_it_is_known_now() -> None:
    html = _sound(open_page(plan="thoon-2021", as_of="2021-06-30", known_at="2020-01-01", owner="bestuur THOON"))
    assert "Van dit plan was toen nog niets vastgelegd" in html
    assert "kpi load" not in html
    assert 'href="?plan=thoon-2021&amp;as_of=2021-06-30&amp;owner=bestuur+THOON"' in html


def test_filters_of_the_url_choose_the_rows() -> None:
    html = _sound(open_page("results", plan="thoon-2021", theme="ouderenzorg", status=["achieved", "achieved_late"]))
    found = re.search(r"(\d+) van 119 resultaten", html)
    assert found is not None
    assert 0 < int(found[1]) < 39


def test_a_place_in_the_document_finds_results_figures_and_activities() -> None:
    wounds = "Regioplan, Samenwerking in de regio, Speerpunt JZOJP, Uitwerken van samenwerking rondom wondzorg"
    html = _sound(open_page("results", plan="thoon-2021", q=f"{wounds}, resultaat 1"))
    assert "2 van 119 resultaten" in html
    assert "Ook in het document" not in html
    html = _sound(open_page("results", plan="thoon-2021", q=wounds))
    assert "6 van 119 resultaten" in html
    assert f"{wounds}, activiteit" in html
    html = _sound(
        open_page("results", plan="thoon-2021", q="Regiobeeld THOON 2020-2030, Veranderingen in de bevolking")
    )
    assert "0 van 119 resultaten" in html
    assert html.count("2020 tot 2030 · Regioplan, Regiobeeld THOON 2020-2030, Veranderingen in de bevolking") == 4
    assert "−33%" in html


def test_a_chosen_filter_is_written_as_its_code() -> None:
    app = open_page("results", plan="thoon-2021")
    app.query_params["page"] = "2"
    app.run()
    app.pills(key="status").set_value(["missed"]).run()
    assert app.query_params["status"] == "missed"
    assert "page" not in app.query_params
    app.text_input(key="q").set_value("netwerk").run()
    assert app.query_params["q"] == "netwerk"
    assert "van 119 resultaten" in _sound(app)


def test_a_status_that_nobody_has_is_an_empty_table() -> None:
    assert "0 van 119 resultaten" in _sound(open_page("results", plan="thoon-2021", status="not_started"))


def test_downloads_are_named_after_what_they_hold() -> None:
    tables, pictures = ["Excel", "CSV", "Waarden per eenheid (CSV)"], ["Afbeelding (PNG)", "Tekening (SVG)"]
    for script, labels in (
        ("results", tables),
        ("matrix", [*tables, *pictures]),
        ("timeline", [*tables, "Agenda (iCalendar)", *pictures]),
        ("target", pictures),
    ):
        app = open_page(script, plan="thoon-2021", as_of="2021-06-30")
        assert [button.label for button in app.get("download_button")] == labels


@pytest.mark.parametrize("script", ["results", "matrix", "timeline"])
def test_one_selection_holds_on_every_tab(script: str) -> None:
    app = open_page(script, plan="thoon-2021", theme="ouderenzorg", **{"from": "2021-12-31", "until": "2021-06-30"})
    html = _sound(app)
    assert "0 van 119 resultaten" in html
    assert html.count("Wissel de dagen om") == 2
    app = open_page(script, plan="thoon-2021", theme="ouderenzorg", owner="niemand")
    assert FAULT in _sound(app)
    assert "niemand" in seen(app)


@pytest.mark.parametrize("query", [{"sort": "kleur"}, {"group": "kleur"}, {"page": "0"}, {"page": "twee"}])
def test_an_impossible_arrangement_gives_a_clear_page(query: dict[str, str]) -> None:
    html = _sound(open_page(plan="thoon-2021", **query))
    assert FAULT in html
    assert next(iter(query.values())) in html


def test_an_address_of_before_keeps_the_selection_and_its_order() -> None:
    asked = {"plan": "thoon-2021", "theme": "ouderenzorg", "sort": "-deadline", "group": "owner", "q": "de"}
    app = open_page("moved", **asked)
    assert {name: app.query_params[name] for name in asked} == asked


def test_an_address_that_asked_for_projecting_shows_the_page() -> None:
    old, now = (_sound(open_page(plan="thoon-2021", **more)) for more in ({"projecteren": "1"}, {}))
    assert old.partition("<h1")[2] == now.partition("<h1")[2] != ""


def test_equal_views_share_one_snapshot() -> None:
    revision, day = cached.newest_revision(), cached.opening_day(cached.newest_revision(), "thoon-2021")
    assert cached.plan(revision, "thoon-2021") is cached.plan(revision, "thoon-2021")
    assert day.isoformat() == "2021-12-31"
