"""From the columns of a file to its measurements: a row of a long file is one, a cell of a wide file is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from kpi.core.batch import Key
from kpi.core.calendar.period import Period, parse_period
from kpi.intake.parse.body.record_columns import Coded, Records, coded
from kpi.intake.parse.cells.column import NOTHING, Outcome, Outcomes
from kpi.intake.parse.cells.known import Known, Measured
from kpi.intake.parse.cells.lines import ANSWERS, NUMBERS, Line, Series
from kpi.intake.parse.cells.numbers import own_number
from kpi.intake.parse.cells.unit_marks import UNIT_STATED, fits, wanted_unit
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.understood import Repair
from kpi.intake.read.grid import Places, Which
from kpi.intake.read.names import origin

SILENT = frozenset({"not-applicable", "suppressed"})
NO_PERIOD = parse_period("2000")  # in the place of a period that was not read; such a row is no record
HARMLESS = SILENT | {"note-is-number", ""}


@dataclass
class Maker:
    """Makes the records of one file, whose rows have these numbers; `bad` are those that cannot be read.

    `shared`: the outcomes of the columns that all series have in common.
    """

    known: Known
    findings: Findings
    numbers: Places
    bad: Which
    factors: Mapping[str, float]
    shared: Mapping[str, Outcomes]

    def records(self, series: Series) -> Records:
        """The record of every row without an error; what makes a row no measurement is told."""
        sound = self._sound(series)
        changed: dict[int, Line] = {}
        for row in np.flatnonzero(~sound & self._said(series)).tolist():
            line = self._checked(series, row, series.line(row))
            if line is not None:
                sound[row] = True
                changed[row] = line
        return self._columns(series, changed).take(sound)

    def _sound(self, series: Series) -> Which:
        """Rows that are a value or a numerator for a period, without issues, marks of a unit or anything missing."""
        outcomes = series.outcomes
        plain_codes = self.known.measured.keys() - self.factors.keys()
        sound = ~self.bad & outcomes["indicator"].where(lambda one: one.value in plain_codes)
        if series.period is None:
            sound &= outcomes["period"].present()
        sound &= series.present("value", "numerator")
        for role, one in outcomes.items():
            sound &= ~one.where(_marked if role in NUMBERS else _coded)
        return sound

    def _said(self, series: Series) -> Which:
        """Rows that may say something; an empty cell of a wide file says nothing."""
        if series.period is None:
            return np.ones(len(self.numbers), bool)
        return series.present(*ANSWERS)

    def _columns(self, series: Series, changed: Mapping[int, Line]) -> Records:
        """All rows as they would be, some of them changed; those that are no measurement hold anything."""
        rows, given = len(self.numbers), series.outcomes
        value, top, whole = (given[role].floats() if role in given else np.full(rows, np.nan) for role in NUMBERS)
        done = np.full(rows, -1, np.int8)
        stated = np.zeros(rows, bool)
        if "value" in given:
            done[given["value"].where(lambda one: one.value is True)] = 1
            done[given["value"].where(lambda one: one.value is False)] = 0
            stated = given["value"].where(lambda one: not UNIT_STATED.isdisjoint(one.rules))
        for row, line in changed.items():
            value[row], top[row], whole[row] = (_float(getattr(line, role)) for role in NUMBERS)
            stated[row] |= not UNIT_STATED.isdisjoint(line.value.rules)
        return Records(
            self.numbers, self._indicator, self._period(series), self._org_unit, value, top, whole, done, self._day,
            self._provisional | series.provisional, self._note, stated, np.zeros(rows, np.int32), (series.headers,),
            origin(self.findings.file),
        )  # fmt: skip

    def _period(self, series: Series) -> Coded[Period]:
        rows = len(self.numbers)
        if series.period is not None:
            return Coded([series.period], np.zeros(rows, np.int32))
        return coded(series.outcomes["period"], rows, NO_PERIOD, _period_of)

    @cached_property
    def _indicator(self) -> Coded[str]:
        return coded(self.shared.get("indicator"), len(self.numbers), "", str)

    @cached_property
    def _org_unit(self) -> Coded[str]:
        return coded(self.shared.get("org_unit"), len(self.numbers), "", str)

    @cached_property
    def _day(self) -> Coded[date | None]:
        return coded(self.shared.get("measured_on"), len(self.numbers), None, lambda one: one)

    @cached_property
    def _note(self) -> Coded[str]:
        return coded(self.shared.get("note"), len(self.numbers), "", str)

    @cached_property
    def _provisional(self) -> Which:
        found = self.shared.get("provisional")
        return np.zeros(len(self.numbers), bool) if found is None else found.where(lambda one: one.value is True)

    def _checked(self, series: Series, row: int, line: Line) -> Line | None:
        """A line that is a measurement after all; None, and told, when it is none."""
        ready = line.indicator.value
        if all(one.value is None for one in line.answers):
            self._tell_empty(series, row, line)
            return None
        if ready is None or line.period.value is None:
            self._tell_required(series, row, line)
            return None
        if self.bad[row] or not all(one.code in HARMLESS for one in line.parts):
            return None
        one = self.known.measured[str(ready)]
        if not self._units_fit(series, row, one, line):
            return None
        if line.numerator.code in SILENT or line.denominator.code in SILENT:
            line = replace(line, numerator=NOTHING, denominator=NOTHING)
            if all(one.value is None for one in line.answers):
                return None
        return replace(line, value=self._value(series, row, one, line.value))

    def _tell_empty(self, series: Series, row: int, line: Line) -> None:
        if series.period is None and not self.bad[row] and not any(one.code for one in line.answers):
            header = series.headers.get("value") or next(iter(series.headers.values()))
            self.findings.tell("row-empty", self._number(row), header)

    def _tell_required(self, series: Series, row: int, line: Line) -> None:
        for role, outcome in (("indicator", line.indicator), ("period", line.period)):
            if outcome is NOTHING and not self.bad[row]:
                self.findings.tell("required-empty", self._number(row), series.headers[role])

    def _units_fit(self, series: Series, row: int, one: Measured, line: Line) -> bool:
        cells = {"value": line.value, "numerator": line.numerator, "denominator": line.denominator}
        wrong = [role for role, cell in cells.items() if cell.unit and not fits(cell.unit, one.unit, role)]
        for role in wrong:
            written = str(cells[role].words["written"])
            words = wanted_unit(one.unit, role)
            self.findings.tell("unit-mark", self._number(row), series.headers[role], written, words=words)
        return not wrong

    def _value(self, series: Series, row: int, one: Measured, cell: Outcome) -> Outcome:
        """The value, as the uploader said where it is a part of 1 in a unit of hundreds or thousands."""
        factor, value = self.factors.get(one.code), cell.value
        if factor is None or cell.unit or not isinstance(value, float) or not 0 < abs(value) <= 1:
            return cell
        after = float(own_number(value * factor))
        number, header = self._number(row), series.headers["value"]
        self.findings.repairs.append(Repair(number, header, own_number(value), own_number(after), "unit-answer"))
        return replace(cell, value=after, rules=(*cell.rules, "unit-answer"))

    def _number(self, row: int) -> int:
        return int(self.numbers[row])


def _period_of(value: object) -> Period:
    return value if isinstance(value, Period) else NO_PERIOD


def _coded(one: Outcome) -> bool:
    return bool(one.code)


def _marked(one: Outcome) -> bool:
    return bool(one.code or one.unit)


def _float(one: Outcome) -> float:
    return one.value if isinstance(one.value, float) else float("nan")


def no_values(series: Sequence[Series], bad: Which, records: Records) -> frozenset[Key]:
    """The keys whose answers all say that there is no value, or that it is too small to tell; `bad` rows left out."""
    found = {key for one in series for key in _keys(one, bad)}
    return frozenset(found.difference(records.batch().keys()) if found else ())


def _keys(series: Series, bad: Which) -> Sequence[Key]:
    silent = series.where(ANSWERS, _is_silent) & ~series.present(*ANSWERS)
    lines = map(series.line, np.flatnonzero(silent & ~bad).tolist())
    return [
        (str(line.indicator.value), str(line.org_unit.value or ""), line.period.value.code)
        for line in lines
        if line.indicator.value is not None and isinstance(line.period.value, Period)
    ]


def _is_silent(one: Outcome) -> bool:
    return one.code in SILENT
