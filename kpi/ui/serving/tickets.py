"""What the browser of somebody who signed in holds, and where it is found: in a request, or in a run of the script."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from starlette.datastructures import Headers
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kpi.ui.serving.browsers import cookie_in

TICKET = "planpeil_session"
_HELD: ContextVar[str] = ContextVar("planpeil_ticket", default="")


def ticket_cookie(secret: str, *, secure: bool) -> str:
    """The header that gives a browser its ticket until it is closed; an empty secret takes it away."""
    words = f"{TICKET}={secret}; Path=/; HttpOnly; SameSite=Lax{'' if secret else '; Max-Age=0'}"
    return f"{words}; Secure" if secure else words


def ticket_in(headers: Headers) -> str:
    """The ticket of a request; empty for none."""
    return cookie_in(headers, TICKET)


@contextmanager
def with_ticket(secret: str) -> Iterator[None]:
    """What is done inside is asked with this ticket, also in the threads that are given its context."""
    token = _HELD.set(secret)
    try:
        yield
    finally:
        _HELD.reset(token)


def ticket_now() -> str:
    """The ticket by which this run of the script, or this request, was asked; empty for none."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return _HELD.get()
    value: object = st.context.cookies.get(TICKET)
    return value if isinstance(value, str) else ""
