"""The first answer of a page in a real browser: what it shows, and that Streamlit's page takes its place unseen."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute

from tests.browser.conftest import GROUND, STILL, WAIT, Held, Opener

FIRST = "#first-light"
PLAN = "plan=thoon-2021&as_of=2021-06-30"
SELECTED = "resultaten?theme=ouderenzorg&status=at_risk"
PAGES = ("", "thema-ouderenzorg", "resultaten", SELECTED, "matrix", "tijdlijn", "smart-toets")  # and of a result
SHIFTS = """(() => {
  window.shifted = 0;
  new PerformanceObserver((found) => found.getEntries().forEach((one) => (window.shifted += one.value)))
    .observe({ type: "layout-shift", buffered: true });
})()"""
# A font that does not come in time is not used at all; places are compared in the font that both should have.
IN_ITS_FONT = """async () => {
  delete document.documentElement.dataset.letters;
  (document.getElementById("first-light") ?? document.body).style.fontFamily = '"Source Sans", sans-serif';
  await Promise.all([400, 600, 650, 700].map((weight) => document.fonts.load(`${weight} 16px "Source Sans"`)));
}"""
# Every part of a page below its menu with its words, place, size and colours.
PARTS = """(within) => [...document.querySelectorAll(
    [".pp", ".pp *", ".react-aria-ComboBox", ".st-key-q", ".st-key-selection .stPopover button"]
      .map((part) => `${within} ${part}`))]
  .filter((part) => part.tagName !== "STYLE")
  .map((part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    const { color, backgroundColor } = getComputedStyle(part);
    const input = part.closest(".react-aria-ComboBox, .st-key-selection, .st-key-pickers");
    const words = input ? "" : part.textContent.slice(0, 40);
    return [part.tagName, words, ...[x, y, width, height].map(Math.round), color, backgroundColor].join(" ");
  })"""


def visit(page: Page, address: str) -> None:
    """Open a page with its first light; a view that took too long to make is there at the next visit."""
    for _ in range(10):
        if 'id="first-light"' in (answer.text() if (answer := page.goto(address)) else ""):
            return
    pytest.fail(f"no first light at {address}")


def held_up(page: Page) -> list[WebSocketRoute]:
    """Keep the page's websocket from the server; the list gets what is to be connected later."""
    waiting: list[WebSocketRoute] = []
    page.route_web_socket("**/_stcore/stream", lambda socket: waiting.append(socket))
    return waiting


class Line:
    """The line of a page to the server, which waits until it is free; unlike `Held` it leaves what is cached to use."""

    def __init__(self, page: Page) -> None:
        self.free = False
        self._page = page
        page.route_web_socket("**/_stcore/stream", self._meet)

    def _meet(self, socket: WebSocketRoute) -> None:
        while not self.free:
            self._page.wait_for_timeout(STILL)
        socket.connect_to_server()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1920, True), (820, False), (390, True)])
def test_nothing_moves_when_streamlits_page_takes_over(tab: Opener, width: int, dark: bool) -> None:
    one = tab(width=width, dark=dark, new=True)
    one.page.add_init_script(SHIFTS)
    line = Line(one.page)
    paths = [f"{path}{'&' if '?' in path else '?'}{PLAN}" for path in PAGES]
    for path in paths:
        line.free = False
        visit(one.page, f"{one.url}/{path}")
        one.page.locator('[data-testid="stApp"]').wait_for(state="attached", timeout=WAIT)
        if path.startswith("thema-"):
            paths.append(str(one.page.locator(f'{FIRST} a[href^="resultaat"]').first.get_attribute("href")))
        before_it_stood = one.page.evaluate("window.shifted")
        one.page.evaluate(IN_ITS_FONT)
        before = one.page.evaluate(PARTS, FIRST)
        assert len(before) > 200
        one.page.wait_for_timeout(STILL)
        one.page.evaluate("window.shifted = 0")
        line.free = True
        one.page.locator(FIRST).wait_for(state="detached", timeout=WAIT)
        shifted = before_it_stood + one.page.evaluate("window.shifted")
        one.page.evaluate(IN_ITS_FONT)
        after = one.page.evaluate(PARTS, ".stMain")
        assert (path, [(old, new) for old, new in zip(before, after, strict=True) if old != new][:3]) == (path, [])
        assert shifted < 0.1


