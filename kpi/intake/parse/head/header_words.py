"""What a header says: what its column is read as, the unit in its brackets, whether it was meant as a period."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi.core.calendar.period import Period
from kpi.intake.parse.cells.periods import is_nearly_period
from kpi.intake.parse.cells.text import fold
from kpi.intake.parse.cells.unit_marks import unit_anywhere
from kpi.intake.parse.head.synonyms import column_name

_WORDS = {
    "indicator": "indicatorcode indicator_code code kpi kpi_code kpi_nr indicator_id maatstaf prestatie_indicator"
    " kengetal rijlabels row_labels",
    "name": "indicatornaam indicator_naam naam_indicator kpi_naam indicator_name omschrijving description",
    "period": "quarter tijdvak rapportageperiode verslagperiode reporting_period maand month jaar year"
    " jaren years kwartalen quarters verslagjaar rapportagejaar kalenderjaar meetjaar",
    "value": "resultaat result uitkomst realisatie gerealiseerd actual",
    "org_unit": "organisatie organisation organization organisatieeenheid orgunit praktijk practice gemeente"
    " municipality locatie vestiging regio wijk netwerk eenheid unit huisartsenpraktijk huisartspraktijk praktijknaam"
    " naam_praktijk vestigingsnaam naam_vestiging locatienaam naam_locatie gemeentenaam organisatienaam practice_name",
    "measured_on": "datum peildatum date",
    "note": "opmerkingen toelichting toelichtingen notes notitie comment comments remark remarks commentaar",
}
_ROLES = {word: role for role, words in _WORDS.items() for word in words.split()}
ROLES = ("indicator", "name", "period", "org_unit", "value", "numerator", "denominator", "measured_on", "provisional",
         "note")  # fmt: skip
SHARE = "percentage"
ASIDE_ANSWER = "aside"  # what the uploader says of a column that is none of these
NUMBERS = ("value", "numerator", "denominator")
ROW_LABELS = frozenset({"rijlabels", "row_labels"})  # of a pivot table
_PIVOT_LABELS = ROW_LABELS | {"kolomlabels", "column_labels"}
UNIT = frozenset({"eenheid", "unit"})
# Known as such in our own files; under the other names people give it, it may hold anything else as well.
_OWN_MEASURE = UNIT | {"meeteenheid"}
OF_MEASURE = _OWN_MEASURE | {"eenh", "maateenheid", "meet_eenheid", "schaal", "unit_of_measure", "uom", "waarde_in"}
RETURNED = frozenset({"melding", "issue"})  # of a file that was sent back (kpi/present/files/returned.py)
# Columns of our own templates and of files sent back: known, and never read.
_OWN = (
    "thema theme eigenaar owner definitie definition frequentie frequency laatste_waarde last_value laatste_periode"
    " last_period verwachte_waarde verwacht expected expected_value streefwaarde target doel speerpunt focus meldingen"
    " issues"
)
ASIDE = frozenset(_OWN.split()) | _OWN_MEASURE | RETURNED
# Words that name an amount of anything: the value where no other column is.
AMOUNTS = frozenset({"aantal", "cijfer", "percentage", "bedrag", "totaal", "number", "amount", "total"})
_IN_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")
_PROVISIONAL = frozenset({"voorlopig", "voorlopige cijfers", "voorlopige waarde", "provisional", "preliminary"})
_NUMBERED = re.compile(r"[0-9a-z]{1,2}[.)] +")


@lru_cache(maxsize=4096)
def role_of(header: str) -> str:
    """What a header says its column is, one of ROLES; empty when it says nothing known.

    The word in brackets says it where the one before says nothing: "Aantal (teller)", but no value: "Norm (waarde)".
    "Aantal (voorlopig)" tells of its numbers; it is no column of yes and no.
    """
    word = word_of(header)
    role, inside = _role(word), _role(word_of(in_brackets(header)))
    return role if role or word in ASIDE or inside in ("value", "provisional") else inside


def _role(word: str) -> str:
    role = _ROLES.get(word) or ("" if word in ASIDE else column_name(word))
    return role if role in ROLES else ""


@lru_cache(maxsize=4096)
def word_of(header: str) -> str:
    """A header as one word, without its number in front, what stands in brackets, stars, and a unit: "in %"."""
    plain = _NUMBERED.sub("", fold(header), count=1) if _NUMBERED.match(fold(header)) else fold(header)
    plain = without_brackets(plain).strip()
    if unit := _said_behind_in(plain):
        plain = plain.removesuffix(unit).rstrip().removesuffix(" in")
    return re.sub(r"[^0-9a-z%]+", "_", re.sub(r"\*", "", plain)).strip("_")


def _said_behind_in(plain: str) -> str:
    """The unit or multiple at the end of a folded header, "waarde in %"; empty for any other word there."""
    unit = plain.rpartition(" in ")[2]
    return unit if unit != plain and unit_anywhere(unit) else ""


def without_brackets(header: str) -> str:
    """A header without what stands in brackets."""
    return _IN_BRACKETS.sub("", header)


def in_brackets(header: str) -> str:
    """What stands in the first brackets of a header, folded; empty without any."""
    found = _IN_BRACKETS.search(fold(header))
    return found[1].strip() if found else ""


def all_brackets(header: str) -> tuple[str, ...]:
    """What stands in each pair of brackets of a header, folded."""
    return tuple(text for found in _IN_BRACKETS.findall(fold(header)) if (text := found.strip()))


def units_said(header: str) -> tuple[str, ...]:
    """The units or scales that a header may say of its column, folded."""
    said = all_brackets(header) or ((unit,) if (unit := _said_behind_in(fold(header))) else ())
    return said or (("%",) if word_of(header) == "percentage" else ())


def said_provisional(header: str) -> bool:
    """Whether brackets say that all numbers of a column are provisional."""
    return not _PROVISIONAL.isdisjoint(all_brackets(header))


def is_aside(header: str) -> bool:
    """Whether a column that is not read is one that this project's own files have."""
    return word_of(header) in ASIDE


