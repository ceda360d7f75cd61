"""The file that says where a weakness may be reported."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.applications import Starlette

from kpi.settings import load_settings
from kpi.ui.serving.security import SECURITY, security_route, security_text

NOW = datetime(2026, 11, 27, 6, 12, tzinfo=UTC)
CONTACT = "mailto:veilig@voorbeeld.nl"


def ask(contact: str) -> tuple[int, str]:
    """Status and text of the address."""
    scope = {"type": "http", "method": "GET", "path": SECURITY, "query_string": b"", "headers": [], "root_path": ""}
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Starlette(routes=[security_route(contact)])(scope, receive, send))
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent[1:]).decode()


def test_it_names_the_contact_and_holds_less_than_a_year() -> None:
    said = dict(line.split(": ", 1) for line in security_text(CONTACT, NOW).splitlines())
    assert said == {"Contact": CONTACT, "Expires": "2027-05-26T00:00:00Z", "Preferred-Languages": "nl, en"}
    status, text = ask(CONTACT)
    assert (status, text.splitlines()[0]) == (200, f"Contact: {CONTACT}")
    until = datetime.fromisoformat(text.splitlines()[1].removeprefix("Expires: "))
    assert timedelta(days=1) < until - datetime.now(UTC) < timedelta(days=365)


def test_without_a_contact_it_is_not_there() -> None:
    assert ask("") == (404, "")


@pytest.mark.parametrize("contact", ["", CONTACT, "https://voorbeeld.nl/veilig", "tel:+31-53-1234567"])
def test_settings_take_an_address(contact: str, tmp_path: Any) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'security_contact = "{contact}"\n', encoding="utf-8")
    assert load_settings(file, {}).security_contact == contact
