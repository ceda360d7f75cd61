"""Every file of tests/bad_files gives exactly the issues of expected.csv, at their rows and columns."""

import csv
from pathlib import Path

import pytest

from tests.intake import desk
from tests.intake.said import says_all

BAD = Path(__file__).parents[2] / "bad_files"
FILES = sorted(path.name for path in BAD.glob("*.csv") if path.name != "expected.csv")
Place = tuple[str, str, str]
# Files whose fault lies in what they do not hold.
AWAITED = {"expected-missing.csv": frozenset({"tevredenheid"})}


def expected() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {name: [] for name in FILES}
    with (BAD / "expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["file"]].append((row["row"], row["column"], row["code"]))
    return found


EXPECTED = expected()


@pytest.mark.parametrize("name", FILES)
def test_bad_file_gives_its_issues_and_no_other(name: str) -> None:
    reading = desk.judged((BAD / name).read_bytes(), name, AWAITED.get(name, frozenset()))
    found = [(str(one.row or ""), one.column, one.code) for one in reading.issues]
    assert sorted(found) == sorted(EXPECTED[name])
    assert EXPECTED[name] != []
    assert all(says_all(one) for one in reading.issues)
