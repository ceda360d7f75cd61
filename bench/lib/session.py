"""Sessions without a browser: the messages that a browser would send, so that only the server is measured."""

import asyncio
import ssl
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.lib.servers import Server

LARGEST = 64 * 2**20


class HasUrl(Protocol):
    """Anything that listens."""

    @property
    def url(self) -> str:
        """Where, as http:// or https://."""


@dataclass(slots=True)
class Session:
    """One visitor on one page; `query` is what stands in the address, `known` the messages a browser would keep."""

    server: HasUrl
    path: str
    query: str
    socket: ClientConnection
    known: set[str] = field(default_factory=set)
    pickers: dict[str, str] = field(default_factory=dict)
    page: str = ""

    @classmethod
    async def start(
        cls,
        server: HasUrl,
        path: str,
        query: str,
        *,
        trust: ssl.SSLContext | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """Connect and run the page once; `trust`: for a server with a certificate of its own."""
        url = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"
        usual = {"subprotocols": ["streamlit"], "max_size": LARGEST, "compression": None, "open_timeout": 60}
        socket = await connect(url, origin=server.url, ssl=trust, additional_headers=headers, **usual)
        session = cls(server, path, query, socket)
        await session.rerun()
        return session

    async def rerun(self, **picked: str) -> None:
        """Ask for a run with these options in the pickers, by label, and wait until it is done."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self.query
        asked.page_script_hash = self.page
        asked.page_name = "" if self.page else self.path
        asked.cached_message_hashes.extend(self.known)
        asked.context_info.url = f"{self.server.url}/{self.path}"
        asked.context_info.timezone = "Europe/Amsterdam"
        asked.context_info.locale = "nl-NL"
        for label, option in picked.items():
            asked.widget_states.widgets.add(id=self.pickers[label], string_value=option)
        await self.socket.send(message.SerializeToString())
        while not self._over(ForwardMsg.FromString(await self.socket.recv(decode=False))):
            pass

    def _over(self, found: ForwardMsg) -> bool:
        """Take in one message; True at the end of the run. Raises RuntimeError when the page shows an exception."""
        if found.metadata.cacheable:
            self.known.add(found.hash)
        kind = found.WhichOneof("type")
        if kind == "new_session":
            self.page = found.new_session.page_script_hash
        elif kind == "page_info_changed":
            self.query = found.page_info_changed.query_string
        elif kind == "delta":
            self._element(found)
        return bool(kind == "script_finished" and found.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)

    def _element(self, found: ForwardMsg) -> None:
        element = found.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "selectbox":
            self.pickers[element.selectbox.label] = element.selectbox.id
        elif kind == "exception":
            raise RuntimeError(element.exception.message)

    async def close(self) -> None:
        """Leave."""
        await self.socket.close()


async def lone(server: Server, ask: Callable[[], Coroutine[None, None, None]], times: int) -> tuple[float, float]:
    """Milliseconds of clock and of server processor for each of `times` runs that one visitor asks for."""
    used, start = server.cpu(), perf_counter()
    for _ in range(times):
        await ask()
    clock = (perf_counter() - start) * 1000
    return clock / times, (server.cpu() - used) / times


async def together(sessions: list[Session], seconds: float) -> float:
    """Runs a second while every session asks anew as soon as it has its answer."""
    until = perf_counter() + seconds

    async def ask(session: Session) -> int:
        done = 0
        while perf_counter() < until:
            await session.rerun()
            done += 1
        return done

    start = perf_counter()
    counts = await asyncio.gather(*(ask(session) for session in sessions))
    return sum(counts) / (perf_counter() - start)
