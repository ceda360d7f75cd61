"""The page of a theme: exceptions first, the rest folded and counted; each count opens exactly what it counts."""

from markupsafe import Markup

from kpi.core.light.rollup import Standing, roll_up
from kpi.core.light.snapshot import Change, Row, Snapshot
from kpi.core.notation import number
from kpi.core.view.counted import Count, count_rows, opening, opening_change, opening_standing, quarter_before
from kpi.core.view.filters import Filters
from kpi.core.view.theme_list import ThemeList, theme_list, toggled
from kpi.core.view.views import ThemeView
from kpi.present.filter_words import taken
from kpi.present.html import promise
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import Named, message, soft, spoken, taken_chips
from kpi.present.html.results import theme_list as html
from kpi.present.html.results.counts import count_links, light_bar, silent_link, since
from kpi.present.html.results.result_rows import result_rows
from kpi.present.pages import RESULTS, theme_path
from kpi.present.screen.scene import Scene
from kpi.present.words import plural

FIRST = 10  # exceptions that are not one link away
_OWN = ("theme", "focus")  # said by the page itself and by its chips


def theme_page(scene: Scene, view: ThemeView) -> Markup:
    """The selected results of a theme on one page."""
    snapshot, theme, lang = view.snapshot, view.theme, scene.lang
    found = theme_list(snapshot, theme.code, scene.selection)
    top = markup(
        "{}{}{}{}{}",
        html.titled(theme.title, _near(scene, snapshot, view.previous), _near(scene, snapshot, view.next)),
        markup('<div class="pp pp-ambition">{}</div>', soft(theme.ambition)) if theme.ambition else NOTHING,
        _spread(scene, snapshot, found),
        _focuses(scene, found),
        _taken(scene, snapshot, found),
    )
    body = _attention(scene, found) if found.rows else _none(scene, found)
    folds = (
        _fold(scene, found, Standing.FINE, found.fine)
        + _fold(scene, found, Standing.UNJUDGED, found.unjudged)
        + html.activity_fold(found.activities, lang)
        + promise.ended_list(found.ended, scene.target_href, lang)
    )
    return spoken(lang, markup('<div class="pp-page">{}{}{}</div>', top, body, folds))


def _near(scene: Scene, snapshot: Snapshot, code: str) -> Named | None:
    """The theme before or after this one, on the same selection but for what only this theme has."""
    if not code:
        return None
    title = next(theme.title for theme in snapshot.plan.themes if theme.code == code)
    return title, scene.href(theme_path(code), selection=scene.selection.but("theme").but("focus"))


def _spread(scene: Scene, snapshot: Snapshot, found: ThemeList) -> Markup:
    """The counts, what changed, and the bar of all; silence is told here where the list below cannot show all of it."""
    if not found.rows:
        return NOTHING
    worse, better = (sum(row.change is change for row in found.rows) for change in (Change.WORSE, Change.BETTER))

    def change_at(change: Change) -> str:
        return scene.href(RESULTS, selection=opening_change(change, found.selection))

    def count_at(count: Count) -> str:
        return scene.href(RESULTS, selection=opening(count, found.selection))

    counts = count_rows(found.rows)
    told = (
        since(quarter_before(snapshot.rows), worse, better, change_at, scene.lang),
        silent_link(counts, count_at, scene.lang) if len(found.attention) > FIRST else NOTHING,
    )
    return markup(
        '<div class="pp pp-spread"><div class="pp-over-bar">{}<div class="pp-told">{}</div></div>{}</div>',
        count_links(counts, count_at, scene.lang),
        joined(part for part in told if part),
        light_bar(roll_up(row.assessment for row in found.rows).lights),
    )


def _focuses(scene: Scene, found: ThemeList) -> Markup:
    each = [(one, _here(scene, toggled(scene.selection, one.focus))) for one in found.focuses]
    return html.focus_chips(each, _here(scene, scene.selection.but("focus")), scene.lang)


def _taken(scene: Scene, snapshot: Snapshot, found: ThemeList) -> Markup:
    """What is selected beside theme and focus, each with the address without it."""
    lang = scene.lang
    parts = [(words, _here(scene, without)) for words, without in taken(scene.selection, snapshot.plan, lang, _OWN)]
    said = plural(lang, "{n} of {total} results", "{n} of {total} results", len(found.rows), total=found.total)
    return taken_chips(parts, _here(scene, Filters()), lang, said)


def _attention(scene: Scene, found: ThemeList) -> Markup:
    """The most serious of what asks for attention, and the way to all of it."""
    rows, lang = found.attention, scene.lang
    if not rows:
        return _calm(scene, found)
    under = NOTHING
    if len(rows) > FIRST:
        every = html.all_link(
            scene.href(RESULTS, selection=opening_standing(Standing.ATTENTION, found.selection)), len(rows), lang
        )
        rest = scene.text("and {n} more", n=number(len(rows) - FIRST, 0, lang))
        under = markup("{} · {}", rest, every)
    title = scene.text("Needs attention ({n})", n=number(len(rows), 0, lang))
    return result_rows(rows[:FIRST], scene.target_href, lang, title=title, under=under)


def _calm(scene: Scene, found: ThemeList) -> Markup:
    if found.fine:
        return message(
            scene.text("Nothing needs attention"), scene.text("Every assessed result is on track or achieved.")
        )
    return message(scene.text("Nothing to assess yet"), scene.text("No result has a figure yet that can be assessed."))


def _none(scene: Scene, found: ThemeList) -> Markup:
    """Why there are no rows."""
    if found.total:
        return message(
            scene.text("No results"),
            scene.text("No result of this theme fits this selection."),
            scene.text("Remove a filter to see more."),
        )
    return message(scene.text("No results"), scene.text("The plan promises no results for this theme."))


def _fold(scene: Scene, found: ThemeList, one: Standing, rows: tuple[Row, ...]) -> Markup:
    titles = {Standing.FINE: scene.text("On track"), Standing.UNJUDGED: scene.text("Not assessed yet")}
    every = scene.href(RESULTS, selection=opening_standing(one, found.selection))
    said = html.status_counts(rows, scene.lang)
    return html.row_fold(titles[one], said, rows, scene.target_href, every, scene.lang)


def _here(scene: Scene, selection: Filters) -> str:
    return scene.href(scene.page, selection=selection)
