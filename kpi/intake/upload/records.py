"""From the columns of a file to its measurements: a row of a long file is one, a cell of a wide file is one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpi.core.model import Measurement
from kpi.core.period import Period
from kpi.core.vocabulary import Origin
from kpi.intake.build import origin
from kpi.intake.upload.column import NOTHING, Outcome
from kpi.intake.upload.findings import Findings
from kpi.intake.upload.known import PER_UNIT, Known, Measured
from kpi.intake.upload.model import Record, Repair
from kpi.intake.upload.numbers import plain
from kpi.intake.upload.text import fold

AS_WRITTEN = "as-written"
SILENT = frozenset({"not-applicable", "suppressed"})
HARMLESS = SILENT | {"note-is-number", ""}
_MONEY = frozenset({"€", "eur", "euro", "euro's"})


@dataclass(frozen=True, slots=True)
class Line:
    """The outcomes of the cells that together make one measurement; nothing where the file has no such column."""

    indicator: Outcome
    period: Outcome
    org_unit: Outcome
    value: Outcome
    numerator: Outcome
    denominator: Outcome
    measured_on: Outcome
    provisional: Outcome
    note: Outcome

    @property
    def answers(self) -> tuple[Outcome, Outcome, Outcome, Outcome]:
        """The cells that can say what was measured."""
        return self.value, self.numerator, self.denominator, self.measured_on


_PARTS = ("indicator", "period", "org_unit", "value", "numerator", "denominator", "measured_on", "provisional", "note")


@dataclass(frozen=True, slots=True)
class Series:
    """The columns that together make one measurement a row, as outcomes by role, and their headers by role.

    `period` is that of all rows in a wide file; None in a long one, which has a column for it.
    """

    outcomes: Mapping[str, Sequence[Outcome]]
    headers: Mapping[str, str]
    period: Period | None = None

    def lines(self, rows: int) -> Iterator[tuple[Outcome, ...]]:
        """The parts of a Line for each of so many rows."""
        fixed = {"period": [Outcome(self.period)] * rows} if self.period else {}
        return zip(*(fixed.get(one) or self.outcomes.get(one) or [NOTHING] * rows for one in _PARTS), strict=True)


def answers_of_units(known: Known, answers: Mapping[str, str]) -> dict[str, float]:
    """By indicator, what a part of 1 is multiplied by according to the uploader; 1 for "as it is written"."""
    found = {}
    for code, one in known.measured.items():
        answer = answers.get(f"unit:{code}", "")
        if answer == AS_WRITTEN or answer == times(one.unit):
            found[code] = 1.0 if answer == AS_WRITTEN else one.factor
    return found


def times(unit: str) -> str:
    """The answer that says a part of 1 was meant as so many of this unit: times-100 or times-1000."""
    return f"times-{PER_UNIT.get(unit, 1.0):.0f}"


@dataclass(slots=True)
class Maker:
    """Makes the records of one file; `rows` are the numbers of the rows to read, `bad` those that cannot be."""

    known: Known
    findings: Findings
    rows: Sequence[int]
    bad: set[int]
    factors: Mapping[str, float]

    def records(self, series: Series) -> list[Record]:
        """The record of every row without an error; what makes a row no measurement is told."""
        origin_of, made = origin(self.findings.file), []
        plain_codes = self.known.measured.keys() - self.factors.keys()
        for row, parts in zip(self.rows, series.lines(len(self.rows)), strict=True):
            # Nearly every row: nothing to look at twice.
            sound = row not in self.bad and parts[0].value in plain_codes and _sound(parts)
            line = parts if sound else self._checked(series, row, Line(*parts))
            period = parts[1].value
            if line is not None and isinstance(period, Period):
                made.append(Record(row, measurement(period, line, origin_of), series.headers))
        return made

    def _checked(self, series: Series, row: int, line: Line) -> tuple[Outcome, ...] | None:
        """The parts of a line that is a measurement after all; None, and told, when it is none."""
        ready = line.indicator.value
        if all(one.value is None for one in line.answers):
            self._tell_empty(series, row, line)
            return None
        if ready is None or line.period.value is None:
            self._tell_required(series, row, line)
            return None
        parts = tuple(getattr(line, one) for one in _PARTS)
        if row in self.bad or not all(one.code in HARMLESS for one in parts):
            return None
        one = self.known.measured[str(ready)]
        if not self._units_fit(series, row, one, line):
            return None
        if line.numerator.code in SILENT or line.denominator.code in SILENT:
            line = replace(line, numerator=NOTHING, denominator=NOTHING)
            if all(one.value is None for one in line.answers):
                return None
        line = replace(line, value=self._value(series, row, one, line.value))
        return tuple(getattr(line, one) for one in _PARTS)

    def _tell_empty(self, series: Series, row: int, line: Line) -> None:
        if series.period is None and not any(one.code for one in line.answers):
            self.findings.tell("row-empty", row, series.headers.get("value") or next(iter(series.headers.values())))

    def _tell_required(self, series: Series, row: int, line: Line) -> None:
        for role, outcome in (("indicator", line.indicator), ("period", line.period)):
            if outcome is NOTHING and row not in self.bad:
                self.findings.tell("required-empty", row, series.headers[role])

    def _units_fit(self, series: Series, row: int, one: Measured, line: Line) -> bool:
        cells = {"value": line.value, "numerator": line.numerator, "denominator": line.denominator}
        wrong = [role for role, cell in cells.items() if cell.unit and not _fits(cell.unit, one.unit, role)]
        for role in wrong:
            unit = one.unit if role == "value" and one.unit else ""
            words: dict[str, object] = {
                "unit": unit or "een getal zonder eenheid",
                "unit_en": unit or "a number without unit",
            }
            self.findings.tell("unit-mark", row, series.headers[role], str(cells[role].words["written"]), words=words)
        return not wrong

    def _value(self, series: Series, row: int, one: Measured, cell: Outcome) -> Outcome:
        """The value, as the uploader said where it is a part of 1 in a unit of hundreds or thousands."""
        factor, value = self.factors.get(one.code), cell.value
        if factor is None or cell.unit or not isinstance(value, float) or not 0 < abs(value) <= 1:
            return cell
        after = float(plain(value * factor))
        self.findings.repairs.append(Repair(row, series.headers["value"], plain(value), plain(after), "unit-answer"))
        return replace(cell, value=after)


def _fits(written: str, unit: str, role: str) -> bool:
    """Whether what stands with a number is the indicator's own unit; a numerator may only be money or plain."""
    own = fold(unit)
    if written == "€":
        return own in _MONEY or role != "value"
    if role != "value":
        return False
    return written == own or (len(written) > 2 and min(written, own) != "" and _same_word(written, own))


