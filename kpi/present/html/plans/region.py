"""The picture of a region: the figures that a theme leans on, each with its source."""

from collections.abc import Sequence

from markupsafe import Markup

from kpi.core.notation import amount, number, unit_word
from kpi.core.plan_parts import Fact
from kpi.core.unit import CURRENCY
from kpi.core.view.region import FactGroup, Picture, is_change
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import section, soft, table
from kpi.present.html.values import folded
from kpi.present.words import plural, text


def fact_lists(view: Picture, lang: str, *, closed: bool = False) -> Markup:
    """What each theme of one plan leans on, the rest in a table; nothing when it leans on none. `closed`: folded."""
    body = joined(_group(group, lang) for group in view.groups)
    source = soft(text(lang, "Source: {source}", source=view.source) if view.source else "")
    if not body:
        return NOTHING
    return folded(view.title, source + body) if closed else section(view.title, source + body)


def _group(group: FactGroup, lang: str) -> Markup:
    title = markup('<h3 class="pp-h3 pp-facttitle">{}</h3>', group.title) if group.title else NOTHING
    tiles = joined(_tile(fact, lang) for fact in group.needed)
    return title + markup('<div class="pp-tiles">{}</div>', tiles) + _rest(group.rest, lang)


def _rest(facts: Sequence[Fact], lang: str) -> Markup:
    """The facts that a theme does not need first, folded."""
    if not facts:
        return NOTHING
    heads = (text(lang, "Subject"), text(lang, "Figure"), text(lang, "Source"))
    lines = ((fact.name, markup("<b>{}</b>", fact_figure(fact, lang)), fact_origin(fact, lang)) for fact in facts)
    title = plural(lang, "{n} more figure", "{n} more figures", len(facts))
    return markup(
        '<details class="pp-facts"><summary>{}</summary>{}</details>', title, table(heads, lines, title, "pp-facttable")
    )


def fact_figure(fact: Fact, lang: str) -> str:
    """The figure of a fact, as HTML where its unit stands small beside it, with a sign when it is a change."""
    return signed(fact, lang) if is_change(fact) else _figure(fact, lang)


def signed(fact: Fact, lang: str) -> str:
    """A change with its sign: "+32%", "−4%"."""
    value = fact.value or 0.0
    return f"{'+' if value > 0 else ''}{amount(value, _decimals(value), fact.unit, lang)}"


def _tile(fact: Fact, lang: str) -> Markup:
    return markup(
        '<div class="pp-tile"><div class="pp-figure">{}</div><div class="pp-name">{}</div>{}</div>',
        fact_figure(fact, lang),
        fact.name,
        soft(fact_origin(fact, lang)),
    )


def _figure(fact: Fact, lang: str) -> str:
    """The number, large, with its unit small; a fact without a number is told by its period."""
    if fact.value is None:
        return fact.period_to or fact.period or text(lang, "no figure")
    money = fact.unit in CURRENCY
    if money or fact.unit in ("%", "‰"):
        return amount(fact.value, _cents(fact.value) if money else _decimals(fact.value), fact.unit, lang)
    decimals = _decimals(fact.value)
    shown = number(fact.value, decimals, lang)
    if not fact.unit:
        return shown
    return markup("{} <small>{}</small>", shown, unit_word(fact.value, decimals, fact.unit))


def _decimals(value: float) -> int:
    """As many decimals as the document gives, at most two."""
    return next((places for places in (0, 1) if round(value, places) == value), 2)


def _cents(value: float) -> int:
    """Money has no decimals or two."""
    return 0 if value == round(value) else 2


def fact_origin(fact: Fact, lang: str) -> str:
    """Of when a fact is and where it stands in the document."""
    return " · ".join(part for part in (_span(fact, lang), fact.source_ref) if part)


def _span(fact: Fact, lang: str) -> str:
    if fact.period and fact.period_to not in ("", fact.period):
        return text(lang, "{first} to {last}", first=fact.period, last=fact.period_to)
    return fact.period or (fact.period_to if fact.value is not None else "")
