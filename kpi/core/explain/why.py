"""Why a light has its colour: the sum of an assessment as one Dutch or English sentence."""

from collections.abc import Callable, Mapping

from kpi.core.explain import figures
from kpi.core.explain.promised import promise
from kpi.core.explain.why_bounds import bounded, is_yes_or_no
from kpi.core.explain.why_languages import WORDS
from kpi.core.explain.why_measured import on_day, past_due, value_told
from kpi.core.explain.why_path import pace_asked, path_asked
from kpi.core.explain.why_time import length
from kpi.core.explain.why_units import units_heard
from kpi.core.explain.why_windows import in_windows, window_to_tell
from kpi.core.explain.why_words import Words
from kpi.core.kinds import Course
from kpi.core.light.assessment import Assessment, Flag, Status
from kpi.core.light.evidence import report_due
from kpi.core.model import Target
from kpi.core.notation import day, period
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Comparator, Kind, complete

ACHIEVED = (Status.ACHIEVED, Status.ACHIEVED_LATE)
Body = Callable[[Assessment, Words], str]


def why(one: Assessment, lang: str, thresholds: Thresholds | None = None) -> str:
    """One sentence, or two, with the figures behind the light; `lang` is "nl" or "en".

    `thresholds`: those the light was assessed with; they only date the first report that is awaited.
    """
    words = WORDS[lang]
    body = _body(one, words, thresholds or Thresholds())
    return " ".join([_sentence(body), *(_sentence(text) for text in _remarks(one, words))])


def _body(one: Assessment, words: Words, thresholds: Thresholds) -> str:
    if one.status is Status.NOT_STARTED:
        return words.not_started.format(day=day(one.target.start, words.lang))
    if one.point is None:
        return _silence(one, words, thresholds)
    return BODIES[one.target.kind](one, words)


def _silence(one: Assessment, words: Words, thresholds: Thresholds) -> str:
    first = day(report_due(one.target, thresholds), words.lang)
    if one.status is Status.TOO_EARLY:
        return words.too_early.format(day=first)
    if Flag.DUE_PASSED in one.flags:
        return words.silent_due.format(day=day(one.target.due, words.lang), days=length(-one.days_left, words))
    return words.silent.format(day=day(one.as_of, words.lang), first=first)


def _level(one: Assessment, words: Words) -> str:
    """ "6 dagen op 30-06-2021, doel hoogstens 5 dagen"."""
    head = f"{value_told(one, words.lang)} {on_day(one, words)}, {words.goal} {promise(one.target, words.lang)}"
    return _measured(head, one, words)


def _total(one: Assessment, words: Words) -> str:
    """ "4 van 8 netwerken op 30-06-2021"."""
    target, lang = one.target, words.lang
    if target.value is None or not _counted(target):
        return _level(one, words)
    count, goal = value_told(one, lang, figures.told_bare), figures.amount_of(target, target.value, lang)
    return _measured(f"{words.of.format(value=count, goal=goal)} {on_day(one, words)}", one, words)


def _milestone(one: Assessment, words: Words) -> str:
    assert one.point is not None
    if one.point.plain or (one.met_on and not one.point.judgement):
        return _yes_or_no(one, words)
    if one.met_on:
        return f"{words.judged.format(share=value_told(one, words.lang))} {on_day(one, words)}; {_met(one, words)}"
    if one.target.unit != "%":
        return _level(one, words)
    said = words.judged if one.point.judgement else words.complete
    return _measured(f"{said.format(share=value_told(one, words.lang))} {on_day(one, words)}", one, words)


def _measured(head: str, one: Assessment, words: Words) -> str:
    parts = [head]
    if one.status in ACHIEVED:
        parts.append(_met(one, words))
    elif one.status is Status.NO_DATA and one.days_left >= 0:
        parts.append(words.no_second)
    elif one.status in (Status.MISSED, Status.NO_DATA):
        parts.append(past_due(one, words))
    elif one.comparison is None:
        parts.append(words.one_measurement)
    else:
        parts += [path_asked(one, words), *pace_asked(one, words)]
    return "; ".join(parts)


def _counted(target: Target) -> bool:
    """Whether "4 van 8" says it all: a number of things, at least so many."""
    return target.comparator is Comparator.AT_LEAST and not figures.money(target) and target.unit not in figures.SHARES


def _met(one: Assessment, words: Words) -> str:
    assert one.met_on is not None
    if Flag.REGRESSED in one.flags:
        return words.lost.format(day=day(one.met_on, words.lang))
    late, that_day = one.status is Status.ACHIEVED_LATE, one.point is not None and one.met_on == one.point.day
    if that_day:
        return _late(words.met_late_that_day if late else words.met_that_day, one, words)
    return _late(words.met_late if late else words.met, one, words)


def _late(phrase: str, one: Assessment, words: Words) -> str:
    assert one.met_on is not None
    days = length((one.met_on - one.target.due).days, words)
    return phrase.format(day=day(one.met_on, words.lang), due=day(one.target.due, words.lang), days=days)


def _yes_or_no(one: Assessment, words: Words) -> str:
    if one.met_on:
        return _late(words.done if one.status is Status.ACHIEVED else words.done_late, one, words)
    assert one.point is not None
    on = day(one.point.day, words.lang)
    if one.status is Status.NO_DATA:
        return f"{words.not_yet.format(day=on)}; {past_due(one, words)}"
    if one.status is Status.MISSED:
        return words.not_done_missed.format(
            day=on, due=day(one.target.due, words.lang), days=length(-one.days_left, words)
        )
    if not one.days_left:
        return words.not_done.format(day=on, due=day(one.target.due, words.lang), left=words.last_day)
    left = words.days_left.format(days=length(one.days_left, words))
    return words.not_done.format(day=on, due=_window(one.target, words), left=left)


def _window(target: Target, words: Words) -> str:
    due = day(target.due, words.lang)
    if target.due_from is None or target.due_from == target.due:
        return due
    return words.span.format(first=day(target.due_from, words.lang), last=due)


def _remarks(one: Assessment, words: Words) -> list[str]:
    found = []
    if Flag.STALE in one.flags and one.point and not _says_so_already(one):
        found.append(words.stale.format(period=period(one.point.period, words.lang)))
    if Flag.REGRESSED in one.flags and not (one.status in ACHIEVED and one.target.traits.course is Course.PATH):
        found.append(words.regressed)
    if Flag.BREACHED in one.flags and one.periods > 1:
        found.append(_breaches(one, words).format(count=one.breaches, total=one.periods))
    if Flag.PROVISIONAL in one.flags:
        found.append(words.provisional)
    return [*found, *units_heard(one, words)]


def _says_so_already(one: Assessment) -> bool:
    """Whether the sentence tells that nothing came after the figure it names."""
    return one.status is Status.NO_DATA and (not one.windows or window_to_tell(one).reported)


def _breaches(one: Assessment, words: Words) -> str:
    if one.windows:
        return words.missed_windows
    return words.not_there_in if is_yes_or_no(one.target) else words.outside


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


# The sentence of each kind, once something was measured.
BODIES: Mapping[Kind, Body] = complete(
    Kind,
    {
        Kind.REACH: _level,
        Kind.CUMULATIVE: _total,
        Kind.MAINTAIN: bounded,
        Kind.MILESTONE: _milestone,
        Kind.RECURRING: in_windows,
    },
)