def _same_word(one: str, other: str) -> bool:
    """Singular and plural of the same word: netwerk, netwerken."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in ("", "s", "en", "'s", "n")


def _sound(parts: Sequence[Outcome]) -> bool:
    """Whether these are a value or a numerator for a period, without issues, marks of a unit or anything missing."""
    _, period, _, value, top, whole, *_ = parts
    said = period.value is not None and (value.value is not None or top.value is not None)
    if not said or value.unit or top.unit or whole.unit:
        return False
    a, b, c, d, e, f, g, h, i = parts  # faster than a loop, and this is asked of every row
    return not (a.code or b.code or c.code or d.code or e.code or f.code or g.code or h.code or i.code)


def measurement(period: Period, parts: Sequence[Outcome], origin_of: Origin) -> Measurement:
    """The measurement of a line's parts, whose cells are without an error."""
    code, _, unit, value, top, whole, day, provisional, note = [one.value for one in parts]
    return Measurement(
        str(code),
        period,
        value if isinstance(value, float) else None,
        unit if isinstance(unit, str) else "",
        top if isinstance(top, float) else None,
        whole if isinstance(whole, float) else None,
        value if isinstance(value, bool) else None,
        day if isinstance(day, date) else None,
        provisional is True,
        str(note or ""),
        origin_of,
    )
