"""Who asks, behind the proxies that are named; decided once, before all others look at it."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from kpi.core.reach import SPOKEN_FOR, Network, asked_by, scheme_by

_SECURE = {"http": "https", "websocket": "wss"}
_PLAIN = {"http": "http", "websocket": "ws"}


class Proxies:
    """ASGI middleware that puts in the scope who asks (`client` None: nobody can tell) and by which scheme."""

    def __init__(self, app: ASGIApp, *, named: Sequence[Network]) -> None:
        self._app = app
        self._named = named

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            scope = {**scope, **self._behind(scope)}
        await self._app(scope, receive, send)

    def _behind(self, scope: Scope) -> dict[str, object]:
        peer = scope["client"][0] if scope.get("client") else None
        headers = Headers(scope=scope)
        said = {name: ",".join(headers.getlist(name)) for name in SPOKEN_FOR if name in headers}
        asks, scheme = asked_by(peer, said, self._named), scheme_by(peer, said, self._named)
        client = scope.get("client") if asks == peer else asks and (asks, 0)
        if scheme is None:
            return {"client": client}
        return {"client": client, "scheme": (_SECURE if scheme == "https" else _PLAIN)[scope["type"]]}
