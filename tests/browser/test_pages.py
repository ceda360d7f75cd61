"""Every page of both plans in a real browser: no exception, no fault in the console, nothing axe calls serious."""

from collections.abc import Sequence
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from kpi.present.chart.charts import DRAWN
from kpi.present.pages import COVERAGE, DELIVER, MANAGE, OVERVIEW, RESULTS, SINCE, TARGET, theme_path
from kpi.present.words import text
from tests.browser.conftest import GROUND, PLANS, WAIT, Opener, Tab

THEMES = {"thoon-2021": 5, "huisartsenteam-2024": 6}
COLOURS = ("color-contrast", "link-in-text-block")  # all that the dark may change
IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
# A tab of few that stands on a line of its own.
LONE_TAB = """
(() => {
  const tabs = [...document.querySelectorAll(".stMain .pp-tabs a")];
  return tabs.length < 5 && new Set(tabs.map((one) => one.offsetTop)).size > 1;
})()"""
# Words under 12 pixels, those of charts and what is only read aloud aside.
SMALL = """
() => [...document.querySelectorAll(".pp :not(svg *, .pp-sr, [aria-hidden=true] *)")]
  .filter((part) => [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue.trim()))
  .filter((part) => part.checkVisibility() && parseFloat(getComputedStyle(part).fontSize) < 12)
  .map((part) => `${part.className}: ${part.textContent}`)
"""
FAULTY = ("Traceback", "StreamlitAPIException", text("nl", "Something went wrong"), "This app has encountered an error")


def serious(tab: Tab, rules: Sequence[str] = ()) -> list[str]:
    """The violations of level serious or critical, as "rule: element"; of all rules or of these."""
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    axe = Axe("") if tab.page.evaluate("'axe' in window") else Axe()  # which stays in a page as long as its visit
    found = axe.run(tab.page, options={"resultTypes": ["violations"], **only}).response["violations"]
    bad = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    return [f"{fault['id']}: {node['target'][0]}" for fault in bad for node in fault["nodes"]]


def assert_sound(tab: Tab) -> None:
    words = tab.text()
    assert [word for word in FAULTY if word in words] == []
    assert tab.page.locator('[data-testid="stException"]').count() == 0


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_result_is_told_in_one_screen_and_a_theme_in_one_and_a_half(tab: Opener, lang: str) -> None:
    one = tab()
    one.open(TARGET, plan="thoon-2021", period="2021-Q2", as_of="2021-06-30", lang=lang, target="T-CO-08")
    facts = one.page.locator(".stMain .pp-two .pp-pairs tr")
    expect(facts).to_have_count(6)
    assert max(box["y"] + box["height"] for row in facts.all() if (box := row.bounding_box())) <= 800
    one.open(theme_path("ouderenzorg"), plan="thoon-2021", period="2021-Q2", as_of="2021-06-30", lang=lang)
    assert measured(one, "document.querySelector('.stMain').scrollHeight <= 1.5 * 800", True)


def test_a_chart_is_drawn_as_high_as_its_words_are_placed_for(tab: Opener) -> None:
    one = tab()
    one.open(TARGET, plan="thoon-2021", as_of="2021-06-30", target="T-CO-08")
    for width in (1280, 390):
        one.page.set_viewport_size({"width": width, "height": 844})
        drawn = one.page.locator('[data-testid="stVegaLiteChart"] .role-frame path.background').first
        high = f"document.querySelector('.role-frame path.background').getBoundingClientRect().height - {DRAWN}"
        drawn.wait_for(state="attached", timeout=WAIT)
        assert measured(one, f"Math.abs({high}) <= 3", True)


def test_controls_that_streamlit_names_have_names_in_the_language_of_the_page(tab: Opener) -> None:
    one = tab()
    for lang, day, month, choices, file, main in (
        ("nl", "Kies een dag", "maand, Vergeleken met", "Toon de keuzes", "Kies een bestand", "Naar de inhoud"),
        ("en", "Choose a day", "month, Compared with", "Show the choices", "Choose a file", "To the content"),
    ):
        one.open(SINCE, plan="thoon-2021", lang=lang)
        expect(one.page.locator('[data-testid="stSkipToContent"]')).to_have_text(main)
        expect(one.page.get_by_role("button", name=day)).to_have_count(1)
        expect(one.page.get_by_role("spinbutton", name=month)).to_have_count(1)
        expect(one.page.get_by_role("button", name=choices)).not_to_have_count(0)
        assert one.page.get_by_label("Choose date").or_(one.page.get_by_label("Open", exact=True)).count() == 0
        one.open(DELIVER, plan="thoon-2021", lang=lang)
        expect(one.page.get_by_role("button", name=file)).not_to_have_count(0)


