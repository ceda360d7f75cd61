"""docs/issues.md says of every code what the code itself says, with an example that a plan of tests/bad_plans gives."""

import re
import shutil
from pathlib import Path

import pytest

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import CATALOGUE
from kpi.intake.plan.folder import read_folder
from tests.intake.around import AROUND

ROOT = Path(__file__).parents[3]
ROW = re.compile(
    r"\| `(?P<code>[a-z0-9-]+)` \| (?P<severity>\w+) \| (?P<title>.+?) \| (?P<en>.+?) \| (?P<example>.+?)"
    r" \| (?P<cure>.+) \|"
)
PLAN_PART = (ROOT / "docs" / "issues.md").read_text("utf-8").partition("\n## Codes of uploads\n")[0]
ROWS = [found for line in PLAN_PART.splitlines() if (found := ROW.fullmatch(line))]


def test_page_and_catalogue_hold_the_same_codes_in_the_same_order() -> None:
    assert [row["code"] for row in ROWS] == list(CATALOGUE)


@pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])
def test_page_gives_severity_title_and_message_of_the_catalogue(row: re.Match[str]) -> None:
    fault = CATALOGUE[row["code"]]
    assert (row["severity"], row["title"], row["en"]) == (fault.severity, fault.title_en, fault.en)


@pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])
def test_example_is_an_issue_of_the_bad_plan(row: re.Match[str], tmp_path: Path) -> None:
    folder = tmp_path / "compleet"
    shutil.copytree(Path(__file__).parents[1] / "plans" / "compleet", folder)
    shutil.copytree(ROOT / "tests" / "bad_plans" / row["code"], folder, dirs_exist_ok=True)
    removed = folder / "removed.txt"
    for name in removed.read_text("utf-8").split() if removed.exists() else ():
        (folder / name).unlink()
    found = [example(issue) for issue in read_folder(folder, around=AROUND).issues if issue.code == row["code"]]
    assert row["example"] in found


def example(issue: Issue) -> str:
    if issue.column:
        return f"`{issue.value}` in `{issue.column}`" if issue.value else f"nothing in `{issue.column}`"
    return f"`{issue.file}`, row {issue.row}" if issue.row else f"`{issue.file}`"


def test_codes_are_short_kebab_case() -> None:
    assert [code for code in CATALOGUE if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+){0,3}", code)] == []
