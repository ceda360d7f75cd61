"""The figures a plan leans on and its activities as one list, each with its place in the document."""

from kpi.core.model import Activity, Fact
from kpi.present.html.parts import escape, section, soft
from kpi.present.html.region import origin, told
from kpi.present.words import text

MOST = 20


def notes(found: tuple[Fact | Activity, ...], lang: str) -> str:
    """At most `MOST` of them and how many more there are; nothing for none."""
    lines = "".join(_line(one, lang) for one in found[:MOST])
    more = len(found) - MOST
    rest = soft(text(lang, "and {n} more", n=more)) if more > 0 else ""
    body = f'<ul class="pp-list">{lines}</ul>{rest}' if lines else ""
    return section(text(lang, "Also in the document: figures and activities"), body)


def _line(one: Fact | Activity, lang: str) -> str:
    if isinstance(one, Fact):
        figure, name, place = f"<b>{told(one, lang)}</b>", one.name, origin(one, lang)
    else:
        figure, name, place = soft(text(lang, "Activity")), one.activity, one.source_ref
    return (
        f'<li class="pp-item"><div class="pp-date">{figure}</div>'
        f'<div class="pp-grow"><div class="pp-name">{escape(name)}</div>{soft(place)}</div></li>'
    )
