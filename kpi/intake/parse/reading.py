"""From the bytes of an uploaded file to what was read, and how; rules.py judges the values after that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np

from kpi.core.batch import Key, no_collection
from kpi.core.history.change import TOLD
from kpi.core.issue import Issue, in_order
from kpi.core.model import Plan
from kpi.intake.parse.body.outside import with_units
from kpi.intake.parse.body.parsing import Parsed, parse
from kpi.intake.parse.body.record_columns import Records, no_records
from kpi.intake.parse.body.screen import screen, silence
from kpi.intake.parse.body.tidying import cleaned, cleaning_repairs, filled_down
from kpi.intake.parse.body.turning import turned
from kpi.intake.parse.body.which_rows import of_table, repeats_of
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.findings import Findings
from kpi.intake.parse.head.asking import ask_columns, told_columns
from kpi.intake.parse.head.header import find_header, header_at
from kpi.intake.parse.head.header_words import Header, roles_read
from kpi.intake.parse.head.headless import ask_header, told_header
from kpi.intake.parse.head.layout import check_layout, is_unclear, tell_above, tell_around, tell_aside, tell_ragged
from kpi.intake.parse.head.merging import among_figures
from kpi.intake.parse.head.rivals import may_be_figure
from kpi.intake.parse.head.two_rows import double_repairs, provisional_repairs
from kpi.intake.parse.understood import Question, Repair, Understood
from kpi.intake.read.cells import HEADER_ROWS
from kpi.intake.read.grid import Grid
from kpi.intake.read.names import column_letter, masked
from kpi.intake.read.opening import open_file

_PREVIEW, _SHOWN = 6, 80  # rows, the header among them; characters of a cell


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as read: `records` only of rows without an error; `valid` when no issue is an error.

    `mentioned`: the indicators the file says anything about, if only that there is no value. `no_values`: what it says
    there is no value of.
    """

    file_name: str
    sha256: str
    understood: Understood | None
    records: Records
    repairs: Sequence[Repair]
    issues: tuple[Issue, ...]
    questions: tuple[Question, ...] = ()
    mentioned: frozenset[str] = frozenset()
    no_values: frozenset[Key] = frozenset()
    header: Header | None = None

    @property
    def untold(self) -> frozenset[str]:
        """What the file has no column for; of a wide file also the remark, which is of the newest value of its row."""
        if self.understood is None:
            return TOLD
        told = TOLD.intersection(self.understood.columns.values())
        told |= {"provisional"} if self.header and self.header.provisional else frozenset()
        return TOLD - told | ({"note"} if self.understood.layout == "wide" else frozenset())


def read_upload(content: bytes, name: str, *, plan: Plan, answers: Mapping[str, str] = {}) -> Reading:
    """Open, understand and parse a file; never raises, whatever the bytes are.

    `answers`: what the uploader said to earlier questions, by their key; proof in the file comes before an answer.
    Records are only of rows without an error. Rules about values are not applied yet (rules.judge).
    """
    grids, issues = open_file(content, name, sheet=answers.get("sheet"))
    digest = sha256(content).hexdigest()
    if not grids:
        return _refused(issues, name, digest)
    found = read_grids(grids, plan, answers)
    if len(grids) > 1 and found.understood and found.understood.sheet:
        # Merged cells and hidden columns are told of a single sheet only: open the one that is read by itself.
        # The others are looked through then, as sheets that are not read.
        grids, issues = open_file(content, name, sheet=found.understood.sheet)
        if not grids:
            return _refused(issues, name, digest)
    told = [one for one in issues if one.code != "merged-cells" or among_figures(one.value, found.header)]
    return replace(found, sha256=digest, issues=in_order((*_named(told, grids, found), *found.issues)))


def _refused(issues: Sequence[Issue], name: str, digest: str) -> Reading:
    shown = issues[0].file if issues else name
    return Reading(shown, digest, None, no_records(), (), in_order(issues))


@no_collection()
def read_grids(grids: Sequence[Grid], plan: Plan, answers: Mapping[str, str] = {}) -> Reading:
    """The reading of a file's sheets: of the only one with a header, or a question which one."""
    known = Known(plan)
    written, grids = grids, [cleaned(grid, known) for grid in grids]
    told = told_columns(answers) if answers else {}
    headers = [_header(grid, known, told) for grid in grids]
    turns = [_turn(grid, header, known, told) for grid, header in zip(grids, headers, strict=True)]
    if any(repairs for _, repairs in turns):
        grids = [grid for grid, _ in turns]
        headers = [_header(grid, known, told) for grid in grids]
    with_header = [grid for grid, header in zip(grids, headers, strict=True) if header and _has_indicator(header)]
    if len(with_header) > 1:
        with_header = [one for one in with_header if not _is_list(one, headers[grids.index(one)])] or with_header
    if len(with_header) > 1:
        return _which_sheet(with_header)
    at = grids.index(with_header[0]) if with_header else 0
    findings = Findings(grids[at].file_name)
    if turns[at][1]:
        screen(written[at], None, findings)
        findings.repairs.parts.append(turns[at][1])
    elif header := headers[at]:
        findings.repairs.parts += [cleaning_repairs(written[at], grids[at], header), double_repairs(grids[at], header)]
    grid, header = grids[at], headers[at]
    if header is None:
        grid, header = told_header(grid, known, answers, told)
    return _read_grid(grid, header, known, answers, findings)


