"""Matrix and timeline as drawings that stand by themselves, with title, plan, date and whether figures are invented."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from markupsafe import Markup

from kpi.core.light.assessment import Flag, Light
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.notation import day, number
from kpi.core.plain import in_xml
from kpi.core.view.folded import Matrix, MatrixTheme, cell_at, matrix_of, timeline_of
from kpi.present.html import drawing
from kpi.present.html.drawing import MARGIN, TOP, WIDTH, caption, cut, lamp, rule
from kpi.present.html.markup import NOTHING, joined
from kpi.present.html.results.matrix import counts_words, rest_words, short_period, stops
from kpi.present.html.results.timeline import axis_of, labels
from kpi.present.screen.scene import Scene
from kpi.present.screen.selection import described
from kpi.present.style import colour
from kpi.present.words import plural

_Draw = Callable[[float], Markup]
LINE, COLUMN = 27.0, 62.0
NAMES = 480.0  # of a timeline
_ORDER = (Light.RED, Light.AMBER, Light.GREEN, Light.GREY)


def matrix_svg(scene: Scene, snapshot: Snapshot, rows: Sequence[Row]) -> str:
    """The matrix of the selected rows, every theme open."""
    matrix = matrix_of(rows)
    first = WIDTH - MARGIN - COLUMN * len(matrix.periods)
    heads = joined(
        caption(first + COLUMN * (at + 0.5), TOP + 14, short_period(one, True), soft=True, size=14, middle=True)
        for at, one in enumerate(matrix.periods)
    )
    lines = [line for one in matrix.themes for line in _theme_lines(scene, one, matrix, first)]
    bodies = joined(draw(TOP + 26 + LINE * at) for at, draw in enumerate(lines))
    return _sheet(scene, snapshot, rows, "Matrix", 34 + LINE * len(lines), heads + bodies)


def _theme_lines(scene: Scene, one: MatrixTheme, matrix: Matrix, first: float) -> Iterator[_Draw]:
    room = first - MARGIN - 12

    def head(y: float) -> Markup:
        counts = [[lights[light] for light in _ORDER] for lights in one.past]
        title = cut(f"{one.theme.title}: {counts_words(one.rollup, scene.lang)}", room, 17)
        bars = joined(
            drawing.spread(first + COLUMN * at + 5, y + 9, COLUMN - 10, each, stops(each)) if sum(each) else NOTHING
            for at, each in enumerate(counts)
        )
        return rule(MARGIN, y, WIDTH - MARGIN, y, "soft") + caption(MARGIN, y + 20, title, bold=True, size=17) + bars

    yield head
    for row in one.rows:
        yield _matrix_row(row, matrix, first, room)
    if rest := rest_words(one, scene.lang):
        yield lambda y: caption(MARGIN + 18, y + 19, rest, soft=True, size=15)


def _matrix_row(row: Row, matrix: Matrix, first: float, room: float) -> _Draw:
    def draw(y: float) -> Markup:
        cells = [cell_at(row, one) for one in matrix.periods]
        lights = joined(
            lamp(cell.status, cell.flags, first + COLUMN * (at + 0.5), y + LINE / 2) if cell else NOTHING
            for at, cell in enumerate(cells)
        )
        said = caption(MARGIN + 18, y + 19, cut(row.target.statement, room - 18, 15), size=15)
        return rule(MARGIN + 18, y, WIDTH - MARGIN, y) + said + lights

    return draw


def timeline_svg(scene: Scene, snapshot: Snapshot, rows: Sequence[Row]) -> str:
    """The deadlines of the selected rows, every theme open."""
    view = timeline_of(rows, scene.as_of)
    axis = axis_of([row for _, own, _ in view.themes for row in own], scene.as_of)
    left, wide = MARGIN + NAMES, WIDTH - 2 * MARGIN - NAMES - 12

    def at(share: float) -> float:
        return left + wide * share / 100

    lines = list(accumulate((len(own) + 1 for _, own, _ in view.themes), initial=0))
    height = 34 + LINE * lines[-1]
    gauges = joined(
        rule(at(share), TOP + 4, at(share), TOP + height) + caption(at(share) + 4, TOP + 14, said, soft=True, size=14)
        for share, said, _ in labels(axis)
    )
    now = at(axis.end(scene.as_of))
    body = joined(
        caption(MARGIN, TOP + 26 + LINE * begin + 20, theme.title, bold=True, size=17)
        + joined(
            _lane(
                row,
                TOP + 26 + LINE * (begin + 1 + place),
                at(axis.start(row.target.due_from or row.target.due)),
                at(axis.end(row.target.due)),
            )
            for place, row in enumerate(own)
        )
        for begin, (theme, own, _) in zip(lines, view.themes, strict=False)
    )
    line = rule(now, TOP + 18, now, TOP + height, "accent", 2)
    return _sheet(scene, snapshot, rows, "Timeline", height, gauges + line + body)


def _lane(row: Row, y: float, left: float, right: float) -> Markup:
    """One result: its name, the window of its deadline, and its light at the end."""
    one = row.assessment
    bar = drawing.box(left, y + LINE / 2 - 3, right - left, 6, colour("line"))
    said = caption(MARGIN + 18, y + 19, cut(row.target.statement, NAMES - 30, 15), size=15)
    return said + bar + lamp(one.status, one.flags, right, y + LINE / 2, 15)


def _sheet(scene: Scene, snapshot: Snapshot, rows: Sequence[Row], name: str, height: float, body: Markup) -> str:
    """The drawing with what it is of: plan, date, selection, and that figures are invented where they are."""
    count = plural(scene.lang, "{n} result", "{n} results", len(rows))
    wanted = "; ".join(f"{field}: {value}" for field, value in described(scene, snapshot.plan).items())
    sample = any(Flag.SAMPLE in row.assessment.flags for row in rows)
    told = [
        snapshot.plan.title,
        day(scene.as_of, scene.lang),
        count,
        *([scene.text("sample figures")] if sample else []),
    ]
    foot = [
        f"Planpeil · {scene.text('revision {revision}', revision=number(scene.revision, 0, scene.lang))}",
        *([wanted] if wanted else []),
    ]
    title = f"{scene.text('All results')} · {scene.text(name)}"
    told_below = cut(" · ".join(foot), WIDTH - 2 * MARGIN, 14)
    return in_xml(drawing.drawn_sheet(title, " · ".join(told), told_below, height, body))
