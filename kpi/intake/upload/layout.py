"""Whether the columns found make a file that can be read, and what is kept aside."""

import numpy as np

from kpi.intake.upload.findings import Findings
from kpi.intake.upload.grid import CellColumn, Grid, Which
from kpi.intake.upload.header import NUMBERS, ROLES, Header, is_aside
from kpi.intake.upload.text import bare

_DUTCH = {"indicator": "indicator", "period": "periode", "value": "waarde"}


def check_layout(header: Header, findings: Findings) -> bool:
    """Tell what is wrong with the header row; True when the rows below can be read."""
    before = len(findings.issues)
    _duplicates(header, findings)
    if header.wide:
        for place in [one for role in ("period", *NUMBERS) for one in header.of(role)][:1]:
            first = header.of("period-value")[0].header
            findings.tell("mixed-layout", header.number, first, first, other=place.header)
    needed = ["indicator"] if header.wide else ["indicator", "period"]
    missing = [role for role in needed if not header.of(role)]
    if not header.wide and not any(header.of(role) for role in ("value", "numerator", "measured_on")):
        missing.append("value")
    for role in missing:
        findings.tell("missing-column", header.number, _DUTCH[role])
    return len(findings.issues) == before


def _duplicates(header: Header, findings: Findings) -> None:
    for role in (*ROLES, "period-value"):
        seen: set[str] = set()
        for place in header.of(role):
            key = place.period.code if place.period else role
            if key in seen and role != "name":
                findings.tell("duplicate-column", header.number, place.header, place.header)
            seen.add(key)


def tell_aside(header: Header, below: Grid, findings: Findings) -> None:
    """A notice for each column that is not read and is none of our own, where anything stands in it."""
    unread = [one for one in header.places[: _width(header)] if one.role == "" and not is_aside(one.header)]
    for place in unread:
        if _filled(below.columns[place.index]).any():
            findings.tell("unknown-column", header.number, place.header, place.header)


def _filled(column: CellColumn) -> Which:
    """Of every row whether something stands there that can be seen."""
    return column.where([place for place in column.used() if bare(column.texts[place])])


def tell_ragged(header: Header, below: Grid, findings: Findings) -> Which:
    """Which rows are wider than the header: an error in a text file, where a mark was not quoted.

    Beside the columns of a sheet people write remarks: there it is only a notice, once a column.
    """
    width = _width(header)
    ragged = np.zeros(len(below), bool)
    for place, column in zip(header.places[width:], below.columns[width:], strict=True):
        filled = _filled(column)
        if below.delimiter is not None:
            ragged |= filled
        elif filled.any():
            findings.tell("unknown-column", header.number, place.header, place.header)
    for at in np.flatnonzero(ragged).tolist():
        row = below.row(at)
        findings.tell("ragged-row", row.number, found=len(row.cells), wanted=width)
    return ragged


def _width(header: Header) -> int:
    """How many columns the header row itself has."""
    named = [place.index for place in header.places if place.named]
    return max(named, default=-1) + 1
