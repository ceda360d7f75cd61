"""A chart as SVG: the same again, each with names of its own, and in the colours of its page."""

import re

import pytest

from kpi.present.pack.vector import plain_svg, svg_of
from kpi.present.style import PALETTE
from tests.present.pack.conftest import deck_of


@pytest.fixture(scope="module")
def specs() -> list[dict[str, object]]:
    return [slide.course.spec for slide in deck_of().slides if slide.course]


def test_it_is_the_same_again(specs: list[dict[str, object]]) -> None:
    first = [plain_svg(spec) for spec in specs]
    assert [plain_svg(spec) for spec in reversed(specs)] == first[::-1]
    named = [re.findall(r'id="([^"]*)"', svg) for svg in first]
    assert any(named)
    assert len({name for names in named for name in names}) == sum(map(len, named))
    assert all(set(re.findall(r"url\(#([^)]*)\)", svg)) == set(names) for svg, names in zip(first, named, strict=True))


def test_every_colour_of_a_chart_is_one_of_its_page_in_the_dark_too(specs: list[dict[str, object]]) -> None:
    drawn = "".join(svg_of(spec, "nl") for spec in specs)
    used = set(re.findall(r"var\(--pp-([a-z-]+)\)", drawn))
    assert {"ink", "soft", "accent"} <= used
    unseen = {token for token in used if PALETTE[token][1] == PALETTE["paper"][1] != PALETTE[token][0]}
    assert unseen <= {"paper"}
    assert not re.search("|".join(light for light, _ in PALETTE.values()), drawn, re.IGNORECASE)


def test_control_characters_do_not_end_the_process(specs: list[dict[str, object]]) -> None:
    assert "ab" in plain_svg({**specs[0], "title": "a\x00b\ud800"})


def test_what_cannot_be_drawn_says_so() -> None:
    broken = {"config": {}, "mark": {"type": "nothing"}}
    with pytest.raises(ValueError, match=r"\S"):
        plain_svg(broken)
    assert "Deze grafiek kon niet worden getekend" in svg_of(broken, "nl")
