"""A file without a header row that is understood: which row it is, and what each numbered column is."""

import pytest

from kpi.intake.parse.reading import Reading
from tests.intake import desk

BARE = b"overleggen;3e kwartaal 2021;3\noverleggen;4e kwartaal 2021;4\n"
STRANGE = b"Rapport;;\nFoo;Bar;Baz\noverleggen;2021-Q3;3\n"
BY_NUMBER = {"column:1": "indicator", "column:2": "period", "column:3": "value"}
BY_NAME = {"column:Foo": "indicator", "column:Bar": "period", "column:Baz": "value"}


def values(reading: Reading) -> list[float | None]:
    return [one.measurement.value for one in reading.records]


def codes(reading: Reading) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.row, one.column) for one in reading.issues]


def test_it_is_asked_which_row_it_is_or_that_there_is_none() -> None:
    reading = desk.judged(STRANGE)
    assert codes(reading) == [("no-header", None, "")]
    assert [(one.key, one.options) for one in reading.questions] == [("header-row", ("1", "2", "3", "0"))]
    assert reading.understood is not None
    assert reading.understood.preview[1] == ("Foo", "Bar", "Baz")


def test_columns_of_the_row_that_was_chosen_are_asked_by_their_name() -> None:
    reading = desk.judged(STRANGE, answers={"header-row": "2"})
    assert codes(reading) == [("column-unclear", 2, "Bar"), ("column-unclear", 2, "Baz"), ("column-unclear", 2, "Foo")]
    assert [one.key for one in reading.questions] == ["column:Foo", "column:Bar", "column:Baz"]
    assert values(desk.judged(STRANGE, answers={"header-row": "2", **BY_NAME})) == [3.0]


def test_without_a_row_columns_are_asked_by_number_with_their_first_values() -> None:
    reading = desk.judged(BARE, answers={"header-row": "0"})
    assert codes(reading) == [("column-unclear", None, name) for name in "123"]
    assert "3e kwartaal 2021, 4e kwartaal 2021" in reading.issues[1].message
    assert reading.understood is not None
    assert reading.understood.header_row is None


@pytest.mark.parametrize("answers", [{"header-row": "0", **BY_NUMBER}, BY_NUMBER])
def test_columns_told_by_number_are_read_from_the_first_row_on(answers: dict[str, str]) -> None:
    reading = desk.judged(BARE, answers=answers)
    assert reading.issues == ()
    assert [(one.row, one.measurement.value) for one in reading.records] == [(1, 3.0), (2, 4.0)]


def test_faults_stand_at_the_rows_of_the_file() -> None:
    assert codes(desk.judged(BARE + b"overleggen;2021-Q1;veel\n", answers=BY_NUMBER)) == [("not-a-number", 3, "3")]


@pytest.mark.parametrize("said", ["7", "x", "-1", ""])
def test_a_row_that_is_not_there_is_no_answer(said: str) -> None:
    assert codes(desk.judged(BARE, answers={"header-row": said})) == [("no-header", None, "")]


def test_a_header_that_is_understood_goes_before_these_answers() -> None:
    content = b"indicator;periode;waarde\noverleggen;2021-Q3;3\n"
    assert values(desk.judged(content, answers={"header-row": "0", "column:1": "value"})) == [3.0]
