"""Behind TLS our cookies are called so that no other name of the domain can set them."""

import asyncio
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from kpi.ui.serving.browsers import HostCookies, cookie_in
from kpi.ui.serving.tickets import ticket_in

XSRF = "_streamlit_xsrf=2|a|b|1; Path=/; SameSite=Lax"
GIVEN = ["planpeil_session=abc; Path=/; HttpOnly; SameSite=Lax; Secure", XSRF]


def through(scheme: str, cookie: str, given: list[str], *, shared: bool = False) -> tuple[Headers, list[str]]:
    """What the application sees of a request with these cookies, and the cookies that a browser is given."""
    seen: list[Headers] = []
    answered: list[str] = []

    async def behind(scope: Scope, _receive: Receive, send: Send) -> None:
        seen.append(Headers(scope=scope))
        headers = [(b"set-cookie", one.encode()) for one in given]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        answered.extend(Headers(raw=message["headers"]).getlist("set-cookie"))

    scope: dict[str, Any] = {"type": "websocket" if scheme == "wss" else "http", "scheme": scheme, "path": "/"}
    asyncio.run(HostCookies(behind, shared=shared)({**scope, "headers": [(b"cookie", cookie.encode())]}, receive, send))
    return seen[0], answered


@pytest.mark.parametrize("scheme", ["https", "wss"])
@pytest.mark.parametrize(
    ("cookie", "ticket"),
    [
        ("__Host-planpeil_session=abc", "abc"),
        ("a=b; __Host-planpeil_session=abc; planpeil_session=evil", "abc"),
        ("planpeil_session=evil; __Host-planpeil_session=abc", "abc"),
        ("planpeil_session=evil", ""),
        ("__Secure-planpeil_session=evil", ""),
        ("", ""),
    ],
)
def test_behind_tls_a_ticket_that_another_name_could_have_set_is_none(scheme: str, cookie: str, ticket: str) -> None:
    seen, _ = through(scheme, cookie, [])
    assert ticket_in(seen) == ticket
    assert cookie_in(seen, "a") == ("b" if "a=b" in cookie else "")


def test_a_browser_that_had_its_name_before_keeps_it() -> None:
    assert cookie_in(through("https", "planpeil_browser=old", [])[0], "planpeil_browser") == "old"
    both = "planpeil_browser=old; __Host-planpeil_browser=new"
    assert cookie_in(through("https", both, [])[0], "planpeil_browser") == "new"


def test_behind_tls_every_cookie_is_secure_and_ours_have_the_prefix() -> None:
    assert through("https", "", GIVEN)[1] == [f"__Host-{GIVEN[0]}", f"{XSRF}; Secure"]


def test_below_a_path_the_prefix_is_the_one_that_a_browser_takes_there() -> None:
    given = "planpeil_session=abc; Path=/planpeil/; HttpOnly; SameSite=Lax; Secure"
    seen, answered = through("https", "planpeil_session=evil; __Secure-planpeil_session=abc", [given], shared=True)
    assert ticket_in(seen) == "abc"
    assert answered == [f"__Secure-{given}"]


@pytest.mark.parametrize("scheme", ["http", "ws"])
def test_without_tls_nothing_is_otherwise(scheme: str) -> None:
    seen, given = through(scheme, "planpeil_session=abc", GIVEN)
    assert ticket_in(seen) == "abc"
    assert given == GIVEN
