"""The steps of docs/own-plan.md, done with the page's own tables, give the lights that the page promises."""

import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from kpi.cli.commands import app
from kpi.settings import ROOT

PAGE = (ROOT / "docs" / "own-plan.md").read_text("utf-8")
# The tables of the page: themes, (the kinds explained), targets, indicators, measurements.
TABLES = re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE)
SHEETS = dict(zip(("themes", "targets", "indicators", "measurements"), (0, 2, 3, 4), strict=True))
CODE = "huisartsen-voorbeeldstad-2025"


def cells(table: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a table of Markdown."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()]
    return rows[0], rows[2:]


def typed(text: str) -> object:
    """What Dutch Excel makes of what a person types."""
    if re.fullmatch(r"[0-9]+(?:,[0-9]+)?", text):
        return float(text.replace(",", "."))
    day = re.fullmatch(r"([0-9]{2})-([0-9]{2})-([0-9]{4})", text)
    return date(int(day[3]), int(day[2]), int(day[1])) if day else text or None


def fill(file: Path) -> None:
    """Put the page's tables over the example rows, and take those of the sheets that are not used away."""
    book = openpyxl.load_workbook(file)
    for sheet in ("themes", "targets", "indicators", "org_units", "context"):
        book[sheet].delete_rows(2)
    for sheet, place in SHEETS.items():
        header, rows = cells(TABLES[place])
        known = [cell.value for cell in book[sheet][1]]
        for number, row in enumerate(rows, start=2):
            for name, text in zip(header, row, strict=True):
                book[sheet].cell(number, known.index(name) + 1).value = typed(text)
    book.save(file)
    book.close()


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_hour_ends_with_the_lights_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", f"sqlite:///{tmp_path / 'p.db'}")
    file = tmp_path / "plan.xlsx"
    asked = re.search(r"python -m kpi (new [^\n]+?) \\\n +([^\n]+)", PAGE)
    assert asked
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', f"{asked[1]} {asked[2]}")]
    run(*words[:-1], str(file))
    fill(file)
    assert json.loads(run("load", str(file), "--json"))["issues"] == []
    lines = json.loads(run("status", "--plan", CODE, "--as-of", "2025-06-30", "--json"))
    assert {line["target"]: line["status"] for line in lines} == {
        "T-1": "on_track", "T-2": "at_risk", "T-3": "off_track",
        "W-1": "on_track", "W-2": "achieved", "W-3": "on_track",
    }  # fmt: skip
    reasons = {line["target"]: line["reason_nl"] for line in lines}
    assert "12,7" in reasons["T-2"]
    assert reasons["T-3"].startswith("6,1%")
