"""A row without an organisation unit below one that has it: of the whole, with a warning where it may be of that."""

import pytest

from tests.intake import desk

UNIT_FIRST = "organisatie;indicator;periode;waarde"


@pytest.mark.parametrize(
    ("head", "rows", "warned"),
    [
        (UNIT_FIRST, ["oost;overleggen;2021-Q3;3", ";netwerken;2021-Q3;1", "west;overleggen;2021-Q3;2"], [3]),
        (UNIT_FIRST, ["oost;overleggen;2021-Q3;3", ";overleggen;2021-Q4;1", "west;overleggen;2021-Q4;2"], [3]),
        (UNIT_FIRST, ["oost;overleggen;2021-Q3;3", ";netwerken;2021-Q3;1"], [3]),
        ("organisatie;indicator;Q3 2021", ["oost;overleggen;3", ";netwerken;1"], [3]),
        # The whole behind its parts, above the first unit, or where units are repeated
        (UNIT_FIRST, ["oost;overleggen;2021-Q3;3", "west;overleggen;2021-Q3;2", ";overleggen;2021-Q3;5"], []),
        (UNIT_FIRST, [";netwerken;2021-Q3;1", "oost;overleggen;2021-Q3;3"], []),
        (UNIT_FIRST, ["oost;overleggen;2021-Q3;3", "oost;overleggen;2021-Q4;3", ";netwerken;2021-Q3;1"], []),
        # Nothing is left blank to the right of what repeats
        ("indicator;organisatie;periode;waarde", ["overleggen;oost;2021-Q3;3", "netwerken;;2021-Q3;1"], []),
        (UNIT_FIRST, ["oost;overleggen;2021-Q3;3", ";netwerken;2021-Q3;"], []),
        (UNIT_FIRST, ["totaal;overleggen;2021-Q3;3", ";netwerken;2021-Q3;1", "oost;overleggen;2021-Q3;3"], []),
    ],
)
def test_a_blank_unit_below_another_is_warned_about_where_it_may_be_its(
    head: str, rows: list[str], warned: list[int]
) -> None:
    reading = desk.judged("\n".join([head, *rows, ""]).encode())
    assert [one.row for one in reading.issues if one.code == "unit-left-blank"] == warned
    units = {one.row: one.measurement.org_unit for one in reading.records}
    assert {units[number] for number in warned} <= {""}
