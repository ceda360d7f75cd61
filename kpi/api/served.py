"""The API as routes beside the pages, in the same process and behind the same gate: rows, and files with a token."""

import asyncio
import logging
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kpi.api import problems
from kpi.api.answering import body_of, has_it, next_page, tag_of
from kpi.api.handing_in import bearer, desk_by_token, handed_in, is_to_be_kept, sent_file
from kpi.api.openapi import DESCRIPTION, ROOT_OF_API, description
from kpi.api.operations import OPERATIONS, UPLOADS, Operation, RowsFound, ToFind
from kpi.api.parameters import read_code, read_question
from kpi.api.preferring import Form, preferred_form, preferred_language
from kpi.core.errors import NotFoundError, PlanpeilError, UsageError
from kpi.core.reach import Reach
from kpi.service.as_json import json_text
from kpi.service.desk import Desk, newest_commit

ROOT = "/api"
# Two at a time: what a program asks takes processor time, which the pages need too.
_ANSWERING = 2
_PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Accept, Accept-Language"}
_CSV = "text/csv; charset=utf-8; header=present"
_log = logging.getLogger("planpeil.api")
_BROKEN = PlanpeilError(
    "Planpeil kon dit niet beantwoorden. Probeer het opnieuw, of vraag de beheerder in het logboek te kijken.",
    "Planpeil could not answer this. Try again, or ask the administrator to look into the log.",
)
_NOWHERE = NotFoundError(
    f"Dit adres is er niet. Kies er een uit {ROOT_OF_API}/{DESCRIPTION}.",
    f"There is nothing at this address. Choose one from {ROOT_OF_API}/{DESCRIPTION}.",
)
_READING = UsageError("Dit adres geeft alleen: gebruik GET of HEAD.", "This address only gives: use GET or HEAD.")
_TAKING = UsageError("Dit adres neemt alleen bestanden aan: gebruik POST.", "This address takes files: use POST.")
_TOO_LARGE = UsageError("Geef een bestand van hoogstens 10 MB.", "Give a file of at most 10 MB.")
Answer = Callable[[Request], Response]


def api_routes(desk: Callable[[], Desk], own: Callable[[], Desk], reach: Reach) -> list[BaseRoute]:
    """The routes: all that begins with `/api`, so that nothing there is answered with a page.

    `desk` opens the database or gives the one that is open for who asks, in a thread, and raises PlanpeilError; `own`:
    the same for nobody in particular, of which a token makes one for its person. `reach`: where all of it is.
    """
    workers = ThreadPoolExecutor(_ANSWERING, "api")

    async def run(answer: Answer, request: Request) -> Response:
        return await asyncio.get_running_loop().run_in_executor(workers, copy_context().run, _guarded, answer, request)

    async def taken(request: Request) -> Response:
        """Who sends it is known before any of it is read."""
        found: list[Desk] = []

        def asked(request: Request) -> Response:
            is_to_be_kept(request)
            found.append(desk_by_token(own, request, changes=True))
            return Response()

        refused = await run(asked, request)
        if not found:
            return refused
        try:
            sent = await sent_file(request)
        except UsageError as fault:
            return problems.problem(problems.WRONG_QUESTION, fault, _language(request))
        if sent is None:
            return problems.problem(problems.TOO_LARGE, _TOO_LARGE, _language(request))
        return await run(lambda request: handed_in(found[0], request, sent), request)

    def route(path: str, answer: Answer) -> Route:
        async def answered(request: Request) -> Response:
            return await run(answer, request)

        return Route(f"{ROOT_OF_API}{path}", answered)

    def asked_at(request: Request) -> Desk:
        return desk() if bearer(request) is None else desk_by_token(own, request)

    routes = [route(f"/{DESCRIPTION}", partial(_described, reach.at(ROOT_OF_API)))]
    for one in OPERATIONS:
        routes.append(route(f"{one.path}.csv", partial(_rows, asked_at, one, Form.CSV)))
        routes.append(route(one.path, partial(_rows, asked_at, one, None)))
    routes.append(Route(f"{ROOT_OF_API}{UPLOADS}", taken, methods=["POST"]))
    inside = Starlette(routes=routes, exception_handlers={HTTPException: _refused})
    inside.router.redirect_slashes = False
    return [Below(ROOT, inside)]


class Below(BaseRoute):
    """All addresses at and below a path; `Mount` leaves out the path itself, and those that hold a line break."""

    def __init__(self, path: str, inside: ASGIApp) -> None:
        self.path = path
        self._inside = inside

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether an address is one of them."""
        found = scope["type"] == "http" and f"{scope['path']}/".startswith(f"{self.path}/")
        return (Match.FULL if found else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with what is inside, which knows the whole address."""
        await self._inside(scope, receive, send)


async def _refused(request: Request, fault: Exception) -> Response:
    """What no address answers for."""
    headers = getattr(fault, "headers", None) or {}
    if getattr(fault, "status_code", 404) == problems.ONLY_READING.status:
        if headers.get("Allow") == "POST":
            return problems.problem(problems.ONLY_HANDING_IN, _TAKING, _language(request), **headers)
        return problems.problem(problems.ONLY_READING, _READING, _language(request), **headers)
    return problems.problem(problems.NOT_FOUND, _NOWHERE, _language(request))


def _guarded(answer: Answer, request: Request) -> Response:
    """Any answer; of what nobody foresaw the log gets the place, and none of the values that a message may repeat."""
    try:
        return answer(request)
    except PlanpeilError as fault:
        return problems.problem(problems.problem_of(fault), fault, _language(request))
    except Exception as fault:
        place = "".join(traceback.format_tb(fault.__traceback__))
        _log.error("an answer failed with %s\n%s", type(fault).__name__, place)
        return problems.problem(problems.FAULT, _BROKEN, _language(request))


def _rows(desk: Callable[[Request], Desk], operation: Operation, form: Form | None, request: Request) -> Response:
    """The rows of an address; `form` None: as it is asked for."""
    try:
        opened = desk(request)
        newest = newest_commit(opened)
    except PlanpeilError as fault:
        return problems.problem(problems.problem_of(fault), fault, _language(request))
    plan = read_code(request.path_params.get("plan", ""))
    asked = read_question(operation.parameters, request.query_params.multi_items())
    form = form or preferred_form(request.headers.get("accept", ""))
    tag = tag_of(newest, request.url, form, _language(request), opened.who)
    headers = {**_PRIVATE, "ETag": tag}
    if has_it(tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    found = operation.find(ToFind(opened, newest.revision if newest else 0, plan, asked))
    media = _CSV if form is Form.CSV else form.value
    return Response(body_of(operation, found, form), 200, headers | _counted(operation, request, found), media)


def _counted(operation: Operation, request: Request, found: RowsFound) -> dict[str, str]:
    """How many rows there are, and where they go on."""
    if operation.single:
        return {}
    link = next_page(quote(request.scope["path"]), request.query_params, found) if operation.paged else ""
    return {"X-Total-Count": str(found.in_all), **({"Link": link} if link else {})}


def _described(at: str, request: Request) -> Response:
    read_question((), request.query_params.multi_items())
    tag = tag_of(DESCRIPTION, at)
    headers = {**_PRIVATE, "ETag": tag}
    if has_it(tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(json_text(description(at)), 200, headers, Form.JSON.value)


def _language(request: Request) -> str:
    return preferred_language(request.headers.get("accept-language", ""))
