"""The sentence of what must hold at every period."""

from math import floor

from kpi.core.explain import figures
from kpi.core.explain.promised import promise, promise_beside, promises_none
from kpi.core.explain.why_measured import at_the_deadline, met_told, on_day, past_due, time_left, value_told
from kpi.core.explain.why_words import Words
from kpi.core.light.assessment import Assessment, Comparison, Status
from kpi.core.light.compare import keeps, meets
from kpi.core.model import Target
from kpi.core.notation import day
from kpi.core.vocabulary import Aggregation, Comparator


def bounded(one: Assessment, words: Words) -> str:
    """ "26% op 31-12-2021, afgesproken hoogstens 25%; 1 procentpunt boven de afspraak, zonder speling"."""
    return _there(one, words) if is_yes_or_no(one.target) else _held(one, words)


def _held(one: Assessment, words: Words) -> str:
    assert one.point is not None and one.comparison is not None
    meeting = meets(one.target, one.point.value)
    head, agreed = _head(one, one.comparison, words)
    if one.status in (Status.MISSED, Status.NO_DATA, Status.ACHIEVED):
        return f"{head}; {_in_the_end(one, words)}"
    if meeting:
        return head if agreed else f"{head}; {words.holds}"
    if not one.comparison.short:
        return f"{head}; {words.on_bound}"
    if not one.comparison.goal and not one.comparison.amber:
        return head  # the value is the difference
    return f"{head}; {_beyond(one, one.comparison, words)}"


def _head(one: Assessment, compared: Comparison, words: Words) -> tuple[str, bool]:
    """The value beside what was agreed, and whether it says itself that they are the same."""
    assert one.point is not None
    target, lang, on = one.target, words.lang, on_day(one, words)
    value = figures.exact(target, one.point.value, lang) if compared.short > 0 else value_told(one, lang)
    if meets(target, one.point.value):
        if promises_none(target):
            return f"{promise(target, lang)} {on}, {words.as_agreed}", True
        if target.comparator is Comparator.EQUAL:
            return f"{value} {on}, {words.as_agreed_exactly}", True
    return f"{value} {on}, {words.bound.format(promise=promise_beside(target, lang))}", False


def _in_the_end(one: Assessment, words: Words) -> str:
    """Past the deadline: whether it held then, and why that is not enough where it is not."""
    assert one.point is not None
    due, then = day(one.target.due, words.lang), one.point.day == one.target.due
    if one.status is Status.ACHIEVED:
        return words.met_that_day if then else words.held.format(due=due)
    if one.status is Status.MISSED and _held_at_due(one):
        return words.too_seldom if at_the_deadline(one) else words.held_too_seldom.format(due=due)
    return past_due(one, words)


def _held_at_due(one: Assessment) -> bool:
    by_then = [point for point in one.series if min(point.day, point.period.last) <= one.target.due]
    return bool(by_then) and keeps(one.target, by_then[-1])


def _there(one: Assessment, words: Words) -> str:
    """ "Beschikbaar op 31-12-2021, zoals afgesproken"."""
    assert one.point is not None
    meeting = meets(one.target, one.point.value)
    head = (words.there if meeting else words.not_there).format(on=on_day(one, words))
    if one.status in (Status.MISSED, Status.NO_DATA):
        return f"{head}; {_in_the_end(one, words)}"
    if one.status is Status.ACHIEVED and not meeting:
        return f"{head}; {words.held.format(due=day(one.target.due, words.lang))}"
    return f"{head}, {words.as_agreed if meeting else words.though_agreed}"


def _beyond(one: Assessment, compared: Comparison, words: Words) -> str:
    assert one.point is not None
    target = one.target
    whole = target.indicator is not None and target.indicator.whole
    room = float(floor(compared.amber)) if whole else compared.amber
    short, tolerance = (figures.difference(target, size, words.lang) for size in (compared.short, room))
    side = words.above if one.point.value > compared.goal else words.below
    missed = (words.beside if target.comparator is Comparator.EQUAL else side).format(short=short)
    return (words.room if room else words.no_room).format(missed=missed, tolerance=tolerance)


def is_yes_or_no(target: Target) -> bool:
    """Whether there is one of it or none."""
    one = target.indicator
    if one is None or not one.whole or one.aggregation is not Aggregation.LAST:
        return False
    return (one.minimum, one.maximum, target.value, target.comparator) == (0.0, 1.0, 1.0, Comparator.AT_LEAST)


def improved(one: Assessment, words: Words) -> str:
    """ "42% op 31-12-2021; op 31-12-2020 was het 41%; beter"."""
    assert one.point is not None
    assert one.comparison is not None
    lang, goal = words.lang, one.comparison.goal
    value = figures.told(one.target, one.point.value, goal, lang)
    begin, since = figures.told_beside(one.target, goal, one.point.value, lang), one.target.baseline_date
    phrase = words.at_begin_on if since else words.at_begin
    head = phrase.format(value=value, on=on_day(one, words), begin=begin, day=day(since, lang) if since else "")
    if one.status in (Status.MISSED, Status.NO_DATA):
        return f"{head}; {past_due(one, words)}"
    if one.status in (Status.ACHIEVED, Status.ACHIEVED_LATE):
        return f"{head}; {met_told(one, words)}"
    told = {Status.ON_TRACK: words.better, Status.AT_RISK: words.as_good}.get(one.status, words.worse)
    return "; ".join([head, told, *time_left(one, words)])
