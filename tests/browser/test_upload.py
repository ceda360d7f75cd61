"""The quarterly upload in a real browser: from a file of Dutch Excel to a changed light, and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import WAIT, Opener, Tab, serving
from tests.databases import all_plans

PLAN = "thoon-2021"
HEAD = "Indicator;Kwartaal;Organisatie;Waarde;Opmerking"
RESULT = "Er is een rapportage met verbeterpunten"
GOOD = f"""Rapportage ouderenzorg;;;;\r
{HEAD}\r
T-CO-02;4e kwartaal 2021;;100;afspraken rond, ook met cliënten\r
T-CO-06;4e kwartaal 2021;;ja;enquête alsnog gerapporteerd\r
T-CO-10;4e kwartaal 2021;;87,5;peiling in 5 netwerken\r
"""
FAULTY = f"""{HEAD}\r
T-CO-6;4e kwartaal 2021;;ja;=HYPERLINK("x")\r
T-CO-02;4e kwartaal 2021;;100;<b>rond, één</b>\r
"""


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Planpeil that these tests may change."""
    with serving(tmp_path_factory.mktemp("upload"), all_plans) as url:
        yield url


def deliver(one: Tab, content: str, name: str) -> None:
    """Fill in a name and drop a file."""
    one.open("aanleveren", plan=PLAN)
    one.page.get_by_label("Uw naam").fill("J. de Vries")
    one.page.get_by_label("Uw naam").press("Enter")
    one.page.get_by_text("Vul eerst uw naam in.").wait_for(state="detached", timeout=WAIT)
    drop(one, content, name)


def drop(one: Tab, content: str, name: str) -> None:
    """Drop a cp1252 file on the page to hand in, and wait until it is kept."""
    payload: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": content.encode("cp1252")}
    one.page.locator("input[type=file]").set_input_files(payload)
    one.page.get_by_text(f"Bewaard: {name}").wait_for(timeout=WAIT)
    one.settle()


def light_on_theme(one: Tab) -> str:
    """The words in the row of the result on the page of its theme."""
    one.open("thema-ouderenzorg", plan=PLAN, as_of="2021-12-31", period="2021-Q4")
    return one.page.locator(".stMain .pp-rows tr", has_text=RESULT).first.text_content() or ""


def test_from_a_dropped_file_to_a_changed_light_and_back(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    assert "niet gehaald" in light_on_theme(one)
    deliver(one, GOOD, "kwartaal4.csv")
    assert "Windows-tekst (cp1252), puntkomma, koppen in rij 2, decimale komma" in one.text()
    changing = one.page.locator(".pp-lights tbody tr", has_text=RESULT).inner_text()
    assert changing.index("niet gehaald") < changing.index("later gehaald")
    one.page.get_by_role("button", name="3 waarden vastleggen").dblclick()
    one.page.get_by_text("Vastgelegd. Dank u wel.").wait_for(timeout=WAIT)
    one.settle()
    assert "later gehaald" in light_on_theme(one)

    one.open("aanleveringen", plan=PLAN)
    assert one.page.locator(".pp-deliveries tbody tr").count() == 1
    one.page.locator(".pp-deliveries tbody a").first.click()
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="Bestand zoals ontvangen downloaden").click()
    assert waiting.value.path().read_bytes() == GOOD.encode("cp1252")
    take_back(one)
    assert "niet gehaald" in light_on_theme(one)


def take_back(one: Tab) -> None:
    """Undo the newest upload, with a name and a reason."""
    one.page.get_by_text("Aanlevering 1 terugnemen").click()
    one.page.get_by_label("Uw naam").fill("P. Jansen")
    one.page.get_by_label("Waarom").fill("verkeerd kwartaal")
    one.page.get_by_role("button", name="Terugnemen", exact=True).click()
    one.page.get_by_text("teruggenomen door P. Jansen").wait_for(timeout=WAIT)
    one.settle()


def test_faults_are_shown_at_their_rows_and_sent_back_in_the_file(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    deliver(one, FAULTY, "fouten.csv")
    first = one.page.locator(".pp-issues tbody tr").first.inner_text()
    assert first.split()[0] == "2"
    assert "T-CO-6" in first
    assert one.page.get_by_role("button", name="vastleggen").count() == 0
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="Bestand met deze meldingen downloaden").click()
    lines = Path(waiting.value.path()).read_text("cp1252").splitlines()
    assert lines[0] == f"{HEAD};melding"
    assert "'=HYPERLINK" in lines[1]
    assert "onbekend" in lines[1]
    assert lines[2].endswith("<b>rond, één</b>;")


def test_a_cell_is_mended_in_the_page_and_both_files_are_kept(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server, height=1400)
    deliver(one, f"{HEAD}\r\nT-CO-6;4e kwartaal 2021;;ja;één keer\r\n", "herstel.csv")
    assert "Bedoelde u 'T-CO-06'?" in one.text()
    one.page.get_by_role("button", name="Opnieuw controleren").click()
    one.page.get_by_text("Er is nog geen cel veranderd").wait_for(timeout=WAIT)
    one.settle()
    grid = one.page.get_by_test_id("stDataFrame").bounding_box()
    assert grid
    frame = one.page.get_by_test_id("stDataFrame")
    one.page.mouse.click(grid["x"] + 90, grid["y"] + 52)  # the first click only brings the grid into focus
    expect(frame).to_have_css("outline-style", "solid", timeout=WAIT)
    expect(frame).to_have_css("outline-width", "3px")
    one.type_in_cell(90, "T-CO-06")
    one.settle()
    one.page.get_by_role("button", name="Opnieuw controleren").click()
    one.page.get_by_text("Bewaard: herstel-hersteld.csv").wait_for(timeout=WAIT)
    one.settle()
    one.page.get_by_role("button", name="1 waarde vastleggen").click()
    one.page.get_by_text("1 cel; beide bestanden zijn bewaard").wait_for(timeout=WAIT)
    one.page.locator(".stMain").get_by_role("link", name="Naar de aanleveringen").click()
    one.page.get_by_text("1 cel is op het scherm hersteld").wait_for(timeout=WAIT)
    one.settle()
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="Bestand zoals ontvangen downloaden").click()
    assert b"T-CO-6;" in waiting.value.path().read_bytes()
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="Hersteld bestand downloaden").click()
    assert b"T-CO-06;" in waiting.value.path().read_bytes()


def test_a_file_that_is_too_large_is_refused_in_words(tab: Opener, own_server: str) -> None:
    one = tab(url=own_server)
    one.open("aanleveren", plan=PLAN)
    one.page.get_by_label("Uw naam").fill("J. de Vries")
    one.page.get_by_label("Uw naam").press("Enter")
    one.page.get_by_text("Vul eerst uw naam in.").wait_for(state="detached", timeout=WAIT)
    large: FilePayload = {"name": "groot.csv", "mimeType": "text/csv", "buffer": b"a;b\n" * 3_000_000}
    one.page.locator("input[type=file]").set_input_files(large)
    one.page.locator('[aria-invalid="true"]').wait_for(timeout=WAIT)
    told = "getComputedStyle(document.querySelector('[data-testid=stFileUploader]'), '::after').content"
    assert "groter dan 10 MB" in one.page.evaluate(told)


@pytest.mark.parametrize("path", ["aanleveren", "aanleveringen"])
def test_pages_of_deliveries_fit_a_phone(tab: Opener, own_server: str, path: str) -> None:
    one = tab(width=390, height=844, url=own_server)
    one.open(path, plan=PLAN)
    assert one.page.locator(".stMain").evaluate("main => main.scrollWidth - main.clientWidth") <= 0
