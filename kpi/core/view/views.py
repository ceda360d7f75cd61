"""What each screen shows, taken from a snapshot: page, command line and report get the same values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.core.light.assessment import Status
from kpi.core.light.rollup import Rollup, Standing, roll_up, seriousness, standing
from kpi.core.light.snapshot import Change, Row, Snapshot
from kpi.core.model import Plan, Theme
from kpi.core.view.arranging import urgency

YEAR = timedelta(days=366)
AHEAD_DAYS = 90
FIRST_ROWS = 6


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme on the overview: worst light, distribution, coverage, and how many lights changed since last quarter."""

    theme: Theme
    rollup: Rollup
    worse: int
    better: int


@dataclass(frozen=True, slots=True)
class Overview:
    """`first`: what needs the board first, most serious on top; `more` counts what did not fit.

    `deadlines`: open targets due within 90 days after the date, nearest first.
    """

    rollup: Rollup
    cards: tuple[ThemeCard, ...]
    first: tuple[Row, ...]
    more: int
    deadlines: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One theme of a snapshot; `previous` and `next` in the plan are theme codes or empty."""

    snapshot: Snapshot
    theme: Theme
    previous: str
    next: str


def overview_view(snapshot: Snapshot) -> Overview:
    """The first screen: a card a theme, what comes first, and the deadlines ahead."""
    urgent = first_things(snapshot.rows)
    return Overview(
        rollup=roll_up(row.assessment for row in snapshot.rows),
        cards=tuple(_card(snapshot, theme) for theme in snapshot.plan.themes),
        first=urgent[:FIRST_ROWS],
        more=max(0, len(urgent) - FIRST_ROWS),
        deadlines=_ahead(snapshot),
    )


def first_things(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Missed and behind first, then what is silent while its deadline has passed, then what needs attention."""
    urgent = [row for row in rows if standing(row.assessment) is Standing.ATTENTION]
    return tuple(sorted(urgent, key=urgency))


def _ahead(snapshot: Snapshot) -> tuple[Row, ...]:
    until = snapshot.as_of + timedelta(days=AHEAD_DAYS)
    settled = (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.MISSED)
    rows = [
        row
        for row in snapshot.rows
        if snapshot.as_of <= row.target.due <= until and row.assessment.status not in settled
    ]
    return tuple(sorted(rows, key=lambda row: (row.target.due, seriousness(row.assessment))))


def _card(snapshot: Snapshot, theme: Theme) -> ThemeCard:
    rows = snapshot.of_theme(theme.code)
    return ThemeCard(
        theme=theme,
        rollup=roll_up(row.assessment for row in rows),
        worse=sum(row.change is Change.WORSE for row in rows),
        better=sum(row.change is Change.BETTER for row in rows),
    )


def theme_view(snapshot: Snapshot, code: str) -> ThemeView | None:
    """One theme with its neighbours; None when the plan has no such theme."""
    codes = [theme.code for theme in snapshot.plan.themes]
    if code not in codes:
        return None
    at = codes.index(code)
    return ThemeView(
        snapshot=snapshot,
        theme=snapshot.plan.themes[at],
        previous=codes[at - 1] if at else "",
        next=codes[at + 1] if at + 1 < len(codes) else "",
    )


def date_range(plan: Plan) -> tuple[date, date]:
    """The first and last day a plan may be looked at: from a year before it to two years after it."""
    return plan.start - YEAR, plan.end + 2 * YEAR
