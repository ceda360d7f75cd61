"""Exports: read back without the library that wrote them."""

import csv
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from kpi.core.history.known_then import NOTHING_OTHERWISE, Differs
from kpi.core.light.snapshot import Snapshot
from kpi.core.plain import harmless
from kpi.present.files.result_tables import csv_bytes, xlsx_bytes
from kpi.present.words import LANGUAGES

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_csv(made: bytes, delimiter: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(made.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def read_sheet(made: bytes, number: int) -> list[dict[str, Any]]:
    """Cells of a sheet by column letter, a row at a time; text as str, numbers and dates as float."""
    with ZipFile(BytesIO(made)) as book:
        shared = [
            "".join(part.text or "" for part in item.iter(f"{SHEET}t"))
            for item in _xml(book, "xl/sharedStrings.xml").iter(f"{SHEET}si")
        ]
        rows = _xml(book, f"xl/worksheets/sheet{number}.xml").iter(f"{SHEET}row")
        return [
            {_letter(cell): _value(cell, shared) for cell in row if cell.find(f"{SHEET}v") is not None} for row in rows
        ]


def _xml(book: ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(name))  # noqa: S314 - written a moment ago by this test


def _letter(cell: ElementTree.Element) -> str:
    return re.sub(r"\d", "", cell.attrib["r"])


def _value(cell: ElementTree.Element, shared: list[str]) -> str | float:
    words = cell.findtext(f"{SHEET}v") or ""
    return shared[int(words)] if cell.get("t") == "s" else float(words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_have_one_header_each(seen: Snapshot, lang: str) -> None:
    header, *rows = csv.reader(
        StringIO(csv_bytes(seen, seen.rows, lang).decode("utf-8-sig")), delimiter={"nl": ";"}.get(lang, ",")
    )
    assert [len(row) for row in rows] == [len(header)] * len(seen.rows)
    assert len(set(header)) == len(header)


def test_dutch_csv_opens_in_dutch_excel(seen: Snapshot) -> None:
    made = csv_bytes(seen, seen.rows, "nl", {"Thema": "Ouderenzorg", "Status": ""})
    assert made.startswith(b"\xef\xbb\xbf")
    row = next(one for one in read_csv(made, ";") if one["Code"] == "hold")
    assert (row["Gemeten"], row["Tekort"], row["Deadline"]) == ("26,25", "1,25", "31-12-2021")
    assert (row["Plan"], row["Peildatum"], row["Revisie"]) == ("Klein plan", "30-06-2021", "41")
    assert (row["Filters"], row["Cijfers"], row["Stand van de gegevens op"]) == (
        "Thema: Ouderenzorg",
        "voorbeeldcijfers",
        "nu",
    )


def test_what_is_known_otherwise_now_has_a_column_where_it_is_asked(seen: Snapshot) -> None:
    otherwise = {"hold": (Differs.VALUE, Differs.TEXT)}
    rows = {one["Code"]: one for one in read_csv(csv_bytes(seen, seen.rows, "nl", otherwise=otherwise), ";")}
    assert rows["hold"]["Nu iets anders bekend"] == "waarde, tekst"
    assert {one["Nu iets anders bekend"] for code, one in rows.items() if code != "hold"} == {"nee"}
    english = read_csv(csv_bytes(seen, seen.rows, "en", otherwise=NOTHING_OTHERWISE), ",")
    assert {one["Known differently now"] for one in english} == {"no"}
    assert "Nu iets anders bekend" not in csv_bytes(seen, seen.rows, "nl").decode()
    sheet = read_sheet(xlsx_bytes(seen, seen.rows, "nl", otherwise=otherwise), 1)
    (column,) = (letter for letter, words in sheet[0].items() if words == "Nu iets anders bekend")
    assert sorted(row[column] for row in sheet[1:]) == ["nee"] * (len(seen.rows) - 1) + ["waarde, tekst"]


def test_numbers_and_dates_are_those_of_the_language(seen: Snapshot) -> None:
    dutch = next(one for one in read_csv(csv_bytes(seen, seen.rows, "nl"), ";") if one["Code"] == "hold")
    english = next(one for one in read_csv(csv_bytes(seen, seen.rows, "en"), ",") if one["Code"] == "hold")
    assert (dutch["Gemeten"], dutch["Deadline"]) == ("26,25", "31-12-2021")
    assert (english["Measured"], english["Deadline"]) == ("26.25", "2021-12-31")


def test_workbook_has_real_numbers_and_dates(seen: Snapshot) -> None:
    header, first, *_ = read_sheet(xlsx_bytes(seen, seen.rows, "nl"), 1)
    row = {header[letter]: value for letter, value in first.items()}
    assert (row["Gemeten"], row["Verwacht"], row["Tekort"]) == (2.0, 4.0, 2.0)
    assert row["Deadline"] == (date(2021, 12, 31) - date(1899, 12, 30)).days
    assert (row["Status"], row["Opmerkingen"], row["Voorbeeldcijfers"]) == (
        "■ achter",
        "voorbeeldcijfers",
        "voorbeeldcijfers",
    )
    assert row["Deadline in het plan"] == "vóór 2022"


def test_workbook_accounts_for_itself(seen: Snapshot) -> None:
    lines = {row["A"]: row["B"] for row in read_sheet(xlsx_bytes(seen, seen.rows, "nl", {"Thema": "x"}), 2)}
    assert (lines["Plan"], lines["Revisie"], lines["Filters"], lines["Cijfers"]) == (
        "Klein plan",
        41.0,
        "Thema: x",
        "voorbeeldcijfers",
    )
    assert lines["Peildatum"] == (date(2021, 6, 30) - date(1899, 12, 30)).days
    assert "verzonnen" in lines["Let op"]


def test_reported_figures_are_not_called_samples(seen: Snapshot) -> None:
    reported = seen.rows[1:]
    lines = {row["A"]: row["B"] for row in read_sheet(xlsx_bytes(seen, reported, "nl"), 2)}
    assert lines["Cijfers"] == "gemeld"
    assert "Let op" not in lines


def test_header_stays_in_sight(seen: Snapshot) -> None:
    with ZipFile(BytesIO(xlsx_bytes(seen, seen.rows, "nl"))) as book:
        pane = next(_xml(book, "xl/worksheets/sheet1.xml").iter(f"{SHEET}pane"))
    assert (pane.attrib["ySplit"], pane.attrib["state"]) == ("1", "frozen")


def test_same_results_make_the_same_workbook(seen: Snapshot) -> None:
    assert xlsx_bytes(seen, seen.rows, "nl") == xlsx_bytes(seen, seen.rows, "nl")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_selected_is_a_file_with_headers(seen: Snapshot, lang: str) -> None:
    assert len(csv_bytes(seen, (), lang).decode("utf-8-sig").splitlines()) == 1
    assert len(read_sheet(xlsx_bytes(seen, (), lang), 1)) == 1


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("＋31", "'＋31"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("'=1", "''=1"),
        ("'s avonds", "'s avonds"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_text_is_no_formula(words: str, safe: str) -> None:
    assert harmless(words) == safe


@pytest.mark.parametrize("word", ['=HYPERLINK("http://x")', "@SUM(1)", "-1+1", "\t=1"])
def test_files_have_no_formula(small: Callable[..., Any], word: str) -> None:
    seen, _ = small(word)
    row = read_csv(csv_bytes(seen, seen.rows, "nl", {word: word}), ";")[0]
    assert (row["Resultaat"], row["Eigenaar"], row["Bron"], row["Plan"]) == (f"'{word}",) * 4
    assert row["Filters"].startswith("'")
    with ZipFile(BytesIO(xlsx_bytes(seen, seen.rows, "nl", {word: word}))) as book:
        sheets = [_xml(book, f"xl/worksheets/sheet{number}.xml") for number in (1, 2)]
    assert [tag for sheet in sheets for tag in sheet.iter() if tag.tag in (f"{SHEET}f", f"{SHEET}hyperlink")] == []
