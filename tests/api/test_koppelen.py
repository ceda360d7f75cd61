"""docs/koppelen.md (how to connect): what it says is there, and its examples are run against the application itself."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from csv import DictReader
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from kpi.api.operations import MOST_ROWS, OPERATIONS, ROWS
from kpi.settings import ROOT
from kpi.ui.serving.listening import listen
from tests.api.listening import Listening
from tests.databases import plans, put

TEXT = (ROOT / "docs" / "koppelen.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SECRET: dict[str, str] = {}
WRITTEN_FOR = "http://localhost:8501"


@pytest.fixture(scope="module")
def planpeil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listening]:
    """The whole application as `serve` starts it, with one plan."""
    folder = tmp_path_factory.mktemp("koppelen")
    (folder / "plans").mkdir()
    (folder / "config.toml").write_text('plans = "plans"\n', encoding="utf-8")
    here = {
        "PLANPEIL_DATABASE_URL": put(folder / "p.db", plans("thoon-2021")),
        "PLANPEIL_CONFIG": str(folder / "config.toml"),
    }
    words = [sys.executable, "-m", "kpi"]
    token = ["token", "add", "Koppeling", "--user", "Noor", "--right", "hand-in"]
    for each in (["user", "add", "Noor", "--no-password"], ["user", "role", "Noor", "uploader"], token):
        done = subprocess.run([*words, *each], cwd=ROOT, env={**os.environ, **here}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    SECRET["PLANPEIL_TOKEN"] = done.stdout.strip()
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "kpi", "serve", "--port", str(port), "--no-browser"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            words, cwd=ROOT, env={**os.environ, **here}, stdout=subprocess.PIPE, stderr=log, text=True
        )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == f"Planpeil: http://127.0.0.1:{port}\n", (folder / "log").read_text()
            yield Listening(f"http://127.0.0.1:{port}")
        finally:
            process.kill()


def written_in(language: str, planpeil: Listening) -> str:
    """The blocks of a language as one script, for the server that runs."""
    found = "\n".join(block for name, block in BLOCKS if name == language)
    assert WRITTEN_FOR in found
    return found.replace(WRITTEN_FOR, planpeil.url)


def test_curl_as_written(planpeil: Listening, tmp_path: Path) -> None:
    script = written_in("sh", planpeil)
    here = {**os.environ, **SECRET}
    bash = ["bash", "-euo", "pipefail", "-c", script]
    done = subprocess.run(bash, cwd=tmp_path, env=here, capture_output=True, text=True)
    assert json.loads((tmp_path / "controle.json").read_text())["valid"] is True
    assert (done.returncode, done.stderr) == (0, "")
    listed, (told, end) = (
        json.JSONDecoder().raw_decode(done.stdout),
        json.JSONDecoder().raw_decode(done.stdout, done.stdout.rindex('{"type"')),
    )
    assert [row["code"] for row in listed[0]["rows"]] == ["thoon-2021"]
    assert "target,theme,statement,kind,due_from,due,status,light" in done.stdout
    assert "\n304\n" in done.stdout
    assert (told["title"], end) == ("Not found", len(done.stdout))
    assert len((tmp_path / "lichten.csv").read_text("utf-8-sig").splitlines()) == 120


def test_python_as_written(planpeil: Listening, tmp_path: Path) -> None:
    script = written_in("python", planpeil)
    here = {**os.environ, **SECRET}
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=here, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^green +\d+$", done.stdout, re.MULTILINE)
    whole = planpeil.ask("/plans/thoon-2021/measurements").json
    indicators = {row["indicator"] for row in whole["rows"]}
    assert done.stdout.splitlines()[-1] == f"{whole['total']} metingen van {len(indicators)} indicatoren"
    assert whole["total"] > 300


def test_what_was_not_run_is_said_and_asks_for_what_there_is(planpeil: Listening) -> None:
    assert {name for name, _ in BLOCKS} == {"sh", "python", "powerquery-m", "r"}
    for head in ("Excel", "Power BI"):
        assert f"## {head}\n\nNiet uitgevoerd, zie boven." in TEXT
    typed = next(block for name, block in BLOCKS if name == "powerquery-m" and "type table" in block)
    names = re.findall(r"(\w+) = (?:nullable )?(?:text|number|logical)\b", typed.partition("type table")[2])
    assert names == list(planpeil.ask("/plans/thoon-2021/measurements").rows[0])
    read = next(block for name, block in BLOCKS if name == "powerquery-m" and "Csv.Document" in block)
    head = planpeil.ask("/plans/thoon-2021/status.csv").content.decode("utf-8-sig").splitlines()[0].split(",")
    assert set(re.findall(r'\{"(\w+)", type', read)) <= set(head)
    in_r = set(re.findall(r"lichten\$(\w+)", TEXT))
    assert in_r
    assert in_r <= set(head)


M_TYPES = {"text": str, "number": int | float, "logical": bool}


def test_the_types_in_power_query_are_those_of_the_answers(planpeil: Listening) -> None:
    read, typed = (block for name, block in BLOCKS if name == "powerquery-m")
    rows = planpeil.ask("/plans/thoon-2021/measurements").rows
    for name, empty, kind in re.findall(
        r"(\w+) = (nullable )?(text|number|logical)\b", typed.partition("type table")[2]
    ):
        for value in (row[name] for row in rows):
            assert (value is None and empty) or isinstance(value, M_TYPES[kind]), (name, value)
    csv = planpeil.ask("/plans/thoon-2021/status.csv?as_of=2021-06-30").content.decode("utf-8-sig")
    status = list(DictReader(StringIO(csv, newline="")))
    columns = dict(re.findall(r'\{"(\w+)", type (\w+)\}', read))
    assert set(columns.values()) == {"date", "number"}
    for name, kind in columns.items():
        found = [row[name] for row in status if row[name]]
        assert found, name
        for value in found:
            assert (date.fromisoformat if kind == "date" else float)(value) is not None


def test_power_query_asks_addresses_that_are_there() -> None:
    there = {one.path: {parameter.name for parameter in one.parameters} for one in OPERATIONS}
    for name, block in BLOCKS:
        if name != "powerquery-m":
            continue
        (path,) = re.findall(r'RelativePath = "plans/thoon-2021(/\w+)(?:\.csv)?"', block)
        asked = set(re.findall(r"\[(\w+) = ", block.partition("Query = ")[2].partition("\n")[0]))
        asked |= set(re.findall(r"(page|revision) = ", block))
        assert asked
        assert asked <= there["/plans/{plan}" + path]


def test_every_address_and_what_it_is_asked_is_in_the_document() -> None:
    told = {
        path: set(re.findall(r"`(\w+)`", asked)) for path, asked in re.findall(r"\| `(/\S+)` \|[^|]*\|([^|]*)\|", TEXT)
    }
    there = {one.path: {parameter.name for parameter in one.parameters} for one in OPERATIONS}
    assert told == {**there, "/openapi.json": set()}
    assert f"met {ROWS:,} tegelijk".replace(",", ".") in TEXT
    assert f"hoogstens {MOST_ROWS:,}".replace(",", ".") in TEXT


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v1/nergens", "/api/v1/a%0Ab", "/api/v2/plans"])
def test_no_address_under_api_gives_a_page(planpeil: Listening, path: str) -> None:
    told = planpeil.ask(path)
    assert (told.status, told.headers["Content-Type"]) == (404, "application/problem+json")
    assert told.headers["Set-Cookie"] is None


def test_the_application_guards_it_as_its_pages(planpeil: Listening) -> None:
    for headers in ({"Origin": "https://example.org"}, {"Host": "evil.example"}):
        assert planpeil.ask("/plans", **headers).status == 403
    assert planpeil.ask("/plans").headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert planpeil.ask("/plans", "DELETE").status == 405
