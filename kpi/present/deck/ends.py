"""The last screens of a meeting: deadlines ahead, what was not delivered, and what was agreed."""

from datetime import date

from kpi.core.light.snapshot import Row
from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.core.meeting.screens import AgreedScreen, DeadlinesScreen, UndeliveredScreen
from kpi.core.notation import day, period
from kpi.core.vocabulary import complete
from kpi.present.deck.fitting import SCREEN, Space, clipped, fitting, whole_titles
from kpi.present.deck.result import lamp_of
from kpi.present.deck.slide import DeckLine, Slide, SlideKind
from kpi.present.reason_words import value_words
from kpi.present.words import mark, plural, text

KIND_WORDS = complete(AgreementKind, {AgreementKind.DECISION: mark("Decision"), AgreementKind.ACTION: mark("Action")})


def deadlines_slide(screen: DeadlinesScreen, lang: str, space: Space = SCREEN) -> Slide:
    """The open deadlines until the next meeting, the nearest first."""
    title = text(lang, "Deadlines until {day}", day=day(screen.until, lang))
    if not screen.total:
        return Slide(SlideKind.DEADLINES, title, lead=text(lang, "There are none."))
    lines = whole_titles([_deadline(row, lang, space) for row in screen.rows], space, title)
    shown = len(lines)
    part = plural(lang, "{shown} of {n} deadline", "{shown} of {n} deadlines", screen.total, shown=shown)
    return Slide(
        SlideKind.DEADLINES,
        title,
        lines=lines,
        more=part if shown < screen.total else "",
    )


def _deadline(row: Row, lang: str, space: Space) -> DeckLine:
    return DeckLine(
        title=row.target.statement,
        detail=value_words(row.assessment, lang),
        label=row.target.owner if space.dated else "",
        right=day(row.target.due, lang),
        lamp=lamp_of(row.assessment, lang),
        target=row.target.code,
    )


def undelivered_slide(screen: UndeliveredScreen, lang: str) -> Slide:
    """Of whom reports are overdue, and how many."""
    title = text(lang, "Not uploaded")
    if screen.period:
        title = f"{title}: {period(screen.period, lang)}"
    if not screen.total:
        return Slide(SlideKind.UNDELIVERED, title, lead=text(lang, "Everything that was due has come in."))
    shown = len(screen.groups)
    part = plural(lang, "{shown} of {n} owner", "{shown} of {n} owners", screen.total, shown=shown)
    return Slide(
        SlideKind.UNDELIVERED,
        title,
        side=plural(lang, "{n} figure overdue", "{n} figures overdue", screen.reports),
        lines=tuple(
            DeckLine(title=one.name or text(lang, "without owner"), right=str(one.overdue)) for one in screen.groups
        ),
        more=part if shown < screen.total else "",
    )


def agreed_slide(screen: AgreedScreen, on: date, lang: str, space: Space = SCREEN) -> Slide:
    """What this meeting agreed, and open actions of earlier ones; `on`: the day of the lights."""
    title = text(lang, "Decisions and actions")
    if not screen.here and not screen.earlier:
        return Slide(SlideKind.AGREED, title, lead=text(lang, "Nothing has been agreed yet."))
    decisions, actions = (sum(one.kind is kind for one in screen.here) for kind in AgreementKind)
    side = plural(lang, "{n} decision", "{n} decisions", decisions), plural(lang, "{n} action", "{n} actions", actions)
    every = [agreement_line(one, on, lang, space=space) for one in screen.here]
    every += [agreement_line(one, on, lang, text(lang, "Last time"), space) for one in screen.earlier]
    heads = (text(lang, "What"), text(lang, "Who"), text(lang, "Due"))
    lines = fitting(every, space, title, *side, *heads)[: space.agreed]
    part = plural(lang, "{shown} of {n} agreement", "{shown} of {n} agreements", len(every), shown=len(lines))
    return Slide(
        SlideKind.AGREED,
        title,
        side=", ".join(side),
        columns=heads,
        lines=lines,
        more=part if len(lines) < len(every) else "",
    )


def agreement_line(one: Agreement, on: date, lang: str, label: str = "", space: Space = SCREEN) -> DeckLine:
    """A decision or an action as one row; what is late says how late instead of its day."""
    late = one.is_late(on)
    right = day(one.due, lang) if one.due else ""
    if late and one.due:
        right = plural(lang, "{n} day late", "{n} days late", (on - one.due).days)
    kind = label or text(lang, KIND_WORDS[one.kind])
    return DeckLine(
        title=clipped(one.text, space.title), detail=one.owner, label=kind, right=right, strong=late, target=one.target
    )
