"""The rules of an upload: what was read, held against the plan, the calendar and the indicators' own history."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np

from kpi.core.batch import Key, key_of, no_collection
from kpi.core.history.change import agrees, as_told, has_counts
from kpi.core.issue import Severity, in_order, refuses
from kpi.core.model import Measurement, Plan
from kpi.core.vocabulary import Origin
from kpi.intake.faults.catalogue import Word, severity_of
from kpi.intake.faults.hints import Hint, readable
from kpi.intake.parse.body.record_columns import Records
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.unit_marks import AS_WRITTEN, times
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.reading import Reading
from kpi.intake.validate.message_words import words
from kpi.intake.validate.outliers import History, is_outlier, jumps, sent_before, usual_of, worth_judging, wrong_units
from kpi.intake.validate.whole_beside_parts import WHOLE_ORGANISATION, same_figures, whole_and_parts

COUNTS = 6  # decimals of a count, which hardly ever has any
_UNKNOWN = Hint("onbekend", "unknown")


@no_collection()
def judge(
    reading: Reading,
    plan: Plan,
    history: History,
    *,
    today: date,
    frozen: Collection[str] = (),
    expected: Collection[str] = (),
    others: Collection[str] = (),
) -> Reading:
    """The same reading with the issues and questions of all rules; records that break one as an error are left out.

    `history`: the current measurements by measured code. `frozen`: codes of closed periods, and all within them.
    `expected`: codes the uploader was to report. `others`: the units they may not report of.
    """
    findings = Findings(reading.file_name)
    court = _Court(reading, Known(plan), history, findings)
    court.frame(today, frozen)
    court.whose(others)
    court.units()
    court.days(today)
    court.outliers()
    court.parts()
    court.counts()
    court.repeats()
    _missing(reading, expected, findings)
    return replace(
        reading,
        records=_without(reading.records, court.wrong),
        issues=in_order((*reading.issues, *findings.issues)),
        questions=(*reading.questions, *findings.questions),
    )


def _without(records: Records, wrong: Collection[int]) -> Records:
    return records.take(np.delete(np.arange(len(records)), list(wrong))) if wrong else records


class _Court:
    """One reading while it is judged; `wrong` are the places of records with an error."""

    def __init__(self, reading: Reading, known: Known, history: History, findings: Findings) -> None:
        self.records, self.known, self.history, self.findings = reading.records, known, history, findings
        self.untold = reading.untold
        self.wrong: set[int] = set()
        self._doubtful = frozenset(self._suspects())

    def frame(self, today: date, frozen: Collection[str]) -> None:
        """Rules on whole columns; the ones about a part of 1 wait for units()."""
        from kpi.intake.validate.upload_schema import judge_frame

        first: dict[Key, int] = {}
        for failure in judge_frame(self.records, self.known, today, frozen):
            code, index, more = failure.code, failure.index, dict[str, object](failure.words)
            if code == "share-disagrees" and index in self._doubtful:
                continue
            if code == "period-frozen" and self._changes_nothing(index):
                continue
            if code == "duplicate-measurement":
                first = first or self._first()
                more = {"first": self.findings.file, "first_row": first[key_of(self.records[index].measurement)]}
            self._tell(code, failure.columns[0], index, **more)

    def whose(self, others: Collection[str]) -> None:
        """Refuse what is reported of a unit that is not the uploader's."""
        for index, unit in enumerate(self.records.batch().org_unit if others else ()):
            if unit in others:
                self._tell("unit-not-yours", "org_unit", index, unit=unit or WHOLE_ORGANISATION)

    def _first(self) -> dict[Key, int]:
        """The file row on which each key stands first."""
        keys = list(self.records.batch().keys())
        return dict(zip(reversed(keys), reversed(self.records.rows.tolist()), strict=True))

    def _suspects(self) -> Iterator[int]:
        """Places of values that may be a part of 1 where hundreds or thousands are reported."""
        records = self.records
        hundreds = [place for place, code in enumerate(records.indicator.words) if self._factor(code) > 1]
        unstated = np.isin(records.indicator.places, hundreds) & ~records.stated & (records.value != 0)
        small = unstated & (np.abs(records.value) <= 1)
        for code in records.indicator.take(small).used():
            place = records.indicator.words.index(code)
            at = np.flatnonzero(unstated & (records.indicator.places == place) & ~np.isnan(records.value)).tolist()
            own = [(index, records[index]) for index in at]
            yield from wrong_units(own, self.known.measured[code], self.history.get(code, ()))

    def _factor(self, code: str) -> float:
        one = self.known.measured.get(code)
        return one.factor if one else 1.0

    def units(self) -> None:
        """Ask what a value such as 0.85 means where 85 was to be expected."""
        for index in sorted(self._doubtful):
            record = self.records[index]
            one = self.known.measured[record.measurement.indicator]
            usual = usual_of(self.history.get(one.code, ()), one)
            said = _UNKNOWN if usual is None else readable(usual, max(one.decimals, 1))
            self._tell("wrong-unit", "value", index, unit=one.unit, factor=f"{one.factor:.0f}", usual=said)
            options = (times(one.unit), AS_WRITTEN)
            self.findings.ask(f"unit:{one.code}", record.columns.get("value", ""), "wrong-unit", options)

    def days(self, today: date) -> None:
        """Nothing was measured after today."""
        days = self.records.measured_on
        late = [place for place, day in enumerate(days.words) if day is not None and day > today]
        for index in np.flatnonzero(np.isin(days.places, late)).tolist():
            self._tell("measured-in-future", "measured_on", index)

    def outliers(self) -> None:
        """Only values without an error: one fault a cell is enough to act on."""
        for index, earlier in worth_judging(self.records, self.known, self.history):
            found = self.records[index].measurement
            one = self.known.measured[found.indicator]
            if index in self.wrong:
                continue
            if span := jumps(found, one, earlier):
                low, high = (readable(end, max(one.decimals, 1), one.unit) for end in span)
                self._tell("jump", _role(found), index, low=low, high=high)
            if is_outlier(found, one, earlier):
                usual = readable(usual_of(earlier, one) or 0.0, one.decimals, one.unit)
                self._tell("outlier", _role(found), index, usual=usual)

    def parts(self) -> None:
        """A value of a unit beside values of its parts goes before them: both numbers are shown."""
        for found in whole_and_parts(self.records, self.known, self.history):
            record = self.records[found.place].measurement
            said = found.words(record, self.known.measured[record.indicator], self.known.plan)
            if found.place not in self.wrong:
                self._tell("whole-beside-parts", _role(record), found.place, **said)

    def counts(self) -> None:
        """A bare share in the place of counts: nothing can be added up any more."""
        bare = ~np.isnan(self.records.value) & np.isnan(self.records.numerator)
        for index in np.flatnonzero(bare).tolist() if self._counted else ():
            record = self.records[index].measurement
            old = self._in_force.get(key_of(record))
            if old is None or old.origin is Origin.SAMPLE or not has_counts(old) or index in self.wrong:
                continue
            unit = self.known.measured[record.indicator].unit
            if not ("numerator" in self.untold and agrees(record.value or 0.0, old, unit)):
                above, below = old.numerator or 0.0, old.denominator or 0.0
                said = {"numerator": readable(above, COUNTS), "denominator": readable(below, COUNTS)}
                self._tell("counts-lost", "value", index, **said)

    @cached_property
    def _counted(self) -> bool:
        """Whether anything in the file was reported with counts before."""
        codes = self.records.indicator.used()
        return any(has_counts(one) for code in codes for one in self.history.get(code, ()))

    @cached_property
    def _in_force(self) -> Mapping[Key, Measurement]:
        codes = self.records.indicator.used()
        return {key_of(one): one for code in codes for one in self.history.get(code, ())}

    def _changes_nothing(self, index: int) -> bool:
        """Whether a record is what is in force already, so that a closed period stays as it was closed."""
        found = self.records[index].measurement
        old, one = self._in_force.get(key_of(found)), self.known.measured.get(found.indicator)
        return old is not None and one is not None and as_told(found, old, self.untold, one.unit) == old

    def _is_there(self, found: Measurement) -> bool:
        old = self._in_force.get(key_of(found))
        return old is not None and same_figures(found, old)

    def repeats(self) -> None:
        """A warning for each period that only says what an earlier one said."""
        for period, earlier in sent_before(self.records, self.history):
            places = [at for at, word in enumerate(self.records.period.words) if word == period]
            own = self.records.take(np.flatnonzero(np.isin(self.records.period.places, places)))
            if not all(map(self._is_there, own.batch())):
                self.findings.tell("same-as-earlier", value=period.code, earlier=earlier.code)

    def _tell(self, code: str, role: str, index: int, **more: object) -> None:
        """An issue about a record; nothing is to be explained of a value that is there already."""
        record = self.records[index]
        if severity_of(code) is Severity.WARNING and self._is_there(record.measurement):
            return
        one = self.known.measured[record.measurement.indicator]
        said = words(record, one, self.known.plan) | more
        column = record.columns.get(role, role)
        self.findings.tell(code, record.row, column, _value(role, record.measurement), words=said)
        if severity_of(code) is Severity.ERROR:
            self.wrong.add(index)


def _role(found: Measurement) -> str:
    """Where the figure stands."""
    return "value" if found.value is not None else "numerator"


def _value(role: str, found: Measurement) -> Word:
    """What stands in the cell an issue points at; empty for nothing."""
    cell: Word | None = found.period.code if role == "period" else getattr(found, role)
    return "" if cell is None else cell


def _missing(reading: Reading, expected: Collection[str], findings: Findings) -> None:
    """Expected indicators that the file does not mention; silent when the file could not be read at all."""
    found = reading.records.indicator.used()
    if refuses(reading.issues) and not reading.mentioned:
        return
    for code in sorted(set(expected) - reading.mentioned - set(found)):
        findings.tell("expected-missing", value=code)
