"""The address of a board pack: what it gives, under which name, and what it says when there is none."""

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers

from kpi.core.errors import NotFoundError, RefusedError
from kpi.core.meeting.pack import PackFile
from kpi.ui.serving.packs import PACK, pack_address, pack_routes

KNOWN, BUSY, BROKEN = "a" * 64, "b" * 64, "c" * 64


def _find(key: str) -> PackFile:
    if key == BUSY:
        raise RefusedError("Nog niet klaar.", "Not ready yet.")
    if key == BROKEN:
        raise RuntimeError("a fault that nobody foresaw: secret")
    if key != KNOWN:
        raise NotFoundError("Niet bewaard.", "Not kept.")
    return PackFile("planpeil-één-vergadering-M1-revisie-41.pdf", b"%PDF-\0", "d" * 64)


@dataclass(frozen=True)
class Given:
    """What came back."""

    status: int
    headers: Headers
    content: bytes


def ask(address: str, method: str = "GET") -> Given:
    path, _, query = address.partition("?")
    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode()}
    scope |= {"headers": [], "root_path": "", "server": ("localhost", 80)}
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Starlette(routes=pack_routes(_find))(scope, receive, send))
    return Given(sent[0]["status"], Headers(raw=sent[0]["headers"]), b"".join(one.get("body", b"") for one in sent[1:]))


def test_without_packs_there_is_no_address() -> None:
    assert pack_routes(None) == []


@pytest.mark.parametrize("called", ["pack.pdf", "iets anders.html"])
def test_a_file_is_private_and_called_what_it_is(called: str) -> None:
    given = ask(f"{PACK}/{KNOWN}/{called}")
    assert (given.status, given.content) == (200, b"%PDF-\0")
    assert given.headers["cache-control"] == "private, no-store"
    assert given.headers["content-type"] == "application/pdf"
    assert given.headers["etag"] == f'"{"d" * 64}"'
    name = "planpeil-%C3%A9%C3%A9n-vergadering-M1-revisie-41.pdf"
    assert given.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"


def test_only_the_head_is_given_when_asked() -> None:
    given = ask(f"{PACK}/{KNOWN}/pack.pdf", "HEAD")
    assert (given.status, given.headers["content-length"]) == (200, "6")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        (f"{PACK}/{'0' * 64}/pack.pdf", 404, "Niet bewaard."),
        (f"{PACK}/niets/pack.pdf?lang=en", 404, "Not kept."),
        (f"{PACK}/{BUSY}/pack.pdf", 409, "Nog niet klaar."),
        (f"{PACK}/{BROKEN}/pack.pdf", 500, ""),
    ],
)
def test_what_is_not_there_or_fails_is_said_without_secrets(address: str, status: int, words: str) -> None:
    given = ask(address)
    assert (given.status, given.content.decode()) == (status, words)
    assert given.headers["cache-control"] == "private, no-store"
    assert "content-disposition" not in given.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_is_taken(method: str) -> None:
    assert ask(f"{PACK}/{KNOWN}/pack.pdf", method).status == 405


def test_an_address_holds_any_name() -> None:
    assert pack_address(KNOWN, "a b/c.pdf") == f"{PACK}/{KNOWN}/a%20b%2Fc.pdf"
