"""Small files that once went wrong, on the command line; the same on the page: tests/ui/upload/test_arrivals.py."""

import json
import shutil
from pathlib import Path

import pytest

from tests.arrivals import ARRIVALS, FIRST, PLAN, SECOND, Arrival, practices, write_practices
from tests.cli.conftest import Told
from tests.databases import put


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of this test alone that holds the plan, and a place for files."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "var" / "planpeil.db", practices))
    return tmp_path


def placed(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


@pytest.mark.parametrize("one", ARRIVALS, ids=lambda one: one.name)
def test_a_file_is_refused_or_read_for_what_it_is(one: Arrival, folder: Path, told: Told) -> None:
    code, out, _ = told("check", placed(folder, one.name, one.content), "--plan", PLAN, "--json")
    (found,) = json.loads(out)
    assert (code, found["valid"]) == ((1, False) if one.records is None else (0, True))
    assert {issue["code"] for issue in found["issues"]} == one.codes
    assert {repair["rule"] for repair in found["repairs"]} >= one.rules
    if one.records is not None:
        assert len(found["records"]) == one.records


def test_one_practice_of_six_is_a_partial_period(folder: Path, told: Told) -> None:
    one = next(one for one in ARRIVALS if one.name == "een-praktijk.csv")
    _, out, _ = told("check", placed(folder, one.name, one.content), "--plan", PLAN, "--json")
    (found,) = json.loads(out)
    assert found["changes"]["partial"] == [{"indicator": "bereik", "period": "2021-Q2", "heard": 1, "expected": 6}]
    (light,) = found["changes"]["lights"]
    assert (light["after"]["light"], light["after"]["value"]) == (light["before"]["light"], light["before"]["value"])
    assert "1 van 6 praktijken meldde" in light["after"]["reason_nl"]


def test_what_a_column_is_can_be_said(folder: Path, told: Told) -> None:
    one = next(one for one in ARRIVALS if one.name == "som-van-waarde.xlsx")
    file = placed(folder, one.name, one.content)
    assert told("check", file, "--plan", PLAN, "--column", "Som van Waarde=value")[0] == 0


def test_a_column_that_is_not_there_changes_nothing(folder: Path, told: Told) -> None:
    assert told("import", placed(folder, "v1.csv", FIRST), "--plan", PLAN, "--user", "anna")[0] == 0
    code, out, _ = told("check", placed(folder, "v2.csv", SECOND), "--plan", PLAN, "--json")
    (found,) = json.loads(out)
    assert (code, found["changes"]["added"], found["changes"]["revised"]) == (0, [], [])
    (kept,) = found["changes"]["unchanged"]
    assert (kept["value"], kept["provisional"], kept["note"]) == (3, True, "nog een telling")
    assert told("import", str(folder / "v2.csv"), "--plan", PLAN, "--user", "anna")[0] == 0
    _, out, _ = told("check", str(folder / "v2.csv"), "--plan", PLAN, "--json")
    assert json.loads(out)[0]["changes"]["unchanged"] == [kept]


def test_a_folder_without_its_measurements_is_asked_about(folder: Path, told: Told) -> None:
    plan = write_practices(folder / PLAN)
    shutil.rmtree(plan / "measurements")
    code, out, err = told("load", str(plan))
    assert code == 1
    assert "--yes" in out + err
    assert "bereik p1 2021-Q1" in out + err
    assert told("load", str(plan))[0] == 1
    code, out, _ = told("load", str(plan), "--yes")
    assert (code, "12 beëindigd" in out) == (0, True)
