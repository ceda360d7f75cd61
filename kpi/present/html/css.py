"""The one style sheet of the screens: colours from the palette, the rest from the .css files."""

from functools import cache
from pathlib import Path

from kpi.present.style import PALETTE

_NAMES = (
    "letters",
    "planpeil",
    "room",
    "frame",
    "rows",
    "first",
    "selection",
    "portfolio",
    "reporting",
    "units",
    "upload",
)
_FILES = tuple(Path(__file__).parent / f"{name}.css" for name in _NAMES)


@cache
def room() -> str:
    """The rules of the room that a page has, in the head of every page before anything is drawn on it."""
    return (Path(__file__).parent / "room.css").read_text("utf-8")


@cache
def css() -> str:
    """The style sheet as text, to be put in a `<style>` element once a page.

    It follows the theme the visitor chose: Streamlit sets `color-scheme` on its app, and `light-dark()` obeys that.
    A browser without `light-dark()` shows the light colours.
    """
    plain = "".join(f"--pp-{token}:{light};" for token, (light, _) in PALETTE.items())
    both = "".join(f"--pp-{token}:light-dark({light},{dark});" for token, (light, dark) in PALETTE.items())
    printed = f"@media print{{.pp,.pp-projected{{color-scheme:light;{plain}}}}}"
    rules = "".join(file.read_text("utf-8") for file in _FILES)
    return f":root{{{plain}}}@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}{printed}{rules}"
