"""What is put right in a sheet before its cells are read: what programs write around a cell, and labels left blank."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kpi.intake.parse.body.which_rows import is_total
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.periods import joined_period, period_named
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.head.header_words import NUMBERS, Header
from kpi.intake.parse.understood import Repair
from kpi.intake.read.cell import Cell
from kpi.intake.read.grid import CellColumn, Grid, Places, Which

_ANSWERS = (*NUMBERS, "period-value", "measured_on")
_NOTHING = frozenset({"null", "(null)", "[null]", "<null>", "\\n"})
_LONGEST = 6  # characters of a word for nothing, and no more
_AS_TEXT = re.compile(r"'?=\s*\"(?P<text>(?:[^\"]|\"\")*)\"")


def cleaned(grid: Grid, known: Known) -> Grid:
    """The same sheet with the words of databases for nothing left empty, and ="13" as 13; what the plan knows stays."""
    columns = [_cleaned(column, known) for column in grid.columns]
    return grid if all(one is other for one, other in zip(columns, grid.columns, strict=True)) else _with(grid, columns)


def _with(grid: Grid, columns: list[CellColumn]) -> Grid:
    return replace(grid, columns=tuple(columns))


def _cleaned(column: CellColumn, known: Known) -> CellColumn:
    found = {
        place: text
        for place, written in enumerate(column.texts)
        if (len(written) <= 2 * _LONGEST or '="' in written[:5]) and place not in column.stored
        if (text := _meant(written, known)) is not None
    }
    if not found:
        return column
    return replace(column, texts=[found.get(place, text) for place, text in enumerate(column.texts)])


def _meant(written: str, known: Known) -> str | None:
    """What a cell says without what a program wrote around it; None for a cell that says what it says."""
    plain = bare(written)
    if quoted := _AS_TEXT.fullmatch(plain):
        return quoted["text"].replace('""', '"')
    word = fold(plain)
    is_known = word in known.indicators or word in known.org_units
    return "" if word in _NOTHING and not is_known else None


def cleaning_repairs(written: Grid, clean: Grid, header: Header) -> list[Repair]:
    """What became of every cell of a column that is read, below the header."""
    found: list[tuple[int, Repair]] = []
    for place in header.places:
        before, after = written.columns[place.index], clean.columns[place.index]
        if before is after or not place.role:
            continue
        changed = [at for at, text in enumerate(before.texts) if text != after.texts[at]]
        for row in np.flatnonzero(before.where(changed)).tolist() if changed else ():
            at, number = int(before.places[row]), int(written.numbers[row])
            rule = "text-formula" if "=" in before.texts[at] else "null"
            if number > header.number:
                found.append((number, Repair(number, place.header, before.texts[at], after.texts[at], rule)))
    return [repair for _, repair in sorted(found, key=lambda one: one[0])]


@dataclass(frozen=True, slots=True)
class FilledDown:
    """Rows with repeated labels filled in, what was filled in, and the rows whose unit may have been left blank too.

    `doubtful`: by the number of the row the unit that stands above it.
    """

    below: Grid
    repairs: list[Repair]
    doubtful: Mapping[int, str]


def filled_down(below: Grid, header: Header) -> FilledDown:
    """The same rows with repeated labels filled in.

    Only where a row has a figure and another label of its own, and where the column never repeats a label: who repeats
    labels forgot one. Never below or in a total. No organisation unit is the whole organisation, so one is filled in
    only where the rows without one would otherwise say the same thing twice; a year without a quarter may be the whole
    year, so a quarter only where it stands left of the years or the year is left blank too.
    """
    fill = _Fill(below, header)
    fill.indicators()
    fill.periods()
    fill.years()
    fill.units()
    repairs = [one for _, one in sorted(fill.repairs, key=lambda one: one[0])]
    return FilledDown(replace(below, columns=tuple(fill.columns)), repairs, fill.doubtful)


class _Fill:
    """The columns of labels while they are filled in."""

    def __init__(self, below: Grid, header: Header) -> None:
        self.columns, self.numbers = list(below.columns), below.numbers
        self.places = {
            role: place for role in ("indicator", "period", "year", "org_unit") for place in header.of(role)[:1]
        }
        self.written = {role: below.columns[place.index].filled() for role, place in self.places.items()}
        self.repairs: list[tuple[int, Repair]] = []
        self.doubtful: dict[int, str] = {}
        columns = [below.columns[place.index] for role in _ANSWERS for place in header.of(role)]
        totals = _any(len(below), [_totals(below.columns[place.index]) for place in self.places.values()])
        self.answered = _any(len(below), [column.filled() for column in columns]) & ~totals

    def indicators(self) -> None:
        """A row with a period or an organisation unit of its own is of the indicator above it."""
        wanted = self._wanted("indicator", "period", "year", "org_unit")
        self._fill("indicator", wanted, self._anew("indicator", wanted))

    def periods(self) -> None:
        """So it is of the period above: below an indicator that is left blank too, or where most are left blank."""
        wanted = self._wanted("period", "indicator", "year", "org_unit")
        if "year" in self.places and self.places["year"].index < self.places["period"].index:
            wanted &= ~self.written["year"]
        nested = "indicator" in self.written and bool((wanted & ~self.written["indicator"]).any())
        if nested or int(wanted.sum()) >= int((self.written.get("period", wanted) & self.answered).sum()):
            self._fill("period", wanted, self.written["indicator"] if nested else None)

    def years(self) -> None:
        """So it is of the year above, where no label left of the years begins anew, or where most are left blank."""
        wanted = self._wanted("year", "indicator", "period", "org_unit")
        if not wanted.any():
            return
        anew = self._anew("year", wanted)
        if self._turns_back(wanted):
            return
        if anew is not None or int(wanted.sum()) >= int((self.written["year"] & self.answered).sum()):
            self._fill("year", wanted, anew)

    def units(self) -> None:
        """Twice the same indicator and period without an organisation unit cannot both be of the whole.

        A row of which the indicator was left blank too is of the unit above, if that stands with the same indicator.
        """
        if "org_unit" not in self.places or "indicator" not in self.places:
            return
        labelled = self.columns[self.places["indicator"].index].filled()
        wanted = ~self.written["org_unit"] & self.answered & labelled
        together = wanted & ~self.written["indicator"] & (self._last("org_unit") >= self._last("indicator"))
        self._fill("org_unit", together, np.ones(len(wanted), bool))
        wanted &= ~together
        if not wanted.any():
            return
        labels = [self.columns[self.places[role].index].places for role in ("indicator", "period", "year")
                  if role in self.places]  # fmt: skip
        keys = np.unique(np.stack(labels), axis=1, return_inverse=True)[1].reshape(-1)
        if len(np.unique(keys[wanted])) < int(wanted.sum()):
            self._fill("org_unit", wanted)
        elif self.places["org_unit"].index < self.places["indicator"].index:
            self._doubt(wanted, keys)

    def _doubt(self, wanted: Which, keys: Places) -> None:
        """Rows below a unit that may be of it: labels left blank stand left of what they hold together.

        Not where labels are repeated, nor where the row comes behind those of the units: that is their whole.
        """
        place, written = self.places["org_unit"], self.written["org_unit"] & self.answered
        column, rows = self.columns[place.index], np.flatnonzero(written)
        if (np.diff(column.places[rows]) == 0).any():
            return
        last = dict(zip(keys[rows].tolist(), rows.tolist(), strict=True))
        for row, above in zip(blank := np.flatnonzero(wanted), np.searchsorted(rows, blank), strict=True):
            if above and last.get(int(keys[row]), row) >= row:
                self.doubtful[int(self.numbers[row])] = column.at(int(rows[above - 1])).text

    def _wanted(self, role: str, *others: str) -> Which:
        """The rows without this label, with a figure and with one of the others."""
        if role not in self.written:
            return np.zeros(len(self.numbers), bool)
        return (
            ~self.written[role]
            & self.answered
            & _any(len(self.numbers), [self.written[other] for other in others if other in self.written])
        )

    def _anew(self, role: str, wanted: Which) -> Which | None:
        """Of every row whether a label left of this one is another than in the row above; None where one wanted is."""
        anew = self._begun(role) if wanted.any() else wanted
        return None if (wanted & anew).any() or not wanted.any() else anew

    def _begun(self, role: str) -> Which:
        """Of every row whether a label left of this one is another than in the row above."""
        left = [one for one, place in self.places.items() if place.index < self.places[role].index]
        labels = {one: self.columns[self.places[one].index].places for one in left}
        return _any(len(self.numbers), [self.written[one] & (np.diff(labels[one], prepend=-1) != 0) for one in left])

    def _turns_back(self, wanted: Which) -> bool:
        """Whether a row without a year has a quarter or month before that of the row above: of another year, then."""
        if "period" not in self.places:
            return False
        place = self.places["period"]
        column, header, year = self.columns[place.index], place.header, Cell("2000")
        order = np.zeros(len(column.texts), np.int32)
        for at in column.used():
            period = period_named(joined_period(year, column.cell(at), header).text)
            order[at] = period.first.toordinal() if period else 0
        back = np.diff(order[column.places], prepend=0) < 0
        return bool((wanted & back & ~self._begun("period")).any())

    def _last(self, role: str) -> Places:
        """Of every row the last one up to it in which this label is written; -1 for none."""
        return np.maximum.accumulate(np.where(self.written[role], np.arange(len(self.numbers)), -1))

    def _fill(self, role: str, wanted: Which, anew: Which | None = None) -> None:
        """Take the label above in these rows; `anew`: the rows in which one may come again."""
        if not wanted.any():
            return
        place, written = self.places[role], self.written[role]
        column = self.columns[place.index]
        rows = np.flatnonzero(written)
        again = np.diff(column.places[rows]) == 0
        if anew is not None:
            again &= ~anew[rows[1:]]
        if not len(rows) or again.any():
            return
        above = self._last(role)
        fits = wanted & (above >= 0) & ~_totals(column)[above]
        self.columns[place.index] = filled = replace(column, places=np.where(fits, column.places[above], column.places))
        for row in np.flatnonzero(fits).tolist():
            number = int(self.numbers[row])
            self.repairs.append((number, Repair(number, place.header, "", filled.at(row).text, "fill-down")))


def _any(rows: int, flags: Sequence[Which]) -> Which:
    """Of every row whether any of these is set."""
    found = np.zeros(rows, bool)
    for one in flags:
        found |= one
    return found


def _totals(column: CellColumn) -> Which:
    """Of every row whether its label is that of a total."""
    return column.where([at for at in column.used() if is_total(column.texts[at], loosely=True)])
