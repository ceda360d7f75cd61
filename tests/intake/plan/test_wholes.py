"""What the whole reports beside what its parts give together, in the measurement files of a plan folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kpi.intake.plan.folder import read_folder

Copy = Callable[..., Path]
HEAD = "indicator,period,organisatie-eenheid,waarde,teller,noemer\n"


def told(copy: Copy, *files: str) -> list[tuple[str, int | None, str, str, str]]:
    contents = {f"measurements/later-{at}.csv": (HEAD + rows).encode() for at, rows in enumerate(files)}
    found = read_folder(copy("compleet", contents))
    assert found.plan is not None
    return [(one.file, one.row, one.column, one.value, one.code) for one in found.issues]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ("netwerken,2022-Q1,oost,1,,\nnetwerken,2022-Q1,west,1,,\nnetwerken,2022-Q1,,3,,\n", [(4, "waarde", "3")]),
        ("netwerken,2022-Q1,oost,1,,\nnetwerken,2022-Q1,groep,3,,\n", [(3, "waarde", "3")]),
        ("verwijzingen,2022-Q1,,,30,200\nverwijzingen,2022-Q1,oost,,40,100\n", [(2, "teller", "30")]),
        ("netwerken,2022-Q1,oost,1,,\nnetwerken,2022-Q1,west,1,,\nnetwerken,2022-Q1,,2,,\n", []),
        ("netwerken,2022-Q1,oost,1,,\nnetwerken,2022-Q2,,3,,\n", []),
        ("netwerken,2022-Q1,oost,1,,\noverleggen,2022-Q1,,3,,\n", []),
        ("netwerken,2022-Q1,,3,,\n", []),
    ],
)
def test_a_whole_beside_other_parts_is_told_at_its_row(
    copy: Copy, rows: str, places: list[tuple[int, str, str]]
) -> None:
    assert told(copy, rows) == [("measurements/later-0.csv", *place, "whole-beside-parts") for place in places]


def test_the_whole_and_its_parts_may_stand_in_files_of_their_own(copy: Copy) -> None:
    found = told(copy, "netwerken,2022-Q1,oost,1,,\n", "netwerken,2022-Q1,,3,,\n")
    assert found == [("measurements/later-1.csv", 2, "waarde", "3", "whole-beside-parts")]
