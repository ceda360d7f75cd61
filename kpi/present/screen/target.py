"""The page of a result: why this colour, the sum, the words of its owner and of the plan; the log is folded."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

from kpi.access.rights import Right
from kpi.core.calendar.period import parse_period
from kpi.core.contribution import served_by, write_ref
from kpi.core.light.snapshot import Snapshot
from kpi.core.meeting.lasting import ASKING
from kpi.core.meeting.records import Accepted
from kpi.core.meeting.said import said_for
from kpi.core.model import CheckIn, Plan, Target
from kpi.core.outlook.scenario import scenario
from kpi.core.outlook.usual import usual
from kpi.core.view.filters import select
from kpi.core.view.target_view import TargetView, Version
from kpi.core.view.theme_list import exceptions_first, neighbours
from kpi.present.figures import window
from kpi.present.html import heading, promise
from kpi.present.html.heading import why_lead
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import columns, link, section, soft, spoken, tag
from kpi.present.html.plans import plan
from kpi.present.html.results.checkin import checkins, newest_words
from kpi.present.html.results.duties import duty_strip
from kpi.present.html.results.history import history_table
from kpi.present.html.results.measured import measured_table
from kpi.present.html.results.outlook import forecast_line, outlook_fold
from kpi.present.html.results.target import indicator_sheet, plan_words, sum_table
from kpi.present.html.results.what_if import what_if
from kpi.present.pages import SAID, TARGET, THEME
from kpi.present.promise_words import accepted_words
from kpi.present.screen.menu import way_back
from kpi.present.screen.scene import BACK, Scene

NO_PLANS: Mapping[str, Plan] = MappingProxyType({})


def target_screen(
    scene: Scene,
    view: TargetView,
    said: Sequence[CheckIn] = (),
    plans: Mapping[str, Plan] = NO_PLANS,
    accepted: Sequence[Accepted] = (),
) -> tuple[Markup, Markup, Markup]:
    """What stands above the chart of one result, what stands below it, and its log.

    `said`: newest first. `plans`: those that it contributes to, by code. `accepted`: deviations that hold on the day.
    """
    row, lang, target = view.row, scene.lang, view.row.target
    owner = scene.text("owner: {owner}", owner=target.owner) if target.owner else ""
    place = " · ".join(part for part in (row.theme.title, target.focus, owner, window(target, lang)) if part)
    above = heading.head(target.statement, place) + promise.ending_note(row, view.endings, lang)
    the_sum = section(scene.text("Calculation"), sum_table(row.assessment, lang))
    words = section(scene.text("Explanation and plan"), _words(scene, view, said))
    below = markup('<div class="pp-page">{}</div>', columns(the_sum, words))
    beside = joined(soft(f"{accepted_words(target, one, lang)}. {one.reason}") for one in accepted)
    ahead = forecast_line(row.assessment, lang) if row.ended is None else NOTHING
    dates = duty_strip(row.assessment.windows, lang)
    top = markup('<div class="pp-page">{}{}{}{}{}</div>', above, why_lead(row, lang), ahead, dates, beside)
    return spoken(scene.lang, top), spoken(scene.lang, below), spoken(scene.lang, _log(scene, view, said, plans))


def _words(scene: Scene, view: TargetView, said: Sequence[CheckIn]) -> Markup:
    """What its owner said of it last, and what the plan says of its deadline."""
    target, lang = view.row.target, scene.lang
    newest = newest_words(said[0], lang) if said else soft(next((one.note for one in view.measured if one.note), ""))
    read = window(target, lang)
    if target.deadline:
        due = scene.text("In the plan: “{phrase}”, read as {window}.", phrase=target.deadline, window=read)
    else:
        due = scene.text("The plan names no date; it is read as {window}.", window=read)
    parts = (_asked(scene, view, said), newest, markup("<p>{}</p>", prose(due)), soft(target.source_ref))
    return markup('<div class="pp-words-card">{}</div>', joined(parts))


def _asked(scene: Scene, view: TargetView, said: Sequence[CheckIn]) -> Markup:
    """That a light which asks for words has none yet, and the way to write them; nothing for who sees no words."""
    row = view.row
    told = row.ended is not None or row.assessment.light not in ASKING or any(said_for(said, view.snapshot))
    if told or Right.SEE not in scene.rights:
        return NOTHING
    way = NOTHING
    if Right.EXPLAIN in scene.rights:
        href = scene.href(SAID, {"target": row.target.code})
        way = markup(' <span class="pp-act">{}</span>', link(href, scene.text("explain")))
    return markup("<p>{}{}</p>", tag(scene.text("not explained yet")), way)


def _log(scene: Scene, view: TargetView, said: Sequence[CheckIn], plans: Mapping[str, Plan]) -> Markup:
    """What was measured and recorded, and what the plan says of it, each behind one line."""
    row, lang = view.row, scene.lang
    shown = section(scene.text("Measurements"), measured_table(view.measured, view.snapshot.plan, lang))
    history = section(scene.text("History"), history_table(until(view), view.snapshot.plan, lang))
    facts = section(
        scene.text("In the plan"), plan_words(row.target, lang, served_names(row.target, view.snapshot.plan, plans))
    )
    sheet = section(scene.text("What is measured"), indicator_sheet(row.target, lang))
    earlier = section(scene.text("Promised earlier"), plan.earlier(view.earlier, lang))
    second, tried = _ahead(view, lang)
    return markup(
        '<div class="pp-page">{}{}{}{}</div>',
        _fold(scene.text("Variation and forecast"), second) if second and row.ended is None else NOTHING,
        _fold(scene.text("What the next figure would do"), tried) if tried and row.ended is None else NOTHING,
        _fold(scene.text("All measurements and uploads"), checkins(said[1:], lang), shown, history),
        _fold(scene.text("The plan and what is measured"), facts, sheet, earlier),
    )


def _ahead(view: TargetView, lang: str) -> tuple[Markup, Markup]:
    """What is usual and what the next figure would do; neither for who sees some units: it is of the whole."""
    one, snapshot = view.row.assessment, view.snapshot
    if snapshot.part is not None:
        return NOTHING, NOTHING
    second = outlook_fold(one, usual(view.row.target, view.known, snapshot.as_of), lang)
    return second, what_if(scenario(one, view.measured, snapshot.plan.thresholds, view.known.tree), lang)


def served_names(target: Target, plan: Plan, plans: Mapping[str, Plan]) -> tuple[str, ...]:
    """What a target of `plan` contributes to, by name, with its plan where that is another; else as it is written."""
    names = {
        (other.code, one.code): one.statement if other.code == plan.code else f"{one.statement} ({other.title})"
        for other in (plan, *plans.values())
        for one in other.targets
    }
    return tuple(names.get(ref) or write_ref(ref) for ref in served_by(target, plan.code))


def _fold(title: str, *parts: Markup) -> Markup:
    return markup(
        '<details class="pp pp-part pp-log"><summary><b>{}</b></summary><div>{}</div></details>', title, joined(parts)
    )


def until(view: TargetView) -> tuple[Version, ...]:
    """The history without periods that had not ended on the day of the view, unless something of them counts on it."""
    known = {one.period.code for one in view.measured}
    return tuple(one for one in view.history if _known(one.what, known, view.snapshot))


def _known(what: str, known: set[str], snapshot: Snapshot) -> bool:
    code = what.partition(":")[0].partition(" ")[0]
    if code in known:
        return True
    try:
        return parse_period(code, snapshot.plan.year_starts).last <= snapshot.as_of
    except ValueError:
        return True


def ways(scene: Scene, snapshot: Snapshot, code: str, opened_from: str) -> Markup:
    """The way back to the page a result was opened from, and to the results before and after it there."""
    wanted = scene.selection
    if opened_from.startswith(THEME):
        wanted = wanted.but("theme", opened_from.removeprefix(THEME))
    before, after = neighbours(exceptions_first(select(snapshot.known, wanted)), code)
    links = joined(
        markup(
            '<a href="{}" target="_self" title="{}">{}</a>',
            scene.href(TARGET, {"target": row.target.code, BACK: opened_from}),
            row.target.statement,
            words,
        )
        for row, words in (
            (before, f"‹ {scene.text('Previous result')}"),
            (after, f"{scene.text('Next result')} ›"),
        )
        if row is not None
    )
    back = way_back(scene, snapshot.plan, opened_from)
    if not (back or links):
        return NOTHING
    beside = (
        markup('<nav class="pp-beside" aria-label="{}">{}</nav>', scene.text("Results"), links) if links else NOTHING
    )
    return spoken(scene.lang, markup('<div class="pp pp-ways">{}{}</div>', back, beside))