def test_nothing_moves_when_the_font_comes_late(tab: Opener) -> None:
    one, before = tab(width=820, new=True), tab()
    visit(before.page, f"{one.url}/thema-ouderenzorg?{PLAN}")
    one.page.add_init_script(SHIFTS)
    held = Held(one.page, "**/*Upright*.woff2")
    one.page.goto(f"{one.url}/thema-ouderenzorg?{PLAN}", wait_until="commit")  # the rest waits for the font
    one.page.locator(f"{FIRST} h1").wait_for(timeout=WAIT)
    one.page.locator(FIRST).wait_for(state="detached", timeout=WAIT)
    held.let_go()
    one.page.evaluate("document.fonts.ready.then(() => true)")
    assert one.page.evaluate("window.shifted") < 0.01
    one.page.locator(".stMain .pp-narrow summary").click()
    one.page.locator(".stMain .pp-narrow a", has_text="Methode").click()
    one.page.locator(".stMain h1", has_text="Methode").wait_for(timeout=WAIT)
    assert one.page.evaluate("getComputedStyle(document.querySelector('.stMain h1')).fontFamily").startswith('"Source')


def test_the_page_comes_whenever_its_style_sheet_does(tab: Opener) -> None:
    one = tab(new=True)
    held = Held(one.page, "**/*.css")
    one.page.goto(f"{one.url}/thema-ouderenzorg?{PLAN}", wait_until="commit")
    one.page.locator("#root > *").first.wait_for(state="attached", timeout=WAIT)
    assert held.waiting
    held.let_go()
    one.page.locator(FIRST).wait_for(state="detached", timeout=WAIT)
    one.page.locator(".stMain h1", has_text="Complexe ouderenzorg").wait_for(timeout=WAIT)


def test_nothing_moves_when_the_font_comes_before_the_rest_of_the_page(tab: Opener) -> None:
    one, before = tab(width=390, height=844, new=True), tab()
    visit(before.page, f"{one.url}/?plan=thoon-2021")
    one.page.add_init_script(SHIFTS)
    held = Held(one.page, "**/*Upright*.woff2")
    one.page.goto(f"{one.url}/?plan=thoon-2021", wait_until="commit")
    one.page.locator(f"{FIRST} .pp-told-changes").wait_for(timeout=WAIT)
    held.let_go()
    one.page.locator(FIRST).wait_for(state="detached", timeout=WAIT)
    assert one.page.evaluate("window.shifted") < 0.01


@pytest.mark.parametrize(
    ("path", "script", "field"),
    [
        ("dekking", "ButtonGroup", ".st-key-peilen"),
        ("besluiten-en-acties", "TextInput", ".st-key-your-name"),
        ("wat-veranderde", "DateInput", '[class*="st-key-since-"]'),
    ],
)
def test_a_field_whose_script_comes_late_has_its_room(tab: Opener, path: str, script: str, field: str) -> None:
    one = tab(new=True)
    held = Held(one.page, f"**/{script}.*.js")
    one.page.goto(f"{one.url}/{path}?{PLAN}", wait_until="commit")
    place = one.page.locator(f".stMain {field}")
    place.locator('[data-testid="stSkeleton"]').wait_for(timeout=WAIT)
    before = place.bounding_box()
    held.let_go()
    place.locator("input, button").first.wait_for(timeout=WAIT)
    assert place.bounding_box() == before


def test_the_lights_stand_there_while_the_server_is_slow_to_connect(tab: Opener) -> None:
    one = tab()
    waiting = held_up(one.page)
    visit(one.page, f"{one.url}/thema-ouderenzorg?{PLAN}")
    first = one.page.locator(FIRST)
    assert first.locator("h1").inner_text() == "Complexe ouderenzorg"
    assert first.locator(".pp-l").first.is_visible()
    assert one.page.title() == "Complexe ouderenzorg · THOON · 30-06-2021 · Planpeil"
    one.page.locator('[data-testid="stApp"]').wait_for(state="attached", timeout=WAIT)
    assert one.page.locator("#root").is_hidden()
    assert first.is_visible()
    for _ in range(WAIT // 100):
        if waiting:
            break
        one.page.wait_for_timeout(100)
    assert len(waiting) == 1
    first.get_by_role("link", name="Methode").first.click()
    one.page.wait_for_url("**/methode?**")


def plain(browser: Browser, **more: Any) -> BrowserContext:
    """A visitor whose browser runs no script."""
    return browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800}, **more)


