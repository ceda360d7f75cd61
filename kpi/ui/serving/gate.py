"""Who may knock: a browser page of another origin gets no answer, nor does a name this server does not go by.

Streamlit would look up its own public address over the internet to judge a foreign origin; this gate decides first.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.server_util import is_allowed_origin
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

_REFUSED = 403


def admits(origin: str | None, host: str | None) -> bool:
    """Say whether a request with these headers may pass.

    `host` must fit `server.allowedHosts` (empty: any). `origin` must be that host or be listed in
    `server.corsAllowedOrigins`; None (no browser, or a plain navigation) passes.
    """
    if not is_host_allowed(host):
        return False
    return origin is None or urlsplit(origin).netloc == host or is_allowed_origin(origin)


class Gate:
    """ASGI middleware that answers 403 to requests and websockets that `admits` refuses."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        if admits(headers.get("origin"), headers.get("host")):
            return await self._app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        return await PlainTextResponse("Geweigerd. / Refused.", _REFUSED)(scope, receive, send)


def allow_hosts(names: list[str]) -> None:
    """Accept only these names in the Host header, unless `server.allowedHosts` was set by the one who installs."""
    if not config.get_option("server.allowedHosts"):
        config.set_option("server.allowedHosts", names)
