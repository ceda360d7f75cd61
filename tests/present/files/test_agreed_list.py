"""Decisions and actions as files, read back: every one of them, in words, and nothing that runs."""

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import pytest
from docx import Document

from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.present.files.agreed_list import agreed_csv, agreed_docx
from tests.present.conftest import Made
from tests.present.hostile import WORD

ON = date(2021, 7, 1)
ACTION = Agreement("A1", AgreementKind.ACTION, "Bellen", "M1", "behind", "Els", date(2021, 6, 1))
EVERY = (
    Agreement("B1", AgreementKind.DECISION, "Doorgaan", "M1"),
    ACTION,
    replace(ACTION, code="A2", due=date(2021, 7, 1), target="", meeting=""),
    replace(ACTION, code="A3", outcome="Gebeld", closed_on=date(2021, 6, 30)),
)


def lines(content: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


@pytest.mark.parametrize(
    ("lang", "delimiter", "day", "states", "kind"),
    [
        ("nl", ";", "01-06-2021", ["", "te laat", "open", "afgesloten op 30-06-2021"], "Besluit"),
        ("en", ",", "2021-06-01", ["", "late", "open", "closed on 30 June 2021"], "Decision"),
    ],
)
def test_a_row_says_what_who_by_when_and_how_it_stands(
    made: Made, lang: str, delimiter: str, day: str, states: list[str], kind: str
) -> None:
    head, *rows = lines(agreed_csv(made[0].plan, EVERY, ON, lang), delimiter)
    assert len(head) == len(rows[0]) == 9
    assert [row[0] for row in rows] == ["B1", "A1", "A2", "A3"]
    assert [row[7] for row in rows] == states
    assert (rows[0][1], rows[1][5]) == (kind, day)
    assert [row[3] for row in rows] == ["", "Resultaat behind", "", "Resultaat behind"]
    assert rows[3][8] == "Gebeld"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_document_holds_decisions_then_actions(made: Made, lang: str) -> None:
    document = Document(BytesIO(agreed_docx(made[0].plan, EVERY, ON, lang)))
    codes = [[row.cells[0].text for row in table.rows[1:]] for table in document.tables]
    assert codes == [["B1"], ["A1", "A2", "A3"]]
    assert document.tables[1].rows[3].cells[4].text.endswith(" Gebeld")
    assert document.core_properties.created.date() == ON


def test_a_document_of_nothing_says_so(made: Made) -> None:
    document = Document(BytesIO(agreed_docx(made[0].plan, (), ON, "nl")))
    assert document.paragraphs[-1].text == "Er is nog niets afgesproken."
    assert document.tables == []


def test_no_text_is_run_or_breaks_a_file(made: Made) -> None:
    odd = replace(ACTION, text=f"=1+1{WORD}\x07", owner="@SUM")
    (row,) = lines(agreed_csv(made[0].plan, [odd], ON, "nl"), ";")[1:]
    assert (row[2][:2], row[4]) == ("'=", "'@SUM")
    document = Document(BytesIO(agreed_docx(made[0].plan, [odd], ON, "nl")))
    assert document.tables[0].rows[1].cells[1].text == f"=1+1{WORD}"
