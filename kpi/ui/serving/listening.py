"""Listen on one address with one process until asked to stop."""

import contextlib
import ipaddress
import signal
import socket
import sys
import time
import webbrowser
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from kpi.core.errors import UsageError
from kpi.core.reach import Reach
from kpi.ui.serving.gate import allow_hosts
from kpi.ui.serving.routes import LEAVING

BACKLOG = 2048
GRACE_SECONDS = 5
# What a browser sends over the websocket is widget values; files come over HTTP.
WEBSOCKET_BYTES = 4 * 1024 * 1024
LOOPBACK_NAMES = ["localhost", "127.0.0.1", "::1"]


def listen(address: str, port: int) -> socket.socket:
    """Bind and listen on `address` (name, IPv4 or IPv6) and `port` (0: any free one); UsageError when that cannot be.

    The socket names its protocol: asyncio sets TCP_NODELAY only on connections of a socket that does, and without
    it each rerun waits 40 ms for a delayed acknowledgement.
    """
    try:
        return _bind(address, port)
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise UsageError(
            f"Op {address} poort {port} kan niet worden geluisterd: {why}. Kies een andere poort met --port.",
            f"Cannot listen on {address} port {port}: {why}. Choose another with --port.",
        ) from fault


def _bind(address: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(
        address, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE
    )
    family, kind, protocol, _, place = found[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def url_of(listener: socket.socket) -> str:
    """Return the address to open in a browser on this machine, as http://host:port."""
    host, port = listener.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def uvicorn_settings(application: ASGIApp) -> uvicorn.Config:
    """Make uvicorn's settings: one process, our log lines only, small websocket messages, a bounded goodbye."""
    return uvicorn.Config(
        application,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        ws="websockets-sansio",
        ws_max_size=WEBSOCKET_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=30,
        ws_ping_timeout=30,
        backlog=BACKLOG,
    )


class LeavingServer(uvicorn.Server):
    """uvicorn's server, which after SIGTERM says for `drain` seconds that it leaves, and serves on.

    Then, at a second SIGTERM, and at Ctrl+C, it listens no longer.
    """

    def __init__(self, config: uvicorn.Config, drain: int) -> None:
        super().__init__(config)
        self._drain = drain
        self._leaves_at: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Leave later for the first SIGTERM, once there is somebody to serve."""
        if sig != signal.SIGTERM or not self._drain or not self.started or self._leaves_at is not None:
            super().handle_exit(sig, frame)
        else:
            self.lifespan.state[LEAVING] = True
            self._leaves_at = time.monotonic() + self._drain

    async def on_tick(self, counter: int) -> bool:
        """Whether it ends now; asked ten times a second."""
        if self._leaves_at is not None and time.monotonic() >= self._leaves_at and not self.should_exit:
            super().handle_exit(signal.SIGTERM, None)
        return await super().on_tick(counter)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """Turn the SIGTERM that uvicorn raises again after its own goodbye into exit code 0."""
    sys.exit(0)


def serve(application: ASGIApp, address: str, port: int, *, open_browser: bool, reach: Reach | None = None) -> None:
    """Serve `application` at `address` and `port` until SIGTERM or Ctrl+C; UsageError when it cannot listen there.

    Where `reach` names hosts, and on a loopback address, only these and loopback names are accepted in the Host header,
    unless `server.allowedHosts` is set. After SIGTERM it serves as long as `reach` says, and is not ready.
    """
    reach = reach or Reach()
    with listen(address, port) as listener:
        if reach.hosts or ipaddress.ip_address(listener.getsockname()[0]).is_loopback:
            allow_hosts([*LOOPBACK_NAMES, *reach.hosts])
        home = f"{url_of(listener)}{reach.base_path}"
        sys.stdout.write(f"Planpeil: {home}\n")
        sys.stdout.flush()
        if open_browser:
            webbrowser.open(home)
        signal.signal(signal.SIGTERM, _stop)
        with contextlib.suppress(KeyboardInterrupt):
            LeavingServer(uvicorn_settings(application), reach.drain).run(sockets=[listener])
