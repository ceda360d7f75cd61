"""The first light of a page against a page that is only read, and the whole page against one without first light."""

import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser

from bench.lib.browser import PATIENCE_MS, SIZE
from bench.lib.rounds import OVERVIEW_PATH, THEME_PATH, Pace
from bench.lib.servers import ROOT, Server, environment, running
from scripts.postgres import HOST, free_port

# `light`: the frame after the one that has a light in it; `stands`: after the one with the
# foot of Streamlit's page, whose script has ended and which draws no placeholder any more.
WATCH = """(() => {
  window.seen = {};
  const visible = (part) => part.checkVisibility({ visibilityProperty: true }) && part.offsetWidth > 0;
  const ended = '[data-testid="stApp"][data-test-script-state="notRunning"]';
  const marks = { light: ".pp-l", stands: `${ended} .stMain .pp-foot` };
  const look = () => {
    for (const [name, found] of Object.entries(marks)) {
      if (name === "stands" && document.querySelector('.stMain [data-testid="stSkeleton"]')) continue;
      if (name in window.seen || ![...document.querySelectorAll(found)].some(visible)) continue;
      window.seen[name] = 0;
      requestAnimationFrame(() => (window.seen[name] = performance.now()));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
PAGES = {"overview": OVERVIEW_PATH, "theme": THEME_PATH}
GOAL = 1.5


@contextmanager
def servers(folder: Path, address: str, mine: Server) -> Iterator[dict[str, Server]]:
    """The same without first light, and for each page one that sends it to be read only."""
    with ExitStack() as stack:
        found = {"unlit": stack.enter_context(_script("unlit.py", folder, address))}
        for name, path in PAGES.items():
            file = folder / f"{name}.html"
            with urlopen(mine.url + path) as answer:
                file.write_bytes(answer.read())
            found[name] = stack.enter_context(_script("still.py", folder, address, str(file)))
        yield found


@contextmanager
def _script(name: str, folder: Path, address: str, *more: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, str(ROOT / "bench" / "lib" / name), str(port), *more]
    with running(name, command, port, ROOT, environment(folder, PLANPEIL_DATABASE_URL=address)) as server:
        assert server.url.startswith(f"http://{HOST}")
        yield server


def measured(browser: Browser, mine: Server, others: dict[str, Server], pace: Pace) -> list[dict[str, Any]]:
    """The rows of the table: medians of visits in turn, each by a visitor who was never here and again by the same."""
    found: dict[str, list[float]] = defaultdict(list)
    for number in range(pace.warm_up + pace.rounds):
        kept = found if number >= pace.warm_up else defaultdict(list)
        for name, path in PAGES.items():
            turns = [("lit", mine, "stands"), ("still", others[name], "light"), ("unlit", others["unlit"], "stands")]
            for kind, server, last in turns if number % 2 else reversed(turns):
                for visit, seen in zip(("cold", "warm"), _visits(browser, server.url + path, last), strict=True):
                    for what, value in seen.items():
                        kept[f"{name}, {visit} {kind} {what}"].append(value)
    return [row for name in PAGES for visit in ("cold", "warm") for row in _rows(f"{name}, {visit}", found)]


def _visits(browser: Browser, url: str, last: str) -> Iterator[dict[str, float]]:
    context = browser.new_context(viewport=SIZE, locale="nl-NL")
    context.add_init_script(WATCH)
    for _ in range(2):
        page = context.new_page()
        page.goto(url, wait_until="commit")
        seen = page.wait_for_function("(last) => window.seen[last] && window.seen", arg=last, timeout=PATIENCE_MS)
        yield seen.json_value()
        page.close()
    context.close()


def _rows(name: str, found: dict[str, list[float]]) -> Iterator[dict[str, Any]]:
    ours, still, before = (statistics.median(found[f"{name} {one} light"]) for one in ("lit", "still", "unlit"))
    yield {"what": f"{name}: first light", "without": before, "still": still, "ours": ours, "ratio": ours / still}
    stands, without = (statistics.median(found[f"{name} {one} stands"]) for one in ("lit", "unlit"))
    yield {"what": f"{name}: whole page", "without": without, "still": None, "ours": stands, "ratio": stands / without}


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as Markdown."""
    lines = ["| ms | without first light | page to be read only | ours | ratio |", "|---|---:|---:|---:|---:|"]
    for row in rows:
        still = "" if row["still"] is None else f"{row['still']:.0f}"
        lines.append(f"| {row['what']} | {row['without']:.0f} | {still} | {row['ours']:.0f} | {row['ratio']:.2f} |")
    return "\n".join(lines)
