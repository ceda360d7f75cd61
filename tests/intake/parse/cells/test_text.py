"""Delimiters, quotes and encodings of text files, and names made safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.intake.parse.cells.text import fold
from kpi.intake.read.names import LONGEST_NAME, column_letter, column_number, safe_name
from kpi.intake.read.opening import open_file
from kpi.intake.read.text_rows import decode, doubtful, find_delimiter


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("indicator;waarde\na;1,5\nb;2,5\n", ";"),
        ("indicator;waarde, %\na;1,5\nb;2,5\n", ";"),
        ("indicator;waarde\na;1,5\nb;2,5;x\nc;3,5\n", ";"),
        ("indicator;2021-Q1;2021-Q2\na;1,5;2,5\nb;2,5;3,5\n", ";"),
        ("indicator,value,waypoints\na,1,2021=3;2022=4\nb,2,2021=3;2022=5\n", ","),
        ("Cijfers, Q3, praktijk Oost\n\nindicator;waarde\na;1\nb;2\n", ";"),
        ("indicator\twaarde\na\t1,5\n", "\t"),
        ('"a;b","c;d"\n"e;f","g;h"\n', ","),
        ("waarde\n1\n", ","),
        ("sep=;\na,b\n", ";"),
        ('"sep=|"\r\na|b\r\n', "|"),
        ("indicator|waarde|opmerking\na|1,5|b, c; d\n", "|"),
        ("waarde van 2022\n\nindicator|waarde\na|1\n", "|"),
        ("indicator;opmerking\na;b | c | d\ne;f | g | h\n", ";"),
        ("SEP=\t\na\tb\n", "\t"),
    ],
)
def test_delimiter_is_the_one_that_cuts_the_rows_alike(text: str, mark: str) -> None:
    assert find_delimiter(text)[0] == mark


def test_line_that_names_the_delimiter_is_no_row() -> None:
    (grid,), _ = open_file(b"sep=;\r\nindicator;waarde\r\na;1,5\r\n", "a.csv")
    assert [(row.number, row.cells[0].text) for row in grid.rows] == [(1, "indicator"), (2, "a")]


def test_mixed_line_ends_and_line_ends_in_quotes_keep_the_row_numbers() -> None:
    (grid,), _ = open_file(b'a;b\r\n1;"x\ny"\n\n2;z\r3;w', "a.csv")
    assert [(row.number, row.cells[1].text) for row in grid.rows] == [(1, "b"), (2, "x\ny"), (4, "z"), (5, "w")]


@pytest.mark.parametrize(
    "text",
    [
        "zo’n ‘kans’ – 5‰ … € 3", "Box: „goed” ‚ja‘", "Šime, Žižek, Œuvre, ƒ 5", "foto’s • punt", "€ 12,5‰",
        "Ã is een letter",
        "a—b en x–y", "'s-Gravenhage, één ‘s avonds, foto‘s", "naïef, coöperatie, reünie, crème", "™ en †",
    ],
)  # fmt: skip
def test_usual_signs_are_not_doubted(text: str) -> None:
    assert doubtful(text) == ""
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize("code_page", ["cp850", "cp437", "mac-roman"])
@pytest.mark.parametrize("word", ["patiënten", "één", "café"])
def test_letters_of_another_code_page_are_doubted_or_refused(code_page: str, word: str) -> None:
    content = f"indicator;waarde\n{word};1\n".encode(code_page)
    _, issues = open_file(content, "a.csv")
    assert {issue.code for issue in issues} <= {"doubtful-characters", "unknown-encoding"}
    assert [issue.row for issue in issues] == [2]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_grid_or_an_issue(content: bytes) -> None:
    grids, issues = open_file(content, "a.csv")
    assert grids or issues


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("cijfers Q3.csv", "cijfers Q3.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\map\\cijfers.xlsx", "cijfers.xlsx"),
        ("a\0b\x1b[31m.csv", "ab[31m.csv"),
        ("\u202egnp.csv", "gnp.csv"),
        ("cafe\u0301 😀.csv", "café 😀.csv"),
        ("", "bestand"),
        ("///", "bestand"),
        (" \n.. ", "bestand"),
        ("cijfers 111222333.csv", "cijfers •••••••••.csv"),
        ("cijfers 111222334.csv", "cijfers 111222334.csv"),
    ],
)
def test_file_name_is_shown_without_what_misleads(name: str, shown: str) -> None:
    assert safe_name(name) == shown


@pytest.mark.parametrize(
    ("one", "other"), [("Praktijk ’t Hart", "praktijk 't hart"), ("foto‘s", "FOTO'S"), ("Q3–2021", "q3-2021")]
)
def test_typeset_apostrophes_and_hyphens_compare_as_plain_ones(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_long_name_keeps_its_ending() -> None:
    shown = safe_name("x" * 500 + ".xlsx")
    assert (len(shown), shown[-6:]) == (LONGEST_NAME, "….xlsx")


@given(st.integers(min_value=1, max_value=16_384))
def test_letters_of_columns_go_both_ways(number: int) -> None:
    assert column_number(column_letter(number)) == number


def test_letters_of_columns_are_those_of_excel() -> None:
    assert [column_letter(one) for one in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
