"""Links of drawn lists move within the visit, as the menu does, and stay ordinary links in every other way."""

from playwright.sync_api import Locator

from tests.browser.conftest import WAIT, Opener, Tab

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
