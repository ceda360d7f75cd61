"""A plan that is being edited, on screen: its messages, its deadlines as read, what changes, what was promised."""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from kpi.core.earlier_promises import EarlierTarget
from kpi.core.explain.promised import promise
from kpi.core.explain.why import why
from kpi.core.history.renaming import Swap
from kpi.core.history.revision import Difference
from kpi.core.issue import Alike, Issue, alike
from kpi.core.light.assessment import Assessment
from kpi.core.notation import day, number
from kpi.present.figures import window
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import light, soft, table
from kpi.present.html.uploads.upload import SEVERITY_WORDS
from kpi.present.html.values import more
from kpi.present.words import mark, text

MOST = 200
_ISSUE_HEADS = (mark("Place"), mark("Column"), mark("Value"), mark("What"), mark("What to do"))
Light = tuple[str, str, Assessment | None, Assessment | None]  # code, statement, before, after


def plan_issue_table(
    issues: Sequence[Issue], place: Callable[[Issue], str], column: Callable[[Issue], str], lang: str
) -> Markup:
    """Messages with their place and column as `place` and `column` say them (text), those that are alike in one row.

    Past a limit they are counted.
    """
    heads = [text(lang, word) for word in _ISSUE_HEADS]
    every = alike(issues)
    rows = (
        [
            _places(each, place, lang),
            column(each.first),
            _values(each),
            _message(each, lang),
            prose(each.first.cure(lang)),
        ]
        for each in every[:MOST]
    )
    rest = more(sum(len(each.issues) for each in every[MOST:]), "", lang)
    return markup('<div class="pp">{}{}</div>', table(heads, rows, text(lang, "Messages"), "pp-issues"), rest)


def _places(each: Alike, place: Callable[[Issue], str], lang: str) -> Markup:
    """A line for each place that is named, then how many more there are."""
    return joined((_lines(prose(place(one)) for one in each.shown), more(each.more, "", lang)))


def _values(each: Alike) -> Markup:
    """The value, or those of the places that are named."""
    shown = each.shown if each.differs else (each.first,)
    return _lines(markup("<code>{}</code>", one.value) for one in shown if one.value)


def _lines(parts: Iterable[Markup]) -> Markup:
    return Markup("<br>").join(parts)


def _message(each: Alike, lang: str) -> Markup:
    one, count = each.first, len(each.issues)
    word = text(lang, SEVERITY_WORDS[one.severity][0])
    often = soft(text(lang, "{n} times", n=number(count, 0, lang))) if count > 1 else NOTHING
    return markup('<b class="pp-sev pp-{}">{}</b> {}{}', one.severity.value, word, prose(one.said(lang)), often)


def readings(rows: Iterable[tuple[str, str, str, str]], lang: str) -> Markup:
    """Deadlines as they are read: code, statement, phrase and reading, all text."""
    heads = [text(lang, "Result"), text(lang, "Deadline in the plan"), text(lang, "Read as")]
    cells = (
        [markup('<span class="pp-name">{}</span>{}', code, soft(statement)), f"“{phrase}”", prose(reading)]
        for code, statement, phrase, reading in rows
    )
    return markup('<div class="pp">{}</div>', table(heads, cells, text(lang, "How the deadlines are read")))


def phrase_reading(words: str) -> Markup:
    """The reading of one phrase."""
    return markup('<p class="pp pp-lead" role="status">{}</p>', prose(words))


def plan_lights(rows: Iterable[Light], lang: str) -> Markup:
    """Lights before and after, with the sentence behind the new one; None: the result is not there."""
    heads = [text(lang, "Result"), text(lang, "Before"), text(lang, "After"), text(lang, "Why")]
    cells = (
        [
            markup('<span class="pp-name">{}</span>{}', code, soft(statement)),
            _light(before, lang),
            _light(after, lang),
            prose(why(after, lang)) if after else "",
        ]
        for code, statement, before, after in rows
    )
    return markup('<div class="pp">{}</div>', table(heads, cells, text(lang, "Results before and after"), "pp-lights"))


def _light(one: Assessment | None, lang: str) -> Markup:
    return light(one.status, one.flags, lang, word=True) if one else soft(text(lang, "not there"))


def field_changes(rows: Sequence[Difference], column: Callable[[Difference], str], lang: str) -> Markup:
    """Fields that become others; `column` says which (text)."""
    heads = [text(lang, "What"), text(lang, "Column"), text(lang, "Before"), text(lang, "After")]
    cells = (
        [
            markup('<span class="pp-name">{}</span>', one.code),
            column(one),
            prose(one.before) if one.before else soft(text(lang, "empty")),
            markup("<b>{}</b>", prose(one.after)) if one.after else soft(text(lang, "empty")),
        ]
        for one in rows[:MOST]
    )
    rest = more(len(rows) - MOST, "", lang)
    return markup('<div class="pp">{}{}</div>', table(heads, cells, text(lang, "What changes")), rest)


def swapped(pairs: Sequence[Swap], lang: str) -> Markup:
    """Results that end beside ones that begin, and the question whether they are the same; nothing for none."""
    if not pairs:
        return NOTHING
    lines = joined(
        markup("<li>{}</li>", prose(text(lang, "{gone} “{was}” ends and {new} “{now}” is new.", **_names(one))))
        for one in pairs
    )
    title = text(lang, "Renamed?")
    words = text(
        lang,
        "If it is the same result, give it its old code back: its figures stay with that. If not, the old one is kept "
        "as ended and the new one begins without figures.",
    )
    return markup(
        '<div class="pp pp-message" role="status"><p class="pp-word">{}</p><ul>{}</ul><p class="pp-hint">{}</p></div>',
        title,
        lines,
        words,
    )


def _names(one: Swap) -> dict[str, str]:
    return {"gone": one.gone.code, "was": one.gone.statement, "new": one.new.code, "now": one.new.statement}


def earlier(versions: Sequence[EarlierTarget], lang: str) -> Markup:
    """What a target promised before, newest first, and from when until when; nothing when it never changed."""
    if not versions:
        return NOTHING
    heads = [text(lang, "Applied"), text(lang, "Promised"), text(lang, "Deadline"), text(lang, "Replaced because")]
    rows = (_earlier(one, lang) for one in reversed(versions))
    return markup('<div class="pp">{}</div>', table(heads, rows, text(lang, "Promised earlier")))


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
        markup("{}{}", phrase, soft(window(target, lang))),
        prose(reason) + soft(one.replaced_by),
    ]
