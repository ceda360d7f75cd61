"""The sentence of what is promised a number of times in each window."""

from collections.abc import Mapping

from kpi.core.calendar.period import Frequency, period_of
from kpi.core.explain.figures import unit_of
from kpi.core.explain.why_measured import deadline_past, past_due
from kpi.core.explain.why_words import Words
from kpi.core.light.assessment import Assessment, Flag, Status
from kpi.core.light.windows import Window, WindowState
from kpi.core.notation import amount, day, short_number, within

_OFTEN = "keer"
_DONE = (WindowState.DONE, WindowState.LATE)
_OPEN = (WindowState.CURRENT, WindowState.UPCOMING)
_TOLD: Mapping[Status, WindowState] = {
    Status.OFF_TRACK: WindowState.MISSED,
    Status.MISSED: WindowState.MISSED,
    Status.NO_DATA: WindowState.UNREPORTED,
}


def in_windows(one: Assessment, words: Words) -> str:
    """How often in the window that decides, of several how many were done, and what became of the deadline."""
    shown = window_to_tell(one)
    parts = [_window(shown, one, words), *_beside(shown, one, words), *_altogether(shown, one, words)]
    if one.status is Status.MISSED:
        parts.append(past_due(one, words))
    if one.status is Status.NO_DATA and one.days_left < 0:
        parts.append(deadline_past(one, words))
    return "; ".join(parts)


def _altogether(shown: Window, one: Assessment, words: Words) -> list[str]:
    """How many windows are done, once one of them is over, and of how many nothing was reported."""
    total, done = len(one.windows), sum(window.state in _DONE for window in one.windows)
    found = []
    if one.status in (Status.ACHIEVED, Status.ACHIEVED_LATE):
        found.append(words.met_that_day if done == total else words.met_with.format(done=done, total=total))
    elif total > one.breaches and total > 1 and any(window.state not in _OPEN for window in one.windows):
        found.append(words.windows_done.format(done=done, total=total))
    if silent := sum(map(_is_silent, one.windows)) - _told_silent(shown, one):
        found.append(words.windows_silent[0 if silent == 1 else 1].format(count=silent))
    return found


def tells_silence(one: Assessment) -> bool:
    """Whether the sentence says that nothing came after the newest report."""
    shown = window_to_tell(one)
    return shown.state is WindowState.UNREPORTED and (shown.reported or _last_heard(shown, one) is not None)


def _is_silent(window: Window) -> bool:
    return window.state is WindowState.UNREPORTED and not window.reported


def _last_heard(shown: Window, one: Assessment) -> Window | None:
    """The newest window of which something was reported, when it lies before a silent one; else None."""
    reported = [window for window in one.windows if window.reported]
    return reported[-1] if reported and reported[-1].last < shown.first else None


def _told_silent(shown: Window, one: Assessment) -> int:
    """Of how many silent windows the first words tell, or the remark that it is out of date."""
    if not _is_silent(shown) and Flag.STALE not in one.flags:
        return 0
    heard = max((window.last for window in one.windows if window.reported), default=one.target.start)
    after = sum(_is_silent(window) and window.first > heard for window in one.windows)
    return after or int(_is_silent(shown))


def _window(shown: Window, one: Assessment, words: Words) -> str:
    span = _span(shown, one, words)
    if not shown.reported:
        heard = _last_heard(shown, one) if _is_silent(shown) else None
        return (
            words.silent_since.format(span=_span(heard, one, words)) if heard else words.window_silent.format(span=span)
        )
    needed = short_number(shown.needed, 1, words.lang)
    if shown.count > shown.needed:
        more = words.times[shown.state] if shown.state is WindowState.LATE else words.enough
        return more.format(done=_times(shown.count, one, words), needed=needed, span=span)
    if shown.needed == 1 and shown.count in (0, 1):
        return words.once[shown.state].format(span=span)
    if shown.state is WindowState.CURRENT and not shown.count and not _unit(one, words):
        return words.none_done.format(span=span, needed=needed)
    stale = Flag.STALE in one.flags  # "so far" would be said of today
    phrase = words.times[WindowState.UNREPORTED if stale else shown.state]
    return phrase.format(done=_times_of(shown, one, words), span=span)


def _times(count: float, one: Assessment, words: Words) -> str:
    """ "5 vergaderingen", else "5 keer gedaan"."""
    if unit := _unit(one, words):
        return amount(count, _decimals(count), unit, words.lang)
    return words.times_done.format(count=short_number(count, 1, words.lang))


def _times_of(shown: Window, one: Assessment, words: Words) -> str:
    """ "2 van 3 nieuwsbrieven", else "2 van 3 keer gedaan"."""
    count, needed = (short_number(times, 1, words.lang) for times in (shown.count, shown.needed))
    if unit := _unit(one, words):
        return words.of.format(value=count, goal=amount(shown.needed, _decimals(shown.needed), unit, words.lang))
    return words.times_of.format(count=count, needed=needed)


def _unit(one: Assessment, words: Words) -> str:
    """What is counted, unless it is only how often."""
    return "" if one.target.unit == _OFTEN else unit_of(one.target, words.lang)


def _decimals(count: float) -> int:
    return 0 if count == round(count) else 1


def _span(shown: Window, one: Assessment, words: Words) -> str:
    """The quarter or year that it is, else its first and last day."""
    same = (period_of(shown.first, frequency, one.target.year_starts) for frequency in Frequency)
    for period in same:
        if (period.first, period.last) == (shown.first, shown.last):
            return within(period, words.lang)
    return words.within_span.format(first=day(shown.first, words.lang), last=day(shown.last, words.lang))


def _beside(shown: Window, one: Assessment, words: Words) -> list[str]:
    """What was expected by now, and whether more may still come or should have come."""
    found = []
    if _behind(shown):
        phrase = words.expected_count if _unit(one, words) else words.times_expected
        count = short_number(shown.expected, 1, words.lang)
        found.append(phrase[0 if shown.expected == 1 else 1].format(count=count, expected=count))
    if shown.reported and _awaited(shown, one):
        found.append(words.awaited)
    if shown.reported and shown.state is WindowState.UNREPORTED:
        found.append(words.nothing_since)
    return found


def window_to_tell(one: Assessment) -> Window:
    """The window that decides: the newest missed or unreported one, one that is behind, else the newest reported."""
    begun = [window for window in one.windows if window.state is not WindowState.UPCOMING]
    state = _TOLD.get(one.status)
    deciding = [window for window in begun if window.state is state]
    behind = [window for window in begun if _behind(window)]
    reported = [window for window in begun if window.reported]
    return (deciding or behind or reported or begun or list(one.windows))[-1]


def _behind(window: Window) -> bool:
    return window.state is WindowState.CURRENT and window.count < window.expected


def _awaited(window: Window, one: Assessment) -> bool:
    """Whether it is over, while its report may still come."""
    return window.state is WindowState.CURRENT and window.last < one.as_of
