"""The columns of every plan file: name, how its cells are read, whether a row must have it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import JANUARY, Frequency, YearStart
from kpi.core.vocabulary import Aggregation, Comparator, Direction, FocusKind, Kind, Level, PathKind, ValueOf
from kpi.intake.parse.cells import plain_cells
from kpi.intake.parse.cells.plain_cells import Parser, choice
from kpi.intake.parse.head import synonyms

_FOCUS_KIND = choice(FocusKind, synonyms.FOCUS_KINDS)


@dataclass(frozen=True, slots=True)
class TableKind:
    """One kind of file: its columns with their parsers, those no row may leave empty, whether it must have rows.

    `in_unit`: the columns whose numbers have the decimals of the row's indicator.
    """

    columns: Mapping[str, Parser]
    required: tuple[str, ...]
    must_have_rows: bool = False
    in_unit: frozenset[str] = frozenset()


def _texts(names: str) -> dict[str, Parser]:
    return dict.fromkeys(names.split(), plain_cells.as_written)


SHEETS: Mapping[str, TableKind] = {
    "targets": TableKind(
        _texts("target theme focus activity statement category indicator owner deadline source_ref org_unit benchmark")
        | dict.fromkeys(("value", "value_high", "baseline", "tolerance", "weight"), plain_cells.plain_number)
        | dict.fromkeys(("baseline_date", "start", "due_from", "due", "ended"), plain_cells.iso_day)
        | {
            "focus_kind": _FOCUS_KIND,
            "level": choice(Level, synonyms.LEVELS),
            "kind": choice(Kind, synonyms.KIND_BY_DUTCH),
            "comparator": choice(Comparator, synonyms.COMPARATORS),
            "per": choice(Per, synonyms.PERS),
            "frequency": choice(Frequency, synonyms.FREQUENCIES),
            "path": choice(PathKind, synonyms.PATHS),
            "value_of": choice(ValueOf, synonyms.VALUES_OF),
            "waypoints": plain_cells.waypoints,
            "contributes_to": plain_cells.codes,
        },
        required=("target", "theme", "statement", "kind"),
        must_have_rows=True,
        in_unit=frozenset({"value", "value_high", "baseline", "tolerance", "waypoints"}),
    ),
    "indicators": TableKind(
        _texts("indicator name definition unit unit_en numerator denominator owner source")
        | {
            "decimals": plain_cells.whole,
            "direction": choice(Direction, synonyms.DIRECTIONS),
            "aggregation": choice(Aggregation, synonyms.AGGREGATIONS),
            "frequency": choice(Frequency, synonyms.FREQUENCIES),
            "every": plain_cells.every,
            "lag_days": plain_cells.whole,
            "min": plain_cells.plain_number,
            "max": plain_cells.plain_number,
        },
        required=("indicator", "name", "direction", "frequency"),
        in_unit=frozenset({"min", "max"}),
    ),
    "org_units": TableKind(
        _texts("org_unit name kind parent") | {"until": plain_cells.iso_day},
        required=("org_unit", "name"),
    ),
    "context": TableKind(
        _texts("code theme name unit period period_to source_ref") | {"value": plain_cells.plain_number},
        required=("code", "name"),
    ),
    "activities": TableKind(
        _texts("theme focus activity source_ref") | {"focus_kind": _FOCUS_KIND},
        required=("theme", "focus", "activity"),
    ),
    "measurements": TableKind(
        _texts("indicator org_unit note")
        | {
            "period": plain_cells.period_code,
            "value": plain_cells.number_or_yes,
            "numerator": plain_cells.plain_number,
            "denominator": plain_cells.plain_number,
            "measured_on": plain_cells.iso_day,
            "provisional": plain_cells.flag,
        },
        required=("indicator", "period"),
        in_unit=frozenset({"value"}),
    ),
    "checkins": TableKind(
        _texts("target cause consequence correction owner")
        | {"period": plain_cells.period_code, "due": plain_cells.iso_day},
        required=("target", "period"),
    ),
}


_WITH_PERIODS = ("measurements", "checkins")


@cache
def sheets_of(year: YearStart) -> Mapping[str, TableKind]:
    """The same files where years begin on `year`: their periods are read so."""
    if year == JANUARY:
        return SHEETS
    period = {"period": plain_cells.period_reader(year)}
    own = {name: replace(SHEETS[name], columns={**SHEETS[name].columns, **period}) for name in _WITH_PERIODS}
    return {**SHEETS, **own}


@cache
def is_header(cell: str) -> bool:
    """Whether some plan file has a column of this name or synonym; by this a delimiter proves itself."""
    return any(synonyms.column_name(cell) in sheet.columns for sheet in SHEETS.values())
