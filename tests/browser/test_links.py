"""Links of drawn lists move within the visit, as the menu does, and stay ordinary links in every other way."""

import pytest
from playwright.sync_api import Locator, WebSocketRoute, expect

from tests.browser.conftest import WAIT, Opener, Tab, unfold

PLAN = "thoon-2021"
MARK = "window.visit = 'the same'"


def first_link(tab: Tab) -> Locator:
    """The first result that needs attention on the overview, in a document that can be recognised."""
    tab.open(plan=PLAN)
    tab.page.evaluate(MARK)
    return tab.page.locator('.stMain a.pp-link[href^="resultaat"]').first


def is_same_visit(tab: Tab) -> bool:
    return tab.page.evaluate("window.visit") == "the same"


def test_a_link_opens_within_the_visit_and_back_returns(tab: Opener) -> None:
    one = tab()
    link = first_link(one)
    words, title = link.inner_text(), one.page.locator(".stMain h1").inner_text()
    one.page.locator(".stMain").evaluate("main => main.scrollTo(0, 400)")
    link.click()
    one.page.locator(".stMain h1", has_text=words).wait_for(timeout=WAIT)
    assert is_same_visit(one)
    assert "/resultaat?" in one.page.url
    assert one.page.locator(".stMain").evaluate("main => main.scrollTop") == 0
    one.page.go_back()
    one.page.locator(".stMain h1", has_text=title).wait_for(timeout=WAIT)
    assert is_same_visit(one)


def test_who_goes_back_finds_a_list_as_it_was_left(tab: Opener) -> None:
    one = tab()
    one.open("thema-ouderenzorg", plan=PLAN, as_of="2021-06-30")
    title = one.page.locator(".stMain h1").inner_text()
    unfold(one.page, "Op koers (21)")
    link = one.page.locator(".stMain details[open] a.pp-link").last
    link.scroll_into_view_if_needed()
    left = one.page.locator(".stMain").evaluate("main => main.scrollTop")
    assert left > 100
    words = link.inner_text()
    link.click()
    one.page.locator(".stMain h1", has_text=words).wait_for(timeout=WAIT)
    one.settle()
    one.page.go_back()
    one.page.locator(".stMain h1", has_text=title).wait_for(timeout=WAIT)
    one.page.wait_for_function("left => document.querySelector('.stMain').scrollTop === left", arg=left)
    expect(link).to_be_in_viewport()
    expect(link).to_be_focused()


def test_a_link_opens_from_the_keyboard(tab: Opener) -> None:
    one = tab()
    link = first_link(one)
    words = link.inner_text()
    link.focus()
    one.page.keyboard.press("Enter")
    one.page.locator(".stMain h1", has_text=words).wait_for(timeout=WAIT)
    assert is_same_visit(one)


def test_a_link_with_a_modifier_key_is_the_browsers_own(tab: Opener) -> None:
    one = tab()
    link = first_link(one)
    words = link.inner_text()
    with one.page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    opened.value.locator(".stMain h1", has_text=words).wait_for(timeout=WAIT)
    assert "/resultaat?" not in one.page.url


def test_the_page_of_another_plans_theme_is_a_new_visit(tab: Opener) -> None:
    one = tab()
    one.open("plannen", plan="huisartsenteam-2024")
    one.page.evaluate(MARK)
    one.page.locator('a[href^="thema-ouderenzorg"]').first.click()
    one.page.wait_for_url("**/thema-ouderenzorg?**")
    one.page.locator(".stMain h1", has_text="ouderenzorg").wait_for(timeout=WAIT)
    assert not is_same_visit(one)


@pytest.mark.parametrize("held", [0, 400])  # as a phone presses, and long enough for the page to be drawn again
@pytest.mark.parametrize(
    ("path", "field", "key"), [("resultaten", "Zoek in 119 resultaten", "q"), ("toelichtingen", "Oorzaak", "target")]
)
def test_a_link_that_is_pressed_while_somebody_types_is_followed_and_what_was_typed_is_kept(
    tab: Opener, path: str, field: str, key: str, held: int
) -> None:
    one = tab()
    one.open(path, plan=PLAN, as_of="2021-12-31", target="T-SR-20")
    box = one.page.get_by_placeholder(field).or_(one.page.get_by_label(field))
    box.click()
    one.page.keyboard.type("wijk")
    place = one.page.locator(".pp-wide a", has_text="Methode").bounding_box()
    assert place
    one.page.mouse.move(place["x"] + 20, place["y"] + 10)
    one.page.mouse.down()
    one.page.wait_for_timeout(held)
    one.page.mouse.up()
    one.page.locator(".stMain h1", has_text="Methode").wait_for(timeout=WAIT)
    one.settle()
    assert "/methode?" in one.page.url
    one.page.go_back()
    one.page.wait_for_url(f"**/{path}?*{key}=*")
    expect(box).to_have_value("wijk")


def test_a_link_waits_for_a_server_that_is_late_to_take_what_was_typed(tab: Opener) -> None:
    one, late, waiting = tab(), False, list[str | bytes]()

    def meet(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        line.on_message(lambda words: waiting.append(words) if late else server.send(words))
        lines.append(server)

    lines: list[WebSocketRoute] = []
    one.page.route_web_socket("**/_stcore/stream", meet)
    one.open("resultaten", plan=PLAN, as_of="2021-12-31")
    box = one.page.get_by_placeholder("Zoek in 119 resultaten")
    box.press_sequentially("wijk")
    late = True
    one.page.locator(".pp-wide a", has_text="Methode").click()
    one.page.wait_for_timeout(1000)
    assert "/resultaten?" in one.page.url
    late = False
    for words in waiting:
        lines[-1].send(words)
    one.page.locator(".stMain h1", has_text="Methode").wait_for(timeout=WAIT)
    one.page.go_back()
    one.page.wait_for_url("**/resultaten?*q=wijk*")
    expect(box).to_have_value("wijk")


def test_a_tab_that_is_pressed_while_somebody_types_takes_the_words_along(tab: Opener) -> None:
    one = tab()
    one.open("resultaten", plan=PLAN, as_of="2021-12-31")
    one.page.get_by_placeholder("Zoek in 119 resultaten").fill("wijk")
    one.page.locator(".pp-tabs a", has_text="Matrix").click()
    one.page.wait_for_url("**/matrix?*q=wijk*")
    one.settle()
    assert "q=wijk" in one.page.url
