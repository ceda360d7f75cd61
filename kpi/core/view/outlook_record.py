"""The forecasts that a plan's results had at every moment that figures came in, beside what became of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kpi.core.calendar.period import DAY
from kpi.core.light.assessment import Assessment, Status
from kpi.core.light.evidence import reports_of
from kpi.core.light.snapshot import Evidence, Snapshot
from kpi.core.light.status import assess
from kpi.core.light.units import Tree
from kpi.core.model import Target
from kpi.core.outlook.of_target import outlook
from kpi.core.outlook.score import PastForecast
from kpi.core.thresholds import Thresholds

_SETTLED = (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.MISSED)


@dataclass(frozen=True, slots=True)
class AtDeadline:
    """What a result was at its deadline, and whether that was what was promised."""

    target: Target
    value: float
    met: bool


def outcomes(snapshot: Snapshot) -> tuple[AtDeadline, ...]:
    """The results of which the deadline has passed and it is known what they were then; those seen in part left out."""
    if snapshot.part is not None:
        return ()
    found = (_outcome(row.assessment) for row in snapshot.rows)
    return tuple(one for one in found if one is not None)


def _outcome(one: Assessment) -> AtDeadline | None:
    if one.as_of <= one.target.due or one.status not in _SETTLED:
        return None
    by_then = [point for point in one.series if point.day <= one.target.due]
    return AtDeadline(one.target, by_then[-1].value, one.status is Status.ACHIEVED) if by_then else None


def forecasts_then(
    known: Iterable[AtDeadline], evidence: Evidence, tree: Tree, thresholds: Thresholds
) -> Iterator[tuple[date, PastForecast]]:
    """What was forecast of these results from the evidence of one moment, with the day of the newest figure it used.

    Nothing where nothing was forecast then: nothing was known, or all of it.
    """
    for one in known:
        reports = reports_of(one.target, evidence, tree)
        days = [each.day for each in reports if each.day < one.target.due]
        if not days:
            continue
        seen = outlook(assess(one.target, reports, as_of=min(max(days), one.target.due - DAY), thresholds=thresholds))
        if seen.low is not None and seen.high is not None and seen.chance is not None:
            yield max(days), PastForecast(one.target.code, seen.low, seen.high, seen.chance, one.value, one.met)
