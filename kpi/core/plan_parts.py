"""What a plan holds beside its promises: the units where is measured, the facts it leans on, what is done."""

from dataclasses import dataclass
from datetime import date

from kpi.core.vocabulary import FocusKind


@dataclass(frozen=True, slots=True)
class OrgUnit:
    """Where something was measured; `parent` empty: directly under the whole organisation.

    `until`: the last day it is part of it, after which nothing is expected of it; None: it stays.
    """

    code: str
    name: str
    kind: str = ""
    parent: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure the plan leans on (regiobeeld), with its source; never a target."""

    code: str
    name: str
    theme: str = ""
    value: float | None = None
    unit: str = ""
    period: str = ""
    period_to: str = ""
    source_ref: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """What is done under a focus, whether or not a result is promised for it."""

    theme: str
    focus: str
    activity: str
    focus_kind: FocusKind = FocusKind.FOCUS
    source_ref: str = ""
