"""What was expected of a value, and what is left to reach the goal."""

from kpi.core.explain import figures
from kpi.core.explain.why_measured import periods_to_go, time_left
from kpi.core.explain.why_words import Words
from kpi.core.light.assessment import Assessment, Flag, Status
from kpi.core.light.pace import Pace
from kpi.core.model import Target
from kpi.core.notation import day, period_unit, short_number
from kpi.core.vocabulary import PathKind


def path_asked(one: Assessment, words: Words) -> list[str]:
    """What the path asked on the day of the value, where it began, and the margin; the light has a path."""
    return [_on_path(one, words) + _since(one, words), *_margin(one, words)]


def _since(one: Assessment, words: Words) -> str:
    """Where the path begins, when that is no baseline the plan states for its start."""
    assert one.comparison is not None
    begin = one.comparison.begin
    if begin is None or one.target.path is PathKind.YEARLY:
        return ""
    if begin.point is None and begin.day < one.target.start:
        return ""
    on = day(begin.point.day if begin.point else begin.day, words.lang)
    return words.since.format(value=figures.told_beside(one.target, begin.value, begin.value, words.lang), day=on)


def _on_path(one: Assessment, words: Words) -> str:
    assert one.comparison is not None and one.point is not None
    target, lang, wanted = one.target, words.lang, one.comparison.expected
    if target.path is PathKind.YEARLY and any(day == one.point.told for day, _ in target.waypoints):
        return words.promised_then.format(expected=figures.told_beside(target, wanted, one.point.value, lang))
    if figures.in_wholes(target):
        if not wanted:
            return words.none_expected
        return words.expected_count[0 if wanted == 1 else 1].format(expected=short_number(wanted, 1, lang))
    reference = one.point.value if one.comparison.short > 0 else wanted
    return words.expected.format(expected=figures.told_beside(target, wanted, reference, lang))


def _margin(one: Assessment, words: Words) -> list[str]:
    """Why less than was expected is green, or no more than amber; of things that are counted only the first."""
    compared = one.comparison
    if compared is None or compared.short <= 0:
        return []
    size = figures.margin(one.target, compared.green, compared.short, words.lang)
    if one.status is Status.ON_TRACK:
        return [words.in_margin.format(margin=size)]
    if one.status is Status.AT_RISK and not figures.in_wholes(one.target):
        return [words.off_margin.format(margin=size)]
    return []


def pace_to_tell(one: Assessment) -> Pace | None:
    """The pace that can still be kept; None without one, and where the value is stale or less than a period is left."""
    pace = one.pace
    if pace is None or not pace.needed or pace.so_far is None or Flag.STALE in one.flags:
        return None
    return pace if round(periods_to_go(one), 1) >= 1 else None


def pace_asked(one: Assessment, words: Words) -> list[str]:
    """What is left and the pace it asks; where there is none to tell, the time left when that is short.

    Of things of which more are counted the rest is said where either pace would be a part of one.
    """
    pace, lang = pace_to_tell(one), words.lang
    if pace is None or pace.needed is None or pace.so_far is None:
        return time_left(one, words)
    assert one.point is not None and one.comparison is not None
    now, counted = one.point.day == one.as_of, figures.in_wholes(one.target) and pace.needed > 0
    left = round(pace.periods_left, 1)
    span = {
        "left": short_number(left, 1, lang),
        "periods": period_unit(one.target.frequency, left, lang),
        "day": day(one.point.day, lang),
    }
    if counted and min(pace.needed, abs(pace.so_far)) < 1:
        rest = short_number(one.comparison.goal - one.point.value, 1, lang)
        return [(words.to_go if now else words.to_go_since).format(rest=rest, **span)]
    needed, so_far = _paces(one.target, pace.needed, pace.so_far, words)
    single = period_unit(one.target.frequency, 1, lang)
    phrase = words.pace if now else words.pace_since
    if counted:
        phrase = (words.pace_count if now else words.pace_count_since)[0 if round(pace.needed, 1) == 1 else 1]
    return [phrase.format(one=single, needed=needed, so_far=so_far, **span)]


def _paces(target: Target, needed: float, so_far: float, words: Words) -> tuple[str, str]:
    """Both paces; where less is needed, as so much less or more."""
    if needed > 0:
        return figures.pace_figures(target, needed, so_far, words.lang)
    one, other = figures.pace_figures(target, -needed, abs(so_far), words.lang)
    return words.less.format(size=one), (words.more if so_far > 0 else words.less).format(size=other)
