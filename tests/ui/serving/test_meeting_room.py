"""The addresses of a meeting in the room: what they answer, what they take, and what they refuse."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers

from kpi.core.errors import NotFoundError, PlanpeilError, RefusedError
from kpi.ui.serving.meeting_room import MOST_BYTES, ROOM, SCRIPT_AT, RoomHooks, room_routes


def _document(plan: str, meeting: str, lang: str) -> str:
    if meeting == "M9":
        raise NotFoundError("Er is geen vergadering M9.", "There is no meeting M9.")
    if meeting == "M8":
        raise RuntimeError("a fault that nobody foresaw: secret")
    return f"<h1>{plan} {meeting} {lang}</h1>"


def _note(plan: str, meeting: str, lang: str, said: Mapping[str, str]) -> str:
    if not said.get("text"):
        raise RefusedError("Zeg wat er is afgesproken.", "Say what was agreed.")
    return f"<li>{said['text']}</li>"


def _refusal(fault: PlanpeilError, lang: str) -> str:
    return fault.said(lang or "nl")


def _no_room(fault: PlanpeilError, plan: str, lang: str) -> str:
    return f"<p>{_refusal(fault, lang)} {plan}</p>"


HOOKS = RoomHooks(_document, lambda plan, meeting, lang: "<ul></ul>", _note, _refusal, _no_room)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Headers
    text: str


def ask(address: str, method: str = "GET", content: bytes = b"", kind: str = "application/json") -> Answer:
    """Ask the routes as a browser would, the body in two parts."""
    path, _, query = address.partition("?")
    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode()}
    scope |= {"headers": [(b"content-type", kind.encode())], "root_path": "", "server": ("localhost", 80)}
    half = len(content) // 2
    parts = [content[:half], content[half:]]
    sent: list[Any] = []

    async def receive() -> Any:
        body = parts.pop(0) if parts else b""
        return {"type": "http.request", "body": body, "more_body": bool(parts)}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Starlette(routes=room_routes(HOOKS))(scope, receive, send))
    body = b"".join(one.get("body", b"") for one in sent[1:])
    return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), body.decode())


def test_without_hooks_there_are_no_addresses() -> None:
    assert room_routes(None) == []


def test_a_document_is_private() -> None:
    answer = ask(f"{ROOM}/thoon-2021/M1?lang=en")
    assert (answer.status, answer.text) == (200, "<h1>thoon-2021 M1 en</h1>")
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-type"].startswith("text/html")


def test_its_script_comes_from_the_same_place() -> None:
    answer = ask(SCRIPT_AT)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "addEventListener" in answer.text


@pytest.mark.parametrize(
    ("meeting", "status", "words"), [("M9", 404, "<p>Er is geen vergadering M9. p</p>"), ("M8", 500, "")]
)
def test_what_is_not_there_or_fails_is_said_without_secrets(meeting: str, status: int, words: str) -> None:
    answer = ask(f"{ROOM}/p/{meeting}")
    assert (answer.status, answer.text) == (status, words)
    assert answer.headers["content-type"].startswith("text/html" if words else "text/plain")


def test_a_note_gives_what_then_stands() -> None:
    answer = ask(f"{ROOM}/p/M1/agreements?lang=nl", "POST", json.dumps({"text": "Besluit"}).encode())
    assert (answer.status, answer.text) == (200, "<li>Besluit</li>")
    assert ask(f"{ROOM}/p/M1/agreements").text == "<ul></ul>"


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (json.dumps({"text": ""}), "application/json", 409),
        (json.dumps({"text": 7}), "application/json", 409),  # what is no text is left out
        (json.dumps(["text"]), "application/json", 400),
        ("{", "application/json", 400),
        ("\xff".encode("latin-1"), "application/json", 400),
        (json.dumps({"text": "a"}), "text/plain", 400),  # what a page of another origin can send unasked
        ("text=a", "application/x-www-form-urlencoded", 400),
        (json.dumps({"text": "a" * MOST_BYTES}), "application/json", 400),
    ],
)
def test_what_is_no_note_is_refused(content: str | bytes, kind: str, status: int) -> None:
    body = content if isinstance(content, bytes) else content.encode()
    answer = ask(f"{ROOM}/p/M1/agreements", "POST", body, kind)
    assert answer.status == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_is_changed_or_taken_out_otherwise(method: str) -> None:
    assert ask(f"{ROOM}/p/M1/agreements", method).status == 405
