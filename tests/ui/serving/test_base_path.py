"""Below a path of a host: what is inside sees addresses from its own root, and what leads a browser on has the path."""

import asyncio
from collections.abc import Mapping

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Message
from starlette.websockets import WebSocket

from kpi.core.errors import PlanpeilError
from kpi.core.reach import Reach
from kpi.ui.serving.base_path import BasePath
from kpi.ui.serving.door import Door
from kpi.ui.serving.elsewhere import AWAY, BACK, ways_elsewhere

BELOW = Reach(base_path="/planpeil")


def seen(request: Request) -> Response:
    return JSONResponse([request.scope["path"], request.scope["raw_path"].decode()])


def led(request: Request) -> Response:
    answer = RedirectResponse(request.query_params["to"], 303, headers={"Link": '</api/v1/x?page=2>; rel="next"'})
    answer.set_cookie("one", "1", path="/")
    answer.set_cookie("two", "2", path="/aanmelden", max_age=600)
    return answer


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(socket.scope["path"])
    await socket.close()


def inside(reach: Reach = BELOW) -> ASGIApp:
    routes = [Route("/led", led), WebSocketRoute("/_stcore/stream", echo), Route("/{path:path}", seen)]
    return Starlette(routes=routes, middleware=[Middleware(BasePath, reach=reach)])


def ask(path: str, application: ASGIApp | None = None, **params: str) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(application or inside())
        async with httpx.AsyncClient(transport=transport, base_url="https://planpeil.example") as program:
            return await program.get(f"https://planpeil.example{path}", params=params or None)

    return asyncio.run(asked())


def connected(path: str) -> list[Message]:
    """What a socket that is opened at a path is answered."""
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        said.append(message)

    scope = {"type": "websocket", "path": path, "raw_path": path.encode(), "headers": [], "query_string": b""}
    asyncio.run(inside()({**scope, "scheme": "wss", "subprotocols": []}, receive, send))
    return said


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/planpeil/", "/"),
        ("/planpeil/thema", "/thema"),
        ("/planpeil/planpeil", "/planpeil"),
        ("/planpeil//elders.example", "//elders.example"),
        ("/readyz", "/readyz"),
        ("/healthz", "/healthz"),
        ("/metrics", "/metrics"),
        ("/.well-known/security.txt", "/.well-known/security.txt"),
    ],
)
def test_what_is_inside_sees_its_own_path(asked: str, path: str) -> None:
    assert ask(asked).json() == [path, path]


@pytest.mark.parametrize("asked", ["/thema", "/planpeilx", "/Planpeil/", "/x/planpeil/", "/readyz/", "//planpeil/"])
def test_what_is_beside_is_not_there(asked: str) -> None:
    assert ask(asked).status_code == 404


@pytest.mark.parametrize(
    ("asked", "to"),
    [("/", "/planpeil/"), ("/planpeil", "/planpeil/"), ("/planpeil?plan=a&lang=nl", "/planpeil/?plan=a&lang=nl")],
)
def test_the_door_of_the_host_leads_in(asked: str, to: str) -> None:
    assert ask(asked).headers["location"] == to


@pytest.mark.parametrize(
    ("to", "location"),
    [
        ("/aanmelden?naar=%2F", "/planpeil/aanmelden?naar=%2F"),
        ("https://login.example/x", "https://login.example/x"),
        ("thema", "thema"),
        ("//elders.example", "/planpeil//elders.example"),
    ],
)
def test_what_leads_a_browser_on_has_the_path(to: str, location: str) -> None:
    answer = ask("/planpeil/led", to=to)
    assert answer.headers["location"] == location
    assert answer.headers["link"] == '</planpeil/api/v1/x?page=2>; rel="next"'
    first, second = answer.headers.get_list("set-cookie")
    assert "; Path=/planpeil/;" in first
    assert "; Path=/planpeil/aanmelden;" in second


def test_a_socket_is_below_the_path_too() -> None:
    assert connected("/planpeil/_stcore/stream")[1]["text"] == "/_stcore/stream"
    assert connected("/_stcore/stream") == [{"type": "websocket.close", "code": 1008}]


def test_who_has_the_host_alone_sees_no_difference() -> None:
    assert ask("/thema", inside(Reach())).json() == ["/thema", "/thema"]
    assert ask("/led", inside(Reach()), to="/x").headers["location"] == "/x"


@pytest.mark.parametrize(("reach", "back"), [(BELOW, f"/planpeil{BACK}"), (Reach(), BACK)])
def test_who_signs_in_elsewhere_is_sent_back_below_the_path(reach: Reach, back: str) -> None:
    told: list[str] = []

    def away(to: str, _wanted: str) -> tuple[str, str]:
        told.append(to)
        return "https://login.example/", "held"

    def came(to: str, _held: str, _asked: Mapping[str, str]) -> tuple[str, str]:
        told.append(to)
        raise PlanpeilError("nee", "no")

    def page(*_said: object) -> str:
        return "page"

    door = Door(
        bool, bool, lambda *_: "", lambda *_: None, lambda *_: "", page, page, away, came
    )  # fmt: skip
    ways = Starlette(routes=ways_elsewhere(door, reach), middleware=[Middleware(BasePath, reach=reach)])
    assert ask(reach.at(AWAY), ways).headers["location"] == "https://login.example/"
    assert ask(reach.at(BACK), ways).status_code == 403
    assert told == [f"https://planpeil.example{back}"] * 2
