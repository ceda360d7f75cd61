"""Codes: every one that is referred to exists, means one thing, and no organisation unit lies below itself."""

from collections.abc import Collection, Iterator, Mapping

from kpi.core.issue import Issue
from kpi.intake.faults.hints import nearest
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.table import Table, TableRow


def check_codes(draft: FolderTables) -> Iterator[Issue]:
    """Issues of references between the files of a plan; a file with missing rows accuses nobody."""
    yield from _themes(draft)
    yield from _known(draft.targets, "indicator", "unknown-indicator", draft.indicators, "indicator")
    yield from _known(draft.targets, "benchmark", "unknown-indicator", draft.indicators, "indicator")
    yield from _known(draft.targets, "org_unit", "unknown-org-unit", draft.org_units, "org_unit")
    yield from _known(draft.org_units, "parent", "unknown-org-unit", draft.org_units, "org_unit")
    yield from _known(draft.checkins, "target", "unknown-target", draft.targets, "target")
    for table in draft.measurements:
        yield from _known(table, "org_unit", "unknown-org-unit", draft.org_units, "org_unit")
    yield from _two_meanings(draft)
    yield from _cycles(draft.org_units)


def _themes(draft: FolderTables) -> Iterator[Issue]:
    known = {theme.code for theme in draft.header.themes}
    if draft.header.complete:
        for table in (draft.targets, draft.context, draft.activities):
            yield from _unknown(table, "theme", "unknown-theme", known)


def _known(table: Table, column: str, code: str, home: Table, name: str) -> Iterator[Issue]:
    if home.complete:
        yield from _unknown(table, column, code, set(home.column(name)))


def _unknown(table: Table, column: str, code: str, known: Collection[str]) -> Iterator[Issue]:
    hints = {text: nearest(text, known) for text in table.different(column).difference(known)}
    for row in table.where(column, hints):
        yield row.fault(code, column, hint=hints[row.text(column)])


def _two_meanings(draft: FolderTables) -> Iterator[Issue]:
    """A measurement names an indicator or a target: a code that is both would be read two ways."""
    indicators = draft.indicator_rows
    for row in draft.targets.rows:
        code = row.text("target")
        if code in indicators and row.text("indicator") != code:
            yield row.fault("duplicate-code", "target", first="indicators.csv", first_row=indicators[code].number)


def _cycles(units: Table) -> Iterator[Issue]:
    parents = {row.text("org_unit"): row.text("parent") for row in units.rows}
    for row in units.having("parent"):
        line = unit_lineage(row.text("org_unit"), parents)
        if line[-1] == row.text("org_unit"):
            yield _cycle(row, line)


def _cycle(row: TableRow, line: tuple[str, ...]) -> Issue:
    return row.fault("org-unit-cycle", "parent", unit=line[-1], chain=" > ".join((line[-1], *line)))


def unit_lineage(unit: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """The unit's parent, its parent and so on; in a cycle it ends with the first unit met again, or the unit itself."""
    line: list[str] = []
    above = parents.get(unit, "")
    while above and above not in line:
        line.append(above)
        above = parents.get(above, "") if above != unit else ""
    return tuple(line) or ("",)
