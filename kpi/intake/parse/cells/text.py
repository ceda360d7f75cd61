"""Text as people type it: folded for comparing, without what cannot be seen."""

import re
import unicodedata
from functools import lru_cache

SPACES = " \u00a0\u2007\u2009\u202f"
_EDGES = SPACES + "\t\r\n\ufeff\u200b\u200e\u200f\u202a\u202b\u202c"
# What word processors and phones make of a plain apostrophe and a plain hyphen.
_TYPESET = str.maketrans({**dict.fromkeys("’‘ʼ´`", "'"), **dict.fromkeys("‐‑‒–—−", "-")})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def bare(text: str) -> str:
    """Without spaces, marks of direction and zero-width characters at either end."""
    return text.strip(_EDGES)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """For comparing: lower case, without accents, plain apostrophes and hyphens, every run of spaces one space."""
    plain = text
    if not text.isascii():
        parts = unicodedata.normalize("NFD", text).translate(_TYPESET)
        plain = "".join(mark for mark in parts if not unicodedata.combining(mark))
    return " ".join(bare(plain).casefold().split())


def has_controls(text: str) -> bool:
    """Whether it holds a control character other than a tab or a line end."""
    return _CONTROL.search(text) is not None


def visible(text: str) -> str:
    """The same text with a sign in the place of each control character, so that an issue can show it."""
    return _CONTROL.sub(lambda found: chr(0x2400 + ord(found.group())) if found.group() < " " else "\u2421", text)
