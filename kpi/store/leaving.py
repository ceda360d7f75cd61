"""What a load would take out, by kind and by name, before it does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Table

from kpi.store.versions import CHECKIN, MEASUREMENT, PARTS

NAMED = 5  # so many are named, the rest is counted
_KINDS = {**{part.table: part.field for part in PARTS}, CHECKIN: "checkins", MEASUREMENT: "measurements"}


@dataclass(frozen=True, slots=True)
class Leaving:
    """So many of one kind ("targets", "measurements", ...) would go; `names` are the first few."""

    kind: str
    count: int
    names: tuple[str, ...]


def kind_of(table: Table) -> str:
    """What a table holds; empty for that of plans, none of which ever ends."""
    return _KINDS.get(table, "")


def what_leaves(ending: Iterable[tuple[str, Iterable[str]]], withdrawn: Sequence[str] = ()) -> tuple[Leaving, ...]:
    """The names that end, by kind; `withdrawn`: codes of targets that end although their row stays."""
    gone = {kind: set(names) for kind, names in ending}
    found = {kind: sorted(gone.get(kind, ())) for kind in _KINDS.values()}
    found["targets"] = sorted({*found["targets"], *withdrawn})
    return tuple(Leaving(kind, len(names), tuple(names[:NAMED])) for kind, names in found.items() if names)
