"""`smart` and `calendar`: the lists as documents and files, their exit codes, and what they refuse."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook

from tests.cli.conftest import Told
from tests.databases import all_plans, put, small_plan

FIELDS = {
    "target", "theme", "statement", "value", "baseline", "date", "owner", "indicator", "evidence", "missing",
    "missing_en",
}  # fmt: skip
MEASURED = "proef"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write in, beside a database with the plan `proef`."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", small_plan))
    return tmp_path


@pytest.fixture
def every(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", all_plans))


@pytest.mark.usefixtures("every")
def test_the_regional_plan_lacks_what_is_known_of_it(told: Told) -> None:
    code, out, _ = told("smart", "--plan", "thoon-2021", "--json")
    rows = json.loads(out)
    assert code == 1
    assert len(rows) == 119
    assert all(set(row) == FIELDS for row in rows)
    assert [sum(row[name] for row in rows) for name in ("value", "baseline", "date")] == [16, 0, 119 - 53]
    assert all(
        bool(row["missing"]) is not all(row[name] for name in FIELDS if row[name] in (True, False)) for row in rows
    )


@pytest.mark.usefixtures("small")
def test_each_result_says_what_it_lacks_in_both_languages(told: Told) -> None:
    _, out, _ = told("smart", "--plan", MEASURED, "--as-of", "2021-03-31", "--json")
    found = {row["target"]: (row["missing"], row["missing_en"]) for row in json.loads(out)}
    assert found == {
        "T3": (
            "geen indicator, geen waarde om te halen, geen nulmeting",
            "no indicator, no value to reach, no baseline",
        ),
        "T1": ("", ""),
        "T2": ("", ""),
    }
    _, later, _ = told("smart", "--plan", MEASURED, "--as-of", "2021-12-31", "--json")
    assert [row["evidence"] for row in json.loads(later)] == [False, False, False]


def test_a_plan_that_lacks_nothing_is_a_yes(small: Path, told: Told) -> None:
    folder = small / "heel"
    folder.mkdir()
    (folder / "plan.toml").write_text(
        'code = "heel"\ntitle = "Heel"\norganisation = "X"\nstart = 2021-01-01\nend = 2022-12-31\n\n'
        '[[themes]]\ncode = "a"\ntitle = "A"\n',
        "utf-8",
    )
    (folder / "indicators.csv").write_text(
        "indicator,name,unit,direction,frequency\nnet,Netwerken,netwerken,increase,quarter\n", "utf-8"
    )
    (folder / "targets.csv").write_text(
        "target,theme,statement,kind,indicator,value,baseline,deadline,owner\n"
        "T1,a,Acht,cumulative,net,8,0,eind 2022,Els\n",
        "utf-8",
    )
    assert told("load", str(folder))[0] == 0
    code, out, err = told("smart", "--plan", "heel")
    assert (code, out.split()) == (0, ["T1", "-"])
    assert "1 van/of 1" in err


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_list_for_the_author_is_written(small: Path, told: Told, form: str) -> None:
    out = small / f"lijst.{form}"
    assert told("smart", "--plan", MEASURED, "--out", str(out))[0] == 1
    content = BytesIO(out.read_bytes())
    if form == "xlsx":
        assert load_workbook(content)["Resultaten"]["B2"].value == "T1"
    else:
        assert Document(content).paragraphs[0].text == "SMART-toets: Proefplan"


def test_another_form_is_refused_and_nothing_is_written(small: Path, told: Told) -> None:
    code, _, err = told("smart", "--plan", MEASURED, "--out", str(small / "lijst.pdf"))
    assert code == 2
    assert ".xlsx" in err
    assert not (small / "lijst.pdf").exists()


@pytest.mark.parametrize("command", ["smart", "calendar"])
def test_an_unknown_plan_is_told(small: Path, told: Told, command: str) -> None:
    code, _, err = told(command, "--plan", "nergens", "--out", str(small / "x.xlsx"))
    assert code == 2
    assert "nergens" in err


def test_a_calendar_has_every_day_of_the_plan_and_of_one_owner(small: Path, told: Told) -> None:
    out = small / "plan.ics"
    code, said, _ = told("calendar", "--plan", MEASURED, "--out", str(out), "--json")
    assert code == 0
    assert json.loads(said) == {"plan": MEASURED, "owner": None, "out": str(out), "bytes": len(out.read_bytes())}
    every = [str(one["uid"]) for one in Calendar.from_ical(out.read_bytes()).walk("VEVENT")]
    assert told("calendar", "--plan", MEASURED, "--owner", "Els", "--out", str(out))[0] == 0
    own = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert {str(one["uid"]) for one in own} < set(every)
    assert next(str(one["summary"]) for one in own) == "Deadline: Acht netwerken"
    assert all("Jan" not in str(one["description"]) for one in own)


def test_the_same_revision_makes_the_same_calendar(small: Path, told: Told) -> None:
    first, again = small / "a.ics", small / "b.ics"
    for out in (first, again):
        assert told("calendar", "--plan", MEASURED, "--out", str(out), "--lang", "en")[0] == 0
    assert first.read_bytes() == again.read_bytes()
    stamped = {one["dtstamp"].dt for one in Calendar.from_ical(first.read_bytes()).walk("VEVENT")}
    assert len(stamped) == 1
    assert stamped.pop() < datetime.now(UTC)


def test_an_owner_of_nothing_is_refused_with_those_who_are(small: Path, told: Told) -> None:
    code, _, err = told("calendar", "--plan", MEASURED, "--owner", "Niemand", "--out", str(small / "x.ics"))
    assert code == 2
    assert "Els, Jan, Piet" in err
    assert not (small / "x.ics").exists()
