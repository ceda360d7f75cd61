"""Nothing typed is lost: a reload, a server that is killed, a line that drops, two tabs, and leaving."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, expect

from kpi.present.control_words import OFFLINE
from kpi.present.words import text
from scripts.postgres import free_port
from tests.browser.conftest import WAIT, Opener, Tab, address_of, serving, started
from tests.databases import all_plans, plans, put

PLAN = "thoon-2021"
HEAD = "Indicator;Kwartaal;Organisatie;Waarde;Opmerking"
GOOD = f"{HEAD}\r\nT-CO-06;4e kwartaal 2021;;ja;enquête alsnog gerapporteerd\r\n"
ASKING = f"{HEAD}\r\nwijknetwerken;4e kwartaal 2021;stad-a;1.234;veel\r\n"
WARNED = f"{HEAD}\r\nT-CO-06;4e kwartaal 2021;;ja;5\r\n"
PRIVATE = f"{HEAD}\r\nT-CO-6;4e kwartaal 2021;;ja;mevrouw 111222333\r\n"
LARGE = HEAD + "\r\n" + "".join(f"T-CO-{n};4e kwartaal 2021;;{n}a;x\r\n" for n in range(60_000))
ON = "Verder waar u was."


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Planpeil that these tests may change."""
    with serving(tmp_path_factory.mktemp("keeping"), all_plans) as url:
        yield url


def asked(one: Tab) -> list[str]:
    """The questions of the browser itself on leaving, from now on; each is answered with yes."""
    found: list[str] = []

    def answer(dialog: Dialog) -> None:
        found.append(dialog.type)
        dialog.accept()

    one.page.on("dialog", answer)
    return found


def named(one: Tab) -> None:
    """The page with a name filled in."""
    one.open("aanleveren", plan=PLAN)
    field = one.page.get_by_label("Uw naam")
    if field.input_value() != "J. de Vries":
        field.fill("J. de Vries")
        field.press("Enter")
    one.page.get_by_text("Vul eerst uw naam in.").wait_for(state="detached", timeout=WAIT)
    one.settle()


def drop(one: Tab, content: str, name: str) -> None:
    """Drop a file on the page."""
    payload: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": content.encode("cp1252")}
    one.page.locator("input[type=file]").set_input_files(payload)


def deliver(one: Tab, content: str, name: str) -> None:
    named(one)
    drop(one, content, name)
    one.page.get_by_text(f"Bewaard: {name}").wait_for(timeout=WAIT)
    one.settle()


def again(one: Tab) -> None:
    """Load the page again and wait for what was kept."""
    one.page.reload()
    one.page.get_by_text(ON).wait_for(timeout=WAIT)
    one.settle()


def choose_comma(one: Tab) -> None:
    one.page.get_by_role("combobox", name="Kies").click()
    one.page.get_by_role("option", name="de komma").click()
    one.settle()


