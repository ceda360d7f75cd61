"""The commands of the quarterly upload as a script uses them: the JSON, the exit codes, and what they refuse."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kpi.cli import upload_output
from kpi.cli.commands import app
from kpi.core.calendar.period import dutch_time
from kpi.core.errors import NotFoundError, PlanpeilError, RefusedError, UsageError
from kpi.service.uploads.importing import Result
from tests.databases import put, small_plan
from tests.intake.said import dutch, english
from tests.service.small_plan import write_plan

CHECKED = {"file_name", "valid", "file", "repairs", "issues", "records", "changes"}
FILE = {"encoding", "delimiter", "decimal", "sheet", "sha256"}
SECOND = "Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;2\r\ntevreden;2021-Q2;65,5\r\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of this test alone that holds the plan `proef`, and a place for files."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "var" / "planpeil.db", small_plan))
    write_plan(tmp_path / "proef")
    return tmp_path


def run(*words: object, code: int = 0) -> str:
    """Run a command in this process and return its stdout; the exit code must be `code`."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, (result.output, result.exception)
    return result.stdout


def answer(*words: object, code: int = 0) -> Any:
    """The one JSON document that a command prints."""
    return json.loads(run(*words, "--json", code=code))


def fault(*words: object) -> PlanpeilError:
    """What `main` tells in one line, with exit code 2."""
    found = CliRunner().invoke(app, [str(word) for word in words]).exception
    assert isinstance(found, PlanpeilError)
    return found


def file(folder: Path, text: str = SECOND, name: str = "q2.csv") -> Path:
    (folder / name).write_bytes(text.encode("cp1252"))
    return folder / name


def test_check_answers_for_every_file_and_writes_nothing(folder: Path) -> None:
    bad = file(folder, "Indicator;Periode;Waarde\r\nonbekend;2021-Q2;2\r\n", "fout.csv")
    good, wrong = answer("check", file(folder), bad, "--plan", "proef", code=1)
    assert set(good) >= CHECKED
    assert set(good["file"]) >= FILE
    assert (good["file_name"], good["valid"], wrong["valid"], wrong["changes"]) == ("q2.csv", True, False, None)
    assert (good["file"]["delimiter"], good["file"]["decimal"]) == (";", ",")
    first = good["records"][0]
    assert (first["row"], first["indicator"], first["period"], first["value"]) == (2, "netwerken", "2021-Q2", 2)
    assert [one["indicator"] for one in good["changes"]["added"]] == ["netwerken", "tevreden"]
    (light,) = good["changes"]["lights"]
    assert (light["target"], light["before"]["light"], light["after"]["light"]) == ("T1", "amber", "green")
    assert [(one["row"], one["column"], one["code"]) for one in wrong["issues"]] == [
        (2, "Indicator", "unknown-indicator")
    ]
    assert answer("uploads") == []
    assert answer("check", good_path := folder / "q2.csv", "--plan", "proef")[0]["valid"], good_path


def test_a_check_says_what_to_do_in_both_languages(folder: Path) -> None:
    bad = file(folder, "Indicator;Periode;Waarde\r\nnetwerken;12-05-2021;2\r\n", "fout.csv")
    (issue,) = answer("check", bad, "--plan", "proef", code=1)[0]["issues"]
    assert issue["suggestion"] == "Dit is een dag. Schrijf de periode: 2021-Q2 of 2021-05."
    assert issue["suggestion_en"] == "This is a day. Write the period: 2021-Q2 or 2021-05."
    told = CliRunner().invoke(app, ["check", str(bad), "--plan", "proef"]).output
    assert f"{issue['message']} {issue['suggestion']} / {issue['message_en']} {issue['suggestion_en']}" in told


def test_reasons_follow_the_language_of_the_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(folder)
    assert "netwerken op 30-06-2021" in run("check", path, "--plan", "proef")
    (folder / "config.toml").write_text('language = "en"\n', encoding="utf-8")
    monkeypatch.setenv("PLANPEIL_CONFIG", str(folder / "config.toml"))
    assert "2 of 8 on 30 June 2021" in run("check", path, "--plan", "proef")
    assert "0 of 8 on 31 March 2021" in run("status", "--plan", "proef", "--as-of", "2021-06-30")


@pytest.mark.parametrize("result", Result)
def test_every_result_is_said_in_both_languages(result: Result) -> None:
    nl, en = upload_output.RESULTS[result]
    assert (english(nl), dutch(en)) == (set(), set())
    assert nl.count("{") == en.count("{")


