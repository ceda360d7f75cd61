"""The pages around a meeting as HTML: the list of them, what one will show, and what is known now of a closed one."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from markupsafe import Markup

from kpi.core.history.why_changed import ChangedLight
from kpi.core.light.assessment import Assessment
from kpi.core.light.rollup import seriousness
from kpi.core.light.snapshot import Row
from kpi.core.meeting.lasting import ASKING
from kpi.core.meeting.records import Meeting, MeetingState
from kpi.core.model import CheckIn, Target
from kpi.core.notation import day, number
from kpi.core.vocabulary import complete
from kpi.present.deck.slide import LISTED, Deck, SlideKind
from kpi.present.html.heading import head
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import begun_table, light, link, lit_line, message, section, soft, spoken, table, way_on
from kpi.present.pages import MEETING, SAID, TARGET
from kpi.present.screen.scene import Scene
from kpi.present.style import code_word
from kpi.present.words import mark, plural, text

SHOWN, FIRST = 60, 6  # results not explained yet on the page, and how many of them stand open
CHOSEN = "vergadering"  # which meeting the address asks for
STATE_WORDS = complete(
    MeetingState,
    {
        MeetingState.PREPARED: mark("in preparation"),
        MeetingState.HELD: mark("under way"),
        MeetingState.CLOSED: mark("closed"),
    },
)


def meetings_head(scene: Scene) -> Markup:
    """The title of the list."""
    return spoken(scene.lang, head(scene.text("Meetings"), ""))


def meetings_table(scene: Scene, meetings: Sequence[Meeting]) -> Markup:
    """The meetings of a plan, the newest first, each a link to itself."""
    if not meetings:
        words = scene.text("Prepare the first one below: what is shown comes from the plan.")
        return spoken(scene.lang, message(scene.text("There is no meeting yet"), words))
    heads = (scene.text("Day"), scene.text("Meeting"), scene.text("State"), scene.text("As of"))
    rows = (
        (
            day(one.day, scene.lang),
            markup("<b>{}</b>", link(scene.href(MEETING, {CHOSEN: one.code}), one.name)),
            scene.text(STATE_WORDS[one.state]),
            day(one.as_of, scene.lang),
        )
        for one in reversed(meetings)
    )
    return spoken(scene.lang, markup('<div class="pp">{}</div>', table(heads, rows, scene.text("Meetings"))))


def meeting_head(scene: Scene, one: Meeting) -> Markup:
    """The name of a meeting, its day and how it stands."""
    told = (
        day(one.day, scene.lang),
        scene.text(STATE_WORDS[one.state]),
        text(scene.lang, "as of {day}", day=day(one.as_of, scene.lang)),
    )
    return spoken(
        scene.lang,
        way_on(scene.href(MEETING), f"← {scene.text('All meetings')}"),
        head(one.name, ""),
        markup('<p class="pp pp-lead">{}</p>', prose(" · ".join(told))),
    )


def run_list(scene: Scene, deck: Deck, *, closed: bool = False) -> Markup:
    """What will be shown, screen by screen, and how much did not fit."""
    screens = joined(
        markup("<li>{}{}</li>", prose(title), markup(" · {}", one.lamp.word) if one.lamp else NOTHING)
        for title, one in zip(deck.titles, deck.slides, strict=True)
    )
    more = ""
    if deck.beyond:
        more = plural(
            scene.lang,
            "{n} result that needs attention does not fit; it is in the list of screens.",
            "{n} results that need attention do not fit; they are in the list of screens.",
            len(deck.beyond),
        )
    if len(deck.beyond) > LISTED:
        more = scene.text(
            "{n} results that need attention do not fit; the {most} most serious stand in the list of screens.",
            n=number(len(deck.beyond), 0, scene.lang),
            most=LISTED,
        )
    body = markup('<ol class="pp-run">{}</ol>{}', screens, soft(more))
    return spoken(scene.lang, section(scene.text("What was shown") if closed else scene.text("What is shown"), body))


def unexplained(scene: Scene, rows: Sequence[Row], left_out: Collection[str] = ()) -> Markup:
    """Whom to ask before the meeting: results that are red or amber and were not explained.

    Those that were left out of it come last and are not asked for here.
    """
    title = scene.text("Not explained yet")
    if not rows:
        return _in_one_line(scene, title, scene.text("Everything red or amber was explained."))
    heads = (scene.text("Result"), scene.text("Owner"), "")
    ordered = sorted(rows, key=lambda row: row.target.code in left_out)
    lines = [
        (
            lit_line(
                light(row.assessment.status, row.assessment.flags, scene.lang, size=16),
                link(scene.href(TARGET, {"target": row.target.code}), row.target.statement),
            ),
            row.target.owner,
            not_in_meeting(scene, row.target, left_out) or _explain(scene, row.target),
        )
        for row in ordered[:SHOWN]
    ]
    more, beyond = (scene.text("and {n} more", n=number(len(rows) - count, 0, scene.lang)) for count in (FIRST, SHOWN))
    end = soft(beyond) if len(rows) > SHOWN else NOTHING
    return spoken(scene.lang, section(title, begun_table(heads, lines, title, more, most=FIRST, end=end)))


def _explain(scene: Scene, target: Target) -> Markup:
    """The way to the words about a result: the one link of its row that is no name."""
    return markup(
        '<span class="pp-act">{}</span>', link(scene.href(SAID, {"target": target.code}), scene.text("explain"))
    )


def not_in_meeting(scene: Scene, target: Target, left_out: Collection[str]) -> Markup:
    """The mark of a result that was left out; nothing for another."""
    if target.code not in left_out:
        return NOTHING
    return markup('<span class="pp-soft">{}</span>', scene.text("not in the meeting"))


def _in_one_line(scene: Scene, title: str, words: str) -> Markup:
    return spoken(scene.lang, section(title, markup("<p>{}</p>", words)))


def stood(scene: Scene, one: Assessment | None, size: int = 16) -> Markup:
    """A light with its word; of a result that was not there, that it is not in the plan."""
    if one is None:
        return markup("{}", scene.text("not in the plan"))
    return light(one.status, one.flags, scene.lang, size=size, word=True)


def causes(scene: Scene, one: ChangedLight) -> str:
    """What made a light change, all of it."""
    return ", ".join(code_word(cause, scene.lang) for cause in one.causes)


def asking(rows: Iterable[Row], said: Mapping[str, CheckIn]) -> tuple[Row, ...]:
    """The red and amber results that nobody explained, the most serious first."""
    untold = [row for row in rows if row.assessment.light in ASKING and row.target.code not in said]
    return tuple(sorted(untold, key=lambda row: seriousness(row.assessment)))


def results_shown(deck: Deck) -> tuple[str, ...]:
    """The results with a screen of their own, in the order of the run."""
    return tuple(one.target for one in deck.slides if one.kind is SlideKind.RESULT)


def pack_link(words: str, address: str) -> Markup:
    """The way to a file that is made; it leaves the page as it is."""
    return markup('<p class="pp"><a class="pp-chip" href="{}" download><small>{}</small></a></p>', address, words)


def results_together(deck: Deck) -> tuple[str, ...]:
    """The results that share a screen, in the order of the run."""
    return tuple(line.target for one in deck.slides if one.kind is SlideKind.RESULTS for line in one.lines)
