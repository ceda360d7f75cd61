"""Rules of measurement files and check-ins against the plan: known code, fitting period, a possible value."""

from collections.abc import Iterator, Mapping
from datetime import date

from kpi.core.calendar.period import Frequency, Period, add_months, period_of
from kpi.core.issue import Issue
from kpi.core.kinds import Yes
from kpi.intake.faults.hints import measured_as, nearest
from kpi.intake.plan.bounds import indicator_limits, outside, own_limits
from kpi.intake.plan.check_codes import unit_lineage
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.row_kind import traits_of
from kpi.intake.plan.table import TableRow

_MARGIN = 12  # months on either side of the plan: baselines before it, late results after it
_PERCENT = {"%": 100.0, "‰": 1000.0}


def measurements(draft: FolderTables) -> Iterator[Issue]:
    """Issues of all measurements and check-ins; duplicates are found by the schema, the future is not judged here."""
    indicators, own = draft.indicator_rows, draft.own_code_rows
    for row in draft.measured:
        code = row.text("indicator")
        yield from _complete(row)
        if code in indicators:
            yield from _of_indicator(row, indicators[code], draft)
        elif code in own:
            yield from _in_range(row, own[code], own=True)
        elif code and draft.indicators.complete and draft.targets.complete:
            yield _unknown(row, draft)
    for row in (*draft.measured, *draft.checkins.rows):
        yield from _period(row, draft)
    yield from _several_units(draft)


def _complete(row: TableRow) -> Iterator[Issue]:
    if row.empty("numerator") != row.empty("denominator"):
        yield row.fault("share-incomplete", "denominator" if row.empty("denominator") else "numerator")
    elif all(row.empty(column) for column in ("value", "numerator", "measured_on")):
        yield row.fault("measurement-empty", "value")


def _unknown(row: TableRow, draft: FolderTables) -> Issue:
    """A target that has an indicator is reported under the indicator's code."""
    code = row.text("indicator")
    instead = {one.text("target"): one.text("indicator") for one in draft.targets.rows}
    known = {*draft.indicator_rows, *draft.own_code_rows}
    hint = measured_as(code, instead[code]) if code in instead else nearest(code, known)
    return row.fault("unknown-indicator", "indicator", hint=hint)


def _of_indicator(row: TableRow, indicator: TableRow, draft: FolderTables) -> Iterator[Issue]:
    yield from _in_range(row, indicator)
    yield from _agrees(row, indicator.text("unit"))
    period, frequency = row.get("period", Period), indicator.get("frequency", Frequency)
    if period and frequency and period.frequency is not frequency:
        yield row.fault(
            "period-not-of-frequency",
            "period",
            indicator=row.text("indicator"),
            frequency=_DUTCH[frequency],
            frequency_en=frequency.value,
            example=period_of(period.last, frequency).code,
        )
    bare = row.get("value", bool) is not None or (row.empty("value") and not row.empty("measured_on"))
    if bare and row.empty("numerator") and row.empty("denominator") and not _counts_yes(row.text("indicator"), draft):
        yield row.fault("number-expected", "value", indicator=row.text("indicator"))


_DUTCH: Mapping[Frequency, str] = {
    Frequency.MONTH: "maand",
    Frequency.QUARTER: "kwartaal",
    Frequency.HALF_YEAR: "halfjaar",
    Frequency.YEAR: "jaar",
}


def _counts_yes(code: str, draft: FolderTables) -> bool:
    """Whether "ja" or a bare day can be a value: never for an indicator of a level that is to be reached or held."""
    if not draft.targets.complete:
        return True
    kinds = [traits_of(row) for row in draft.targets.rows if row.text("indicator") == code]
    return bool(kinds) and all(kind is None or kind.yes is not Yes.NOTHING for kind in kinds)


def _in_range(row: TableRow, home: TableRow, own: bool = False) -> Iterator[Issue]:
    limits = own_limits(home) if own else indicator_limits(home)
    value, column = row.get("value", float), "value"
    if value is None:
        value, column = _share(row, home.text("unit")), "numerator"
    if value is not None and limits.exclude(value):
        yield outside(row, column, limits)


def _agrees(row: TableRow, unit: str) -> Iterator[Issue]:
    """A value beside its numerator and denominator may differ by half of the last decimal that is written."""
    value, share = row.get("value", float), _share(row, unit)
    if value is None or share is None:
        return
    decimals = len(row.text("value").partition(".")[2])
    if abs(value - share) > 0.5 * 10.0**-decimals + 1e-9 * (1 + abs(value)):
        yield row.fault("share-disagrees", "value", share=round(share, decimals + 1))


def _share(row: TableRow, unit: str) -> float | None:
    """Numerator by denominator in the indicator's unit; None when another rule judges them."""
    top, whole = row.get("numerator", float), row.get("denominator", float)
    if top is None or whole is None or top < 0 or whole <= 0 or (unit in _PERCENT and top > whole):
        return None
    return _PERCENT.get(unit, 1.0) * top / whole


def _period(row: TableRow, draft: FolderTables) -> Iterator[Issue]:
    period, span = row.get("period", Period), draft.header.span
    if period and span and _far(period, *span):
        yield row.fault("period-outside-plan", "period", start=span[0], end=span[1])


def _far(period: Period, start: date, end: date) -> bool:
    return period.last < add_months(start, -_MARGIN) or period.first > add_months(end, _MARGIN)


def _several_units(draft: FolderTables) -> Iterator[Issue]:
    """An indicator that several units report at once, without a word on how these become one value."""
    parents = {row.text("org_unit"): row.text("parent") for row in draft.org_units.rows}
    reported: dict[str, dict[str, set[str]]] = {}
    for row in draft.measured:
        if period := row.get("period", Period):
            reported.setdefault(row.text("indicator"), {}).setdefault(period.code, set()).add(row.text("org_unit"))
    for row in draft.indicators.rows:
        silent = row.empty("aggregation") and (row.empty("numerator") or row.empty("denominator"))
        for period_code, units in sorted(reported.get(row.text("indicator"), {}).items()) if silent else ():
            if (count := _topmost(units, parents)) > 1:
                yield row.fault("aggregation-missing", "aggregation", units=count, period=period_code)
                break


def _topmost(units: set[str], parents: Mapping[str, str]) -> int:
    """How many of these units have no ancestor among them; the whole organisation stands above all."""
    return 1 if "" in units else sum(not units & set(unit_lineage(unit, parents)) - {unit} for unit in units)
