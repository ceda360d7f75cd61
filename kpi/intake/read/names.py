"""Names that people and files bring along: made safe to show, what a file name tells, the letters of columns."""

import unicodedata
from pathlib import PurePosixPath
from string import ascii_uppercase

from kpi.core.vocabulary import Origin
from kpi.intake.read.personal import masked

LONGEST_NAME = 120
NAMELESS = "bestand"
_ORIGINS = {"voorbeeld": Origin.SAMPLE, "sample": Origin.SAMPLE, "document": Origin.DOCUMENT}


def safe_name(name: str) -> str:
    """The file name without folders, control and direction characters, at most 120 characters, ending kept.

    A citizen number in it is made unreadable: names are kept and shown. "bestand" when nothing is left.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(" " if one.isspace() else one for one in last if one.isspace() or _is_shown(one))
    shown = masked(" ".join(shown.split()).strip(". ")) or NAMELESS
    ending = PurePosixPath(shown).suffix[:12]
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - len(ending) - 1] + "…" + ending


def _is_shown(one: str) -> bool:
    """Not a control, format (direction marks, zero width), surrogate, private or unassigned character."""
    return not unicodedata.category(one).startswith("C")


def column_letter(number: int) -> str:
    """The letters Excel shows above a column: 1 is A, 27 is AA, 16384 is XFD."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def column_number(letters: str) -> int:
    """The column of its letters: A is 1. Raises ValueError for anything but A to Z."""
    number = 0
    for letter in letters:
        number = number * 26 + ascii_uppercase.index(letter) + 1
    return number


def origin(file: str) -> Origin:
    """Sample for a file that begins with voorbeeld or sample, document for document, else report; any case."""
    name = file.rpartition("/")[2].casefold()
    return next((found for start, found in _ORIGINS.items() if name.startswith(start)), Origin.REPORT)
