"""Every file of tests/good_files is read without an error, to the records of expected.csv."""

import csv
from pathlib import Path

import pytest

from kpi.core.issue import refuses
from kpi.core.model import Measurement
from kpi.intake.parse.cells.numbers import own_number
from tests.intake import desk

GOOD = Path(__file__).parents[2] / "good_files"
FILES = sorted(path.name for path in GOOD.glob("*.csv") if path.name != "expected.csv")
Line = tuple[str, ...]


def expected() -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {name: [] for name in FILES}
    with (GOOD / "expected.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for name, *line in reader:
            found[name].append(tuple(line))
    return found


EXPECTED = expected()


def line(one: Measurement) -> Line:
    numbers = ["" if value is None else own_number(value) for value in (one.value, one.numerator, one.denominator)]
    done = "" if one.done is None else "ja" if one.done else "nee"
    day = one.measured_on.isoformat() if one.measured_on else ""
    provisional = "ja" if one.provisional else ""
    return (one.indicator, one.period.code, one.org_unit, *numbers, done, day, provisional, one.note)


@pytest.mark.parametrize("name", FILES)
def test_good_file_is_read_without_an_error(name: str) -> None:
    reading = desk.judged((GOOD / name).read_bytes(), name)
    assert [one for one in reading.issues if refuses([one])] == []
    assert reading.questions == ()
    assert [line(record.measurement) for record in reading.records] == EXPECTED[name]
    assert EXPECTED[name] != []
