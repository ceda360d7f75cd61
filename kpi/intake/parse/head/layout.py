"""Whether the columns found make a file that can be read, and what is kept aside."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import numpy as np

from kpi.intake.faults.hints import Hint, again
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.numbers import shape
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.cells.unit_marks import contradicts, is_scale, scales_within
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.header_words import NUMBERS, ROLES, Header, Place, is_aside, is_pivot_label, meant_as_period
from kpi.intake.parse.head.other_measures import is_other_measure, is_planned
from kpi.intake.read.cell import CellKind
from kpi.intake.read.grid import CellColumn, Grid, GridRow, Which

_IN_ROWS = Hint(
    "Houd er één over; staan ze onder verschillende perioden, zet dan elke periode in een eigen rij.",
    "Keep one of them; where they stand below different periods, give each period a row of its own.",
)
_TWICE = {
    **dict.fromkeys(NUMBERS, _IN_ROWS),
    "period": Hint(
        "Houd één kolom over, of een jaar met een kwartaal of een maand.",
        "Keep one column, or a year with a quarter or a month.",
    ),
}
_DUTCH = {"indicator": "indicator", "period": "periode", "value": "waarde"}
_STORED = frozenset({CellKind.NUMBER, CellKind.PERCENT})
_DECIMALS = frozenset({*NUMBERS, "period-value"})
_SCALED = _DECIMALS | {"indicator", "name"}  # above the labels of rows it is said of all their numbers
_ALL = re.compile(r"\W*(?:alle )?(?:waarden|getallen|cijfers) in .+")
_COUNTS = "aantal|count|gemiddelde|average|max|maximum|min|minimum|product|stdevp?|varp?"
_OTHER_CORNER = re.compile(rf"(?:{_COUNTS})\.? (?:van|of) .+|(?:som|sum) (?:van|of) .*(?:%| als | as ).*")


def check_layout(header: Header, known: Known, findings: Findings, asked: Collection[int] = ()) -> bool:
    """Tell what is wrong with the header row; True when the rows below can be read.

    `asked`: columns of which it is asked what they are; what is missing may be one of them.
    """
    before = len(findings.issues)
    _duplicates(header, findings)
    _scales(header, known, findings)
    if header.wide:
        for place in [one for role in ("period", *NUMBERS) for one in header.of(role)][:1]:
            first = header.of("period-value")[0].header
            findings.tell("mixed-layout", header.number, first, first, other=place.header)
    missing = missing_roles(header)
    unread = any(issue.code == "not-a-period" for issue in findings.issues)
    for role in missing if len(asked) < len(missing) else ():
        if role == "indicator" or not (header.wide or unread):
            findings.tell("missing-column", header.number, _DUTCH[role])
    return len(findings.issues) == before and (header.wide or not missing) and not asked


def is_unclear(header: Header) -> bool:
    """Whether the uploader has to say what a column is."""
    short = not header.of("indicator") or (not header.wide and bool(missing_roles(header)))
    return short or any(place.unsure for place in header.places)


def missing_roles(header: Header) -> list[str]:
    """What a table of a row a value needs and this one has no column for."""
    missing = [role for role in ("indicator", "period") if not header.of(role)]
    measured = any(header.of(role) for role in ("value", "numerator", "measured_on"))
    return missing if measured else [*missing, "value"]


def _scales(header: Header, known: Known, findings: Findings) -> None:
    """Thousands, or another currency, that a header says of its column: nothing is multiplied here."""
    for place in header.places:
        if place.role in _SCALED and any(is_scale(text, known) for text in place.units):
            findings.tell("header-scale", header.number, place.header, f"{place.above} {place.header}".strip())


def _duplicates(header: Header, findings: Findings) -> None:
    for role in (*ROLES, "period-value"):
        seen: dict[str, str] = {}
        for place in header.of(role):
            key = place.period.code if place.period else role
            if key in seen and role != "name" and not place.other:
                twice = again(place.header, seen[key])
                hint = _TWICE.get(role)
                findings.tell("duplicate-column", header.number, place.header, place.header, hint, twice=twice)
            seen.setdefault(key, place.header)


def tell_above(rows: Sequence[GridRow], known: Known, findings: Findings) -> None:
    """Rows above the header that are no title: an indicator by itself in a cell, and a number in another."""
    for row in rows:
        named = any(known.indicators.get(fold(cell.text)) for cell in row.cells)
        if named and any(cell.kind in _STORED or shape(cell.text) for cell in row.cells):
            findings.tell("above-header", row.number)


def tell_around(
    rows: Sequence[GridRow], header: Header, codes: Collection[str], known: Known, findings: Findings
) -> None:
    """Warn of what stands above the header (`rows`) or in a row of text alone; `codes`: the indicators in the file."""
    units = {known.measured[code].unit for code in codes}
    handled = {place.above for place in header.places}
    titles = [(row.number, text) for row in rows for text in _texts(row) if text not in handled]
    pivot = any(map(is_pivot_label, (*(text for _, text in titles), *(place.header for place in header.places))))
    notes = [(one.row, str(one.value)) for one in findings.issues if one.code == "loose-text"]
    for at, (number, text) in enumerate((*titles, *notes)):
        other = _ALL.fullmatch(fold(text)) and any(contradicts(text, unit, "value", known) for unit in units)
        planned = is_planned(text) or (at < len(titles) and pivot and _OTHER_CORNER.fullmatch(fold(text)) is not None)
        if units and (planned or other or any(scales_within(text, unit) for unit in units)):
            findings.tell("said-around", number, value=text)


def _texts(row: GridRow) -> Iterator[str]:
    return (text for cell in row.cells if (text := " ".join(bare(cell.text).split())))


def tell_aside(header: Header, below: Grid, known: Known, findings: Findings, asked: Collection[int] = ()) -> None:
    """Tell of each column that is not read and is none of our own, where anything stands in it.

    Kept aside with a notice; refused where it was to be one that is read: a period, or organisation units.
    """
    _tell_others(header, below, findings)
    for place in header.of(""):
        column, told = below.columns[place.index], place.apart or place.other or place.index in asked
        if told or is_aside(place.header) or not _filled(column).any():
            continue
        code = "unknown-column"
        if place.named and meant_as_period(place.header):
            code = "not-a-period"
        elif not header.of("org_unit") and _holds_org_units(column, known):
            code = "org-units-aside"
        findings.tell(code, header.number, place.header, place.header)
        _tell_other_measures(place, column, below, findings)


def _tell_other_measures(place: Place, column: CellColumn, below: Grid, findings: Findings) -> None:
    """Warn of each word in a column that is not read by which its row is no measured value, such as "prognose"."""
    for at in (at for at in column.used() if is_other_measure(column.texts[at])):
        row = int(np.argmax(column.places == at))
        findings.tell("said-around", int(below.numbers[row]), place.header, bare(column.texts[at]))


def _tell_others(header: Header, below: Grid, findings: Findings) -> None:
    """Tell of each column beside the table, and of each that another one takes the place of or goes with."""
    for place in header.places:
        if place.apart and not place.unsure:
            findings.tell("column-apart", header.number, place.header, place.header)
        elif place.other and _filled(below.columns[place.index]).any():
            code = "column-joined" if place.role else "column-passed-over"
            findings.tell(code, header.number, place.header, place.header, other=place.other)


def _holds_org_units(column: CellColumn, known: Known) -> bool:
    """Whether at least half of its different cells are organisation units, by more than a number."""
    words = {fold(column.texts[place]) for place in column.used()} - {""}
    if len(words) > 2 * len(known.org_units) or all(map(str.isdigit, words)):
        return False
    found = words & known.org_units.keys()
    return 2 * len(found) >= len(words) and any(set(known.org_units[word]) - known.wholes for word in found)


def _filled(column: CellColumn) -> Which:
    """Of every row whether something stands there that can be seen."""
    return column.where([place for place in column.used() if bare(column.texts[place])])


def tell_ragged(header: Header, below: Grid, findings: Findings) -> Which:
    """Which rows of a text file are wider than the header, where a mark was not quoted; each is told.

    So is one with a number under no header, right of a number that is read: that is the other half of a decimal. Beside
    the columns of a sheet people write remarks: none is too wide.
    """
    width, ragged = _width(header), np.zeros(len(below), bool)
    if below.delimiter is None:
        return ragged
    for column in below.columns[width:]:
        ragged |= _filled(column)
    halves = [place for left, place in pairwise(header.places[:width]) if left.role in _DECIMALS and not place.named]
    for place in halves:
        column = below.columns[place.index]
        ragged |= column.where([at for at in column.used() if bare(column.texts[at])[:1].isdigit()])
    for at in np.flatnonzero(ragged).tolist():
        row = below.row(at)
        findings.tell("ragged-row", row.number, found=len(row.cells), wanted=width - len(halves))
    return ragged


def _width(header: Header) -> int:
    """How many columns the header row itself has."""
    named = [place.index for place in header.places if place.named]
    return max(named, default=-1) + 1
