"""All plans side by side: how each one stands at its own date, level by level, and what is due next."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kpi.core.light.assessment import Status
from kpi.core.light.rollup import Rollup, roll_up, seriousness
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Plan
from kpi.core.view.views import ThemeCard, overview_view
from kpi.core.vocabulary import Level

NEXT_ROWS = 3
_SETTLED = (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.MISSED)


@dataclass(frozen=True, slots=True)
class LevelRollup:
    """The lights of the targets of one level; `level` None: the plan names none."""

    level: Level | None
    rollup: Rollup


@dataclass(frozen=True, slots=True)
class PlanCard:
    """One plan at its own date; `deadlines`: its next open targets, nearest first, at most three."""

    snapshot: Snapshot
    rollup: Rollup
    levels: tuple[LevelRollup, ...]
    themes: tuple[ThemeCard, ...]
    deadlines: tuple[Row, ...]


def plan_cards(snapshots: Iterable[Snapshot]) -> tuple[PlanCard, ...]:
    """A card a plan, in the order they come in."""
    return tuple(_card(one) for one in snapshots)


def _card(snapshot: Snapshot) -> PlanCard:
    view = overview_view(snapshot)
    return PlanCard(snapshot, view.rollup, by_level(snapshot.rows), view.cards, upcoming(snapshot)[:NEXT_ROWS])


def by_level(rows: Iterable[Row]) -> tuple[LevelRollup, ...]:
    """A roll-up a level that occurs, national first: lights of different levels are never added up to one."""
    each = tuple(rows)
    found = ((level, [row.assessment for row in each if row.target.level is level]) for level in (*Level, None))
    return tuple(LevelRollup(level, roll_up(lights)) for level, lights in found if lights)


def upcoming(snapshot: Snapshot) -> tuple[Row, ...]:
    """Every target that is not settled and whose deadline has not passed, nearest first."""
    rows = [row for row in snapshot.rows if row.target.due >= snapshot.as_of and row.assessment.status not in _SETTLED]
    return tuple(sorted(rows, key=lambda row: (row.target.due, seriousness(row.assessment))))


def is_national(plan: Plan) -> bool:
    """Whether a plan asks something of the country: national is the level that most of its targets have."""
    levels = Counter(one.level for one in plan.targets).most_common(1)
    return bool(levels) and levels[0][0] is Level.NATIONAL


def vision_of(snapshots: Iterable[Snapshot]) -> Snapshot | None:
    """The national plan that the others are held against: the one with most targets; None when there is none."""
    national = [one for one in snapshots if is_national(one.plan)]
    return max(national, key=lambda one: len(one.rows), default=None)
