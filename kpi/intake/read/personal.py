"""Citizen service numbers (BSN): found in any text, refused, and never repeated."""

import re
from functools import lru_cache

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
