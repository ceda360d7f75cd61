"""Which pictures the documents show, and how they are kept small: those alone stand in docs/img/."""

import re
from pathlib import Path

from PIL import Image

FOLDER = Path("docs/img")
SHOWS = re.compile(r"""!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*?\bsrc=["']([^"']+)""")


EXACT, COLOURS = 64, 256  # colours that stay as they are, the commonest, and all that a picture keeps


def few_colours(picture: Image.Image) -> Image.Image:
    """A picture with a palette, as screens have few colours; those of paper, ink and lights stay as they are."""
    plain = picture.convert("RGB")
    counted = plain.getcolors(plain.width * plain.height) or []
    exact = [colour for _, colour in sorted(counted, reverse=True)[:EXACT]]
    rest = plain.quantize(COLOURS - EXACT, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in exact for part in colour] + (rest.getpalette() or []))
    return plain.quantize(palette=palette, dither=Image.Dither.NONE)


def documents(root: Path) -> list[Path]:
    """README.md and the like, and all that is under docs/."""
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])


def shown(root: Path) -> set[str]:
    """The names of the pictures in docs/img/ that a document shows, there or not."""
    pictures = {place for document in documents(root) for place in places(document)}
    return {place.name for place in pictures if place.parent == (root / FOLDER).resolve()}


def places(document: Path) -> set[Path]:
    """Where the pictures of a document are; those on the internet are left out."""
    targets = {one or other for one, other in SHOWS.findall(document.read_text("utf-8"))}
    return {(document.parent / target).resolve() for target in targets if "://" not in target}
