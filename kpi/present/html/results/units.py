"""A result by organisation unit: a table with subtotals and the sum under it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from kpi.core.explain.why_units import who_reported
from kpi.core.light.aggregation import Together
from kpi.core.light.evidence import aggregation_of
from kpi.core.model import Target
from kpi.core.notation import day, short_number
from kpi.core.outlook.share import wide_interval
from kpi.core.unit import PER_ONE
from kpi.core.view.units_view import UnitLine, UnitsView
from kpi.core.vocabulary import Aggregation, Origin, complete
from kpi.present.figures import bare_figure, measured_figure
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import soft
from kpi.present.html.values import folded
from kpi.present.words import mark, plural, text

MOST_LINES = 40  # more are folded under the unit above them
_MADE_OF: Mapping[Aggregation, str] = complete(
    Aggregation,
    {
        Aggregation.SUM: mark("{n} units added up"),
        Aggregation.MEAN: mark("average of {n} units"),
        Aggregation.LAST: mark("the newest of {n} units"),
        Aggregation.RATIO: mark("of {n} units"),
        Aggregation.MIN: mark("the lowest of {n} units"),
        Aggregation.MAX: mark("the highest of {n} units"),
    },
)
Placed = tuple[int, UnitLine]


class _Form(NamedTuple):
    """Whether any value rests on counts, and any on few, which have a column; whether not all figures are invented."""

    counted: bool
    few: bool
    mixed: bool

    @property
    def heads(self) -> Iterator[str]:
        """The heads of the columns."""
        yield mark("Organisation unit")
        if self.counted:
            yield mark("Counts")
        yield mark("Value")
        if self.few:
            yield mark("By chance")


def unit_table(view: UnitsView, lang: str) -> Markup:
    """Every unit with its value and counts, each parent with its subtotal, and the sum; many are folded."""
    form = _form(view)
    told = text(lang, "By chance: between which values a share of so few may lie (95%).") if form.few else ""
    return joined((_tables(view, lang, form), soft(told)))


def _tables(view: UnitsView, lang: str, form: _Form) -> Markup:
    every = list(_placed(view.whole.below))
    if len(every) <= MOST_LINES:
        return _table(view, every, lang, form, total=True)
    loose = [(0, one) for one in view.whole.below if not one.below]
    return joined(
        (
            *(_group(view, one, lang, form) for one in view.whole.below if one.below),
            _table(view, loose[:MOST_LINES], lang, form, total=False),
            _rest(view, loose[MOST_LINES:], lang, form),
            _silent(every, lang),
            _table(view, (), lang, form, total=True),
        )
    )


def _placed(lines: Iterable[UnitLine], depth: int = 0) -> Iterator[Placed]:
    for one in lines:
        yield depth, one
        yield from _placed(one.below, depth + 1)


def _group(view: UnitsView, one: UnitLine, lang: str, form: _Form) -> Markup:
    """A unit with its subtotal, which opens those below it."""
    inside = list(_placed(one.below))
    silent = sum(line.silent for _, line in inside)
    told = [f"{one.name}: {_value(view.target, one.found, lang) or text(lang, 'no value')}"]
    told += [plural(lang, "{n} unit", "{n} units", sum(not line.below for _, line in inside))]
    told += [text(lang, "{n} not received", n=silent)] if silent else []
    return folded(", ".join(told), _table(view, inside, lang, form, total=False))


def _silent(every: Sequence[Placed], lang: str) -> Markup:
    """The names of the silent, which would have to be sought in all that is folded."""
    names = [one.name for _, one in every if one.silent]
    if not names:
        return NOTHING
    return folded(text(lang, "{n} not received", n=len(names)), markup("<p>{}</p>", ", ".join(names)))


def _rest(view: UnitsView, lines: Sequence[Placed], lang: str, form: _Form) -> Markup:
    if not lines:
        return NOTHING
    return folded(text(lang, "and {n} more", n=len(lines)), _table(view, lines, lang, form, total=False))


def _table(view: UnitsView, lines: Sequence[Placed], lang: str, form: _Form, *, total: bool) -> Markup:
    if not lines and not total:
        return NOTHING
    return markup(
        '<table class="pp-table pp-units" aria-label="{}"><thead><tr>{}</tr></thead><tbody>{}{}</tbody></table>',
        text(lang, "By organisation unit"),
        joined(markup('<th scope="col">{}</th>', text(lang, head)) for head in form.heads),
        joined(_line(view, depth, one, lang, form) for depth, one in lines),
        _total(view, lang, form) if total and not view.in_part else NOTHING,
    )


def _form(view: UnitsView) -> _Form:
    every = list(view.whole.every())
    counted = any(one.found and one.found.denominator is not None for one in every)
    few = any(_interval(view.target, one) for one in every)
    return _Form(counted, few, any(one.own and one.own.origin is not Origin.SAMPLE for one in every))


def _line(view: UnitsView, depth: int, one: UnitLine, lang: str, form: _Form) -> Markup:
    cells = (
        ("pp-cases", form.counted, _counts(one.found, lang)),
        ("", True, _value(view.target, one.found, lang)),
        ("pp-chance", form.few, _chance(view.target, one, lang)),
    )
    return markup(
        '<tr class="{}" style="--d:{}"><th scope="row">{}{}</th>{}</tr>',
        "pp-parent" if one.below else "",
        depth,
        one.name,
        soft(_notes(view, one, lang, form)),
        joined(markup('<td class="pp-num {}">{}</td>', name, words) for name, there, words in cells if there),
    )


def _value(target: Target, found: Together | None, lang: str) -> str:
    return "" if found is None else measured_figure(target, found.value, lang)


def _counts(found: Together | None, lang: str) -> str:
    if found is None or found.numerator is None or found.denominator is None:
        return ""
    part, whole = (short_number(count, 2, lang) for count in (found.numerator, found.denominator))
    return text(lang, "{part} of {whole}", part=part, whole=whole)


def _interval(target: Target, one: UnitLine) -> tuple[float, float] | None:
    """Between which shares chance may put a unit's of so few, 0..1; None for many, and for what is no share."""
    counted = one.found if one.code and target.unit in PER_ONE else None
    return wide_interval(counted.numerator, counted.denominator) if counted else None


