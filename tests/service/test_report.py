"""The board pack of a stored plan in every form, and what is refused."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from kpi.core.errors import NotFoundError, UsageError
from kpi.service.desk import Desk
from kpi.service.report import FORMS, asked_pack, pack_material, report

DAY = date(2021, 6, 30)
BEGINS = {"pdf": b"%PDF-", "pptx": b"PK", "docx": b"PK", "xlsx": b"PK", "html": b"<!doctype html>"}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_made_and_is_the_same_again(desk: Desk, form: str) -> None:
    made = report(desk, "proef", DAY, form)
    assert made.content.startswith(BEGINS[form])
    assert (made.pages is not None) == (form in ("pdf", "pptx"))
    assert report(desk, "proef", DAY, form) == made


def test_each_form_is_of_the_plan(desk: Desk) -> None:
    assert Presentation(BytesIO(report(desk, "proef", DAY, "pptx").content)).slides[0].shapes.title.text == "Proefplan"
    assert "Proefplan" in Document(BytesIO(report(desk, "proef", DAY, "docx").content)).paragraphs[0].text
    assert load_workbook(BytesIO(report(desk, "proef", DAY, "xlsx").content))["Resultaten"]["A2"].value == "T1"
    english = report(desk, "proef", DAY, "html", lang="en").content.decode()
    assert '<html lang="en">' in english
    assert "Board report" in english


def test_what_it_is_made_of(desk: Desk) -> None:
    material, known = pack_material(desk, asked_pack(desk, "proef", DAY, "pdf"))
    assert (material.meeting.code, material.meeting.day, material.since) == ("", DAY, date(2021, 3, 31))
    assert known.tzinfo is not None
    first, _ = pack_material(desk, asked_pack(desk, "proef", date(2021, 3, 31), "pdf"))
    assert (first.since, first.changed) == (None, ())


def test_who_owes_figures_is_named(desk: Desk) -> None:
    material, _ = pack_material(desk, asked_pack(desk, "proef", date(2021, 9, 30), "pdf"))
    assert sorted(one.name for one in material.undelivered) == ["Els", "Jan", "Piet"]


def test_what_cannot_be_told_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(UsageError, match="kies uit pdf, pptx, docx, xlsx, html"):
        report(desk, "proef", DAY, "odt")
    with pytest.raises(UsageError, match="kies een dag van 2020-01-01"):
        report(desk, "proef", date(2019, 1, 1), "pdf")
    with pytest.raises(UsageError, match="nog niets gemeten"):
        report(desk, "proef", date(2021, 1, 15), "pdf")
    with pytest.raises(UsageError, match="hoort bij pptx of docx"):
        report(desk, "proef", DAY, "pdf", template=b"x")
    with pytest.raises(NotFoundError):
        report(desk, "niets", DAY, "pdf")
    with pytest.raises(NotFoundError):
        report(desk, "proef", DAY, "pdf", known_at=datetime.now(UTC) - timedelta(days=1))
