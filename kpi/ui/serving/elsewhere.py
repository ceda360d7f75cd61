"""The way to where one signs in elsewhere, and the way back."""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kpi.core.errors import PlanpeilError
from kpi.core.reach import Reach
from kpi.ui.serving.browsers import cookie_in
from kpi.ui.serving.door import PRIVATE, SIGN_IN, Door, is_secure, private_page, wanted_path, with_new_ticket

AWAY, BACK = f"{SIGN_IN}/elders", f"{SIGN_IN}/terug"
_WAY = "planpeil_way"


def ways_elsewhere(door: Door | None, reach: Reach) -> list[Route]:
    """The way to where one signs in elsewhere, and back; none where nobody does."""
    if door is None or door.away is None or door.back is None:
        return []
    go, come = door.away, door.back

    async def away(request: Request) -> Response:
        lang, wanted = request.query_params.get("lang", ""), wanted_path(request.query_params.get("naar", ""))
        try:
            address, held = await to_thread.run_sync(go, _way_back(request, reach), wanted)
        except PlanpeilError as fault:
            return await private_page(partial(door.sign_in_page, lang, wanted, "", fault), 502)
        onward = RedirectResponse(address, 303, headers=PRIVATE)
        onward.headers.append("Set-Cookie", _way_cookie(held, request))
        return onward

    async def back(request: Request) -> Response:
        held, asked = cookie_in(request.headers, _WAY), dict(request.query_params)
        try:
            ticket, wanted = await to_thread.run_sync(come, _way_back(request, reach), held, asked)
        except PlanpeilError as fault:
            refused = await private_page(partial(door.sign_in_page, "", "/", "", fault), 403)
            refused.headers.append("Set-Cookie", _way_cookie("", request))
            return refused
        onward = await with_new_ticket(door, request, ticket, wanted_path(wanted))
        onward.headers.append("Set-Cookie", _way_cookie("", request))
        return onward

    return [Route(AWAY, away), Route(BACK, back)]


def _way_back(request: Request, reach: Reach) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{reach.at(BACK)}"


def _way_cookie(held: str, request: Request) -> str:
    """For ten minutes, and only for who comes back; an empty one takes it away."""
    words = f"{_WAY}={held}; Path=/; HttpOnly; SameSite=Lax; Max-Age={600 if held else 0}"
    return f"{words}; Secure" if is_secure(request) else words
