"""Matrix and timeline as pictures: they open, they say what they are of, and their words can be seen."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from PIL import Image

from kpi.core.light.snapshot import Snapshot
from kpi.core.view.filters import Filters
from kpi.present.chart.pictures import SCALE, png_of
from kpi.present.html.drawing import cut
from kpi.present.screen.scene import Scene
from kpi.present.screen.selection_pictures import matrix_svg, timeline_svg
from tests.present.screen.test_selection import AS_OF, SCENE, many

SVG = "{http://www.w3.org/2000/svg}"
Draw = Callable[[Scene, Snapshot, Any], str]
both = pytest.mark.parametrize("draw", [matrix_svg, timeline_svg])


def read(svg: str | bytes) -> Element:
    return fromstring(svg)  # noqa: S314 - drawn a moment ago by this test


def said(svg: str) -> list[str]:
    return [one.text or "" for one in read(svg).iter(f"{SVG}text")]


@both
def test_a_picture_says_what_it_is_of(draw: Draw, seen: Snapshot) -> None:
    scene = replace(SCENE, selection=Filters(words="resultaat"))
    words = said(draw(scene, seen, seen.rows))
    assert words[0].startswith("Alle resultaten · ")
    assert words[1] == "Klein plan · 30-06-2021 · 8 resultaten · voorbeeldcijfers"
    assert words[-1] == "Planpeil · revisie 41 · Zoeken: resultaat"
    measured = replace(seen, rows=seen.rows[1:])
    assert "voorbeeldcijfers" not in said(draw(SCENE, measured, measured.rows))[1]


def test_the_matrix_has_every_exception_and_counts_the_rest(seen: Snapshot) -> None:
    words = said(matrix_svg(SCENE, seen, seen.rows))
    assert "Resultaat behind" in words
    assert any(one.startswith("nog ") for one in words)
    assert [one for one in words if one in ("Q2 2021", "Q1 2021")] == ["Q2 2021", "Q1 2021"]


def test_the_timeline_has_every_deadline(seen: Snapshot) -> None:
    words = said(timeline_svg(SCENE, seen, seen.rows))
    assert sum(one.startswith("Resultaat ") for one in words) == len(seen.rows)


@both
def test_a_large_plan_makes_a_picture_that_opens(draw: Draw, seen: Snapshot) -> None:
    full = many(seen, 250, 60)
    assert read(draw(SCENE, full, full.rows)).tag == f"{SVG}svg"


@both
@pytest.mark.parametrize(
    "word",
    [
        "<script>alert(1)</script>",
        "\" & ' ]]>",
        "\u0007bel \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ],
)
def test_hostile_text_stays_text(draw: Draw, word: str, small: Callable[..., Any]) -> None:
    seen, _ = small(word, as_of=AS_OF)
    tree = read(draw(SCENE, seen, seen.rows))
    assert {one.tag.removeprefix(SVG) for one in tree.iter()} <= {
        "svg", "title", "defs", "pattern", "rect", "g", "text", "line", "path", "circle",
    }  # fmt: skip


@both
def test_a_picture_is_twice_its_size_and_its_words_are_drawn(draw: Draw, seen: Snapshot) -> None:
    svg = draw(SCENE, seen, seen.rows)
    drawn = Image.open(BytesIO(png_of(svg)))
    assert drawn.format == "PNG"
    sizes = [float(read(svg).attrib[name]) for name in ("width", "height")]
    assert drawn.size == tuple(SCALE * size for size in sizes)
    title = drawn.convert("L").crop((80, 60, 1200, 120))
    assert title.getextrema()[0] < 80


@pytest.mark.parametrize(
    ("words", "width", "shown"), [("kort", 200.0, "kort"), ("een heel lange zin", 60.0, "een he…"), ("ab", 1.0, "a…")]
)
def test_words_are_cut_where_they_no_longer_fit(words: str, width: float, shown: str) -> None:
    assert cut(words, width) == shown
