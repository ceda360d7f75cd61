"""Measurements on screen: in words, as tables of old and new, and the lights that follow from them."""

from collections.abc import Sequence

from markupsafe import Markup

from kpi.core.explain.figures import unit_in
from kpi.core.explain.why_units import who_reported
from kpi.core.history.change import ChangeSet, LightChange
from kpi.core.light.assessment import Assessment, Flag
from kpi.core.light.units import Heard
from kpi.core.model import Measurement, Plan, Target
from kpi.core.notation import amount, day
from kpi.core.notation import period as period_words
from kpi.core.vocabulary import Origin
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import Href, light, link, section, soft, table
from kpi.present.words import plural, text

MOST_VALUES = 50
_DECIMALS = 6  # more than any indicator has: what is stored is shown in full


def more(n: int, where: str, lang: str) -> Markup:
    """That a table goes on, and where to find the rest (text, may be empty); nothing for none."""
    if n <= 0:
        return NOTHING
    said = text(lang, "and {n} more", n=n)
    return soft(f"{said}; {where}." if where else f"{said}.")


def folded(title: str, body: Markup) -> Markup:
    """A part of a page that opens under its title."""
    return markup('<details class="pp pp-fold pp-slim"><summary>{}</summary>{}</details>', title, body)


def partly_heard_lines(partial: Sequence[tuple[Target, Heard]], lang: str) -> Markup:
    """Of which periods not every expected unit is heard yet; past a limit they are counted."""
    lines = (
        markup("<li>{}: {}</li>", one.indicator.name if one.indicator else one.statement, who_reported(part, lang))
        for one, part in partial[:MOST_VALUES]
    )
    said = text(lang, "With this file not everybody has reported yet. A period counts once enough units have reported.")
    return markup(
        '<div class="pp"><p><b>{}</b></p><ul>{}</ul>{}</div>',
        said,
        joined(lines),
        more(len(partial) - MOST_VALUES, "", lang),
    )


class Values:
    """Measurements of one plan in words."""

    def __init__(self, plan: Plan, lang: str) -> None:
        targets = (*plan.targets, *(one.target for one in plan.ended))
        self._names = {one.code: one.statement for one in targets} | {one.code: one.name for one in plan.indicators}
        self._counted = {one.code for one in targets if one.traits.has_windows and one.indicator is None}
        self._units = {one.code: (unit_in(one.unit, one.unit_en, lang), one.decimals) for one in plan.indicators}
        self._places = {one.code: one.name for one in plan.org_units}
        self._lang = lang

    def name(self, one: Measurement) -> str:
        """What was measured, and where when that is not the whole organisation."""
        where = self._places.get(one.org_unit, one.org_unit)
        return self._names.get(one.indicator, one.indicator) + (f" · {where}" if where else "")

    def period(self, one: Measurement) -> str:
        """The reporting period."""
        return period_words(one.period, self._lang)

    def value(self, one: Measurement) -> str:
        """The value, its parts and its day as far as they were reported, in full."""
        parts = []
        if one.value is not None:
            parts.append(self._number(one, one.value))
        if one.done is not None:
            parts.append(text(self._lang, "yes") if one.done else text(self._lang, "no"))
        if one.numerator is not None and one.denominator is not None:
            both = (self._plain(one.numerator), self._plain(one.denominator))
            parts.append(text(self._lang, "{part} of {whole}", part=both[0], whole=both[1]))
        if one.measured_on is not None:
            parts.append(text(self._lang, "on {day}", day=day(one.measured_on, self._lang)))
        if one.provisional:
            parts.append(text(self._lang, "provisional"))
        if one.origin is Origin.SAMPLE:
            parts.append(text(self._lang, "sample figures"))
        return ", ".join(parts)

    def _number(self, one: Measurement, value: float) -> str:
        if one.indicator in self._counted:
            return text(self._lang, "{n} times", n=self._plain(value))
        unit, decimals = self._units.get(one.indicator, ("%", 0))
        return amount(value, _places(value, decimals), unit, self._lang)

    def _plain(self, value: float) -> str:
        return amount(value, _places(value, 0), "", self._lang)


def _places(value: float, least: int) -> int:
    """As many decimals as the value has, at least those of its indicator unless it is whole."""
    own = next(n for n in range(_DECIMALS + 1) if n == _DECIMALS or round(value, n) == round(value, _DECIMALS))
    return max(own, least) if own else 0


