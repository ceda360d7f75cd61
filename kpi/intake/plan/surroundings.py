"""What lies around a plan folder: the vocabulary of categories, and the other plans that its targets may serve."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.core.contribution import Links


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Nothing around a plan means nothing to check it against.

    `categories`: the known codes, empty: there is no vocabulary. `links`: every target of the other plans with what it
    serves, None: they are not known. `awaited`: codes of plans that exist and of which the targets are not known yet.
    """

    categories: frozenset[str] = frozenset()
    links: Links | None = None
    awaited: frozenset[str] = frozenset()

    def lacks(self, plan: str, target: str) -> bool:
        """Whether it is certain that no other plan holds this target."""
        known: Mapping[tuple[str, str], object] | None = self.links
        return known is not None and plan not in self.awaited and (plan, target) not in known


ALONE = Surroundings()
