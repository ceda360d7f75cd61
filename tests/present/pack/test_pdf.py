"""The PDF of a deck: what it says, page by page, what it is tagged with, and that nothing in it is run."""

import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from kpi.present.deck.fitting import PAPER
from kpi.present.deck.slide import Deck, Lamp, SlideKind
from kpi.present.pack.paper.pdf import deck_pdf, page_count
from kpi.present.pack.paper.typesetting import UNSHOWN, legible
from tests.present.pack import hostile_words
from tests.present.pack.conftest import many_themes, only

ON = date(2021, 6, 30)
NO_SPACE = "\u200b"  # where a long word may be broken: nobody sees it
Decked = Callable[..., Deck]


def pages(pdf: bytes) -> list[str]:
    """The text of every page, in the order in which it stands there."""
    return [page.extract_text().replace(NO_SPACE, "") for page in PdfReader(BytesIO(pdf)).pages]


def inside(pdf: bytes) -> bytes:
    """The file with its compressed parts as plain bytes behind it."""
    packed = (found[1] for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL))
    return pdf + b"".join(map(_unpacked, packed))


def _unpacked(part: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(part)
    except zlib.error:
        return b""


def test_it_says_what_the_deck_says(decked: Decked) -> None:
    deck = decked(PAPER)
    read = " ".join(" ".join(pages(deck_pdf(deck, ON))).split())
    for slide in deck.slides:
        assert slide.title in read
        assert slide.lead in read
        for one in slide.lines:
            assert one.title in read
    behind = next(slide for slide in deck.slides if slide.target == "behind")
    assert behind.asked == "Het bestuur vraagt om een plan met namen, dagen en bedragen voor elk van de vier wijken"
    for words in (behind.asked, behind.accepted, behind.spoken, "De start liep uit.", "Een extra ronde in juli"):
        assert words in read
    assert "voorbeeldcijfers" in read


def test_a_light_with_many_flags_is_drawn(decked: Decked) -> None:
    deck = decked(PAPER)
    flagged = Lamp("no_data", "grey", "geen gegevens", ("due_passed", "judgement", "sample"))
    many = tuple(replace(slide, lamp=flagged) if slide.lamp else slide for slide in deck.slides)
    assert "geen gegevens" in " ".join(pages(deck_pdf(replace(deck, slides=many), ON)))


def test_every_page_has_its_number_and_tells_what_it_was_made_of(decked: Decked) -> None:
    pdf = deck_pdf(decked(PAPER, made=many_themes(20)), ON)
    each = pages(pdf)
    assert len(each) == page_count(pdf) > 5
    for at, page in enumerate(each, 1):
        last = page.rstrip().splitlines()[-1]
        assert last.split()[-1] == f"{at}/{len(each)}"
        assert "peildatum 30-06-2021 · bekend op 12-07-2021 · revisie 41 · voorbeeldcijfers" in last
        assert at == 1 or page.lstrip().startswith("Klein plan")


def test_no_row_is_cut_by_the_end_of_a_page(decked: Decked) -> None:
    """Its title, its value below that and its deadline stand on the same page."""
    deck = decked(PAPER, made=many_themes(20))
    each = [" ".join(page.split()) for page in pages(deck_pdf(deck, ON))]
    lines = [line for slide in deck.slides if slide.kind is SlideKind.RESULTS for line in slide.lines]
    assert len(lines) > 50
    starts = [re.compile(rf"{re.escape(line.title)}\b") for line in lines]
    for line, start in zip(lines, starts, strict=True):
        after = [page[found.end() :] for page in each for found in start.finditer(page)]
        assert any(line.detail.split(";")[0] in rest[:200] for rest in after), line.title


def test_it_is_tagged_and_fit_to_be_kept(decked: Decked) -> None:
    deck = decked(PAPER)
    pdf = deck_pdf(deck, ON)
    assert pdf.startswith(b"%PDF-1.7")
    for sign in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<rdf:li>nl</rdf:li>"):
        assert sign in pdf
    whole = inside(pdf)
    assert b"/Marked true" in whole
    assert b"/DisplayDocTitle true" in whole
    charts = [slide for slide in deck.slides if slide.course]
    bars = 1 + sum(bool(line.shares) for slide in deck.slides for line in slide.lines)
    assert len(charts) > 1
    assert len(re.findall(rb"/S\s*/Figure", whole)) >= len(charts) + bars
    assert len(re.findall(rb"/Alt\s*[(<]", whole)) >= len(charts) + bars


@pytest.mark.parametrize(("lang", "words"), [("nl", "Vraagt nu aandacht"), ("en", "Needs attention now")])
def test_the_document_has_its_language(decked: Decked, lang: str, words: str) -> None:
    pdf = deck_pdf(decked(PAPER, lang=lang), ON)
    assert f"/Lang({lang})".encode() in inside(pdf)
    assert words in "".join(pages(pdf))


def test_the_same_deck_makes_the_same_bytes(decked: Decked) -> None:
    deck = decked(PAPER)
    first = deck_pdf(deck, ON)
    assert deck_pdf(decked(PAPER), ON) == first
    assert deck_pdf(replace(deck, revision=42), ON) != first


@pytest.mark.parametrize("word", hostile_words.EVERY)
def test_text_is_never_run(decked: Decked, word: str) -> None:
    pdf = deck_pdf(decked(PAPER, word), ON)
    assert b"<pdfuaid:part>1<" in pdf
    read = re.sub(r"\s", "", "".join(pages(pdf)))
    if word in (hostile_words.MARKUP, hostile_words.FORMULA, "<script>&\"'"):
        assert re.sub(r"\s", "", word) in read
    if word == hostile_words.RIGHT_TO_LEFT:
        assert "שלום" in read
        assert "مرحبا" in read
    if word == hostile_words.UNKNOWN:
        assert UNSHOWN * 3 in read


def test_long_words_stay_on_the_page(decked: Decked) -> None:
    read = "".join(pages(deck_pdf(decked(PAPER, hostile_words.LONG), ON)))
    title = re.sub(r"[\s\u200b]", "", read)
    assert "x" * 400 in title


def test_what_letters_can_be_shown() -> None:
    assert legible("Één café kost € 5 — “ja”…") == "Één café kost € 5 — “ja”…"
    assert legible(hostile_words.RIGHT_TO_LEFT) == hostile_words.RIGHT_TO_LEFT
    assert legible(hostile_words.UNKNOWN) == f"{UNSHOWN}{UNSHOWN} {UNSHOWN}"
    assert legible(hostile_words.CONTROL) == "abcd"
    assert legible("a\ud800b") == "ab"


def test_a_chart_that_cannot_be_drawn_says_so_in_its_place(decked: Decked) -> None:
    def broken(spec: dict[str, Any]) -> str:
        raise ValueError

    pdf = deck_pdf(decked(PAPER), ON, broken)
    assert "".join(pages(pdf)).count("Deze grafiek kon niet worden getekend") > 1


def test_a_plan_without_red_without_words_and_without_sample_figures(decked: Decked) -> None:
    deck = decked(PAPER, made=only(("done", "share")), agreed=False)
    read = "".join(pages(deck_pdf(deck, ON)))
    assert "voorbeeldcijfers" not in read
    assert "Er is nog niets afgesproken." in read
    assert "Alles wat gevraagd was, is binnen." in read


def test_a_plan_of_sixty_themes(decked: Decked) -> None:
    pdf = deck_pdf(decked(PAPER, made=many_themes(60)), ON)
    read = "".join(pages(pdf))
    assert all(f"Thema nummer {at}\n" in read for at in range(60))
    assert page_count(pdf) < 40


def test_a_deck_that_was_kept_of_a_meeting_is_a_document_too(decked: Decked) -> None:
    deck = decked(made=many_themes(20))
    read = "".join(pages(deck_pdf(deck, ON)))
    assert read.count("4–6 van 20") == 1
    assert all(one.title in read for one in deck.beyond)
