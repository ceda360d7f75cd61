"""docs/security.md is held to what is there: every requirement once, its tests and files, its counts, the licences."""

import re
from collections import Counter
from functools import cache

import pytest

from kpi.settings import ROOT
from scripts.licences import licence_of, pinned, table

PAGE = (ROOT / "docs/security.md").read_text("utf-8")
LEVELS = dict(line.split() for line in (ROOT / "tests/asvs.txt").read_text("utf-8").splitlines())
VERDICTS = ("yes", "partly", "no", "n/a")
ROW = re.compile(r"^\| (V[\d.]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)
PLACE = re.compile(r"`([\w./@-]+?)(?:::(\w+))?`")
FOLDERS = ("kpi/", "tests/", "deploy/", "docs/", "scripts/")


@cache
def told_of(place: str) -> str:
    """The text of a file."""
    return (ROOT / place).read_text("utf-8")


def missing(text: str) -> list[str]:
    """The places named in a text that are not there: files and folders of ours, and tests in them."""
    lacking = []
    for place, test in PLACE.findall(text):
        if not (place.startswith(FOLDERS) or test):
            continue
        if not (ROOT / place).exists() or (test and not re.search(rf"^(?:async )?def {test}\(", told_of(place), re.M)):
            lacking.append(f"{place}::{test}" if test else place)
    return lacking


def test_every_requirement_of_both_levels_stands_there_once_and_in_order() -> None:
    assert [found[1] for found in ROW.finditer(PAGE)] == list(LEVELS)
    assert Counter(LEVELS.values()) == {"1": 70, "2": 183}


def test_every_test_file_and_module_that_is_named_is_there() -> None:
    assert missing(PAGE) == []


@pytest.mark.parametrize("gone", ["`kpi/none.py`", "`tests/test_security_document.py::test_none`", "`no.py::test_x`"])
def test_what_is_not_there_is_found(gone: str) -> None:
    assert missing(f"see `docs/beheer.md`, `make test`, `{__name__}` and {gone}") == [gone.strip("`")]


def test_what_is_so_says_by_what_and_what_fails_says_what_it_takes() -> None:
    for found in ROW.finditer(PAGE):
        name, verdict, where = found[1], found[3], found[4]
        assert verdict in VERDICTS, name
        assert where.strip(), name
        if verdict == "no":
            assert "Takes " in where or re.match(r"as \d+\.\d+\.\d+", where), name


def test_the_counts_are_those_of_the_table() -> None:
    stands = Counter((found[3], LEVELS[found[1]]) for found in ROW.finditer(PAGE))
    for verdict in VERDICTS:
        first, second = stands[verdict, "1"], stands[verdict, "2"]
        assert f"| {verdict} | {first} | {second} | {first + second} |" in PAGE


def test_the_list_of_what_fails_names_all_of_it_and_nothing_else() -> None:
    listed = PAGE.partition("## What fails")[2].partition("## The table")[0]
    named = re.findall(r"V\d+\.\d+\.\d+", listed)
    assert sorted(named) == sorted(found[1] for found in ROW.finditer(PAGE) if found[3] in ("no", "partly"))


def test_the_licences_are_those_that_the_packages_say() -> None:
    listed = PAGE.partition("| package | licence |\n|---|---|\n")[2].strip().splitlines()
    here = {line for line in listed if licence_of(line.split(" | ")[0].removeprefix("| ")) is not None}
    assert sorted(here) == sorted(table())
    assert {line.split(" | ")[0].removeprefix("| ") for line in listed} <= set(pinned())
    assert not [line for line in listed if re.search(r"\| *\|$", line)]
