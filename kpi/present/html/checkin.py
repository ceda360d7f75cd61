"""What people said about a result, period by period."""

from collections.abc import Sequence

from kpi.core.model import CheckIn
from kpi.core.notation import period
from kpi.present.html.parts import escape, facts, section
from kpi.present.words import text


def checkins(each: Sequence[CheckIn], lang: str) -> str:
    """The check-ins in their order under one heading; nothing for none."""
    return section(text(lang, "Check-ins"), "".join(_checkin(one, lang) for one in each))


def _checkin(one: CheckIn, lang: str) -> str:
    when = period(one.period, lang)
    lines = [
        (text(lang, "Cause"), one.cause, ""),
        (text(lang, "Consequence"), one.consequence, ""),
        (text(lang, "Correction"), one.correction, ""),
        (text(lang, "Owner"), one.owner, ""),
    ]
    return f'<h3 class="pp-h3 pp-facttitle">{escape(when)}</h3>{facts(lines, when)}'