def _header(grid: Grid, known: Known, told: Mapping[str, str]) -> Header | None:
    """The header; what was told of columns by their number names no cell of the rows below it."""
    named = {header: role for header, role in told.items() if not header.isdecimal()}
    found = find_header(grid, known, named)
    if found is None or found.double or len(named) == len(told):
        return found
    return header_at(grid, found.at, known, told)


def _turn(grid: Grid, header: Header | None, known: Known, told: Mapping[str, str]) -> tuple[Grid, list[Repair]]:
    """The sheet with a row a value where its columns are indicators or units, and what was turned."""
    if header is None or not _has_indicator(header):
        return turned(grid, known, told)
    may_be = not header.wide and any(place.named for place in header.of(""))
    return turned(grid, known, told, header.at) if may_be else (grid, [])


def _has_indicator(header: Header) -> bool:
    return bool(header.of("indicator"))


def _is_list(grid: Grid, header: Header | None) -> bool:
    """Whether a sheet only names indicators, as a list to choose from does: no figure stands beside them."""
    if header is None or any(place.role not in ("", "indicator", "name") for place in header.places):
        return False
    below = grid.take(slice(header.at + 1, None))
    return not any(may_be_figure(cell) for place in header.of("") for cell in below.columns[place.index].distinct())


def _which_sheet(grids: Sequence[Grid]) -> Reading:
    findings, first = Findings(grids[0].file_name), grids[0]
    names = tuple(grid.sheet or "" for grid in grids)
    findings.tell("which-sheet", sheets=", ".join(f"'{name}'" for name in names))
    findings.ask("sheet", "", "which-sheet", names)
    understood = Understood(first.format, None, None, None, None, first.sheets, None, "long")
    return _reading(findings, understood, no_records())


def _read_grid(
    grid: Grid, header: Header | None, known: Known, answers: Mapping[str, str], findings: Findings
) -> Reading:
    screen(grid, header, findings)
    if header is None:
        findings.tell("no-header")
        ask_header(grid, findings)
        silence(findings)
        return _reading(findings, _understood(grid, None, ""), no_records())
    below = of_table(_without_repeats(grid, header, findings), header)
    tell_above(grid.head(header.at), known, findings)
    ragged = tell_ragged(header, below, findings)
    even = below.take(np.flatnonzero(~ragged)) if ragged.any() else below
    filled = filled_down(even, header)
    even = filled.below
    findings.repairs.parts.append(filled.repairs)
    findings.repairs.parts.append(provisional_repairs(header))
    unclear = is_unclear(header)
    asked = ask_columns(header, even, told_columns(answers), findings) if unclear else frozenset[int]()
    tell_aside(header, even, known, findings, asked)
    for number in sorted(below.hidden.intersection(below.numbers.tolist())):
        findings.tell("hidden-row", number)
    parsed: Parsed = no_records(), "", frozenset(), frozenset()
    columns = header
    if check_layout(header, known, findings, asked):
        if not len(below):
            findings.tell("no-rows", header.number)
        for number, unit in filled.doubtful.items():
            findings.tell("unit-left-blank", number, header.of("org_unit")[0].header, "", unit=unit)
        certain = True
        if known.plan.org_units and not header.of("org_unit"):
            even, columns, certain = with_units(grid, even, header, known, answers, findings)
        parsed = parse(even, columns, known, answers, findings) if certain else parsed
    records, mark, mentioned, without = parsed
    tell_around(grid.head(header.at), header, mentioned, known, findings)
    silence(findings)
    reading = _reading(findings, _understood(grid, columns, mark), records)
    return replace(reading, mentioned=mentioned, no_values=without, header=header)


def _without_repeats(grid: Grid, header: Header, findings: Findings) -> Grid:
    """The rows below the header, without those that only say it again."""
    below, row = grid.take(slice(header.at + 1, None)), grid.row(header.at)
    again = repeats_of({at: cell.text for at, cell in enumerate(row.cells) if cell.text.strip()}, below)
    for number in below.numbers[again].tolist():
        findings.tell("header-repeated", number, header.places[0].header, row.cells[0].text)
    return below.take(np.flatnonzero(~again)) if again.any() else below


def _reading(findings: Findings, understood: Understood, records: Records) -> Reading:
    personal = any(one.code == "personal-data" for one in findings.issues)
    return Reading(
        findings.file,
        "",
        understood,
        no_records() if personal else records,
        findings.repairs,
        in_order(findings.issues),
        tuple(findings.questions),
    )


def _understood(grid: Grid, header: Header | None, mark: str) -> Understood:
    at = header.at if header else 0
    first = grid.take(slice(at, at + _PREVIEW)).rows
    return Understood(
        grid.format,
        grid.encoding,
        grid.delimiter,
        mark or None,
        grid.sheet,
        grid.sheets,
        (header.number or None) if header else None,
        "wide" if header and header.wide else "long",
        roles_read(header) if header else {},
        tuple(tuple(masked(cell.text)[:_SHOWN] for cell in row.cells) for row in first),
    )


def _named(issues: Sequence[Issue], grids: Sequence[Grid], found: Reading) -> list[Issue]:
    """The issues of opening, by header as written where they name one column by its letter."""
    understood = found.understood
    if understood is None or understood.header_row is None or len(grids) > 1:
        return list(issues)
    cells = next(row.cells for row in grids[0].head(HEADER_ROWS) if row.number == understood.header_row)
    names = {column_letter(index + 1): " ".join(cell.text.split()) for index, cell in enumerate(cells)}
    return [replace(one, column=masked(names.get(one.column, "")) or one.column) for one in issues]
