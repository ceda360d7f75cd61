"""One link is one view: pickers and filters live in the URL, survive reload and the browser's back button."""

import csv
import re

import pytest

from tests.browser.conftest import WAIT, Opener, Tab


def choose(tab: Tab, label: str, words: str) -> None:
    """Pick an option by its words; the whole picker must be in sight, for a list closes when the page scrolls."""
    picker = tab.page.get_by_role("combobox", name=label, exact=True)
    picker.fill(words)
    tab.page.get_by_role("option", name=words, exact=True).wait_for(timeout=WAIT)
    picker.press("Enter")
    tab.settle()


def open_day(tab: Tab, words: str) -> None:
    """Open what stands behind the day at the top, once it is this day."""
    tab.page.locator(".st-key-pickers").get_by_role("button", name=words).click()


def rows(tab: Tab) -> int:
    """How many results the table shows, once it stands."""
    lines = tab.page.locator(".pp-rows tbody tr")
    lines.first.wait_for()
    return lines.count()


def test_period_and_date_stand_in_the_url_from_the_first_view(tab: Opener) -> None:
    one = tab()
    one.open(plan="thoon-2021")
    one.page.wait_for_url(re.compile("period=2021-Q4&as_of=2021-12-31"))


def test_filters_survive_a_reload(tab: Opener) -> None:
    one = tab()
    one.open("verkennen", plan="thoon-2021", status="achieved", theme="ouderenzorg", q="de", until="2021-12-31")
    before = rows(one)
    assert 0 < before < 39
    one.page.locator(".st-key-more-filters button").first.click()
    one.page.get_by_role("button", name="mijlpaal", exact=True).click()
    one.page.wait_for_url(re.compile("kind=milestone"))
    one.settle()
    chosen = rows(one)
    url = one.page.url
    one.page.reload()
    one.settle()
    assert one.page.url == url
    assert rows(one) == chosen


def test_back_returns_to_the_period_before(tab: Opener) -> None:
    one = tab(height=1400)
    one.open(plan="thoon-2021")
    open_day(one, "31-12-2021")
    choose(one, "Periode", "2e kwartaal 2021")
    one.page.wait_for_url(re.compile("as_of=2021-06-30"))
    one.page.locator(".st-key-pickers", has_text="30-06-2021").wait_for(timeout=WAIT)
    one.page.go_back()
    one.page.wait_for_url(re.compile("as_of=2021-12-31"))
    one.page.locator(".st-key-pickers", has_text="31-12-2021").wait_for(timeout=WAIT)


def test_another_plan_leaves_a_theme_for_its_own_overview(tab: Opener) -> None:
    one = tab(height=1400)
    one.open("thema-ouderenzorg", plan="thoon-2021")
    choose(one, "Plan", "Vijfjarenplan 2024-2029")
    one.page.wait_for_url(re.compile(r"/\?plan=huisartsenteam-2024"))
    one.page.locator(".pp-brand", has_text="Het Huisartsenteam").first.wait_for(timeout=WAIT)
    assert "as_of=2026-09-30" in one.page.url


def test_downloads_hold_what_is_on_screen(tab: Opener) -> None:
    one = tab()
    one.open("verkennen", plan="thoon-2021", status="missed")
    shown = rows(one)
    one.page.locator(".st-key-files button").first.click()
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="CSV", exact=True).click()
    assert re.fullmatch(r"thoon-2021_2021-12-31_r\d+_\d{8}-\d{6}\.csv", waiting.value.suggested_filename)
    with waiting.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file, delimiter=";"))) == shown
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="Excel", exact=True).click()
    assert waiting.value.path().read_bytes().startswith(b"PK")


@pytest.mark.parametrize("width", [1280, 390])
def test_units_can_be_read_and_filtered_and_survive_a_reload(tab: Opener, width: int) -> None:
    one = tab(width=width, height=1400)
    one.open("resultaat", plan="huisartsenteam-2024", as_of="2026-09-30", target="H-RP-03")
    assert "9.887 van 20.160 = 49,0%" in one.text()
    if width < 700:
        one.page.locator(".pp-thin:has(.pp-bars) > summary").click()
    bars = one.page.locator(".pp-bars li")
    assert bars.first.inner_text().split() == ["Voorbeeldpraktijk", "1", "54,4%"]
    boxes = [box for box in (each.bounding_box() for each in bars.all()) if box]
    assert len(boxes) == 6
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    one.open("resultaat", plan="huisartsenteam-2024", as_of="2026-09-30", target="H-RP-03", units_in="2024-Q1")
    one.page.reload()
    one.settle()
    assert "18,6%" in one.page.locator(".pp-units .pp-total").inner_text()


def test_a_unit_in_the_address_survives_a_reload(tab: Opener) -> None:
    one = tab(height=1400)
    one.open("verkennen", plan="huisartsenteam-2024", as_of="2026-09-30")
    one.page.locator(".st-key-more-filters button").first.click()
    one.page.get_by_role("button", name="Voorbeeldpraktijk 2", exact=True).click()
    one.page.wait_for_url(re.compile("unit=praktijk-2"))
    one.settle()
    assert rows(one) == 2
    one.page.reload()
    one.settle()
    assert rows(one) == 2
    assert "Voorbeeldpraktijk 2: 51,4%" in one.text()
