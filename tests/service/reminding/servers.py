"""Real servers of mail and of a webhook, on a free port of this computer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import create_server
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from kpi.core.sending import MailSettings


class Mailbox:
    """What came in; `refuses`: the answer to a recipient, empty: it is taken."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses = refuses
        self.mails: list[Envelope] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append(envelope)
        return "250 OK"


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def mail_server(mailbox: Mailbox) -> Iterator[MailSettings]:
    """A server that puts mail in `mailbox`, and the settings to reach it."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield settings_at(controller.port)
    finally:
        controller.stop()


def settings_at(port: int, **changes: Any) -> MailSettings:
    """Settings of a server on this computer, without TLS."""
    given: dict[str, Any] = {"starttls": False, "sender": "planpeil@example.nl"} | changes
    return MailSettings("127.0.0.1", port, **given)


@contextmanager
def raw_server(greeting: bytes, *, keeps: bool = False) -> Iterator[int]:
    """The port of a server that says `greeting` and then cuts the line, or (`keeps`) says nothing any more."""
    listener = create_server(("127.0.0.1", 0))
    held = []

    def answer() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            line.sendall(greeting)
            held.append(line) if keeps else line.close()

    answering = Thread(target=answer, daemon=True)
    answering.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.shutdown(2)
        listener.close()
        answering.join()
        for line in held:
            line.close()


@contextmanager
def web_server(status: int = 200) -> Iterator[tuple[str, list[str]]]:
    """The address of a webhook that answers with `status`, and the texts that came."""
    texts: list[str] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            texts.append(json.loads(body)["text"])
            self.send_response(status)
            self.send_header("Location", self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook?token=1", texts
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
