"""Fourth step: rules across tables; each yields issues, none raises, and none blames a row for another file's fault."""

from collections.abc import Iterator
from itertools import chain

from kpi.core.calendar.period import Frequency
from kpi.core.issue import Issue
from kpi.intake.faults.catalogue import fault
from kpi.intake.plan.check_codes import check_codes
from kpi.intake.plan.check_links import references
from kpi.intake.plan.check_measurements import measurements
from kpi.intake.plan.check_targets import targets
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.plan_file import NAME
from kpi.intake.plan.surroundings import ALONE, Surroundings
from kpi.intake.plan.table import TableRow


def check_tables(draft: FolderTables, around: Surroundings = ALONE) -> Iterator[Issue]:
    """All issues that need more than one table or more than one cell; `around`: vocabulary and other plans."""
    yield from chain(check_codes(draft), references(draft, around), targets(draft), _indicators(draft))
    yield from chain(measurements(draft), _idle_themes(draft))


def _indicators(draft: FolderTables) -> Iterator[Issue]:
    for row in draft.indicators.having("aggregation"):
        is_share = not row.empty("numerator") and not row.empty("denominator")
        if is_share and row.get("aggregation", str) != "ratio":
            yield row.fault("share-not-ratio", "aggregation")
    for row in draft.indicators.having("every"):
        frequency, months = row.get("frequency", Frequency), row.get("every", int)
        if frequency and months and months < frequency.months:
            yield row.fault("every-too-short", "every", frequency=frequency.value)


def _idle_themes(draft: FolderTables) -> Iterator[Issue]:
    used = set(draft.targets.column("theme"))
    idle = [theme for theme in draft.header.themes if theme.code not in used]
    # A misspelled theme is told once, at its row: not a second time as a theme without targets.
    known = {theme.code for theme in draft.header.themes}
    if not draft.targets.complete or not _all_known(draft.targets.rows, known):
        return
    for theme in idle:
        line = draft.header.theme_line(theme.code)
        yield fault("theme-without-targets", file=NAME, row=line, column="code", value=theme.code)


def _all_known(rows: tuple[TableRow, ...], known: set[str]) -> bool:
    return all(row.text("theme") in known for row in rows)
