"""The first light of a page: what its script draws, word for word, in the language and at the date asked for."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
import streamlit as st

from kpi.core.errors import PlanpeilError
from kpi.present.pages import MATRIX, OVERVIEW, PAGES, RESULTS, SMART, TARGET, TIMELINE, theme_path
from kpi.ui import cached
from kpi.ui.first_light import CONTENT, first_light
from tests.databases import all_plans, put
from tests.ui.dashboard import open_page

PLAN = "thoon-2021"
HOSTILE = "</title><script>&\"'</script>"
SCRIPTS = {
    OVERVIEW: "overview",
    RESULTS: "results",
    MATRIX: "matrix",
    TIMELINE: "timeline",
    TARGET: "target",
    SMART: "admin/smart",
}


@pytest.fixture(scope="module", autouse=True)
def _plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database with all plans."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path_factory.mktemp("first") / "planpeil.db", all_plans))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def answer(path: str = "", **query: str) -> str:
    """The document of a page that has one."""
    body = first_light(path, {name: [value] for name, value in query.items()})
    assert body is not None
    return gzip.decompress(body).decode()


def some_target() -> str:
    """The code of the first result of the plan."""
    return cached.plan(cached.newest_revision(), PLAN).targets[0].code


@pytest.mark.parametrize(("path", "script"), SCRIPTS.items())
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_all_that_the_page_draws_stands_in_its_first_answer(path: str, script: str, lang: str) -> None:
    query = {"plan": PLAN, "as_of": "2021-06-30", "period": "2021-Q2", "lang": lang}
    query |= {"target": some_target()} if path == TARGET else {}
    document = answer("" if path == OVERVIEW else path, **query)
    drawn = [block.value.removeprefix("<style>") for block in open_page(script, **query).get("html")]
    assert len(drawn) > 4
    missing = [block for block in drawn if block not in document]
    assert [block[:200] for block in missing] == []
    assert f'<html lang="{lang}">' in document
    assert {"nl": "30-06-2021", "en": "30 June 2021"}[lang] in document


@pytest.mark.parametrize("more", [{}, {"units_in": "2024-Q1"}])
def test_the_units_of_a_result_stand_in_its_first_answer(more: dict[str, str]) -> None:
    query = {
        "plan": "huisartsenteam-2024",
        "as_of": "2026-09-30",
        "target": "H-RP-03",
        "period": "2026-Q3",
        "lang": "nl",
    }
    document = answer(TARGET, **query, **more)
    drawn = [block.value.removeprefix("<style>") for block in open_page("target", **query, **more).get("html")]
    assert any("pp-units" in block for block in drawn)
    assert [block[:200] for block in drawn if block not in document] == []


def test_every_page_with_a_first_light_is_held_against_its_script() -> None:
    assert {path for path in CONTENT if not path.endswith("-")} | {TARGET} == set(SCRIPTS)


def test_a_theme_has_its_lights_and_its_title() -> None:
    document = answer(theme_path("ouderenzorg"), plan=PLAN)
    assert "<title>Complexe ouderenzorg · THOON · 31-12-2021 · Planpeil</title>" in document
    assert document.count('class="pp-l ') > 30


@pytest.mark.parametrize(
    ("path", "query"),
    [
        *((one.path, {"plan": PLAN}) for one in PAGES if one.path not in CONTENT),
        ("onzin", {"plan": PLAN}),
        ("", {"plan": PLAN, "as_of": "1999-01-01"}),
        (TARGET, {"plan": PLAN}),
    ],
)
def test_a_page_that_is_made_by_its_script_alone_has_none(path: str, query: dict[str, str]) -> None:
    assert first_light(path, {name: [value] for name, value in query.items()}) is None


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("", {"plan": "onzin"}),
        ("", {"plan": PLAN, "lang": "xx"}),
        ("", {"plan": PLAN, "as_of": "onzin"}),
        ("", {"plan": PLAN, "known_at": "onzin"}),
        (theme_path("onzin"), {"plan": PLAN}),
        (TARGET, {"plan": PLAN, "target": "onzin"}),
    ],
)
def test_an_address_that_asks_for_what_cannot_be_raises_what_the_page_says(path: str, query: dict[str, str]) -> None:
    with pytest.raises(PlanpeilError):
        first_light(path, {name: [value] for name, value in query.items()})


def test_words_of_a_plan_stay_words(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = cached.plan(cached.newest_revision(), PLAN)
    hostile = replace(plan, organisation=HOSTILE, title=HOSTILE)
    monkeypatch.setattr(cached, "plan", lambda _revision, _code: hostile)
    monkeypatch.setattr(cached, "plan_names", lambda _head: {PLAN: HOSTILE})
    document = answer("", plan=PLAN, as_of="2021-03-31")
    assert HOSTILE not in document
    assert document.count("<title>") == document.count("</title>") == 1
    assert len(re.findall(r"<script>", document)) == 3
    assert "&lt;/title&gt;&lt;script&gt;" in document


def test_the_first_light_and_the_place_of_the_page_stand_before_the_style_sheet_that_a_browser_waits_for() -> None:
    document = answer("", plan=PLAN)
    assert document.index('class="pp-l ') < document.index('<div id="root">') < document.index('rel="stylesheet"')
    assert "JavaScript to run this app" not in document


def test_its_fonts_are_named_in_its_head_so_that_a_browser_places_nothing_anew_once_it_is_gone() -> None:
    head, shown = answer("", plan=PLAN).split('<main id="first-light">')
    assert set(re.findall(r'@font-face *{ *font-family: *"([^"]+)"', head)) == {"First light", "Nearly"}
    assert "@font-face" not in shown
