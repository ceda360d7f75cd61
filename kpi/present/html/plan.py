"""A plan that is being edited, on screen: its messages, its deadlines as read, what changes, what was promised."""

from collections.abc import Callable, Iterable, Sequence

from kpi.core.explain.why import promise, why
from kpi.core.history.renaming import Swap
from kpi.core.history.revision import Difference
from kpi.core.issue import Issue
from kpi.core.light.assessment import Assessment
from kpi.core.notation import day
from kpi.core.promised import EarlierTarget
from kpi.present.figures import window
from kpi.present.html.parts import escape, light, prose, soft, table
from kpi.present.html.upload import SEVERITY_WORDS
from kpi.present.html.values import more
from kpi.present.words import mark, text

MOST = 200
_ISSUE_HEADS = (mark("Place"), mark("Column"), mark("Value"), mark("What"), mark("What to do"))
Light = tuple[str, str, Assessment | None, Assessment | None]  # code, statement, before, after


def issue_table(
    issues: Sequence[Issue], place: Callable[[Issue], str], column: Callable[[Issue], str], lang: str
) -> str:
    """Messages with their place and column as `place` and `column` say them (text); past a limit they are counted."""
    heads = [text(lang, word) for word in _ISSUE_HEADS]
    rows = (
        [
            prose(place(one)),
            escape(column(one)),
            f"<code>{escape(one.value)}</code>" if one.value else "",
            _message(one, lang),
            prose(one.cure(lang)),
        ]
        for one in issues[:MOST]
    )
    rest = more(len(issues) - MOST, "", lang)
    return f'<div class="pp">{table(heads, rows, text(lang, "Messages"), "pp-issues")}{rest}</div>'


def _message(one: Issue, lang: str) -> str:
    word = text(lang, SEVERITY_WORDS[one.severity][0])
    return f'<b class="pp-sev pp-{one.severity.value}">{escape(word)}</b> {prose(one.said(lang))}'


def readings(rows: Iterable[tuple[str, str, str, str]], lang: str) -> str:
    """Deadlines as they are read: code, statement, phrase and reading, all text."""
    heads = [text(lang, "Result"), text(lang, "Deadline in the plan"), text(lang, "Read as")]
    cells = (
        [f'<span class="pp-name">{escape(code)}</span>{soft(statement)}', escape(f"“{phrase}”"), prose(reading)]
        for code, statement, phrase, reading in rows
    )
    return f'<div class="pp">{table(heads, cells, text(lang, "How the deadlines are read"))}</div>'


def reading(words: str) -> str:
    """The reading of one phrase."""
    return f'<p class="pp pp-lead" role="status">{prose(words)}</p>'


def lights(rows: Iterable[Light], lang: str) -> str:
    """Lights before and after, with the sentence behind the new one; None: the result is not there."""
    heads = [text(lang, "Result"), text(lang, "Before"), text(lang, "After"), text(lang, "Why")]
    cells = (
        [
            f'<span class="pp-name">{escape(code)}</span>{soft(statement)}',
            _light(before, lang),
            _light(after, lang),
            prose(why(after, lang)) if after else "",
        ]
        for code, statement, before, after in rows
    )
    return f'<div class="pp">{table(heads, cells, text(lang, "Lights before and after"), "pp-lights")}</div>'


def _light(one: Assessment | None, lang: str) -> str:
    return light(one.status, one.flags, lang, word=True) if one else soft(text(lang, "not there"))


def changes(rows: Sequence[Difference], column: Callable[[Difference], str], lang: str) -> str:
    """Fields that become others; `column` says which (text)."""
    heads = [text(lang, "What"), text(lang, "Column"), text(lang, "Before"), text(lang, "After")]
    cells = (
        [
            f'<span class="pp-name">{escape(one.code)}</span>',
            escape(column(one)),
            prose(one.before) if one.before else soft(text(lang, "empty")),
            f"<b>{prose(one.after)}</b>" if one.after else soft(text(lang, "empty")),
        ]
        for one in rows[:MOST]
    )
    rest = more(len(rows) - MOST, "", lang)
    return f'<div class="pp">{table(heads, cells, text(lang, "What changes"))}{rest}</div>'


def swapped(pairs: Sequence[Swap], lang: str) -> str:
    """Results that end beside ones that begin, and the question whether they are the same; nothing for none."""
    if not pairs:
        return ""
    lines = "".join(
        f"<li>{prose(text(lang, '{gone} “{was}” ends and {new} “{now}” is new.', **_names(one)))}</li>" for one in pairs
    )
    title = text(lang, "Renamed?")
    words = text(
        lang,
        "If it is the same result, give it its old code back: its figures stay with that. If not, the old one is kept "
        "as ended and the new one begins without figures.",
    )
    return (
        f'<div class="pp pp-message" role="status"><p class="pp-word">{escape(title)}</p>'
        f'<ul>{lines}</ul><p class="pp-hint">{escape(words)}</p></div>'
    )


def _names(one: Swap) -> dict[str, str]:
    return {"gone": one.gone.code, "was": one.gone.statement, "new": one.new.code, "now": one.new.statement}


def earlier(versions: Sequence[EarlierTarget], lang: str) -> str:
    """What a target promised before, newest first, and from when until when; nothing when it never changed."""
    if not versions:
        return ""
    heads = [text(lang, "Applied"), text(lang, "Promised"), text(lang, "Deadline"), text(lang, "Replaced because")]
    rows = (_earlier(one, lang) for one in reversed(versions))
    return f'<div class="pp">{table(heads, rows, text(lang, "Promised earlier"))}</div>'


def _earlier(one: EarlierTarget, lang: str) -> list[str]:
    target = one.target
    applied = text(
        lang,
        "from {first} until {last}",
        first=day(one.recorded_at.date(), lang),
        last=day(one.replaced_at.date(), lang),
    )
    goal = promise(target, lang) if target.value is not None else ""
    phrase = f"“{target.deadline}”" if target.deadline else ""
    reason = one.why or text(lang, "no reason was recorded")
    return [
        prose(applied) + soft(text(lang, "revision {revision}", revision=one.revision)),
        prose(target.statement) + soft(goal),
        escape(phrase) + soft(window(target, lang)),
        prose(reason) + soft(one.replaced_by),
    ]
