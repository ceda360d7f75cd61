"""The frame in which plans are compared: the categories a target may have, with where they come from."""

from dataclasses import dataclass
from enum import StrEnum

from kpi.core.model import Target
from kpi.core.plan_parts import Fact


class CategoryGroup(StrEnum):
    """What a category says of a target: the goal it serves, what it is, or with whom; `OTHER`: not in the frame."""

    GOAL = "goals"
    INITIATIVE = "initiatives"
    PARTNER = "partners"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Category:
    """One code of the column `category`, with its name and where the frame's document says so."""

    code: str
    name: str
    group: CategoryGroup
    source_ref: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A vocabulary with its document; no plan: it promises nothing. `year` is that of its facts, None: unknown."""

    code: str
    title: str
    source: str
    year: int | None = None
    categories: tuple[Category, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Every code that a target may have."""
        return frozenset(one.code for one in self.categories)

    def of(self, group: CategoryGroup) -> tuple[Category, ...]:
        """The categories of one group, in the frame's own order."""
        return tuple(one for one in self.categories if one.group is group)


def category_codes(written: str) -> tuple[str, ...]:
    """The codes of a cell, separated by semicolons, in its order."""
    return tuple(code for part in written.split(";") if (code := part.strip()))


def has_category(target: Target, code: str) -> bool:
    """Whether a target was given this category."""
    return code in category_codes(target.category)
