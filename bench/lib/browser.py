"""Visits in a real browser: milliseconds until the last element stands, and what went over the wire meanwhile."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from bench.lib.servers import ROOT, Server

QUIET_MS, PATIENCE_MS = 500, 60_000
OPENINGS, OPENING_MS = 6, 3_000
SIZE = {"width": 1400, "height": 1000}

# `last` is the newest change within the page's own part, `pressed` the newest press of the mouse: both on the page's
# clock, which begins with the navigation. Charts and tables come as changes of the page too.
WATCH = """(() => {
  window.bench = { last: 0, pressed: 0 };
  const main = '[data-testid="stMain"]';
  const within = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(main);
  addEventListener('pointerdown', () => { window.bench.pressed = performance.now(); }, true);
  new MutationObserver((found) => {
    if (found.some((one) => within(one.target))) window.bench.last = performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true });
})()"""

# The page says what it must say in place of its first light, draws no placeholder any more, and is quiet for a while.
DONE = f"""(words) => {{
  const main = document.querySelector('[data-testid="stMain"]');
  if (!main || !words.every((one) => main.textContent.includes(one))) return false;
  if (document.getElementById("first-light") || main.querySelector('[data-testid="stSkeleton"]')) return false;
  return performance.now() - window.bench.last > {QUIET_MS};
}}"""


@dataclass(slots=True)
class Traffic:
    """What a page loads: bytes as they go over the wire, websocket messages included."""

    requests: int = 0
    files: float = 0.0
    messages: float = 0.0
    _kept: list[Any] = field(default_factory=list)

    def listen(self, session: CDPSession) -> None:
        """Count from here on."""
        self._kept.append(session)
        session.on("Network.requestWillBeSent", lambda _: self._request())
        session.on("Network.loadingFinished", lambda found: self._file(found["encodedDataLength"]))
        session.on("Network.webSocketFrameReceived", lambda found: self._message(found["response"]))
        session.send("Network.enable")

    def _request(self) -> None:
        self.requests += 1

    def _file(self, size: float) -> None:
        self.files += size

    def _message(self, frame: dict[str, Any]) -> None:
        text = frame["payloadData"]
        self.messages += len(text) * 3 / 4 if frame["opcode"] == 2 else len(text)

    @property
    def kilobytes(self) -> float:
        """All of it, in units of 1000 bytes."""
        return (self.files + self.messages) / 1000


@dataclass(frozen=True, slots=True)
class Visit:
    """A page opened afresh: ms from navigation to the last element, kB and requests."""

    ms: float
    kilobytes: float
    requests: int


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium that scripts/browser.sh finds, without a window."""
    found = subprocess.run([ROOT / "scripts" / "browser.sh", "--find"], check=True, capture_output=True, text=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found.stdout.strip(), headless=True)
        yield browser
        browser.close()


def fresh(browser: Browser) -> BrowserContext:
    """A visitor who was never here: empty cache, no cookies."""
    context = browser.new_context(viewport=SIZE, locale="nl-NL")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(WATCH)
    return context


def open_page(context: BrowserContext, server: Server, path: str, words: list[str]) -> tuple[Page, Visit]:
    """Open `path` in a new tab and wait until all `words` stand there."""
    page, traffic = context.new_page(), Traffic()
    traffic.listen(context.new_cdp_session(page))
    page.goto(server.url + path, wait_until="commit")
    await_words(page, words)
    return page, Visit(float(page.evaluate("window.bench.last")), traffic.kilobytes, traffic.requests)


def await_words(page: Page, words: list[str]) -> None:
    """Wait until a page says all `words` and is quiet."""
    page.wait_for_function(DONE, arg=words, polling=50)


def since_press(page: Page, words: list[str]) -> float:
    """Milliseconds from the newest press of the mouse to the last element."""
    await_words(page, words)
    return float(page.evaluate("window.bench.last - window.bench.pressed"))


def pick(page: Page, label: str, option: str, words: list[str]) -> float:
    """Choose an option of a picker; milliseconds from the press on the option to the last element.

    Ours stands behind the day at the top, which is opened first; the default way's stands in the sidebar.
    """
    behind = page.locator(".stMain .st-key-pickers").get_by_test_id("stPopover").get_by_role("button")
    if behind.count():
        behind.click()
    picker = page.get_by_test_id("stSelectbox").filter(has_text=label).locator("input")
    choice = page.get_by_role("option", name=option, exact=True)
    opened(picker, choice).click()
    taken = since_press(page, words)
    page.keyboard.press("Escape")
    return taken


def opened(picker: Locator, choice: Locator) -> Locator:
    """The option of a list that is opened; a list that closes again while the page settles is opened once more."""
    for _ in range(OPENINGS):
        picker.click()
        try:
            choice.wait_for(timeout=OPENING_MS)
        except PlaywrightTimeoutError:
            continue
        return choice
    raise PlaywrightTimeoutError(f"the list does not stay open: {said(choice.page)}")


def turn_to(page: Page, title: str, words: list[str]) -> float:
    """Go to another page by the navigation; milliseconds from the press to the last element."""
    page.locator('[data-testid="stSidebarNav"] a, .pp-wide a').filter(has_text=title).first.click()
    return since_press(page, words)


def said(page: Page) -> str:
    """What a page says, for whoever must find out why it does not come."""
    return json.dumps(page.inner_text("body")[:500], ensure_ascii=False)
