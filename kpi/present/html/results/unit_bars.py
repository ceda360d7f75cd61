"""The units of a result on one picture, by value, with the promised value as a line."""

from collections.abc import Sequence

from markupsafe import Markup

from kpi.core.explain.figures import unit_of
from kpi.core.explain.promised import promise
from kpi.core.light.aggregation import Together
from kpi.core.view.units_view import UnitLine, UnitsView
from kpi.present.figures import bare_figure
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import folded_when_narrow, soft
from kpi.present.html.values import folded
from kpi.present.words import text

MOST_BARS = 12


def unit_bars(view: UnitsView, lang: str) -> Markup:
    """The units that count as bars by value, with the promised value as a line; nothing for fewer than two.

    Of many those furthest from what is promised; the others open under them.
    """
    lines = view.compared
    if len(lines) < 2:
        return NOTHING
    first, rest = lines[:MOST_BARS], lines[MOST_BARS:]
    values = [one.found.value for one in lines if one.found]
    ends = [*values, 0.0] if view.goal is None else [*values, 0.0, view.goal]
    scale = min(ends), (max(ends) - min(ends)) or 1.0
    title = _ends(view, lang) if rest else text(lang, "Compared")
    line = "" if view.goal is None else text(lang, "the line is the goal: {goal}", goal=promise(view.target, lang))
    more = text(lang, "and {n} more", n=len(rest))
    return markup(
        '<p class="pp-name">{}</p>{}',
        title,
        folded_when_narrow(
            title,
            joined(
                (
                    soft(line or unit_of(view.target, lang)),
                    _bars(view, first, scale, lang),
                    folded(more, _bars(view, rest, scale, lang)) if rest else NOTHING,
                )
            ),
        ),
    )


def _ends(view: UnitsView, lang: str) -> str:
    """What is shown of many: of what is promised of all together those that gave the least of it."""
    if view.goal is not None:
        return text(lang, "Furthest from the goal")
    return text(lang, "The lowest") if view.target.sign > 0 else text(lang, "The highest")


def _bars(view: UnitsView, lines: Sequence[UnitLine], scale: tuple[float, float], lang: str) -> Markup:
    shown = sorted(((one, one.found) for one in lines if one.found), key=lambda pair: -pair[1].value)
    return markup(
        '<ul class="pp-bars" aria-label="{}">{}</ul>',
        text(lang, "Units compared"),
        joined(_bar(view, one, found, scale, lang) for one, found in shown),
    )


def _bar(view: UnitsView, one: UnitLine, found: Together, scale: tuple[float, float], lang: str) -> Markup:
    low, span = scale
    zero, at = sorted(100 * (value - low) / span for value in (0.0, found.value))
    goal = NOTHING
    if view.goal is not None:
        goal = markup('<i class="pp-goal" style="left:{:.1f}%"></i>', 100 * (view.goal - low) / span)
    return markup(
        '<li><span>{}</span><span class="pp-beam" aria-hidden="true">'
        '<i class="pp-value" style="left:{:.1f}%;width:max(2px,{:.1f}%)"></i>{}</span><b class="pp-num">{}</b></li>',
        one.name,
        zero,
        at - zero,
        goal,
        bare_figure(view.target, found.value, lang),
    )
