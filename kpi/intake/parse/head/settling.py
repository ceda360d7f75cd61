"""What columns are once the cells below their headers are seen (docs/csv-format.md, columns)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kpi.core.calendar.period import Period
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.periods import PARTS, YEARS, joined_column
from kpi.intake.parse.cells.readers import period_cell_reader
from kpi.intake.parse.cells.text import fold
from kpi.intake.parse.head.above import under
from kpi.intake.parse.head.header_words import AMOUNTS, NUMBERS, ROW_LABELS, UNIT, all_brackets, word_of
from kpi.intake.parse.head.other_measures import is_other_measure
from kpi.intake.parse.head.place import Place
from kpi.intake.read.cell import Cell
from kpi.intake.read.grid import Grid

_MEASURED = frozenset({*NUMBERS, "measured_on"})


def settled(
    places: list[Place], above: Sequence[Cell], below: Grid, known: Known, told: Mapping[str, str]
) -> Iterator[Place]:
    """The columns as they are read below the cells of the row `above`.

    `told`: what the uploader said of headers, which nothing in brackets undoes.
    """
    found = _drop_units(_amounts(_drop_labels(places, below, known)), below, known)
    found = _split_period(_one_of_each(found, below, known))
    found = [
        replace(place, role="") if fold(place.header) not in told and _is_other(place, found, below, known) else place
        for place in found
    ]
    return under(found, above, told)


def _is_other(place: Place, places: list[Place], below: Grid, known: Known) -> bool:
    """Whether brackets say that a column is not what was measured in the period and the unit of each row."""
    brackets = all_brackets(place.header) if place.role in _MEASURED else ()
    if any(map(is_other_measure, brackets)):
        return True
    units = not any(one.role == "org_unit" for one in places)
    if units and any("" not in known.org_units.get(text, ("",)) for text in brackets if not text.isdecimal()):
        return True
    read = period_cell_reader(known.plan.year_starts)
    said = [found for text in brackets if isinstance(found := read(Cell(text)).value, Period)]
    return any(not _within(one, said[0]) for one in _periods(places, below, known)) if said else False


def _within(one: Period, other: Period) -> bool:
    return other.first <= one.first and one.last <= other.last


def _periods(places: list[Place], below: Grid, known: Known) -> set[Period]:
    """The periods in the column of periods."""
    found = {place.role: below.columns[place.index] for place in places if place.role in ("year", "period")}
    if "period" not in found:
        return set()
    cells = found["period"]
    if "year" in found:
        header = next(place.header for place in places if place.role == "period")
        cells = joined_column(found["year"], cells, header)
    read = period_cell_reader(known.plan.year_starts)
    return {period for cell in cells.distinct() if isinstance(period := read(cell).value, Period)}


def _amounts(places: list[Place]) -> list[Place]:
    """Where nothing else says what was measured, a column "aantal" does."""
    if any(place.role in (*NUMBERS, "period-value", "measured_on") for place in places):
        return places
    return [replace(place, role="value") if word_of(place.header) in AMOUNTS else place for place in places]


def _drop_labels(places: list[Place], below: Grid, known: Known) -> list[Place]:
    """The row labels of a pivot table are indicators only where one of them is known."""
    return [
        Place(place.index, place.header)
        if word_of(place.header) in ROW_LABELS and not _known_share(place, below, known)
        else place
        for place in places
    ]


def _drop_units(places: list[Place], below: Grid, known: Known) -> list[Place]:
    """A column "eenheid" holds organisation units, unless its cells are units of measure."""
    others = sum(place.role == "org_unit" for place in places) > 1
    return [
        Place(place.index, place.header)
        if place.role == "org_unit" and word_of(place.header) in UNIT and (others or _measures(place, below, known))
        else place
        for place in places
    ]


def _measures(place: Place, below: Grid, known: Known) -> bool:
    words = _words(place, below)
    return bool(words) and not words & known.org_units.keys() and bool(words & known.units)


def _words(place: Place, below: Grid) -> set[str]:
    column = below.columns[place.index]
    return {fold(column.texts[at]) for at in column.used()} - {""}


def _one_of_each(places: list[Place], below: Grid, known: Known) -> list[Place]:
    """Of a column of codes and one of names the one whose cells are known best is read; the other stands beside it."""
    rivals = [place for place in places if place.role in ("indicator", "name")]
    if len({place.header for place in rivals}) < len(rivals) or not rivals:
        return places
    best = max(rivals, key=lambda place: (_known_share(place, below, known), place.role == "indicator"))
    return [_either(place, best) if place in rivals else place for place in places]


def _split_period(places: list[Place]) -> list[Place]:
    """A column of years beside one of quarters or months is a part of the period."""
    periods = [place for place in places if place.role == "period"]
    years = [place for place in periods if word_of(place.header) in YEARS]
    if len(periods) != 2 or len(years) != 1 or not any(word_of(place.header) in PARTS for place in periods):
        return places
    return [Place(place.index, place.header, "year") if place in years else place for place in places]


def _known_share(place: Place, below: Grid, known: Known) -> float:
    words = _words(place, below)
    return len(words & known.indicators.keys()) / len(words) if words else 0.0


def _either(place: Place, best: Place) -> Place:
    return Place(place.index, place.header, "indicator" if place == best else "name")
