"""What a column is that its header does not say: asked where the file cannot be read without it."""

from collections.abc import Mapping
from itertools import islice

from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.header_words import ASIDE_ANSWER, ROLES, Header, Place, is_aside, meant_as_period
from kpi.intake.parse.head.layout import missing_roles
from kpi.intake.read.grid import Grid

COLUMN = "column:"  # before a header: the question what that column is
OPTIONS = (
    "value", "period", "indicator", "org_unit", "numerator", "denominator", "measured_on", "note", ASIDE_ANSWER,
)  # fmt: skip
_MOST, _SHOWN, _LONGEST = 8, 3, 24  # questions, values and characters of each


def told_columns(answers: Mapping[str, str]) -> dict[str, str]:
    """What the uploader said of columns, by folded header: one of ROLES, or "aside"."""
    found = {fold(key.removeprefix(COLUMN)): role for key, role in answers.items() if key.startswith(COLUMN)}
    return {header: role for header, role in found.items() if role in (*ROLES, ASIDE_ANSWER)}


def ask_columns(header: Header, below: Grid, told: Mapping[str, str], findings: Findings) -> frozenset[int]:
    """Ask of columns what they are, where the file cannot be read without it; their places."""
    beside = _ask_unsure(header, below, findings)
    if header.of("indicator") and (header.wide or not missing_roles(header)):
        return beside
    return beside | _ask_unclear(header, below, told, findings)


def _ask_unsure(header: Header, below: Grid, findings: Findings) -> frozenset[int]:
    """Ask of every column past empty ones whether it goes with the rows, of one of shares whether it is the value."""
    unsure = [place for place in header.places if place.unsure]
    for place in unsure:
        code, words = ("column-beside", {}) if place.apart else ("column-unclear", {"shown": _first(below, place)})
        findings.tell(code, header.number, place.header, place.header, words=words)
        findings.ask(f"{COLUMN}{place.header}", place.header, code, (place.unsure, ASIDE_ANSWER))
    return frozenset(place.index for place in unsure)


def _first(below: Grid, place: Place) -> str:
    """The first values of a column."""
    cells = (bare(cell.text) for cell in below.columns[place.index].distinct())
    return ", ".join(islice((text[:_LONGEST] for text in cells if text), _SHOWN))


def _ask_unclear(header: Header, below: Grid, told: Mapping[str, str], findings: Findings) -> frozenset[int]:
    """Ask of every column whose header says nothing known what it is, its first values beside it."""
    unclear = (
        place
        for place in header.of("")
        if place.named and not (place.apart or place.unsure or place.other)
        and fold(place.header) not in told and not is_aside(place.header)
        and not meant_as_period(place.header) and below.columns[place.index].filled().any()
    )  # fmt: skip
    asked = set[int]()
    for place in islice(unclear, _MOST):
        findings.tell("column-unclear", header.number, place.header, place.header, shown=_first(below, place))
        findings.ask(f"{COLUMN}{place.header}", place.header, "column-unclear", OPTIONS)
        asked.add(place.index)
    return frozenset(asked)
