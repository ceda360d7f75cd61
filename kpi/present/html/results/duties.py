"""A recurring duty as a strip of dates: what was done, done late or missed, and what is still to come."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from kpi.core.light.windows import Window, WindowState
from kpi.core.notation import day
from kpi.core.vocabulary import complete
from kpi.present.duty_words import shown_windows
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.style import window_word
from kpi.present.words import text

_SIGNS: Mapping[WindowState, str] = complete(
    WindowState,
    {
        WindowState.DONE: "✓",
        WindowState.LATE: "✓",
        WindowState.MISSED: "✕",
        WindowState.UNREPORTED: "?",
        WindowState.CURRENT: "…",
        WindowState.UPCOMING: "○",
    },
)


def duty_strip(windows: Sequence[Window], lang: str) -> Markup:
    """The newest windows that are over and the next ones, each by its last day; nothing where there is one alone.

    In signs of ink, so that none is taken for a light.
    """
    if not (shown := shown_windows(windows)):
        return NOTHING
    return markup(
        '<ol class="pp pp-duties" aria-label="{}">{}</ol>',
        text(lang, "Dates"),
        joined(
            markup(
                '<li><b aria-hidden="true">{}</b> {} <span class="pp-soft">{}</span></li>',
                _SIGNS[one.state],
                day(one.last, lang),
                window_word(one.state, lang),
            )
            for one in shown
        ),
    )
