"""docs/issues.md says of every code of changing a plan what the catalogue says, in its order."""

import re
from pathlib import Path

from kpi.intake.faults.of_edits import EDITING

PAGE = (Path(__file__).parents[3] / "docs" / "issues.md").read_text("utf-8")
ROW = re.compile(r"\| `([a-z0-9-]+)` \| (\w+) \| (.+?) \| (.+?) \| (.+?) \| (.+) \|")
ROWS = [
    found
    for line in PAGE.partition("\n## Codes of changing a plan\n")[2].splitlines()
    if (found := ROW.fullmatch(line))
]


def test_page_and_catalogue_agree() -> None:
    rows = [found.groups()[:4] for found in ROWS]
    assert rows == [(code, fault.severity.value, fault.title_en, fault.en) for code, fault in EDITING.items()]
