"""How often forecasts were right: of deadlines that have passed, what had been said beside what came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from kpi.core.outlook.likely import Likely, likely


@dataclass(frozen=True, slots=True)
class PastForecast:
    """A forecast of which the outcome is known: between `low` and `high` with this chance; it became `value`.

    `met`: it was what was promised. `target`: its code.
    """

    target: str
    low: float
    high: float
    chance: float
    value: float
    met: bool


@dataclass(frozen=True, slots=True)
class WordScore:
    """The forecasts with one word: how many, the mean of their chances (0..1), and how many were reached."""

    likely: Likely
    count: int
    chance: float
    met: int


@dataclass(frozen=True, slots=True)
class Score:
    """How often the outcome lay inside (both ends inclusive), the Brier score (0 perfect, 0.25 guessing), by word.

    `brier` None: there is no forecast yet of which the outcome is known.
    """

    count: int
    inside: int
    brier: float | None
    words: tuple[WordScore, ...] = ()


def score(said: Iterable[PastForecast]) -> Score:
    """The score of forecasts of which the outcome is known."""
    each = tuple(said)
    if not each:
        return Score(0, 0, None)
    inside = sum(one.low <= one.value <= one.high for one in each)
    brier = fsum((one.chance - one.met) ** 2 for one in each) / len(each)
    by_word = {word: [one for one in each if likely(one.chance) is word] for word in Likely}
    return Score(len(each), inside, brier, tuple(_so(word, some) for word, some in by_word.items() if some))


def _so(word: Likely, some: Sequence[PastForecast]) -> WordScore:
    return WordScore(word, len(some), fsum(one.chance for one in some) / len(some), sum(one.met for one in some))