def is_pivot_label(text: str) -> bool:
    """Whether it is how a pivot table heads its labels."""
    return word_of(text) in _PIVOT_LABELS


def meant_as_period(header: str) -> bool:
    """Whether a header that says nothing known was to name a period, such as Q5 2021, or Q3 without its year."""
    return not role_of(header) and not is_aside(header) and is_nearly_period(header)


@dataclass(frozen=True, slots=True)
class Place:
    """A column: its index, its header as written (its letter when there is none), and what it is read as.

    `role` is one of ROLES; "year" for the year of the column that is the period; "period-value" for a column of the
    values of `period`; empty when it is kept aside. `named` False: nothing stands in the header row there. `above`: a
    unit, or what makes it no measured value, in the cell above. `apart`: it is no part of the table; `unsure`: what it
    is if it is a part of it, which only the uploader knows. `other`: the header of the column that is read in its
    stead, or with it.
    """

    index: int
    header: str
    role: str = ""
    period: Period | None = None
    named: bool = True
    above: str = ""
    apart: bool = False
    unsure: str = ""
    other: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """The units or scales that header and cell above may say of its numbers."""
        return (*units_said(self.header), *((self.above,) if self.above else ()))


@dataclass(frozen=True, slots=True)
class Header:
    """The header row, `at` its index among the grid's rows, and its columns; `double`: the row above belongs to it."""

    at: int
    number: int
    places: tuple[Place, ...]
    double: bool = False

    def of(self, role: str) -> tuple[Place, ...]:
        """All columns that are read as this."""
        return tuple(place for place in self.places if place.role == role)

    @property
    def wide(self) -> bool:
        """Whether there is a column a period."""
        return bool(self.of("period-value"))

    @property
    def measures(self) -> tuple[Place, ...]:
        """Columns of units of measure."""
        return tuple(place for place in self.of("") if word_of(place.header) in OF_MEASURE and not place.apart)

    @property
    def provisional(self) -> tuple[Place, ...]:
        """Columns of numbers of which brackets say that they are provisional."""
        numbers = (*NUMBERS, "period-value")
        return tuple(place for place in self.places if place.role in numbers and said_provisional(place.header))

    @property
    def returned(self) -> bool:
        """Whether the file was sent back by us."""
        return any(word_of(place.header) in RETURNED for place in self.places)


def roles_read(header: Header) -> Mapping[str, str]:
    """What each column is read as, by its header as written, for people to see."""
    shown = {"period-value": "value"}
    return {
        place.header: shown.get(place.role, place.role) for place in header.places if place.role not in ("", "name")
    }


def may_be_rivals(places: Sequence[Place]) -> bool:
    """Whether more than one column is headed as the same, or as a share of the value."""
    roles = ["value" if place.role == "period-value" else place.role for place in places]
    twice = any(roles.count(role) > 1 for role in ("value", "org_unit", "note"))
    return twice or ("value" in roles and any(word_of(place.header) == SHARE for place in places))
