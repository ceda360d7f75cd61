"""The selection: which results are looked at, on every page that shows several, and the rows that fit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kpi.core.light.rollup import SERIOUSNESS, Standing, standing
from kpi.core.light.snapshot import Change, Row, Snapshot
from kpi.core.model import Plan
from kpi.core.view.search import holds, refers
from kpi.core.vocabulary import Kind, Level

FIELDS = ("theme", "status", "owner", "focus", "level", "kind", "unit", "standing", "change", "promise")
REVISED, ENDED = "revised", "ended"
SINCE, UNTIL, WORDS = "from", "until", "q"
CODES: dict[str, tuple[str, ...]] = {
    "status": SERIOUSNESS,
    "kind": tuple(Kind),
    "level": tuple(Level),
    "standing": tuple(Standing),
    "change": tuple(Change),
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
    def params(self) -> dict[str, list[str]]:
        """The selection as parameters of an address, each with one value or several; what is not chosen is left out."""
        found = {field: list(codes) for field, codes in self.chosen if codes}
        days = {SINCE: self.since, UNTIL: self.until}
        found.update({name: [day.isoformat()] for name, day in days.items() if day is not None})
        return {**found, WORDS: [self.words]} if self.words else found

    def codes(self, field: str) -> tuple[str, ...]:
        """The chosen codes of a field; none: all."""
        return dict(self.chosen).get(field, ())

    def but(self, field: str, *codes: str) -> "Filters":
        """The same selection with other codes of one field; none: all of it."""
        others = {one: dict(self.chosen).get(one, ()) for one in FIELDS} | {field: codes}
        return replace(self, chosen=tuple((one, chosen) for one, chosen in others.items() if chosen))

    @property
    def is_contrary(self) -> bool:
        """Whether the first day of the deadline lies after its last: nothing fits."""
        return self.since is not None and self.until is not None and self.since > self.until

    @property
    def with_ended(self) -> bool:
        """Whether results that ended are asked for; otherwise they are in no selection."""
        return any(field == "promise" and ENDED in codes for field, codes in self.chosen)

    @property
    def units(self) -> tuple[str, ...]:
        """The organisation units that are asked for; none: all."""
        return self.codes("unit")

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


def unknown_code(snapshot: Snapshot, filters: Filters) -> tuple[str, str] | None:
    """The first field and code of a selection that means nothing here; None when all do.

    A status, kind or unit that no row has at this date is a selection without rows, not a mistake.
    """
    for field, codes in filters.chosen:
        known = {*known_codes(snapshot.plan, field), *options(snapshot, field)} if codes else set()
        if unknown := [code for code in codes if code not in known]:
            return field, unknown[0]
    return None


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
        "standing": standing(row.assessment).value,
        "change": row.change.value,
        "promise": ENDED if row.ended else REVISED if row.earlier else "",
    }
    return (str(values[field]),) if values[field] else ()


def known_codes(plan: Plan, field: str) -> tuple[str, ...]:
    """What a field may hold whether or not a row has it at this date, in its own order."""
    return tuple(one.code for one in plan.org_units) if field == "unit" else CODES.get(field, ())


def options(snapshot: Snapshot, field: str) -> tuple[str, ...]:
    """The codes that occur in a field: in their own order where they are fixed, else in that of the plan."""
    found = dict.fromkeys(code for row in snapshot.known for code in codes_of(row, field))
    fixed = known_codes(snapshot.plan, field)
    return tuple(dict.fromkeys((*(code for code in fixed if code in found), *found)))


def _searched(row: Row) -> str:
    target = row.target
    indicator = target.indicator.name if target.indicator else ""
    parts = (target.code, target.statement, target.focus, target.activity, target.owner, target.deadline, indicator)
    return " ".join((*parts, row.theme.title, target.category, target.source_ref))
