"""The second step for a whole file: columns of text become a typed table, each by the decimal mark that it proves."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set

from kpi.core.issue import Issue
from kpi.core.plain import plain
from kpi.intake.faults.catalogue import fault
from kpi.intake.faults.hints import MARKS, Hint, again, nearest
from kpi.intake.parse.cells.numbers import POINT, shape
from kpi.intake.parse.cells.plain_cells import NUMBERS, Bad
from kpi.intake.parse.head.synonyms import column_name
from kpi.intake.plan.columns import TableKind
from kpi.intake.plan.decimal_mark import needs_proof, proven_mark, written_finely
from kpi.intake.plan.raw_table import RawTable
from kpi.intake.plan.table import Meaning, Table, TableColumn
from kpi.intake.read.names import masked

_PERSONAL = "personal-data"
Meanings = Mapping[str, Meaning]  # by column


def meanings_of(sheet: TableKind) -> Meanings:
    """Nothing is read yet of any column."""
    return {name: Meaning(parser) for name, parser in sheet.columns.items()}


def parse_table(
    raw: RawTable, sheet: TableKind, meanings: Meanings, fine: Collection[str] = (), personal: Set[str] = frozenset()
) -> tuple[Table, tuple[Issue, ...]]:
    """Read every cell of a file by its column; unknown columns are left out with a notice.

    `meanings` of the same sheet (`meanings_of`) go from file to file. `fine`: the indicators whose values have three
    decimals by what is written of them (`fine_indicators`). `personal`: the texts with what may be a citizen number.
    """
    if not raw.header.cells:
        return Table(raw.name, complete=False), ()
    places, issues = _columns(raw, sheet)
    issues += _personal(raw, sheet, personal) if personal else ()
    finely = [code in fine for code in raw.columns[places["indicator"]]] if fine and "indicator" in places else []
    columns = {
        name: _column(raw, place, meanings[name], finely if name in sheet.in_unit else ())
        for name, place in places.items()
    }
    lacks_rows = sheet.must_have_rows and raw.complete and not raw.numbers
    complete = raw.complete and not lacks_rows and set(sheet.required) <= set(places)
    table = Table(raw.name, raw.numbers, columns, complete)
    without = [fault("no-rows", file=raw.name)] if lacks_rows else []
    return table, (*issues, *_unread(table), *_respelled(table), *without)


def _personal(raw: RawTable, sheet: TableKind, personal: Set[str]) -> Iterator[Issue]:
    """The cells with one of these texts, also of columns that are not read; a plain number is only that."""
    for header, texts in zip(raw.header.cells, raw.columns, strict=True):
        numbers = sheet.columns.get(column_name(header)) in NUMBERS
        found = {text for text in personal if not (numbers and shape(text))}
        if header in personal:
            yield fault(_PERSONAL, file=raw.name, row=raw.header.number, column=masked(header))
        for at in (at for at, text in enumerate(texts) if text in found) if found else ():
            yield fault(_PERSONAL, file=raw.name, row=raw.numbers[at], column=masked(header))


def unrepeated(issues: Sequence[Issue]) -> Sequence[Issue]:
    """The issues; where a citizen number was refused without those that would repeat one."""
    if not any(one.code == _PERSONAL for one in issues):
        return issues
    return [one for one in issues if one.code == _PERSONAL or not _echoes(one)]


def _echoes(issue: Issue) -> bool:
    texts = (issue.value, issue.message, issue.suggestion, issue.column)
    return any(text != masked(text) for text in texts)


def _column(raw: RawTable, place: int, meaning: Meaning, finely: Sequence[bool]) -> TableColumn:
    """`finely`: of each row whether its numbers have three decimals; empty where that says nothing."""
    texts, mark, respelled = raw.columns[place], "", ""
    different = dict.fromkeys(texts)
    if meaning.numbers and needs_proof(different):
        plainly, mark = meaning, proven_mark(different) or written_finely(texts, finely)
        meaning = meaning.by(mark)
        good = (text for text in different if not isinstance(meaning[text], Bad))
        respelled = next((text for text in good if meaning[text] != plainly[text]), "")
    bad = {text: found for text in different if isinstance(found := meaning[text], Bad)}
    return TableColumn(raw.header.cells[place], texts, meaning, bad, mark or POINT, respelled)


def _unread(table: Table) -> Iterator[Issue]:
    """The cells that cannot be read."""
    for name, column in table.columns.items():
        for row in table.where(name, column.bad):
            found = column.bad[row.texts[name]]
            yield row.fault(found.code, name, hint=found.hint, **found.words)


def _respelled(table: Table) -> Iterator[Issue]:
    """The columns with a number that is read otherwise than plan files write one, each at its first such cell."""
    for name, column in table.columns.items():
        if column.respelled:
            row = table.row(column.texts.index(column.respelled))
            yield row.fault("number-notation", name, mark=MARKS[column.mark], read=plain(row.values[name]))


def _columns(raw: RawTable, sheet: TableKind) -> tuple[dict[str, int], list[Issue]]:
    """Where each known column stands, and what is wrong with the header."""
    places: dict[str, int] = {}
    issues = []
    for place, header in enumerate(raw.header.cells):
        name = column_name(header)
        if name in places:
            twice = again(header, raw.header.cells[places[name]])
            issues.append(_header_fault(raw, "duplicate-column", header, twice=twice))
        elif name in sheet.columns:
            places[name] = place
        elif header or any(raw.columns[place]):
            hint = nearest(name, sheet.columns.keys() - places.keys()) if header else None
            issues.append(_header_fault(raw, "unknown-column", header or f"nr. {place + 1}", hint))
    issues += [_missing(raw, name) for name in sheet.required if name not in places]
    return places, issues


def _header_fault(raw: RawTable, code: str, header: str, hint: Hint | None = None, **words: Hint) -> Issue:
    return fault(code, file=raw.name, row=raw.header.number, column=header, value=header, hint=hint, **words)


def _missing(raw: RawTable, column: str) -> Issue:
    return fault("missing-column", file=raw.name, row=raw.header.number, column=column)
