"""The secret address of a list over HTTP: past the door, and nothing but the calendar."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from kpi.core.errors import NotFoundError, RefusedError
from kpi.ui.serving.calendars import calendar_route, list_address
from kpi.ui.serving.door import Door, SignedInOnly


def _find(token: str) -> bytes:
    if token == "weg":
        raise RefusedError("Wacht even.", "Wait.")
    if token == "stuk":
        raise RuntimeError("geheim")
    if token != "sleutel-_1":
        raise NotFoundError("Er is niets.", "There is nothing.")
    return b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def _no(*_: object) -> bool:
    return False


def _words(*_: object) -> str:
    return ""


Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask() -> Ask:
    """Ask the address behind the door, as nobody who signed in."""
    door = Door(_no, _no, _words, lambda *_: None, _words, _words, _words)
    inside = Route("/binnen", lambda _: PlainTextResponse("binnen"))
    app = Starlette(routes=[calendar_route(_find), inside], middleware=[Middleware(SignedInOnly, door=door)])

    async def answered(path: str, method: str, headers: dict[str, str]) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client:
            return await client.request(method, path, headers=headers)

    return lambda path, method="GET", headers=None: asyncio.run(answered(path, method, headers or {}))


def test_who_has_the_address_gets_the_calendar_without_signing_in(ask: Ask) -> None:
    found = ask(list_address("sleutel-_1"))
    assert (found.status_code, found.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert found.headers["cache-control"] == "private, no-store"
    assert found.text.startswith("BEGIN:VCALENDAR")
    assert ask(list_address("sleutel-_1"), "HEAD").status_code == 200
    assert ask("/binnen").status_code == 303


@pytest.mark.parametrize(("token", "status"), [("fout", 404), ("weg", 503), ("stuk", 500), ("a%2F..%2Fb", 404)])
def test_nothing_else_is_answered_and_no_word_is_said(ask: Ask, token: str, status: int) -> None:
    found = ask(list_address(token))
    assert found.status_code == status
    assert found.text in ("", "Not Found")


def test_nothing_can_be_sent_to_it(ask: Ask) -> None:
    assert ask(list_address("sleutel-_1"), "POST", {"Origin": "http://testserver"}).status_code == 405


def test_the_secret_stands_in_no_line_of_the_log(ask: Ask, capfd: pytest.CaptureFixture[str]) -> None:
    ask(list_address("stuk"))
    said = capfd.readouterr()
    assert "/agenda" not in said.out + said.err


def test_no_layer_writes_addresses_down() -> None:
    """The listener keeps no log of what was asked for."""
    settings = (Path(__file__).parents[3] / "kpi/ui/serving/listening.py").read_text("utf-8")
    assert "access_log=False" in settings
