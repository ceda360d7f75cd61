"""How Planpeil sends: the settings of mail and webhook, when it is tried again, and which addresses are inside."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from kpi.core.errors import UsageError
from kpi.core.toml_words import flag_setting, only_known, text_setting, wrong_setting

ATTEMPTS = 6  # then a message is given up
LEASE = timedelta(minutes=10)  # how long who took a message may take to send it; after it another may
_FIRST_WAIT, _GROWS = timedelta(minutes=5), 4
_MOST_DAYS = 365
_MAIL = ("server", "port", "from", "starttls", "user", "before", "escalate")
_ADDRESS = re.compile(r"[^@\s,;:<>\"()\[\]\\]+@[^@\s,;:<>\"()\[\]\\]+")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Where mail is handed over, and when; `server` empty: nothing is sent.

    `before`: days before a day on which is reminded of it; `escalate`: days after it on which the plan owner hears.
    """

    server: str = ""
    port: int = 25
    sender: str = ""
    starttls: bool = True
    user: str = ""
    password: str = ""
    before: int = 7
    escalate: int = 14


@dataclass(frozen=True, slots=True)
class HookSettings:
    """Where changed lights are told; `url` empty: nowhere. `allow_inside`: the address may be one of the own network,
    and without TLS."""

    url: str = ""
    allow_inside: bool = False


def read_mail(table: Mapping[str, Any], env: Mapping[str, str]) -> MailSettings:
    """The settings of [mail]; `PLANPEIL_MAIL_PASSWORD` is its password. Raises UsageError."""
    only_known(table, _MAIL, "[mail]")
    server, sender, user = (text_setting(f"mail.{name}", table.get(name, "")) for name in ("server", "from", "user"))
    if server and not is_address(sender):
        wanted = 'from = "planpeil@organisatie.nl"'
        raise wrong_setting("mail.from", f"schrijf {wanted}", f"write {wanted}")
    starttls = flag_setting("mail.starttls", table.get("starttls", True))
    if user and not starttls and server not in ("localhost", "127.0.0.1", "::1"):
        raise wrong_setting(
            "mail.starttls",
            "een wachtwoord gaat niet leesbaar over het netwerk: laat starttls = true staan",
            "a password does not go over the network for all to read: keep starttls = true",
        )
    return MailSettings(
        server=server,
        port=_whole(table, "port", 25, 65_535),
        sender=sender,
        starttls=starttls,
        user=user,
        password=env.get("PLANPEIL_MAIL_PASSWORD", ""),
        before=_whole(table, "before", 7, _MOST_DAYS),
        escalate=_whole(table, "escalate", 14, _MOST_DAYS),
    )


def read_hook(table: Mapping[str, Any], env: Mapping[str, str]) -> HookSettings:
    """The settings of [webhook]; `PLANPEIL_WEBHOOK_URL` goes before its `url`. Raises UsageError, without the URL."""
    only_known(table, ("url", "allow_inside"), "[webhook]")
    inside = flag_setting("webhook.allow_inside", table.get("allow_inside", False))
    url = env.get("PLANPEIL_WEBHOOK_URL", "") or text_setting("webhook.url", table.get("url", ""))
    if url and not _is_web(url, ("https", "http") if inside else ("https",)):
        raise wrong_setting("webhook.url", 'schrijf "https://..."', 'write "https://..."')
    return HookSettings(url, inside)


def _is_web(url: str, schemes: tuple[str, ...]) -> bool:
    try:
        found = urlsplit(url)
        return found.scheme in schemes and bool(found.hostname) and url.isprintable() and found.port != 0
    except ValueError:
        return False


def is_address(text: str) -> bool:
    """Whether this is one address of mail, without a name beside it."""
    return bool(_ADDRESS.fullmatch(text)) and text.isprintable()


def mail_address(text: str) -> str:
    """An address of mail as it is kept, empty for none; raises UsageError for what is no single address."""
    found = text.strip()
    if found and not is_address(found):
        raise UsageError(
            "Dit is geen mailadres: schrijf er een, zoals naam@organisatie.nl.",
            "This is no mail address: write one, such as name@organisation.nl.",
        )
    return found


def is_inside(address: str) -> bool:
    """Whether an IP address is of this computer or of a network that is not the internet."""
    found = ip_address(address.partition("%")[0])
    found = getattr(found, "ipv4_mapped", None) or found
    return not found.is_global or found.is_multicast


def wait_after(attempts: int) -> timedelta | None:
    """How long after a failure it is tried again, longer each time; None when it is given up (`attempts` from 1)."""
    return None if attempts >= ATTEMPTS else _FIRST_WAIT * _GROWS ** (attempts - 1)


def _whole(table: Mapping[str, Any], name: str, otherwise: int, most: int) -> int:
    value = table.get(name, otherwise)
    if type(value) is not int or not 1 <= value <= most:
        nl, en = (
            f"{value!r}; schrijf een heel getal van 1 tot en met {most}",
            f"{value!r}; write a whole number 1-{most}",
        )
        raise wrong_setting(f"mail.{name}", nl, en)
    return value
