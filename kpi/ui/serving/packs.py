"""The address of a board pack that is made: its file, for who may see this Planpeil."""

import logging
import mimetypes
from collections.abc import Callable
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kpi.core.errors import NotFoundError, PlanpeilError
from kpi.core.meeting.pack import PackFile

PACK = "/pakket"
_PRIVATE = {"Cache-Control": "private, no-store"}
_log = logging.getLogger("planpeil.serving")


def pack_address(key: str, name: str) -> str:
    """Where a pack is, from the root of the server."""
    return f"{PACK}/{quote(key, safe='')}/{quote(name, safe='')}"


def pack_routes(find: Callable[[str], PackFile] | None) -> list[Route]:
    """The route; none without `find`, which gives a pack by its key, in a thread, and raises PlanpeilError.

    A file is called what it is, whatever the address calls it.
    """
    if find is None:
        return []

    async def file(request: Request) -> Response:
        try:
            found = await to_thread.run_sync(find, request.path_params["key"])
        except PlanpeilError as fault:
            status = 404 if isinstance(fault, NotFoundError) else 409
            return PlainTextResponse(fault.said(request.query_params.get("lang", "")), status, headers=_PRIVATE)
        except Exception:
            _log.exception("a board pack could not be given")
            return PlainTextResponse("", 500, headers=_PRIVATE)
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        named = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}"}
        return Response(found.content, headers={**_PRIVATE, **named, "ETag": f'"{found.sha256}"'}, media_type=kind)

    return [Route(f"{PACK}/{{key}}/{{name}}", file)]
