"""The fixed words of plan files: each value is the code as written in a column."""

from collections.abc import Mapping
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import TypeVar

E = TypeVar("E", bound=Enum)
T = TypeVar("T")


def complete(words: type[E], table: Mapping[E, T]) -> Mapping[E, T]:
    """A read-only copy of a table that must know every word; raises LookupError naming the words it forgot."""
    if forgotten := [str(word) for word in words if word not in table]:
        raise LookupError(f"no entry for {words.__name__}: {', '.join(forgotten)}")
    return MappingProxyType(dict(table))


class Kind(StrEnum):
    """How a target is judged (docs/rules.md)."""

    REACH = "reach"
    CUMULATIVE = "cumulative"
    MAINTAIN = "maintain"
    MILESTONE = "milestone"
    RECURRING = "recurring"
    IMPROVE = "improve"

    __hash__ = str.__hash__  # looked up for every light: that of Enum is a function of Python


class Direction(StrEnum):
    """Which way is better for an indicator: data, never guessed from a name."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"


class Comparator(StrEnum):
    """What makes a value count as met."""

    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    EQUAL = "="
    BETWEEN = "between"


class Aggregation(StrEnum):
    """How values of several organisation units become one."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    RATIO = "ratio"
    MIN = "min"
    MAX = "max"


class Level(StrEnum):
    """Where a target is to be reached; the values are the plan files' own."""

    NATIONAL = "landelijk"
    REGION = "regio"
    NEIGHBOURHOOD = "wijk"
    ORGANISATION = "organisatie"
    PRACTICE = "praktijk"


class PathKind(StrEnum):
    """The shape of the expected course."""

    LINEAR = "linear"
    STEP = "step"
    YEARLY = "yearly"
    GEOMETRIC = "geometric"

    __hash__ = str.__hash__  # as that of Kind


class ValueOf(StrEnum):
    """What the promised value is a percentage of; without it the value is in the unit of its indicator."""

    BASELINE = "baseline"


class FocusKind(StrEnum):
    """A focus of the plan, or work that goes on ("consolideren en optimaliseren")."""

    FOCUS = "focus"
    ONGOING = "ongoing"


class Origin(StrEnum):
    """Where a measurement comes from: reported by staff, stated in a document, or an invented example."""

    REPORT = "report"
    DOCUMENT = "document"
    SAMPLE = "sample"

    __hash__ = str.__hash__  # as that of Kind
