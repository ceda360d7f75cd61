"""Whether the columns found make a file that can be read, and what is kept aside."""

from collections.abc import Sequence

from kpi.intake.upload.column import columns_of
from kpi.intake.upload.findings import Findings
from kpi.intake.upload.header import NUMBERS, ROLES, Header, is_aside
from kpi.intake.upload.model import Grid, GridRow
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


def tell_aside(header: Header, rows: Sequence[GridRow], findings: Findings) -> None:
    """A notice for each column that is not read and is none of our own, where anything stands in it."""
    columns = columns_of(row.cells for row in rows)
    unread = [one for one in header.places[: _width(header)] if one.role == "" and not is_aside(one.header)]
    for place in unread:
        if place.index < len(columns) and any(bare(cell.text) for cell in columns[place.index]):
            findings.tell("unknown-column", header.number, place.header, place.header)


def tell_ragged(grid: Grid, header: Header, rows: Sequence[GridRow], findings: Findings) -> set[int]:
    """The numbers of rows that are wider than the header: an error in a text file, where a mark was not quoted.

    Beside the columns of a sheet people write remarks: there it is only a notice, once a column.
    """
    width = _width(header)
    wide = [row for row in rows if any(bare(cell.text) for cell in row.cells[width:])]
    if grid.delimiter is not None:
        for row in wide:
            findings.tell("ragged-row", row.number, found=len(row.cells), wanted=width)
        return {row.number for row in wide}
    for place in header.places[width:]:
        if any(bare(row.cells[place.index].text) for row in wide if place.index < len(row.cells)):
            findings.tell("unknown-column", header.number, place.header, place.header)
    return set()


def _width(header: Header) -> int:
    """How many columns the header row itself has."""
    named = [place.index for place in header.places if place.named]
    return max(named, default=-1) + 1
