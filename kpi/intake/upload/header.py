"""Where the header stands, and what each column is read as (docs/csv-format.md, columns)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi.core.period import Period
from kpi.intake.synonyms import column_name
from kpi.intake.upload.cells import HEADER_ROWS
from kpi.intake.upload.grid import Grid
from kpi.intake.upload.known import Known
from kpi.intake.upload.model import Cell, CellKind
from kpi.intake.upload.names import column_letter
from kpi.intake.upload.periods import read_period
from kpi.intake.upload.personal import holds_citizen_number
from kpi.intake.upload.split_period import PARTS, YEARS
from kpi.intake.upload.text import bare, fold

_WORDS = {
    "indicator": "indicatorcode indicator_code code kpi kpi_code kpi_nr indicator_id maatstaf prestatie_indicator",
    "name": "indicatornaam indicator_naam naam_indicator kpi_naam indicator_name omschrijving description",
    "period": "quarter tijdvak rapportageperiode verslagperiode reporting_period maand month jaar year",
    "value": "resultaat result uitkomst realisatie gerealiseerd actual",
    "org_unit": "organisatie organisation organization organisatieeenheid orgunit praktijk practice gemeente"
    " municipality locatie vestiging regio wijk netwerk eenheid unit",
    "measured_on": "datum peildatum date",
    "note": "opmerkingen toelichting toelichtingen notes notitie comment comments remark remarks commentaar",
}
_ROLES = {word: role for role, words in _WORDS.items() for word in words.split()}
ROLES = ("indicator", "name", "period", "org_unit", "value", "numerator", "denominator", "measured_on", "provisional",
         "note")  # fmt: skip
NUMBERS = ("value", "numerator", "denominator")
_SHOWN = {"period-value": "value", "year": "period"}
_UNIT = frozenset({"eenheid", "unit"})
# Columns of our own templates and of files sent back: known, and never read.
_OWN = (
    "thema theme eigenaar owner definitie definition frequentie frequency meeteenheid eenheid unit laatste_waarde"
    " last_value laatste_periode last_period verwachte_waarde verwacht expected expected_value streefwaarde target doel"
    " speerpunt focus melding meldingen issue issues"
)
ASIDE = frozenset(_OWN.split())


@dataclass(frozen=True, slots=True)
class Place:
    """A column: its index, its header as written (its letter when there is none), and what it is read as.

    `role` is one of ROLES; "year" for the year of the column that is the period; "period-value" for a column of the
    values of `period`; empty when it is kept aside. `named` False: nothing stands in the header row there.
    """

    index: int
    header: str
    role: str = ""
    period: Period | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Header:
    """The header row, `at` its index among the grid's rows, and its columns."""

    at: int
    number: int
    places: tuple[Place, ...]

    def of(self, role: str) -> tuple[Place, ...]:
        """All columns that are read as this."""
        return tuple(place for place in self.places if place.role == role)

    @property
    def wide(self) -> bool:
        """Whether there is a column a period."""
        return bool(self.of("period-value"))


@lru_cache(maxsize=4096)
def role_of(header: str) -> str:
    """What a header says its column is, one of ROLES; empty when it says nothing known."""
    word = _word(header)
    role = _ROLES.get(word) or ("" if word in ASIDE else column_name(word))
    return role if role in ROLES else ""


@lru_cache(maxsize=4096)
def _word(header: str) -> str:
    plain = re.sub(r"\(.*?\)|\[.*?\]|\*", "", fold(header))
    return re.sub(r"[^0-9a-z%]+", "_", plain).strip("_")


def is_aside(header: str) -> bool:
    """Whether a column that is not read is one that this project's own files have."""
    return _word(header) in ASIDE


def find_header(grid: Grid, known: Known) -> Header | None:
    """The row among the first ones with the most known headers, the first of them at a tie; None without any.

    One known word is a header only when nothing below it is better; a period counts beside an indicator only.
    """
    rows = grid.head(HEADER_ROWS)
    scores = [_score(row.cells) for row in rows]
    best = max(scores, default=0)
    if best == 0:
        return None
    at = scores.index(best)
    below = grid.take(slice(at + 1, None))
    return Header(at, rows[at].number, tuple(_places(rows[at].cells, below, known)))


def _score(cells: Sequence[Cell]) -> int:
    roles = {role_of(cell.text) for cell in cells if len(cell.text) <= 60} - {""}
    periods = sum(1 for cell in cells if _period(cell)) if roles & {"indicator", "name"} else 0
    return len(roles) + periods


def _period(cell: Cell) -> Period | None:
    return read_period(cell.text) if cell.kind in (CellKind.TEXT, CellKind.NUMBER) and cell.text else None


def _places(cells: Sequence[Cell], below: Grid, known: Known) -> Iterator[Place]:
    found = [_place(index, cell) for index, cell in enumerate(cells)]
    found = _drop_units(found, below, known)
    found = _split_period(_one_of_each(found, below, known))
    yield from found
    more = range(len(found), len(below.columns))
    yield from (Place(index, column_letter(index + 1), named=False) for index in more)


def _place(index: int, cell: Cell) -> Place:
    header = " ".join(bare(cell.text).split())
    if not header or holds_citizen_number(header):
        return Place(index, column_letter(index + 1), named=bool(header))
    if period := _period(cell):
        return Place(index, header, "period-value", period)
    return Place(index, header, role_of(header))


def _drop_units(places: list[Place], below: Grid, known: Known) -> list[Place]:
    """A column "eenheid" holds organisation units, unless its cells are units of measure."""
    others = sum(place.role == "org_unit" for place in places) > 1
    return [
        Place(place.index, place.header)
        if place.role == "org_unit" and _word(place.header) in _UNIT and (others or _measures(place, below, known))
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
    years = [place for place in periods if _word(place.header) in YEARS]
    if len(periods) != 2 or len(years) != 1 or not any(_word(place.header) in PARTS for place in periods):
        return places
    return [Place(place.index, place.header, "year") if place in years else place for place in places]


def _known_share(place: Place, below: Grid, known: Known) -> float:
    words = _words(place, below)
    return len(words & known.indicators.keys()) / len(words) if words else 0.0


def _either(place: Place, best: Place) -> Place:
    return Place(place.index, place.header, "indicator" if place == best else "name")


def roles_read(header: Header) -> Mapping[str, str]:
    """What each column is read as, by its header as written, for people to see."""
    shown = {"period-value": "value"}
    return {
        place.header: shown.get(place.role, place.role) for place in header.places if place.role not in ("", "name")
    }
