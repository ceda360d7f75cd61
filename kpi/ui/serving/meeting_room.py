"""The addresses of a meeting in the room: its screens, and what is agreed on them.

They stand beside Streamlit: keys and full screen need a page of our own, and it goes on when the line drops.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kpi.core.errors import NotFoundError, PlanpeilError
from kpi.present.pack.html import script

ROOM, SCRIPT_AT = "/zaal", "/planpeil-room.js"
MOST_BYTES = 20_000
_PRIVATE = {"Cache-Control": "private, no-store"}
_log = logging.getLogger("planpeil.serving")


@dataclass(frozen=True, slots=True)
class RoomHooks:
    """What the addresses ask of the application, of a plan, a meeting and a language, each in a thread.

    `document`: the screens. `agreements`: what was agreed, as HTML. `note`: record what was written down, and the same.
    Each raises PlanpeilError for what cannot be; `refusal` says it in words, `no_room` as a page, of a plan.
    """

    document: Callable[[str, str, str], str]
    agreements: Callable[[str, str, str], str]
    note: Callable[[str, str, str, Mapping[str, str]], str]
    refusal: Callable[[PlanpeilError, str], str]
    no_room: Callable[[PlanpeilError, str, str], str]


def room_routes(hooks: RoomHooks | None) -> list[Route]:
    """The routes; none without hooks."""
    if hooks is None:
        return []

    async def answered(request: Request, make: Callable[..., str], *more: object) -> Response:
        plan, meeting = request.path_params["plan"], request.path_params["meeting"]
        lang = request.query_params.get("lang", "")
        try:
            return HTMLResponse(await to_thread.run_sync(make, plan, meeting, lang, *more), headers=_PRIVATE)
        except PlanpeilError as fault:
            status = 404 if isinstance(fault, NotFoundError) else 409
            if make is hooks.document:
                page = await to_thread.run_sync(hooks.no_room, fault, plan, lang)
                return HTMLResponse(page, status, headers=_PRIVATE)
            return PlainTextResponse(hooks.refusal(fault, lang), status, headers=_PRIVATE)
        except Exception:
            _log.exception("the room of %r failed", meeting)
            return PlainTextResponse("", 500, headers=_PRIVATE)

    async def document(request: Request) -> Response:
        return await answered(request, hooks.document)

    async def agreements(request: Request) -> Response:
        if request.method == "GET":
            return await answered(request, hooks.agreements)
        said = await _said(request)
        if said is None:
            return PlainTextResponse("", 400, headers=_PRIVATE)
        return await answered(request, hooks.note, said)

    async def script_file(_request: Request) -> Response:
        return Response(script(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    return [
        Route(SCRIPT_AT, script_file),
        Route(f"{ROOM}/{{plan}}/{{meeting}}", document),
        Route(f"{ROOM}/{{plan}}/{{meeting}}/agreements", agreements, methods=["GET", "POST"]),
    ]


async def _said(request: Request) -> Mapping[str, str] | None:
    """The fields of a note; None for what is no JSON of a browser page, or too large for words.

    A page of another origin cannot send JSON without being asked first, and the gate refuses its origin besides.
    """
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    try:
        found = json.loads(body)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    return {name: value for name, value in found.items() if isinstance(value, str)}
