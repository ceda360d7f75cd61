"""By what a browser is known: a random cookie of its own that no script can read, given with the first page.

It says nothing about who sits there; it finds back what this browser put in and did not hand in yet, and the
selections that it saved.
"""

import re
import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpi.store.kept.saved_views import VIEW_DAYS
from kpi.ui.serving.assets import INDEX, file_at

COOKIE = "planpeil_browser"
_OURS = "planpeil_"
_BYTES = 32
_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def is_browser(value: str) -> bool:
    """Whether this could be one of ours; who made it up finds nothing."""
    return _FORM.fullmatch(value) is not None


def browser_cookie(value: str, *, secure: bool) -> str:
    """The header that gives a browser its name for as long as what it saved is kept."""
    words = f"{COOKIE}={value}; Path=/; Max-Age={VIEW_DAYS * 86_400}; HttpOnly; SameSite=Lax"
    return f"{words}; Secure" if secure else words


class BrowserCookies:
    """ASGI middleware that names each browser with a page, the same one again as long as it has its name.

    `none_at_all`: nothing is kept, so nobody is named.
    """

    def __init__(self, app: ASGIApp, *, none_at_all: bool) -> None:
        self._app = app
        self._none_at_all = none_at_all

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = scope["type"] == "http" and scope["method"] == "GET" and file_at(scope["path"]) == INDEX
        if self._none_at_all or not page:
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        known = _known(headers)
        cookie = browser_cookie(known or secrets.token_urlsafe(_BYTES), secure=scope.get("scheme") == "https")

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                found.append("Set-Cookie", cookie)
                found["Cache-Control"] = f"private, {found.get('Cache-Control', 'no-cache')}"
            await send(message)

        return await self._app(scope, receive, send_with_cookie)


def cookie_in(headers: Headers, name: str) -> str:
    """The value of a cookie that came with a request; empty for none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


class HostCookies:
    """ASGI middleware that calls our cookies by another name behind TLS: `__Host-`, which a browser takes from this
    very host alone, and every cookie Secure. A cookie for a part of the host (`shared`) may only be called `__Secure-`.

    What stands behind it knows them by their own names. The name of a browser from before is taken when there is no
    other, so that what it saved is found.
    """

    def __init__(self, app: ASGIApp, *, shared: bool = False) -> None:
        self._app = app
        self._prefix = "__Secure-" if shared else "__Host-"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("scheme") not in ("https", "wss"):
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        lines = [line for line in headers.raw if line[0] != b"cookie"]
        if cookies := _inward("; ".join(headers.getlist("cookie")), self._prefix):
            lines.append((b"cookie", cookies.encode("latin-1")))

        async def renamed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [
                    (name, _outward(value, self._prefix) if name.lower() == b"set-cookie" else value)
                    for name, value in message["headers"]
                ]
                message = {**message, "headers": given}
            await send(message)

        return await self._app({**scope, "headers": lines}, receive, renamed)


def _inward(cookies: str, prefix: str) -> str:
    """The cookies by our own names, without those of ours that lack the prefix."""
    pairs = [one.strip() for one in cookies.split(";") if one.strip()]
    ours = [one.removeprefix(prefix) for one in pairs if one.startswith(prefix + _OURS)]
    named = any(one.startswith(f"{COOKIE}=") for one in ours)
    others = [one for one in pairs if not one.startswith(_OURS) or (not named and one.startswith(f"{COOKIE}="))]
    return "; ".join([*ours, *(one for one in others if not one.startswith(prefix + _OURS))])


def _outward(line: bytes, prefix: str) -> bytes:
    named = (prefix.encode() if line.startswith(_OURS.encode()) else b"") + line
    return named if b"; secure" in named.lower() else named + b"; Secure"


def _known(headers: Headers) -> str:
    """The name a browser has; empty for none that could be ours."""
    found = cookie_in(headers, COOKIE)
    return found if is_browser(found) else ""
