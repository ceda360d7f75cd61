"""Every file of tests/bad_files/formats gives exactly its issues, and docs/issues.md says of each code what it is."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from kpi.core.issue import Issue, refuses
from kpi.intake.faults.of_files import FILES
from kpi.intake.read.opening import open_file
from tests.bad_files.formats.make import HERE, LARGE, SMALL, content
from tests.intake.said import says_all

PAGE = (Path(__file__).parents[3] / "docs" / "issues.md").read_text("utf-8")
ROW = re.compile(r"\| `([a-z0-9-]+)` \| (\w+) \| (.+?) \| (.+?) \| (.+?) \| (.+) \|")
Place = tuple[str, str, str]


def places() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    with (HERE / "expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["file"]].append((row["row"], row["column"], row["code"]))
    return found


EXPECTED = places()
IN_PAGE = [
    ROW.fullmatch(line)
    for line in PAGE.partition("### Opening the file\n")[2].partition("\n### ")[0].splitlines()
    if ROW.fullmatch(line)
]


def place(issue: Issue) -> Place:
    return str(issue.row or ""), issue.column, issue.code


@pytest.mark.parametrize("name", EXPECTED)
def test_bad_file_gives_its_issues_and_no_other(name: str) -> None:
    grids, issues = open_file(content(name), name)
    assert [place(issue) for issue in issues] == EXPECTED[name]
    assert bool(grids) == (not refuses(issues) or {issue.code for issue in issues} == {"merged-cells"})
    assert all(says_all(issue) and issue.file == name for issue in issues)


def test_every_file_is_expected_and_every_code_has_a_file() -> None:
    lying = {path.name for path in HERE.iterdir() if path.is_file() and path.name not in ("make.py", "expected.csv")}
    assert set(EXPECTED) == lying | set(LARGE)
    # Files that need an argument of their own are in test_opening.py.
    assert set(FILES) - {code for found in EXPECTED.values() for _, _, code in found} == {"unknown-sheet"}


@pytest.mark.parametrize("name", SMALL)
def test_small_file_is_what_its_maker_makes(name: str) -> None:
    assert (HERE / name).read_bytes() == SMALL[name]()


def test_large_file_says_the_limit() -> None:
    (issue,) = open_file(content("200-mb.csv"), "200-mb.csv")[1]
    assert "10 MB" in issue.message
    assert "10 MB" in issue.message_en


def test_page_holds_the_codes_in_order_with_severity_title_and_message() -> None:
    rows = [found.groups()[:4] for found in IN_PAGE if found]
    assert rows == [(code, str(fault.severity), fault.title_en, fault.en) for code, fault in FILES.items()]


def test_examples_of_the_page_are_places_in_the_files() -> None:
    examples = {found[1]: found[5] for found in IN_PAGE if found}
    known: dict[str, set[str]] = defaultdict(set)
    for name, found in EXPECTED.items():
        for row, column, code in found:
            where = (f", row {row}" if row else "") + (f", column {column}" if column else "")
            known[code].add(f"`{name}`{where}")
    known["unknown-sheet"].add("`Blad9` in a workbook without it")
    assert [code for code, example in examples.items() if example not in known[code]] == []
