"""A file written again reads as it did: a repair hides no other fault, and a file sent back can be sent in again."""

from dataclasses import replace
from pathlib import Path

import pytest

from kpi.intake.parse.body.record_columns import Record
from kpi.intake.parse.reading import Reading
from kpi.service.uploads import returning
from tests.intake import desk

TESTS = Path(__file__).parents[1]
GOOD = sorted((TESTS / "good_files").glob("[!e]*.csv"))
BAD = sorted((TESTS / "bad_files").glob("[!e]*.csv"))
BOOKS = sorted((TESTS / "intake" / "read").glob("good*"))
Place = tuple[int | None, str, str]


def places(reading: Reading) -> list[Place]:
    return [(one.row, one.column, one.code) for one in reading.issues]


def read(content: bytes, name: str) -> Reading:
    return desk.judged(content, name)


@pytest.mark.parametrize("path", [*GOOD, *BAD, *BOOKS], ids=lambda path: path.name)
def test_a_file_written_again_reads_as_it_did(path: Path) -> None:
    content = path.read_bytes()
    before = read(content, path.name)
    sheet = returning.open_sheet(content, before)
    if sheet is None or not returning.can_correct(sheet, {one.code for one in before.issues}):
        assert places(before) != []
        return
    after = read(returning.corrected(content, before, {}), path.name)
    assert places(after) == places(before)
    assert after.records == before.records


@pytest.mark.parametrize("path", [*GOOD, *BOOKS], ids=lambda path: path.name)
def test_a_file_sent_back_can_be_sent_in_again(path: Path) -> None:
    content = path.read_bytes()
    before = read(content, path.name)
    after = read(returning.sent_back(content, before, "nl"), path.name)
    assert [_plain(one) for one in after.records] == [_plain(one) for one in before.records]


def _plain(one: Record) -> Record:
    """Without the apostrophe that keeps a note from being run as a formula."""
    return replace(one, measurement=replace(one.measurement, note=one.measurement.note.lstrip("'")))


def test_a_corrected_cell_is_read_and_its_fault_is_gone() -> None:
    content = b"indicator;periode;waarde\nwachttijd;2021-01;veel\n"
    before = read(content, "x.csv")
    assert places(before) == [(2, "waarde", "not-a-number")]
    after = read(returning.corrected(content, before, {(2, 2): "3,5"}), "x.csv")
    assert [one.measurement.value for one in after.records] == [3.5]


def test_only_the_header_and_the_faulty_rows_are_kept() -> None:
    content = b"indicator;periode;waarde\nwachttijd;2021-01;3\nwachttijd;2021-02;veel\n"
    part = returning.faulty_part(content, read(content, "x.csv"))
    assert part is not None
    assert [line.number for line in part.lines] == [1, 3]


def test_what_cannot_be_opened_has_no_rows() -> None:
    reading = read(b"", "x.csv")
    assert returning.faulty_part(b"", reading) is None
    with pytest.raises(ValueError, match=r"x\.csv"):
        returning.sent_back(b"", reading, "nl")


def test_a_citizen_number_is_not_repeated() -> None:
    content = b"indicator;periode;waarde;opmerking\nwachttijd;2021-01;3;111222333\n"
    before = read(content, "x.csv")
    sheet = returning.open_sheet(content, before)
    assert sheet is not None
    assert b"111222333" not in returning.sent_back(content, before, "nl")
    assert "111222333" not in repr(returning.veiled(sheet, before.issues))


def test_a_corrected_file_keeps_its_name_and_says_so() -> None:
    content = b"indicator;periode;waarde\nwachttijd;2021-01;veel\n"
    sheet = returning.open_sheet(content, read(content, "x.csv"))
    assert sheet is not None
    assert returning.corrected_name("q3.csv", sheet) == "q3-hersteld.csv"
    assert returning.corrected_name("q3-hersteld.csv", sheet) == "q3-hersteld.csv"
