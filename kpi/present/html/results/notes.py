"""The figures a plan leans on and its activities as one list, each with its place in the document."""

from markupsafe import Markup

from kpi.core.plan_parts import Activity, Fact
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import section, soft
from kpi.present.html.plans.region import fact_figure, fact_origin
from kpi.present.words import text

MOST = 20


def note_list(found: tuple[Fact | Activity, ...], lang: str) -> Markup:
    """At most `MOST` of them and how many more there are; nothing for none."""
    lines = joined(_line(one, lang) for one in found[:MOST])
    more = len(found) - MOST
    rest = soft(text(lang, "and {n} more", n=more)) if more > 0 else ""
    body = markup('<ul class="pp-list">{}</ul>{}', lines, rest) if lines else NOTHING
    return section(text(lang, "Also in the document: figures and activities"), body)


def _line(one: Fact | Activity, lang: str) -> Markup:
    if isinstance(one, Fact):
        figure, name, place = markup("<b>{}</b>", fact_figure(one, lang)), one.name, fact_origin(one, lang)
    else:
        figure, name, place = soft(text(lang, "Activity")), one.activity, one.source_ref
    return markup(
        '<li class="pp-item"><div class="pp-date">{}</div><div class="pp-grow">'
        '<div class="pp-name">{}</div>{}</div></li>',
        figure,
        name,
        soft(place),
    )