def test_import_list_and_undo(folder: Path) -> None:
    done = answer("import", file(folder), "--plan", "proef", "--user", "anna")
    assert set(done) >= CHECKED
    assert (done["result"], done["upload"], done["revision"]) == ("imported", 1, 2)
    again = answer("import", file(folder), "--plan", "proef", "--user", "bob")
    assert (again["result"], again["upload"], again["revision"]) == ("same", 1, 2)
    assert done["earlier"] is None
    assert (again["earlier"]["upload"], again["earlier"]["uploaded_by"]) == (1, "anna")
    said = run("import", file(folder), "--plan", "proef", "--user", "bob")
    assert f"al aangeleverd door anna op {dutch_time(datetime.now(UTC)):%Y-%m-%d} (aanlevering 1," in said
    (listed,) = answer("uploads")
    assert (listed["id"], listed["uploaded_by"], listed["added"], listed["undone"]) == (1, "anna", 2, None)
    undone = answer("undo", 1, "--user", "bob", "--why", "verkeerd bestand")
    assert (undone["revision"], undone["ended"], undone["blocked"]) == (3, 2, [])
    assert answer("uploads", "--plan", "proef")[0]["undone"]["why"] == "verkeerd bestand"
    assert isinstance(fault("undo", 1, "--why", "nog eens"), RefusedError)


def test_undo_of_what_was_changed_since_lists_it_and_exits_with_one(folder: Path) -> None:
    run("import", file(folder), "--plan", "proef", "--user", "anna")
    later = file(folder, SECOND.replace("65,5", "66,5"), "later.csv")
    run("import", later, "--plan", "proef", "--user", "bob")
    blocked = answer("undo", 1, "--why", "fout", code=1)["blocked"]
    assert [(one["indicator"], one["period"], one["upload"], one["confirmed"]) for one in blocked] == [
        ("netwerken", "2021-Q2", 2, True),
        ("tevreden", "2021-Q2", 2, False),
    ]
    assert run("undo", 1, "--why", "fout", code=1) == ""


def test_a_warning_needs_its_line_of_justification(folder: Path) -> None:
    same = file(folder, "Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;0\r\ntevreden;2021-Q2;61,5\r\n")
    refused = answer("import", same, "--plan", "proef", code=1)
    assert (refused["result"], refused["upload"], refused["missing"]) == ("unjustified", None, ["same-as-earlier"])
    words = ("import", same, "--plan", "proef", "--why", "same-as-earlier=het klopt: a=b")
    assert answer(*words)["result"] == "imported"
    assert answer("uploads")[0]["reasons"] == {"same-as-earlier": "het klopt: a=b"}


def test_a_question_is_answered_on_the_command_line(folder: Path) -> None:
    asking = file(folder, "Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;1.234\r\n")
    (asked,) = answer("check", asking, "--plan", "proef", code=1)
    (question,) = asked["questions"]
    assert asked["changes"] is None
    values = set()
    for option in question["options"]:
        (found,) = answer("check", asking, "--plan", "proef", "--answer", f"{question['key']}={option}")
        values |= {one["value"] for one in found["records"]}
    assert values <= {1234, 1.234}
    assert 1234 in values


def test_what_a_column_is_is_said_on_the_command_line_and_remembered(folder: Path) -> None:
    pivot = file(folder, "Indicator;Periode;Som van Waarde\r\nnetwerken;2021-Q2;2\r\n")
    (asked,) = answer("check", pivot, "--plan", "proef", code=1)
    assert [one["key"] for one in asked["questions"]] == ["column:Som van Waarde"]
    words = ("--plan", "proef", "--user", "anna")
    assert answer("import", pivot, *words, "--column", "Som van Waarde=value")["result"] == "imported"
    next_time = file(folder, "Indicator;Periode;Som van Waarde\r\nnetwerken;2021-Q3;3\r\n", "q3.csv")
    (checked,) = answer("check", next_time, *words)
    assert (checked["valid"], checked["remembered"]) == (True, {"column:Som van Waarde": "value"})
    said = run("check", next_time, *words)
    assert "eerder geantwoord / answered earlier  column:Som van Waarde: value" in said
    assert not answer("check", next_time, "--plan", "proef", "--user", "bob", code=1)[0]["valid"]


