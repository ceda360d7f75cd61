"""The accountability report, read back: every promise with what became of it."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from kpi.core.errors import UsageError
from kpi.present.pack.office.docx import accountability_docx
from tests.present.conftest import make
from tests.present.pack import hostile_words
from tests.present.pack.conftest import material_of, only

NAMES = {"zorggroep": "Zorggroep"}
FOOT = "peildatum 30-06-2021 · revisie 41 · voorbeeldcijfers"


def rows_of(content: bytes) -> list[list[str]]:
    tables = Document(BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]


def test_every_promise_is_accounted_for_under_its_theme_and_focus() -> None:
    material = material_of(make())
    found = Document(BytesIO(accountability_docx(material, NAMES, FOOT, "nl")))
    heads = [
        (one.style.name, one.text) for one in found.paragraphs if one.style.name in ("Title", "Heading 1", "Heading 2")
    ]
    assert heads == [
        ("Title", "Verantwoording: Klein plan"),
        ("Heading 1", "Ouderenzorg"),
        ("Heading 2", "Speerpunt: Samenwerken"),
        ("Heading 1", "Regio"),
        ("Heading 2", "Speerpunt: Samenwerken"),
    ]
    rows = rows_of(accountability_docx(material, NAMES, FOOT, "nl"))
    assert [row[0].split("\n")[0] for row in rows] == [row.target.statement for row in material.snapshot.rows]
    assert rows[0] == [
        "Resultaat behind\ncoördinator",
        "minstens 8 netwerken",
        "31-12-2021",
        "2 van 8\n2e kwartaal 2021\nvoorbeeldcijfers",
        "■ achter",
        "Oorzaak: De start liep uit.\nGevolg: Twee wijken wachten.\n"
        "Bijsturing: Een extra ronde in juli, uiterlijk 31-08-2021",
        "",
    ]
    assert "nog niet toegelicht" in next(row for row in rows if row[4].startswith("▲"))[5]


def test_a_category_has_its_name() -> None:
    from dataclasses import replace

    from kpi.core.light.snapshot import take
    from tests.present.conftest import AS_OF

    shot, evidence = make()
    targets = tuple(replace(one, category="zorggroep;nieuw", activity="Overleg") for one in shot.plan.targets)
    made = take(replace(shot.plan, targets=targets), evidence, as_of=AS_OF), evidence
    row = rows_of(accountability_docx(material_of(made), NAMES, FOOT, "nl"))[0]
    assert row[6] == "Zorggroep; nieuw"
    assert row[0] == "Resultaat behind\nOverleg\ncoördinator"


def test_pages_have_their_foot_and_rows_are_not_cut() -> None:
    found = Document(BytesIO(accountability_docx(material_of(make()), NAMES, FOOT, "nl")))
    foot = found.sections[0].footer.paragraphs[0]
    assert foot.text.startswith(FOOT)
    assert [one.get(qn("w:instr")) for one in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    for table in found.tables:
        rows = list(table.rows)
        assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


@pytest.mark.parametrize("word", hostile_words.EVERY)
def test_text_stays_text(word: str) -> None:
    content = accountability_docx(material_of(make(word), word), {}, word, "nl")
    plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", "", word)
    assert rows_of(content)[0][0].split("\n")[0] == plain


def test_in_english_without_sample_figures() -> None:
    content = accountability_docx(material_of(only(("done", "share"))), NAMES, "as of 30 Jun 2021", "en")
    found = Document(BytesIO(content))
    said = "\n".join(one.text for one in found.paragraphs)
    assert "Accountability report: Klein plan" in said
    assert "sample figures" not in said + "".join(cell for row in rows_of(content) for cell in row)
    assert found.core_properties.language == "en-GB"


def test_the_same_material_makes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = accountability_docx(material_of(make()), NAMES, FOOT, "nl")
    monkeypatch.setattr("time.localtime", lambda *_: (2030, 1, 1, 0, 0, 0, 0, 1, 0))
    assert accountability_docx(material_of(make()), NAMES, FOOT, "nl") == first
    with ZipFile(BytesIO(first)) as made:
        assert {one.date_time for one in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Document(BytesIO(first)).core_properties.created.date() == date(2021, 6, 30)


def saved(made: object) -> bytes:
    out = BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def test_a_letterhead_of_others_stays() -> None:
    own = Document()
    own.sections[0].header.paragraphs[0].text = "Briefhoofd"
    own.add_paragraph("Geachte lezer")
    wide = own.sections[0].page_width
    found = Document(BytesIO(accountability_docx(material_of(make()), NAMES, FOOT, "nl", saved(own))))
    assert found.sections[0].header.paragraphs[0].text == "Briefhoofd"
    assert found.paragraphs[0].text == "Geachte lezer"
    assert found.sections[0].page_width == wide


def test_a_template_without_a_style_is_refused_by_name() -> None:
    own = Document()
    for name in ("Heading 2", "Table Grid"):
        own.styles[name].delete()
    with pytest.raises(UsageError, match="mist stijlen: Heading 2, Table Grid"):
        accountability_docx(material_of(make()), NAMES, FOOT, "nl", saved(own))


@pytest.mark.parametrize("content", [b"", b"geen zip"])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match="docx"):
        accountability_docx(material_of(make()), NAMES, FOOT, "nl", content)
