"""The overview: how the plan stands, what is wrong and what changed, each count a link to exactly what it counts."""

from markupsafe import Markup

from kpi.core.light.rollup import Standing
from kpi.core.light.snapshot import Change, Snapshot
from kpi.core.outlook.likely import Likely
from kpi.core.outlook.of_target import outlook
from kpi.core.view.counted import (
    Count,
    by_quarter,
    count_rows,
    most_behind,
    opening,
    opening_change,
    opening_standing,
    quarter_before,
)
from kpi.core.view.filters import ENDED, REVISED, Filters
from kpi.core.view.views import overview_view
from kpi.present.count_words import headline
from kpi.present.html import promise
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import columns, link, message, spoken
from kpi.present.html.results import overview as html
from kpi.present.html.results.counts import count_links, light_bar, silent_link, since, trend
from kpi.present.html.results.theme_list import all_link
from kpi.present.html.values import folded
from kpi.present.pages import RESULTS, TIMELINE, theme_path
from kpi.present.screen.scene import Scene
from kpi.present.words import plural

DEADLINES = 4


def overview_page(scene: Scene, snapshot: Snapshot) -> Markup:
    """The whole plan on one page, whatever is selected elsewhere; the plan has results."""
    lang, counts, view = scene.lang, count_rows(snapshot.rows), overview_view(snapshot)
    worse, better = (sum(row.change is change for row in snapshot.rows) for change in (Change.WORSE, Change.BETTER))

    def change_at(change: Change) -> str:
        return _all(scene, opening_change(change))

    def count_at(count: Count) -> str:
        return _all(scene, opening(count))

    changed = since(quarter_before(snapshot.rows), worse, better, change_at, lang)
    top = markup(
        '<header class="pp pp-say"><h1 class="pp-h1">{}</h1></header>{}'
        '<div class="pp pp-spread">{}<div class="pp-under-bar">{}{}</div></div>',
        headline(counts, lang),
        html.told_changes(changed, silent_link(counts, count_at, lang)),
        light_bar(view.rollup.lights),
        count_links(counts, count_at, lang),
        trend(by_quarter(snapshot.rows), lang),
    )
    themes = _section(
        scene.text("Themes"),
        markup("<span>{}</span>", scene.text("most serious first")) if len(view.cards) > 1 else NOTHING,
        html.theme_cards(
            most_behind(view.cards),
            {theme.code: scene.href(theme_path(theme.code), selection=Filters()) for theme in snapshot.plan.themes},
            lambda theme, change: _all(scene, opening_change(change, Filters((("theme", (theme,)),)))),
            lang,
        ),
    )
    left = _attention(scene, snapshot) + _ahead(scene, snapshot) + _deadlines(scene, snapshot)
    revised, ended = (_all(scene, Filters((("promise", (code,)),))) for code in (REVISED, ENDED))
    note = promise.promises_note(snapshot.rows, snapshot.ended, revised, ended, lang)
    return spoken(lang, markup('<div class="pp-page">{}{}{}</div>', top, columns(left, themes), note))


def _attention(scene: Scene, snapshot: Snapshot) -> Markup:
    """The first few that ask for attention, and the way to all of them."""
    view = overview_view(snapshot)
    title, total = scene.text("Needs attention now"), len(view.first) + view.more
    if not view.first:
        judged = view.rollup.assessed > 0
        said = (
            message(scene.text("Nothing needs attention"), scene.text("Every assessed result is on track or achieved."))
            if judged
            else message(
                scene.text("Nothing to assess yet"), scene.text("No result has a figure yet that can be assessed.")
            )
        )
        return _section(title, NOTHING, said)
    every = all_link(_all(scene, opening_standing(Standing.ATTENTION)), total, scene.lang)
    return _section(title, every, html.first_rows(view.first, scene.target_href, scene.lang))


def _ahead(scene: Scene, snapshot: Snapshot) -> Markup:
    """The results that are forecast to be almost certainly not reached, folded under how many they are."""
    found = [row for row in snapshot.rows if outlook(row.assessment).likely is Likely.SURELY_NOT]
    if not found:
        return NOTHING
    said = plural(
        scene.lang,
        "Forecast: {n} result will almost certainly not be achieved",
        "Forecast: {n} results will almost certainly not be achieved",
        len(found),
    )
    rows = joined(
        markup("<li>{}</li>", link(scene.target_href(row.target.code), row.target.statement)) for row in found
    )
    return folded(said, markup("<ul>{}</ul>", rows))


def _deadlines(scene: Scene, snapshot: Snapshot) -> Markup:
    rows = overview_view(snapshot).deadlines[:DEADLINES]
    way = link(scene.href(TIMELINE, selection=Filters()), scene.text("timeline"))
    return _section(scene.text("Next deadlines"), way, html.next_deadlines(rows, scene.target_href, scene.lang))


def _section(title: str, beside: Markup, body: Markup) -> Markup:
    """A heading with something beside it; nothing when there is no body."""
    if not body:
        return NOTHING
    return markup('<section class="pp"><div class="pp-h2line"><h2>{}</h2>{}</div>{}</section>', title, beside, body)


def _all(scene: Scene, selection: Filters) -> str:
    """All results of this selection and no other."""
    return scene.href(RESULTS, selection=selection)
