"""A footnote raised behind a number, and digits struck through, are none of its digits."""

from io import BytesIO

import pytest
import xlsxwriter

from kpi.intake.read.opening import open_file
from kpi.intake.read.rich_text import Drawn, as_seen
from tests.intake import desk
from tests.intake.books import body, line, ods_parts, ods_row, ods_text, packed, xlsx

PLAIN, RAISED, STRUCK = Drawn.PLAIN, Drawn.RAISED, Drawn.STRUCK


@pytest.mark.parametrize(
    ("runs", "text"),
    [([("12", PLAIN), ("1", RAISED)], "12¹"), ([("9,5", PLAIN), ("10", RAISED)], "9,5¹⁰"),
     ([("€ 1.200", PLAIN), ("2", RAISED)], "€ 1.200²"), ([("53%", PLAIN), ("*", RAISED)], "53%*"),
     ([("12", STRUCK), ("15", PLAIN)], "1\u03362\u033615"), ([("12", PLAIN)], ""), ([("12", STRUCK)], ""),
     ([("Score m", PLAIN), ("2", RAISED)], ""), ([("Praktijk 1", PLAIN), ("2", RAISED)], ""), ([], "")],
)  # fmt: skip
def test_text_as_it_is_drawn_where_its_plain_part_is_a_number(runs: list[tuple[str, Drawn]], text: str) -> None:
    assert as_seen(runs) == text


def shared(*parts: object) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    raised, struck = book.add_format({"font_script": 1}), book.add_format({"font_strikeout": True})
    page = book.add_worksheet("Cijfers")
    page.write_row(0, 0, ["indicator", "periode", "waarde"])
    page.write_row(1, 0, ["overleggen", "2021-Q3"])
    page.write_rich_string(1, 2, *({"raised": raised, "struck": struck}.get(str(one), one) for one in parts))
    page.write_row(2, 0, ["overleggen", "2021-Q4", "13"])
    book.close()
    return out.getvalue()


def inline(mark: str) -> bytes:
    value = f'<c r="C2" t="inlineStr"><is><r><t>12</t></r><r><rPr>{mark}</rPr><t>1</t></r></is></c>'
    return xlsx(body(line(2, value)))


def styled(position: str) -> bytes:
    style = f'<style:style style:name="T1"><style:text-properties style:text-position="{position}"/></style:style>'
    cell = ods_text("12").replace("12<", '12<text:span text:style-name="T1">1</text:span><')
    rows = "".join((ods_row(*map(ods_text, ("indicator", "periode", "waarde"))),
                    ods_row(ods_text("overleggen"), ods_text("2021-Q3"), cell)))  # fmt: skip
    parts = ods_parts({"Cijfers": rows})
    content = str(parts["content.xml"]).replace(
        "<office:body>",
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        f"{style}</office:automatic-styles><office:body>",
    )
    return packed({**parts, "content.xml": content})


@pytest.mark.parametrize(
    ("content", "text"),
    [(shared("12", "raised", "1"), "12¹"), (shared("struck", "12", "15"), "1\u03362\u033615"),
     (inline('<vertAlign val="superscript"/>'), "12¹"), (styled("super 58%"), "12¹")],
)  # fmt: skip
def test_such_a_number_in_a_workbook_is_refused_at_its_cell(content: bytes, text: str) -> None:
    (grid,) = open_file(content, "x.xlsx")[0]
    assert grid.row(1).cells[2].text == text
    reading = desk.judged(content, "x.xlsx")
    assert [(one.row, one.value) for one in reading.issues if one.code == "not-a-number"] == [(2, text)]
    assert 121.0 not in [one.measurement.value for one in reading.records]


@pytest.mark.parametrize(
    "content", [inline('<vertAlign val="baseline"/>'), inline('<strike val="0"/>'), inline("<b/>"), styled("0% 100%")]
)
def test_a_part_that_is_drawn_as_the_rest_is_one_number(content: bytes) -> None:
    (grid,) = open_file(content, "x.xlsx")[0]
    assert grid.row(1).cells[2].text == "121"


@pytest.mark.parametrize("value", ["12¹", "12²", "1.200³", "12⁴", "12⁰", "53%¹", "12 ¹", "€ 5¹", "12₁"])
def test_a_raised_digit_of_its_own_is_no_digit_of_a_number(value: str) -> None:
    reading = desk.judged(f"indicator;periode;waarde\noverleggen;2021-Q3;{value}\n".encode())
    assert ([one.code for one in reading.issues], reading.records) == (["not-a-number"], ())
