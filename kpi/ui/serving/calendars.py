"""The secret address of a person's list as a calendar: what stands in it is the key, and nothing else is answered."""

import logging
from collections.abc import Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kpi.core.errors import NotFoundError, PlanpeilError

CALENDARS = "/agenda"
_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
_log = logging.getLogger("planpeil.serving")


def list_address(token: str) -> str:
    """Where the calendar of a secret is, from the root of the server."""
    return f"{CALENDARS}/{token}.ics"


def calendar_route(find: Callable[[str], bytes]) -> Route:
    """The route; `find` gives a calendar by its secret, in a thread, and raises PlanpeilError.

    No fault repeats the address: it is a secret.
    """

    async def calendar(request: Request) -> Response:
        try:
            found = await to_thread.run_sync(find, request.path_params["token"])
        except NotFoundError:
            return PlainTextResponse("", 404, headers=_PRIVATE)
        except PlanpeilError:
            return PlainTextResponse("", 503, headers=_PRIVATE)
        except Exception:
            _log.exception("a calendar could not be given")
            return PlainTextResponse("", 500, headers=_PRIVATE)
        named = {"Content-Disposition": 'inline; filename="planpeil.ics"'}
        return Response(found, headers={**_PRIVATE, **named}, media_type="text/calendar; charset=utf-8")

    return Route(f"{CALENDARS}/{{token}}.ics", calendar)
