"""What fits on one screen of a meeting: at most sixty words, those in its chart included; its foot is not read."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kpi.present.deck.slide import DeckLine

WORDS = 60  # on a screen, above its foot (docs/look.md)
PLAN = 5  # words of the plan under every screen
LEAST = 3  # words of a title at the least
SHORTER = (7, 5)  # words of a title, where more rows then fit
_ALL = sys.maxsize


@dataclass(frozen=True, slots=True)
class Space:
    """How many words there are place for: on a screen, in what was agreed, in titles of results, in words of people.

    `agreed`: rows of what was agreed. `dated`: whether a row tells its owner and its deadline as well. `drawn`: whether
    charts are drawn, or made of their numbers.
    """

    words: int = WORDS
    title: int = 9
    heading: int = 18  # the longest title of the plans here has 17
    said: int = 7
    agreed: int = 6
    dated: bool = False
    drawn: bool = True


SCREEN = Space()
SLIDES = Space(words=140, title=20, heading=30, said=30, drawn=False)  # of a file that is read as well as shown
PAPER = Space(_ALL, _ALL, _ALL, _ALL, _ALL, dated=True)


def words_in(*texts: str) -> int:
    """How many words these texts have together; a sign alone is none."""
    return sum(1 for text in texts for word in text.split() if re.search(r"\w", word))


def clipped(text: str, words: int) -> str:
    """A text cut after so many words, with a sign that it goes on; one that is no longer stays as it is."""
    parts = text.split()
    return text if len(parts) <= words else f"{' '.join(parts[: max(1, words)]).rstrip(',;:.')} …"


def line_words(line: DeckLine) -> int:
    """How many words one row shows."""
    lamps = [one.word for one in (line.lamp,) if one is not None]
    return words_in(line.label, line.title, line.detail, line.right, *lamps)


def fitting(lines: Sequence[DeckLine], space: Space, *beside: str) -> tuple[DeckLine, ...]:
    """The first rows that fit together with the texts beside them, at least one; titles are cut where more then fit."""
    words, found = space.words - words_in(*beside), tuple(lines[:0])
    for most in (space.title, *SHORTER):
        cut = tuple(_first([replace(one, title=clipped(one.title, most)) for one in lines], words))
        found = cut if len(cut) > len(found) else found
    return found


def whole_titles(lines: Sequence[DeckLine], space: Space, *beside: str) -> tuple[DeckLine, ...]:
    """The first rows that fit with whole titles, at least one; with their details where all of those fit too."""
    words = space.words - words_in(*beside)
    whole = [replace(one, title=clipped(one.title, space.heading)) for one in lines]
    found = tuple(_first([replace(one, detail="") for one in whole], words))
    told = tuple(whole[: len(found)])
    return told if sum(map(line_words, told)) <= words else found


def _first(lines: Iterable[DeckLine], words: int) -> Iterator[DeckLine]:
    for at, line in enumerate(lines):
        words -= line_words(line)
        if words < 0 and at:
            return
        yield line


def squeezed(lines: Sequence[DeckLine], space: Space, *beside: str) -> tuple[DeckLine, ...]:
    """All rows, titles and details cut as little as makes them fit with the texts beside them."""
    words, cut = space.words - words_in(*beside), list(lines)
    most = min(space.heading, max((words_in(one.title, one.detail) for one in lines), default=0))
    while most > LEAST and sum(map(line_words, cut)) > words:
        cut = [replace(one, title=clipped(one.title, most), detail=clipped(one.detail, most)) for one in lines]
        most -= 1
    return tuple(cut)


def shared(texts: Iterable[str], words: int) -> list[str]:
    """Texts cut to so many words together: short ones stay whole, long ones share what is left."""
    each = list(texts)
    left, most = words, len(each)
    room = {}
    for at, text in sorted(enumerate(each), key=lambda one: words_in(one[1])):
        room[at] = min(words_in(text), max(1, left // most))
        left, most = left - room[at], most - 1
    return [clipped(text, room[at]) for at, text in enumerate(each)]
