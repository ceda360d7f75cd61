"""What a header says: what its column is read as, the unit in its brackets, and whether it was meant as a period."""

import re
from functools import lru_cache

from kpi.intake.parse.cells.periods import is_nearly_period
from kpi.intake.parse.cells.text import fold
from kpi.intake.parse.head.synonyms import column_name

_WORDS = {
    "indicator": "indicatorcode indicator_code code kpi kpi_code kpi_nr indicator_id maatstaf prestatie_indicator"
    " kengetal rijlabels row_labels",
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
ASIDE_ANSWER = "aside"  # what the uploader says of a column that is none of these
NUMBERS = ("value", "numerator", "denominator")
ROW_LABELS = frozenset({"rijlabels", "row_labels"})  # of a pivot table
UNIT = frozenset({"eenheid", "unit"})
OF_MEASURE = UNIT | {"meeteenheid"}
RETURNED = frozenset({"melding", "issue"})  # of a file that was sent back (kpi/present/files/returned.py)
# Columns of our own templates and of files sent back: known, and never read.
_OWN = (
    "thema theme eigenaar owner definitie definition frequentie frequency laatste_waarde last_value laatste_periode"
    " last_period verwachte_waarde verwacht expected expected_value streefwaarde target doel speerpunt focus meldingen"
    " issues"
)
ASIDE = frozenset(_OWN.split()) | OF_MEASURE | RETURNED
# Words that name an amount of anything: the value where no other column is.
AMOUNTS = frozenset({"aantal", "cijfer", "percentage", "bedrag", "totaal", "number", "amount", "total"})
_IN_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")
_NUMBERED = re.compile(r"[0-9a-z]{1,2}[.)] +")


@lru_cache(maxsize=4096)
def role_of(header: str) -> str:
    """What a header says its column is, one of ROLES; empty when it says nothing known.

    The word in brackets says it where the one before says nothing: "Aantal (teller)", but no value: "Norm (waarde)".
    """
    word = word_of(header)
    role, inside = _role(word), _role(word_of(in_brackets(header)))
    return role if role or word in ASIDE or inside == "value" else inside


def _role(word: str) -> str:
    role = _ROLES.get(word) or ("" if word in ASIDE else column_name(word))
    return role if role in ROLES else ""


@lru_cache(maxsize=4096)
def word_of(header: str) -> str:
    """A header as one word, without its number in front, what stands in brackets and stars."""
    plain = _NUMBERED.sub("", fold(header), count=1) if _NUMBERED.match(fold(header)) else fold(header)
    return re.sub(r"[^0-9a-z%]+", "_", re.sub(r"\*", "", without_brackets(plain))).strip("_")


def without_brackets(header: str) -> str:
    """A header without what stands in brackets."""
    return _IN_BRACKETS.sub("", header)


def in_brackets(header: str) -> str:
    """What stands in the first brackets of a header, folded; empty without any."""
    found = _IN_BRACKETS.search(fold(header))
    return found[1].strip() if found else ""


def unit_said(header: str) -> str:
    """The unit or the scale that a header may say of its column, folded; empty when it says none."""
    return in_brackets(header) or ("%" if word_of(header) == "percentage" else "")


def is_aside(header: str) -> bool:
    """Whether a column that is not read is one that this project's own files have."""
    return word_of(header) in ASIDE


def meant_as_period(header: str) -> bool:
    """Whether a header that says nothing known was to name a period, such as Q5 2021, or Q3 without its year."""
    return not role_of(header) and not is_aside(header) and is_nearly_period(header)
