"""The picture of a region: the facts its plans lean on, by theme; never targets."""

from collections.abc import Iterable
from dataclasses import dataclass

from kpi.core.category import Frame
from kpi.core.model import Plan
from kpi.core.plan_parts import Fact

NEEDED = 2


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one theme: what it needs, at most two, and the rest in the order of the document.

    The change that is largest by its size comes first, then the first figure that is no change.
    """

    title: str
    needed: tuple[Fact, ...]
    rest: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The facts of one plan or frame."""

    code: str
    title: str
    source: str
    groups: tuple[FactGroup, ...]


def is_change(fact: Fact) -> bool:
    """Whether a fact says how much something grows or shrinks between two periods, as a share."""
    return fact.value is not None and fact.unit == "%" and bool(fact.period) and fact.period_to not in ("", fact.period)


def region_plans(plans: Iterable[Plan], code: str) -> tuple[Plan, ...]:
    """The plan itself, then the others of its region; a plan without a region stands alone."""
    every = tuple(plans)
    own = next(one for one in every if one.code == code)
    others = (one for one in every if one is not own and own.region and one.region == own.region)
    return (own, *others)


def picture(plan: Plan) -> Picture:
    """The facts of a plan by theme, in the plan's order; facts without a theme come last, under no title."""
    titles = {theme.code: theme.title for theme in plan.themes}
    by_title = [(title, [one for one in plan.facts if one.theme == code]) for code, title in titles.items()]
    by_title.append(("", [one for one in plan.facts if one.theme not in titles]))
    return _picture(plan.code, plan.title, plan.source, by_title)


def frame_picture(frame: Frame) -> Picture:
    """The facts of the frame, without themes."""
    return _picture(frame.code, frame.title, frame.source, [("", list(frame.facts))])


def _picture(code: str, title: str, source: str, by_title: list[tuple[str, list[Fact]]]) -> Picture:
    return Picture(code, title, source, tuple(_group(name, facts) for name, facts in by_title if facts))


def _group(title: str, facts: list[Fact]) -> FactGroup:
    changes = sorted((one for one in facts if is_change(one)), key=lambda one: -abs(one.value or 0))
    figures = [one for one in facts if not is_change(one)]
    needed = (changes[:1] + figures[:1] + changes[1:] + figures[1:])[:NEEDED]
    return FactGroup(title, tuple(needed), tuple(one for one in facts if one not in needed))
