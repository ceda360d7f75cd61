"""What fits on one screen of a meeting: at most sixty words, what stands under it and in its chart included."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kpi.present.deck.slide import DeckLine

WORDS = 60  # on a whole screen (docs/look.md)
TITLE = 9  # words of the title of a row, of that of a result, and of the plan under every screen
HEADING, PLAN = 14, 5
LEAST = 3  # words of a title at the least
MORE = 5  # words that tell how many there are besides


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


def fitting(lines: Sequence[DeckLine], room: int, *beside: str) -> tuple[DeckLine, ...]:
    """The first rows that fit in so many words together with the texts beside them, at least one."""
    found: list[DeckLine] = []
    words = room - words_in(*beside) - MORE
    for line in lines:
        words -= line_words(line)
        if words < 0 and found:
            break
        found.append(line)
    return tuple(found)


def squeezed(lines: Sequence[DeckLine], room: int, *beside: str) -> tuple[DeckLine, ...]:
    """All rows, titles and details cut as little as makes them fit in so many words with the texts beside them."""
    words = room - words_in(*beside)
    for most in range(HEADING, LEAST, -1):
        cut = [replace(one, title=clipped(one.title, most), detail=clipped(one.detail, most)) for one in lines]
        if sum(map(line_words, cut)) <= words:
            break
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
