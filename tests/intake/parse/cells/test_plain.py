"""What is read a column at a time is what the slower way, cell by cell, reads; only sooner."""

import csv
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpi.intake.parse.cells.column import guarded
from kpi.intake.parse.cells.numbers import COMMA, POINT, shape
from kpi.intake.parse.cells.plain_numbers import Shapes
from kpi.intake.parse.cells.readers import number_reader
from kpi.intake.read.cell import Cell
from kpi.intake.read.grid import Grid
from kpi.intake.read.limits import LIMITS, Limits
from kpi.intake.read.opening import open_file, plain_columns, text_column

TEXT = st.text(st.characters(exclude_characters='"\x00', exclude_categories=["Cs"]), max_size=6)
NUMBERS = st.one_of(
    st.from_regex(r"-?[0-9]{0,16}([.,][0-9]{0,5}){0,2}%?", fullmatch=True),
    st.sampled_from(
        ["", " ", "-", "n.v.t.", "ja", "1.234", "1,234", "0.234", "-0", "00,50", "<5", "1e5", "12-05-2021", "٣"]
    ),
)


def rows_of(grid: Grid) -> list[tuple[int, list[str]]]:
    return [(row.number, [cell.text for cell in row.cells]) for row in grid.rows]


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=8), st.sampled_from(["\r\n", "\n", "\r"]))
@example([["a", "b"], ["", ""], ["\x0b", "\x85"], ["c", ""]], "\r\n")
@example([["", "\n"], ["", ""]], "\r\n")
def test_columns_are_those_of_rows(rows: list[list[str]], end: str) -> None:
    body = end.join(";".join(row) for row in rows)
    columns = plain_columns(body, ";", LIMITS)
    wanted = [row or ["", ""] for row in csv.reader(StringIO(body, newline=""), delimiter=";", strict=True)]
    if len({len(row) for row in wanted}) > 1 or not body.strip():
        assert columns is None
    elif columns is not None:
        assert [[column.texts[place] for place in column.places] for column in columns] == [
            list(cells) for cells in zip(*wanted, strict=True)
        ]


@pytest.mark.parametrize("quoted", ["", '\r\n"";""'])
def test_quotes_change_how_a_file_is_read_and_not_what_it_says(quoted: str) -> None:
    body = "titel;;\r\n\r\nindicator;periode;waarde;\r\na;2021;1,5;;\r\n;;\r\nb;2022;;;\r\n"
    (plain,), _ = open_file(body.encode(), "x.csv")
    (other,), _ = open_file((body + quoted).encode(), "x.csv")
    assert rows_of(plain) == rows_of(other)
    assert [number for number, _ in rows_of(plain)] == [1, 3, 4, 6]


@pytest.mark.parametrize("limits", [Limits(rows=2), Limits(columns=1), Limits(text=1)], ids=["rows", "columns", "text"])
def test_what_may_pass_a_limit_is_read_row_by_row(limits: Limits) -> None:
    assert plain_columns("aa;b\nc;d\ne;f", ";", LIMITS) is not None
    assert plain_columns("aa;b\nc;d\ne;f", ";", limits) is None


@given(st.lists(NUMBERS, min_size=1, max_size=12), st.sampled_from([COMMA, POINT, ""]))
def test_numbers_of_a_column_are_those_of_its_cells(texts: list[str], mark: str) -> None:
    reader = number_reader(mark, "value")
    read = Shapes(text_column(texts)).read(mark, reader)
    assert [read.at(row) for row in range(len(texts))] == [
        guarded(Cell(text), reader) if text.strip() else guarded(Cell(""), reader) for text in texts
    ]


@given(st.lists(NUMBERS, min_size=1, max_size=12))
def test_proofs_of_a_column_are_those_of_its_numbers(texts: list[str]) -> None:
    column = text_column(texts)
    shapes = Shapes(column)
    numbers = [(place, number) for place, text in enumerate(column.texts) if (number := shape(text))]
    for mark in (COMMA, POINT):
        assert sorted(shapes.proofs(mark)) == [place for place, number in numbers if number.proof == mark]
    assert shapes.ambiguous == any(number.ambiguous for _, number in numbers)
