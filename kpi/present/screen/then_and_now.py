"""A day as it was known then, beside the same day as it is known now: what differs of each result."""

from collections.abc import Iterable

from markupsafe import Markup

from kpi.core.history.known_then import KnownThen, ThenAndNow
from kpi.core.history.revision import Difference
from kpi.core.light.rollup import seriousness
from kpi.core.meeting.records import Meeting
from kpi.core.notation import day
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import link, section, soft, spoken, table
from kpi.present.html.results.history import field_line
from kpi.present.pages import TARGET, THEN
from kpi.present.screen.meetings import causes, stood
from kpi.present.screen.scene import Scene
from kpi.present.words import plural

# On a page, of one result, and in the line above another page; the rest is counted.
MOST_RESULTS, MOST_DIFFERENCES, MOST_NAMED = 40, 8, 2


def then_and_now_page(scene: Scene, lead: str, found: ThenAndNow) -> Markup:
    """What stands under the title; `lead`: whose knowledge it is, and of which day."""
    title = markup('<p class="pp pp-lead">{}</p>', lead)
    return spoken(scene.lang, title, *differing(scene, found))


def otherwise_now(scene: Scene, found: ThenAndNow) -> Markup:
    """One line for a page that shows what was known then: which results are known otherwise now, and the way there.

    The most serious are named. Nothing where nothing differs.
    """
    results = sorted(found.results, key=_order)
    if not (results or found.thresholds):
        return NOTHING
    count = plural(
        scene.lang, "{n} result is known differently now", "{n} results are known differently now", len(results)
    )
    named = "; ".join(one.target.statement for one in results[:MOST_NAMED])
    rest = len(results) - MOST_NAMED
    parts = [
        f"{count}: {named}" if results else "",
        plural(scene.lang, "and {n} more result", "and {n} more results", rest) if rest > 0 else "",
        scene.text("the thresholds are different now") if found.thresholds else "",
    ]
    way, words = link(scene.href(THEN), scene.text("Then and now")), prose(", ".join(filter(None, parts)))
    line = markup('<p class="pp"><span class="pp-soft pp-otherwise">{} {}</span></p>', words, way)
    return spoken(scene.lang, line)


def known_now(scene: Scene, found: ThenAndNow) -> Markup:
    """What a closed meeting saw otherwise than it is known today."""
    title = markup('<div class="pp"><h2 class="pp-h2">{}</h2></div>', scene.text("Known now"))
    return spoken(scene.lang, title, *differing(scene, found))


def seen_by_meetings(scene: Scene, found: Iterable[tuple[Meeting, ThenAndNow]]) -> Markup:
    """What of each meeting an upload changed afterwards; nothing where it changed nothing of any."""
    parts = [
        part
        for one, seen in found
        for part in (
            markup('<p class="pp"><b>{}</b> {}</p>', one.name, soft(day(one.as_of, scene.lang))),
            *differing(scene, seen),
        )
    ]
    if not parts:
        return NOTHING
    title = markup('<div class="pp"><h2 class="pp-h2">{}</h2></div>', scene.text("What meetings saw differently"))
    return spoken(scene.lang, title, *parts)


def differing(scene: Scene, found: ThenAndNow) -> tuple[Markup, ...]:
    """Every result that is known otherwise, lights that changed first; thresholds that changed stand above them."""
    if not (found.results or found.thresholds):
        return (markup('<p class="pp">{}</p>', scene.text("Nothing is known differently since then.")),)
    results = sorted(found.results, key=_order)
    heads = (scene.text("Result"), scene.text("Seen then"), scene.text("Known now"), scene.text("What differs"))
    lines = (_line(scene, found, one) for one in results[:MOST_RESULTS])
    rest = len(results) - MOST_RESULTS
    limits = _list(scene, found, found.thresholds)
    return (
        section(scene.text("Thresholds"), limits) if found.thresholds else NOTHING,
        section(scene.text("Results"), table(heads, lines, scene.text("Results"))) if results else NOTHING,
        soft(plural(scene.lang, "and {n} more result", "and {n} more results", rest)) if rest > 0 else NOTHING,
    )


def _order(one: KnownThen) -> tuple[bool, tuple[int, int]]:
    stands = one.after or one.before
    return one.changed is None, seriousness(stands) if stands else (0, 0)


def _line(scene: Scene, found: ThenAndNow, one: KnownThen) -> tuple[Markup, ...]:
    name = link(scene.href(TARGET, {"target": one.target.code}), one.target.statement)
    because = soft(causes(scene, one.changed)) if one.changed else NOTHING
    differences = _list(scene, found, one.differences[:MOST_DIFFERENCES])
    rest = len(one.differences) - MOST_DIFFERENCES
    more = soft(scene.text("and {n} more", n=rest)) if rest > 0 else NOTHING
    return (
        markup("{}{}", name, because),
        stood(scene, one.before),
        stood(scene, one.after),
        markup("{}{}", differences, more),
    )


def _list(scene: Scene, found: ThenAndNow, each: Iterable[Difference]) -> Markup:
    lines = [field_line(one.field or "target", one.before, one.after, found.after.plan, scene.lang) for one in each]
    return markup('<ul class="pp-differs">{}</ul>', joined(lines)) if lines else NOTHING
