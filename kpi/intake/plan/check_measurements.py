"""Rules of measurement files and check-ins against the plan: known code, fitting period, a possible value.

A file of measurements is gone through column by column; a row by itself is made only where something is wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from kpi.core.calendar.period import Frequency, Period, add_months, period_of
from kpi.core.issue import Issue
from kpi.core.kinds import Yes
from kpi.intake.faults.hints import measured_as, nearest
from kpi.intake.plan.bounds import Bounds, indicator_limits, outside, own_limits
from kpi.intake.plan.check_codes import unit_lineage
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.row_kind import traits_of
from kpi.intake.plan.table import Table

_MARGIN = 12  # months on either side of the plan: baselines before it, late results after it
_PERCENT = {"%": 100.0, "‰": 1000.0}


class Homes:
    """What the plan says of each code that may be measured, worked out once for each."""

    def __init__(self, draft: FolderTables) -> None:
        self.draft = draft
        self.indicators = draft.indicator_rows
        self.own = {code: row for code, row in draft.own_code_rows.items() if code not in self.indicators}

    @cached_property
    def limits(self) -> Mapping[str, Bounds]:
        """Between which values what is measured can lie."""
        own = {code: own_limits(row) for code, row in self.own.items()}
        return own | {code: indicator_limits(row) for code, row in self.indicators.items()}

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The unit of each indicator."""
        return {code: row.text("unit") for code, row in self.indicators.items()}

    @cached_property
    def frequencies(self) -> Mapping[str, Frequency | None]:
        """How often each indicator is reported."""
        return {code: row.get("frequency", Frequency) for code, row in self.indicators.items()}

    @cached_property
    def yes(self) -> frozenset[str]:
        """The indicators of which "ja" or a bare day can be a value: not those of a level to be reached or held."""
        if not self.draft.targets.complete:
            return frozenset(self.indicators)
        kinds = [(row.text("indicator"), traits_of(row)) for row in self.draft.targets.rows]
        never = {code for code, kind in kinds if kind is not None and kind.yes is Yes.NOTHING}
        return frozenset({code for code, _ in kinds} - never)


def measurements(draft: FolderTables) -> Iterator[Issue]:
    """Issues of all measurements and check-ins; duplicates are found by the schema, the future is not judged here."""
    homes = Homes(draft)
    for table in draft.measurements:
        shares = _shares(table, homes.units)
        yield from _unknown(table, homes)
        yield from _complete(table)
        yield from _in_range(table, shares, homes)
        yield from _agrees(table, shares, homes)
        yield from _fits(table, homes)
        yield from _bare(table, homes)
    for table in (*draft.measurements, draft.checkins):
        yield from _periods(table, draft)
    yield from _several_units(draft)


def _complete(table: Table) -> Iterator[Issue]:
    columns = (table.written(name) for name in ("value", "numerator", "denominator", "measured_on"))
    for at, (value, top, whole, day) in enumerate(zip(*columns, strict=True)):
        if (not top) != (not whole):
            yield table.row(at).fault("share-incomplete", "numerator" if whole else "denominator")
        elif not (value or top or day):
            yield table.row(at).fault("measurement-empty", "value")


def _unknown(table: Table, homes: Homes) -> Iterator[Issue]:
    """A target that has an indicator is reported under the indicator's code."""
    draft, known = homes.draft, {*homes.indicators, *homes.own}
    if not (draft.indicators.complete and draft.targets.complete):
        return
    instead = {one.text("target"): one.text("indicator") for one in draft.targets.rows}
    hints = {
        code: measured_as(code, instead[code]) if code in instead else nearest(code, known)
        for code in table.different("indicator") - known
    }
    for row in table.where("indicator", hints):
        yield row.fault("unknown-indicator", "indicator", hint=hints[row.text("indicator")])


def _fits(table: Table, homes: Homes) -> Iterator[Issue]:
    """The period is one of the indicator's frequency."""
    found = {period.frequency for period in table.meant("period", Period).values() if period}
    asked = {homes.frequencies.get(code) for code in table.different("indicator")} - {None}
    if len(found | asked) == 1:
        return
    pairs = zip(table.texts("indicator"), table.values("period", Period), strict=True)
    for at, (code, period) in enumerate(pairs):
        frequency = homes.frequencies.get(code)
        if period and frequency and period.frequency is not frequency:
            yield table.row(at).fault(
                "period-not-of-frequency",
                "period",
                indicator=code,
                frequency=_DUTCH[frequency],
                frequency_en=frequency.value,
                example=period_of(period.last, frequency, period.year).code,
            )


