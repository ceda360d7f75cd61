"""A plan as somebody sees it who may see some of its organisation units: what stands for all tells of no other one."""

from collections.abc import Iterable
from dataclasses import replace

from kpi.core.light.assessment import Assessment, Flag, Light, Status
from kpi.core.light.evidence import reports_of
from kpi.core.light.snapshot import Change, Evidence, PastLight, Row, Snapshot
from kpi.core.light.units import Reports, tree_of
from kpi.core.model import Measurement, Target

FEWEST = 3  # other units behind a value that may be shown: of fewer, one could be worked out from the others
Part = frozenset[str]


def in_part(snapshot: Snapshot, evidence: Evidence, part: Part) -> Snapshot:
    """The same with the figures of these units alone, and without the lights that would tell of another unit.

    `part`: the units that may be seen, with those below them. A light is withheld when fewer than FEWEST others stand
    behind one of its values, and when it is the promise of another unit.
    """
    promised = {one.code: one for one in (*snapshot.plan.targets, *(each.target for each in snapshot.plan.ended))}
    tree = tree_of(snapshot.plan.org_units)

    def seen(row: Row) -> Row:
        reports = reports_of(promised[row.target.code], evidence, tree)
        return _seen(row, promised[row.target.code], reports, part)

    return replace(snapshot, rows=tuple(map(seen, snapshot.rows)), ended=tuple(map(seen, snapshot.ended)), part=part)


def is_withheld(one: Assessment) -> bool:
    """Whether a light is not shown to who asks."""
    return Flag.WITHHELD in one.flags


def own_rows(rows: Iterable[Measurement], part: Part) -> tuple[Measurement, ...]:
    """What was reported of these units."""
    return tuple(one for one in rows if one.org_unit in part)


def _seen(row: Row, promised: Target, reports: Reports, part: Part) -> Row:
    own = tuple(unit for unit in row.units if unit in part)
    if _tells_of_no_other(promised, reports, row, part):
        return replace(row, units=own)
    nothing = Status.NO_DATA, Light.GREY, (Flag.WITHHELD,)
    return replace(
        row,
        target=promised,
        assessment=Assessment(promised, row.assessment.as_of, *nothing),
        change=Change.SAME,
        strip=tuple(PastLight(one.period, *nothing) for one in row.strip),
        units=own,
    )


def _tells_of_no_other(promised: Target, reports: Reports, row: Row, part: Part) -> bool:
    if promised.org_unit and promised.org_unit not in part:
        return False
    behind = [reports, *([reports.benchmark] if reports.benchmark else [])]
    periods = (one.rows.org_unit for each in behind for one in each.until(row.assessment.as_of))
    others = (len(set(units) - part - {""}) for units in periods)
    return all(count == 0 or count >= FEWEST for count in others)
