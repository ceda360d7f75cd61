"""Why a light has its colour: the sum of an assessment as one Dutch or English sentence."""

from collections.abc import Callable, Mapping

from kpi.core.explain import figures
from kpi.core.explain.promised import promise_beside
from kpi.core.explain.why_bounds import bounded, improved, is_yes_or_no
from kpi.core.explain.why_languages import WORDS
from kpi.core.explain.why_measured import (
    deadline_past,
    is_of_a_period,
    late_told,
    met_told,
    on_day,
    past_due,
    time_left,
    value_told,
)
from kpi.core.explain.why_path import pace_asked, path_asked
from kpi.core.explain.why_time import length
from kpi.core.explain.why_units import units_heard
from kpi.core.explain.why_windows import in_windows, tells_silence
from kpi.core.explain.why_words import Words
from kpi.core.kinds import Course
from kpi.core.light.assessment import Assessment, Flag, Status
from kpi.core.light.evidence import report_due
from kpi.core.model import Target
from kpi.core.notation import day, short_number, unit_word, within
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Comparator, Kind, PathKind, complete

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
        start, due = one.target.start, one.target.due
        told = words.same_day if start == due else day(due, words.lang)
        return words.not_started.format(day=day(start, words.lang), due=told)
    if one.point is None:
        return _silence(one, words, thresholds)
    if one.comparison is None and one.target.traits.is_bound:
        return _level(one, words)  # a baseline alone, from which the bound follows
    return BODIES[one.target.kind](one, words)


def _silence(one: Assessment, words: Words, thresholds: Thresholds) -> str:
    if Flag.WITHHELD in one.flags:
        return words.withheld
    first = day(report_due(one.target, thresholds), words.lang)
    if Flag.DUE_PASSED in one.flags:
        return f"{words.silent_due}; {deadline_past(one, words)}"
    phrase = words.too_early if one.status is Status.TOO_EARLY else words.silent
    parts = [phrase.format(day=day(one.as_of, words.lang), first=first), *time_left(one, words)]
    if one.days_left < 0:
        parts.append(deadline_past(one, words))
    return "; ".join(parts)


def _level(one: Assessment, words: Words) -> str:
    """ "6 dagen op 30-06-2021, doel hoogstens 5"; "100% op 30-06-2021" where that is all that was promised."""
    assert one.point is not None
    value, goal, on = one.point.value, promise_beside(one.target, words.lang), on_day(one, words)
    if value == one.target.value and goal == figures.promised_amount(one.target, value, words.lang, one.target.unit):
        return _measured(f"{goal} {on}", one, words)
    return _measured(f"{value_told(one, words.lang)} {on}, {words.goal} {goal}", one, words)


def _total(one: Assessment, words: Words) -> str:
    """ "4 van 8 netwerken op 30-06-2021"."""
    target = one.target
    if target.value is None or not _counted(target):
        return _level(one, words)
    return _measured(_count(one, target.value, words), one, words)


def _count(one: Assessment, goal: float, words: Words) -> str:
    """ "4 van 8 netwerken"; of one thing only whether it is there, and no more of more than was asked."""
    assert one.point is not None
    target, lang, value, on = one.target, words.lang, one.point.value, on_day(one, words)
    unit = figures.unit_of(target, lang)
    if value > goal or value == goal == 1:
        beyond = f", {words.goal} {figures.promised_amount(target, goal, lang, '')}" if value > goal else ""
        return f"{figures.amount_of(target, value, lang)} {on}{beyond}"
    if not value and goal == 1 and unit:
        return f"{words.no_yet.format(unit=unit_word(1, 0, unit, lang))} {on}"
    told = value_told(one, lang, figures.told_bare)
    return f"{words.of.format(value=told, goal=figures.amount_of(target, goal, lang))} {on}"


def _milestone(one: Assessment, words: Words) -> str:
    assert one.point is not None
    if one.point.plain or (one.met_on and not one.point.judgement):
        return _yes_or_no(one, words)
    if one.met_on:
        return f"{words.judged.format(share=value_told(one, words.lang))} {on_day(one, words)}; {met_told(one, words)}"
    if one.target.unit != "%":
        return _level(one, words)
    said = words.judged if one.point.judgement else words.complete
    return _measured(f"{said.format(share=value_told(one, words.lang))} {on_day(one, words)}", one, words)


