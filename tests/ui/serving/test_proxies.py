"""What the gate and those behind it see of a request that came by a proxy."""

import asyncio
from ipaddress import ip_network
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from kpi.ui.serving.gate import Gate
from kpi.ui.serving.proxies import Proxies

NAMED = (ip_network("127.0.0.1"),)


def seen(
    kind: str, headers: dict[str, str], peer: str = "127.0.0.1", *, anyone: bool = False
) -> tuple[Scope | None, list[Message]]:
    """The scope that came past the gate (None: refused) and what was answered."""
    found: list[Scope] = []
    said: list[Message] = []

    async def behind(scope: Scope, _receive: Receive, _send: Send) -> None:
        found.append(scope)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    lines = [(b"host", b"localhost"), *((name.encode(), value.encode()) for name, value in headers.items())]
    scope: dict[str, Any] = {"type": kind, "method": "GET", "path": "/", "headers": lines, "client": (peer, 9)}
    scope["scheme"] = {"http": "http", "websocket": "ws"}[kind]
    asyncio.run(Proxies(Gate(behind, anyone=anyone), named=NAMED)(scope, receive, send))
    return (found[0] if found else None), said


@pytest.mark.parametrize(("kind", "scheme"), [("http", "https"), ("websocket", "wss")])
def test_a_named_proxy_says_who_asks_and_how(kind: str, scheme: str) -> None:
    scope, _ = seen(kind, {"x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https"})
    assert scope is not None
    assert (scope["client"], scope["scheme"]) == (("127.0.0.1", 9), scheme)
    scope, _ = seen(kind, {"x-forwarded-for": "::1"})
    assert scope is not None
    assert scope["client"] == ("::1", 0)


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("headers", [{"x-forwarded-for": "192.0.2.7"}, {}, {"x-forwarded-for": "127.0.0.1, nobody"}])
def test_whoever_is_elsewhere_or_unknown_behind_it_is_refused(kind: str, headers: dict[str, str]) -> None:
    scope, said = seen(kind, headers)
    assert scope is None
    assert said[0].get("status", said[0].get("code")) in (403, 1008)


def test_who_may_sign_in_but_came_by_another_site_hears_of_the_name_and_not_of_signing_in() -> None:
    foreign = {"x-forwarded-for": "192.0.2.7", "origin": "https://elders.example.org"}
    words = {anyone: seen("http", foreign, anyone=anyone)[1][1]["body"].decode() for anyone in (True, False)}
    assert "hosts onder [access]" in words[True]
    assert "users = true" not in words[True]
    assert "users = true" in words[False]


def test_two_lines_of_one_header_are_one() -> None:
    found: list[Scope] = []

    async def behind(scope: Scope, _receive: Receive, _send: Send) -> None:
        found.append(scope)

    lines = [(b"x-forwarded-for", b"127.0.0.1"), (b"x-forwarded-for", b"192.0.2.7")]
    scope = {"type": "http", "headers": lines, "client": ("127.0.0.1", 9), "scheme": "http"}
    asyncio.run(Proxies(behind, named=NAMED)(scope, None, None))  # type: ignore[arg-type]
    assert found[0]["client"] == ("192.0.2.7", 0)
