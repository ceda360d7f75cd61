"""The workbook of a pack, read back: results, changes, agreements and what it was made of."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpi.present.pack.office.xlsx import pack_xlsx
from tests.present.conftest import make
from tests.present.pack import hostile_words
from tests.present.pack.conftest import material_of


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(BytesIO(content))}


def test_every_result_change_and_agreement_has_a_line() -> None:
    material = material_of(make())
    found = sheets(pack_xlsx(material, "nl"))
    assert list(found) == ["Resultaten", "Veranderingen", "Afspraken", "Verantwoording"]
    assert [row[0] for row in found["Resultaten"][1:]] == [row.target.code for row in material.snapshot.rows]
    changes = {row[0]: row for row in found["Veranderingen"][1:]}
    assert set(changes) == {one.target.code for one in material.changed}
    assert changes["behind"][2:6] == (
        "▲ aandacht",
        "■ achter, voorbeeldcijfers",
        "nieuwe cijfers",
        2,
    )
    assert found["Afspraken"][1][:6] == (
        "Besluit",
        "Het bestuur vraagt om een plan met namen, dagen en bedragen voor elk van de vier wijken",
        "voorzitter",
        None,
        "Resultaat behind",
        "M1",
    )
    assert found["Afspraken"][2][3] == datetime(2021, 7, 1)  # noqa: DTZ001 - as a workbook has days
    assert ("Revisie", 41) in found["Verantwoording"]


@pytest.mark.parametrize("word", [*hostile_words.EVERY, "@SUM(A1)", "+1", "-1+2", "http://example.org"])
def test_text_is_never_a_formula_or_a_link(word: str) -> None:
    book = load_workbook(BytesIO(pack_xlsx(material_of(make(word), word), "nl")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)


def test_english_and_the_same_bytes() -> None:
    first = pack_xlsx(material_of(make()), "en")
    assert pack_xlsx(material_of(make()), "en") == first
    assert list(sheets(first)) == ["Results", "Changes", "Agreements", "Account"]
    assert load_workbook(BytesIO(first)).properties.created.date() == date(2021, 6, 30)
