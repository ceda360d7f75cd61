"""The known word that somebody most likely meant."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

FEW = 8  # known words a suggestion lists when none comes near


def _counted(word: str) -> str:
    """A code in which T-6 and T-06 are the same."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", word.casefold())


def nearest(word: str, known: Iterable[str]) -> str:
    """A Dutch hint towards the known word that looks most like this one; else the known words when they are few."""
    words = sorted(set(known))
    folded = {one.casefold(): one for one in reversed(words)}
    if same := next((one for one in words if _counted(one) == _counted(word)), ""):
        return f"Bedoelde u '{same}'?"
    if close := get_close_matches(word.casefold(), folded, n=1):
        return f"Bedoelde u '{folded[close[0]]}'?"
    return f"Bekend zijn: {', '.join(words)}." if 0 < len(words) <= FEW else ""
