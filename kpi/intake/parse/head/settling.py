"""What columns are once the cells below their headers are seen (docs/csv-format.md, columns)."""

from collections.abc import Mapping
from dataclasses import replace

from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.periods import PARTS, YEARS, names_year
from kpi.intake.parse.cells.text import fold
from kpi.intake.parse.head.apart import set_apart
from kpi.intake.parse.head.header_words import AMOUNTS, NUMBERS, ROW_LABELS, UNIT, word_of
from kpi.intake.parse.head.place import Place
from kpi.intake.parse.head.rivals import SHARE, without_rivals
from kpi.intake.read.grid import Grid


def settled(places: list[Place], below: Grid, known: Known, told: Mapping[str, str]) -> list[Place]:
    """The columns as they are read; `told`: what the uploader said of headers."""
    gaps = not all(place.named for place in places)
    found = set_apart(places, below, known, told) if gaps else places
    found = _drop_units(_amounts(_drop_labels(found, below, known)), below, known)
    found = _split_period(_one_of_each(found, below, known), below)
    return without_rivals(found, below, known, told) if _may_be_rivals(found) else found


def _may_be_rivals(places: list[Place]) -> bool:
    """Whether more than one column is headed as the same, or as a share of the value."""
    roles = ["value" if place.role == "period-value" else place.role for place in places]
    twice = any(roles.count(role) > 1 for role in ("value", "org_unit", "note"))
    return twice or ("value" in roles and any(word_of(place.header) == SHARE for place in places))


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


def _split_period(places: list[Place], below: Grid) -> list[Place]:
    """A column of years beside one of quarters or months is a part of the period."""
    periods = [place for place in places if place.role == "period"]
    others = [place for place in periods if word_of(place.header) not in PARTS]
    years = [place for place in others if word_of(place.header) in YEARS or all(map(names_year, _words(place, below)))]
    if len(periods) != 2 or len(years) != 1 or len(others) != 1:
        return places
    return [Place(place.index, place.header, "year") if place in years else place for place in places]


def _known_share(place: Place, below: Grid, known: Known) -> float:
    words = _words(place, below)
    return len(words & known.indicators.keys()) / len(words) if words else 0.0


def _either(place: Place, best: Place) -> Place:
    return Place(place.index, place.header, "indicator" if place == best else "name")
