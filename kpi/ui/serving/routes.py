"""The two addresses a monitor asks: is the process alive, and can it do its work."""

import logging
from collections.abc import Mapping

import anyio
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from kpi.core.errors import PlanpeilError
from kpi.ui.serving.hooks import Hooks

ALIVE, READY = "/healthz", "/readyz"
Answer = Mapping[str, str]
PATIENCE_SECONDS = 5.0
NOT_READY: Answer = {"status": "not ready"}
# What the listener puts in the state of the server once it was asked to stop.
LEAVING = "leaving"
_LEAVES: Answer = {
    **NOT_READY,
    "nl": "Deze Planpeil stopt zo en neemt niemand nieuw aan.",
    "en": "This Planpeil stops soon and takes nobody new.",
}
_NO_STORE = {"Cache-Control": "no-store"}
_log = logging.getLogger("planpeil.serving")


def _readiness(hooks: Hooks) -> Answer:
    """Ask the application; what it raises goes to the log, and only what is said for a person to whoever asked."""
    try:
        return {"status": "ready"} if hooks.ready() else NOT_READY
    except PlanpeilError as fault:
        _log.warning("not ready: %s", fault)
        return {**NOT_READY, "nl": fault.nl, "en": fault.en}
    except Exception:
        _log.exception("not ready")
        return NOT_READY


async def _readiness_in_time(hooks: Hooks) -> Answer:
    """Ask off the event loop; no answer within PATIENCE_SECONDS is no."""
    with anyio.move_on_after(PATIENCE_SECONDS):
        return await to_thread.run_sync(_readiness, hooks, abandon_on_cancel=True)
    return NOT_READY


async def healthz(_request: Request) -> JSONResponse:
    """Answer 200 `{"status": "alive"}` as long as the event loop turns."""
    return JSONResponse({"status": "alive"}, headers=_NO_STORE)


def health_routes(hooks: Hooks) -> list[Route]:
    """Make `/healthz` and `/readyz`, which answers 200 `{"status": "ready"}` or 503 `{"status": "not ready"}`, with
    the reason in words (`nl`, `en`) when it is known. Once it was asked to stop it is not ready, and serves on.

    A probe reads the body: Streamlit answers an unknown path with 200 and its page.
    """

    async def readyz(request: Request) -> JSONResponse:
        leaves = request.scope.get("state", {}).get(LEAVING, False)
        answer = _LEAVES if leaves else await _readiness_in_time(hooks)
        return JSONResponse(answer, 200 if answer["status"] == "ready" else 503, headers=_NO_STORE)

    return [Route(ALIVE, healthz), Route(READY, readyz)]