def turned(tab: Tab, scheme: Literal["dark", "light"]) -> None:
    """The page in the colours of a computer that was set to dark or light meanwhile."""
    tab.page.emulate_media(color_scheme=scheme)
    shown = "ground => getComputedStyle(document.querySelector('.stApp')).backgroundColor === ground"
    tab.page.wait_for_function(shown, arg=GROUND[scheme], timeout=WAIT)
    tab.settle()


def widest(tab: Tab, fits: int) -> int:
    """How wide the page and its content are."""
    wide = "Math.max(document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth)"
    return int(measured(tab, wide, fits))


def measured(tab: Tab, asked: str, wanted: int) -> int:
    """What a page answers, once it is what is wanted; what never is, is told as it stands at last."""
    found = 0
    for _ in range(WAIT // 100):
        found = tab.page.evaluate(asked)
        if found == wanted:
            break
        tab.page.wait_for_timeout(100)  # a chart is drawn anew at its new width
    return found


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("width", [320, 390])
def test_plan_and_day_stand_on_one_line_of_a_phone_that_holds_them(tab: Opener, plan: str, width: int) -> None:
    one = tab(width=width, height=844)
    one.open(plan=plan)
    one.page.locator("#first-light").wait_for(state="detached", timeout=WAIT)
    parts = (".st-key-plan input", ".st-key-pickers .stPopover strong", ".pp-doings .pp-tag", ".pp-narrow .pp-brand")
    name, shown, tag, brand = (box(one.page.locator(f".stMain {part}").first) for part in parts)
    assert width < 390 or abs(name[1] - shown[1]) < 20
    assert brand[0] + brand[2] <= tag[0]
    assert tag[1] + tag[3] <= name[1]
    assert widest(one, width) == width


def box(part: Locator) -> tuple[float, float, float, float]:
    """Left, top, width and height of a part that is drawn."""
    found = part.bounding_box()
    assert found
    return found["x"], found["y"], found["width"], found["height"]


def test_choices_between_views_and_fields_are_not_printed(tab: Opener) -> None:
    one = tab()
    for path in (COVERAGE, DELIVER, MANAGE):
        one.open(path, plan=PLANS[0])
        choice = one.page.get_by_test_id("stButtonGroup").first
        choice.wait_for(timeout=WAIT)
        one.page.emulate_media(media="print")
        assert (path, choice.is_visible()) == (path, False)
        for fields in ("stFileUploader", "stNumberInput", "stTextInput"):
            assert (path, one.page.locator(f".stMain .{fields}:visible").count()) == (path, 0)
        one.page.emulate_media(media="screen")


def test_a_cell_of_the_coverage_is_one_box_so_that_its_focus_is_drawn(tab: Opener) -> None:
    one = tab()
    one.open(COVERAGE, plan=PLANS[0])
    links = one.page.locator(".stMain td > a.pp-open")
    assert links.count() > 5
    assert set(links.evaluate_all("all => all.map((one) => one.getClientRects().length)")) == {1}


@pytest.mark.parametrize("plan", PLANS)
def test_every_page_opens_within_the_visit_sound_and_fit_for_a_phone(tab: Opener, plan: str) -> None:
    """By the entries and tabs of the menu; those that it does not name, by their address."""
    one = tab()
    one.open(plan=plan)
    assert one.page.locator('.pp-wide a[href^="thema-"]').count() == THEMES[plan]
    paths = set(str(one.page.locator(".pp-wide").get_attribute("data-pages")).split())
    one.page.evaluate("window.visit = 'the same'")
    entries, seen = one.page.locator(".pp-wide > ul a"), {OVERVIEW}
    for number in range(entries.count()):
        seen.add(arrived(one, opened(one, entries.nth(number), ".pp-wide a"), plan))
        tabs = one.page.locator(".pp-tabs a")
        for place in range(1, tabs.count()):
            seen.add(arrived(one, opened(one, tabs.nth(place), ".pp-tabs a"), plan))
    assert sorted(paths - seen) == [TARGET]
    for path in ("", OVERVIEW, TARGET):  # the overview both at the root and by its name
        one.open(path, plan=plan)
        assert_fits(one, path, plan)


def arrived(one: Tab, name: str, plan: str) -> str:
    """A page that was opened by a click is as it should be; its path."""
    assert (name, one.page.evaluate("window.visit")) == (name, "the same")
    assert_fits(one, name, plan)
    return urlsplit(one.page.url).path.strip("/")


def assert_fits(one: Tab, name: str, plan: str) -> None:
    """A page that stands is one of the plan and the menu, sound, without barriers, and fits a phone.

    Of the first plan it is seen both light and dark: a page turns with its visitor's computer.
    """
    assert_sound(one)
    if plan == PLANS[0]:
        assert (name, serious(one, COLOURS)) == (name, [])
        turned(one, "light" if one.page.evaluate(IS_DARK) else "dark")
        assert_sound(one)
    assert (name, one.page.evaluate(SMALL)) == (name, [])
    assert f"plan={plan}" in one.page.url, name
    assert (name, one.page.locator('.pp-wide a[aria-current="page"]').count()) == (name, 1)
    assert (name, serious(one)) == (name, [])
    one.page.set_viewport_size({"width": 390, "height": 844})
    assert (name, widest(one, 390)) == (name, 390)
    assert (name, one.page.evaluate(LONE_TAB)) == (name, False)
    assert (name, measured(one, "document.querySelector('.stMain').scrollHeight <= 4 * 844", True)) == (name, True)
    one.page.set_viewport_size({"width": 1280, "height": 800})


def opened(tab: Tab, link: Locator, among: str) -> str:
    """The words of a link that was followed, once its page stands."""
    name = link.locator("span").first.inner_text()
    link.click()
    tab.page.locator(f"{among}[aria-current]", has_text=name).first.wait_for(timeout=WAIT)
    tab.settle()
    return name


def test_a_fresh_deep_link_opens_a_theme_of_any_plan(tab: Opener) -> None:
    for plan, theme, title in (
        ("thoon-2021", "ouderenzorg", "Complexe ouderenzorg"),
        ("huisartsenteam-2024", "ict", "ICT en digitalisering"),
    ):
        one = tab()
        one.open(f"thema-{theme}", plan=plan)
        assert title in one.text()
        assert f"/thema-{theme}?" in one.page.url


def test_a_fold_opens_without_the_server(tab: Opener) -> None:
    one = tab()
    one.open("thema-ouderenzorg", plan="thoon-2021")
    one.page.context.set_offline(True)
    fold = one.page.locator("details.pp-part").first
    assert not fold.locator("table").first.is_visible()
    fold.locator("summary").first.click()
    assert fold.locator("table").first.is_visible()
    one.page.context.set_offline(False)


def test_a_line_leads_to_its_theme_and_a_result_to_its_page(tab: Opener) -> None:
    one = tab()
    one.open(plan="thoon-2021", as_of="2021-06-30")
    one.page.locator(".pp-theme-name a", has_text="Informatiemanagement").click()
    one.page.wait_for_url("**/thema-informatiemanagement?**")
    one.settle()
    assert "as_of=2021-06-30" in one.page.url
    one.page.locator(".stMain .pp-rows a.pp-link").first.click()
    one.page.wait_for_url("**/resultaat?**")
    one.settle()
    one.page.locator('[data-testid="stVegaLiteChart"] svg').wait_for(timeout=WAIT)
    assert "30-06-2021" in one.text()


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("", {"plan": "onzin"}),
        ("thema-onzin", {"plan": "thoon-2021"}),
        ("thema-ict", {"plan": "thoon-2021"}),
        ("onzin", {"plan": "thoon-2021"}),
        ("resultaat", {"plan": "thoon-2021", "target": "onzin"}),
        ("", {"plan": "thoon-2021", "as_of": "onzin"}),
        ("verkennen", {"plan": "thoon-2021", "status": "onzin"}),
    ],
)
def test_an_address_that_is_none_gives_a_clear_page(tab: Opener, path: str, query: dict[str, str]) -> None:
    one = tab()
    one.open(path, **query)
    assert one.page.locator(".pp-message").is_visible()
    assert_sound(one)
    assert serious(one) == []
    assert one.page.get_by_role("dialog").count() == 0


def test_without_a_plan_an_address_says_so(tab: Opener, empty_server: str) -> None:
    """Of a theme, of nothing, of a page with a first light and of one without; tests/ui asks each page."""
    one = tab(url=empty_server)
    for path in ("thema-ouderenzorg", "onbekend", RESULTS, COVERAGE):
        one.open(path)
        assert (path, "Nog geen plan" in one.text()) == (path, True)


def test_without_a_plan_the_front_page_leads_to_a_first_one(tab: Opener, empty_server: str) -> None:
    one = tab(url=empty_server)
    one.open()
    assert box(one.page.locator(".stMain h1"))[1] > 20
    assert serious(one) == []
    one.page.get_by_role("button", name="Eerste plan beginnen").click()
    one.page.locator(".stMain h1", has_text="Plan beheren").wait_for(timeout=WAIT)
    one.settle()
    assert "Nieuw plan beginnen" in one.text()
    assert serious(one) == []
