"""The method page: one worked example of a light."""

from markupsafe import Markup

from kpi.core.light.assessment import Flag, Status
from kpi.present.html.markup import markup
from kpi.present.html.parts import light


def example(title: str, given: str, status: Status, reason: str, lang: str, flags: tuple[Flag, ...] = ()) -> Markup:
    """What is given, the light that follows, and why; all text."""
    return markup(
        '<article class="pp pp-card pp-example"><h3 class="pp-h3">{title}</h3><p>{given}</p>'
        '<p>{light}</p><p class="pp-soft">{reason}</p></article>',
        title=title,
        given=given,
        light=light(status, flags, lang, word=True),
        reason=reason,
    )
