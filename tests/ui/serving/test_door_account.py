"""Signing in anew, leaving, and Mijn account when the session ends between the door and the page."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette

from kpi.service.accounts.signing import signed_out
from kpi.ui.serving.door import ACCOUNT, SIGN_IN, Door, door_routes
from kpi.ui.serving.tickets import TICKET


def _gone(*_: object) -> str:
    raise signed_out()


def _knows(*_: object) -> bool:
    return True


def _page(*_: object) -> str:
    return "aanmelden"


def asked_of(door: Door, method: str, path: str, body: bytes, held: str = "") -> httpx.Response:
    """The answer to a browser that holds a ticket; empty: none."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=door_routes(door)))
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            return await client.request(method, path, content=body, headers={"Cookie": f"{TICKET}={held}"})

    return asyncio.run(asked())


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_it_leads_to_where_one_signs_in(method: str) -> None:
    door = Door(_knows, _knows, _gone, lambda *_: None, _gone, _page, _gone)
    found = asked_of(door, method, ACCOUNT, b"password=a&new=b")
    assert (found.status_code, found.headers["location"]) == (303, "/aanmelden?naar=%2Faccount")


@pytest.mark.parametrize(("held", "ended"), [("oud", [("oud", False)]), ("", [])])
def test_signing_in_again_ends_the_session_that_this_browser_had(held: str, ended: list[tuple[str, bool]]) -> None:
    left: list[tuple[str, bool]] = []

    def leave(ticket: str, everywhere: bool) -> None:
        left.append((ticket, everywhere))

    door = Door(_knows, _knows, lambda *_: "nieuw", leave, _gone, _page, _page)
    found = asked_of(door, "POST", SIGN_IN, b"name=a&password=b", held)
    assert f"{TICKET}=nieuw;" in found.headers["set-cookie"]
    assert left == ended
    assert asked_of(Door(_knows, _knows, _gone, leave, _gone, _page, _page), "POST", SIGN_IN, b"", held).is_error
    assert left == ended


@pytest.mark.parametrize("do", [b"do=leave", b"do=leave-all"])
def test_who_leaves_takes_along_what_the_browser_keeps(do: bytes) -> None:
    door = Door(_knows, _knows, _gone, lambda *_: None, _gone, _page, _page)
    found = asked_of(door, "POST", ACCOUNT, do, "oud")
    assert found.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert f"{TICKET}=;" in found.headers["set-cookie"]
