"""The door of a shared Planpeil: nobody who is not signed in passes, whatever they ask for; and the pages to sign in.

It stands before pages, media, uploads and the socket. What may be done inside is asked by the use cases.
"""

import contextvars
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qs, quote, urlencode

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kpi.core.errors import PlanpeilError
from kpi.service.accounts.signing import SignedOutError
from kpi.ui.serving.assets import INDEX, file_at
from kpi.ui.serving.calendars import CALENDARS
from kpi.ui.serving.quota import DOOR as UPLOADS
from kpi.ui.serving.tickets import ticket_cookie, ticket_in, with_ticket

SIGN_IN, ACCOUNT = "/aanmelden", "/account"
MOST_BYTES = 5_000
# A calendar has its key in its address.
_OPEN = ("/healthz", "/readyz", "/metrics", "/.well-known/security.txt", CALENDARS, SIGN_IN)
_PUBLIC = "/static/"  # Streamlit's own files, which are everybody's
_API = "/api"  # says itself who is not signed in
_SAFE = ("GET", "HEAD", "OPTIONS")
# A password takes 64 MiB to check, and whoever knocks may try.
_ENTERING = 2
PRIVATE = {"Cache-Control": "no-store"}
# Who leaves takes along answers that were kept and notes that were half typed; the browser's own name is a cookie.
_LEAVING = {**PRIVATE, "Clear-Site-Data": '"cache", "storage"'}


@dataclass(frozen=True, slots=True)
class Door:
    """What the door asks of the application, each in a thread.

    `knows`: whether a ticket is of somebody who is signed in, `brings`: and who may bring files anywhere. `enter`:
    a ticket for a name and a password tried from an address. `leave`: end a ticket, or all of whoever holds it.
    `renew`: another password, and a new ticket. `sign_in_page`: language, where to go, the name that was typed, what
    went wrong. `account_page`: language, what went wrong; of who asks. `away`: where somebody signs in elsewhere and
    what their browser holds meanwhile, for where they come back and where they were going; `back`: a ticket, and where
    they were going, for where they came back, what they held and the query; both None where nobody signs in elsewhere.
    """

    knows: Callable[[str], bool]
    brings: Callable[[str], bool]
    enter: Callable[[str, str, str], str]
    leave: Callable[[str, bool], None]
    renew: Callable[[str, str, str, str], str]
    sign_in_page: Callable[[str, str, str, PlanpeilError | None], str]
    account_page: Callable[[str, PlanpeilError | None], str]
    away: Callable[[str, str], tuple[str, str]] | None = None
    back: Callable[[str, str, Mapping[str, str]], tuple[str, str]] | None = None


class SignedInOnly:
    """ASGI middleware that lets in who is signed in; `door` None: there is no door, and everybody passes.

    A page leads to where one signs in, anything else is refused. What changes something must come from a page of our
    own: a browser says so in Origin, which the gate compared with our name.
    """

    def __init__(self, app: ASGIApp, *, door: Door | None) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._door is None or scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        headers, path = Headers(scope=scope), scope["path"]
        ticket = ticket_in(headers)
        answer = None
        if not _is_open(path) and not _is_below(path, _API):
            answer = await self._refusal(self._door, scope, headers, ticket)
        if answer is None and scope["type"] == "http" and _changes_from_elsewhere(scope, headers):
            answer = PlainTextResponse("", 403)
        if answer is None:
            with with_ticket(ticket):
                return await self._app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        return await answer(scope, receive, send)

    async def _refusal(self, door: Door, scope: Scope, headers: Headers, ticket: str) -> Response | None:
        """None for who is signed in. A database that does not answer knows nobody: the page to sign in says so."""
        asked = door.brings if scope["path"].startswith(UPLOADS) else door.knows
        if bool(ticket) and await to_thread.run_sync(_says, asked, ticket):
            return None
        if scope["type"] == "http" and scope["method"] in _SAFE and _is_page(scope, headers):
            query = scope["query_string"].decode("latin-1")
            wanted = quote(scope["path"]) + (f"?{query}" if query else "")
            return _to_sign_in(wanted)
        return PlainTextResponse("", 401, headers=PRIVATE)


def sign_in_address(wanted: str) -> str:
    """Where one signs in to go on to `wanted`, a path of ours with its query."""
    return f"{SIGN_IN}?{urlencode({'naar': wanted})}"


def _to_sign_in(wanted: str) -> Response:
    return RedirectResponse(sign_in_address(wanted), 303, headers=PRIVATE)


