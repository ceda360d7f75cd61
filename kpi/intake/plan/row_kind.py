"""The kind of a row of targets.csv that is still being read."""

from kpi.core.kinds import KINDS, KindTraits
from kpi.core.vocabulary import Kind
from kpi.intake.plan.table import TableRow


def traits_of(row: TableRow) -> KindTraits | None:
    """What its kind allows and needs; None where no kind could be read."""
    kind = row.get("kind", Kind)
    return None if kind is None else KINDS[kind]
