"""What is looked for in every cell before anything else: citizen numbers, and characters nobody can see."""

import numpy as np

from kpi.core.issue import Issue
from kpi.intake.parse.cells.numbers import shape
from kpi.intake.parse.cells.text import fold, has_controls
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.header_words import NUMBERS, Header, role_of
from kpi.intake.parse.understood import Repair
from kpi.intake.read.grid import CellColumn, Grid
from kpi.intake.read.names import SHORTEST, column_letter, holds_citizen_number, masked

_NAMED = frozenset({"bsn", "burgerservicenummer", "bsn nummer", "bsn-nummer", "sofinummer"})
_READ_AS_NUMBERS = frozenset({*NUMBERS, "period-value"})


def screen(grid: Grid, header: Header | None, findings: Findings) -> None:
    """Tell where a citizen number may stand, in any cell at all, and where unread cells hold control characters."""
    places = {place.index: place for place in header.places} if header else {}
    for index, column in enumerate(grid.columns):
        place = places.get(index)
        role, name = (place.role, place.header) if place else ("", column_letter(index + 1))
        codes = {at: code for at in _worth_a_look(column) if (code := _code(column.texts[at], role))}
        for row in np.flatnonzero(column.where(list(codes))).tolist() if codes else ():
            findings.tell(codes[int(column.places[row])], int(grid.numbers[row]), name)
        if header and fold(name) in _NAMED and column.take(slice(header.at + 1, None)).filled().any():
            findings.tell("personal-data", header.number, name)


def _worth_a_look(column: CellColumn) -> list[int]:
    """The places of all texts, but for a column of short ones that can all be seen: nearly every column."""
    texts = column.texts
    if max(map(len, texts), default=0) < SHORTEST and "".join(texts).isprintable():
        return []
    return column.used()


def _code(text: str, role: str) -> str:
    if holds_citizen_number(text) and not (role in _READ_AS_NUMBERS and shape(text)):
        return "personal-data"
    unread = role in ("", "name")
    return "control-character" if unread and has_controls(text) and not role_of(text) else ""


def silence(findings: Findings) -> None:
    """Take out of all issues and repairs whatever would repeat a citizen number that was refused."""
    places = {(one.row, one.column) for one in findings.issues if one.code == "personal-data"}
    if not places:
        return
    findings.issues[:] = [one for one in findings.issues if one.code == "personal-data" or not _echoes(one, places)]
    findings.repairs.keep(lambda one: not _repeats(one, places))


def _echoes(issue: Issue, places: set[tuple[int | None, str]]) -> bool:
    texts = (issue.value, issue.message, issue.column)
    return (issue.row, issue.column) in places or any(text != masked(text) for text in texts)


def _repeats(repair: Repair, places: set[tuple[int | None, str]]) -> bool:
    return (repair.row, repair.column) in places or repair.before != masked(repair.before)
