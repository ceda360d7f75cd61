"""The screens put together from the parts of `kpi.present`: pure functions from a view to HTML."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup

from kpi.core.errors import NotFoundError
from kpi.core.light.assessment import Flag, Light
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.view.filters import ENDED, REVISED, Filters
from kpi.core.view.views import (
    AHEAD_DAYS,
    FocusGroup,
    Overview,
    ThemeView,
    first_things,
    overview_view,
    theme_view,
)
from kpi.present.html import empty, heading, lists, promise
from kpi.present.html.heading import distribution
from kpi.present.html.lists import deadline_list, first_list
from kpi.present.html.markup import NOTHING, markup
from kpi.present.html.parts import link, section
from kpi.present.html.results.theme import activities, focus_table
from kpi.present.pages import MANAGE, RESULTS, THEME, theme_path
from kpi.present.screen.overview import overview_page
from kpi.present.screen.scene import Scene, laid_out
from kpi.present.screen.theme import theme_page
from kpi.present.words import text

AHEAD_ROWS = 6
# What fits a screen of 1920 by 1080 at the size of a meeting room.
FIRST_ROWS_PROJECTED, URGENT_ROWS_PROJECTED, ROWS_PROJECTED, CARDS_PROJECTED = 5, 3, 2, 6


def overview_screens(scene: Scene, snapshot: Snapshot) -> tuple[Markup, ...]:
    """A card a theme, what comes first, and the deadlines ahead: one page, or screens while projecting."""
    view, lang = overview_view(snapshot), scene.lang
    if not snapshot.rows:
        title = heading.head(snapshot.plan.title, _subtitle(snapshot), lang)
        return (laid_out(scene, title, _no_results(scene)),)
    if not scene.projecting:
        return (overview_page(scene, snapshot),)
    hrefs = {theme.code: scene.href(theme_path(theme.code)) for theme in snapshot.plan.themes}
    rows = _fitting(view.first, FIRST_ROWS_PROJECTED)
    more = view.more + len(view.first[rows:])
    first = section(
        text(lang, "Needs attention now"),
        first_list(view.first[:rows], scene.target_href, lang, more, judged=_any_judged(snapshot.rows)),
    )
    ahead = section(
        text(lang, "Deadlines in the next {days} days", days=AHEAD_DAYS),
        deadline_list(view.deadlines[:AHEAD_ROWS], scene.target_href, lang) + _more_ahead(scene, view),
    )
    head = heading.head(snapshot.plan.title, _subtitle(snapshot), lang, snapshot, has_samples(snapshot))
    top, promises = head + heading.lead(view.rollup, lang), _promises(scene, snapshot)
    cards = (laid_out(scene, top, lists.cards(part, hrefs, lang), promises) for part in _card_screens(view))
    return *cards, laid_out(scene, first), laid_out(scene, ahead)


def _card_screens(view: Overview) -> Iterator[Overview]:
    """The cards in parts that fit a screen; a plan without themes has one."""
    for start in range(0, max(1, len(view.cards)), CARDS_PROJECTED):
        yield replace(view, cards=view.cards[start : start + CARDS_PROJECTED])


def _promises(scene: Scene, snapshot: Snapshot) -> Markup:
    """That promises changed since they were made, with the way to them."""
    revised, ended = (scene.href(RESULTS, selection=Filters((("promise", (code,)),))) for code in (REVISED, ENDED))
    return promise.promises_note(snapshot.rows, snapshot.ended, revised, ended, scene.lang)


def _more_ahead(scene: Scene, view: Overview) -> Markup:
    """A link to the deadlines that did not fit."""
    more = len(view.deadlines) - AHEAD_ROWS
    if more <= 0:
        return NOTHING
    until = scene.as_of + timedelta(days=AHEAD_DAYS)
    address = scene.href(RESULTS, selection=Filters(since=scene.as_of, until=until))
    words = text(scene.lang, "and {n} more", n=more)
    return markup('<div class="pp-soft">{}</div>', link(address, words))


def theme_screens(scene: Scene, snapshot: Snapshot) -> tuple[Markup, ...]:
    """The theme in the scene's path, as one page or as screens; raises NotFoundError when the plan has none."""
    code, lang = scene.page.removeprefix(THEME), scene.lang
    view = theme_view(snapshot, code)
    if view is None:
        raise NotFoundError(
            f"Het plan {snapshot.plan.title} heeft geen thema {code!r}. Kies er een uit het menu.",
            f"The plan {snapshot.plan.title} has no theme {code!r}. Choose one from the menu.",
        )
    if not scene.projecting:
        return (theme_page(scene, view),)
    head = heading.head(view.theme.title, _place(scene, view), lang, snapshot, view.card.rollup.sample)
    lead = heading.lead(view.card.rollup, lang, view.theme.ambition, view.card.worse, view.card.better)
    rest = (laid_out(scene, head, _group(scene, part)) for part in _screens(view.groups))
    return laid_out(scene, head, lead, distribution(view.card.rollup, lang), _urgent(scene, view)), *rest


