"""Who may knock: another computer, a browser page of another origin and a name this server does not go by do not.

It is asked here and not of the command that listens, because any ASGI server can serve the application.

Streamlit would look up its own public address over the internet to judge a foreign origin; this gate decides first.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.server_util import is_allowed_origin
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from kpi.service.serving import OUTSIDE, is_this_computer

_REFUSED = 403
_WORDS = (
    f"Geweigerd. {OUTSIDE[0]} Achter een proxy: zet zijn adres in proxies onder [access] van config.toml, en de naam "
    "in hosts.",
    f"Refused. {OUTSIDE[1]} Behind a proxy: put its address in proxies under [access] of config.toml, and the name "
    "in hosts.",
)
# Where anyone may knock, only the name or the page that asks was refused.
_NOT_BY_THIS_NAME = (
    "Geweigerd. Deze Planpeil is er niet onder deze naam, of een andere site vroeg hem. Open hem onder zijn eigen "
    "naam. Voor de beheerder: de namen staan in hosts onder [access] van config.toml.",
    "Refused. This Planpeil does not go by this name, or another site asked for it. Open it by its own name. "
    "For the administrator: the names are in hosts under [access] of config.toml.",
)


def admits(origin: str | None, host: str | None) -> bool:
    """Say whether a request with these headers may pass.

    `host` must fit `server.allowedHosts` (empty: any). `origin` must be that host or be listed in
    `server.corsAllowedOrigins`; None (no browser, or a plain navigation) passes.
    """
    if not is_host_allowed(host):
        return False
    return origin is None or urlsplit(origin).netloc == host or is_allowed_origin(origin)


def lets_in(peer: str | None, origin: str | None, host: str | None, *, anyone: bool) -> bool:
    """Say whether a connection from `peer` may pass with these headers.

    Unless `anyone` may, it comes from this computer and asks for a name of it, or for one of `server.allowedHosts`.
    """
    if not admits(origin, host):
        return False
    return anyone or (is_this_computer(peer) and (_is_own_name(host) or bool(config.get_option("server.allowedHosts"))))


def _is_own_name(host: str | None) -> bool:
    try:
        return is_this_computer(urlsplit(f"//{host or ''}").hostname)
    except ValueError:
        return False


class Gate:
    """ASGI middleware that answers 403 to requests and websockets that may not pass; `anyone`: as in `lets_in`."""

    def __init__(self, app: ASGIApp, *, anyone: bool) -> None:
        self._app = app
        self._anyone = anyone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._passes(scope):
            return await self._app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        words = _NOT_BY_THIS_NAME if self._anyone else _WORDS
        return await PlainTextResponse("\n".join(words), _REFUSED)(scope, receive, send)

    def _passes(self, scope: Scope) -> bool:
        headers, peer = Headers(scope=scope), scope.get("client")
        return lets_in(peer[0] if peer else None, headers.get("origin"), headers.get("host"), anyone=self._anyone)


def allow_hosts(names: list[str]) -> None:
    """Accept only these names in the Host header, unless `server.allowedHosts` was set by the one who installs."""
    if not config.get_option("server.allowedHosts"):
        config.set_option("server.allowedHosts", names)
