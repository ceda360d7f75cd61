"""A plan folder after its cells are read: typed rows, not yet a plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.intake.plan.plan_file import PlanHeader
from kpi.intake.plan.table import Table, TableRow
from kpi.intake.plan.timing import Timing


@dataclass(frozen=True, slots=True)
class FolderTables:
    """All tables of a folder, one for each file of measurements.

    `timing` by the row number of targets.csv, empty when the plan's period is not known.
    """

    header: PlanHeader
    targets: Table
    indicators: Table
    org_units: Table
    context: Table
    activities: Table
    checkins: Table
    measurements: tuple[Table, ...]
    timing: Mapping[int, Timing]

    @property
    def indicator_rows(self) -> dict[str, TableRow]:
        """The row of each indicator; the first one where a code is used twice."""
        return {row.text("indicator"): row for row in reversed(self.indicators.rows) if row.text("indicator")}

    @property
    def own_code_rows(self) -> dict[str, TableRow]:
        """The rows of targets that are measured under their own code, by that code."""
        rows = reversed(self.targets.rows)
        return {row.text("target"): row for row in rows if row.text("target") and row.empty("indicator")}
