"""Why a light has its colour: the sum of an assessment as one Dutch or English sentence."""

from collections.abc import Callable, Mapping
from math import floor

from kpi.core.explain import figures
from kpi.core.explain.why_path import pace_asked, path_asked
from kpi.core.explain.why_units import units_heard
from kpi.core.explain.why_windows import in_windows
from kpi.core.explain.why_words import WORDS, Words
from kpi.core.kinds import Course
from kpi.core.light.assessment import Assessment, Comparison, Flag, Status
from kpi.core.light.compare import meets
from kpi.core.light.evidence import aggregation_of, goal_of, report_due
from kpi.core.model import Target
from kpi.core.notation import day, number, period, within
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator, Kind, complete

ACHIEVED = (Status.ACHIEVED, Status.ACHIEVED_LATE)
Teller = Callable[[Target, float, float, str], str]
Body = Callable[[Assessment, Words], str]


def why(one: Assessment, lang: str, thresholds: Thresholds | None = None) -> str:
    """One sentence, or two, with the figures behind the light; `lang` is "nl" or "en".

    `thresholds`: those the light was assessed with; they only date the first report that is awaited.
    """
    words = WORDS[lang]
    body = _body(one, words, thresholds or Thresholds())
    return " ".join([_sentence(body), *(_sentence(text) for text in _remarks(one, words))])


def promise(target: Target, lang: str) -> str:
    """What is promised, in words: "minstens 9,0", "hoogstens 10 praktijken", "tussen 20 en 25%"."""
    if target.value is None or target.value != goal_of(target):
        return WORDS[lang].complete.format(share="100%")
    words = WORDS[lang].comparators[target.comparator]
    if target.comparator is Comparator.BETWEEN and target.value_high is not None:
        low = number(target.value, figures.decimals_of(target), lang)
        return words.format(value=low, high=figures.amount_of(target, target.value_high, lang))
    return words.format(value=figures.amount_of(target, target.value, lang))


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
        return words.silent_due.format(day=day(one.target.due, words.lang), days=_days(-one.days_left, words))
    return words.silent.format(day=day(one.as_of, words.lang), first=first)


def _level(one: Assessment, words: Words) -> str:
    """ "6 dagen op 30-06-2021, doel hoogstens 5 dagen"."""
    head = f"{_value(one, words.lang)} {_on(one, words)}, {words.goal} {promise(one.target, words.lang)}"
    return _measured(head, one, words)


def _total(one: Assessment, words: Words) -> str:
    """ "4 van 8 netwerken op 30-06-2021"."""
    target, lang = one.target, words.lang
    if target.value is None or not _counted(target):
        return _level(one, words)
    count, goal = _value(one, lang, figures.told_bare), figures.amount_of(target, target.value, lang)
    return _measured(f"{words.of.format(value=count, goal=goal)} {_on(one, words)}", one, words)


def _milestone(one: Assessment, words: Words) -> str:
    assert one.point is not None
    if one.point.plain or (one.met_on and not one.point.judgement):
        return _yes_or_no(one, words)
    if one.met_on:
        return f"{words.judged.format(share=_value(one, words.lang))} {_on(one, words)}; {_met(one, words)}"
    if one.target.unit != "%":
        return _level(one, words)
    said = words.judged if one.point.judgement else words.complete
    return _measured(f"{said.format(share=_value(one, words.lang))} {_on(one, words)}", one, words)


def _measured(head: str, one: Assessment, words: Words) -> str:
    parts = [head]
    if one.status in ACHIEVED:
        parts.append(_met(one, words))
    elif one.status is Status.NO_DATA and one.days_left >= 0:
        parts.append(words.no_second)
    elif one.status in (Status.MISSED, Status.NO_DATA):
        parts.append(_after(one, words))
    elif one.comparison is None:
        parts.append(words.one_measurement)
    else:
        parts += [path_asked(one, words), *pace_asked(one, words)]
    return "; ".join(parts)


def _counted(target: Target) -> bool:
    """Whether "4 van 8" says it all: a number of things, at least so many."""
    return target.comparator is Comparator.AT_LEAST and not figures.money(target) and target.unit not in figures.SHARES


def _value(one: Assessment, lang: str, tell: Teller = figures.told) -> str:
    """The value; when it is not what was promised it never looks as if it were, because of rounding."""
    assert one.point is not None
    value, compared = one.point.value, one.comparison
    reference = value if compared is None or meets(one.target, value) else compared.goal
    return tell(one.target, value, reference, lang)


def _on(one: Assessment, words: Words) -> str:
    """A day for what is measured at a moment, a period for what is counted over it; a total has a day too."""
    assert one.point is not None
    if aggregation_of(one.target) is Aggregation.SUM and not one.target.traits.adds_up:
        return words.within.format(period=within(one.point.period, words.lang))
    return words.on.format(day=day(one.point.day, words.lang))


