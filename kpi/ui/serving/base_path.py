"""Planpeil below a path of a host that it shares: taken off what is asked, and put before what is answered.

Everything inside knows addresses from its own root; a document that says one makes it with `Reach.at`.
"""

import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpi.core.reach import Reach
from kpi.ui.serving.metrics import METRICS
from kpi.ui.serving.routes import ALIVE, READY
from kpi.ui.serving.security import SECURITY

# What monitors ask past the proxy, and what RFC 9116 wants at the root of a host.
_AT_THE_ROOT = (ALIVE, READY, METRICS, SECURITY)
_COOKIE_PATH = re.compile(r"(?i)(;\s*path=)/")


class BasePath:
    """ASGI middleware that lets everything inside be at the root; what is asked elsewhere is not there.

    It writes the path before what leads a browser on: Location, Link and the path of each cookie.
    """

    def __init__(self, app: ASGIApp, *, reach: Reach) -> None:
        self._app = app
        self._reach = reach

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or not self._reach.base_path or scope["path"] in _AT_THE_ROOT:
            return await self._app(scope, receive, send)
        inside = self._reach.inside(scope["path"])
        if inside:
            raw = scope.get("raw_path") or b""
            within = {**scope, "path": inside, "raw_path": raw.removeprefix(self._reach.base_path.encode())}
            return await self._app(within, receive, self._led_on(send))
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        query = scope["query_string"].decode("latin-1")
        home = f"{self._reach.at('/')}{'?' if query else ''}{query}"
        at_the_door = inside == "" or scope["path"] == "/"
        answer = RedirectResponse(home) if at_the_door else PlainTextResponse("", 404)
        return await answer(scope, receive, send)

    def _led_on(self, send: Send) -> Send:
        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.raw[:] = [(name, self._outside(name, value)) for name, value in headers.raw]
            await send(message)

        return answered

    def _outside(self, name: bytes, value: bytes) -> bytes:
        said, text = name.lower(), value.decode("latin-1")
        if said == b"location" and text.startswith("/"):
            text = self._reach.at(text)
        elif said == b"link" and text.startswith("</"):
            text = f"<{self._reach.at(text[1:])}"
        elif said == b"set-cookie":
            text = _COOKIE_PATH.sub(lambda found: f"{found[1]}{self._reach.at('/')}", text)
        return text.encode("latin-1")
