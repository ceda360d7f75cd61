"""Names that people and files bring along, made safe to show, and the citizen numbers that are never shown."""

import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath
from string import ascii_uppercase

from kpi.core.vocabulary import Origin

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


MASK = "•••••••••"
_CANDIDATE = re.compile(
    r"(?<![0-9])(?:[0-9]{9}|[0-9]{4}[. ][0-9]{2}[. ][0-9]{3}|[0-9]{3}[. -][0-9]{3}[. -][0-9]{3})(?![0-9])"
)
SHORTEST = 9  # characters of a text that may hold one
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@lru_cache(maxsize=8192)
def holds_citizen_number(text: str) -> bool:
    """Whether nine digits in it pass the test of eleven; the public rule for a BSN."""
    return len(text) >= SHORTEST and any(_passes(found.group()) for found in _CANDIDATE.finditer(text))


def masked(text: str) -> str:
    """The same text with every such number made unreadable."""
    return _CANDIDATE.sub(lambda found: MASK if _passes(found.group()) else found.group(), text)


def _passes(text: str) -> bool:
    digits = [int(sign) for sign in text if sign in "0123456789"]
    return any(digits) and sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