def _chance(target: Target, one: UnitLine, lang: str) -> str:
    """The same in words; nothing for None."""
    interval = _interval(target, one) or ()
    return "–".join(bare_figure(target, PER_ONE[target.unit] * end, lang) for end in interval)


def _notes(view: UnitsView, one: UnitLine, lang: str, form: _Form) -> str:
    """What must be said beside a unit: silent, not counted, provisional, invented, and what its reporter wrote."""
    own = one.own
    told = [
        text(lang, "not received") if one.silent else "",
        text(lang, "not counted: a unit above it reported itself") if one.hidden and (own or one.below) else "",
        _beside(view, one, lang),
        text(lang, "no value") if own and one.found is None else "",
        text(lang, "provisional") if own and own.provisional else "",
        text(lang, "sample figures") if own and own.origin is Origin.SAMPLE and form.mixed else "",
        own.note if own else "",
    ]
    return "; ".join(part for part in told if part)


def _beside(view: UnitsView, one: UnitLine, lang: str) -> str:
    """What the units below give where it reported itself too."""
    if one.beside is None:
        return ""
    return text(lang, "reported itself; the units below give {value}", value=_value(view.target, one.beside, lang))


def _total(view: UnitsView, lang: str, form: _Form) -> Markup:
    """The sum: what it is made of, what it comes to, and what of it the light does not count."""
    whole, target = view.whole, view.target
    counts, value = _counts(whole.found, lang), _value(target, whole.found, lang)
    words = " = ".join(part for part in (counts, value) if part) or text(lang, "no value")
    if whole.own is not None:
        told = [text(lang, "reported for the whole organisation"), _apart(view, lang)]
    else:
        told = [_made_of(view, lang)]
    told += [_waiting(view, lang), _running(view, lang)]
    return markup(
        '<tr class="pp-total"><th scope="row">{}{}</th><td class="pp-num" colspan="{}">{}</td></tr>',
        text(lang, "Whole organisation") if whole.own is not None else text(lang, "Together"),
        soft("; ".join(part for part in told if part)),
        len(list(form.heads)) - 1,
        words,
    )


def _made_of(view: UnitsView, lang: str) -> str:
    how = aggregation_of(view.target)
    said_already = view.partial is not None and how is Aggregation.RATIO
    if said_already or view.whole.found is None or view.whole.parts < 2:
        return ""
    return text(lang, _MADE_OF[how], n=view.whole.parts)


def _apart(view: UnitsView, lang: str) -> str:
    beside = view.whole.beside
    return "" if beside is None else text(lang, "the units below give {value}", value=_value(view.target, beside, lang))


def _waiting(view: UnitsView, lang: str) -> str:
    if view.partial is None:
        return ""
    told = who_reported(view.partial, lang)
    return told if view.point else f"{told}; {text(lang, 'does not count yet')}"


def _running(view: UnitsView, lang: str) -> str:
    """The total so far, where the periods of a result add up."""
    found, target = view.whole.found, view.target
    if view.point is None or found is None or target.traits.has_windows or round(found.value, 9) == view.point.value:
        return ""
    total, since = measured_figure(target, view.point.value, lang), day(target.start, lang)
    return text(lang, "{total} since {day}", total=total, day=since)
