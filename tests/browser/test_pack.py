"""The pack as HTML, opened from a disk without any network."""

from pathlib import Path

from playwright.sync_api import Browser

from kpi.present.pack.html import deck_html
from tests.present.pack.conftest import deck_of


def test_the_document_needs_no_network(browser: Browser, tmp_path: Path) -> None:
    deck = deck_of()
    file = tmp_path / "pack.html"
    file.write_text(deck_html(deck), "utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    assert page.locator("section.screen").count() == len(deck.slides)
    for slide in deck.slides[:3]:
        assert page.locator("section.screen:visible h1").inner_text() == slide.title
        page.keyboard.press("ArrowRight")
    assert page.locator("figure.course svg").count() == sum(slide.course is not None for slide in deck.slides)
    context.close()
    assert (asked, faults) == ([file.as_uri()], [])
