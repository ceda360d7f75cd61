"""The API on a real listener in this process, behind the gate and headers of every address."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from kpi.api.served import api_routes
from kpi.core.reach import Reach
from kpi.service.desk import Desk
from kpi.ui.serving.gate import Gate
from kpi.ui.serving.headers import SecurityHeaders
from kpi.ui.serving.listening import listen, url_of, uvicorn_settings

V1 = "/api/v1"


@dataclass(frozen=True)
class Given:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def rows(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.json["rows"]
        return found

    @property
    def next(self) -> str:
        """The address of the next page; empty for none."""
        link, _, kind = (self.headers["Link"] or "").partition(">; ")
        assert kind in ("", 'rel="next"')
        return link.removeprefix("<")


@dataclass(frozen=True)
class Listening:
    """A running server."""

    url: str

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Given:
        """Ask for an address; one that begins otherwise than with `/api` stands below the root of the API.

        Underscores in the names of headers are dashes.
        """
        address = path if path.startswith("/api") else f"{V1}{path}"
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=60)
        connection.request(
            method, address, body, headers={name.replace("_", "-"): said for name, said in headers.items()}
        )
        response = connection.getresponse()
        given = Given(response.status, response.headers, response.read())
        connection.close()
        return given


@contextmanager
def listening(desk: Callable[[], Desk]) -> Iterator[Listening]:
    """Serve the API for as long as the block runs."""
    around = [Middleware(SecurityHeaders, policy="default-src 'self'"), Middleware(Gate, anyone=False)]
    with listen("127.0.0.1", 0) as listener:
        config = uvicorn_settings(Starlette(routes=api_routes(desk, desk, Reach()), middleware=around))
        config.lifespan = "off"
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield Listening(url_of(listener))
        finally:
            server.should_exit = True
            thread.join(30)
