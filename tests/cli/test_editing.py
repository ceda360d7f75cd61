"""A plan of one's own on the command line: start, fill in, load, change with a reason, and out again."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from typer.testing import CliRunner

from kpi.cli.commands import app
from kpi.core.errors import PlanpeilError
from tests.databases import nothing, put

NEW = ["new", "--code", "eigen", "--title", "Eigen plan", "--start", "2025-01-01", "--end", "2027-12-31"]


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database of this test alone."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "var" / "planpeil.db", nothing))


def answer(*words: object, code: int = 0) -> Any:
    """The JSON a command prints; the exit code must be `code`."""
    result = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def refusal(*words: object) -> str:
    """What a command says that is used wrongly."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert isinstance(result.exception, PlanpeilError), result.output
    return str(result.exception)


def test_starter_folder_is_loaded_and_has_a_light(tmp_path: Path) -> None:
    made = answer(*NEW, "--out", tmp_path / "eigen")
    assert {Path(one).name for one in made["files"]} >= {"plan.toml", "targets.csv", "indicators.csv", "LEESMIJ.md"}
    loaded = answer("load", tmp_path / "eigen")
    assert (loaded["plan"], loaded["changed"], loaded["issues"]) == ("eigen", True, [])
    (line,) = answer("status", "--plan", "eigen")
    assert (line["target"], line["light"], line["flags"]) == ("R-01", "green", ["sample"])


def test_starter_folder_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "targets.csv").write_text("eigen werk", "utf-8")
    assert "niet leeg" in refusal(*NEW, "--out", tmp_path)
    assert (tmp_path / "targets.csv").read_text("utf-8") == "eigen werk"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--code", "Eigen plan"], "kleine letters"),
        (["--start", "1-1-2025"], "geen datum"),
        (["--end", "2024-12-31"], "na zijn einde"),
        (["--title", " "], "titel"),
        (["--lang", "fr"], "nl of en"),
    ],
)
def test_wrong_beginnings_are_told(tmp_path: Path, words: list[str], said: str) -> None:
    assert said in refusal(*NEW, *words, "--out", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_workbook_is_filled_in_and_loaded(tmp_path: Path) -> None:
    file = tmp_path / "eigen.xlsx"
    answer(*NEW, "--xlsx", "--out", file)
    book = openpyxl.load_workbook(file)
    book["targets"]["L2"] = 12
    book.save(file)
    book.close()
    assert answer("load", file)["plan"] == "eigen"
    exported = tmp_path / "uit.zip"
    answer("export", "--plan", "eigen", "--out", exported)
    with ZipFile(exported) as archive:
        assert b",12," in archive.read("eigen/targets.csv")


def test_changed_promise_needs_a_reason_here_too(tmp_path: Path) -> None:
    answer(*NEW, "--xlsx", "--out", tmp_path / "a.xlsx")
    answer("load", tmp_path / "a.xlsx")
    answer("export", "--plan", "eigen", "--out", tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    book["targets"]["L2"] = 6
    book.save(tmp_path / "b.xlsx")
    book.close()
    refused = answer("load", tmp_path / "b.xlsx", code=1)
    assert [(one["code"], one["file"], one["row"]) for one in refused["issues"]] == [("reason-missing", "targets", 2)]
    assert answer("load", tmp_path / "b.xlsx", "--why", "Minder geld")["revised"] == 1
    assert answer("load", tmp_path / "b.xlsx")["changed"] is False


def test_zip_goes_round_and_an_old_revision_comes_out(tmp_path: Path) -> None:
    answer(*NEW, "--out", tmp_path / "eigen")
    answer("load", tmp_path / "eigen")
    answer("export", "--plan", "eigen", "--out", tmp_path / "p.zip")
    assert answer("load", tmp_path / "p.zip")["changed"] is False
    answer("export", "--plan", "eigen", "--revision", 1, "--out", tmp_path / "old.zip")
    assert (tmp_path / "old.zip").read_bytes() == (tmp_path / "p.zip").read_bytes()
    with ZipFile(BytesIO((tmp_path / "p.zip").read_bytes())) as archive:
        assert "eigen/measurements/voorbeeld-2025-Q1.csv" in archive.namelist()


def test_what_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(b"geen zip")
    assert [one["code"] for one in answer("load", tmp_path / "p.zip", code=1)["issues"]] == ["archive-damaged"]
    assert "Er is geen bestand" in refusal("load", tmp_path / "geen.zip")
    assert "bestaat niet" in refusal("load", tmp_path / "geen")
    assert "geen plan" in refusal("export", "--plan", "geen", "--out", tmp_path / "u.zip")
    assert not (tmp_path / "u.zip").exists()


def test_loading_without_what_was_loaded_before_asks_for_yes(tmp_path: Path) -> None:
    folder = tmp_path / "eigen"
    answer(*NEW, "--out", folder)
    (folder / "measurements").mkdir(exist_ok=True)
    answer("load", folder)
    for file in (folder / "measurements").iterdir():
        file.unlink()
    asked = answer("load", folder, code=1)
    assert (asked["plan"], asked["changed"]) == (None, False)
    (gone,) = asked["leaving"]
    assert gone["kind"] == "measurements"
    assert gone["names"]
    told = CliRunner().invoke(app, ["load", str(folder)])
    assert told.exit_code == 1
    assert "metingen/measurements" in told.stderr
    assert "--yes" in told.stderr
    done = answer("load", folder, "--yes")
    assert (done["changed"], done["ended"], done["leaving"]) == (True, gone["count"], [])
    assert not answer("load", folder)["changed"]
