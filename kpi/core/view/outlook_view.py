"""The second layer of one result: what is usual in its course, and where it will be at its deadline."""

from dataclasses import dataclass

from kpi.core.light.assessment import Light
from kpi.core.light.evidence import Point, goal_of
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.outlook.course import period_values
from kpi.core.outlook.likely import Likely
from kpi.core.outlook.of_target import FanPoint, Outlook, fan, outlook
from kpi.core.outlook.xmr import Xmr, within_usual, xmr
from kpi.core.view.target_view import TargetView

LEAST_DRAWN = 3  # values of which a course can be drawn with its usual variation


@dataclass(frozen=True, slots=True)
class UsualCourse:
    """What was measured in each complete period and its XmR chart, in the target's unit.

    `within`: whether the last difference is no larger than every one before it. `goal`: the level that is promised;
    None where what is promised is no level, as a total is not.
    """

    points: tuple[Point, ...]
    chart: Xmr
    within: bool | None
    goal: float | None


@dataclass(frozen=True, slots=True)
class OutlookView:
    """The outlook of a result; `fan` empty: nothing is forecast. `usual` None: too little is known to draw it."""

    outlook: Outlook
    series: tuple[Point, ...]
    fan: tuple[FanPoint, ...] = ()
    usual: UsualCourse | None = None


def outlook_view(view: TargetView) -> OutlookView:
    """The second layer of a result as it is seen; of a part of the plan without what is usual for the whole."""
    one = view.row.assessment
    found = outlook(one)
    return OutlookView(found, one.series, fan(found, one.series), _usual(view))


def _usual(view: TargetView) -> UsualCourse | None:
    target = view.row.assessment.target
    if view.snapshot.part is not None or target.indicator is None or target.traits.has_windows:
        return None
    points = period_values(target, view.known, view.row.assessment.as_of)
    if len(points) < LEAST_DRAWN:
        return None
    values = [point.value for point in points]
    level = not target.traits.adds_up and target.value is not None and target.value_high is None
    goal = goal_of(target) if level else None
    return UsualCourse(points, xmr(values, sign=target.sign, target=goal), within_usual(values), goal)


def surely_missed(snapshot: Snapshot) -> tuple[Row, ...]:
    """The results that are not red and almost certainly will not be reached, the first deadline first."""
    rows = (row for row in snapshot.rows if row.assessment.light is not Light.RED)
    found = [row for row in rows if outlook(row.assessment).likely is Likely.SURELY_NOT]
    return tuple(sorted(found, key=lambda row: row.target.due))