def _met(one: Assessment, words: Words) -> str:
    assert one.met_on is not None
    if Flag.REGRESSED in one.flags:
        return words.lost.format(day=day(one.met_on, words.lang))
    phrase = words.met_late if one.status is Status.ACHIEVED_LATE else words.met
    return _late(phrase, one, words)


def _late(phrase: str, one: Assessment, words: Words) -> str:
    assert one.met_on is not None
    days = _days((one.met_on - one.target.due).days, words)
    return phrase.format(day=day(one.met_on, words.lang), due=day(one.target.due, words.lang), days=days)


def _after(one: Assessment, words: Words) -> str:
    phrase = words.missed if one.status is Status.MISSED else words.unknown_after
    return phrase.format(due=day(one.target.due, words.lang), days=_days(-one.days_left, words))


def _yes_or_no(one: Assessment, words: Words) -> str:
    if one.met_on:
        return _late(words.done if one.status is Status.ACHIEVED else words.done_late, one, words)
    assert one.point is not None
    on = day(one.point.day, words.lang)
    if one.status is Status.NO_DATA:
        return f"{words.not_yet.format(day=on)}; {_after(one, words)}"
    if one.status is Status.MISSED:
        return words.not_done_missed.format(
            day=on, due=day(one.target.due, words.lang), days=_days(-one.days_left, words)
        )
    left = words.days_left.format(days=_days(one.days_left, words)) if one.days_left else words.last_day
    return words.not_done.format(day=on, due=_window(one.target, words), left=left)


def _window(target: Target, words: Words) -> str:
    due = day(target.due, words.lang)
    if target.due_from is None or target.due_from == target.due:
        return due
    return words.span.format(first=day(target.due_from, words.lang), last=due)


def _bounded(one: Assessment, words: Words) -> str:
    assert one.point is not None and one.comparison is not None
    target, lang, compared = one.target, words.lang, one.comparison
    if _is_yes_or_no(target) and one.status in (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK):
        there = words.there if meets(target, one.point.value) else words.not_there
        return there.format(on=_on(one, words))
    value = figures.exact(target, one.point.value, lang) if compared.short > 0 else _value(one, lang)
    head = f"{value} {_on(one, words)}, {words.bound} {promise(target, lang)}"
    if one.status in (Status.MISSED, Status.NO_DATA):
        return f"{head}; {_after(one, words)}"
    if one.status is Status.ACHIEVED:
        return f"{head}; {words.held.format(due=day(target.due, lang))}"
    if meets(target, one.point.value):
        return f"{head}; {words.holds}"
    if not compared.short:
        return f"{head}; {words.on_bound}"
    return f"{head}; {_beyond(target, compared, words)}"


def _beyond(target: Target, compared: Comparison, words: Words) -> str:
    whole = target.indicator is not None and target.indicator.whole
    room = float(floor(compared.amber)) if whole else compared.amber
    short, tolerance = (figures.difference(target, size, words.lang) for size in (compared.short, room))
    return (words.beyond if room else words.beyond_any).format(short=short, tolerance=tolerance)


def _is_yes_or_no(target: Target) -> bool:
    """Whether there is one of it or none."""
    one = target.indicator
    if one is None or not one.whole or one.aggregation is not Aggregation.LAST:
        return False
    return (one.minimum, one.maximum, target.value, target.comparator) == (0.0, 1.0, 1.0, Comparator.AT_LEAST)


def _remarks(one: Assessment, words: Words) -> list[str]:
    found = []
    if Flag.STALE in one.flags and one.point:
        found.append(words.stale.format(period=period(one.point.period, words.lang)))
    if Flag.REGRESSED in one.flags and not (one.status in ACHIEVED and one.target.traits.course is Course.PATH):
        found.append(words.regressed)
    if Flag.BREACHED in one.flags and one.periods > 1:
        phrase = words.missed_windows if one.windows else words.outside
        found.append(phrase.format(count=one.breaches, total=one.periods))
    if Flag.PROVISIONAL in one.flags:
        found.append(words.provisional)
    return [*found, *units_heard(one, words)]


def _days(count: int, words: Words) -> str:
    return f"{number(count, 0, words.lang)} {words.days[0 if count == 1 else 1]}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


# The sentence of each kind, once something was measured.
BODIES: Mapping[Kind, Body] = complete(
    Kind,
    {
        Kind.REACH: _level,
        Kind.CUMULATIVE: _total,
        Kind.MAINTAIN: _bounded,
        Kind.MILESTONE: _milestone,
        Kind.RECURRING: in_windows,
    },
)