def _measured(head: str, one: Assessment, words: Words) -> str:
    parts = [head]
    if one.status in ACHIEVED:
        parts.append(met_told(one, words))
    elif one.status is Status.NO_DATA and one.days_left >= 0:
        parts.append(words.no_second)
    elif one.status in (Status.MISSED, Status.NO_DATA):
        parts.append(past_due(one, words))
    elif one.comparison is None:
        parts.append(words.one_measurement)
    else:
        parts += [*path_asked(one, words), *pace_asked(one, words)]
    return "; ".join(parts)


def _counted(target: Target) -> bool:
    """Whether "4 van 8" says it all: a number of things, at least so many."""
    return target.comparator is Comparator.AT_LEAST and not figures.money(target) and target.unit not in figures.SHARES


def _yes_or_no(one: Assessment, words: Words) -> str:
    if one.met_on:
        return late_told(words.done if one.status is Status.ACHIEVED else words.done_late, one, words)
    assert one.point is not None
    if one.status is Status.MISSED:
        return _not_done(one, words)
    not_yet = words.not_yet.format(day=day(one.point.day, words.lang))
    if one.status is Status.NO_DATA:
        return f"{not_yet}; {past_due(one, words)}"
    if not one.days_left:
        return f"{not_yet}; {words.due_today}"
    left = words.few_days_left if one.status is Status.AT_RISK else words.days_left
    days = left.format(days=length(one.days_left, words))
    return f"{not_yet}; {words.deadline.format(due=_window(one.target, words))}, {days}"


def _not_done(one: Assessment, words: Words) -> str:
    assert one.point is not None
    due, ago = day(one.target.due, words.lang), length(-one.days_left, words)
    if one.point.day == one.target.due:
        return words.not_done.format(due=due, days=ago)
    return words.not_done_missed.format(day=day(one.point.day, words.lang), due=due, days=ago)


def _window(target: Target, words: Words) -> str:
    due = day(target.due, words.lang)
    if target.due_from is None or target.due_from == target.due:
        return due
    return words.span.format(first=day(target.due_from, words.lang), last=due)


def _remarks(one: Assessment, words: Words) -> list[str]:
    found = []
    if Flag.STALE in one.flags and not _says_so_already(one):
        found.append(words.stale.format(when=_newest(one, words)))
    yearly = one.target.path is PathKind.YEARLY and one.target.traits.course is Course.PATH
    breached = Flag.BREACHED in one.flags and (one.periods > 1 or yearly)
    if Flag.REGRESSED in one.flags and one.target.traits.course is Course.PATH:
        if one.status not in ACHIEVED and one.met_on:
            found.append(words.was_met.format(day=day(one.met_on, words.lang)))
    elif Flag.REGRESSED in one.flags and not breached:
        found.append(words.regressed)
    if breached:
        found.append(_breaches(one, words).format(count=_how_many(one, words)))
    if Flag.PROVISIONAL in one.flags:
        found.append(words.provisional)
    return [*found, *units_heard(one, words)]


def _newest(one: Assessment, words: Words) -> str:
    """The day of the newest value, or the period that it was counted over."""
    assert one.point is not None
    if one.windows or is_of_a_period(one.target):
        return within(one.point.period, words.lang)
    return day(one.point.day, words.lang)


def _says_so_already(one: Assessment) -> bool:
    """Whether the sentence tells that nothing came after the figure it names."""
    return tells_silence(one) if one.windows else one.status is Status.NO_DATA


def _breaches(one: Assessment, words: Words) -> str:
    if one.target.traits.course is Course.PATH:
        return words.promises_broken[0 if one.periods == 1 else 1]
    if one.windows:
        return words.missed_windows
    return words.not_there_in if is_yes_or_no(one.target) else words.outside


def _how_many(one: Assessment, words: Words) -> str:
    """ "2 van 8", "alle 4"."""
    count, total = (short_number(several, 0, words.lang) for several in (one.breaches, one.periods))
    if one.breaches == one.periods > 2:
        return words.every.format(total=total)
    return words.of.format(value=count, goal=total)


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
        Kind.IMPROVE: improved,
    },
)
