"""What people said about a result, period by period."""

from collections.abc import Sequence

from markupsafe import Markup

from kpi.core.model import CheckIn
from kpi.core.notation import period
from kpi.present.html.markup import joined, markup, prose
from kpi.present.html.parts import fact_table, section, soft
from kpi.present.promise_words import correction_words
from kpi.present.words import text


def checkins(each: Sequence[CheckIn], lang: str) -> Markup:
    """The check-ins in their order under one heading; nothing for none."""
    return section(text(lang, "Explanations"), joined(_checkin(one, lang) for one in each))


def _checkin(one: CheckIn, lang: str) -> Markup:
    when = period(one.period, lang)
    lines = [
        (text(lang, "Cause"), one.cause, ""),
        (text(lang, "Consequence"), one.consequence, ""),
        (text(lang, "Correction"), correction_words(one, lang), ""),
        (text(lang, "Owner"), one.owner, ""),
    ]
    return markup('<h3 class="pp-h3 pp-facttitle">{}</h3>{}', when, fact_table(lines, when))


def newest_words(one: CheckIn, lang: str) -> Markup:
    """What was last said of a result, a line each, and by whom."""
    parts = ((text(lang, "Cause"), one.cause), (text(lang, "Consequence"), one.consequence))
    said = joined(
        markup("<p><b>{}</b> {}</p>", name, prose(words))
        for name, words in (*parts, (text(lang, "Correction"), correction_words(one, lang)))
        if words
    )
    who = " · ".join(part for part in (period(one.period, lang), one.owner) if part)
    return markup('<div class="pp-newest">{}</div>{}', said, soft(who))
