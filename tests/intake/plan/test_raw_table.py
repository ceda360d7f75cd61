"""Bytes to text cells: row numbers are those of the file, whatever its line ends, blank rows and quotes."""

import pytest

from kpi.intake.plan.columns import is_header
from kpi.intake.plan.raw_table import RawTable, read_table
from kpi.intake.read.text_rows import open_text


def table(content: bytes) -> RawTable:
    found, issues = read_table("a.csv", content, is_header)
    assert issues == ()
    return found


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_do_not_matter(end: bytes) -> None:
    found = table(end.join([b"target,theme", b"a,b", b"c,d"]))
    assert [(row.number, row.cells) for row in found.rows] == [(2, ("a", "b")), (3, ("c", "d"))]


def test_blank_rows_are_left_out_but_counted() -> None:
    found = table(b"\ntarget,theme\n\n , \na,b\n")
    assert found.header.number == 2
    assert [row.number for row in found.rows] == [5]


def test_line_end_in_quotes_is_part_of_its_row() -> None:
    found = table(b'target,statement\na,"one\ntwo"\nb,three\n')
    assert [(row.number, row.cells[1]) for row in found.rows] == [(2, "one\ntwo"), (3, "three")]


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        (b"target,theme", ","),
        (b"target;theme", ";"),
        (b"target\ttheme", "\t"),
        (b"target|theme", "|"),
        (b'"target";"theme";"a,b,c"', ";"),
        (b"Organisatie-eenheid;periode", ";"),
        (b"onbekend;ook", ";"),
        (b"target,statement,a;b;c;d;e\n1,2,3;4;5;6;7\n", ","),
        (b"target", ","),
    ],
)
def test_delimiter_proves_itself_by_known_headers(header: bytes, delimiter: str) -> None:
    assert open_text(header, is_header).delimiter == delimiter


def test_empty_cells_beyond_the_header_are_dropped() -> None:
    found = table(b"target,theme,,\na,b,,\nc,d\ne,f,,,,\n")
    assert [row.cells for row in found.rows] == [("a", "b"), ("c", "d"), ("e", "f")]


def test_ragged_row_is_left_out_and_the_rest_is_read() -> None:
    found, issues = read_table("a.csv", b"target,theme\na,b,c\nd\ne,f\n", is_header)
    assert [row.cells for row in found.rows] == [("e", "f")]
    assert [(issue.row, issue.code) for issue in issues] == [(2, "ragged-row"), (3, "ragged-row")]
    assert not found.complete


def test_cell_too_long_for_the_reader_is_an_issue() -> None:
    _, issues = read_table("a.csv", b"target,theme\na," + b"b" * 200_000 + b"\n", is_header)
    assert [(issue.row, issue.code) for issue in issues] == [(2, "broken-quotes")]


@pytest.mark.parametrize(
    "rows",
    [
        "a,1\nb,2\n",
        "a,1\r\nb,2\r\n",
        "a,1\nb,2",
        " a ,'=1\n,2\n",
        "a,1\n\n , \nb,2\n",
        "a,1\n,\nb,2\n",
        "a,1,\nb,2,x\n",
        "a,1\rb,2\n",
        "",
    ],
)
def test_a_file_without_quotes_is_read_as_one_with_them(rows: str) -> None:
    """Quotes around a header make every row be read by itself."""
    whole = read_table("a.csv", f"target,theme\n{rows}".encode(), is_header)
    apart = read_table("a.csv", f'"target",theme\n{rows}'.encode(), is_header)
    assert list(whole[0].rows) == list(apart[0].rows)
    assert (whole[0].header, whole[0].complete, whole[1]) == (apart[0].header, apart[0].complete, apart[1])
