"""The filters of the explore page: what the URL asks for, and the rows that fit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kpi.core.light.assessment import Status
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Plan
from kpi.core.view.search import holds, refers
from kpi.core.vocabulary import Kind, Level

FIELDS = ("theme", "focus", "owner", "level", "kind", "status", "unit", "promise")
REVISED, ENDED = "revised", "ended"
SINCE, UNTIL, WORDS = "from", "until", "q"
CODES: dict[str, tuple[str, ...]] = {
    "status": tuple(Status),
    "kind": tuple(Kind),
    "level": tuple(Level),
    "promise": (REVISED, ENDED),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """The chosen codes by field (none: all), the first and last day of the deadline, and words."""

    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    since: date | None = None
    until: date | None = None
    words: str = ""

    @property
    def with_ended(self) -> bool:
        """Whether results that ended are asked for; otherwise they are in no selection."""
        return any(field == "promise" and ENDED in codes for field, codes in self.chosen)

    @property
    def units(self) -> tuple[str, ...]:
        """The organisation units that are asked for; none: all."""
        return next((codes for field, codes in self.chosen if field == "unit"), ())

    def fits(self, row: Row) -> bool:
        """Whether a row passes every filter."""
        if any(not set(codes_of(row, field)).intersection(codes) for field, codes in self.chosen if codes):
            return False
        if row.ended and not self.with_ended:
            return False
        if self.since is not None and row.target.due < self.since:
            return False
        if self.until is not None and row.target.due > self.until:
            return False
        return holds(_searched(row), self.words)


def select(rows: Iterable[Row], filters: Filters) -> tuple[Row, ...]:
    """The rows that pass every filter, in their own order.

    Words that are a source reference, or parts of one that follow each other, find the rows of that place only.
    """
    every = tuple(rows)
    if referred := tuple(row for row in every if refers(row.target.source_ref, filters.words)):
        every, filters = referred, replace(filters, words="")
    return tuple(row for row in every if filters.fits(row))


def codes_of(row: Row, field: str) -> tuple[str, ...]:
    """The codes of a row in a field; none when the plan says nothing, several for the units that it has values of."""
    if field == "unit":
        return row.units
    values = {
        "theme": row.target.theme,
        "focus": row.target.focus,
        "owner": row.target.owner,
        "level": row.target.level or "",
        "kind": row.target.kind.value,
        "status": row.assessment.status.value,
        "promise": ENDED if row.ended else REVISED if row.earlier else "",
    }
    return (str(values[field]),) if values[field] else ()


def known_codes(plan: Plan, field: str) -> tuple[str, ...]:
    """What a field may hold whether or not a row has it at this date."""
    return tuple(one.code for one in plan.org_units) if field == "unit" else CODES.get(field, ())


def options(snapshot: Snapshot, field: str) -> tuple[str, ...]:
    """The codes that occur in a field, in the order of the plan."""
    found = dict.fromkeys(code for row in snapshot.known for code in codes_of(row, field))
    if field == "unit":
        return tuple(dict.fromkeys((*(one.code for one in snapshot.plan.org_units if one.code in found), *found)))
    return tuple(found)


def _searched(row: Row) -> str:
    target = row.target
    indicator = target.indicator.name if target.indicator else ""
    parts = (target.code, target.statement, target.focus, target.activity, target.owner, target.deadline, indicator)
    return " ".join((*parts, row.theme.title, target.category, target.source_ref))
