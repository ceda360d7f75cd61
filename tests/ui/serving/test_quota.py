"""How much the door for uploads takes: of one session, of all together, of what is still on its way."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from kpi.ui.serving import quota
from kpi.ui.serving.quota import ALL_BYTES, DOOR, SESSION_BYTES, SESSION_FILES, Quota

MEGABYTE = 1024 * 1024
Held = MemoryUploadedFileManager


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """What Streamlit keeps."""
    manager = MemoryUploadedFileManager(DOOR)
    here = SimpleNamespace(uploaded_file_mgr=manager, is_active_session=lambda session: session != "elders")
    monkeypatch.setattr(runtime, "get_instance", lambda: here)
    return manager


def keep(held: Held, session: str, *sizes: int) -> None:
    for size in sizes:
        number = len(held.file_storage[session])
        held.add_file(session, UploadedFileRec(str(number), "a.csv", "text/csv", bytes(size)))


def knock(door: Quota, session: str, size: int | None, method: str = "PUT") -> int:
    """The status that an upload gets; 204 from the application behind the door."""
    return asyncio.run(_knock(door, session, size, method))


async def _knock(door: Quota, session: str, size: int | None, method: str = "PUT") -> int:
    headers = [] if size is None else [(b"content-length", str(size).encode())]
    scope = {"type": "http", "method": method, "path": f"{DOOR}{session}/x", "headers": headers}
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    await door(scope, receive, send)
    assert sent[0]["status"] == 204 or len(sent[1]["body"].splitlines()) == 2
    return int(sent[0]["status"])


async def taken(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def test_a_few_files_pass_and_a_heap_does_not(held: Held) -> None:
    door = Quota(taken, none_at_all=False)
    assert knock(door, "een", 9 * MEGABYTE) == 204
    keep(held, "een", *[9 * MEGABYTE] * 4)
    assert knock(door, "een", 9 * MEGABYTE) == 413
    assert knock(door, "een", SESSION_BYTES - 36 * MEGABYTE) == 204
    assert knock(door, "twee", 9 * MEGABYTE) == 204
    held.remove_file("een", "0")
    assert knock(door, "een", 9 * MEGABYTE) == 204


def test_a_window_of_another_server_is_sent_on(held: Held) -> None:
    """A 404 lets a proxy ask the next server of the same Planpeil."""
    assert knock(Quota(taken, none_at_all=False), "elders", 1) == 404


def test_many_small_files_do_not_pass(held: Held) -> None:
    keep(held, "een", *[0] * SESSION_FILES)
    assert knock(Quota(taken, none_at_all=False), "een", 1) == 413


def test_all_sessions_together_have_a_bound(held: Held) -> None:
    for number in range(ALL_BYTES // (20 * MEGABYTE)):
        keep(held, f"s{number}", 10 * MEGABYTE, 10 * MEGABYTE)
    assert knock(Quota(taken, none_at_all=False), "nieuw", 1) == 429


def test_a_size_that_is_not_said_counts_as_the_most(held: Held) -> None:
    keep(held, "een", SESSION_BYTES - 5 * MEGABYTE)
    assert knock(Quota(taken, none_at_all=False), "een", None) == 413


def test_taking_away_always_passes(held: Held) -> None:
    keep(held, "een", *[0] * SESSION_FILES)
    assert knock(Quota(taken, none_at_all=True), "een", None, "DELETE") == 204


def test_nothing_is_handed_in_where_nothing_can_be_changed(held: Held) -> None:
    assert knock(Quota(taken, none_at_all=True), "een", 1) == 403


def test_what_is_on_its_way_counts_and_is_forgotten_afterwards(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "SESSION_FILES", 2)

    async def together() -> list[int]:
        free = asyncio.Event()

        async def slow(scope: Any, receive: Any, send: Any) -> None:
            await free.wait()
            await taken(scope, receive, send)

        door = Quota(slow, none_at_all=False)
        first = [asyncio.create_task(_knock(door, "een", 1)) for _ in range(2)]
        await asyncio.sleep(0)
        third = await _knock(door, "een", 1)
        free.set()
        return [third, *[await one for one in first], await _knock(door, "een", 1)]

    assert asyncio.run(together()) == [413, 204, 204, 204]
