"""The one mapping from status to colour, shape, mark and word; what is shown where is decided elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kpi.core.calendar.period import Frequency
from kpi.core.history.why_changed import Cause
from kpi.core.light.assessment import Flag, Light, Status
from kpi.core.light.status import light_of
from kpi.core.light.windows import WindowState
from kpi.core.vocabulary import Aggregation, Direction, FocusKind, Kind, Level, Origin, complete
from kpi.present.words import mark, text


class Shape(StrEnum):
    """The outline of a light, so that colour is never alone."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    RING = "ring"


class Mark(StrEnum):
    """What a light carries inside."""

    NONE = ""
    TICK = "tick"
    CROSS = "cross"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Sign:
    """How one light is drawn: `colour` names a token of `PALETTE`; `hatched`: stale; `dotted`: sample figures."""

    light: Light
    shape: Shape
    mark: Mark
    hatched: bool
    dotted: bool

    @property
    def colour(self) -> str:
        """The palette's name of the colour."""
        return self.light.value


SHAPES = {
    Light.GREEN: Shape.CIRCLE,
    Light.AMBER: Shape.TRIANGLE,
    Light.RED: Shape.SQUARE,
    Light.GREY: Shape.RING,
}
CHARACTERS = {Light.GREEN: "●", Light.AMBER: "▲", Light.RED: "■", Light.GREY: "○"}
MARKS = {Status.ACHIEVED: Mark.TICK, Status.ACHIEVED_LATE: Mark.LATE, Status.MISSED: Mark.CROSS}

# Token -> colour in the light theme, colour in the dark theme. Contrast is proven in tests/present/test_style.py.
PALETTE = {
    "green": ("#21845a", "#46bd8a"),
    "amber": ("#e6a51e", "#f7cf66"),
    "amber-edge": ("#8a5a00", "#f7cf66"),
    "red": ("#a4262c", "#d4474f"),
    "grey": ("#6b757d", "#9aa4ac"),
    "mark": ("#ffffff", "#14191d"),
    "mark-amber": ("#1d2329", "#14191d"),
    "ink": ("#1d2329", "#e9ebe6"),
    "soft": ("#5b6670", "#a7b2ba"),
    "line": ("#d9dcd6", "#3a454d"),
    "track": ("#e4e6e0", "#333d44"),
    "hatch": ("#eef0ec", "#232b31"),
    "paper": ("#faf9f5", "#14191d"),
    "card": ("#ffffff", "#1d2429"),
    "side": ("#f0f0ea", "#0f1316"),
    "accent": ("#0b5563", "#7cc4d2"),
}

