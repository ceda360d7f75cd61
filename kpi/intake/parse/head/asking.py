"""What a column is that its header does not say: asked where the file cannot be read without it."""

from collections.abc import Mapping
from itertools import islice

from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.header_words import ROLES, Header, is_aside, meant_as_period
from kpi.intake.read.grid import Grid

COLUMN = "column:"  # before a header: the question what that column is
ASIDE_ANSWER = "aside"
OPTIONS = (
    "value", "period", "indicator", "org_unit", "numerator", "denominator", "measured_on", "note", ASIDE_ANSWER,
)  # fmt: skip
_MOST, _SHOWN, _LONGEST = 8, 3, 24  # questions, values and characters of each


def told_columns(answers: Mapping[str, str]) -> dict[str, str]:
    """What the uploader said of columns, by folded header: one of ROLES, or "aside"."""
    found = {fold(key.removeprefix(COLUMN)): role for key, role in answers.items() if key.startswith(COLUMN)}
    return {header: role for header, role in found.items() if role in (*ROLES, ASIDE_ANSWER)}


def ask_columns(header: Header, below: Grid, told: Mapping[str, str], findings: Findings) -> frozenset[int]:
    """Ask of every column whose header says nothing known what it is, its first values beside it; their places."""
    unclear = (
        place
        for place in header.of("")
        if place.named and fold(place.header) not in told and not is_aside(place.header)
        and not meant_as_period(place.header) and below.columns[place.index].filled().any()
    )  # fmt: skip
    asked = set[int]()
    for place in islice(unclear, _MOST):
        cells = (bare(cell.text) for cell in below.columns[place.index].distinct())
        shown = ", ".join(islice((text[:_LONGEST] for text in cells if text), _SHOWN))
        findings.tell("column-unclear", header.number, place.header, place.header, shown=shown)
        findings.ask(f"{COLUMN}{place.header}", place.header, "column-unclear", OPTIONS)
        asked.add(place.index)
    return frozenset(asked)
