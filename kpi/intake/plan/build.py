"""Last step: rows without errors become the plan, its measurements and check-ins, with the defaults of the format."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from itertools import repeat
from typing import Any, TypeVar

from kpi.core.batch import Batch
from kpi.core.calendar.period import Frequency, Period
from kpi.core.model import CheckIn, Ended, Indicator, Measurement, Plan, Target
from kpi.core.plan_parts import Activity, Fact, OrgUnit
from kpi.core.vocabulary import Aggregation, Comparator, Direction, FocusKind, Kind, Level, PathKind, ValueOf
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.plan_file import PlanHeader
from kpi.intake.plan.table import Table, TableRow
from kpi.intake.plan.timing import Timing
from kpi.intake.plan.unsaid import Unsaid, unsaid
from kpi.intake.read.names import origin

T = TypeVar("T")


def build_plan(draft: FolderTables) -> Plan:
    """The plan of a draft without errors; raises ValueError when a required cell is empty after all."""
    seen = unsaid(draft)
    header = draft.header
    english = header.texts.get("language") == "en"
    indicators = {row.text("indicator"): _indicator(row, seen, english) for row in draft.indicators.rows}
    targets = [
        (_target(row, draft.timing[row.number], indicators, header), row.get("ended", date))
        for row in draft.targets.rows
    ]
    return Plan(
        code=header.texts["code"],
        title=header.texts["title"],
        organisation=header.texts["organisation"],
        start=_sure(header.start),
        end=_sure(header.end),
        region=header.texts.get("region", ""),
        language=header.texts.get("language", "nl"),
        source=header.texts.get("source", ""),
        themes=header.themes,
        targets=tuple(target for target, ended in targets if ended is None),
        indicators=tuple(indicators.values()),
        org_units=tuple(_org_unit(row) for row in draft.org_units.rows),
        facts=tuple(_fact(row) for row in draft.context.rows),
        activities=tuple(_activity(row) for row in draft.activities.rows),
        thresholds=header.thresholds,
        ended=tuple(Ended(target, ended) for target, ended in targets if ended),
        report_frequency=header.report_frequency,
        dated=header.dated,
        year_starts=header.year_starts,
        terms=header.terms,
    )


def _sure(value: T | None) -> T:
    if value is None:
        raise ValueError("a required value is empty: the draft was not checked")
    return value


def _target(row: TableRow, timing: Timing, indicators: dict[str, Indicator], header: PlanHeader) -> Target:
    indicator = indicators.get(row.text("indicator"))
    dated = header.dated
    return Target(
        code=row.text("target"),
        theme=row.text("theme"),
        statement=row.text("statement"),
        kind=_sure(row.get("kind", Kind)),
        start=timing.start,
        due=timing.due,
        due_from=timing.due_from,
        value=timing.times,
        value_high=row.get("value_high", float),
        comparator=row.get("comparator", Comparator) or _comparator(indicator),
        indicator=indicator,
        per=timing.per,
        baseline=row.get("baseline", float),
        baseline_date=row.get("baseline_date", date),
        path=row.get("path", PathKind) or PathKind.LINEAR,
        waypoints=row.get("waypoints", tuple) or (),
        tolerance=row.get("tolerance", float),
        weight=1.0 if (weight := row.get("weight", float)) is None else weight,
        focus=row.text("focus"),
        focus_kind=row.get("focus_kind", FocusKind) or FocusKind.FOCUS,
        activity=row.text("activity"),
        level=row.get("level", Level),
        category=row.text("category"),
        owner=row.text("owner"),
        deadline=row.text("deadline"),
        contributes_to=row.get("contributes_to", tuple) or (),
        source_ref=row.text("source_ref"),
        report_frequency=Frequency.QUARTER if indicator else row.get("frequency", Frequency) or header.report_frequency,
        reported_from=dated if dated and dated > timing.start else None,
        year_starts=header.year_starts,
        org_unit=row.text("org_unit"),
        value_of=row.get("value_of", ValueOf),
        benchmark=indicators.get(row.text("benchmark")),
    )


def _comparator(indicator: Indicator | None) -> Comparator:
    falling = indicator is not None and indicator.direction is Direction.DECREASE
    return Comparator.AT_MOST if falling else Comparator.AT_LEAST


def _indicator(row: TableRow, seen: Unsaid, english: bool) -> Indicator:
    """`english`: the plan is in English, so a unit is as well."""
    code, decimals = row.text("indicator"), row.get("decimals", float)
    return Indicator(
        code=code,
        name=row.text("name"),
        unit=row.text("unit"),
        direction=_sure(row.get("direction", Direction)),
        frequency=_sure(row.get("frequency", Frequency)),
        definition=row.text("definition"),
        decimals=seen.decimals.get(code, 0) if decimals is None else int(decimals),
        aggregation=row.get("aggregation", Aggregation) or seen.aggregation(code),
        numerator=row.text("numerator"),
        denominator=row.text("denominator"),
        minimum=row.get("min", float),
        maximum=row.get("max", float),
        owner=row.text("owner"),
        source=row.text("source"),
        unit_en=row.text("unit_en") or (row.text("unit") if english else ""),
        every=row.get("every", int) or 0,
        lag_days=int(row.get("lag_days", float) or 0),
    )


def _org_unit(row: TableRow) -> OrgUnit:
    return OrgUnit(row.text("org_unit"), row.text("name"), row.text("kind"), row.text("parent"), row.get("until", date))


def _fact(row: TableRow) -> Fact:
    return Fact(
        code=row.text("code"),
        name=row.text("name"),
        theme=row.text("theme"),
        value=row.get("value", float),
        unit=row.text("unit"),
        period=row.text("period"),
        period_to=row.text("period_to"),
        source_ref=row.text("source_ref"),
    )


def _activity(row: TableRow) -> Activity:
    return Activity(
        theme=row.text("theme"),
        focus=row.text("focus"),
        activity=row.text("activity"),
        focus_kind=row.get("focus_kind", FocusKind) or FocusKind.FOCUS,
        source_ref=row.text("source_ref"),
    )


def build_measurements(tables: Iterable[Table]) -> Batch:
    """All measurements, in order of file and row; their origin is told by the name of their file (docs/issues.md)."""
    columns: tuple[list[Any], ...] = tuple([] for _ in fields(Measurement))
    for table in tables:
        for column, part in zip(columns, _measured(table), strict=True):
            column += part
    return Batch(*columns)


def _measured(table: Table) -> tuple[Iterable[object], ...]:
    """The columns of a file, in the order of the fields of Measurement."""
    return (
        table.texts("indicator"),
        _periods(table),
        table.values("value", float),
        table.texts("org_unit"),
        table.values("numerator", float),
        table.values("denominator", float),
        table.values("value", bool),
        table.values("measured_on", date),
        [flag or False for flag in table.values("provisional", bool)],
        table.texts("note"),
        repeat(origin(table.name), len(table)),
    )


def _periods(table: Table) -> Sequence[Period | None]:
    for period in table.meant("period", Period).values():
        _sure(period)
    return table.values("period", Period)


def build_checkin(row: TableRow) -> CheckIn:
    """One check-in."""
    return CheckIn(
        target=row.text("target"),
        period=_sure(row.get("period", Period)),
        cause=row.text("cause"),
        consequence=row.text("consequence"),
        correction=row.text("correction"),
        owner=row.text("owner"),
        due=row.get("due", date),
    )
