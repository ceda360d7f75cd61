"""What a load would take out, by kind and by name, before it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from kpi.store.versions import CHECKIN, KEY, MEASUREMENT, PARTS

NAMED = 5  # so many are named, the rest is counted
_KINDS = {**{part.table: part.field for part in PARTS}, CHECKIN: "checkins", MEASUREMENT: "measurements"}


@dataclass(frozen=True, slots=True)
class Leaving:
    """So many of one kind ("targets", "measurements", ...) would go; `names` are the first few."""

    kind: str
    count: int
    names: tuple[str, ...]


def what_leaves(
    written: Sequence[tuple[Table, Sequence[Mapping[str, Any]]]], withdrawn: Sequence[str] = ()
) -> tuple[Leaving, ...]:
    """The rows that end, by kind; `withdrawn`: codes of targets that end although their row stays."""
    gone = {table: sorted({_name(table, row) for row in rows if row["ended"]}) for table, rows in written}
    found = {kind: gone.get(table, []) for table, kind in _KINDS.items()}
    found["targets"] = sorted({*found["targets"], *withdrawn})
    return tuple(Leaving(kind, len(names), tuple(names[:NAMED])) for kind, names in found.items() if names)


def _name(table: Table, row: Mapping[str, Any]) -> str:
    if table is MEASUREMENT:
        return " ".join(row[part] for part in KEY if row[part])
    return " · ".join(str(row["code"]).split("\n"))
