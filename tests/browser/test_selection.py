"""One selection over table, matrix and timeline: it goes along everywhere, and back, and no plan makes a page grow."""

import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Locator

from kpi.service.desk import Desk
from kpi.service.plans import load_folder
from tests.browser.conftest import WAIT, Opener, Tab, serving
from tests.browser.large_plan import AS_OF, write_large

ASKED = {"plan": "thoon-2021", "as_of": "2021-06-30"}
FIRST = 120_000  # milliseconds for the first view of a date, on a machine that does more
TABS = ("resultaten", "matrix", "tijdlijn")
FOLDING = ("wat-veranderde", "smart-toets", "aanleveringen", "plannen")  # pages that fold what is long


def told(tab: Tab, words: str) -> Locator:
    """The line that says how many results there are, once it says this."""
    # "119 resultaten" is no part of "2 van 119 resultaten".
    said = re.compile(rf"^\s*{re.escape(words)}" if words[0].isdigit() else re.escape(words))
    line = tab.page.locator(".stMain .pp-told", has_text=said)
    line.wait_for(timeout=WAIT)
    return line


def pick(tab: Tab, field: str, words: str) -> None:
    """Choose an option behind one of the chips."""
    tab.page.locator(f".st-key-chip-{field} button").first.click()
    tab.page.get_by_role("button", name=words, exact=True).last.click()
    tab.page.wait_for_url(re.compile(f"{field}="))
    tab.page.keyboard.press("Escape")
    tab.settle()


def test_a_filter_goes_through_every_tab_a_theme_a_result_and_back(tab: Opener) -> None:
    one = tab()
    one.open("resultaten", **ASKED)
    told(one, "119 resultaten, ernstigste eerst")
    pick(one, "status", "achter")
    told(one, "2 van 119 resultaten")
    for name in ("Matrix", "Tijdlijn", "Tabel"):
        one.page.locator(".pp-tabs a", has_text=name).click()
        one.page.locator(".pp-tabs a[aria-current]", has_text=name).wait_for(timeout=WAIT)
        told(one, "2 van 119 resultaten")
    one.page.locator(".pp-wide a", has_text="Complexe ouderenzorg").click()
    one.page.locator(".stMain h1", has_text="Complexe ouderenzorg").wait_for(timeout=WAIT)
    assert "status=off_track" in one.page.url
    one.page.locator(".pp-wide a", has_text="Alle resultaten").click()
    told(one, "2 van 119 resultaten")
    result = one.page.locator(".pp-rows a.pp-link").first
    name = result.inner_text()
    result.click()
    one.page.locator(".stMain h1", has_text=name).wait_for(timeout=WAIT)
    one.page.go_back()
    told(one, "2 van 119 resultaten")
    one.page.locator(".pp-chips a", has_text="Selectie wissen").click()
    told(one, "119 resultaten, ernstigste eerst")


def test_one_click_is_one_step_back_and_forward(tab: Opener) -> None:
    one = tab()
    one.open("resultaten", **ASKED, page="2")
    told(one, "119 resultaten")
    pick(one, "status", "achter")
    told(one, "2 van 119 resultaten")
    assert "page=" not in one.page.url
    one.page.locator(".pp-sort", has_text="Deadline").click()
    told(one, "eerste deadline eerst")
    one.page.go_back()
    told(one, "2 van 119 resultaten, ernstigste eerst")
    one.page.go_back()
    told(one, "119 resultaten, ernstigste eerst")
    assert "page=2" in one.page.url
    assert one.page.locator(".pp-spans b").first.inner_text() == "36-70"
    one.page.go_forward()
    told(one, "2 van 119 resultaten")


@pytest.mark.parametrize("path", TABS)
def test_reload_and_a_fresh_browser_give_the_same(tab: Opener, path: str) -> None:
    one = tab()
    one.open(path, **ASKED, theme="ouderenzorg", status="at_risk", sort="-deadline", group="owner", q="de")
    line = told(one, "van 119 resultaten").inner_text()
    url = one.page.url
    one.page.reload()
    one.settle()
    assert told(one, "van 119 resultaten").inner_text() == line
    assert one.page.url == url
    other = tab()
    other.page.goto(url)
    other.settle()
    assert told(other, "van 119 resultaten").inner_text() == line
    assert other.page.locator(".st-key-chip-theme button").inner_text().startswith("Thema Complexe ouderenzorg")
    assert other.page.get_by_placeholder("Zoek in 119 resultaten").input_value() == "de"


def test_a_deadline_from_after_until_says_so_beside_the_fields(tab: Opener) -> None:
    one = tab()
    one.open("resultaten", **ASKED, **{"from": "2021-12-31", "until": "2021-06-30"})
    told(one, "0 van 119 resultaten")
    assert one.page.locator(".pp-message", has_text="Wissel de dagen om").count() == 1
    one.page.locator(".st-key-more-filters button").first.click()
    one.page.locator('[data-testid="stPopoverBody"]', has_text="Wissel de dagen om").wait_for(timeout=WAIT)


