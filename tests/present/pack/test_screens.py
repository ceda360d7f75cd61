"""A screen in the room: figures as large as they are short, and what a light was smaller than what it is."""

import re

import pytest

from kpi.core.light.assessment import Status
from kpi.core.light.status import light_of
from kpi.present.deck.slide import DeckLine, Figure, Lamp, Slide, SlideKind
from kpi.present.pack.screens import body_html


@pytest.mark.parametrize(
    ("values", "large"), [(("2", "4", "3"), True), (("12", "40"), True), (("2", "100%"), False), (("2,5", "4"), False)]
)
def test_short_figures_are_drawn_large(values: tuple[str, ...], large: bool) -> None:
    slide = Slide(SlideKind.RESULT, "Resultaat", figures=tuple(Figure(one, "gemeten") for one in values))
    assert ('<div class="figures short">' in body_html(slide, None, "nl")) is large


def test_what_a_light_was_is_smaller_than_what_it_is() -> None:
    was, now = (Lamp(one.value, light_of(one, ()).value, "woord") for one in (Status.ON_TRACK, Status.OFF_TRACK))
    slide = Slide(SlideKind.SINCE, "Sinds", lines=(DeckLine("Resultaat", lamp=now, before=was),))
    before, after = map(int, re.findall(r"--s:(\d+)", body_html(slide, None, "nl")))
    assert 1.3 * before < after
