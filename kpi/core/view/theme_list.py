"""A theme as a list that puts exceptions first: what asks for attention, what goes well, what cannot be judged yet."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi.core.light.rollup import Standing, seriousness, standing
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.plan_parts import Activity
from kpi.core.view.filters import Filters, select
from kpi.core.view.views import first_things


@dataclass(frozen=True, slots=True)
class FocusCount:
    """A focus of a theme: how many results the rest of the selection leaves it, and whether it is chosen."""

    focus: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class ThemeList:
    """The selected results of one theme, the most serious first within each part.

    `selection` is that of the rows: the one of the page with this theme as its only theme. `total`: results of the
    theme without any selection.
    """

    selection: Filters
    total: int
    rows: tuple[Row, ...]
    attention: tuple[Row, ...]
    fine: tuple[Row, ...]
    unjudged: tuple[Row, ...]
    ended: tuple[Row, ...]
    focuses: tuple[FocusCount, ...]
    activities: tuple[Activity, ...]


def theme_list(snapshot: Snapshot, theme: str, selection: Filters) -> ThemeList:
    """The results of a theme that the selection leaves; its own themes say nothing here."""
    wanted = selection.but("theme", theme)
    rows = select(snapshot.known, wanted)
    focuses = wanted.codes("focus")
    activities = [one for one in snapshot.plan.activities if one.theme == theme]
    return ThemeList(
        selection=wanted,
        total=len(snapshot.of_theme(theme)),
        rows=rows,
        attention=first_things(rows),
        fine=_standing(rows, Standing.FINE),
        unjudged=_standing(rows, Standing.UNJUDGED),
        ended=() if wanted.with_ended else tuple(row for row in snapshot.ended if row.target.theme == theme),
        focuses=_focuses(snapshot, wanted),
        activities=tuple(one for one in activities if not focuses or one.focus in focuses),
    )


def _standing(rows: Iterable[Row], wanted: Standing) -> tuple[Row, ...]:
    found = [row for row in rows if standing(row.assessment) is wanted]
    return tuple(sorted(found, key=lambda row: seriousness(row.assessment)))


def _focuses(snapshot: Snapshot, wanted: Filters) -> tuple[FocusCount, ...]:
    """Every focus that the theme has results in, in the order of the plan; a chosen one also when it has none left."""
    chosen = wanted.codes("focus")
    every = select(snapshot.known, wanted.but("focus"))
    found = Counter(row.target.focus for row in every)
    names = dict.fromkeys((*(row.target.focus for row in every), *chosen))
    return tuple(FocusCount(name, found[name], name in chosen) for name in names if name)


def toggled(within: Filters, focus: str) -> Filters:
    """The selection with only this focus, or with all of them when it was the one that was chosen."""
    return within.but("focus") if within.codes("focus") == (focus,) else within.but("focus", focus)


def exceptions_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    """All rows: what asks for attention, then what goes well, then what cannot be judged yet."""
    every = tuple(rows)
    return first_things(every) + _standing(every, Standing.FINE) + _standing(every, Standing.UNJUDGED)


def neighbours(rows: Sequence[Row], code: str) -> tuple[Row | None, Row | None]:
    """The rows before and after that of a result; None at an end, and both when it is not among them."""
    at = next((at for at, row in enumerate(rows) if row.target.code == code), None)
    if at is None:
        return None, None
    return rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None
