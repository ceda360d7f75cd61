"""Which pictures the documents show: those alone stand in docs/img/."""

import re
from pathlib import Path

FOLDER = Path("docs/img")
SHOWS = re.compile(r"""!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*?\bsrc=["']([^"']+)""")


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