def value_changes(found: ChangeSet, values: Values, lang: str) -> Markup:
    """New, revised (old and new), absent and unchanged values."""
    return joined(
        (
            _values(text(lang, "New"), found.added, values, lang),
            revised([(one.old, one.new) for one in found.revised], values, lang),
            _absent(found.absent, values, lang),
            _unchanged(found.unchanged, values, lang),
        )
    )


def _values(name: str, rows: Sequence[Measurement], values: Values, lang: str) -> Markup:
    """A table of values; nothing for none."""
    if not rows:
        return NOTHING
    return section(f"{name} ({len(rows)})", _value_table(name, rows, values, lang))


def _value_table(name: str, rows: Sequence[Measurement], values: Values, lang: str) -> Markup:
    heads = [text(lang, "Indicator"), text(lang, "Period"), text(lang, "Value"), text(lang, "Note")]
    cells = (
        [
            markup('<span class="pp-name">{}</span>', values.name(one)),
            values.period(one),
            prose(values.value(one)),
            one.note,
        ]
        for one in rows[:MOST_VALUES]
    )
    return table(heads, cells, name) + more(len(rows) - MOST_VALUES, "", lang)


def _absent(rows: Sequence[Measurement], values: Values, lang: str) -> Markup:
    if not rows:
        return NOTHING
    said = text(lang, "Your earlier file for these periods held them, this one does not. They stay as they are.")
    name = text(lang, "Absent")
    return section(f"{name} ({len(rows)})", soft(said) + _value_table(name, rows, values, lang))


def _unchanged(rows: Sequence[Measurement], values: Values, lang: str) -> Markup:
    if not rows:
        return NOTHING
    said = plural(lang, "{n} value is unchanged", "{n} values are unchanged", len(rows))
    return folded(said, _value_table(said, rows, values, lang))


def revised(rows: Sequence[tuple[Measurement | None, Measurement]], values: Values, lang: str) -> Markup:
    """Values with what they were before; None: new. Nothing for none."""
    if not rows:
        return NOTHING
    name = text(lang, "Revised")
    return section(f"{name} ({len(rows)})", both_table(name, rows, values, lang))


def both_table(name: str, rows: Sequence[tuple[Measurement | None, Measurement]], values: Values, lang: str) -> Markup:
    """A table of old and new values; None: new."""
    heads = [text(lang, "Indicator"), text(lang, "Period"), text(lang, "Before"), text(lang, "After")]
    cells = (
        [
            markup('<span class="pp-name">{}</span>', values.name(new)),
            values.period(new),
            _old(old, values, lang),
            markup("<b>{}</b>{}", prose(values.value(new)), soft(new.note)),
        ]
        for old, new in rows[:MOST_VALUES]
    )
    return table(heads, cells, name) + more(len(rows) - MOST_VALUES, "", lang)


def _old(old: Measurement | None, values: Values, lang: str) -> Markup:
    return soft(text(lang, "new")) if old is None else prose(values.value(old)) + soft(old.note)


def visible_changes(rows: Sequence[LightChange]) -> list[LightChange]:
    """The targets of which the light, its status or a word beside it becomes another."""
    return [one for one in rows if _words(one.before) != _words(one.after)]


def _words(one: Assessment) -> tuple[object, ...]:
    return one.light, one.status, tuple(flag for flag in one.flags if flag is not Flag.SAMPLE)


def light_changes_table(rows: Sequence[LightChange], plan: Plan, href: Href, lang: str) -> Markup:
    """The lights that become others, before and after, with the sentence behind the new one."""
    if not rows:
        said = text(lang, "No result changes colour or status.")
        return markup('<div class="pp"><p>{}</p></div>', said)
    heads = [text(lang, "Result"), text(lang, "Before"), text(lang, "After"), text(lang, "Why")]
    cells = (
        [
            markup('<span class="pp-name">{}</span>', link(href(one.target.code), one.target.statement)),
            _light(one.before, lang),
            _light(one.after, lang),
            prose(one.reasons(lang, plan)[1]),
        ]
        for one in rows
    )
    return markup('<div class="pp">{}</div>', table(heads, cells, text(lang, "Results that change"), "pp-lights"))


def _light(one: Assessment, lang: str) -> Markup:
    return light(one.status, one.flags, lang, word=True)
