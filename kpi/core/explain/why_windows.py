"""The sentence of what is promised a number of times in each window."""

from collections.abc import Mapping

from kpi.core.explain.why_words import Words
from kpi.core.light.assessment import Assessment, Status
from kpi.core.light.windows import Window, WindowState
from kpi.core.notation import day, short_number

_TOLD: Mapping[Status, WindowState] = {
    Status.OFF_TRACK: WindowState.MISSED,
    Status.MISSED: WindowState.MISSED,
    Status.NO_DATA: WindowState.UNREPORTED,
}


def in_windows(one: Assessment, words: Words) -> str:
    """How often in the window that decides, and of several how many were done."""
    total = len(one.windows)
    shown = window_to_tell(one)
    parts = [_window(shown, one, words), *([asked_for(shown.expected, words)] if _behind(shown) else [])]
    if total > 1:
        done = sum(window.state in (WindowState.DONE, WindowState.LATE) for window in one.windows)
        parts.append(words.windows_done.format(done=done, total=total, windows=words.terms[1]))
    return "; ".join(parts)


def _window(shown: Window, one: Assessment, words: Words) -> str:
    lang = words.lang
    span = words.span.format(first=day(shown.first, lang), last=day(shown.last, lang))
    if not shown.reported:
        return words.window_silent.format(span=span)
    return (words.window_over if shown.count > shown.needed else words.window).format(
        count=short_number(shown.count, 1, lang),
        needed=short_number(shown.needed, 1, lang),
        times=words.times[0 if shown.needed == 1 else 1],
        span=span,
        state=_state(shown, one, words),
    )


def _state(shown: Window, one: Assessment, words: Words) -> str:
    return words.awaited if _awaited(shown, one) else words.states[shown.state]


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


def asked_for(count: float, words: Words) -> str:
    """What the path asked of what is counted."""
    return words.path_count[0 if count == 1 else 1].format(expected=short_number(count, 1, words.lang))