STATUS_WORDS = {
    Status.ACHIEVED: mark("achieved"),
    Status.ACHIEVED_LATE: mark("achieved late"),
    Status.ON_TRACK: mark("on track"),
    Status.AT_RISK: mark("attention"),
    Status.OFF_TRACK: mark("behind"),
    Status.MISSED: mark("missed"),
    Status.NOT_STARTED: mark("not started"),
    Status.TOO_EARLY: mark("too early"),
    Status.NO_DATA: mark("no data"),
}
FLAG_WORDS = {
    Flag.STALE: mark("out of date"),
    Flag.DUE_PASSED: mark("deadline passed"),
    Flag.REGRESSED: mark("lost again"),
    Flag.BREACHED: mark("not every time"),
    Flag.PARTIAL: mark("not everyone reported"),
    Flag.PROVISIONAL: mark("provisional"),
    Flag.JUDGEMENT: mark("owner's judgement"),
    Flag.SAMPLE: mark("sample figures"),
    Flag.WITHHELD: mark("not shown"),
}
LIGHT_WORDS = {
    Light.GREEN: mark("on track or achieved"),
    Light.AMBER: mark("attention"),
    Light.RED: mark("behind or missed"),
    Light.GREY: mark("not assessed yet"),
}
WINDOW_WORDS = {
    WindowState.DONE: mark("done"),
    WindowState.LATE: mark("done late"),
    WindowState.MISSED: mark("window missed"),
    WindowState.UNREPORTED: mark("not reported"),
    WindowState.CURRENT: mark("under way"),
    WindowState.UPCOMING: mark("to come"),
}
# By class first: codes of two classes may be the same text ("maintain").
CODE_WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    Kind: complete(
        Kind,
        {
            Kind.REACH: mark("reach a level"),
            Kind.CUMULATIVE: mark("reach a total"),
            Kind.MAINTAIN: mark("hold a level"),
            Kind.MILESTONE: mark("milestone"),
            Kind.RECURRING: mark("recurring"),
            Kind.IMPROVE: mark("better than at the start"),
        },
    ),
    Level: complete(
        Level,
        {
            Level.NATIONAL: mark("national"),
            Level.REGION: mark("region"),
            Level.NEIGHBOURHOOD: mark("neighbourhood"),
            Level.ORGANISATION: mark("organisation"),
            Level.PRACTICE: mark("practice"),
        },
    ),
    Direction: complete(
        Direction,
        {
            Direction.INCREASE: mark("higher is better"),
            Direction.DECREASE: mark("lower is better"),
            Direction.MAINTAIN: mark("staying level is better"),
        },
    ),
    Aggregation: complete(
        Aggregation,
        {
            Aggregation.SUM: mark("added up over organisation units"),
            Aggregation.LAST: mark("latest value"),
            Aggregation.MEAN: mark("average over organisation units"),
            Aggregation.RATIO: mark("all numerators divided by all denominators"),
            Aggregation.MIN: mark("lowest of the organisation units"),
            Aggregation.MAX: mark("highest of the organisation units"),
        },
    ),
    Frequency: complete(
        Frequency,
        {
            Frequency.MONTH: mark("every month"),
            Frequency.QUARTER: mark("every quarter"),
            Frequency.HALF_YEAR: mark("every half-year"),
            Frequency.YEAR: mark("every year"),
        },
    ),
    Origin: complete(
        Origin,
        {
            Origin.REPORT: mark("reported"),
            Origin.DOCUMENT: mark("from a document"),
            Origin.SAMPLE: mark("sample figures"),
        },
    ),
    Cause: complete(
        Cause,
        {
            Cause.NEW_DATA: mark("new figures"),
            Cause.CORRECTION: mark("corrected figure"),
            Cause.REVISED_TARGET: mark("changed promise"),
            Cause.CHANGED_THRESHOLD: mark("changed threshold"),
            Cause.CLOCK: mark("time has passed"),
        },
    ),
    FocusKind: complete(
        FocusKind,
        {
            FocusKind.FOCUS: mark("Focus"),
            FocusKind.ONGOING: mark("Ongoing work"),
        },
    ),
}


def sign(status: Status, flags: tuple[Flag, ...] = ()) -> Sign:
    """How a status with its flags is drawn; a stale green has the amber shape (docs/rules.md, rule 3)."""
    light = light_of(status, flags)
    return Sign(light, SHAPES[light], MARKS.get(status, Mark.NONE), Flag.STALE in flags, Flag.SAMPLE in flags)


def status_word(status: Status, lang: str) -> str:
    """The word of a status, in lower case."""
    return text(lang, STATUS_WORDS[status])


def flag_word(flag: Flag, lang: str) -> str:
    """The word of a flag, in lower case."""
    return text(lang, FLAG_WORDS[flag])


def flag_words(flags: tuple[Flag, ...], lang: str) -> list[str]:
    """The words of the flags, in their own order."""
    return [flag_word(flag, lang) for flag in flags]


def light_word(light: Light, lang: str) -> str:
    """What a colour stands for when statuses are counted together."""
    return text(lang, LIGHT_WORDS[light])


def code_word(code: Kind | Level | Direction | Aggregation | Frequency | Origin | FocusKind | Cause, lang: str) -> str:
    """The word of a code of the plan files."""
    return text(lang, CODE_WORDS[type(code)][code])


def window_word(state: WindowState, lang: str) -> str:
    """How one window of a recurring target stands."""
    return text(lang, WINDOW_WORDS[state])


def label(status: Status, flags: tuple[Flag, ...], lang: str) -> str:
    """Status and flags as one text, the same for eye and screen reader: "op koers, verouderd"."""
    return ", ".join([status_word(status, lang), *flag_words(flags, lang)])


def colour(token: str, theme: str = "light") -> str:
    """The colour of a token as #rrggbb, for what cannot use the style sheet; `theme` is "light" or "dark"."""
    return PALETTE[token][1 if theme == "dark" else 0]
