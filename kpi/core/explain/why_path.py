"""What the path asked of a value, and the pace that is left to reach the goal."""

from kpi.core.explain import figures
from kpi.core.explain.why_windows import asked_for
from kpi.core.explain.why_words import Words
from kpi.core.light.assessment import Assessment
from kpi.core.notation import day, number, period_unit, short_number


def path_asked(one: Assessment, words: Words) -> str:
    """What the path asked on the day of the value, and where it began; the light has a path."""
    return _on_path(one, words) + _since(one, words)


def _since(one: Assessment, words: Words) -> str:
    """Where the path begins, when that is no baseline the plan states for its start."""
    assert one.comparison is not None and one.comparison.begin is not None
    begin = one.comparison.begin
    if begin.point is None and begin.day < one.target.start:
        return ""
    on = day(begin.point.day if begin.point else begin.day, words.lang)
    return words.since.format(value=figures.amount_of(one.target, begin.value, words.lang), day=on)


def _on_path(one: Assessment, words: Words) -> str:
    assert one.comparison is not None and one.point is not None
    target, lang = one.target, words.lang
    wanted, behind = one.comparison.expected, one.comparison.short > 0
    if target.indicator and target.indicator.whole and not figures.money(target):
        return asked_for(wanted, words) if behind else words.path_met.format(expected=number(wanted, 0, lang))
    phrase = words.path_level if behind else words.path_met
    return phrase.format(expected=figures.told(target, wanted, one.point.value if behind else wanted, lang))


def pace_asked(one: Assessment, words: Words) -> list[str]:
    """What is left and the pace it asks; nothing when less than a period is left: the pace would exceed the rest."""
    pace, lang = one.pace, words.lang
    if pace is None or not pace.needed or pace.so_far is None or round(pace.periods_left, 1) < 1:
        return []
    assert one.point is not None
    left = round(pace.periods_left, 1)
    needed, so_far = figures.pace_figures(one.target, pace.needed, pace.so_far, lang)
    phrase = words.pace if one.point.day == one.as_of else words.pace_since
    return [
        phrase.format(
            left=short_number(left, 1, lang),
            periods=period_unit(one.target.frequency, left, lang),
            one=period_unit(one.target.frequency, 1, lang),
            needed=needed,
            so_far=so_far,
        )
    ]