def test_a_reload_comes_back_to_the_same_step_and_nothing_is_asked(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    questions = asked(one)
    deliver(one, ASKING, "vraag.csv")
    choose_comma(one)
    again(one)
    assert "Bewaard: vraag.csv, vandaag" in one.text()
    expect(one.page.get_by_label("Uw naam")).to_have_value("J. de Vries")
    expect(one.page.get_by_role("combobox", name="Kies")).to_have_value("de komma; een punt scheidt duizendtallen")
    one.page.get_by_role("button", name="Deze antwoorden gebruiken").click()
    one.page.get_by_text("Vragen over dit bestand").wait_for(state="detached", timeout=WAIT)
    one.settle()
    again(one)
    assert "Vragen over dit bestand" not in one.text()
    assert questions == []


def test_a_file_that_is_on_its_way_when_the_line_drops_is_asked_for_again(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    named(one)
    door = "**/_stcore/upload_file/**"
    one.page.route(door, lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
    drop(one, GOOD, "onderweg.csv")
    uploader = one.page.get_by_test_id("stFileUploader")
    uploader.locator('[aria-invalid="true"]').first.wait_for(timeout=WAIT)
    said = uploader.evaluate("one => getComputedStyle(one, '::after').content")
    assert "niet aangekomen: kies het opnieuw" in said
    one.faults.clear()  # that the line dropped is no fault of the page
    one.page.unroute(door)
    drop(one, GOOD, "onderweg.csv")
    one.page.get_by_text("Bewaard: onderweg.csv").wait_for(timeout=WAIT)


def test_what_is_thrown_away_stays_away(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    deliver(one, GOOD, "weg.csv")
    one.page.get_by_role("button", name="Weggooien").click()
    one.page.get_by_text("weg.csv").wait_for(state="detached", timeout=WAIT)
    one.page.reload()
    one.settle()
    assert ON not in one.text()
    assert "weg.csv" not in one.text()


def test_another_browser_finds_nothing_with_or_without_a_name_it_made_up(
    tab: Opener, browser: Browser, own_server: str
) -> None:
    deliver(tab(url=own_server), GOOD, "mijn.csv")
    for value in (None, "x" * 43, "a-name", "%27%20OR%201"):
        other = tab(url=own_server)
        if value is not None:
            cookie = {"name": "planpeil_browser", "value": value, "url": own_server}
            other.page.context.add_cookies([cookie])  # type: ignore[list-item]
        other.open("aanleveren", plan=PLAN)
        assert "mijn.csv" not in other.text()
        assert ON not in other.text()


def test_no_script_reads_the_name_of_a_browser(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    one.open("aanleveren", plan=PLAN)
    assert "planpeil_browser" not in one.page.evaluate("document.cookie")
    (cookie,) = [each for each in one.page.context.cookies() if each["name"] == "planpeil_browser"]
    assert (cookie["httpOnly"], cookie["sameSite"], len(cookie["value"])) == (True, "Lax", 43)


def test_two_tabs_of_a_browser_record_a_file_once(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    deliver(one, WARNED, "twee.csv")
    other = Tab(one.page.context.new_page(), own_server)
    other.watch()
    other.open("aanleveren", plan=PLAN)
    other.page.get_by_text(ON).wait_for(timeout=WAIT)
    for each in (other, one):
        each.page.get_by_role("textbox", name="Opmerking is een getal").or_(
            each.page.locator('[class*="st-key-reason-"] input')
        ).first.fill("5 is het aantal bladen")
        each.page.keyboard.press("Enter")
        each.settle()
    other.page.get_by_role("button", name="vastleggen").click()
    other.page.get_by_text("Vastgelegd. Dank u wel.").wait_for(timeout=WAIT)
    one.page.get_by_role("button", name="vastleggen").click()
    one.page.get_by_text("Dit bestand is al aangeleverd door J. de Vries").wait_for(timeout=WAIT)
    one.settle()
    one.open("aanleveringen", plan=PLAN)
    assert one.page.locator(".pp-deliveries tbody tr", has_text="twee.csv").count() == 1
    one.open("aanleveren", plan=PLAN)
    assert ON not in one.text()
    assert other.faults == []


def test_leaving_while_a_field_is_being_typed_in_asks(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    questions = asked(one)
    deliver(one, WARNED, "typen.csv")
    field = one.page.locator('[class*="st-key-reason-"] input')
    field.click()
    field.press_sequentially("half een zi")
    one.page.reload()
    assert questions == ["beforeunload"]
    one.page.get_by_text(ON).wait_for(timeout=WAIT)
    one.settle()
    field.fill("een hele zin")
    field.press("Enter")
    one.settle()
    one.page.wait_for_function("!document.querySelector('[data-test-script-state=running]')")
    one.page.wait_for_timeout(1000)
    again(one)
    assert questions == ["beforeunload"]
    expect(field).to_have_value("een hele zin")


def test_a_file_with_a_citizen_number_is_not_kept_and_leaving_asks(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    questions = asked(one)
    named(one)
    drop(one, PRIVATE, "geheim.csv")
    one.page.get_by_text("geheim.csv; niet bewaard op de server").wait_for(timeout=WAIT)
    one.settle()
    one.page.get_by_role("button", name="Opnieuw controleren").click()
    one.settle()
    one.page.reload()
    one.settle()
    assert questions == ["beforeunload"]
    assert ON not in one.text()


def test_a_long_check_shows_how_far_it_is_and_can_be_stopped_and_tried_again(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    named(one)
    drop(one, LARGE, "groot.csv")
    one.page.get_by_text("Stap ").first.wait_for(timeout=WAIT)
    one.page.get_by_role("button", name="Stoppen").click()
    one.page.get_by_text("is niet afgemaakt").wait_for(timeout=WAIT)
    one.settle()
    assert "groot.csv" in one.text()
    one.page.get_by_role("button", name="Opnieuw controleren").click()
    one.page.get_by_text("100 van 60.000 getoond").wait_for(timeout=2 * WAIT)
    one.settle()
    assert one.page.locator(".pp-issues tbody tr").count() == 100


def test_a_server_that_is_killed_goes_on_where_everybody_was(tab: Opener, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('plans = "nothing"\n')
    environ = {
        **os.environ,
        "PLANPEIL_DATABASE_URL": put(tmp_path / "planpeil.db", plans(PLAN)),
        "PLANPEIL_CONFIG": str(tmp_path / "config.toml"),
    }
    port = free_port()
    process = started(tmp_path, environ, port)
    url = address_of(process, tmp_path)
    one, other = tab(url=url), tab(url=url, height=1200)
    deliver(one, WARNED, "herstart.csv")
    reason = one.page.locator('[class*="st-key-reason-"] input')
    reason.fill("5 is het aantal bladen")
    reason.press("Enter")
    one.settle()
    type_a_value(other, "12")
    with process:
        process.kill()
    one.page.locator('[data-test-connection-state="CONNECTED"]').wait_for(state="detached", timeout=WAIT)
    lost = one.page.get_by_role("dialog", name="Geen verbinding")
    expect(lost).to_contain_text(text("nl", OFFLINE), timeout=WAIT)
    expect(lost).not_to_contain_text("Streamlit")
    expect(lost.get_by_role("button", name="Sluiten")).to_be_visible()
    process = started(tmp_path, environ, port)
    try:
        address_of(process, tmp_path)
        expect(lost).to_have_count(0, timeout=WAIT)
        for each in (one, other):
            each.page.locator('[data-test-connection-state="CONNECTED"]').wait_for(timeout=WAIT)
            each.page.get_by_text(ON).wait_for(timeout=WAIT)
            each.settle()
        expect(reason).to_have_value("5 is het aantal bladen")
        one.page.get_by_role("button", name="vastleggen").click()
        one.page.get_by_text("Vastgelegd. Dank u wel.").wait_for(timeout=WAIT)
        other.page.get_by_role("button", name="Controleren", exact=True).click()
        other.page.get_by_text("Bewaard: ingevuld-2022-Q1.csv").wait_for(timeout=WAIT)
        other.settle()
        assert "12" in other.text()
    finally:
        for each in (one, other):
            each.page.goto("about:blank")
            each.faults.clear()  # that the server was away is no fault of the page
        with process:
            process.kill()


def type_a_value(one: Tab, value: str) -> None:
    """Half a grid filled in: a value in its first row."""
    named(one)
    one.open("aanleveren", plan=PLAN, rapportage="2022-Q1")
    one.page.get_by_text("Invullen", exact=True).click()
    one.page.get_by_test_id("stDataFrame").wait_for(timeout=WAIT)
    one.settle()
    one.type_in_cell(360, value)
    one.page.get_by_text("Bewaard: wat u typte").wait_for(timeout=WAIT)
    one.settle()


def test_a_line_that_drops_loses_nothing(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    deliver(one, WARNED, "lijn.csv")
    reason = one.page.locator('[class*="st-key-reason-"] input')
    reason.fill("nog onderweg")
    one.page.context.set_offline(True)
    reason.press("Enter")
    one.page.wait_for_timeout(1000)
    one.page.context.set_offline(False)
    one.page.locator('[data-test-connection-state="CONNECTED"]').wait_for(timeout=WAIT)
    one.settle()
    again(one)
    expect(reason).to_have_value("nog onderweg")


def test_a_draft_of_a_plan_comes_back_with_its_half_filled_grid(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server, height=1200)
    questions = asked(one)
    one.open("plan-beheren", plan=PLAN)
    one.page.get_by_role("button", name="Beginnen", exact=True).click()
    one.page.get_by_text("Bewaard: concept van").wait_for(timeout=WAIT)
    one.settle()
    one.type_in_cell(400, "Een ander resultaat")
    one.page.get_by_text("1 wijziging").wait_for(timeout=WAIT)
    one.settle()
    again(one)
    one.page.get_by_text("1 wijziging").wait_for(timeout=WAIT)
    one.page.get_by_role("button", name="Concept weggooien").click()
    one.page.get_by_role("button", name="Beginnen", exact=True).wait_for(timeout=WAIT)
    one.page.reload()
    one.settle()
    assert ON not in one.text()
    assert questions == []


def test_the_tools_of_a_grid_that_is_typed_in_cover_no_choice(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server, width=820, height=1180)
    one.open("plan-beheren", plan=PLAN)
    one.page.get_by_role("button", name="Beginnen", exact=True).click()
    one.page.get_by_text("Bewaard: concept van").wait_for(timeout=WAIT)
    one.settle()
    one.page.get_by_role("radio", name="Regiobeeld").click()
    one.settle()
    one.page.get_by_test_id("stDataFrame").first.click()
    last = one.page.get_by_role("radio", name="Activiteiten")
    last.click()
    expect(last).to_be_checked()
    one.settle()
    one.page.get_by_role("button", name="Concept weggooien").click()
    one.page.get_by_role("button", name="Beginnen", exact=True).wait_for(timeout=WAIT)
