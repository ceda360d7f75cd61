"""The dates of a recurring duty: which of them are shown, and in words."""

from collections.abc import Sequence

from kpi.core.light.windows import Window, WindowState
from kpi.core.notation import day
from kpi.present.style import window_word

_BEFORE, _AFTER = 6, 3  # windows that are shown: over, and still to come
_OVER = frozenset({WindowState.DONE, WindowState.LATE, WindowState.MISSED, WindowState.UNREPORTED})


def shown_windows(windows: Sequence[Window], before: int = _BEFORE, after: int = _AFTER) -> tuple[Window, ...]:
    """At most the newest `before` that are over and the next `after`; none where there is one alone."""
    if len(windows) < 2:
        return ()
    over = [one for one in windows if one.state in _OVER]
    ahead = [one for one in windows if one.state not in _OVER]
    return (*over[max(0, len(over) - before) :], *ahead[:after])


def duties_in_short(windows: Sequence[Window], lang: str, words: int) -> str:
    """The dates in one line ("31-03-2021 gereed · 30-06-2021 gemist"), the oldest left out until so many words do.

    The next one stands last. Empty where there are no dates, or no room for two.
    """
    for before in range(_BEFORE, 0, -1):
        each = [f"{day(one.last, lang)} {window_word(one.state, lang)}" for one in shown_windows(windows, before, 1)]
        if len(each) > 1 and sum(len(one.split()) for one in each) <= words:
            return " · ".join(each)
    return ""
