"""What was measured of a result, value by value, with the words and the origin of each."""

from collections.abc import Sequence

from markupsafe import Markup

from kpi.core.model import Measurement, Plan
from kpi.core.vocabulary import Origin
from kpi.present.html.markup import NOTHING, markup, prose
from kpi.present.html.parts import soft, table
from kpi.present.html.values import MOST_VALUES, Values, folded, more
from kpi.present.style import code_word
from kpi.present.words import text

FIRST_VALUES = 12  # the others, up to what a table holds, open under them


def measured_table(rows: Sequence[Measurement], plan: Plan, lang: str) -> Markup:
    """The measurements in their order, each with its period, place, value, note and origin; nothing for none."""
    if not rows:
        return NOTHING
    first, rest = rows[:FIRST_VALUES], rows[FIRST_VALUES:MOST_VALUES]
    beyond = more(len(rows) - MOST_VALUES, "", lang)
    shown = _values_table(first, plan, lang)
    if rest:
        shown += folded(text(lang, "and {n} more", n=len(rows) - len(first)), _values_table(rest, plan, lang) + beyond)
    return markup('<div class="pp">{}</div>', shown)


def _values_table(rows: Sequence[Measurement], plan: Plan, lang: str) -> Markup:
    values = Values(plan, lang)
    places = {one.code: one.name for one in plan.org_units}
    heads = [text(lang, "Period"), text(lang, "Value"), text(lang, "Note")]
    cells = (
        [
            prose(values.period(one)) + soft(places.get(one.org_unit, one.org_unit)),
            markup("<b>{}</b>", prose(values.value(one))),
            markup("{}{}", one.note, NOTHING if one.origin is Origin.SAMPLE else soft(code_word(one.origin, lang))),
        ]
        for one in rows
    )
    return table(heads, cells, text(lang, "Measurements"))
