"""One result on a screen of a meeting: its numbers, the words of its owner, and what is asked of the board."""

from kpi.core.explain.why import why
from kpi.core.light.assessment import Assessment, Flag
from kpi.core.light.snapshot import Row
from kpi.core.meeting.lasting import ASKING
from kpi.core.meeting.screens import ResultScreen
from kpi.core.notation import day, period_unit, short_number
from kpi.core.outlook.of_target import outlook
from kpi.core.thresholds import Thresholds
from kpi.core.view.target_view import TargetView
from kpi.present.deck.fitting import SCREEN, Space, clipped, shared, words_in
from kpi.present.deck.path_chart import course_of
from kpi.present.deck.slide import DeckLine, Figure, Lamp, Slide, SlideKind
from kpi.present.duty_words import duties_in_short
from kpi.present.figures import bare_figure
from kpi.present.outlook_words import forecast_in_short
from kpi.present.promise_words import accepted_words, correction_words
from kpi.present.reason_words import reason, value_words
from kpi.present.style import label
from kpi.present.words import mark, text

SHORTEST = 5  # words of the title of a result
LEAST = 4  # words of something that was said, with its label
HEARD = 12  # words that are left for what was said, before anything is said of what is expected
TICKS = 8  # words that the axes of a chart have
ASKED = 14  # words of a decision
READ_ALL = mark("Read all of it")
Told = tuple[tuple[str, str], ...]  # label and words


def lamp_of(one: Assessment, lang: str) -> Lamp:
    """The light of a result with its word; that it is stale is said too, since it then has another shape."""
    stale = tuple(flag for flag in one.flags if flag is Flag.STALE)
    flags = tuple(flag.value for flag in one.flags)
    return Lamp(one.status.value, one.light.value, label(one.status, stale, lang), flags)


def result_line(row: Row, lang: str, said: str = "", space: Space = SCREEN) -> DeckLine:
    """A result as one row: its light and word, its title, its value and why; `said` instead of why."""
    one = row.assessment
    detail = "; ".join(part for part in (value_words(one, lang), clipped(said, space.said)) if part) if said else ""
    return DeckLine(
        row.target.statement,
        detail or in_short(one, lang),
        label=row.target.owner if space.dated else "",
        right=day(row.target.due, lang) if space.dated else "",
        lamp=lamp_of(one, lang),
        target=row.target.code,
    )


def in_short(one: Assessment, lang: str) -> str:
    """The value and the first thing to say of it: "2 van 8; verwacht 4"."""
    first = reason(one, lang).split("; ", 1)[0]
    return "; ".join(part for part in (value_words(one, lang), first) if part)


def result_slide(
    screen: ResultScreen, view: TargetView | None, thresholds: Thresholds, lang: str, space: Space = SCREEN
) -> Slide:
    """The screen of one result; `view` None: it has no chart."""
    row, one = screen.row, screen.row.assessment
    untold = text(lang, "not explained yet") if one.light in ASKING and screen.said is None else ""
    light, figures = lamp_of(one, lang), figures_of(one, lang)
    accepted = accepted_words(row.target, screen.accepted, lang) if screen.accepted else ""
    decided, told = screen.asked.text if screen.asked else "", _said(screen, lang)
    course = course_of(view, lang, drawn=space.drawn) if view is not None else None
    numbers = [part for figure in figures for part in (figure.value, figure.words, figure.under)]
    drawn = course.labels if course else ()
    decision = text(lang, "Decision") if decided else ""
    taken = words_in(light.word, untold, accepted, decision, *numbers, *drawn) + (TICKS if course else 0)
    room = max(SHORTEST, space.words - taken - words_in(clipped(decided, space.said)))
    title = clipped(row.target.statement, min(space.heading, room))
    left = space.words - taken - words_in(title)
    ahead = _ahead(one, lang, left - max(HEARD, words_in(decided, *(part for pair in told for part in pair))))
    left -= words_in(ahead)
    asked, said = _fitted(decided, told, space, left)
    if is_cut := (asked, said) != (decided, told):
        asked, said = _fitted(decided, told, space, left - words_in(text(lang, READ_ALL)))
    whole = (*told, (decision, decided)) if decided else told
    return Slide(
        SlideKind.RESULT,
        title=title,
        lamp=light,
        figures=figures,
        said=said,
        whole=whole if is_cut else (),
        untold=untold,
        ahead=ahead,
        asked=asked,
        accepted=accepted,
        course=course,
        target=row.target.code,
        spoken=why(one, lang, thresholds),
    )


def _ahead(one: Assessment, lang: str, words: int) -> str:
    """What is expected at the deadline, with its band, or the dates of a recurring duty; as far as the words allow."""
    if one.windows:
        return duties_in_short(one.windows, lang, words)
    said = forecast_in_short(outlook(one), lang)
    return said if words_in(said) <= words else ""


def figures_of(one: Assessment, lang: str) -> tuple[Figure, ...]:
    """Measured, expected and needed; what there is no ground for is left out."""
    target, compared, pace = one.target, one.comparison, one.pace
    value = value_words(one, lang) if one.windows or one.point is None or one.point.plain else ""
    shown = value or (bare_figure(target, one.point.value, lang) if one.point else "")
    found = [Figure(shown, text(lang, "measured"))] if shown else []
    if compared is not None and not one.windows and one.point is not None and not one.point.plain:
        word = text(lang, "agreed") if target.traits.is_bound else text(lang, "expected")
        found.append(Figure(bare_figure(target, compared.expected, lang), word, expected=True))
    if pace is not None and pace.needed and one.light in ASKING and round(pace.periods_left, 1) >= 1:
        each = period_unit(target.frequency, 1, lang)
        under = ""
        if pace.so_far is not None:
            under = text(lang, "{pace} so far", pace=short_number(pace.so_far, 1, lang))
        found.append(Figure(short_number(pace.needed, 1, lang), text(lang, "needed a {period}", period=each), under))
    return tuple(found)


def _said(screen: ResultScreen, lang: str) -> Told:
    """What the owner said, label by label; where nobody said anything, who owns it."""
    said, owner = screen.said, screen.row.target.owner
    if said is None:
        return ((text(lang, "Owner"), owner),) if owner else ()
    told = (
        (text(lang, "Correction"), correction_words(said, lang)),
        (text(lang, "Cause"), said.cause),
        (text(lang, "Consequence"), said.consequence),
        (text(lang, "Owner"), said.owner or owner),
    )
    return tuple(one for one in told if one[1])


def _fitted(decided: str, told: Told, space: Space, words: int) -> tuple[str, Told]:
    """A decision and what was said, cut to the words that are left, labels among them; what has no room goes."""
    kept = told[: max(0, (words - min(words_in(decided), space.said)) // LEAST)]
    room = max(words - words_in(*(label for label, _ in kept)), 2 * len(kept))
    asked, *said = shared([clipped(decided, max(space.said, ASKED)), *(words for _, words in kept)], room)
    return asked, tuple(zip((label for label, _ in kept), said, strict=True))
