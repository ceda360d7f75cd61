"""A selection folded by theme, as matrix and timeline show it: never more rows than a screen can bear."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpi.core.calendar.period import Period
from kpi.core.light.assessment import Light, Status
from kpi.core.light.rollup import Rollup, Standing, roll_up, standing
from kpi.core.light.snapshot import STRIP, PastLight, Row
from kpi.core.model import Theme
from kpi.core.view.arranging import urgency

MATRIX_ROWS, LANE_ROWS = 60, 200  # in the page, open or folded
THEME_ROWS = 5  # that a theme of the matrix has at least, while there is room
LINES = 22  # that a screen holds
NEXT_ROWS = 10
SETTLED = (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.MISSED)


@dataclass(frozen=True, slots=True)
class MatrixTheme:
    """One theme of the matrix.

    `rows`: what asks for attention, most serious first, of `asking`; `rest` counts the others by standing. `past`: the
    lights of all its rows in each period of the matrix.
    """

    theme: Theme
    rollup: Rollup
    rows: tuple[Row, ...]
    asking: int
    rest: Mapping[Standing, int]
    past: tuple[Mapping[Light, int], ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Themes with the most red first, against `periods`, newest first."""

    periods: tuple[Period, ...]
    themes: tuple[MatrixTheme, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """`ahead`: the next deadlines of what is not settled, of `coming`; then the first deadlines of every theme.

    `themes`: theme, rows shown, and how many rows it has.
    """

    ahead: tuple[Row, ...]
    coming: int
    themes: tuple[tuple[Theme, tuple[Row, ...], int], ...]


def matrix_of(rows: Iterable[Row]) -> Matrix:
    """The matrix of a selection: at most 60 rows, and open at first what fits a screen, most red first."""
    themes = _by_theme(rows)
    every = [row for _, own in themes for row in own]
    periods = tuple(sorted({cell.period for row in every for cell in row.strip}, reverse=True)[:STRIP])
    folded = [_folded(theme, own, periods) for theme, own in themes]
    folded.sort(key=lambda one: -one.rollup.lights[Light.RED])
    return Matrix(periods, tuple(_opened(folded)))


def _folded(theme: Theme, own: Sequence[Row], periods: Sequence[Period]) -> MatrixTheme:
    """A theme with all its exceptions, closed."""
    asking = sorted((row for row in own if _asks(row)), key=urgency)
    return MatrixTheme(
        theme=theme,
        rollup=roll_up(row.assessment for row in own),
        rows=tuple(asking),
        asking=len(asking),
        rest=Counter(standing(row.assessment) for row in own if not _asks(row)),
        past=_lights(own, periods),
        is_open=False,
    )


def timeline_of(rows: Iterable[Row], as_of: date) -> Timeline:
    """The deadlines of a selection, the next ones first, at most 200 by theme."""
    themes = [(theme, sorted(own, key=_due)) for theme, own in _by_theme(rows)]
    share = fair_share([len(own) for _, own in themes], LANE_ROWS)
    coming = [
        row for _, own in themes for row in own if row.target.due >= as_of and row.assessment.status not in SETTLED
    ]
    ahead = sorted(coming, key=lambda row: (row.target.due, urgency(row)))[:NEXT_ROWS]
    return Timeline(tuple(ahead), len(coming), tuple((theme, tuple(own[:share]), len(own)) for theme, own in themes))


def fair_share(sizes: Sequence[int], most: int) -> int:
    """How many of each list fit when all together may have `most`: every list the same, but never less than one."""
    return next((share for share in range(most, 1, -1) if sum(min(share, size) for size in sizes) <= most), 1)


def cell_at(row: Row, period: Period) -> PastLight | None:
    """The light of a row at the end of a period; None where its strip does not reach."""
    return next((cell for cell in row.strip if cell.period == period), None)


def _opened(themes: Sequence[MatrixTheme]) -> Iterable[MatrixTheme]:
    """As many rows of each theme as there is room for; open are the first with red, as far as a screen holds them.

    The first of all is open whatever it holds, and a theme that stands alone.
    """
    share = max(THEME_ROWS, fair_share([one.asking for one in themes], MATRIX_ROWS))
    room, lines, is_open = MATRIX_ROWS, len(themes), True
    for at, one in enumerate(themes):
        rows = one.rows[: min(share, room)]
        room -= len(rows)
        lines += len(rows) + 1
        has_red = bool(rows) and one.rollup.lights[Light.RED] > 0
        is_open = len(themes) == 1 or (is_open and has_red and (at == 0 or lines <= LINES))
        yield replace(one, rows=rows, is_open=is_open)


def _by_theme(rows: Iterable[Row]) -> list[tuple[Theme, list[Row]]]:
    """The rows of each theme that has any, themes in the order of the rows."""
    found: dict[str, tuple[Theme, list[Row]]] = {}
    for row in rows:
        found.setdefault(row.theme.code, (row.theme, []))[1].append(row)
    return list(found.values())


def _asks(row: Row) -> bool:
    return standing(row.assessment) is Standing.ATTENTION


def _due(row: Row) -> tuple[date, date]:
    return row.target.due, row.target.due_from or row.target.due


def _lights(rows: Iterable[Row], periods: Sequence[Period]) -> tuple[Mapping[Light, int], ...]:
    found = Counter((cell.period, cell.light) for row in rows for cell in row.strip)
    return tuple({light: found[period, light] for light in Light} for period in periods)
