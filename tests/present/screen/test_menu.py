"""What stands around every page: one entry a section, tabs on one selection, and words of a plan that stay words."""

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from kpi.core.light.assessment import Light
from kpi.core.light.snapshot import Snapshot
from kpi.core.model import Theme
from kpi.core.view.filters import Filters
from kpi.present.control_words import CONTROL_NAMES
from kpi.present.pages import DELIVER, DELIVERIES, MATRIX, METHOD, OVERVIEW, PAGES, RESULTS, SAID, TARGET, theme_path
from kpi.present.screen import menu
from kpi.present.screen.scene import Scene
from tests.core.plan import PLAN

CHOSEN = Filters((("owner", ("bestuur", "raad")),), words="zorg")
SCENE = Scene(3, 3, "p", date(2021, 6, 30), "", "nl", "", CHOSEN)
HOSTILE = "</nav><script>alert('x')</script>"


def links(html: str) -> list[tuple[str, str, bool]]:
    """Address, words and whether it is the page that is shown, of every link."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*?(aria-current="page")?>(.*?)</a>', html)
    return [(address.replace("&amp;", "&"), re.sub("<[^>]*>", "", words), bool(here)) for address, here, words in found]


def wide(html: str) -> str:
    """The menu beside a wide page; the other says the same."""
    first, second = html.split('<nav class="pp pp-menu pp-narrow"')
    assert links(first) == links(second)
    return first


def test_a_board_member_finds_an_entry_a_section_and_each_theme() -> None:
    words = [one for _, one, _ in links(wide(menu.menu(SCENE, PLAN, {}, {})))]
    assert words == [
        "Overzicht", "Eerste", "Tweede", "Leeg", "Alle resultaten", "Vergadering", "Andere plannen", "Cijfers",
        "Beheer", "Methode", "NL", "EN",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        ("", "Overzicht"),
        (OVERVIEW, "Overzicht"),
        (theme_path("b"), "Tweede"),
        (MATRIX, "Alle resultaten"),
        (TARGET, "Alle resultaten"),
        (DELIVERIES, "Cijfers"),
        (METHOD, "Methode"),
        ("nergens", None),
    ],
)
def test_the_entry_of_the_page_that_is_shown_is_marked(page: str, entry: str | None) -> None:
    shown = links(wide(menu.menu(replace(SCENE, page=page), PLAN, {}, {})))
    assert [words for _, words, here in shown if here] == ([entry] if entry else [])


def test_every_link_carries_plan_date_and_selection() -> None:
    for address, words, _ in links(wide(menu.menu(SCENE, PLAN, {}, {}))):
        query = parse_qs(urlsplit(address).query)
        assert (query["plan"], query["as_of"]) == (["p"], ["2021-06-30"]), words
        assert (query["owner"], query["q"]) == (["bestuur", "raad"], ["zorg"]), words


def test_a_theme_says_how_many_of_its_results_are_behind(seen: Snapshot) -> None:
    behind = menu.behind_by_theme(seen)
    red = [row.target.theme for row in seen.rows if row.assessment.light is Light.RED]
    assert red
    assert behind == {theme: red.count(theme) for theme in set(red)}
    drawn = wide(menu.menu(SCENE, replace(PLAN, themes=(Theme("a", "Eerste"),)), {"a": 2}, {}))
    assert "2 achter of niet gehaald" in drawn
    assert "pp-behind" not in wide(menu.menu(SCENE, PLAN, {}, {}))


def test_another_language_keeps_what_the_address_asks_for() -> None:
    shown = menu.menu(replace(SCENE, page=TARGET), PLAN, {}, {"target": ("a1",), "van": ("matrix",), "lang": ("nl",)})
    english = next(address for address, words, _ in links(wide(shown)) if words == "EN")
    query = parse_qs(urlsplit(english).query)
    assert (query["lang"], query["target"], query["van"], query["q"]) == (["en"], ["a1"], ["matrix"], ["zorg"])


def test_without_a_plan_there_is_the_way_to_a_first_one() -> None:
    empty = replace(SCENE, plan="", selection=Filters())
    words = [one for _, one, _ in links(wide(menu.menu(empty, None, {}, {})))]
    assert words == ["Overzicht", "Beheer", "NL", "EN"]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (MATRIX, ["Tabel", "Matrix", "Tijdlijn"]),
        (DELIVER, ["Aanleveren", "Aanleveringen", "Mijn lijst"]),
        (TARGET, []),
        ("", []),
        ("nergens", []),
    ],
)
def test_pages_of_one_entry_are_tabs_on_one_selection(page: str, words: list[str]) -> None:
    shown = links(menu.tabs(replace(SCENE, page=page)))
    assert [one for _, one, _ in shown] == words
    assert all(parse_qs(urlsplit(address).query)["owner"] == ["bestuur", "raad"] for address, _, _ in shown)


@pytest.mark.parametrize(
    ("page", "target", "title"),
    [
        ("", "", "Overzicht · Organisatie · 30-06-2021 · Planpeil"),
        (theme_path("b"), "", "Tweede · Organisatie · 30-06-2021 · Planpeil"),
        (RESULTS, "", "Alle resultaten: tabel · Organisatie · 30-06-2021 · Planpeil"),
        (TARGET, "a1", f"{PLAN.targets[0].statement} · Organisatie · 30-06-2021 · Planpeil"),
        ("nergens", "", "Onbekende pagina · Organisatie · 30-06-2021 · Planpeil"),
    ],
)
def test_every_page_has_its_own_title(page: str, target: str, title: str) -> None:
    assert menu.tab_title(replace(SCENE, page=page), PLAN, target) == title


def test_a_page_about_a_result_says_what_it_is_about_it() -> None:
    code = PLAN.targets[0]
    assert menu.tab_title(replace(SCENE, page=TARGET), PLAN, code.code).startswith(code.statement)
    assert menu.tab_title(replace(SCENE, page=SAID), PLAN, code.code).startswith(f"Toelichtingen: {code.statement}")


def test_without_a_plan_every_page_has_its_own_title_too() -> None:
    pages = (*(one.path for one in PAGES), "nergens")
    titles = [menu.tab_title(replace(SCENE, page=page), None) for page in pages]
    assert titles[0] == "Overzicht · Planpeil"
    assert len(set(titles)) == len(pages)


@pytest.mark.parametrize(
    ("opened_from", "words"),
    [
        (OVERVIEW, "‹ Terug naar Overzicht"),
        (theme_path("b"), "‹ Terug naar Tweede"),
        (MATRIX, "‹ Terug naar Alle resultaten"),
        ("", ""),
        ("https://elders.example/", ""),
    ],
)
def test_a_result_knows_the_way_back_to_a_page_of_ours(opened_from: str, words: str) -> None:
    shown = links(menu.way_back(SCENE, PLAN, opened_from))
    assert [one for _, one, _ in shown] == ([words] if words else [])


def test_words_of_a_plan_stay_words_on_screen_and_in_the_margin_of_a_print() -> None:
    hostile = replace(PLAN, title=HOSTILE, organisation=HOSTILE, themes=(Theme("a", HOSTILE),))
    drawn = menu.menu(SCENE, hostile, {}, {"target": (HOSTILE,)})
    assert "<script" not in drawn
    margins = menu.print_margins(SCENE, hostile, sample=True)
    assert not re.search(r"[<>']", margins)
    said = re.search(r'@top-left\{content:"([^"]*)"', margins)
    assert said
    read = "".join(chr(int(code, 16)) for code in said[1].split("\\")[1:])
    assert read == f"{HOSTILE} · 30-06-2021 · voorbeeldcijfers"


@pytest.mark.parametrize(("lang", "lost"), [("nl", "Geen verbinding"), ("en", "No connection")])
def test_the_menu_brings_the_names_of_what_streamlit_names_itself(lang: str, lost: str) -> None:
    html = menu.menu(replace(SCENE, lang=lang), PLAN, {}, {})
    (found,) = re.findall('data-names="([^"]*)"', html)
    names = json.loads(unescape(found))
    assert names["Connection error"] == lost
    assert set(names) == {"", *CONTROL_NAMES}
    assert all(names.values())
