"""The one style sheet of the screens: colours from the palette, the rest from the .css files."""

from functools import cache
from pathlib import Path

from kpi.present.style import PALETTE

_NAMES = (
    "planpeil",
    "lights",
    "room",
    "frame",
    "rows",
    "first",
    "selection",
    "portfolio",
    "reporting",
    "units",
    "upload",
    "outlook",
)
_FILES = tuple(Path(__file__).parent / f"{name}.css" for name in _NAMES)


@cache
def head_rules() -> str:
    """The rules in the head of every page before anything is drawn on it: the room it has, and its letters.

    A font that is named later, or no more, makes a browser place all that stands there once more.
    """
    return "".join((Path(__file__).parent / f"{name}.css").read_text("utf-8") for name in ("room", "letters"))


def font_face(family: str, address: str, display: str = "auto") -> str:
    """The rule of a font of every weight at an address, empty for none; `display`: what is shown until it is there."""
    if not address:
        return ""
    told = f'font-family:"{family}";font-weight:200 900;font-display:{display}'
    return f'@font-face{{{told};src:url("{address}") format("woff2")}}'


@cache
def lights() -> str:
    """The rules of the lights alone, for a document of its own."""
    return (Path(__file__).parent / "lights.css").read_text("utf-8")


@cache
def palette_css() -> str:
    """The colours as variables; where a browser knows `light-dark()` they obey the `color-scheme` of the page."""
    plain = _light_colours()
    both = "".join(f"--pp-{token}:light-dark({light},{dark});" for token, (light, dark) in PALETTE.items())
    return f":root{{{plain}}}@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}"


def _light_colours() -> str:
    return "".join(f"--pp-{token}:{light};" for token, (light, _) in PALETTE.items())


@cache
def css() -> str:
    """The style sheet as text, to be put in a `<style>` element once a page.

    It follows the theme the visitor chose: Streamlit sets `color-scheme` on its app, and `light-dark()` obeys that.
    A browser without `light-dark()` shows the light colours.
    """
    printed = f"@media print{{.pp{{color-scheme:light;{_light_colours()}}}}}"
    return palette_css() + printed + "".join(file.read_text("utf-8") for file in _FILES)
