"""Who gets the first light of a page, how it is sent, and that nothing stands in the way of Streamlit's page."""

import asyncio
import gzip
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from kpi.core.errors import NotFoundError
from kpi.ui.serving import first_answer
from kpi.ui.serving.assets import ROOT, CompressedAssets
from kpi.ui.serving.first_answer import FirstAnswer
from kpi.ui.serving.gate import Gate

Query = Mapping[str, Sequence[str]]
LIGHTS = "<html><p>lights</p></html>"


@dataclass(frozen=True)
class Visitor:
    """Whoever asks an application with the gate, the first light that `make` makes, and Streamlit's own page."""

    make: Callable[[str, Query], bytes | None]
    peer: str = "127.0.0.1"

    def get(self, address: str, method: str = "GET", **headers: str) -> "Answer":
        """Ask for `address`, with underscores in header names read as dashes."""
        path, _, query = address.partition("?")
        asked = {"host": "localhost", "accept-encoding": "gzip"}
        asked |= {name.replace("_", "-").lower(): value for name, value in headers.items()}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in asked.items()],
            "client": (self.peer, 50_000),
        }
        return asyncio.run(self._ask(scope))

    async def _ask(self, scope: dict[str, Any]) -> "Answer":
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        app = Gate(FirstAnswer(CompressedAssets(PlainTextResponse("elsewhere")), make=self.make), anyone=False)
        await app(scope, receive, send)
        headers = Headers(raw=sent[0]["headers"])
        body = b"".join(one.get("body", b"") for one in sent[1:])
        plain = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
        return Answer(sent[0]["status"], headers, plain.decode())


@dataclass(frozen=True)
class Answer:
    """What came back, its text out of gzip."""

    status: int
    headers: Headers
    text: str


def lights(path: str, query: Query) -> bytes:
    return gzip.compress(f"{LIGHTS}<i>{path} {sorted(query.items())}</i>".encode())


def test_a_page_has_its_lights_and_is_kept_nowhere() -> None:
    found = Visitor(lights).get("/thema-ict?plan=a&theme=x&theme=y")
    assert LIGHTS in found.text
    assert "thema-ict [('plan', ['a']), ('theme', ['x', 'y'])]" in found.text
    assert found.headers["Cache-Control"] == "private, no-store"
    assert found.headers["Content-Encoding"] == "gzip"
    assert found.headers["Content-Type"].startswith("text/html")
    assert "ETag" not in found.headers


def test_whoever_does_not_take_gzip_gets_it_plain() -> None:
    found = Visitor(lights).get("/", Accept_Encoding="identity")
    assert LIGHTS in found.text
    assert "Content-Encoding" not in found.headers


def test_a_version_that_was_seen_before_is_sent_again() -> None:
    assert Visitor(lights).get("/", If_None_Match="*").status == 200


def test_a_head_request_is_answered_as_a_page() -> None:
    found = Visitor(lights).get("/", method="HEAD")
    assert (found.status, found.headers["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize(
    ("peer", "headers"),
    [("192.0.2.7", {}), ("127.0.0.1", {"Host": "elders.example.org"}), ("127.0.0.1", {"Origin": "null"})],
)
def test_whoever_the_gate_refuses_sees_no_light(peer: str, headers: dict[str, str]) -> None:
    found = Visitor(lights, peer).get("/", **headers)
    assert found.status == 403
    assert "lights" not in found.text


@pytest.mark.parametrize(
    "path", ["/_stcore/health", "/healthz", "/media/a", "/static/js/a.js", "/planpeil.js", "/thema-ict/_stcore/health"]
)
def test_only_a_page_has_a_first_light(path: str) -> None:
    assert "lights" not in Visitor(lights).get(path).text


def test_what_is_sent_to_a_page_is_passed_on() -> None:
    assert "lights" not in Visitor(lights).get("/", method="POST").text


def nothing(_path: str, _query: Query) -> None:
    return None


def refused(_path: str, _query: Query) -> bytes:
    raise NotFoundError("Er is geen plan.", "There is no plan.")


def broken(_path: str, _query: Query) -> bytes:
    raise RuntimeError("geheim-pad")


@pytest.mark.parametrize(("make", "told"), [(nothing, False), (refused, False), (broken, True)])
def test_without_a_first_light_streamlits_page_goes_out(
    make: Callable[[str, Query], bytes | None], told: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    found = Visitor(make).get("/")
    assert (found.status, '<div id="root"></div>' in found.text) == (200, True)
    assert "geheim" not in found.text
    assert ("Traceback" in capfd.readouterr().err) is told


def test_a_view_that_takes_too_long_is_finished_for_the_page_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_answer, "PATIENCE_SECONDS", 0.01)
    go, finished = threading.Event(), threading.Event()

    def slow(_path: str, _query: Query) -> bytes:
        go.wait(30)
        finished.set()
        return lights("", {})

    found = Visitor(slow).get("/")
    assert '<div id="root"></div>' in found.text
    assert "lights" not in found.text
    go.set()
    assert finished.wait(30)


def test_scripts_are_fetched_after_the_lights_those_drawn_later_too_and_nothing_twice() -> None:
    page = str(first_answer.document("nl", "Planpeil", Markup("")))
    assert not re.search(r'<link rel="(module)?preload"[^>]*\.js"', page)
    assert "<script type=" not in page
    fetched = re.findall(r'<link data-rel="(?:module)?preload"[^>]* href="\./([^"]+)"', page)
    names = [name.split("/")[-1].split(".")[0] for name in fetched]
    assert {"Html", "Selectbox"} <= set(names)
    assert len(fetched) == len(set(fetched))
    assert all((ROOT / name).is_file() for name in fetched)
