"""docs/issues.md says of every code of an upload's content what the code says, with an example that a file gives."""

import re
from pathlib import Path

from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import CATALOGUE, CONTENT
from tests.intake import desk
from tests.intake.grids import BOOKS, read
from tests.intake.parse.test_bad_csv import AWAITED, BAD, EXPECTED, FILES

PAGE = (Path(__file__).parents[3] / "docs" / "issues.md").read_text("utf-8")
ROW = re.compile(r"\| `([a-z0-9-]+)` \| (\w+) \| (.+?) \| (.+?) \| (.+?) \| (.+) \|")
IN_PAGE = {found[1]: found for line in PAGE.splitlines() if (found := ROW.fullmatch(line))}


def example(issue: Issue) -> str:
    if issue.column:
        return f"`{issue.value}` in `{issue.column}`" if issue.value else f"nothing in `{issue.column}`"
    return f"`{issue.file}`, row {issue.row}" if issue.row else f"`{issue.file}`"


def test_page_gives_severity_title_and_message_in_the_order_of_the_catalogue() -> None:
    rows = [(code, *found.groups()[1:4]) for code, found in IN_PAGE.items() if code in CONTENT]
    assert rows == [(code, str(fault.severity), fault.title_en, fault.en) for code, fault in CONTENT.items()]


def test_examples_are_issues_of_the_files() -> None:
    readings = [desk.judged((BAD / name).read_bytes(), name, AWAITED.get(name, frozenset())) for name in FILES]
    issues = [issue for reading in (*readings, *(read(*book) for book in BOOKS.values())) for issue in reading.issues]
    known = {(issue.code, example(issue)) for issue in issues}
    assert [code for code in CONTENT if (code, IN_PAGE[code][5]) not in known] == []


def test_every_code_of_content_has_a_file() -> None:
    found = {code for places in EXPECTED.values() for _, _, code in places} | set(BOOKS)
    assert set(CONTENT) - found == set()
    assert found - set(CONTENT) <= set(CATALOGUE)
