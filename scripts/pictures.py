"""Which pictures the documents show, and how they are kept small: those alone stand in docs/img/."""

import re
from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path("docs/img")
SHOWS = re.compile(r"""!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*?\bsrc=["']([^"']+)""")


EXACT, COLOURS = 64, 256  # colours that stay as they are, the commonest, and all that a picture keeps


def few_colours(picture: Image.Image) -> Image.Image:
    """A picture with a palette, as screens have few colours; those of paper, ink and lights stay as they are."""
    plain = picture.convert("RGB")
    pixels, at, count = np.unique(np.asarray(plain).reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    rest = plain.quantize(COLOURS - EXACT, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    others = np.array(rest.getpalette(), dtype=int).reshape(-1, 3)
    palette = np.concatenate([pixels[np.argsort(-count)[:EXACT]].astype(int), others])
    nearest = np.array([np.argmin(((palette - one) ** 2).sum(axis=1)) for one in pixels.astype(int)], dtype=np.uint8)
    made = Image.fromarray(nearest[at.reshape(-1)].reshape(plain.height, plain.width), "P")
    made.putpalette([int(part) for part in palette.reshape(-1)])
    return made


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
