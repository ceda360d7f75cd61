"""A shared Planpeil below a path of its host, behind the real nginx: everything is found there, and nothing beside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from kpi.access.rights import Grant, Role
from kpi.service.accounts.people import add_account, set_role
from kpi.service.desk import Desk
from kpi.service.meetings.holding import prepare_meeting
from kpi.service.plans import load_folder
from kpi.settings import ROOT
from kpi.ui.serving.tickets import TICKET
from scripts.nginx import Nginx, prepared
from tests.browser.conftest import WAIT, Tab, Visitors, serving, unfold
from tests.browser.test_door import enter
from tests.browser.test_upload import HEAD, drop

BASE, PLAN, WORDS = "/planpeil", "thoon-2021", "een zin die lang genoeg is"
DAY = date(2021, 6, 30)
SETTINGS = f"""plans = "none"
security_contact = "mailto:beheer@example.nl"
[access]
users = true
proxies = ["127.0.0.1"]
[serve]
base_path = "{BASE}"
"""
ROW = f"{HEAD}\r\nT-CO-02;4e kwartaal 2021;;100;\r\n"


def people(desk: Desk) -> None:
    assert load_folder(desk, ROOT / "data/plans" / PLAN, user="beheer").changed
    add_account(desk, "Ada", password=WORDS, user="beheer")
    set_role(desk, "Ada", Grant(Role.ADMIN), held=True, user="beheer")
    prepare_meeting(desk, PLAN, "Bestuursvergadering", DAY, DAY, user="beheer")


@dataclass(frozen=True)
class Below:
    """`url`: where nginx passes on to Planpeil; `direct`: the server past nginx, from its root."""

    nginx: Nginx
    direct: str

    @property
    def url(self) -> str:
        return f"{self.nginx.url}{BASE}"

    def client(self, cookies: dict[str, str] | None = None) -> httpx.Client:
        """A program that comes in through nginx."""
        origin = {"Origin": self.nginx.url}
        trusted = self.nginx.trusted()
        return httpx.Client(base_url=self.url, verify=trusted, timeout=WAIT / 1000, headers=origin, cookies=cookies)


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Below]:
    folder = tmp_path_factory.mktemp("below")
    (folder / "config.toml").write_text(SETTINGS, encoding="utf-8")
    with serving(folder, people, config=folder / "config.toml") as direct:
        nginx = prepared(folder / "nginx", [int(direct.rpartition(":")[2])], BASE)
        nginx.start()
        try:
            yield Below(nginx, direct)
        finally:
            nginx.stop()


@pytest.fixture
def ada(below: Below, visitors: Visitors) -> Iterator[Tab]:
    """Ada, signed in; nothing may have gone wrong or elsewhere when she leaves."""
    one = Tab(visitors.page(below.nginx.url, new=False), below.url)
    one.watch()
    enter(one.page, f"{below.url}/resultaten?plan={PLAN}&lang=nl", "Ada")
    expect(one.page).to_have_url(re.compile(rf"^{re.escape(below.url)}/resultaten\?"))
    expect(one.page.get_by_role("heading", name="Alle resultaten")).to_be_visible()
    one.settle()
    yield one
    faults = [*one.faults]  # what is still being asked for when she leaves, fails
    visitors.leave(one.page, below.nginx.url)
    assert faults == []


def held(one: Tab) -> dict[str, str]:
    return {str(cookie.get("name")): str(cookie.get("value")) for cookie in one.page.context.cookies()}


def test_pages_links_and_cookies_stay_below_the_path(ada: Tab, below: Below) -> None:
    assert {cookie.get("path") for cookie in ada.page.context.cookies()} == {f"{BASE}/"}
    assert f"__Secure-{TICKET}" in held(ada)
    ada.page.get_by_role("link", name="Overzicht").first.click()
    expect(ada.page).to_have_url(re.compile(rf"^{re.escape(below.url)}/\?"))
    ada.settle()
    ada.page.reload()
    expect(ada.page.locator(".stMain .pp-foot")).to_be_visible()
    ada.page.goto(f"{below.url}/account?lang=nl")
    ada.page.get_by_role("link", name="Naar het overzicht").click()
    expect(ada.page).to_have_url(re.compile(rf"^{re.escape(below.url)}/"))
    expect(ada.page.locator(".stMain .pp-foot")).to_be_visible()


def test_the_first_answer_shows_the_page_with_the_scripts_below_the_path(ada: Tab, below: Below) -> None:
    with below.client(held(ada)) as program:
        answer = program.get("/resultaten", params={"plan": PLAN, "lang": "nl"})
        assert 'id="first-light"' in answer.text
        for script in re.findall(r'src="\.(/[^"]+\.js)"', answer.text):
            assert program.get(script).headers["content-type"].partition(";")[0].endswith("/javascript")


def test_a_file_is_handed_in_and_given_back(ada: Tab) -> None:
    ada.open("aanleveren", plan=PLAN)
    drop(ada, ROW, "kwartaal4.csv")
    ada.page.get_by_role("button", name="1 waarde vastleggen").click()
    ada.page.get_by_text("Vastgelegd. Dank u wel.").wait_for(timeout=WAIT)
    ada.open("aanleveringen", plan=PLAN)
    ada.page.locator(".pp-deliveries tbody a").first.click()
    with ada.page.expect_download() as waiting:
        ada.page.get_by_role("button", name="Bestand zoals ontvangen downloaden").click()
    assert waiting.value.path().read_bytes() == ROW.encode("cp1252")


def test_a_meeting_is_presented_with_its_keys_and_left(ada: Tab, below: Below) -> None:
    ada.open("vergadering", plan=PLAN, vergadering="M1", as_of=DAY.isoformat())
    with ada.page.context.expect_page() as opened:
        ada.page.get_by_role("link", name="Presenteren").click()
    room = opened.value
    place = room.locator(".screen:not([hidden]) footer b")
    expect(place).to_contain_text("1")
    before = place.text_content() or ""
    room.keyboard.press("ArrowRight")
    expect(place).not_to_have_text(before)
    while not room.locator(".screen:not([hidden]) a.open").count():
        now = place.text_content() or ""
        room.keyboard.press("ArrowRight")
        expect(place).not_to_have_text(now)
    room.keyboard.press("r")
    result = room.frame_locator("iframe").locator(".pp-foot").first
    expect(result).to_be_visible()
    room.keyboard.press("Escape")
    room.close()
    with below.client(held(ada)) as program:
        document = program.get(f"/zaal/{PLAN}/M1").text
        assert set(re.findall(r'(?:src|data-[a-z]+|url\()=?"(/[a-z-]+)', document)) == {BASE}


def test_a_pack_is_made_and_downloaded(ada: Tab) -> None:
    ada.open("vergadering", plan=PLAN, vergadering="M1", as_of=DAY.isoformat())
    ada.page.get_by_role("button", name="Downloaden").first.click()
    ada.page.get_by_role("button", name="Schermen (HTML) maken").click()
    link = ada.page.get_by_role("link", name="Schermen (HTML) downloaden")
    link.wait_for(timeout=3 * WAIT)
    with ada.page.expect_download() as waiting:
        link.click()
    assert waiting.value.path().read_bytes().startswith(b"<!doctype html>")


def test_a_calendar_is_at_the_address_that_is_shown(ada: Tab, below: Below) -> None:
    ada.open("mijn-lijst", plan=PLAN)
    unfold(ada.page, "Uw lijst in uw eigen agenda")
    ada.page.get_by_role("button", name="Adres maken").click()
    shown = ada.page.locator("code").filter(has_text=".ics")
    shown.wait_for(timeout=WAIT)
    address = shown.inner_text().strip()
    assert address.startswith(f"{below.url}/agenda/")
    with below.client() as program:
        assert program.get(address).text.startswith("BEGIN:VCALENDAR")


def test_a_program_finds_the_next_page_and_the_description(ada: Tab, below: Below) -> None:
    with below.client(held(ada)) as program:
        first = program.get(f"/api/v1/plans/{PLAN}/measurements", params={"per_page": 2})
        assert first.status_code == 200
        assert first.links["next"]["url"].startswith(f"{BASE}/api/v1/plans/")
        second: dict[str, Any] = program.get(f"{below.nginx.url}{first.links['next']['url']}").json()
        assert second["page"] == 2
        assert program.get("/api/v1/openapi.json").json()["servers"] == [{"url": f"{BASE}/api/v1"}]


def test_signing_out_leads_to_the_door_below_the_path(ada: Tab, below: Below) -> None:
    ada.page.goto(f"{below.url}/account?lang=nl")
    ada.page.get_by_role("button", name="Afmelden", exact=True).click()
    expect(ada.page).to_have_url(f"{below.url}/aanmelden")
    assert f"__Secure-{TICKET}" not in held(ada)


def test_nothing_is_beside_the_path_but_what_monitors_ask(below: Below) -> None:
    with httpx.Client(base_url=below.direct, timeout=WAIT / 1000, headers={"X-Forwarded-For": "127.0.0.1"}) as monitor:
        for path in ("/healthz", "/readyz", "/.well-known/security.txt", f"{BASE}/readyz"):
            assert monitor.get(path).status_code == 200, path
        for path in ("/", BASE, f"{BASE}?plan={PLAN}"):
            answer = monitor.get(path)
            assert (answer.status_code, answer.headers["location"][:10]) == (307, f"{BASE}/")
        for path in ("/resultaten", "/aanmelden", "/api/v1/plans", "/planpeilx/", "/_stcore/health", "/PLANPEIL/"):
            assert monitor.get(path).status_code == 404, path
    with below.client() as stranger:
        answer = stranger.get("/logboek?plan=x")
        assert answer.headers["location"] == f"{BASE}/aanmelden?naar=%2Flogboek%3Fplan%3Dx"
        for elsewhere in ("//elders.example", "/\\elders.example", "https://elders.example"):
            done = stranger.post("/aanmelden", params={"naar": elsewhere}, data={"name": "Ada", "password": WORDS})
            assert done.headers["location"] == f"{BASE}/"
