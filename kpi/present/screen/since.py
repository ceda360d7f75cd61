"""What changed since a day, as a page: lights worse first, deadlines passed and coming, what was not delivered."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from markupsafe import Markup

from kpi.core.delivery.completeness import Completeness
from kpi.core.explain.why import why
from kpi.core.history.why_changed import ChangedLight
from kpi.core.light.assessment import Assessment, Flag
from kpi.core.light.snapshot import Change, Row, Snapshot
from kpi.core.meeting.lasting import Lasting
from kpi.core.meeting.run import AHEAD, change_of, worse_first
from kpi.core.model import Target
from kpi.core.notation import day, number, period
from kpi.core.thresholds import Thresholds
from kpi.present.html.markup import NOTHING, markup, prose
from kpi.present.html.parts import begun_table, light, link, section, section_when_narrow, spoken
from kpi.present.pages import TARGET
from kpi.present.screen.meetings import causes, not_in_meeting, stood
from kpi.present.screen.scene import Scene
from kpi.present.words import mark, plural, text

SHOWN, FIRST = 40, 6  # rows of a list on the page, the rest is counted; and those that stand open
_BECAME = {
    Change.WORSE: mark("{n} worse"),
    Change.BETTER: mark("{n} better"),
    Change.JUDGED: mark("{n} assessed for the first time"),
    Change.LOST: mark("{n} no longer assessed"),
    Change.SAME: mark("{n} with another status"),
}


def since_page(
    scene: Scene,
    snapshot: Snapshot,
    first: date,
    changed: Iterable[ChangedLight],
    delivered: Completeness | None,
    waiting: Iterable[Lasting],
    left_out: Collection[str] = (),
) -> Markup:
    """What stands under the title.

    `delivered`: what was due in the newest ended quarter, `waiting`: how long results ask,
    `left_out`: the codes of what stands not on the screens of the meeting to come.
    """
    found, lang = worse_first(changed), scene.lang
    lead = how_many(found, lang)
    return spoken(
        lang,
        markup('<p class="pp pp-lead">{}</p>', prose(f"{scene.text('Since {day}', day=day(first, lang))}: {lead}")),
        _changes(scene, found, snapshot.plan.thresholds, left_out),
        _deadlines(scene, scene.text("Deadlines that passed"), snapshot, lambda due: first < due <= snapshot.as_of),
        _deadlines(
            scene,
            scene.text("Deadlines ahead"),
            snapshot,
            lambda due: snapshot.as_of < due <= snapshot.as_of + AHEAD,
        ),
        _overdue(scene, waiting, snapshot.as_of),
        _undelivered(scene, delivered),
    )


def how_many(found: Iterable[ChangedLight], lang: str) -> str:
    """How many lights became worse and better, and how many are assessed for the first time or no longer.

    What no light became is left out.
    """
    counts = Counter(map(change_of, found))
    said = [text(lang, words, n=number(counts[one], 0, lang)) for one, words in _BECAME.items() if counts[one]]
    return ", ".join(said) or text(lang, "No result changed.")


def _changes(scene: Scene, found: Sequence[ChangedLight], thresholds: Thresholds, left_out: Collection[str]) -> Markup:
    title = scene.text("Results that changed")
    heads = (scene.text("Was"), scene.text("Now"), scene.text("Result"), scene.text("Because of"))
    lines = [
        (
            light(one.before.status, one.before.flags, scene.lang, size=15) if one.before else stood(scene, None),
            _stands_now(scene, one.after),
            _told(scene, one, thresholds, not_in_meeting(scene, one.target, left_out)),
            causes(scene, one),
        )
        for one in found[:SHOWN]
    ]
    more = plural(scene.lang, "and {n} more change", "and {n} more changes", max(0, len(found) - FIRST))
    beyond = plural(scene.lang, "and {n} more change", "and {n} more changes", len(found) - SHOWN)
    end = _cut(beyond) if len(found) > SHOWN else NOTHING
    return section(title, begun_table(heads, lines, title, more, "pp-became", FIRST, end)) if lines else NOTHING


def _stands_now(scene: Scene, one: Assessment | None) -> Markup:
    """The new light with its word; whose judgement it is stands in the sentence beside it."""
    if one is None:
        return stood(scene, None)
    flags = tuple(flag for flag in one.flags if flag is not Flag.JUDGEMENT)
    return light(one.status, flags, scene.lang, size=20, word=True)


def _cut(words: str) -> Markup:
    return markup('<p class="pp pp-soft">{}</p>', words)


def _told(scene: Scene, one: ChangedLight, thresholds: Thresholds, mark: Markup) -> Markup:
    name = markup("<b>{}</b> {}", _name(scene, one.target) if one.after else one.target.statement, mark)
    if one.after is None:
        return name
    return markup('{}<div class="pp-soft">{}</div>', name, prose(why(one.after, scene.lang, thresholds)))


def _name(scene: Scene, one: Target) -> Markup:
    return link(scene.href(TARGET, {"target": one.code}), one.statement)


def _deadlines(scene: Scene, title: str, snapshot: Snapshot, within: Callable[[date], bool]) -> Markup:
    rows = sorted((row for row in snapshot.rows if within(row.target.due)), key=lambda row: row.target.due)
    heads = (scene.text("Deadline"), scene.text("Status"), scene.text("Result"))
    lines = [
        (prose(day(row.target.due, scene.lang)), _stands(scene, row), _name(scene, row.target)) for row in rows[:SHOWN]
    ]
    return _list(scene, title, heads, lines, len(rows), "pp-dated")


def _list(
    scene: Scene, title: str, heads: Sequence[str], lines: Sequence[Sequence[str]], count: int, kind: str = ""
) -> Markup:
    """The first of `count` lines; the others are folded, and those that are not in `lines` counted."""
    more = scene.text("and {n} more", n=number(count - FIRST, 0, scene.lang))
    beyond = count - len(lines)
    end = _cut(scene.text("and {n} more", n=number(beyond, 0, scene.lang))) if beyond else NOTHING
    return section_when_narrow(title, count, begun_table(heads, lines, title, more, kind, FIRST, end), scene.lang)


def _stands(scene: Scene, row: Row) -> Markup:
    return light(row.assessment.status, row.assessment.flags, scene.lang, size=16, word=True)


def _overdue(scene: Scene, waiting: Iterable[Lasting], on: date) -> Markup:
    title = scene.text("Promised corrections that are overdue")
    lines = [
        (_name(scene, one.row.target), prose(day(one.promised, scene.lang)), one.row.target.owner)
        for one in waiting
        if one.promised and one.is_overdue(on)
    ]
    heads = (scene.text("Result"), scene.text("Promised for"), scene.text("Owner"))
    return _list(scene, title, heads, lines, len(lines), "pp-headed")


def _undelivered(scene: Scene, found: Completeness | None) -> Markup:
    if found is None:
        return NOTHING
    title = f"{scene.text('Not uploaded')}: {period(found.period, scene.lang)}"
    owing = [(one.overdue, one.name) for one in found.owners]
    lines = [(name or scene.text("without owner"), str(count)) for count, name in sorted(owing, reverse=True) if count]
    heads = (scene.text("Owner"), scene.text("Figures overdue"))
    return _list(scene, title, heads, lines, len(lines), "pp-headed")
