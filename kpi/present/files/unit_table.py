"""The measurements behind a selection of results, a line each: what every unit reported in every period."""

from collections.abc import Iterable, Mapping

from kpi.core.explain.figures import unit_of
from kpi.core.light.evidence import reported_value
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Measurement
from kpi.core.vocabulary import Origin
from kpi.present.files.result_columns import Value
from kpi.present.files.result_tables import csv_of, made_of_what
from kpi.present.words import mark, text

HEADS = (
    mark("Code"),
    mark("Result"),
    mark("Indicator"),
    mark("Period"),
    mark("Organisation unit"),
    mark("Value"),
    mark("Unit"),
    mark("Numerator"),
    mark("Denominator"),
    mark("Provisional"),
    mark("Note"),
    mark("Sample figures"),
)


def unit_csv(
    snapshot: Snapshot,
    rows: Iterable[tuple[Row, Measurement]],
    lang: str,
    filters: Mapping[str, str] | None = None,
) -> bytes:
    """A line for each measurement of each result, in the form of `csv_of`; what they were made of stands behind.

    A value is in the unit of its result: as reported, else as its counts or its answer make it; None: they make none.
    """
    found = tuple(rows)
    made_of = made_of_what(snapshot, {row.target.code: row for row, _ in found}.values(), lang, filters)
    names = {one.code: one.name for one in snapshot.plan.org_units} | {"": text(lang, "Whole organisation")}
    heads = [text(lang, head) for head in HEADS] + [name for name, _ in made_of]
    lines = ([*_cells(row, one, names, lang), *(value for _, value in made_of)] for row, one in found)
    return csv_of(heads, lines, lang)


def _cells(row: Row, one: Measurement, names: Mapping[str, str], lang: str) -> tuple[Value, ...]:
    target = row.target
    return (
        target.code,
        target.statement,
        one.indicator,
        one.period.code,
        names.get(one.org_unit, one.org_unit),
        reported_value(target, one),
        unit_of(target, lang),
        one.numerator,
        one.denominator,
        text(lang, "yes") if one.provisional else text(lang, "no"),
        one.note,
        text(lang, "sample figures") if one.origin is Origin.SAMPLE else "",
    )