def _urgent(scene: Scene, view: ThemeView) -> Markup:
    """What a meeting should see of a theme when it sees one screen only."""
    every = [row for group in view.groups for row in group.rows]
    rows = first_things(every)
    fitting = _fitting(rows, URGENT_ROWS_PROJECTED)
    more = max(0, len(rows) - fitting)
    shown = first_list(rows[:fitting], scene.target_href, scene.lang, more, judged=_any_judged(every))
    return section(text(scene.lang, "Needs attention now"), shown)


def _any_judged(rows: Iterable[Row]) -> bool:
    return any(row.assessment.light is not Light.GREY for row in rows)


def _fitting(rows: Sequence[Row], most: int) -> int:
    """How many rows fit a screen: one less where a line says what was promised before."""
    return most - any(row.earlier for row in rows)


def _screens(groups: tuple[FocusGroup, ...]) -> Iterator[FocusGroup]:
    """Each focus in parts that fit a screen; activities come with the last part."""
    for group in groups:
        fitting = _fitting(group.rows, ROWS_PROJECTED)
        parts = range(0, len(group.rows), fitting)
        for start in parts:
            rows = group.rows[start : start + fitting]
            yield replace(group, rows=rows, activities=group.activities if start == parts[-1] else ())
        if not parts:
            yield group


def _place(scene: Scene, view: ThemeView) -> str:
    place = scene.text("theme {number} of {count}", number=view.number, count=view.count)
    return f"{view.snapshot.plan.title} · {place}"


def _group(scene: Scene, group: FocusGroup) -> Markup:
    return focus_table(group, scene.target_href, scene.lang) + activities(group, scene.lang)


def plan_footer(scene: Scene, snapshot: Snapshot) -> Markup:
    """Where the figures come from, and their revision where an earlier state of them is looked at."""
    lang = scene.lang
    parts = [text(lang, "Source: {source}", source=snapshot.plan.source or snapshot.plan.title)]
    if scene.known_at:
        parts.append(text(lang, "revision {revision}", revision=snapshot.revision))
    if has_samples(snapshot):
        parts.append(text(lang, "Figures marked as sample figures are invented, not measured."))
    return laid_out(scene, markup('<footer class="pp pp-soft pp-foot">{}</footer>', " · ".join(parts)))


def has_samples(snapshot: Snapshot) -> bool:
    """Whether any light rests on invented figures."""
    return any(Flag.SAMPLE in row.assessment.flags for row in snapshot.rows)


def _no_results(scene: Scene) -> Markup:
    return empty.no_results(scene.href(MANAGE), scene.lang)


def _subtitle(snapshot: Snapshot) -> str:
    return " · ".join(part for part in (snapshot.plan.organisation, snapshot.plan.region) if part)
