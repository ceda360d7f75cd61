"""Colours that everybody can tell apart: contrast (WCAG 2.2), greyscale, and colour blindness, as numbers."""

from itertools import combinations

import pytest

from kpi.core.calendar.period import Frequency
from kpi.core.light.assessment import Flag, Light, Status
from kpi.core.light.windows import WindowState
from kpi.core.vocabulary import Aggregation, Direction, FocusKind, Kind, Level, Origin
from kpi.present import style
from kpi.present.words import LANGUAGES

THEMES = ("light", "dark")
GROUNDS = ("paper", "card", "hatch")
FILLED = ("green", "amber", "red")
GREY_APART, BLIND_APART = 10.0, 20.0

# Machado, Oliveira, Fernandes (2009), severity 1.0, on linear RGB.
BLIND = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
Colour = tuple[float, float, float]


def linear(colour: str) -> Colour:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return red, green, blue


def luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted(luminance(linear(one)) for one in (first, second))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Colour) -> Colour:
    """CIE L*a*b*, D65."""
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    f = [one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, luminance(colour), z)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def blinded(colour: Colour, kind: str) -> Colour:
    seen = [sum(share * part for share, part in zip(row, colour, strict=True)) for row in BLIND[kind]]
    red, green, blue = (min(1.0, max(0.0, one)) for one in seen)
    return red, green, blue


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("token", ["ink", "soft", "accent"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_contrast(theme: str, token: str, ground: str) -> None:
    assert contrast(style.colour(token, theme), style.colour(ground, theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("token", ["green", "amber-edge", "red", "grey"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_graphic_contrast(theme: str, token: str, ground: str) -> None:
    """A light's fill, or its edge where the fill is pale, stands out from what is behind it."""
    assert contrast(style.colour(token, theme), style.colour(ground, theme)) >= 3.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "fill"), [("mark", "green"), ("mark", "red"), ("mark-amber", "amber")])
def test_marks_stand_out_from_their_light(theme: str, mark: str, fill: str) -> None:
    assert contrast(style.colour(mark, theme), style.colour(fill, theme)) >= 3.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("first", "second"), list(combinations(FILLED, 2)))
def test_lights_differ_in_greyscale(theme: str, first: str, second: str) -> None:
    lightness = [lab(linear(style.colour(token, theme)))[0] for token in (first, second)]
    assert abs(lightness[0] - lightness[1]) >= GREY_APART


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", BLIND)
@pytest.mark.parametrize(("first", "second"), list(combinations(FILLED, 2)))
def test_lights_differ_for_the_colour_blind(theme: str, kind: str, first: str, second: str) -> None:
    one, other = (lab(blinded(linear(style.colour(token, theme)), kind)) for token in (first, second))
    assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= BLIND_APART


def test_shapes_are_all_different() -> None:
    assert len(set(style.SHAPES.values())) == len(set(style.CHARACTERS.values())) == len(Light)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_status_and_flag_has_its_own_word(lang: str) -> None:
    statuses = [style.status_word(status, lang) for status in Status]
    flags = style.flag_words(tuple(Flag), lang)
    assert all([*statuses, *flags])
    assert len({*statuses, *flags}) == len(Status) + len(Flag)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_word(lang: str) -> None:
    codes = [code for kind in (Kind, Level, Direction, Aggregation, Frequency, Origin, FocusKind) for code in kind]
    assert all(
        [*(style.code_word(code, lang) for code in codes), *(style.window_word(one, lang) for one in WindowState)]
    )


def test_dutch_words_are_those_of_the_rules() -> None:
    words = [style.status_word(status, "nl") for status in Status]
    assert words == [
        "gehaald",
        "later gehaald",
        "op koers",
        "aandacht",
        "achter",
        "niet gehaald",
        "nog niet begonnen",
        "te vroeg",
        "geen gegevens",
    ]


def test_same_code_of_two_classes_keeps_its_own_word() -> None:
    assert style.code_word(Kind.MAINTAIN, "nl") != style.code_word(Direction.MAINTAIN, "nl")


@pytest.mark.parametrize(
    ("status", "flags", "expected"),
    [
        (Status.ACHIEVED, (), (Light.GREEN, style.Shape.CIRCLE, style.Mark.TICK, False, False)),
        (Status.ACHIEVED_LATE, (), (Light.GREEN, style.Shape.CIRCLE, style.Mark.LATE, False, False)),
        (Status.ON_TRACK, (Flag.STALE,), (Light.AMBER, style.Shape.TRIANGLE, style.Mark.NONE, True, False)),
        (Status.OFF_TRACK, (Flag.SAMPLE,), (Light.RED, style.Shape.SQUARE, style.Mark.NONE, False, True)),
        (Status.MISSED, (), (Light.RED, style.Shape.SQUARE, style.Mark.CROSS, False, False)),
        (Status.NO_DATA, (), (Light.GREY, style.Shape.RING, style.Mark.NONE, False, False)),
    ],
)
def test_sign(status: Status, flags: tuple[Flag, ...], expected: tuple[object, ...]) -> None:
    drawn = style.sign(status, flags)
    assert (drawn.light, drawn.shape, drawn.mark, drawn.hatched, drawn.dotted) == expected
