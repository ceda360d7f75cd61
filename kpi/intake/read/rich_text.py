"""A number in a cell of which a part is raised or struck through: that part is none of its digits."""

import re
from collections.abc import Sequence
from enum import Enum

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STROKE = "\u0336"  # drawn through the character before it
_NUMBER = re.compile(r"\D{0,4}[0-9][0-9.,'’\s]*[%‰€]?\s*")


class Drawn(Enum):
    """How a part of a text is drawn."""

    PLAIN = "plain"
    RAISED = "raised"
    STRUCK = "struck"


def as_seen(runs: Sequence[tuple[str, Drawn]]) -> str:
    """The text with its raised digits as 12¹ and a stroke through what is struck; empty where the rest is no number."""
    plain = "".join(text for text, run in runs if run is Drawn.PLAIN)
    if all(run is Drawn.PLAIN for _, run in runs) or not _NUMBER.fullmatch(plain):
        return ""
    return "".join(_drawn(text, run) for text, run in runs)


def _drawn(text: str, run: Drawn) -> str:
    if run is Drawn.STRUCK:
        return "".join(f"{mark}{_STROKE}" for mark in text)
    return text.translate(_RAISED) if run is Drawn.RAISED else text
