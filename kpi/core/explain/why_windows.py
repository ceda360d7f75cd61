"""The sentence of what is promised a number of times in each window."""

from collections.abc import Mapping

from kpi.core.calendar.period import Frequency, period_of
from kpi.core.explain.why_words import Words
from kpi.core.light.assessment import Assessment, Status
from kpi.core.light.windows import Window, WindowState
from kpi.core.notation import day, short_number, within

_TOLD: Mapping[Status, WindowState] = {
    Status.OFF_TRACK: WindowState.MISSED,
    Status.MISSED: WindowState.MISSED,
    Status.NO_DATA: WindowState.UNREPORTED,
}


def in_windows(one: Assessment, words: Words) -> str:
    """How often in the window that decides, and of several how many were done."""
    total = len(one.windows)
    shown = window_to_tell(one)
    parts = [_window(shown, words), *_beside(shown, one, words)]
    if total > 1:
        done = sum(window.state in (WindowState.DONE, WindowState.LATE) for window in one.windows)
        parts.append(words.windows_done.format(done=done, total=total))
    return "; ".join(parts)


def _window(shown: Window, words: Words) -> str:
    span = _span(shown, words)
    if not shown.reported:
        return words.window_silent.format(span=span)
    if shown.count > shown.needed:
        phrase = words.enough
    else:
        phrase = (words.once if shown.needed == 1 and shown.count in (0, 1) else words.times)[shown.state]
    count, needed = (short_number(times, 1, words.lang) for times in (shown.count, shown.needed))
    return phrase.format(count=count, needed=needed, span=span)


def _span(shown: Window, words: Words) -> str:
    """The quarter or year that it is, else its first and last day."""
    same = (period_of(shown.first, frequency) for frequency in Frequency)
    for one in same:
        if (one.first, one.last) == (shown.first, shown.last):
            return within(one, words.lang)
    return words.within_span.format(first=day(shown.first, words.lang), last=day(shown.last, words.lang))


def _beside(shown: Window, one: Assessment, words: Words) -> list[str]:
    """What was expected by now, and whether more may still come or should have come."""
    found = []
    if _behind(shown):
        found.append(words.times_expected.format(count=short_number(shown.expected, 1, words.lang)))
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