def test_a_search_begins_at_its_first_page_in_english_too(tab: Opener) -> None:
    one = tab()
    one.open("resultaten", **ASKED, lang="en", page="3")
    told(one, "119 results, most serious first")
    box = one.page.get_by_placeholder("Search in 119 results")
    box.fill("wijknetwerk")
    box.press("Enter")
    one.page.wait_for_url(re.compile("q=wijknetwerk"))
    told(one, "of 119 results, most serious first")
    assert "page=" not in one.page.url
    assert one.page.locator(".pp-rows tbody tr").count() > 0


def test_an_address_of_before_leads_on_with_all_that_was_asked(tab: Opener) -> None:
    one = tab()
    one.open("verkennen", **ASKED, status="off_track", sort="-deadline", group="theme", page="1")
    told(one, "2 van 119 resultaten, laatste deadline eerst")
    assert "/resultaten?" in one.page.url
    assert "group=theme" in one.page.url


def test_a_selection_is_saved_by_name_for_this_browser(tab: Opener) -> None:
    one, other = tab(), tab()
    one.open("matrix", **ASKED, theme="ouderenzorg", status="at_risk")
    line = told(one, "van 119 resultaten").inner_text()
    one.page.locator(".st-key-saved button").first.click()
    one.page.get_by_label("Naam van deze selectie").fill("Ouderenzorg, aandacht")
    one.page.get_by_role("button", name="Selectie bewaren").click()
    one.page.locator(".pp-saved", has_text="is bewaard").wait_for(timeout=WAIT)
    one.open("resultaten", **ASKED)
    one.page.locator(".st-key-saved button").first.click()
    one.page.get_by_role("link", name="Ouderenzorg, aandacht").click()
    one.page.wait_for_url(re.compile("/matrix.*theme=ouderenzorg&status=at_risk"))
    assert told(one, "van 119 resultaten").inner_text() == line
    one.settle()
    one.page.locator(".st-key-saved button").first.click()
    one.page.get_by_role("button", name="Weghalen").click()
    one.page.locator(".pp-saved", has_text="is weggehaald").wait_for(timeout=WAIT)
    other.open("matrix", **ASKED)
    other.page.locator(".st-key-saved button").first.click()
    other.page.get_by_label("Naam van deze selectie").wait_for(timeout=WAIT)
    assert other.page.get_by_role("link", name="Ouderenzorg, aandacht").count() == 0


@pytest.mark.parametrize(("path", "width"), [("matrix", 2400), ("tijdlijn", 2400)])
def test_a_picture_of_a_tab_is_made_when_it_is_asked_for(tab: Opener, path: str, width: int) -> None:
    one = tab()
    one.open(path, **ASKED, theme="ouderenzorg")
    one.page.locator(".st-key-files button").first.click()
    for label, suffix in (("Afbeelding (PNG)", "png"), ("Tekening (SVG)", "svg")):
        with one.page.expect_download() as waiting:
            one.page.get_by_role("button", name=label).click()
        name = rf"thoon-2021_{path}_2021-06-30_r\d+_\d{{8}}-\d{{6}}\.{suffix}"
        assert re.fullmatch(name, waiting.value.suggested_filename)
        if suffix == "png":
            with Image.open(waiting.value.path()) as picture:
                assert picture.width == width
        else:
            assert "39 resultaten" in waiting.value.path().read_text("utf-8")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Planpeil that holds a plan of 2,000 results."""
    folder = tmp_path_factory.mktemp("large")

    def groot(desk: Desk) -> None:
        load_folder(desk, write_large(folder / "groot"), user="beheer")

    with serving(folder, groot) as url:
        yield url


@pytest.mark.parametrize("path", TABS)
def test_two_thousand_results_are_a_page_as_any_other(tab: Opener, large: str, path: str) -> None:
    one = tab(url=large)
    one.page.set_default_navigation_timeout(FIRST)
    one.page.goto(f"{large}/{path}?plan=groot&as_of={AS_OF}")
    one.page.locator(".stMain .pp-told", has_text="2.000 resultaten").wait_for(timeout=FIRST)
    one.settle()
    count, high = one.page.evaluate(
        "[document.querySelectorAll('*').length, document.querySelector('.stMain').scrollHeight]"
    )
    assert count <= 5_000
    assert high <= 4 * 800


@pytest.mark.parametrize("path", FOLDING)
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_a_page_that_folds_is_at_most_four_screens(tab: Opener, large: str, path: str, width: int, height: int) -> None:
    one = tab(width, height, url=large)
    one.page.set_default_timeout(FIRST)
    one.page.goto(f"{large}/{path}?plan=groot&as_of={AS_OF}&sinds=2025-09-30")
    one.page.locator(".stMain details summary", has_text=re.compile("en nog [0-9]|Thema")).first.wait_for(
        state="attached"
    )
    one.settle()
    assert one.page.evaluate("document.querySelector('.stMain').scrollHeight") <= 4 * height
    assert one.page.locator(".stMain .pp details:not([open])").count() > 0
    one.page.emulate_media(media="print")
    rows = one.page.locator(".stMain :is(.pp-table tbody tr, .pp-owner, .pp-plan li, .pp-part)")
    hidden = "all => all.filter(one => !one.checkVisibility() && !one.matches('.pp-heads')).length"
    assert rows.count() > 60
    assert rows.evaluate_all(hidden) == 0
    one.page.emulate_media(media="screen")
