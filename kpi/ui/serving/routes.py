"""The two addresses a monitor asks: is the process alive, and can it do its work."""

import logging

import anyio
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from kpi.ui.serving.hooks import Hooks

PATIENCE_SECONDS = 5.0
_NO_STORE = {"Cache-Control": "no-store"}
_log = logging.getLogger("planpeil.serving")


def _is_ready(hooks: Hooks) -> bool:
    """Ask the application; what it raises goes to the log, not to whoever asked."""
    try:
        return hooks.ready()
    except Exception:
        _log.exception("not ready")
        return False


async def _is_ready_in_time(hooks: Hooks) -> bool:
    """Ask off the event loop; no answer within PATIENCE_SECONDS is no."""
    with anyio.move_on_after(PATIENCE_SECONDS):
        return await to_thread.run_sync(_is_ready, hooks, abandon_on_cancel=True)
    return False


async def healthz(_request: Request) -> JSONResponse:
    """Answer 200 `{"status": "alive"}` as long as the event loop turns."""
    return JSONResponse({"status": "alive"}, headers=_NO_STORE)


def health_routes(hooks: Hooks) -> list[Route]:
    """Make `/healthz` and `/readyz`, which answers 200 `{"status": "ready"}` or 503 `{"status": "not ready"}`.

    A probe reads the body: Streamlit answers an unknown path with 200 and its page.
    """

    async def readyz(_request: Request) -> JSONResponse:
        if await _is_ready_in_time(hooks):
            return JSONResponse({"status": "ready"}, headers=_NO_STORE)
        return JSONResponse({"status": "not ready"}, 503, headers=_NO_STORE)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
