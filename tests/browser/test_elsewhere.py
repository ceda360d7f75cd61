"""Signing in at a real OpenID Connect provider, in a browser: in, out, and what does not come in."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from kpi.access.rights import Grant, Role
from kpi.service.accounts.people import add_account, set_role
from kpi.service.desk import Desk
from kpi.service.plans import load_folder
from kpi.settings import ROOT
from kpi.ui.serving.tickets import TICKET
from tests.browser.conftest import WAIT, serving
from tests.provider import provider_with

PLAN = "thoon-2021"
SETTINGS = """plans = "none"
[auth]
issuer = "{issuer}"
client_id = "planpeil"
client_secret = "geheim"
name = "Zorglogin"
"""


def people(desk: Desk) -> None:
    assert load_folder(desk, ROOT / "data/plans" / PLAN, user="beheer").changed
    add_account(desk, "Vera", "vera@example.nl", user="beheer")
    set_role(desk, "Vera", Grant(Role.VIEWER, PLAN), held=True, user="beheer")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("elsewhere")
    with provider_with({"vera": {"email": "vera@example.nl"}}) as issuer:
        (folder / "config.toml").write_text(SETTINGS.format(issuer=issuer), encoding="utf-8")
        with serving(folder, people, config=folder / "config.toml") as url:
            yield url


def go(page: Page, url: str, sub: str) -> None:
    """To the provider, and back as somebody."""
    page.goto(url)
    page.get_by_role("link", name="Aanmelden met Zorglogin").click()
    page.locator("input[name=sub]").fill(sub)
    page.get_by_role("button", name=re.compile("Authorize")).click()


def test_somebody_signs_in_sees_their_plan_signs_out_and_their_ticket_is_worth_nothing(page: Page, shared: str) -> None:
    go(page, f"{shared}/resultaten?plan={PLAN}&lang=nl", "vera")
    expect(page).to_have_url(re.compile(r"/resultaten\?"))
    expect(page.get_by_role("heading", name="Alle resultaten")).to_be_visible()
    held = next(one for one in page.context.cookies() if one.get("name") == TICKET)
    assert held.get("httpOnly") is True
    assert not [one for one in page.context.cookies() if one.get("name") == "planpeil_way"]
    page.goto(f"{shared}/account")
    expect(page.get_by_text("U bent aangemeld als Vera.")).to_be_visible()
    page.get_by_role("button", name="Afmelden", exact=True).click()
    expect(page.get_by_role("link", name="Aanmelden met Zorglogin")).to_be_visible()
    with httpx.Client(base_url=shared, cookies={TICKET: str(held.get("value"))}, timeout=WAIT / 1000) as other:
        assert other.get("/api/v1/plans").status_code == 401


def test_who_has_no_account_is_told_so_and_is_not_in(page: Page, shared: str) -> None:
    go(page, f"{shared}/?plan={PLAN}", "iemand@elders.nl")
    expect(page.get_by_text("hebt hier geen account")).to_be_visible()
    page.goto(f"{shared}/?plan={PLAN}")
    expect(page.get_by_role("link", name="Aanmelden met Zorglogin")).to_be_visible()


def test_there_is_no_other_way_in(shared: str) -> None:
    with httpx.Client(base_url=shared, timeout=WAIT / 1000, headers={"Origin": shared}) as client:
        assert "password" not in client.get("/aanmelden").text
        assert client.post("/aanmelden", data={"name": "Vera", "password": "x"}).status_code == 403
        for query in ("", "?code=x", "?code=x&state=y"):
            refused = client.get(f"/aanmelden/terug{query}")
            assert refused.status_code == 403
            assert "Begin opnieuw" in refused.text
            assert TICKET not in refused.headers.get("set-cookie", "")
        away = client.get("/aanmelden/elders?naar=https://elders.example")
        assert away.status_code == 303
        assert "elders.example" not in away.headers["location"]
