"""What is sent, in words: the mail that reminds of a list, and the message that tells of changed lights."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from kpi.core.history.why_changed import ChangedLight
from kpi.core.light.assessment import Assessment
from kpi.core.meeting.asked import Asked
from kpi.core.notation import day
from kpi.present.screen.my_list import asked_title
from kpi.present.style import code_word, status_word
from kpi.present.words import plural, text

MOST = 25  # lines of one list; the rest is counted


def reminder_words(
    name: str, title: str, found: Sequence[Asked], others: Sequence[Asked], *, organisation: str, lang: str, on: date
) -> tuple[str, str]:
    """The subject and the text of a mail about a plan with this title; `others`: what others are late with for long."""
    late = sum(one.late for one in (*found, *others))
    about = plural(lang, "{n} item on your list", "{n} items on your list", len(found))
    if not found:
        about = plural(lang, "{n} item is late", "{n} items are late", len(others))
    elif late:
        about = f"{about}; {plural(lang, '{n} is late', '{n} are late', late)}"
    parts = [f"{name},", text(lang, "this is about the plan {plan}.", plan=title)]
    if found:
        parts.append(_listed(text(lang, "What is asked of you:"), [_line(one, lang, on) for one in found], lang))
    if others:
        lines = [f"{one.owner or text(lang, 'nobody')}: {_line(one, lang, on)}" for one in others]
        parts.append(
            _listed(
                text(lang, "What others have been late with for a long time, as you manage this plan:"), lines, lang
            )
        )
    parts.append(text(lang, "You find everything in Planpeil under Figures, My list."))
    parts.append(text(lang, "Sent by Planpeil of {organisation}.", organisation=organisation))
    return f"{title}: {about}", "\n\n".join(parts) + "\n"


def _listed(head: str, lines: Sequence[str], lang: str) -> str:
    rest = len(lines) - MOST
    more = [text(lang, "and {n} more", n=rest)] if rest > 0 else []
    return "\n".join((head, *(f"- {one}" for one in [*lines[:MOST], *more])))


def _line(one: Asked, lang: str, on: date) -> str:
    words = asked_title(one, lang)
    if one.due is None:
        return words
    when = text(lang, "by {day}", day=day(one.due, lang))
    if one.late:
        when = f"{when}, {plural(lang, '{n} day late', '{n} days late', one.days_late(on))}"
    return f"{words} ({when})"


def lights_words(title: str, found: Iterable[ChangedLight], lang: str) -> str:
    """Which lights of a plan became others and why, as text for Teams and Slack: what they run is written out."""
    lines = [_changed(one, lang) for one in found]
    head = plural(
        lang,
        "{plan}: {n} result has another colour or status",
        "{plan}: {n} results have another colour or status",
        len(lines),
        plan=title,
    )
    return escape(_listed(head, lines, lang), quote=False)


def _changed(one: ChangedLight, lang: str) -> str:
    causes = ", ".join(code_word(cause, lang) for cause in one.causes)
    return f"{one.target.statement}: {_stood(one.before, lang)} → {_stood(one.after, lang)} ({causes})"


def _stood(one: Assessment | None, lang: str) -> str:
    return status_word(one.status, lang) if one else text(lang, "not in the plan")
