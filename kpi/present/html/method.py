"""The method page: one worked example of a light."""

from kpi.core.light.assessment import Flag, Status
from kpi.present.html.parts import escape, light


def example(title: str, given: str, status: Status, reason: str, lang: str, flags: tuple[Flag, ...] = ()) -> str:
    """What is given, the light that follows, and why; all text."""
    return (
        f'<article class="pp pp-card pp-example"><h3 class="pp-h3">{escape(title)}</h3><p>{escape(given)}</p>'
        f'<p>{light(status, flags, lang, word=True)}</p><p class="pp-soft">{escape(reason)}</p></article>'
    )
