"""The sentence of what is promised a number of times in each window."""

from kpi.core.explain.why_words import Words
from kpi.core.light.assessment import Assessment
from kpi.core.light.windows import Window, WindowState
from kpi.core.notation import day, short_number

_DECIDES = (WindowState.MISSED, WindowState.UNREPORTED, WindowState.CURRENT, WindowState.LATE)


def in_windows(one: Assessment, words: Words) -> str:
    """How often in the window that decides, and how many windows were done."""
    lang, total = words.lang, len(one.windows)
    shown = window_to_tell(one)
    done = sum(window.state in (WindowState.DONE, WindowState.LATE) for window in one.windows)
    head = (words.window_over if shown.count > shown.needed else words.window).format(
        count=short_number(shown.count, 1, lang),
        needed=short_number(shown.needed, 1, lang),
        times=words.times[0 if shown.needed == 1 else 1],
        span=words.span.format(first=day(shown.first, lang), last=day(shown.last, lang)),
        state=words.awaited if _awaited(shown, one) else words.states[shown.state],
    )
    parts = [head, *([asked_for(shown.expected, words)] if _behind(shown) else [])]
    return "; ".join(
        [*parts, words.windows_done.format(done=done, total=total, windows=words.terms[0 if total == 1 else 1])]
    )


def window_to_tell(one: Assessment) -> Window:
    """The first window that decides: missed, else unreported, behind, current, late, else the newest that has begun."""
    begun = [window for window in one.windows if window.state is not WindowState.UPCOMING]
    deciding = (
        window for state in _DECIDES for window in sorted(begun, key=_behind, reverse=True) if window.state is state
    )
    return next(deciding, begun[-1])


def _behind(window: Window) -> bool:
    return window.state is WindowState.CURRENT and window.count < window.expected


def _awaited(window: Window, one: Assessment) -> bool:
    """Whether it is over, while its report may still come."""
    return window.state is WindowState.CURRENT and window.last < one.as_of


def asked_for(count: float, words: Words) -> str:
    """What the path asked of what is counted."""
    return words.path_count[0 if count == 1 else 1].format(expected=short_number(count, 1, words.lang))
