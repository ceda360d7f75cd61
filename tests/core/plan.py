"""A small plan with its evidence, for the tests of snapshots and views."""

from dataclasses import replace
from datetime import date
from typing import Any

from kpi.core.model import Measurement, Plan, Target, Theme
from kpi.core.plan_parts import Activity
from kpi.core.vocabulary import FocusKind, Kind
from tests.core.make import evidence, target


def measured(code: str, text: str) -> tuple[Measurement, ...]:
    """Read written evidence of this code."""
    return tuple(replace(one, indicator=code) for one in evidence(text))


def _milestone(code: str, theme: str, due: str, **changes: Any) -> Target:
    return replace(target(Kind.MILESTONE), code=code, theme=theme, due=date.fromisoformat(due), **changes)


PLAN = Plan(
    "p",
    "Plan",
    "Organisatie",
    date(2021, 1, 1),
    date(2022, 12, 31),
    themes=(Theme("a", "Eerste"), Theme("b", "Tweede"), Theme("c", "Leeg")),
    targets=(
        _milestone("a1", "a", "2021-05-31", focus="Gewoon werk", focus_kind=FocusKind.ONGOING),
        _milestone("a2", "a", "2021-12-31", focus="Samen"),
        _milestone("b1", "b", "2021-09-30"),
        _milestone("b2", "b", "2021-03-31"),
        _milestone("b3", "b", "2021-09-28"),
    ),
    activities=(Activity("a", "Samen", "Overleg"), Activity("a", "Later", "Nog niets beloofd")),
)
EVIDENCE = {
    "a1": measured("a1", "2021-Q1=nee 2021-Q2=nee"),
    "a2": measured("a2", "2021-Q1=25 2021-Q2=40"),
    "b1": measured("b1", "2021-Q1=20 2021-Q2=80"),
    "b3": measured("b3", "2021-Q2=ja"),
}
