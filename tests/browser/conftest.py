"""The real server with both plans on a database of its own, and pages that write down every fault they see."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, Response

ROOT = Path(__file__).resolve().parents[2]
PLANS = ("thoon-2021", "huisartsenteam-2024")
WAIT = 30_000
STILL = 100  # milliseconds in which nothing may change
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

    def text(self) -> str:
        """What a visitor reads on the page."""
        return self.page.locator(".stMain").inner_text()

    def watch(self) -> None:
        """Write down console errors, failing requests, and requests that leave the server."""
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda fault: self.faults.append(f"exception: {fault}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.url, self.url.replace("http", "ws", 1), "data:", "blob:")):
            self.faults.append(f"leaves the server: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not PROBE.search(response.url):
            self.faults.append(f"{response.status}: {response.url}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Planpeil that holds both plans."""
    folder = tmp_path_factory.mktemp("browser")
    with serving(folder, load=PLANS) as url:
        yield url


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Planpeil without any plan."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "config.toml").write_text('plans = "nothing"\n')
    with serving(folder, config=folder / "config.toml") as url:
        yield url


@contextmanager
def serving(folder: Path, load: tuple[str, ...] = (), config: Path | None = None) -> Iterator[str]:
    """Run `python -m kpi serve` on a free port until the block ends."""
    environ = {**os.environ, "PLANPEIL_DATABASE_URL": f"sqlite:///{folder / 'planpeil.db'}"}
    if config:
        environ["PLANPEIL_CONFIG"] = str(config)
    for plan in load:
        subprocess.run(
            [sys.executable, "-m", "kpi", "load", ROOT / "data/plans" / plan], cwd=ROOT, env=environ, check=True
        )
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


@pytest.fixture(scope="module")
def browser(playwright: Playwright, browser_path: str) -> Iterator[Browser]:
    """One headless Chromium for the tests of a module."""
    started = playwright.chromium.launch(
        executable_path=browser_path, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    )
    yield started
    started.close()


Opener = Callable[..., Tab]


@pytest.fixture
def tab(browser: Browser, server: str) -> Iterator[Opener]:
    """Return a function that opens a tab; at the end no tab may have seen a fault."""
    opened: list[Tab] = []

    def begin(width: int = 1280, height: int = 800, dark: bool = False, url: str = server) -> Tab:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", accept_downloads=True
        )
        fresh = Tab(context.new_page(), url)
        fresh.watch()
        opened.append(fresh)
        return fresh

    yield begin
    for one in opened:
        one.page.context.close()
    assert [fault for one in opened for fault in one.faults] == []
