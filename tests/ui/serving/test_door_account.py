"""Mijn account when the session ends between the door and the page."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette

from kpi.service.accounts.signing import signed_out
from kpi.ui.serving.door import ACCOUNT, Door, door_routes


def _gone(*_: object) -> str:
    raise signed_out()


def _knows(*_: object) -> bool:
    return True


def _page(*_: object) -> str:
    return "aanmelden"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_it_leads_to_where_one_signs_in(method: str) -> None:
    app = Starlette(routes=door_routes(Door(_knows, _knows, _gone, lambda *_: None, _gone, _page, _gone)))

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client:
            return await client.request(method, ACCOUNT, content=b"password=a&new=b")

    found = asyncio.run(asked())
    assert (found.status_code, found.headers["location"]) == (303, "/aanmelden?naar=%2Faccount")
