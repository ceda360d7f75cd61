"""The real server with all plans on a database of its own, and pages that write down every fault they see."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakSet

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Route,
    TimeoutError,
    ViewportSize,
    expect,
    sync_playwright,
)

from scripts.postgres import free_port
from tests.databases import Fill, all_plans, nothing, put

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
BEGINS = 150  # milliseconds in which a run, or another page, that was asked for begins
# Whether no run goes on and the same is read twice; asked in the page, as each question takes a way of its own.
STANDS = """async ([still, longest]) => {
  const end = performance.now() + longest;
  let before = null;
  for (; performance.now() < end; await new Promise((go) => setTimeout(go, still))) {
    if (document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning") continue;
    const now = document.querySelector(".stMain").innerText;
    if (now === before) return true;
    before = now;
  }
  return false;
}"""
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
        self.page.wait_for_timeout(BEGINS)
        self.page.locator(".stMain .pp:visible").first.wait_for(timeout=WAIT)
        assert self.page.evaluate(STANDS, [STILL, WAIT])

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
        self.page.on("pageerror", self._thrown)

    def unwatch(self) -> None:
        """Leave a page that nobody watches."""
        self.page.remove_listener("console", self._said)
        self.page.remove_listener("pageerror", self._thrown)

    def _thrown(self, fault: Error) -> None:
        self.faults.append(f"exception: {fault}")

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
    """The address of a running Planpeil that holds all plans."""
    folder = tmp_path_factory.mktemp("browser")
    with serving(folder, all_plans) as url:
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


LEFT: list[int] = []  # ports of servers that ended: what follows at the same address finds its scripts compiled


@contextmanager
def serving(folder: Path, fill: Fill = nothing, config: Path | None = None) -> Iterator[str]:
    """Run `python -m kpi serve` on a free port until the block ends, on a database in `folder` with this in it."""
    environ = {**os.environ, "PLANPEIL_DATABASE_URL": put(folder / "planpeil.db", fill)}
    if config:
        environ["PLANPEIL_CONFIG"] = str(config)
    port = LEFT.pop() if LEFT else 0
    process = started(folder, environ, port if is_free(port) else 0)
    try:
        url = address_of(process, folder)
        yield url
    finally:
        with process:
            process.terminate()
    LEFT.append(int(url.rsplit(":")[-1]))


def is_free(port: int) -> bool:
    """Whether nobody took this port meanwhile."""
    with socket.socket() as tried, suppress(OSError):
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind(("127.0.0.1", port))
        return True
    return False


def started(folder: Path, environ: Mapping[str, str], port: int = 0) -> "subprocess.Popen[str]":
    """A server of its own on a port (0: any that is free), whose log is kept in `folder`."""
    command = [sys.executable, "-m", "kpi", "serve", "--no-browser", "--port", str(port or free_port())]
    with (folder / "log").open("w") as log:
        return subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=log, text=True)


def address_of(process: "subprocess.Popen[str]", folder: Path) -> str:
    """Where a server that was started listens, once it does; before that it tells which plans it loaded."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Planpeil: http://"):
            return f"http://{urlsplit(line.split()[1]).netloc}"
    raise AssertionError((folder / "log").read_text())


class Visitors:
    """One headless Chromium, and in it the visitors who may come again, by the address that they have been to.

    Who has been somewhere has its scripts, read and compiled: two seconds of work. Who comes in the same page has them
    ready to run: half a second. Nothing else is left of a visit.
    """

    def __init__(self, path: str) -> None:
        self._driver = sync_playwright().start()
        args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", *ALONE, *SHORT]
        self.browser = self._driver.chromium.launch(executable_path=path, args=args)
        self._known: dict[str, list[Page]] = {}

    def page(self, url: str, *, new: bool) -> Page:
        """An empty page of somebody without a name or anything kept, who has been at this address before unless new."""
        known = self._known.setdefault(url, [])
        return known.pop() if known and not new else self._somebody().new_page()

    def _somebody(self) -> BrowserContext:
        return self.browser.new_context(viewport=VIEW, ignore_https_errors=True)  # tests make their own certificates

    def leave(self, page: Page, url: str) -> None:
        """Forget all of a visit; its visitor may come again, in the same page when nothing was added to that."""
        context = page.context
        context.set_offline(False)
        with suppress(Error):  # as a page of nowhere keeps nothing
            page.evaluate("sessionStorage.clear()")
        empty = context.new_page() if page in ADDED_TO or page.is_closed() else page
        for each in context.pages:
            if each is not empty:
                each.close()
        empty.goto("about:blank")
        empty.mouse.move(0, 0)
        empty.set_viewport_size(VIEW)  # who comes next may be a visitor of another server at the same address
        kept = {"origin": url, "storageTypes": "cookies,local_storage,indexeddb,cache_storage,service_workers"}
        session = context.new_cdp_session(empty)
        session.send("Storage.clearDataForOrigin", kept)
        session.detach()
        self._known[url].append(empty)

    def close(self) -> None:
        self.browser.close()
        self._driver.stop()


ADDED_TO: WeakSet[Page] = WeakSet()  # what a test adds to a page stays there


def _noted(name: str) -> None:
    add = getattr(Page, name)

    @wraps(add)
    def noted(page: Page, *args: object, **more: object) -> object:
        ADDED_TO.add(page)
        return add(page, *args, **more)

    setattr(Page, name, noted)


for _name in ("on", "once", "route", "route_web_socket", "add_init_script", "expose_function", "expose_binding"):
    _noted(_name)


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
        fresh.page.emulate_media(color_scheme="dark" if dark else "light", media="screen")
        fresh.watch()
        ADDED_TO.discard(fresh.page)  # which is taken away again
        opened.append(fresh)
        return fresh

    yield begin
    faults = [fault for one in opened for fault in one.faults]
    for one in opened:
        one.unwatch()
        visitors.leave(one.page, one.url)
    assert faults == []
