"""Wrong use of the command line is one line in Dutch and English with exit code 2, whoever found it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Told
from tests.databases import nothing, put
from tests.intake.said import dutch


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database of this test alone."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", nothing))


@pytest.mark.parametrize(
    ("words", "nl", "en"),
    [
        ("load", "DIR|ZIP|XLSX ontbreekt. Hulp: ", "Missing argument"),
        ("undo 1", "--why ontbreekt. Hulp: ", "Missing option '--why'"),
        ("undo een --why x", "Bij UPLOAD hoort een geheel getal", "Invalid value for 'UPLOAD'"),
        ("undo 1 --why", "Bij --why hoort een waarde", "requires an argument"),
        ("serve --port 0", "Bij --port hoort een getal van minstens 1", "greater than or equal to 1"),
        ("serve --port 65536", "Bij --port hoort een getal van hoogstens 65535", "less than or equal to 65535"),
        ("serve --browser=3", "Bij --browser hoort geen waarde", "does not take a value"),
        ("plans --jsn", "Er is geen optie --jsn; wel --json", "No such option: --jsn"),
        ("plans --xyz", "Er is geen optie --xyz. Hulp", "No such option: --xyz"),
        ("plannen", "Er is geen opdracht plannen", "No such command 'plannen'"),
        ("plans meer", "meer hoort hier niet", "unexpected extra argument"),
        ("check x.csv", "--plan ontbreekt", "Missing option '--plan'"),
        ("status", "Geef --plan of --dir.", "Give --plan or --dir."),
        ("status --plan x --dir y", "Geef --plan of --dir.", "Give --plan or --dir."),
        ("status --dir x --known-at 2021-01-01", "--known-at hoort bij --plan.", "--known-at goes with --plan."),
        ("import --plan x", "Geef een bestand of --source.", "Give a file or --source."),
        ("import a.csv --source y --plan x", "Geef een bestand of --source.", "Give a file or --source."),
        ("import --source y --plan x", "'y' staat niet onder [sources]", "'y' is not in [sources]"),
        ("check / --plan x", "/ is een map: geef een bestand.", "/ is a folder: give a file."),
        ("check weg.csv --plan x", "Er is geen bestand weg.csv", "There is no file weg.csv"),
        ("status --plan x", "Er is geen plan 'x'. Er is nog geen enkel plan", "There is no plan at all yet"),
    ],
)
def test_wrong_use_is_one_line_in_both_languages(told: Told, words: str, nl: str, en: str) -> None:
    code, out, err = told(*words.split())
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    dutch_part, _, english_part = err.partition(" / ")
    assert nl in dutch_part
    assert en in english_part
    assert dutch(english_part) == set()


@pytest.mark.parametrize(
    "words",
    [
        "plans --jsn --json",
        "--json plannen",
        "load --json",
        "undo een --why x --json",
        "plans --json=3",
        "check --json",
    ],
)
def test_wrong_use_with_json_is_one_document_that_says_what_is_wrong(told: Told, words: str) -> None:
    code, out, err = told(*words.split())
    found = json.loads(out)["error"]
    assert (code, found["code"]) == (2, "usage")
    assert err == f"{found['message']} / {found['message_en']}\n"
    assert "Hulp: " in found["message"]


def test_help_shows_what_stands_in_brackets(told: Told) -> None:
    assert "[sources]" in told("import", "--help")[1]


def test_help_is_no_fault(told: Told) -> None:
    code, out, err = told("load", "--help")
    assert (code, err) == (0, "")
    assert "--why" in out


def test_an_answer_of_no_keeps_its_exit_code(told: Told) -> None:
    assert told("deadline", "zo snel mogelijk")[0] == 1
    assert told("plans")[0] == 0


@pytest.mark.parametrize(
    ("url", "nl", "en"),
    [
        ("onzin", "adres van de database klopt niet", "address of the database is not right"),
        ("onzin://gebruiker:geheim@ergens/x", "van de soort onzin", "of kind onzin"),
        ("sqlite:////dev/null/x/planpeil.db", "de map ervoor", "its folder"),
    ],
)
def test_a_database_that_cannot_be_opened(
    told: Told, monkeypatch: pytest.MonkeyPatch, url: str, nl: str, en: str
) -> None:
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", url)
    code, _, err = told("plans")
    assert (code, len(err.splitlines())) == (2, 1)
    assert nl in err
    assert en in err
    assert "geheim" not in err


def test_a_file_that_is_no_database(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tekst.db").write_text("dit is geen database\n" * 100, encoding="utf-8")
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", f"sqlite:///{tmp_path / 'tekst.db'}")
    code, _, err = told("plans")
    assert code == 2
    assert "De database is beschadigd of geen SQLite-bestand." in err
