"""The arrangement: in which order, in which groups and on which page the rows of a selection are shown."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from kpi.core.light.assessment import Light
from kpi.core.light.rollup import SERIOUSNESS, Standing, is_silent, seriousness, standing
from kpi.core.light.snapshot import Change, Row
from kpi.core.view.filters import codes_of

SORT, GROUP, PAGE = "sort", "group", "page"
PAGE_ROWS = 35
GROUPS = ("theme", "focus", "owner", "status")
_BACKWARDS = "-"


class Sort(StrEnum):
    """What rows are ordered by; equal ones stand most serious first."""

    STATUS = "status"
    TITLE = "title"
    SHORTFALL = "shortfall"
    DEADLINE = "deadline"
    CHANGE = "change"


_CHANGES = (Change.WORSE, Change.LOST, Change.BETTER, Change.JUDGED, Change.SAME)


def urgency(row: Row) -> tuple[int, int, int, float]:
    """Sort key, the most serious first.

    Missed, behind, silent after its deadline, needs attention, the rest; then the nearest deadline, then the largest
    shortfall (docs/look.md).
    """
    return (_rank(row), *seriousness(row.assessment), -_shortfall(row))


def _rank(row: Row) -> int:
    if standing(row.assessment) is not Standing.ATTENTION:
        return 3
    if row.assessment.light is Light.RED:
        return 0
    return 1 if is_silent(row.assessment) else 2


def _shortfall(row: Row) -> float:
    return row.assessment.comparison.shortfall if row.assessment.comparison else 0.0


# A key of None has no place in the order: such rows stand last, whichever way it runs.
_KEYS: Mapping[Sort, Callable[[Row], Any]] = MappingProxyType(
    {
        Sort.STATUS: urgency,
        Sort.TITLE: lambda row: row.target.statement.casefold(),
        Sort.SHORTFALL: lambda row: -_shortfall(row) if row.assessment.comparison else None,
        Sort.DEADLINE: lambda row: row.target.due,
        Sort.CHANGE: lambda row: _CHANGES.index(row.change),
    }
)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The order (`backwards`: from its other end), the field that groups (empty: none) and the page, from 1."""

    sort: Sort = Sort.STATUS
    backwards: bool = False
    group: str = ""
    page: int = 1

    @property
    def params(self) -> dict[str, list[str]]:
        """The arrangement as parameters of an address; what is as usual is left out."""
        order = f"{_BACKWARDS if self.backwards else ''}{self.sort}"
        found = {SORT: order if order != Sort.STATUS else "", GROUP: self.group}
        found[PAGE] = str(self.page) if self.page > 1 else ""
        return {name: [value] for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one heading: the code of the group (empty without groups), and how many it has on all pages."""

    code: str
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True)
class RowPage:
    """One page of a selection: its number from 1, and the first and last row of every page, counted from 1."""

    number: int
    spans: tuple[tuple[int, int], ...]
    groups: tuple[RowGroup, ...]

    @property
    def total(self) -> int:
        """How many rows all pages have together."""
        return self.spans[-1][1] if self.spans else 0


def read_sort(written: str) -> tuple[Sort, bool] | None:
    """An order as an address writes it, "-deadline" for backwards; None for what is none."""
    name = written.removeprefix(_BACKWARDS)
    return (Sort(name), written != name) if name in tuple(Sort) else None


def arrange(rows: Iterable[Row], arrangement: Arrangement) -> tuple[Row, ...]:
    """All rows in order: by group, then by the chosen order, then most serious first."""
    every, key = tuple(rows), _KEYS[arrangement.sort]
    serious = sorted(every, key=urgency)
    placed = sorted((row for row in serious if key(row) is not None), key=key, reverse=arrangement.backwards)
    ordered = [*placed, *(row for row in serious if key(row) is None)]
    if not arrangement.group:
        return tuple(ordered)
    places = {code: at for at, code in enumerate(_codes(every, arrangement.group))}
    return tuple(sorted(ordered, key=lambda row: places[_code(row, arrangement.group)]))


def row_page(ordered: Sequence[Row], arrangement: Arrangement, size: int = PAGE_ROWS) -> RowPage:
    """The page that is asked for of rows that were arranged; past the end the last. Without rows there is no page."""
    spans = tuple((at + 1, min(at + size, len(ordered))) for at in range(0, len(ordered), size))
    number = min(arrangement.page, max(1, len(spans)))
    first, last = spans[number - 1] if spans else (1, 0)
    shown = tuple(ordered[first - 1 : last])
    if not arrangement.group:
        return RowPage(number, spans, (RowGroup("", shown, len(ordered)),) if shown else ())
    totals = Counter(_code(row, arrangement.group) for row in ordered)
    codes = dict.fromkeys(_code(row, arrangement.group) for row in shown)
    groups = (
        RowGroup(code, tuple(row for row in shown if _code(row, arrangement.group) == code), totals[code])
        for code in codes
    )
    return RowPage(number, spans, tuple(groups))


def _codes(rows: Sequence[Row], field: str) -> list[str]:
    """The groups in their order: owners by name, statuses by seriousness, the rest as in the plan; no code is last."""
    found = list(dict.fromkeys(_code(row, field) for row in rows))
    if field == "status":
        return [status for status in SERIOUSNESS if status in found]
    if field == "owner":
        found.sort(key=str.casefold)
    return sorted(found, key=lambda code: not code)


def _code(row: Row, field: str) -> str:
    """The one code of a row in a field that rows are grouped by; empty when the plan says nothing."""
    return next(iter(codes_of(row, field)), "")
