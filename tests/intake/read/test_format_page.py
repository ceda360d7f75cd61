"""docs/csv-format.md lists exactly the repairs that reading makes, and headers that are read as it says."""

import re
from pathlib import Path

from kpi.intake.parse.head.header_words import role_of
from kpi.intake.read.cell import Cell, CellKind
from tests.intake import desk
from tests.intake.grids import HEAD, read, sheet
from tests.intake.parse.test_good_csv import FILES, GOOD

PAGE = (Path(__file__).parents[3] / "docs" / "csv-format.md").read_text("utf-8")


def part(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_repairs_of_the_page_are_those_of_the_files() -> None:
    percent, shown = Cell("85%", CellKind.PERCENT, 0.85), Cell("3 weken", CellKind.NUMBER, 3.0)
    book = read(sheet(HEAD, ("verwijzingen", "2021-Q3", percent), ("wachttijd", "2021-09", shown)))
    asked = desk.judged(
        b"indicator;periode;waarde\nverwijzingen;2021-Q3;0,19\n", answers={"unit:verwijzingen": "times-100"}
    )
    named = desk.judged(b"Oost\nindicator;periode;waarde\noverleggen;2021-Q3;3\n", answers={"units:oost": "oost"})
    files = [desk.judged((GOOD / name).read_bytes(), name) for name in FILES]
    made = {repair.rule for reading in (book, asked, named, *files) for repair in reading.repairs}
    assert made == set(re.findall(r"^\| `([a-z-]+)` \|", part("Repairs"), re.MULTILINE))


def test_headers_of_the_page_are_read_as_it_says() -> None:
    rows = re.findall(r"^\| (`.+`) \| (.+) \|$", part("Columns"), re.MULTILINE)
    assert len(rows) >= 8
    for roles, headers in rows:
        names = re.findall(r"`(\w+)`", roles)
        for place, group in enumerate(headers.split(";")):
            role = names[place] if len(names) > 1 else names[0]
            words = [word.strip() for word in group.removesuffix(", and their plurals").split(",")]
            read_as = {role_of(word).replace("name", "indicator") for word in words}
            assert read_as == {role}
