"""The screens of all results: one selection as a table, as a matrix and as a timeline."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from kpi.core.calendar.period import DAY
from kpi.core.history.known_then import NOTHING_OTHERWISE, Otherwise
from kpi.core.light.assessment import Status
from kpi.core.light.rollup import Standing
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Plan
from kpi.core.notation import day, number
from kpi.core.view.arranging import RowPage, Sort, row_page
from kpi.core.view.filters import FIELDS, SINCE, UNTIL, WORDS, Filters
from kpi.core.view.folded import SETTLED, matrix_of, timeline_of
from kpi.core.view.search import Note
from kpi.core.view.units_view import NO_UNITS, UnitValues
from kpi.present.filter_words import GROUP_WORDS, LABELS, ORDERS, taken, wording
from kpi.present.html import empty
from kpi.present.html.heading import legend
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import link, message, spoken, taken_chips
from kpi.present.html.results import results_table
from kpi.present.html.results.matrix import matrix_grid
from kpi.present.html.results.notes import note_list
from kpi.present.html.results.timeline import timeline_lanes
from kpi.present.pages import MANAGE, MATRIX, RESULTS
from kpi.present.screen.menu import tabs
from kpi.present.screen.scene import Scene
from kpi.present.words import plural, text


def results_title(scene: Scene) -> Markup:
    """The title of the three tabs."""
    words = markup('<h1 class="pp-h1">{}</h1>', scene.text("All results"))
    return spoken(scene.lang, markup('<header class="pp">{}</header>', words))


def chosen(scene: Scene, plan: Plan) -> Markup:
    """What is selected, each with the link that takes it away, and the one that takes away all; nothing for all."""
    each = taken(scene.selection, plan, scene.lang)
    if not each:
        return NOTHING
    without_each = [(words, scene.href(scene.page, selection=without)) for words, without in each]
    clear = scene.href(scene.page, selection=Filters())
    return spoken(scene.lang, taken_chips(without_each, clear, scene.lang))


def table_screen(
    scene: Scene,
    snapshot: Snapshot,
    rows: Sequence[Row],
    besides: Sequence[Note] = (),
    units: UnitValues = NO_UNITS,
    otherwise: Otherwise = NOTHING_OTHERWISE,
) -> Markup:
    """One page of the arranged `rows` as a table, and the figures and activities that the same words find.

    `units`: what the units that are selected gave, by the code of the result. `otherwise`: in what results are known
    otherwise now.
    """
    shown = row_page(rows, scene.arrangement)
    head = _tabline(scene, snapshot, rows, _pages(scene, shown), _grouping(scene) if rows else NOTHING)
    if not rows:
        return spoken(scene.lang, head, _none(scene, snapshot), note_list(tuple(besides), scene.lang))
    ordered = partial(_sorted, scene)
    table = results_table.results_table(
        shown, scene.arrangement, ordered, scene.target_href, scene.lang, snapshot.plan, units, otherwise
    )
    below = markup('<nav class="pp pp-pages">{}</nav>', _pages(scene, shown)) if len(shown.spans) > 1 else NOTHING
    return spoken(scene.lang, head, table, below, note_list(tuple(besides), scene.lang))


def matrix_screen(scene: Scene, snapshot: Snapshot, rows: Sequence[Row]) -> Markup:
    """The selected `rows`, in the order of the plan, against the quarters."""
    head = _tabline(scene, snapshot, rows)
    if not rows:
        return spoken(scene.lang, head, _none(scene, snapshot))
    matrix = matrix_of(rows)
    earlier = NOTHING
    if matrix.periods and matrix.periods[-1].first > snapshot.plan.start:
        before = replace(scene, as_of=matrix.periods[-1].first - DAY)
        earlier = markup(" · {}", link(before.href(MATRIX), scene.text("earlier quarters")))
    grid = matrix_grid(matrix, scene.target_href, partial(_of_theme, scene), scene.lang, earlier)
    return spoken(scene.lang, head, grid, legend(scene.lang, opens=True))


def timeline_screen(scene: Scene, snapshot: Snapshot, rows: Sequence[Row]) -> Markup:
    """The deadlines of the selected `rows` on one axis."""
    head = _tabline(scene, snapshot, rows)
    if not rows:
        return spoken(scene.lang, head, _none(scene, snapshot))
    lanes = timeline_lanes(
        timeline_of(rows, scene.as_of), scene.as_of, scene.target_href, partial(_by_deadline, scene), scene.lang
    )
    return spoken(scene.lang, head, lanes, legend(scene.lang, opens=True))


def _tabline(
    scene: Scene, snapshot: Snapshot, rows: Sequence[Row], pages: Markup = NOTHING, grouping: Markup = NOTHING
) -> Markup:
    """The tabs, and beside them how many results there are and in which order."""
    among = len(snapshot.known if scene.selection.with_ended else snapshot.rows)
    total = number(among, 0, scene.lang)
    count = plural(scene.lang, "{n} result", "{n} results", among)
    if scene.selection != Filters():
        count = plural(scene.lang, "{n} of {total} results", "{n} of {total} results", len(rows), total=total)
    order = f", {scene.text(ORDERS[scene.arrangement.sort][scene.arrangement.backwards])}" if pages else ""
    return markup(
        '<div class="pp pp-tabline">{}{}<p class="pp-told"><span role="status">{}{}</span> {}</p></div>',
        tabs(scene),
        grouping,
        count,
        order,
        pages,
    )


def _pages(scene: Scene, shown: RowPage) -> Markup:
    """A link a page; one page has none, but still says so in its order."""
    each = (
        markup("<b>{}-{}</b>", first, last)
        if at == shown.number
        else link(scene.arranged(page=at).href(RESULTS), f"{first}-{last}")
        for at, (first, last) in _near(shown)
    )
    return markup('<span class="pp-spans">{}</span>', joined(each, " ")) if shown.spans else NOTHING


def _near(shown: RowPage) -> list[tuple[int, tuple[int, int]]]:
    """The first and last page and those around this one: many pages would be a wall of numbers."""
    every = list(enumerate(shown.spans, start=1))
    return [one for one in every if one[0] in (1, len(every)) or abs(one[0] - shown.number) <= 2]


def _grouping(scene: Scene) -> Markup:
    """The quiet choice of groups and of the order, folded behind what holds now."""
    now = scene.arrangement
    by = (
        _choice(scene.arranged(group=code, page=1), scene.text(GROUP_WORDS[code]), now.group == code)
        for code in GROUP_WORDS
    )
    order = (
        _choice(_sorted_scene(scene, sort, False), scene.text(ORDERS[sort][False]), now.sort is sort) for sort in Sort
    )
    return markup(
        '<details class="pp pp-quiet"><summary>{}</summary><p>{}: {}</p><p>{}: {}</p></details>',
        scene.text("Grouped by {field}", field=scene.text(GROUP_WORDS[now.group]))
        if now.group
        else scene.text("Group"),
        scene.text("Group by"),
        joined(by, " · "),
        scene.text("Order"),
        joined(order, " · "),
    )


def _choice(scene: Scene, words: str, here: bool) -> Markup:
    return markup("<b>{}</b>", words) if here else link(scene.href(RESULTS), words)


def _sorted_scene(scene: Scene, sort: Sort, backwards: bool) -> Scene:
    return scene.arranged(sort=sort, backwards=backwards, page=1)


def _sorted(scene: Scene, sort: Sort, backwards: bool) -> str:
    return _sorted_scene(scene, sort, backwards).href(RESULTS)


def _of_theme(scene: Scene, theme: str, standings: Sequence[Standing]) -> str:
    """A link to exactly those results of a theme that stand in one of these ways."""
    return scene.href(RESULTS, selection=scene.selection.but("theme", theme).but("standing", *standings))


def _by_deadline(scene: Scene, theme: str) -> str:
    """A link to the results of a theme by deadline; without a theme to those that are still to come."""
    wanted = scene.selection.but("theme", theme) if theme else _coming(scene)
    return _sorted_scene(scene, Sort.DEADLINE, False).href(RESULTS, selection=wanted)


def _coming(scene: Scene) -> Filters:
    wanted = scene.selection
    open_ones = [status for status in wanted.codes("status") or tuple(Status) if status not in SETTLED]
    return replace(wanted.but("status", *open_ones), since=max(scene.as_of, wanted.since or scene.as_of))


def _none(scene: Scene, snapshot: Snapshot) -> Markup:
    """Why there is nothing to show, and what to do."""
    if not snapshot.rows and not scene.selection.with_ended:
        return empty.no_results(scene.href(MANAGE), scene.lang)
    return message(
        scene.text("No results"),
        contrary_words(scene) or scene.text("No result fits these filters."),
        scene.text("Remove a filter to see more."),
    )


def contrary_words(scene: Scene) -> str:
    """That the first day of the deadline lies after its last; empty when it does not."""
    if not scene.selection.is_contrary:
        return ""
    assert scene.selection.since
    assert scene.selection.until
    return scene.text(
        "“Deadline from” ({since}) lies after “deadline until” ({until}), so nothing fits between. "
        "Swap the days or take one away.",
        since=day(scene.selection.since, scene.lang),
        until=day(scene.selection.until, scene.lang),
    )


def described(scene: Scene, plan: Plan) -> dict[str, str]:
    """The selection in words, name to value, for the files that carry it."""
    wanted = scene.selection
    found = {
        text(scene.lang, LABELS[field]): ", ".join(map(wording(plan, field, scene.lang), codes))
        for field in FIELDS
        if (codes := wanted.codes(field))
    }
    said = {SINCE: wanted.since, UNTIL: wanted.until, WORDS: wanted.words}
    found.update({text(scene.lang, LABELS[name]): str(value) for name, value in said.items() if value})
    return found
