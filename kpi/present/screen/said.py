"""What people said of results that ask for a word, as a page: who did, who did not, and how long it lasts already."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from kpi.core.calendar.period import Period
from kpi.core.meeting.lasting import Lasting, Timeliness
from kpi.core.model import CheckIn, Target, Theme
from kpi.core.notation import day, number, period, within
from kpi.present.html.heading import head
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import (
    begun_table,
    folded_when_narrow,
    light,
    link,
    lit_line,
    message,
    section,
    soft,
    spoken,
    table,
    way_on,
)
from kpi.present.pages import SAID
from kpi.present.screen.meetings import not_in_meeting
from kpi.present.screen.scene import Scene
from kpi.present.words import mark, plural

SHOWN, FIRST = 60, 6  # results on the page, and how many of them stand open
FEW = 12  # themes; of more the table is folded
CAUSE, CONSEQUENCE, CORRECTION = mark("Cause"), mark("Consequence"), mark("Correction")


def said_head(scene: Scene, target: Target, when: Period) -> Markup:
    """Of which result, and for which period, words are asked."""
    words = scene.text("Explanation for {period}", period=within(when, scene.lang))
    return spoken(
        scene.lang,
        way_on(scene.href(SAID), f"← {scene.text('All explanations')}"),
        head(target.statement, ""),
        markup('<p class="pp pp-lead">{}</p>', prose(words)),
    )


def said_meanwhile(scene: Scene, one: CheckIn, by: str) -> Markup:
    """What somebody else recorded while this visitor was writing."""
    words = "; ".join(part for part in (one.cause, one.consequence, one.correction) if part)
    return spoken(
        scene.lang, message(scene.text("{name} was first", name=by), words, scene.text("What you typed stays."))
    )


def said_page(
    scene: Scene,
    rows: Sequence[Lasting],
    said: Mapping[str, CheckIn],
    whole: Timeliness,
    on: date,
    left_out: Collection[str] = (),
) -> Markup:
    """Under the title the results that are red or amber, the longest first, with what was said of each.

    `on`: the date of the view. `left_out`: the codes of what stands not on the screens of the meeting to come.
    """
    lang = scene.lang
    untold = sum(one.row.target.code not in said for one in rows)
    lead = scene.text("No result needs an explanation")
    if rows:
        lead = plural(lang, "{n} result needs an explanation", "{n} results need an explanation", len(rows))
        lead = f"{lead}; {plural(lang, '{n} is not explained yet', '{n} are not explained yet', untold)}"
    lines = [_line(scene, one, said.get(one.row.target.code), on, left_out) for one in rows[:SHOWN]]
    heads = (scene.text("Result"), scene.text("Since"), scene.text("Explanation"), scene.text("Correction"))
    listed = (
        begun_table(heads, lines, scene.text("Explanations"), _more(lang, lines), "pp-headed pp-said", FIRST)
        if lines
        else NOTHING
    )
    return spoken(
        lang,
        markup('<p class="pp pp-lead">{}.</p>', lead),
        markup('<p class="pp pp-soft">{}</p>', _timely(scene, whole)) if whole.told else NOTHING,
        markup('<div class="pp">{}</div>', listed),
    )


def _more(lang: str, lines: Sequence[object]) -> str:
    return plural(lang, "and {n} more result", "and {n} more results", max(0, len(lines) - FIRST))


def _line(
    scene: Scene, one: Lasting, said: CheckIn | None, on: date, left_out: Collection[str]
) -> tuple[Markup, Markup, Markup, Markup]:
    row = one.row
    name = link(scene.href(SAID, {"target": row.target.code}), row.target.statement)
    since = markup(
        '{}<div class="pp-soft">{}</div>',
        prose(day(one.since, scene.lang)),
        plural(scene.lang, "{n} day", "{n} days", one.days(on)) if one.days(on) else scene.text("new"),
    )
    return (
        lit_line(
            light(row.assessment.status, row.assessment.flags, scene.lang, size=16),
            name,
            not_in_meeting(scene, row.target, left_out),
        ),
        since,
        _told(scene, said),
        _correction(scene, one, said, on),
    )


def _told(scene: Scene, said: CheckIn | None) -> Markup:
    if said is None:
        return soft(scene.text("not explained yet"))
    parts = (part for part in (said.cause, said.consequence) if part)
    return markup('{}<div class="pp-soft">{}</div>', prose("; ".join(parts)), period(said.period, scene.lang))


def _correction(scene: Scene, one: Lasting, said: CheckIn | None, on: date) -> Markup:
    if said is None or not said.correction:
        return NOTHING
    when = NOTHING
    if said.due:
        words = scene.text("by {day}", day=day(said.due, scene.lang))
        when = markup('<div class="pp-soft">{}</div>', prose(words))
        if one.is_overdue(on):
            when = markup("<div><b>{}</b></div>", prose(scene.text("{words}: overdue", words=words)))
    return joined((prose(said.correction), when))


def _timely(scene: Scene, one: Timeliness) -> str:
    """How soon the board acts, in a sentence."""
    parts = [
        scene.text(
            "{n} of {total} explained", n=number(one.told, 0, scene.lang), total=number(one.asking, 0, scene.lang)
        ),
        scene.text("{n} with a correction", n=number(one.corrected, 0, scene.lang)),
    ]
    if one.days is not None:
        parts.append(_after(scene, round(one.days), one.corrected))
    if one.overdue:
        parts.append(plural(scene.lang, "{n} overdue", "{n} overdue", one.overdue))
    return ", ".join(parts) + "."


def _after(scene: Scene, days: int, corrected: int) -> str:
    """After how many days something was done: of one result those, of two their mean; from three on it is usual."""
    if corrected == 1:
        return plural(scene.lang, "after {n} day", "after {n} days", days)
    if corrected == 2:
        return plural(scene.lang, "after {n} day on average", "after {n} days on average", days)
    return plural(scene.lang, "usually after {n} day", "usually after {n} days", days)


def by_theme(scene: Scene, themes: Iterable[tuple[Theme, Timeliness]]) -> Markup:
    """The same by theme, as a small table, folded on a narrow page; themes in which nothing asks are left out."""
    title = scene.text("How soon, by theme")
    heads = (
        scene.text("Theme"),
        scene.text("Needs an explanation"),
        scene.text("Explained"),
        scene.text("With a correction"),
        scene.text("Days until corrected"),
        scene.text("Overdue"),
    )
    lines = [
        (
            theme.title,
            str(one.asking),
            str(one.told),
            str(one.corrected),
            "" if one.days is None else number(one.days, 0, scene.lang),
            str(one.overdue),
        )
        for theme, one in themes
        if one.asking
    ]
    if not lines:
        return NOTHING
    listed = table(heads, lines, title, "pp-headed")
    if len(lines) <= FEW:
        return spoken(scene.lang, section(title, folded_when_narrow(title, listed)))
    return spoken(scene.lang, markup('<details class="pp pp-acts"><summary>{}</summary>{}</details>', title, listed))
