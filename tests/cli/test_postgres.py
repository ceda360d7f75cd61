"""The same commands on PostgreSQL and SQLite give the same JSON; and a PostgreSQL database as a source."""

import json
import re
from pathlib import Path
from typing import Any

import psycopg
import pytest
from typer.testing import CliRunner

from kpi.cli.commands import app
from kpi.core.errors import PlanpeilError
from kpi.settings import ROOT
from scripts.postgres import HOST, Server, free_port
from tests.service.small_plan import write_plan

PLANS = sorted(path for path in (ROOT / "data" / "plans").iterdir() if (path / "plan.toml").exists())
FILE = "Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;2\r\ntevreden;2021-Q2;65,5\r\nT3;2021-Q2;ja\r\n"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)?")
TABLE = """CREATE TABLE meting (code text, kwartaal text, waarde numeric(12, 3), gemeten timestamptz);
INSERT INTO meting VALUES ('netwerken', '2021-Q2', 2.000, NULL), ('tevreden', '2021-Q2', 65.125, '2021-06-15 12:00'),
('T3', '2021-Q2', NULL, NULL)"""
QUERY = "SELECT code AS indicator, kwartaal, waarde, gemeten AS gemeten_op FROM meting ORDER BY code"


def run(*words: object) -> tuple[int, Any]:
    """The exit code and the JSON of a command."""
    result = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert not isinstance(result.exception, PlanpeilError), result.exception
    return result.exit_code, json.loads(MOMENT.sub("moment", result.stdout))


def fault(*words: object) -> str:
    """What a command says that cannot be done."""
    found = CliRunner().invoke(app, [str(word) for word in words]).exception
    assert isinstance(found, PlanpeilError)
    return found.nl


def everything(folder: Path) -> list[Any]:
    """What the commands answer on a database without anything in it."""
    for plan in (*PLANS, write_plan(folder / "proef", units=12)):
        run("load", plan)
    delivered, corrected = folder / "q2.csv", folder / "q2b.csv"
    delivered.write_bytes(FILE.encode())
    corrected.write_bytes(FILE.replace("65,5", "66").encode())
    to = ("--plan", "proef", "--user", "anna")
    return [
        run("plans"),
        *(run("status", "--plan", plan.name, "--as-of", "2021-12-31") for plan in PLANS),
        run("check", delivered, "--plan", "proef"),
        run("import", delivered, *to),
        run("import", delivered, *to),
        run("import", corrected, *to, "--why", "outlier=ja", "--why", "same-as-earlier=ja"),
        run("uploads"),
        run("status", "--plan", "proef", "--as-of", "2021-06-30"),
        run("undo", "2", "--user", "bob", "--why", "fout"),
        run("undo", "1", "--user", "bob", "--why", "fout"),
        run("status", "--plan", "proef", "--as-of", "2021-06-30"),
        run("uploads"),
        run("plans"),
    ]


def test_every_command_answers_the_same_on_both(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for name, url in (("file", f"sqlite:///{tmp_path / 'planpeil.db'}"), ("server", postgres_url)):
        monkeypatch.setenv("PLANPEIL_DATABASE_URL", url)
        found.append(everything(tmp_path / name))
    for one, other in zip(*found, strict=True):
        assert one == other
    results = [answer["result"] for _, answer in found[0] if isinstance(answer, dict) and "result" in answer]
    assert results[:3] == ["imported", "same", "imported"]


@pytest.fixture
def source(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in a file, and the configuration of a source on a server."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", f"sqlite:///{tmp_path / 'planpeil.db'}")
    monkeypatch.setenv("PLANPEIL_CONFIG", str(tmp_path / "config.toml"))
    with psycopg.connect(postgres_url) as connection:
        for statement in TABLE.split(";"):
            connection.execute(statement.encode())
    ask(tmp_path, postgres_url)
    run("load", write_plan(tmp_path / "proef"))
    return tmp_path


def ask(folder: Path, url: str, query: str = QUERY) -> None:
    text = f"[sources.registratie]\nurl = '{url}'\nquery = \"{query}\"\n"
    (folder / "config.toml").write_text(text, encoding="utf-8")


def imported(name: str = "registratie") -> tuple[str, ...]:
    return "import", "--source", name, "--plan", "proef", "--user", "robot"


def test_a_source_on_a_server_is_imported_through_the_same_intake(source: Path) -> None:
    code, done = run(*imported())
    assert (code, done["result"], done["file_name"]) == (0, "imported", "registratie.xlsx")
    values = {one["indicator"]: (one["value"], one["measured_on"]) for one in done["records"]}
    assert values == {"netwerken": (2, None), "tevreden": (65.125, "2021-06-15")}
    assert run(*imported())[1]["result"] == "same"


def test_a_column_that_is_missing_is_a_fault_of_the_file(source: Path, postgres_url: str) -> None:
    ask(source, postgres_url, "SELECT code AS indicator, waarde FROM meting")
    code, done = run(*imported())
    assert (code, done["result"]) == (1, "faulty")
    assert "missing-column" in {one["code"] for one in done["issues"]}


@pytest.mark.parametrize("query", ["DELETE FROM meting", "SELECT weg FROM meting", "SELECT 1; DELETE FROM meting"])
def test_a_source_on_a_server_is_only_read(source: Path, postgres_url: str, query: str) -> None:
    ask(source, postgres_url, query)
    assert "De bron is niet te lezen" in fault(*imported())
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SELECT count(*) FROM meting").fetchone() == (3,)


def test_a_source_that_does_not_answer_says_why_and_no_password(source: Path, postgres: Server) -> None:
    assert "bekend: registratie" in fault(*imported("anders"))
    for url, said in (
        (postgres.address(password="verkeerd"), "gebruiker of wachtwoord klopt niet"),
        (postgres.address(database="nergens"), "geen database met deze naam"),
        (f"postgres://jan:verkeerd@{HOST}:{free_port()}/naam", "niet bereikbaar"),
    ):
        ask(source, url)
        assert said in fault(*imported())
        assert "verkeerd" not in fault(*imported())


def test_a_store_that_is_away_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", f"postgres://jan:geheim@{HOST}:{free_port()}/naam")
    assert fault("plans").startswith("De database is niet bereikbaar.")