def test_template_comes_back_through_check(folder: Path) -> None:
    for name in ("leeg.xlsx", "leeg.csv"):
        done = answer("template", "--plan", "proef", "--period", "2021-Q2", "--out", folder / name)
        assert done["bytes"] == (folder / name).stat().st_size
        (checked,) = answer("check", folder / name, "--plan", "proef")
        assert (checked["valid"], checked["records"]) == (True, [])
    assert isinstance(fault("template", "--plan", "proef", "--period", "x", "--out", folder / "a.xlsx"), UsageError)
    nowhere = folder / "nergens" / "a.xlsx"
    assert "niet te schrijven" in fault("template", "--plan", "proef", "--period", "2021-Q2", "--out", nowhere).nl


def test_completeness_exits_with_one_when_something_is_overdue(folder: Path) -> None:
    run("import", file(folder), "--plan", "proef")
    words = ("completeness", "--plan", "proef", "--period", "2021-Q2", "--on")
    assert answer(*words, "2021-07-30")["whole"]["came"] == 2
    late = answer(*words, "2021-08-01", code=1)
    assert [(one["name"], one["light"]) for one in late["owners"]][-1] == ("Piet", "red")


def test_a_closed_period_refuses_its_values_until_it_is_opened(folder: Path) -> None:
    words = ("freeze", "--plan", "proef", "--period", "2021-Q2", "--user", "els", "--why", "vastgesteld")
    assert answer(*words)["frozen"] == ["2021-Q2"]
    refused = answer("import", file(folder), "--plan", "proef", code=1)
    assert {one["code"] for one in refused["issues"] if one["severity"] == "error"} == {"period-frozen"}
    assert answer(*words, "--lift")["frozen"] == []
    assert answer("import", file(folder), "--plan", "proef")["result"] == "imported"


def test_for_people_every_command_says_what_it_did(folder: Path) -> None:
    path = file(folder)
    assert "2 nieuw/new, 0 herzien/revised" in run("check", path, "--plan", "proef")
    assert "aanlevering 1, revisie 2" in run("import", path, "--plan", "proef", "--user", "anna")
    assert "al aangeleverd door anna" in run("import", path, "--plan", "proef")
    assert "anna  proef  q2.csv  2 nieuw/new" in run("uploads")
    assert "1 van/of 1 binnen/in" in run("completeness", "--plan", "proef", "--period", "2021-Q2", "--on", "2021-07-01")
    assert "2 vervallen" in run("undo", 1, "--why", "fout")


def test_one_of_several_files_that_cannot_be_opened_does_not_keep_back_the_others(folder: Path) -> None:
    good, gone = file(folder), folder / "weg.csv"
    found = answer("check", good, gone, "--plan", "proef", code=2)
    assert [(one["file_name"], one["valid"]) for one in found] == [("q2.csv", True), ("weg.csv", False)]
    assert [one["message"][:19] for one in found[1]["issues"]] == ["Er is geen bestand "]
    assert "2 nieuw/new" in run("check", gone, good, "--plan", "proef", code=2)


def test_faults_are_told(folder: Path) -> None:
    assert "Er is geen bestand" in fault("check", folder / "weg.csv", "--plan", "proef").nl
    assert isinstance(fault("check", file(folder), "--plan", "nergens"), NotFoundError)
    assert "schrijf sleutel=waarde" in fault("import", file(folder), "--plan", "proef", "--why", "geen").nl
    assert isinstance(fault("undo", 9, "--why", "fout"), NotFoundError)


ROWS = [("netwerken", "2021-Q2", 2), ("tevreden", "2021-Q2", 65.125), ("T3", "2021-Q2", None)]


