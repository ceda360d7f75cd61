"""What was agreed, as a page: open actions first, late ones on top, then what was decided and done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from kpi.core.meeting.records import Accepted, Agreement, Meeting
from kpi.core.model import Plan
from kpi.core.notation import day, number
from kpi.present.deck.ends import KIND_WORDS
from kpi.present.figures import measured_figure
from kpi.present.html.heading import head
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import begun_table, link, message, section, section_when_narrow, spoken
from kpi.present.pages import MEETING, TARGET
from kpi.present.screen.meetings import CHOSEN
from kpi.present.screen.scene import Scene
from kpi.present.words import plural

FIRST = 6  # lines of a list that stand open


def agreed_page(
    scene: Scene,
    plan: Plan,
    agreed: Sequence[Agreement],
    meetings: Mapping[str, Meeting],
    accepted: Iterable[Accepted],
    on: date,
) -> Markup:
    """The whole page as HTML; `meetings` by code, `on`: the day of the view, by which an action is late."""
    lang = scene.lang
    title = head(scene.text("Decisions and actions"), "")
    if not agreed:
        words = scene.text("Decisions and actions are recorded in a meeting, on the screen they belong to.")
        return spoken(lang, title, message(scene.text("Nothing has been agreed yet"), words))
    names = {one.code: one.statement for one in plan.targets}
    open_ones = sorted((one for one in agreed if one.is_open), key=lambda one: (one.due or date.max, one.code))
    others = [one for one in reversed(agreed) if not one.is_open]
    late = sum(one.is_late(on) for one in open_ones)
    lead = scene.text("No action is open")
    if open_ones:
        lead = plural(lang, "{n} action is open", "{n} actions are open", len(open_ones))
    if late:
        lead = f"{lead}, {plural(lang, '{n} is late', '{n} are late', late)}"
    heads = (scene.text("Kind"), scene.text("What"), scene.text("Who"), scene.text("Due"), scene.text("Meeting"))
    to_do, done = scene.text("Open actions"), scene.text("Decided and done")
    still, ended = (_lines(scene, each, names, meetings, on) for each in (open_ones, others))
    return spoken(
        lang,
        title,
        markup('<p class="pp pp-lead">{}.</p>', lead),
        section(to_do, _begun(scene, to_do, heads, still)),
        section_when_narrow(done, len(ended), _begun(scene, done, heads, ended), lang),
        _accepted(scene, plan, accepted),
    )


def agreed_versions(scene: Scene, versions: Sequence[tuple[date, str, Agreement]]) -> Markup:
    """On which day who wrote what, of `versions` oldest first; nothing for what was never changed."""
    if len(versions) < 2:
        return NOTHING
    each = joined(
        markup(
            "<li>{}, {}: {}</li>",
            prose(day(when, scene.lang)),
            who,
            " · ".join(part for part in (one.text, one.owner, _day(one.due, scene.lang)) if part),
        )
        for when, who, one in reversed(versions)
    )
    return spoken(scene.lang, markup('<ul class="pp pp-soft">{}</ul>', each))


def _day(when: date | None, lang: str) -> str:
    return day(when, lang) if when else ""


def _begun(scene: Scene, title: str, heads: Sequence[str], lines: Sequence[Sequence[str]]) -> Markup:
    """The first lines of a list that grows with every meeting; the rest is folded under its count."""
    more = scene.text("and {n} more", n=number(len(lines) - FIRST, 0, scene.lang))
    return begun_table(heads, lines, title, more, "pp-agreed", FIRST) if lines else NOTHING


def _lines(
    scene: Scene,
    agreed: Iterable[Agreement],
    names: Mapping[str, str],
    meetings: Mapping[str, Meeting],
    on: date,
) -> list[Sequence[str]]:
    return [
        (
            scene.text(KIND_WORDS[one.kind]),
            joined((markup("<b>{}</b>", one.text), _on(scene, one, names), _outcome(scene, one))),
            one.owner,
            _by(scene, one, on),
            _meeting(scene, one, meetings),
        )
        for one in agreed
    ]


def _on(scene: Scene, one: Agreement, names: Mapping[str, str]) -> Markup:
    if one.target not in names:
        return NOTHING
    return markup('<div class="pp-soft">{}</div>', link(scene.href(TARGET, {"target": one.target}), names[one.target]))


def _outcome(scene: Scene, one: Agreement) -> Markup:
    if one.closed_on is None:
        return NOTHING
    said = f"{day(one.closed_on, scene.lang)}: {one.outcome}"
    return markup('<div class="pp-soft">{}</div>', prose(said))


def _by(scene: Scene, one: Agreement, on: date) -> Markup:
    if one.due is None:
        return NOTHING
    when = prose(day(one.due, scene.lang))
    if not one.is_late(on):
        return when
    days = (on - one.due).days
    return markup("{}<br><b>{}</b>", when, plural(scene.lang, "{n} day late", "{n} days late", days))


def _meeting(scene: Scene, one: Agreement, meetings: Mapping[str, Meeting]) -> Markup:
    found = meetings.get(one.meeting)
    return link(scene.href(MEETING, {CHOSEN: found.code}), found.name) if found else NOTHING


def _accepted(scene: Scene, plan: Plan, accepted: Iterable[Accepted]) -> Markup:
    """What is accepted for a while, with the reason; it stands beside the light."""
    targets = {one.code: one for one in plan.targets}
    lines = [
        (
            targets[one.target].statement,
            measured_figure(targets[one.target], one.value, scene.lang),
            prose(day(one.until, scene.lang)),
            one.reason,
        )
        for one in accepted
        if one.target in targets
    ]
    title = scene.text("Accepted for a while")
    heads = (scene.text("Result"), scene.text("Accepted"), scene.text("until"), scene.text("Reason"))
    return section_when_narrow(title, len(lines), _begun(scene, title, heads, lines), scene.lang)