def test_without_javascript_a_page_says_what_it_says_and_its_links_lead_on(browser: Browser, server: str) -> None:
    context = plain(browser)
    page = context.new_page()
    visit(page, f"{server}/?{PLAN}")
    assert page.locator(f"{FIRST} .pp-l").first.is_visible()
    assert "JavaScript" not in page.locator("body").inner_text()
    page.locator(f"{FIRST} nav.pp-wide").get_by_role("link", name="Complexe ouderenzorg").click()
    assert page.locator(f"{FIRST} h1").inner_text() == "Complexe ouderenzorg"
    assert "30-06-2021" in page.locator(FIRST).inner_text()
    context.close()


def test_a_second_visit_shows_its_own_date_and_language_at_once(browser: Browser, server: str) -> None:
    context = plain(browser)
    page = context.new_page()
    for day, lang, words in (("2021-03-31", "nl", "31-03-2021"), ("2021-12-31", "en", "31 December 2021")):
        visit(page, f"{server}/?plan=thoon-2021&as_of={day}&lang={lang}")
        assert words in page.locator(FIRST).inner_text()
        assert page.locator("html").get_attribute("lang") == lang
    context.close()


@pytest.mark.parametrize("chosen", ["Light", "Dark", "System"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_colours_are_those_that_were_chosen(tab: Opener, chosen: str, dark: bool) -> None:
    one = tab(dark=dark)
    one.page.add_init_script(f"localStorage.setItem('stActiveTheme-/-v2', {json.dumps(json.dumps(chosen))})")
    held_up(one.page)
    visit(one.page, f"{one.url}/?{PLAN}")
    wanted = "dark" if chosen == "Dark" or (dark and chosen == "System") else "light"
    shown = one.page.locator(FIRST).evaluate("part => getComputedStyle(part).backgroundColor")
    assert shown == GROUND[wanted]


def test_what_was_scrolled_to_opened_and_focused_stays_so(tab: Opener) -> None:
    one = tab(height=600, new=True)
    one.page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const first = document.getElementById("first-light");
          first.querySelector("details.pp-part").open = true;
          first.scrollTop = 500;
          const links = [...first.querySelectorAll(".stHtml a")];
          links.find((link) => link.getBoundingClientRect().y > 100).focus({ preventScroll: true });
          window.before = [document.activeElement.href, document.activeElement.getBoundingClientRect().y];
        })"""
    )
    for _ in range(2):  # the second time this browser has the font
        visit(one.page, f"{one.url}/thema-ouderenzorg?{PLAN}")
        one.page.locator(FIRST).wait_for(state="detached", timeout=WAIT)
    after = one.page.evaluate("[document.activeElement.href, document.activeElement.getBoundingClientRect().y]")
    assert after == one.page.evaluate("window.before")
    assert one.page.locator("details.pp-part").first.get_attribute("open") is not None


def test_a_page_with_a_fault_shows_it(tab: Opener) -> None:
    one = tab()
    one.open("", plan="onzin")
    assert one.page.locator(FIRST).count() == 0
    assert one.page.locator(".pp-message").is_visible()


def test_print_before_the_page_stands_shows_the_lights_alone(tab: Opener) -> None:
    one = tab()
    held_up(one.page)
    visit(one.page, f"{one.url}/thema-ouderenzorg?{PLAN}")
    one.page.emulate_media(media="print")
    assert one.page.locator(f"{FIRST} .stElementContainer .pp-l").first.is_visible()
    assert one.page.locator(f"{FIRST} .st-key-pickers").is_hidden()
    assert one.page.locator("#root").is_hidden()
    height = one.page.locator(FIRST).evaluate("part => part.getBoundingClientRect().height")
    assert height > 1_500
