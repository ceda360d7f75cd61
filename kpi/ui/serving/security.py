"""Where somebody who finds a weakness may report it: /.well-known/security.txt (RFC 9116)."""

from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

SECURITY = "/.well-known/security.txt"
_HOLDS = timedelta(days=180)  # RFC 9116 advises less than a year


def security_text(contact: str, now: datetime) -> str:
    """The lines of the file; `now` with time zone, from which it holds half a year."""
    until = (now.astimezone(UTC) + _HOLDS).strftime("%Y-%m-%dT00:00:00Z")
    return f"Contact: {contact}\nExpires: {until}\nPreferred-Languages: nl, en\n"


def security_route(contact: str) -> Route:
    """The address; 404 without a contact: Streamlit would answer with its page."""

    async def file(_request: Request) -> PlainTextResponse:
        if not contact:
            return PlainTextResponse("", 404)
        return PlainTextResponse(security_text(contact, datetime.now(UTC)))

    return Route(SECURITY, file)
