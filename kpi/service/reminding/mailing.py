"""Handing over one mail to a server, and one message to a webhook."""

import http.client
import json
import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.utils import formatdate
from hashlib import sha256
from urllib.parse import urlsplit

from kpi.core.errors import PlanpeilError
from kpi.core.sending import HookSettings, MailSettings, is_inside

SECONDS = 20  # to wait for each answer


class SendingError(PlanpeilError):
    """It could not be handed over; `fault`: why, in few words without a name or an address."""

    code = "not-sent"

    def __init__(self, fault: str) -> None:
        super().__init__(
            f"Dit is niet verstuurd ({fault}): controleer config.toml.",
            f"This was not sent ({fault}): check config.toml.",
        )
        self.fault = fault


def send_mail(settings: MailSettings, to: str, subject: str, body: str, *, key: str, seconds: float = SECONDS) -> None:
    """Hand over a mail to one address; raises SendingError. `key`: the same mail has the same Message-ID."""
    domain = settings.sender.rpartition("@")[2]
    message = EmailMessage()
    message["From"], message["To"] = settings.sender, to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer of an absence
    message.set_content(body)
    try:
        with smtplib.SMTP(settings.server, settings.port, local_hostname=domain, timeout=seconds) as server:
            if settings.starttls:
                server.starttls(context=ssl.create_default_context())
            if settings.user:
                server.login(settings.user, settings.password)
            server.send_message(message, from_addr=settings.sender, to_addrs=[to])
    except (smtplib.SMTPException, OSError, UnicodeError) as fault:
        raise SendingError(_mail_fault(fault)) from fault


def _mail_fault(fault: Exception) -> str:
    """The kind of a fault and the number the server gave; its words may repeat an address."""
    code = getattr(fault, "smtp_code", None)
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code = next((number for number, _ in fault.recipients.values()), None)
    return f"{type(fault).__name__} {code}" if code is not None else type(fault).__name__


def send_hook(settings: HookSettings, words: str, *, seconds: float = SECONDS) -> None:
    """Post words as Teams and Slack take them; raises SendingError.

    The name is looked up once and the connection goes to that very address, so that it cannot become another in
    between. No redirect is followed.
    """
    where = urlsplit(settings.url)
    host, secure = where.hostname or "", where.scheme == "https"
    port = where.port or (443 if secure else 80)
    try:
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
        connection.sock = _connected(host, port, secure=secure, inside=settings.allow_inside, seconds=seconds)
        try:
            path = (where.path or "/") + (f"?{where.query}" if where.query else "")
            body = json.dumps({"text": words}).encode()
            named = {"Host": where.netloc.rpartition("@")[2], "Content-Type": "application/json"}
            connection.request("POST", path, body, named)
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, UnicodeError) as fault:
        raise SendingError(type(fault).__name__) from fault
    if not 200 <= status < 300:
        raise SendingError(f"HTTP {status}")


def _connected(host: str, port: int, *, secure: bool, inside: bool, seconds: float) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if not inside and any(is_inside(one) for one in addresses):
        raise SendingError("inside the own network; allow_inside = false")
    plain = socket.create_connection((addresses[0], port), timeout=seconds)
    if not secure:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
