"""The real server with both plans on a database of its own, and pages that write down every fault they see."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    TimeoutError,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.databases import Fill, nothing, plans, put

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PLANS = ("thoon-2021", "huisartsenteam-2024")
VIEW: ViewportSize = {"width": 1280, "height": 800}
WAIT = 30_000
expect.set_options(timeout=WAIT)
ALONE = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",)  # whoever asks elsewhere finds nobody
# One process draws all pages of a visitor, no script runs long enough to be worth compiling better, and letters are
# drawn as they are wide, as on most screens.
SHORT = ("--renderer-process-limit=1", "--js-flags=--no-maglev --no-turbofan", "--font-render-hinting=none")
GROUND = {"light": "rgb(250, 249, 245)", "dark": "rgb(20, 25, 29)"}  # of a page
A_CLICK = 1000  # milliseconds in which a click shows what it does
STILL = 100  # milliseconds in which nothing may change
# Nothing moves but what never ends, as a wheel that turns.
STANDING = """() => document.getAnimations().every(
  (one) => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)"""
# A deep link makes Streamlit look for its server below the path of the page first; that answer is a 404.
PROBE = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")


@dataclass
class Tab:
    """A browser page on the server, with what went wrong in it."""

    page: Page
    url: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str = "", **query: str) -> None:
        """Go to a path of the server and wait until it is drawn."""
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        self.page.goto(f"{self.url}/{path}?{asked}")
        self.settle()

    def settle(self) -> None:
        """Wait until a run has ended and its content stands still: one run may be followed by another."""
        self.page.wait_for_timeout(150)
        self.page.locator(".stMain .pp:visible").first.wait_for(timeout=WAIT)
        before = ""
        for _ in range(WAIT // STILL):
            self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=WAIT)
            now = self.text()
            if now == before:
                return
            before = now
            self.page.wait_for_timeout(STILL)

    def type_in_cell(self, at: int, words: str) -> None:
        """Write in the first row of the first grid, `at` so many pixels from its left; what stood there goes."""
        grid = self.page.get_by_test_id("stDataFrame").first
        box = grid.bounding_box()
        assert box
        editor = self.page.locator("#portal .gdg-input")
        # A click brings the grid into focus, the next one chooses the cell, another opens it; it covers the cell then.
        for _ in range(WAIT // A_CLICK):
            self.page.mouse.click(box["x"] + at, box["y"] + 52)
            with suppress(TimeoutError):
                editor.wait_for(timeout=A_CLICK)
                break
        editor.fill(words)
        editor.press("Enter")
        expect(editor).to_have_count(0)

    def text(self) -> str:
        """What a visitor reads on the page."""
        return self.page.locator(".stMain").inner_text()

    def watch(self) -> None:
        """Write down what goes wrong in the page, and every request that fails, as all do that leave this machine.

        The browser tells a failed request on its console; being told of every request takes a fifth of a visit.
        """
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda fault: self.faults.append(f"exception: {fault}"))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBE.search(message.location["url"]):
            self.faults.append(f"console: {message.text} ({message.location['url']})")


class Held:
    """Requests of a page that wait, from now on, until they may come."""

    def __init__(self, page: Page, asked: str | re.Pattern[str]) -> None:
        self.waiting: list[Route] = []
        self._free = False
        page.route(asked, self._meet)

    def _meet(self, route: Route) -> None:
        if self._free:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self) -> None:
        """What waits comes, and what is asked for after it."""
        self._free = True
        while self.waiting:
            self.waiting.pop(0).continue_()


def unfold(page: Page, words: str) -> None:
    """Open a fold by its words and wait until it stands: a click on a button that still moves may miss it."""
    page.get_by_text(words).click()
    page.locator("details[open]", has_text=words).wait_for()
    page.wait_for_timeout(STILL)  # in which what is going to move begins to
    page.wait_for_function(STANDING)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Planpeil that holds both plans."""
    folder = tmp_path_factory.mktemp("browser")
    with serving(folder, plans(*PLANS)) as url:
        yield url


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Planpeil without any plan."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "config.toml").write_text('plans = "nothing"\n')
    with serving(folder, config=folder / "config.toml") as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a computer of its own, with no cookie of any other."""
    context = browser.new_context(viewport=VIEW)
    context.set_default_timeout(WAIT)
    yield context.new_page()
    context.close()


@contextmanager
def serving(folder: Path, fill: Fill = nothing, config: Path | None = None) -> Iterator[str]:
    """Run `python -m kpi serve` on a free port until the block ends, on a database in `folder` with this in it."""
    environ = {**os.environ, "PLANPEIL_DATABASE_URL": put(folder / "planpeil.db", fill)}
    if config:
        environ["PLANPEIL_CONFIG"] = str(config)
    process = started(folder, environ)
    try:
        yield address_of(process, folder)
    finally:
        with process:
            process.terminate()


def started(folder: Path, environ: Mapping[str, str], port: int = 0) -> "subprocess.Popen[str]":
    """A server of its own on a port (0: any that is free), whose log is kept in `folder`."""
    command = [sys.executable, "-c", f"import server; server.run('127.0.0.1', {port}, open_browser=False)"]
    with (folder / "log").open("w") as log:
        return subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=log, text=True)


def address_of(process: "subprocess.Popen[str]", folder: Path) -> str:
    """Where a server that was started listens, once it does."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Planpeil: http://"), (folder / "log").read_text()
    return line.split()[1]


