"""A target that ends while another begins: perhaps the same one under another code and in other words."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from kpi.core.model import Plan, Target


@dataclass(frozen=True, slots=True)
class Swap:
    """A target that ends and the new one that looks most like it."""

    gone: Target
    new: Target


def swaps(before: Plan, after: Plan) -> tuple[Swap, ...]:
    """For every target that ends in the new version the new target nearest to it, each new one once.

    Empty when nothing ends or nothing is new. Whether they are the same is for a person to say.
    """
    known = {one.code for one in (*before.targets, *(one.target for one in before.ended))}
    new = [one for one in after.targets if one.code not in known]
    was = {one.code for one in before.targets}
    gone = [one.target for one in after.ended if one.target.code in was]
    return tuple(_paired(gone, new))


def _paired(gone: Iterable[Target], new: list[Target]) -> Iterable[Swap]:
    left = list(new)
    for one in gone:
        if left:
            nearest = max(left, key=lambda other: _likeness(one, other))
            left.remove(nearest)
            yield Swap(one, nearest)


def _likeness(one: Target, other: Target) -> float:
    """How alike two targets are: their words, and whether they stand in the same place and measure the same."""
    words = SequenceMatcher(None, one.statement.casefold(), other.statement.casefold()).ratio()
    return words + (one.theme == other.theme) + (one.kind is other.kind) + (one.indicator == other.indicator)
