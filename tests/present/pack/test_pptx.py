"""The presentation of a deck, read back: charts with their numbers, tables, words, and templates of others."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.util import Inches

from kpi.core.errors import UsageError
from kpi.present.deck.fitting import SLIDES
from kpi.present.deck.slide import Deck, SlideKind
from kpi.present.pack.office.layouts import LAYOUTS, LIST, RESULT
from kpi.present.pack.office.pptx import deck_pptx
from tests.present.pack import hostile_words
from tests.present.pack.conftest import many_themes, only

ON = date(2021, 6, 30)
Decked = Callable[..., Deck]


def words_of(slide: object) -> str:
    """Every text on a slide, with those of its tables."""
    found = []
    for shape in slide.shapes:  # type: ignore[attr-defined]
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def read(content: bytes) -> list[object]:
    return list(Presentation(BytesIO(content)).slides)


def told(shape: object) -> str:
    """The text alternative of a chart or table."""
    return str(shape._element.nvGraphicFramePr.cNvPr.get("descr"))  # type: ignore[attr-defined]


def test_every_screen_is_a_slide_that_says_the_same(decked: Decked) -> None:
    deck = decked(SLIDES)
    slides = read(deck_pptx(deck, ON))
    assert len(slides) == len(deck.slides)
    for at, (slide, screen) in enumerate(zip(slides, deck.slides, strict=True), 1):
        said = words_of(slide)
        assert slide.shapes.title.text_frame.text == screen.title  # type: ignore[attr-defined]
        for words in (screen.lead, screen.asked, screen.accepted, *(one.title for one in screen.lines)):
            assert words in said
        assert f"{at}/{len(slides)}" in said
        assert "peildatum 30-06-2021 · bekend op 12-07-2021 · revisie 41 · voorbeeldcijfers" in said
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""  # type: ignore[attr-defined]
        assert notes == screen.spoken


def test_charts_hold_their_numbers_and_lights(decked: Decked) -> None:
    deck = decked(SLIDES)
    at, screen = next((at, one) for at, one in enumerate(deck.slides) if one.target == "behind")
    shape = next(one for one in read(deck_pptx(deck, ON))[at].shapes if one.has_chart)  # type: ignore[attr-defined]
    expected, measured = shape.chart.plots[0].series
    assert screen.course is not None
    assert list(expected.values) == pytest.approx([value for _, value in screen.course.path])
    assert list(measured.values) == pytest.approx([value for _, value, _ in screen.course.points])
    days = [(date.fromisoformat(day) - date(1899, 12, 30)).days for day, _, _ in screen.course.points]
    assert list(measured.iter_values()) == list(measured.values)
    assert [float(one.text) for one in measured._element.xpath("c:xVal//c:v")] == days
    assert told(shape) == screen.course.words
    assert shape.chart.value_axis.minimum_scale == 0
    assert [point.get("val") for point in measured._element.xpath("c:dPt/c:marker/c:symbol")] == ["triangle", "square"]


def test_the_bar_is_a_chart_of_the_counts(decked: Decked) -> None:
    deck = decked(SLIDES)
    shape = next(one for one in read(deck_pptx(deck, ON))[0].shapes if one.has_chart)  # type: ignore[attr-defined]
    assert [tuple(one.values) for one in shape.chart.plots[0].series] == [(one.count,) for one in deck.slides[0].shares]
    assert told(shape) == ", ".join(f"{one.count} {one.words}" for one in deck.slides[0].shares)


def test_the_workbook_behind_a_chart_can_be_opened(decked: Decked) -> None:
    from openpyxl import load_workbook

    with ZipFile(BytesIO(deck_pptx(decked(SLIDES), ON))) as made:
        books = [name for name in made.namelist() if name.endswith(".xlsx")]
        assert len(books) > 1
        for name in books:
            assert load_workbook(BytesIO(made.read(name))).active.max_row > 1


def test_the_same_deck_makes_the_same_bytes(decked: Decked, monkeypatch: pytest.MonkeyPatch) -> None:
    first = deck_pptx(decked(SLIDES), ON)
    monkeypatch.setattr("time.localtime", lambda *_: (2030, 1, 1, 0, 0, 0, 0, 1, 0))
    assert deck_pptx(decked(SLIDES), ON) == first
    with ZipFile(BytesIO(first)) as made:
        assert {one.date_time for one in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in (one for one in made.namelist() if one.endswith(".xlsx")):
            with ZipFile(BytesIO(made.read(name))) as book:
                assert b"2000-01-01" in book.read("docProps/core.xml")
    said = Presentation(BytesIO(first)).core_properties
    assert (said.title, said.language, said.created.date()) == ("Klein plan", "nl-NL", ON)


@pytest.mark.parametrize("word", hostile_words.EVERY)
def test_text_stays_text(decked: Decked, word: str) -> None:
    slides = read(deck_pptx(decked(SLIDES, word), ON))
    plain = re.sub(r"[\x00-\x1f\ufffe]", "", word)
    assert plain in words_of(slides[0])


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_plan_without_red_and_one_of_sixty_themes(decked: Decked, lang: str) -> None:
    calm = decked(SLIDES, lang=lang, made=only(("done", "share")), agreed=False)
    assert len(read(deck_pptx(calm, ON))) == len(calm.slides)
    many = decked(SLIDES, lang=lang, made=many_themes())
    assert len(read(deck_pptx(many, ON))) == 15


def ours() -> object:
    """Our own template as an organisation would begin from it."""
    from kpi.present.pack.office.layouts import opened

    return opened(None)


def saved(made: object) -> bytes:
    out = BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def test_a_template_of_others_says_where_things_stand(decked: Decked) -> None:
    made = ours()
    layout = next(one for one in made.slide_layouts if one.name == RESULT)  # type: ignore[attr-defined]
    chart = next(one for one in layout.placeholders if one.name == "grafiek")
    chart.left, chart.top, chart.width, chart.height = Inches(1), Inches(2), Inches(3), Inches(4)
    layout.name = RESULT.upper()
    deck = decked(SLIDES)
    at = next(at for at, one in enumerate(deck.slides) if one.kind is SlideKind.RESULT)
    slide = read(deck_pptx(deck, ON, saved(made)))[at]
    shape = next(one for one in slide.shapes if one.has_chart)  # type: ignore[attr-defined]
    assert (shape.left, shape.top, shape.width, shape.height) == (Inches(1), Inches(2), Inches(3), Inches(4))


def test_slides_of_a_template_are_no_part_of_the_pack(decked: Decked) -> None:
    made = ours()
    made.slides.add_slide(made.slide_layouts[0])  # type: ignore[attr-defined]
    deck = decked(SLIDES)
    assert len(read(deck_pptx(deck, ON, saved(made)))) == len(deck.slides)


def test_a_template_that_lacks_something_is_refused_by_name(decked: Decked) -> None:
    made = ours()
    layout = next(one for one in made.slide_layouts if one.name == LIST)  # type: ignore[attr-defined]
    for one in list(layout.placeholders):
        if one.name in ("tabel", "kop"):
            one._element.getparent().remove(one._element)
    with pytest.raises(UsageError, match="Planpeil lijst: kop, tabel") as fault:
        deck_pptx(decked(SLIDES), ON, saved(made))
    assert "mist" in fault.value.nl
    assert "lacks" in fault.value.en


def test_a_template_without_our_layouts_names_them_all(decked: Decked) -> None:
    with pytest.raises(UsageError) as fault:
        deck_pptx(decked(SLIDES), ON, saved(Presentation()))
    assert all(name in fault.value.en for name in LAYOUTS)
    assert "grafiek" in fault.value.en


@pytest.mark.parametrize("content", [b"", b"geen zip", b"PK\x03\x04"])
def test_what_is_no_presentation_is_refused(decked: Decked, content: bytes) -> None:
    with pytest.raises(UsageError, match="pptx"):
        deck_pptx(decked(SLIDES), ON, content)


def test_a_document_is_no_presentation(decked: Decked) -> None:
    from docx import Document

    with pytest.raises(UsageError, match="pptx"):
        deck_pptx(decked(SLIDES), ON, saved(Document()))