def _bare(table: Table, homes: Homes) -> Iterator[Issue]:
    """What is measured as a number has one: a yes, a no or a day alone will not do."""
    done = {text for text, value in table.meant("value", bool).items() if value is not None}
    if not (done or table.says("measured_on")):
        return
    columns = (table.written(name) for name in ("value", "numerator", "denominator", "measured_on"))
    for at, (code, value, top, whole, day) in enumerate(zip(table.texts("indicator"), *columns, strict=True)):
        bare = not (top or whole) and (value in done or (day and not value))
        if bare and code in homes.indicators and code not in homes.yes:
            yield table.row(at).fault("number-expected", "value", indicator=code)


_DUTCH: Mapping[Frequency, str] = {
    Frequency.MONTH: "maand",
    Frequency.QUARTER: "kwartaal",
    Frequency.HALF_YEAR: "halfjaar",
    Frequency.YEAR: "jaar",
}


def _in_range(table: Table, shares: Sequence[float | None], homes: Homes) -> Iterator[Issue]:
    """The value lies within its limits; where there is none, what numerator and denominator give does."""
    limits = homes.limits
    known = zip(table.texts("indicator"), table.values("value", float), shares, strict=True)
    for at, (code, value, share) in enumerate(known):
        amount = share if value is None else value
        if amount is not None and code in limits and limits[code].exclude(amount):
            yield outside(table.row(at), "numerator" if value is None else "value", limits[code])


def _agrees(table: Table, shares: Sequence[float | None], homes: Homes) -> Iterator[Issue]:
    """A value beside its numerator and denominator may differ by half of the last decimal that is written."""
    if not (table.says("value") and table.says("numerator")):
        return
    columns = table.texts("indicator"), table.values("value", float), table.written("value"), shares
    mark = table.columns["value"].mark
    for at, (code, value, text, share) in enumerate(zip(*columns, strict=True)):
        if value is None or share is None or code not in homes.indicators:
            continue
        decimals = len(text.partition(mark)[2])
        if abs(value - share) > 0.5 * 10.0**-decimals + 1e-9 * (1 + abs(value)):
            yield table.row(at).fault("share-disagrees", "value", share=round(share, decimals + 1))


def _shares(table: Table, units: Mapping[str, str]) -> Sequence[float | None]:
    """Of every row numerator by denominator in the indicator's unit; None when another rule judges them."""
    if not table.says("numerator"):
        return (None,) * len(table)
    counts = (table.values(name, float) for name in ("numerator", "denominator"))
    known = zip(table.texts("indicator"), *counts, strict=True)
    return [
        None if top is None or whole is None else _share(top, whole, units.get(code, "")) for code, top, whole in known
    ]


def _share(top: float, whole: float, unit: str) -> float | None:
    if top < 0 or whole <= 0 or (unit in _PERCENT and top > whole):
        return None
    return _PERCENT.get(unit, 1.0) * top / whole


def _periods(table: Table, draft: FolderTables) -> Iterator[Issue]:
    span = draft.header.span
    if span is None:
        return
    far = {text for text, period in table.meant("period", Period).items() if period and _far(period, *span)}
    for row in table.where("period", far):
        yield row.fault("period-outside-plan", "period", start=span[0], end=span[1])


def _far(period: Period, start: date, end: date) -> bool:
    return period.last < add_months(start, -_MARGIN) or period.first > add_months(end, _MARGIN)


def _several_units(draft: FolderTables) -> Iterator[Issue]:
    """An indicator that several units report at once, without a word on how these become one value."""
    silent = [row for row in draft.indicators.rows if row.empty("aggregation")]
    silent = [row for row in silent if row.empty("numerator") or row.empty("denominator")]
    parents = {row.text("org_unit"): row.text("parent") for row in draft.org_units.rows}
    reported = _reported(draft, {row.text("indicator") for row in silent})
    for row in silent:
        for period_code, units in sorted(reported.get(row.text("indicator"), {}).items()):
            if (count := _topmost(units, parents)) > 1:
                yield row.fault("aggregation-missing", "aggregation", units=count, period=period_code)
                break


def _reported(draft: FolderTables, codes: set[str]) -> dict[str, dict[str, set[str]]]:
    """Of these indicators the units that report, by period."""
    found: dict[str, dict[str, set[str]]] = {}
    for table in draft.measurements if codes else ():
        known = zip(table.texts("indicator"), table.values("period", Period), table.texts("org_unit"), strict=True)
        for code, period, unit in known:
            if code in codes and period:
                found.setdefault(code, {}).setdefault(period.code, set()).add(unit)
    return found


def _topmost(units: set[str], parents: Mapping[str, str]) -> int:
    """How many of these units have no ancestor among them; the whole organisation stands above all."""
    return 1 if "" in units else sum(not units & set(unit_lineage(unit, parents)) - {unit} for unit in units)
