"""What is measured: every function takes one turn at one server and adds its figures to `found`."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, cycle, repeat
from urllib.parse import urlencode

from playwright.sync_api import Browser

from bench.lib import browser as browsing
from bench.lib.servers import Server
from bench.lib.session import Session, lone, together

PLAN, THEME = "thoon-2021", "informatiemanagement"
PLAN_TITLE, THEME_TITLE = "THOON Regioplan 2021-2024", "Informatiemanagement"
NOW, BEFORE = ("4e kwartaal 2021", "31-12-2021"), ("3e kwartaal 2021", "30-09-2021")
OVERVIEW_PATH, THEME_PATH = f"/?plan={PLAN}", f"/thema-{THEME}?plan={PLAN}"
SESSIONS = 20


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a run takes: rounds kept, rounds before that are not, reruns in a row, seconds of asking at once."""

    rounds: int
    warm_up: int
    seconds: float
    reruns: int = 10

    def turns(self, found: "Found") -> Iterator["Found"]:
        """Where each round's figures go."""
        yield from (Found() for _ in range(self.warm_up))
        yield from repeat(found, self.rounds)


@dataclass(slots=True)
class Found:
    """Figures by what was measured and by server."""

    figures: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, what: str, server: Server, value: float) -> None:
        """One more figure."""
        self.figures[what, server.name].append(value)


def overview_words(when: tuple[str, str]) -> list[str]:
    """What the overview of both apps says at a period, from its top to its end."""
    return [at(when), "Vraagt nu aandacht", "Eerstvolgende deadlines"]


def theme_words(when: tuple[str, str]) -> list[str]:
    """What the theme page of both apps says at a period; its activities stand at its end."""
    return [THEME_TITLE, at(when), "Activiteiten ("]


def at(when: tuple[str, str]) -> str:
    """How both apps say at which day and period a page looks."""
    period, day = when
    return f"{day} {period}"


def visits(browser: Browser, server: Server, found: Found) -> None:
    """Overview and theme page cold, each by a visitor of its own; then warm, and clicks from there."""
    for what, path, words in (
        ("overview", OVERVIEW_PATH, overview_words(NOW)),
        ("theme", THEME_PATH, theme_words(NOW)),
    ):
        context = browsing.fresh(browser)
        page, cold = browsing.open_page(context, server, path, words)
        page.close()
        page, warm = browsing.open_page(context, server, path, words)
        found.add(f"{what}, cold visit", server, cold.ms)
        found.add(f"{what}, warm visit", server, warm.ms)
        found.add(f"{what}, cold bytes", server, cold.kilobytes)
        found.add(f"{what}, cold requests", server, cold.requests)
        if what == "theme":
            clicks(page, server, found)
        context.close()


def clicks(page: browsing.Page, server: Server, found: Found) -> None:
    """Two other periods and two other pages, each on a page that stands already."""
    for when in (BEFORE, NOW):
        found.add("theme, filter change", server, browsing.pick(page, "Periode", when[0], theme_words(when)))
    found.add("theme to overview", server, browsing.turn_to(page, "Overzicht", overview_words(NOW)))
    for when in (BEFORE, NOW):
        found.add("overview, filter change", server, browsing.pick(page, "Periode", when[0], overview_words(when)))
    found.add("overview to theme", server, browsing.turn_to(page, THEME_TITLE, theme_words(NOW)))


def text_visit(browser: Browser, server: Server, found: Found) -> None:
    """The text-only page, cold."""
    context = browsing.fresh(browser)
    _, cold = browsing.open_page(context, server, "/", [PLAN_TITLE])
    found.add("text, cold bytes", server, cold.kilobytes)
    found.add("text, cold requests", server, cold.requests)
    context.close()


async def reruns(session: Session, times: int, found: Found) -> None:
    """The same page again, and the page at another period, for one visitor."""
    again = await lone(session.server, session.rerun, times)
    found.add("rerun, clock", session.server, again[0])
    found.add("rerun, processor", session.server, again[1])
    periods = cycle((BEFORE[0], NOW[0]))
    other = await lone(session.server, lambda: session.rerun(Periode=next(periods)), times)
    found.add("other period, clock", session.server, other[0])
    found.add("other period, processor", session.server, other[1])


async def new_dates(session: Session, times: int, days: Iterator[date], found: Found) -> None:
    """The page at dates that nobody asked for before; only ours has them."""

    async def ask() -> None:
        session.query = urlencode({"plan": PLAN, "as_of": next(days).isoformat()})
        await session.rerun()

    clock, processor = await lone(session.server, ask, times)
    found.add("date never asked for, clock", session.server, clock)
    found.add("date never asked for, processor", session.server, processor)


def all_days() -> Iterator[date]:
    """Every day of the plan once, from its first on."""
    return (date(2021, 1, 2) + timedelta(days=number) for number in count())


async def crowd(server: Server) -> list[Session]:
    """Twenty sessions that each ran the page twice."""
    sessions = [await theme_session(server) for _ in range(SESSIONS)]
    for session in sessions:
        await session.rerun()
    return sessions


async def theme_session(server: Server) -> Session:
    """A visitor of the theme page."""
    return await Session.start(server, f"thema-{THEME}", urlencode({"plan": PLAN}))


async def load(servers: list[Server], pace: Pace, found: Found) -> None:
    """Twenty sessions at each server: the memory of further ones, then turns with all of them asking at once."""
    crowds = {server.name: await crowd(server) for server in servers}
    for server in servers:
        before = server.memory()
        crowds[server.name] += await crowd(server)
        found.add("memory of a further session", server, (server.memory() - before) / SESSIONS)
    for _ in range(max(1, pace.rounds // 2)):
        for server in servers:
            found.add("20 sessions", server, await together(crowds[server.name][:SESSIONS], pace.seconds))
    await asyncio.gather(*(one.close() for sessions in crowds.values() for one in sessions))


async def sessions(servers: list[Server], pace: Pace, found: Found) -> None:
    """All that is measured without a browser; the first server is ours."""
    alone = [await theme_session(server) for server in servers]
    days = all_days()
    for kept in pace.turns(found):
        for session in alone:
            await reruns(session, pace.reruns, kept)
        await new_dates(alone[0], pace.reruns, days, kept)
    await load(servers, pace, found)
    await asyncio.gather(*(session.close() for session in alone))
