"""A screen of a meeting as plain values: what is drawn, printed and kept is made of these and of nothing else."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LISTED = 60  # results without a screen that the list of screens names; the rest is counted


class SlideKind(StrEnum):
    """What a screen is about."""

    TITLE = "title"
    SINCE = "since"
    RESULT = "result"
    RESULTS = "results"
    THEMES = "themes"
    DEADLINES = "deadlines"
    UNDELIVERED = "undelivered"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light as it is drawn: the codes of its status, light and flags, and its word."""

    status: str
    light: str
    word: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """So many results have this light."""

    light: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A large number with the word for it and, softer, what stands under that."""

    value: str
    words: str
    under: str = ""
    expected: bool = False


@dataclass(frozen=True, slots=True)
class DeckLine:
    """One row of a screen; `label` in front, `right` at its end, `strong` when that asks for attention.

    `target`: the code of the result it opens, empty for none.
    """

    title: str
    detail: str = ""
    label: str = ""
    right: str = ""
    strong: bool = False
    lamp: Lamp | None = None
    before: Lamp | None = None
    shares: tuple[Share, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class CourseChart:
    """The chart of a result: its Vega-Lite specification in the light theme, its text alternative, and its numbers.

    `path` and `points` as (ISO day, value) and (ISO day, value, light), for native charts; `spec` empty: those only.
    `labels`: the words that stand in the drawing, besides the figures of its axes.
    """

    spec: dict[str, Any]
    words: str
    unit: str
    path: tuple[tuple[str, float], ...]
    points: tuple[tuple[str, float, str], ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen; what is empty is not drawn.

    `side`: at the right of the title. `said`: label and words of the owner; `untold`: that there are none. `whole`: all
    that was said and decided, where the screen has no room for every word of it. `ahead`:
    what is expected at the deadline. `asked`: the decision that is asked or was taken. `spoken`: the whole sentence,
    for who presents. `more`: what did not fit.
    """

    kind: SlideKind
    title: str
    side: str = ""
    lead: str = ""
    lamp: Lamp | None = None
    shares: tuple[Share, ...] = ()
    figures: tuple[Figure, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    whole: tuple[tuple[str, str], ...] = ()
    untold: str = ""
    ahead: str = ""
    asked: str = ""
    accepted: str = ""
    columns: tuple[str, ...] = ()
    lines: tuple[DeckLine, ...] = ()
    course: CourseChart | None = None
    target: str = ""
    spoken: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """The screens of one meeting in one language, with what stands under each of them.

    `sample`: the word for invented figures, empty when none is shown. `beyond`: results that did not fit, `left_out`:
    those that were left out.
    """

    meeting: str
    name: str
    plan: str
    title: str
    organisation: str
    lang: str
    day: str
    as_of: str
    known: str
    revision: int
    sample: str
    slides: tuple[Slide, ...]
    beyond: tuple[DeckLine, ...] = ()
    left_out: tuple[DeckLine, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the screens; those of the same name are numbered."""
        names = [one.title for one in self.slides]
        return tuple(
            f"{name} ({names[: at + 1].count(name)}/{names.count(name)})" if names.count(name) > 1 else name
            for at, name in enumerate(names)
        )