class Visitors:
    """One headless Chromium, and in it the visitors who may come again, by the address that they have been to.

    Who has been somewhere has its scripts, read and compiled: two seconds of work. A page stays behind, empty, with
    the process that has them ready to run: half a second. Nothing else is left of a visit.
    """

    def __init__(self, path: str) -> None:
        self._driver = sync_playwright().start()
        args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", *ALONE, *SHORT]
        self.browser = self._driver.chromium.launch(executable_path=path, args=args)
        self._known: dict[str, list[BrowserContext]] = {}

    def page(self, url: str, *, new: bool) -> Page:
        """An empty page of somebody without a name or anything kept, who has been at this address before unless new."""
        known = self._known.setdefault(url, [])
        context = known.pop() if known and not new else self._somebody()
        page = context.new_page()
        for old in context.pages[:-1]:
            old.close()
        kept = {"origin": url, "storageTypes": "cookies,local_storage,indexeddb,cache_storage,service_workers"}
        session = context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", kept)
        session.detach()
        return page

    def _somebody(self) -> BrowserContext:
        return self.browser.new_context(viewport=VIEW, ignore_https_errors=True)  # tests make their own certificates

    def leave(self, page: Page, url: str) -> None:
        """Close all pages of a visitor but one, who may come again."""
        first, *more = page.context.pages or [page.context.new_page()]
        for each in more:
            each.close()
        page.context.set_offline(False)
        first.goto("about:blank")
        self._known[url].append(page.context)

    def close(self) -> None:
        self.browser.close()
        self._driver.stop()


RUNNING: list[Visitors] = []


@pytest.fixture
def visitors(browser_path: str) -> Visitors:
    """Return the Chromium that the browser tests share as long as they follow each other."""
    if not RUNNING:
        RUNNING.append(Visitors(browser_path))
    return RUNNING[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """Close Chromium after the last of them: what drives it keeps a loop running, which other tests cannot have."""
    yield
    if RUNNING and (nextitem is None or HERE not in nextitem.path.parents):
        RUNNING.pop().close()


@pytest.fixture
def browser(visitors: Visitors) -> Browser:
    """Return the headless Chromium."""
    return visitors.browser


Opener = Callable[..., Tab]


@pytest.fixture
def tab(visitors: Visitors, server: str) -> Iterator[Opener]:
    """Return a function that opens a tab, each of another visitor; at the end no tab may have seen a fault."""
    opened: list[Tab] = []

    def begin(width: int = 1280, height: int = 800, dark: bool = False, url: str = server, new: bool = False) -> Tab:
        fresh = Tab(visitors.page(url, new=new), url)
        fresh.page.set_viewport_size({"width": width, "height": height})
        fresh.page.emulate_media(color_scheme="dark" if dark else "light")
        fresh.watch()
        opened.append(fresh)
        return fresh

    yield begin
    faults = [fault for one in opened for fault in one.faults]
    for one in opened:
        visitors.leave(one.page, one.url)
    assert faults == []