def _says(asked: Callable[[str], bool], ticket: str) -> bool:
    try:
        return asked(ticket)
    except PlanpeilError:
        return False


def _is_page(scope: Scope, headers: Headers) -> bool:
    return file_at(scope["path"]) == INDEX or scope["path"] == ACCOUNT or "text/html" in headers.get("accept", "")


def _is_open(path: str) -> bool:
    return path.startswith(_PUBLIC) or any(_is_below(path, one) for one in _OPEN)


def _is_below(path: str, root: str) -> bool:
    return path == root or path.startswith(f"{root}/")


def _changes_from_elsewhere(scope: Scope, headers: Headers) -> bool:
    return scope["method"] not in _SAFE and "origin" not in headers and "authorization" not in headers


def door_routes(door: Door | None) -> list[Route]:
    """The pages to sign in, to sign out and to change one's password; none without a door."""
    if door is None:
        return []

    limiter = CapacityLimiter(_ENTERING)

    async def sign_in(request: Request) -> Response:
        lang, wanted = request.query_params.get("lang", ""), wanted_path(request.query_params.get("naar", ""))
        if request.method != "POST":
            return await private_page(partial(door.sign_in_page, lang, wanted, "", None))
        said = await _said(request)
        name = said.get("name", "")
        enter = partial(door.enter, name, said.get("password", ""), _peer(request))
        return await _entered(door, request, enter, wanted, partial(door.sign_in_page, lang, wanted, name), limiter)

    async def account(request: Request) -> Response:
        lang, ticket = request.query_params.get("lang", ""), ticket_in(request.headers)
        if request.method != "POST":
            try:
                return await private_page(partial(door.account_page, lang, None))
            except SignedOutError:
                return _to_sign_in(ACCOUNT)
        said = await _said(request)
        if said.get("do") in ("leave", "leave-all"):
            await to_thread.run_sync(door.leave, ticket, said["do"] == "leave-all")
            gone = RedirectResponse(SIGN_IN, 303, headers=_LEAVING)
            gone.headers.append("Set-Cookie", ticket_cookie("", secure=is_secure(request)))
            return gone
        renew = partial(door.renew, ticket, said.get("password", ""), said.get("new", ""), _peer(request))
        try:
            return await _entered(door, request, renew, "/", partial(door.account_page, lang), limiter)
        except SignedOutError:
            return _to_sign_in(ACCOUNT)

    return [Route(SIGN_IN, sign_in, methods=["GET", "POST"]), Route(ACCOUNT, account, methods=["GET", "POST"])]


async def _entered(
    door: Door,
    request: Request,
    make: Callable[[], str],
    wanted: str,
    again: Callable[[PlanpeilError | None], str],
    limiter: CapacityLimiter,
) -> Response:
    """Go on with the ticket that is made; or the page again, with what went wrong."""
    try:
        ticket = await _in_thread(make, limiter)
    except PlanpeilError as fault:
        return await private_page(partial(again, fault), 403)
    return await with_new_ticket(door, request, ticket, wanted)


async def with_new_ticket(door: Door, request: Request, ticket: str, wanted: str) -> Response:
    """Go on with a ticket; the session that this browser had before ends."""
    if former := ticket_in(request.headers):
        await to_thread.run_sync(door.leave, former, False)
    onward = RedirectResponse(wanted, 303, headers=PRIVATE)
    onward.headers.append("Set-Cookie", ticket_cookie(ticket, secure=is_secure(request)))
    return onward


async def private_page(make: Callable[[], str], status: int = 200) -> Response:
    """A page of one person, made in a thread and kept by nobody."""
    return HTMLResponse(await _in_thread(make), status, headers=PRIVATE)


async def _in_thread(make: Callable[[], str], limiter: CapacityLimiter | None = None) -> str:
    return await to_thread.run_sync(partial(contextvars.copy_context().run, make), limiter=limiter)


async def _said(request: Request) -> Mapping[str, str]:
    """The fields of a form; nothing of one that is too large for a name and two passwords."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return {}
    try:
        found = parse_qs(body.decode("ascii"), keep_blank_values=True)
    except ValueError:
        return {}
    return {name: values[-1] for name, values in found.items()}


def wanted_path(asked: str) -> str:
    """Where to go after signing in: a path of ours, never another server's."""
    ours = asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable()
    return asked if ours else "/"


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


def is_secure(request: Request) -> bool:
    """Whether it came by https."""
    return request.url.scheme == "https"