@pytest.fixture
def source(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody's database, and a way to say what is asked of it."""
    with closing(sqlite3.connect(folder / "bron.db")) as connection, connection:
        connection.execute("CREATE TABLE meting (code TEXT, kwartaal TEXT, waarde REAL)")
        connection.executemany("INSERT INTO meting VALUES (?, ?, ?)", ROWS)

    def ask(query: str) -> None:
        text = f"[sources.registratie]\nurl = 'sqlite:///{folder / 'bron.db'}'\nquery = \"{query}\"\n"
        (folder / "config.toml").write_text(text, encoding="utf-8")

    monkeypatch.setenv("PLANPEIL_CONFIG", str(folder / "config.toml"))
    return ask


def test_a_source_is_imported_through_the_same_intake(folder: Path, source: Callable[[str], None]) -> None:
    source("SELECT code AS indicator, kwartaal, waarde FROM meting ORDER BY code")
    words = ("import", "--source", "registratie", "--plan", "proef", "--user", "robot")
    done = answer(*words)
    assert (done["result"], done["file_name"], done["questions"]) == ("imported", "registratie.xlsx", [])
    assert sorted((one["indicator"], one["value"]) for one in done["records"]) == [
        ("netwerken", 2),
        ("tevreden", 65.125),
    ]
    assert answer(*words)["result"] == "same"


def test_one_and_zero_of_a_source_say_whether_a_figure_is_provisional(
    folder: Path, source: Callable[[str], None]
) -> None:
    source("SELECT code AS indicator, kwartaal, waarde, code = 'netwerken' AS voorlopig FROM meting ORDER BY code")
    done = answer("import", "--source", "registratie", "--plan", "proef", "--user", "robot")
    assert {one["indicator"]: one["provisional"] for one in done["records"]} == {"netwerken": True, "tevreden": False}


def test_a_file_comes_from_stdin_too(folder: Path) -> None:
    given = file(folder).read_bytes()
    for words in (("check", "-", "--plan", "proef"), ("import", "-", "--plan", "proef", "--user", "anna")):
        found = CliRunner().invoke(app, [*words, "--json"], input=given)
        assert found.exit_code == 0, found.output
        seen = json.loads(found.stdout)
        assert (seen[0]["file_name"] if words[0] == "check" else seen["file_name"]) == "stdin"


@pytest.mark.parametrize("query", ["DELETE FROM meting", "SELECT * FROM weg", "geen SQL"])
def test_a_source_is_only_read(folder: Path, source: Callable[[str], None], query: str) -> None:
    source(query)
    assert "De bron is niet te lezen" in fault("import", "--source", "registratie", "--plan", "proef").nl
    with closing(sqlite3.connect(folder / "bron.db")) as connection:
        assert connection.execute("SELECT count(*) FROM meting").fetchone() == (3,)


def test_an_unknown_source_is_named(folder: Path, source: Callable[[str], None]) -> None:
    source("SELECT 1")
    assert "bekend: registratie" in fault("import", "--source", "anders", "--plan", "proef").nl


def test_four_eyes_from_handing_in_to_approval(folder: Path) -> None:
    file = folder / "q2.csv"
    file.write_text(SECOND, encoding="utf-8")
    assert answer("four-eyes", "--plan", "proef", "--why", "afgesproken", "--user", "els")["four_eyes"] is True
    said = answer("import", "--plan", "proef", file, "--user", "anna")
    assert (said["result"], said["state"], said["upload"]) == ("waiting", "waiting", 1)
    assert "wacht op goedkeuring" in run("import", "--plan", "proef", file, "--user", "anna")
    assert "wacht op goedkeuring" in run("uploads", "--plan", "proef")
    (row,) = answer("uploads", "--plan", "proef")
    assert (row["id"], row["state"], row["uploaded_by"], row["decided_by"]) == (1, "waiting", "anna", None)
    assert isinstance(fault("approve", 1, "--user", "anna"), RefusedError)
    assert isinstance(fault("return", 1, "--user", "bert", "--why", " "), UsageError)
    assert isinstance(fault("approve", 9, "--user", "bert"), NotFoundError)
    back = answer("return", 1, "--user", "bert", "--why", "drie")
    assert (back["state"], back["decided_by"], back["why"]) == ("returned", "bert", "drie")
    assert answer("withdraw", 1, "--user", "anna")["state"] == "withdrawn"
    again = answer("import", "--plan", "proef", file, "--user", "anna")["upload"]
    done = answer("approve", again, "--user", "bert")
    assert (done["result"], done["state"], done["upload"]) == ("imported", "recorded", again)
    (recorded,) = [one for one in answer("uploads", "--plan", "proef") if one["id"] == again]
    assert (recorded["state"], recorded["uploaded_by"], recorded["decided_by"]) == ("recorded", "anna", "bert")
    assert answer("four-eyes", "--plan", "proef", "--why", "klaar", "--off", "--user", "els")["four_eyes"] is False


def test_an_approval_that_was_overtaken_tells_the_new_difference(folder: Path) -> None:
    run("four-eyes", "--plan", "proef", "--why", "afgesproken", "--user", "els")
    for name, value, user in (("a.csv", 2, "anna"), ("b.csv", 5, "bert")):
        (folder / name).write_text(f"Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;{value}\r\n", encoding="utf-8")
        run("import", "--plan", "proef", folder / name, "--user", user)
    run("approve", 2, "--user", "cor")
    stopped = answer("approve", 1, "--user", "cor", code=1)
    assert (stopped["result"], stopped["changes"]["revised"][0]["old"]["value"]) == ("overtaken", 5)
    assert answer("approve", 1, "--user", "cor", "--seen", stopped["revision"])["result"] == "imported"
