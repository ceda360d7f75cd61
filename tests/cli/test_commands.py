"""The command line as a script uses it: the JSON, the exit codes, and what it refuses."""

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kpi.access.rights import Actor, Grant, Role
from kpi.cli.commands import app
from kpi.core.errors import NotFoundError, RefusedError, UsageError
from kpi.service.desk import at_desk
from kpi.service.logged import noted_export
from kpi.settings import ROOT, load_settings
from tests.cli.conftest import Told
from tests.databases import nothing, put

PLANS = ROOT / "data" / "plans"
THOON, TEAM = PLANS / "thoon-2021", PLANS / "huisartsenteam-2024"
FIELDS = {
    "target", "theme", "status", "light", "flags", "value", "expected", "shortfall", "evidence_period",
    "due_from", "due", "reason_nl", "reason_en",
}  # fmt: skip


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty database of this test alone."""
    file = tmp_path / "var" / "planpeil.db"
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(file, nothing))
    return file


def promised(folder: Path) -> int:
    """How many targets the plan file holds."""
    with (folder / "targets.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def run(*words: object, stdin: str | None = None, code: int = 0) -> str:
    """Run a command in this process and return its stdout; the exit code must be `code`."""
    result = CliRunner().invoke(app, [str(word) for word in words], input=stdin)
    assert result.exit_code == code, result.output
    return result.stdout


def answer(*words: object, stdin: str | None = None, code: int = 0) -> Any:
    """The one JSON document that a command prints."""
    return json.loads(run(*words, "--json", stdin=stdin, code=code))


def test_loading_twice_changes_nothing(database: Path) -> None:
    database.unlink()
    database.parent.rmdir()
    first, second = answer("load", THOON), answer("load", THOON)
    assert (first["plan"], first["changed"], first["revision"]) == ("thoon-2021", True, 1)
    assert (second["plan"], second["changed"], second["revision"]) == ("thoon-2021", False, 1)
    assert database.exists()


def test_plans_are_listed_with_their_counts(database: Path) -> None:
    assert [line["kind"] for line in answer("plans")] == ["frame"]
    run("load", THOON)
    run("load", TEAM)
    lines = {line["code"]: line for line in answer("plans")}
    assert {code: line["kind"] for code, line in lines.items()} == {
        "thoon-2021": "plan", "huisartsenteam-2024": "plan", "regioplannen-quickscan": "frame",
    }  # fmt: skip
    frame = lines["regioplannen-quickscan"]
    assert (frame["goals"], frame["initiatives"], frame["partners"], frame["categories"]) == (4, 8, 20, 32)
    assert (frame["facts"], frame["targets"], frame["measurements"]) == (4, 0, 0)
    thoon = lines["thoon-2021"]
    assert (thoon["start"], thoon["end"], thoon["themes"]) == ("2021-01-01", "2023-12-31", 5)
    assert thoon["targets"] == promised(THOON)
    assert lines["huisartsenteam-2024"]["themes"] == 6


@pytest.mark.parametrize(("folder", "day"), [(THOON, "2021-06-30"), (THOON, "2021-12-31"), (TEAM, "2026-09-30")])
def test_status_from_store_and_folder_agree(database: Path, folder: Path, day: str) -> None:
    """The same plan gives the same lights with and without a database."""
    run("load", folder)
    stored = json.loads(CliRunner().invoke(app, ["status", "--plan", folder.name, "--as-of", day, "--json"]).stdout)
    direct = json.loads(CliRunner().invoke(app, ["status", "--dir", str(folder), "--as-of", day, "--json"]).stdout)
    assert stored == direct
    assert len(stored) == promised(folder)
    assert all(set(line) >= FIELDS for line in stored)


def test_status_exits_with_one_when_a_target_was_missed(database: Path) -> None:
    run("load", THOON)
    lines = answer("status", "--plan", "thoon-2021", "--as-of", "2022-03-31", code=1)
    assert any(line["status"] == "missed" for line in lines)
    early = answer("status", "--plan", "thoon-2021", "--as-of", "2020-12-31")
    assert {line["status"] for line in early} == {"not_started"}


def test_status_as_known_before_anything_was_recorded(database: Path) -> None:
    run("load", THOON)
    result = CliRunner().invoke(app, ["status", "--plan", "thoon-2021", "--known-at", "2020-01-01"])
    assert isinstance(result.exception, NotFoundError)


def small(folder: Path, **files: str) -> Path:
    """Write a plan of 2021-2022 with one theme; `files` are the tables by name, `m` the measurements."""
    (folder / "measurements").mkdir(parents=True)
    header = f'code = "{folder.name}"\ntitle = "Proef"\norganisation = "x"\nstart = 2021-01-01\nend = 2022-12-31\n'
    (folder / "plan.toml").write_text(f'{header}[[themes]]\ncode = "t"\ntitle = "T"\n', encoding="utf-8")
    for name, text in files.items():
        path = folder / ("measurements/m.csv" if name == "m" else f"{name}.csv")
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_sentence_of_the_contract_comes_out_word_for_word(tmp_path: Path) -> None:
    folder = small(
        tmp_path / "netwerken",
        targets="target,theme,statement,kind,indicator,value,start,deadline\n"
        "A,t,8 netwerken,cumulative,n,8,2020-07-01,eind 2021\nB,t,8 in twee jaar,cumulative,m,8,,\n",
        indicators="indicator,name,unit,direction,frequency\n"
        "n,Netwerken,netwerken,increase,quarter\nm,Netwerken,netwerken,increase,year\n",
        m="indicator,period,value\nn,2020-Q3,1\nn,2020-Q4,1\nn,2021-Q1,1\nn,2021-Q2,1\nm,2021,1\n",
    )
    one = answer("status", "--dir", folder, "--as-of", "2021-06-30")[0]
    assert one["reason_nl"] == (
        "4 van 8 netwerken op 30-06-2021; verwacht waren er 5; er zijn er 2,0 per kwartaal nodig, nog 2 kwartalen; "
        "tot nu toe 1,0."
    )
    two = answer("status", "--dir", folder, "--as-of", "2021-12-31")[1]
    assert (two["status"], two["value"], two["expected"]) == ("off_track", 1, 4)


@pytest.mark.parametrize(
    ("day", "value", "expected", "status"),
    [("2021-06-30", 2, 1, "on_track"), ("2021-12-31", 2, 3, "at_risk"), ("2022-01-01", 2, 3, "off_track")],
)
def test_a_recurring_target_is_told_by_its_window(
    tmp_path: Path, day: str, value: float, expected: float, status: str
) -> None:
    folder = small(
        tmp_path / "sessies",
        targets="target,theme,statement,kind,value,per\nA,t,Sessies,recurring,3,year\n",
        m="indicator,period,value\nA,2021-Q1,1\nA,2021-Q2,1\nA,2021-Q3,0\nA,2021-Q4,0\n",
    )
    (one,) = answer("status", "--dir", folder, "--as-of", day)
    assert (one["value"], one["expected"], one["status"]) == (value, expected, status)


def test_status_for_people_has_a_line_a_target(database: Path) -> None:
    text = run("status", "--dir", THOON, "--as-of", "2021-03-31")
    assert len(text.splitlines()) == promised(THOON)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("status", "--plan", "nergens"), "Er is geen plan 'nergens'"),
        (("status", "--plan", "thoon-2021", "--as-of", "31-12-2021"), "geen datum"),
        (("status", "--plan", "thoon-2021", "--as-of", ""), "geen datum"),
        (("status", "--dir", str(THOON), "--as-of", "9999-12-31"), "geen datum"),
        (("status", "--plan", "thoon-2021", "--known-at", "gisteren"), "geen tijdstip"),
        (("status", "--plan", "thoon-2021", "--known-at", "0001-01-01T00:00+14:00"), "geen tijdstip"),
        (("load", "nergens"), "nergens"),
        (("serve", "--address", "0.0.0.0"), "read_only"),
    ],
)
def test_faults_are_one_line_and_exit_code_two(database: Path, told: Told, words: tuple[str, ...], said: str) -> None:
    code, out, err = told(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "code", "answers", "faults"),
    [
        (("status", "--plan", "nergens", "--json"), 2, True, 1),
        (("status", "--plan", "nergens"), 2, False, 1),
        (("deadline", "nooit"), 1, True, 0),
    ],
)
def test_a_process_of_its_own_ends_the_same_way(
    database: Path, words: tuple[str, ...], code: int, answers: bool, faults: int
) -> None:
    """`python -m kpi` hands on the exit code, and a fault is one line on stderr: no traceback."""
    done = subprocess.run([sys.executable, "-m", "kpi", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, bool(done.stdout)) == (code, answers)
    assert len(done.stderr.strip().splitlines()) == faults


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("status", "--plan", "nergens"), "not-found"),
        (("status", "--plan", "nergens", "--as-of", "31-12-2021"), "usage"),
        (("status",), "usage"),
        (("deadline", "Q3", "--year", "dit"), "usage"),
        (("deadline", "Q3", "--year", "0"), "usage"),
        (("deadline", "Q3", "--year", "99999"), "usage"),
        (("deadline", "Q3", "--start", "2022-01-01", "--end", "2021-12-31"), "usage"),
        (("deadline", "Q3", "--year-starts", "31-12"), "usage"),
        (("changed", "--plan", "nergens", "--from", "2021-01-01", "--to", "2021-06-30"), "not-found"),
        (("changed", "--plan", "nergens", "--from", "2021-07-01", "--to", "2021-06-30"), "usage"),
        (("changed", "--plan", "nergens", "--from", "2021-07-01"), "usage"),
        (("known", "--plan", "nergens", "--as-of", "2021-07-01", "--known-at", "2021-07-01"), "not-found"),
        (("known", "--plan", "nergens", "--as-of", "2021-07-01", "--known-at", "gisteren"), "usage"),
    ],
)
def test_with_json_a_fault_is_one_document_too(database: Path, told: Told, words: tuple[str, ...], code: str) -> None:
    exit_code, out, err = told(*words, "--json")
    assert exit_code == 2
    assert json.loads(out)["error"]["code"] == code
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("geen adres", "usage"),
        ("niets://x", "usage"),
        ("sqlite:////proc/nergens/x.db", "store"),
        ("sqlite:///{file}", "store"),
        ("postgresql://x@127.0.0.1:1/x", "store"),
    ],
)
def test_a_database_that_cannot_be_opened_is_a_fault_and_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told, url: str, code: str
) -> None:
    file = tmp_path / "geen.db"
    file.write_text("dit is geen database" * 100, encoding="utf-8")
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", url.format(file=file))
    exit_code, out, err = told("plans", "--json")
    assert (exit_code, json.loads(out)["error"]["code"]) == (2, code)
    assert len(err.splitlines()) == 1


def test_a_later_value_of_the_whole_hides_no_unit_before_its_day(database: Path, tmp_path: Path) -> None:
    folder = small(
        tmp_path / "eenheden",
        targets="target,theme,statement,kind,indicator,value,baseline\nA,t,x,reach,n,8,0\n",
        indicators="indicator,name,unit,direction,frequency,aggregation\nn,N,netwerken,increase,quarter,sum\n",
        org_units="org_unit,name\na,A\n",
        m="indicator,period,org_unit,value,measured_on\nn,2021-Q1,a,3,\nn,2021-Q1,,5,2021-05-10\n",
    )
    run("load", folder)
    for words in (("--dir", folder), ("--plan", "eenheden")):
        for day, value in (("2021-04-15", 3), ("2021-05-10", 5)):
            assert [one["value"] for one in answer("status", *words, "--as-of", day)] == [value]


COUNT = "indicator,name,unit,direction,frequency\nn,Netwerken,netwerken,increase,quarter\n"
EIGHT = "target,theme,statement,kind,indicator,value\nA,t,8 netwerken,cumulative,n,8\n"


def test_changed_tells_which_lights_changed_and_why(database: Path, tmp_path: Path) -> None:
    """A correction and a revised target show by what was recorded, a quarter without any more as the clock."""
    values = "indicator,period,value\nn,2021-Q1,1\nn,2021-Q2,1\nn,2021-Q3,0\n"
    folder = small(tmp_path / "netwerken", targets=EIGHT, indicators=COUNT, m=values)
    words = ("changed", "--plan", "netwerken", "--from")
    run("load", folder)
    (one,) = answer(*words, "2021-06-30", "--to", "2021-09-30")
    assert (one["target"], one["cause"], one["causes"]) == ("A", "clock", ["clock"])
    assert (one["before"]["light"], one["after"]["light"]) == ("green", "amber")
    assert (one["before"]["as_of"], one["after"]["value"], one["after"]["expected"]) == ("2021-06-30", 2, 3)
    assert "2 van 8" in one["after"]["reason_nl"]
    assert answer(*words, "2021-06-30", "--to", "2021-06-30") == []
    (folder / "measurements" / "m.csv").write_text(values.replace("Q1,1", "Q1,0"), encoding="utf-8")
    first = datetime.now(UTC).isoformat()
    run("load", folder)
    (one,) = answer(*words, "2021-06-30", "--to", "2021-06-30", "--known-from", first)
    assert (one["cause"], one["after"]["value"]) == ("correction", 1)
    second = datetime.now(UTC).isoformat()
    (folder / "targets.csv").write_text(EIGHT.replace(",8\n", ",4\n"), encoding="utf-8")
    run("load", folder, "--why", "Besluit")
    (one,) = answer(*words, "2021-06-30", "--to", "2021-06-30", "--known-from", second)
    assert (one["cause"], one["after"]["expected"]) == ("revised_target", 1)
    said = run(*words, "2021-06-30", "--to", "2021-06-30", "--known-from", second)
    assert said.startswith("▲ ● A ")
    assert "gewijzigde belofte" in said
    (one,) = answer("known", "--plan", "netwerken", "--as-of", "2021-06-30", "--known-at", second)
    assert (one["kinds"], one["causes"]) == (["target"], ["revised_target"])
    assert one["differences"] == [{"kind": "target", "field": "value", "before": "8", "after": "4"}]
    assert "value: 8 > 4" in run("known", "--plan", "netwerken", "--as-of", "2021-06-30", "--known-at", second)
    same = ("known", "--plan", "netwerken", "--as-of", "2021-06-30", "--known-at", first, "--known-to", first)
    assert "Niets is anders bekend" in run(*same)
    assert "tijd verstreken" in run(*words, "2021-06-30", "--to", "2021-09-30", "--known-to", first)


def test_a_backup_comes_back(database: Path, tmp_path: Path) -> None:
    folder = small(tmp_path / "netwerken", targets=EIGHT, indicators=COUNT, m="indicator,period,value\nn,2021-Q1,1\n")
    run("load", folder)
    copy = tmp_path / "kopie.db"
    made = answer("backup", copy)
    assert (made["file"], made["revision"], made["bytes"]) == (str(copy), 1, copy.stat().st_size)
    (folder / "measurements" / "m.csv").write_text("indicator,period,value\nn,2021-Q1,0\n", encoding="utf-8")
    run("load", folder)
    assert isinstance(CliRunner().invoke(app, ["backup", str(copy)]).exception, UsageError)
    done = answer("restore", copy, "--user", "bea")
    assert done["revision"] == 3
    assert Path(done["before"]).parent == database.parent
    assert answer("status", "--plan", "netwerken", "--as-of", "2021-03-31")[0]["value"] == 1
    assert answer("backup", copy, "--force")["revision"] == 3
    assert isinstance(CliRunner().invoke(app, ["restore", str(folder / "plan.toml")]).exception, UsageError)


def test_read_only_restores_nothing(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("load", THOON)
    run("backup", tmp_path / "kopie.db")
    monkeypatch.setenv("PLANPEIL_READ_ONLY", "1")
    assert isinstance(CliRunner().invoke(app, ["restore", str(tmp_path / "kopie.db")]).exception, RefusedError)
    run("backup", tmp_path / "tweede.db")


def test_a_folder_with_faults_changes_nothing(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "proef"
    folder.mkdir()
    header = 'code = "proef"\ntitle = "Proef"\norganisation = "x"\nstart = 2021-01-01\nend = 2021-12-31\n'
    (folder / "plan.toml").write_text(f'{header}[[themes]]\ncode = "ergens"\ntitle = "Ergens"\n', encoding="utf-8")
    (folder / "targets.csv").write_text("target,theme,statement,kind\nA,nergens,iets,milestone\n", encoding="utf-8")
    refused = answer("load", folder, code=1)
    assert (refused["plan"], refused["changed"]) == (None, False)
    assert ("unknown-theme", 2, "theme") in {(one["code"], one["row"], one["column"]) for one in refused["issues"]}
    assert [line["kind"] for line in answer("plans")] == ["frame"]
    assert answer("status", "--dir", folder, code=1)["issues"] == refused["issues"]


def test_read_only_refuses_a_load(database: Path, monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    monkeypatch.setenv("PLANPEIL_READ_ONLY", "1")
    code, out, err = told("load", str(THOON))
    assert (code, out) == (2, "")
    assert "alleen-lezen" in err


def test_deadlines_are_read_in_order(database: Path) -> None:
    found = answer("deadline", "vóór juni 2021", "24/7", "Q3 2021", code=1)
    assert found[1] is None
    assert [(one["due_from"], one["due"]) for one in (found[0], found[2])] == [
        (None, "2021-05-31"),
        ("2021-07-01", "2021-09-30"),
    ]
    assert set(found[0]) == {"phrase", "due_from", "due", "start", "precision", "recurrence"}


def test_years_and_days_that_cannot_be_say_what_to_give(database: Path, told: Told) -> None:
    assert "geef een jaar van 1990 tot en met 2100" in told("deadline", "Q3", "--year", "1989")[2]
    assert "verwissel de twee dagen" in told("deadline", "Q3", "--start", "2022-01-02", "--end", "2022-01-01")[2]
    assert told("deadline", "Q3", "--year", "2100", "--start", "2022-01-01", "--end", "2022-01-01")[0] == 0


def test_deadlines_come_from_stdin_too(database: Path) -> None:
    found = answer("deadline", "-", "--year", "2021", stdin="Q2\neind mei\n")
    assert [one["due"] for one in found] == ["2021-06-30", "2021-05-31"]


def test_a_start_lasts_until_the_plans_end(database: Path) -> None:
    (found,) = answer("deadline", "vanaf maart 2021", "--start", "2021-01-01", "--end", "2023-12-31")
    assert (found["start"], found["due"]) == ("2021-03-01", "2023-12-31")


PLANNED = ("--start", "2024-01-01", "--end", "2027-12-31")


def test_a_day_outside_the_plan_is_warned_about_beside_the_answer(database: Path, told: Told) -> None:
    code, out, err = told("deadline", "juni 2031", "mei 2025", "juni 2023", *PLANNED)
    assert (code, len(out.splitlines())) == (0, 3)
    assert [line.partition(":")[0] for line in err.splitlines()] == ["'juni 2031'", "'juni 2023'"]
    assert "2031-06-30 ligt buiten het plan" in err


def test_a_moment_in_every_year_is_told_and_changes_no_key(database: Path, told: Told) -> None:
    (found,) = answer("deadline", "jaarlijks vóór 1 mei", *PLANNED)
    assert set(found) == {"phrase", "due_from", "due", "start", "precision", "recurrence"}
    assert (found["recurrence"], found["due"]) == ({"times": 1, "per": "year"}, "2027-12-31")
    assert "later in het jaar is ook op tijd" in told("deadline", "jaarlijks vóór 1 mei", *PLANNED)[2]


def test_years_of_a_plan_may_begin_on_another_day(database: Path, told: Told) -> None:
    april = ("--year-starts", "04-01", "--start", "2022-04-01", "--end", "2026-03-31")
    found = answer("deadline", "Q2 2022/23", "vóór 2023/24", "eind 2024", "binnen 2 jaar", *april)
    assert [one["due"] for one in found] == ["2022-09-30", "2023-03-31", "2024-12-31", "2024-03-31"]
    assert answer("deadline", "Q2", "--year", "2022", "--year-starts", "04-01")[0]["due"] == "2022-09-30"
    assert answer("deadline", "Q2 2024", *april, code=1) == [None]
    assert answer("deadline", "2022/23", code=1) == [None]


def test_a_window_of_years_and_what_lasts_are_told(database: Path, told: Told) -> None:
    (often,) = answer("deadline", "twee keer in drie jaar", *PLANNED)
    assert often["recurrence"] == {"times": 2, "per": "3y"}
    (lasting,) = answer("deadline", "doorlopend", *PLANNED)
    assert [lasting[key] for key in ("due_from", "due", "start", "precision")] == [
        None,
        "2027-12-31",
        "2024-01-01",
        "plan",
    ]
    assert "2 x per 3 jaar/years" in told("deadline", "twee keer in drie jaar", *PLANNED)[1]


def test_one_kind_of_notice_is_told_once_with_its_rows_and_counted(database: Path) -> None:
    """THOON names many targets of the vision, which is not loaded here."""
    (said,) = CliRunner().invoke(app, ["load", str(THOON)]).stderr.splitlines()
    assert said.startswith("notice  targets.csv:")
    count, rows, left = re.search(
        r"\[(\d+) keer: rij (.*) en nog (\d+) / \1 times: rows \2 and \3 more\]$", said
    ).groups()
    assert int(left) == int(count) - 3
    assert len(re.findall(r"\d+ \([a-z0-9-]+/[^)]+\)", rows)) == 3


def test_faults_that_are_alike_are_told_once_and_as_json_one_by_one(tmp_path: Path, told: Told) -> None:
    home = tmp_path / "thoon-2021"
    shutil.copytree(THOON, home)
    rows = "".join(f"X{at},netwerken,Naam,\u20ac {at},euro,2021,,\n" for at in range(20))
    (home / "context.csv").write_text(f"code,theme,name,value,unit,period,period_to,source_ref\n{rows}", "utf-8")
    code, out, err = told("status", "--dir", str(home))
    (line,) = [one for one in err.splitlines() if "not-a-number" in one]
    assert (code, out) == (1, "")
    assert line.startswith("error  context.csv:2:value  not-a-number: ")
    assert "20 keer: rij 2 (\u20ac 0), 3 (\u20ac 1), 4 (\u20ac 2) en nog 17 / 20 times: rows 2" in line
    code, out, _ = told("status", "--dir", str(home), "--json")
    assert sum(one["code"] == "not-a-number" for one in json.loads(out)["issues"]) == 20


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_warnings_of_a_folder_stand_beside_its_lights(tmp_path: Path, told: Told, form: tuple[str, ...]) -> None:
    home = tmp_path / "anders"
    shutil.copytree(TEAM, home)
    _, out, err = told("status", "--dir", str(home), *form)
    assert "warning  plan.toml" in err
    assert "folder-name" in err
    assert "folder-name" not in out
    if form:
        assert len(json.loads(out)) == promised(home)


def test_the_doctor_says_yes_or_no_and_a_folder_keeps_its_copies(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("PLANPEIL_CONFIG", str(tmp_path / "config.toml"))
    run("load", THOON)
    found = answer("doctor")
    assert found["ok"] is True
    assert set(found["checks"][0]) == {"name", "ok", "nl", "en"}
    (tmp_path / "kopieën").mkdir()
    first = answer("backup", tmp_path / "kopieën", "--keep", "1")
    assert answer("backup", tmp_path / "kopieën", "--keep", "1")["removed"] == [first["file"]]
    database.write_bytes(b"kapot" * 1000)
    told = run("doctor", code=1)
    assert "NEE  database" in told


def test_the_log_is_listed_verified_and_a_name_in_it_replaced(database: Path, tmp_path: Path) -> None:
    run("load", THOON, "--user", "anna")
    run("calendar", "--plan", "thoon-2021", "--out", str(tmp_path / "a.ics"))
    rows = answer("audit", "list")
    assert [(one["seq"], one["action"], one["revision"]) for one in rows] == [(2, "export", None), (1, "load", 1)]
    assert (rows[1]["name"], rows[0]["subject"][:13]) == ("anna", "a.ics sha256:")
    assert answer("audit", "list", "--action", "load", "--plan", "thoon-2021", "--who", "anna") == rows[1:]
    assert (answer("audit", "list", "--to", "2021-01-01"), len(answer("audit", "list", "--from", "2021-01-01"))) == (
        [],
        2,
    )
    assert {one["role"] for one in rows} == {""}
    with at_desk(load_settings(environ={"PLANPEIL_DATABASE_URL": f"sqlite:///{database}"})) as desk:
        noted_export(desk.asked_by(Actor("Noor", (Grant(Role.VIEWER),))), b"x", "b.csv", plan="thoon-2021")
    assert [(one["name"], one["role"]) for one in answer("audit", "list", "--who", "Noor")] == [("Noor", "viewer")]
    assert "Noor (viewer)  b.csv" in run("audit", "list")
    assert answer("audit", "rename", "anna", "medewerker 1")["pseudonyms"] == [rows[1]["who"]]
    assert "medewerker 1" in run("audit", "list")
    assert answer("audit", "verify")["ok"] is True
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE audit SET plan = 'ander' WHERE seq = 1")
    told = answer("audit", "verify", code=1)
    assert [(one["name"], one["ok"]) for one in told["checks"]] == [("chain", False), ("commits", False)]
    assert "Regel 1 is veranderd" in told["checks"][0]["nl"]
