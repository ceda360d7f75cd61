"""A shared Planpeil: who signs in sees what their role gives, and nobody else anything."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import Page, expect

from kpi.access.rights import Grant, Role
from kpi.service.accounts.people import add_account, set_mail, set_role
from kpi.service.desk import Desk
from kpi.service.plans import load_folder
from kpi.settings import ROOT
from kpi.ui.serving.tickets import TICKET
from tests.browser.conftest import WAIT, Visitors, serving

WORDS, PATIENCE = "een zin die lang genoeg is", WAIT / 1000  # seconds
SEEN, HIDDEN = "thoon-2021", "huisartsenteam-2024"


def people(desk: Desk) -> None:
    for code in (SEEN, HIDDEN):
        assert load_folder(desk, ROOT / "data/plans" / code, user="beheer").changed
    roles = (
        ("Vera", Grant(Role.VIEWER, SEEN)),
        ("Ada", Grant(Role.ADMIN)),
        ("Piet", Grant(Role.UPLOADER, SEEN, "stad-a")),
    )
    for name, grant in roles:
        add_account(desk, name, password=WORDS, user="beheer")
        set_role(desk, name, grant, held=True, user="beheer")
    add_account(desk, "Els", password=WORDS, user="beheer")
    set_role(desk, "Els", Grant(Role.VIEWER, SEEN), held=True, user="beheer")
    set_mail(desk, "Els", "", "en", user="beheer")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("shared")
    (folder / "config.toml").write_text('plans = "none"\n[access]\nusers = true\n', encoding="utf-8")
    with serving(folder, people, config=folder / "config.toml") as url:
        yield url


@pytest.fixture
def page(visitors: Visitors, shared: str) -> Iterator[Page]:
    """A page of a computer of its own, with no cookie of any other."""
    opened = visitors.page(shared, new=False)
    yield opened
    visitors.leave(opened, shared)


@contextmanager
def signed_in(shared: str, name: str) -> Iterator[httpx.Client]:
    """A program that holds the ticket of somebody who signed in."""
    with httpx.Client(base_url=shared, timeout=PATIENCE, headers={"Origin": shared}) as client:
        done = client.post("/aanmelden", data={"name": name, "password": WORDS})
        assert (done.status_code, done.headers["location"]) == (303, "/")
        yield client


def enter(page: Page, url: str, name: str, password: str = WORDS) -> None:
    page.goto(url)
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Aanmelden").click()


def test_nobody_passes_whatever_they_ask_for(shared: str) -> None:
    with httpx.Client(base_url=shared, timeout=PATIENCE) as client:
        for path in ("/", "/resultaten?plan=thoon-2021", "/logboek", "/thema-X", "/account"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["location"][:17]) == (303, "/aanmelden?naar=%")
        for path in ("/media/x.csv", "/_stcore/host-config", "/zaal/thoon-2021/M1", "/pakket/x", "/component/x/y.js"):
            assert client.get(path).status_code == 401
        assert client.put("/_stcore/upload_file/a/b", headers={"Origin": shared}).status_code == 401
        assert client.get("/api/v1/plans").json()["status"] == 401
        for path in ("/healthz", "/readyz", "/aanmelden"):
            assert client.get(path).status_code == 200


def test_a_form_that_does_not_come_from_our_own_page_is_refused(shared: str) -> None:
    with httpx.Client(base_url=shared, timeout=PATIENCE) as client:
        for origin in ({}, {"Origin": "https://elders.example"}, {"Origin": "null"}):
            done = client.post("/aanmelden", data={"name": "Vera", "password": WORDS}, headers=origin)
            assert done.status_code == 403
            assert "set-cookie" not in done.headers


@pytest.mark.parametrize("wanted", ["https://elders.example", "//elders.example", "/\\elders.example", "javascript:1"])
def test_signing_in_leads_to_nobody_else(shared: str, wanted: str) -> None:
    with httpx.Client(base_url=shared, timeout=PATIENCE, headers={"Origin": shared}) as client:
        done = client.post("/aanmelden", params={"naar": wanted}, data={"name": "Vera", "password": WORDS})
        assert done.headers["location"] == "/"


def test_a_ticket_is_for_this_browser_alone_and_ends_when_its_holder_leaves(shared: str) -> None:
    with signed_in(shared, "Vera") as vera, httpx.Client(base_url=shared, timeout=PATIENCE) as other:
        held = vera.cookies[TICKET]
        assert vera.get("/api/v1/plans").status_code == 200
        other.cookies.set(TICKET, held)
        assert vera.post("/account", data={"do": "leave"}).headers["location"] == "/aanmelden"
        assert other.get("/api/v1/plans").status_code == 401
        assert other.get("/").status_code == 303


def test_who_has_a_role_for_one_unit_sees_lights_and_that_unit_alone(page: Page, shared: str) -> None:
    with signed_in(shared, "Piet") as piet:
        assert "Groot stedelijk gebied A (THOON Regioplan 2021-2024)" in piet.get("/account").text
        for path in ("/themes", "/targets", "/status"):
            assert piet.get(f"/api/v1/plans/{SEEN}{path}").status_code == 200
        for path in ("/meetings", "/checkins", "/actions"):
            assert piet.get(f"/api/v1/plans/{SEEN}{path}").status_code == 403
        rows = piet.get(f"/api/v1/plans/{SEEN}/measurements", params={"per_page": 1000}).json()["rows"]
        assert {one["org_unit"] for one in rows} <= {"stad-a"}
    enter(page, f"{shared}/?plan={SEEN}&lang=nl", "Piet")
    expect(page.get_by_role("link", name="Alle resultaten").first).to_be_visible()
    expect(page.get_by_role("link", name="Vergadering")).to_have_count(0)
    page.goto(f"{shared}/vergadering?plan={SEEN}&lang=nl")
    expect(page.get_by_text("U hebt geen toegang")).to_be_visible()


def test_a_program_gets_what_its_holder_may_see(shared: str) -> None:
    with signed_in(shared, "Vera") as vera, signed_in(shared, "Ada") as ada:
        assert [one["code"] for one in vera.get("/api/v1/plans").json()["rows"]] == [SEEN]
        assert {one["code"] for one in ada.get("/api/v1/plans").json()["rows"]} == {SEEN, HIDDEN}
        tag = ada.get("/api/v1/plans").headers["etag"]
        assert ada.get("/api/v1/plans", headers={"If-None-Match": tag}).status_code == 304
        assert vera.get("/api/v1/plans", headers={"If-None-Match": tag}).status_code == 200
        for path in ("", "/themes", "/targets", "/status", "/measurements", "/meetings", "/checkins", "/actions"):
            assert vera.get(f"/api/v1/plans/{HIDDEN}{path}").status_code == 403
            assert vera.get(f"/api/v1/plans/{SEEN}{path}").status_code == 200
        assert vera.get(f"/zaal/{HIDDEN}/M1").status_code in (404, 409)
        shown = vera.get(f"/overzicht?plan={HIDDEN}").text
        assert "Huisartsenteam" not in shown


def test_who_may_hand_in_nothing_brings_no_file_to_the_door_for_uploads(shared: str) -> None:
    with signed_in(shared, "Vera") as vera, signed_in(shared, "Ada") as ada:
        for one, refused in ((vera, True), (ada, False)):
            done = one.put("/_stcore/upload_file/a/b", files={"file": ("x.csv", b"x")})
            assert (done.status_code == 401) is refused


def test_a_viewer_sees_the_plan_of_the_role_and_no_page_of_others(shared: str, page: Page) -> None:
    enter(page, f"{shared}/resultaten?plan={SEEN}", "Vera", "fout")
    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    expect(page.get_by_label("Naam")).to_have_value("Vera")
    expect(page.get_by_label("Wachtwoord")).to_have_value("")
    enter(page, f"{shared}/resultaten?plan={SEEN}", "Vera")
    page.wait_for_url(re.compile("/resultaten"))
    menu = page.locator("#root nav.pp-wide")
    expect(menu.get_by_text("Mijn account")).to_be_visible()
    for path, said in (
        (f"aanleveren?plan={SEEN}", "geen cijfers aanleveren"),
        (f"plan-beheren?plan={SEEN}", "niet wijzigen"),
        (f"logboek?plan={SEEN}", "niet beheren"),
        (f"mensen?plan={SEEN}", "niet beheren"),
        (f"overzicht?plan={HIDDEN}", "Er is geen plan"),
    ):
        page.goto(f"{shared}/{path}")
        expect(page.locator("#root .pp-message")).to_contain_text(said)
    page.goto(f"{shared}/plannen")
    expect(page.locator("#root .stMain")).to_contain_text("THOON")
    expect(page.locator("#root .stMain")).not_to_contain_text("Huisartsenteam")


def test_what_one_person_saves_on_a_computer_is_not_found_by_the_next(shared: str, page: Page) -> None:
    enter(page, f"{shared}/resultaten?plan={SEEN}", "Vera")
    saved, name = page.locator("#root .st-key-saved button").first, page.get_by_label("Naam van deze selectie")
    saved.click()
    name.fill("mijn selectie")
    page.get_by_role("button", name="Selectie bewaren").click()
    expect(page.locator(".pp-saved", has_text="is bewaard")).to_be_visible()
    page.goto(f"{shared}/account")
    page.evaluate("() => [localStorage, sessionStorage].forEach((one) => one.setItem('half', 'getypt'))")
    page.get_by_role("button", name="Afmelden", exact=True).click()
    page.wait_for_url(re.compile("/aanmelden"))
    kept = page.evaluate("() => [localStorage, sessionStorage].map((one) => one.getItem('half'))")
    assert kept == [None, None]
    for who, found in (("Ada", 0), ("Vera", 1)):
        page.context.clear_cookies(name=TICKET)
        enter(page, f"{shared}/resultaten?plan={SEEN}", who)
        saved.click()
        expect(name).to_be_visible()
        expect(page.get_by_role("link", name="mijn selectie")).to_have_count(found)


def test_who_signs_out_elsewhere_sees_nothing_new_on_a_page_that_stands(shared: str, page: Page) -> None:
    enter(page, f"{shared}/overzicht?plan={SEEN}", "Vera")
    menu = page.locator("#root nav.pp-wide")
    expect(menu.get_by_text("Methode")).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{shared}/account")
    expect(other.get_by_text("U bent aangemeld als Vera.")).to_be_visible()
    other.get_by_role("button", name="Overal afmelden").click()
    other.wait_for_url(re.compile("/aanmelden"))
    menu.get_by_text("Methode").click()
    expect(page.locator("#root .pp-message")).to_contain_text("U bent niet meer aangemeld")
    page.locator("#root").get_by_role("link", name="Aanmelden").click()
    page.wait_for_url(re.compile(r"/aanmelden\?naar="))
    page.get_by_label("Naam").fill("Vera")
    page.get_by_label("Wachtwoord").fill(WORDS)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url(re.compile(r"/methode\?"))


def test_a_file_that_leaves_stands_in_the_log_with_who_took_it_and_their_role(shared: str, page: Page) -> None:
    enter(page, f"{shared}/resultaten?plan={SEEN}&lang=nl", "Vera")
    page.locator("#root .st-key-files button").first.click()
    with page.expect_download():
        page.get_by_role("button", name="CSV").first.click()
    page.context.clear_cookies(name=TICKET)
    enter(page, f"{shared}/logboek?plan={SEEN}&lang=nl", "Ada")
    row = page.locator("#root .pp tr", has_text="Bestand gedownload").first
    expect(row).to_contain_text("Vera (lezer)")


def test_a_link_without_a_language_opens_in_that_of_the_account_and_one_with_it_in_its_own(
    shared: str, page: Page
) -> None:
    enter(page, f"{shared}/resultaten?plan={SEEN}", "Els")
    main = page.locator("#root .stMain")
    expect(main.get_by_role("heading", name="All results")).to_be_visible()
    expect(page).to_have_url(re.compile("lang=en"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{shared}/account")
    expect(page.get_by_text("You are signed in as Els.")).to_be_visible()
    page.goto(f"{shared}/resultaten?plan={SEEN}&lang=nl")
    expect(main.get_by_role("heading", name="Alle resultaten")).to_be_visible()
    page.goto(f"{shared}/overzicht?plan={HIDDEN}")
    expect(page.locator("#root .pp-message")).to_contain_text("There is no plan")


def test_an_administrator_adds_somebody_who_signs_in_with_the_role_they_got(shared: str, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    enter(page, f"{shared}/mensen?plan={SEEN}&lang=nl", "Ada")
    main = page.locator("#root .stMain")
    expect(main.get_by_role("link", name="Piet", exact=True)).to_be_visible()
    main.get_by_role("button", name="Iemand toevoegen").click()
    password = page.get_by_label("Wachtwoord van minstens 12 tekens")
    for field, words in ((page.get_by_label("Naam", exact=True), "Wim"), (password, "kort")):
        field.fill(words)
    expect(page.get_by_role("button", name="Het wachtwoord tonen")).to_be_visible()
    hint = page.get_by_text("Zonder wachtwoord kan nog niemand")
    expect(hint).to_have_css("color", main.locator(".pp-soft").first.evaluate("one => getComputedStyle(one).color"))
    page.emulate_media(color_scheme="light")
    password.press("Enter")
    expect(page.get_by_text("Kies een wachtwoord van 12 tot en met 200 tekens")).to_be_visible()
    expect(page.get_by_text("Press Enter")).not_to_be_visible()
    password.fill(WORDS)
    password.press("Enter")
    expect(main.get_by_role("heading", name="Wim")).to_be_visible()
    expect(page).to_have_url(re.compile("account="))
    page.reload()
    main.get_by_role("button", name="Rol geven").click()
    expect(main.get_by_text("Lezer van THOON")).to_be_visible()
    page.context.clear_cookies(name=TICKET)
    enter(page, f"{shared}/resultaten?plan={SEEN}&lang=nl", "Wim")
    expect(main.get_by_role("heading", name="Alle resultaten")).to_be_visible()
