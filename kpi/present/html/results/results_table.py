"""The table of all results: rows under headers that put them in order, under a heading a group."""

from collections.abc import Callable
from itertools import accumulate

from markupsafe import Markup

from kpi.core.history.known_then import NOTHING_OTHERWISE, Otherwise
from kpi.core.light.snapshot import Row
from kpi.core.model import Plan
from kpi.core.notation import number, period
from kpi.core.view.arranging import Arrangement, RowGroup, RowPage, Sort
from kpi.core.view.units_view import NO_UNITS, UnitValue, UnitValues
from kpi.present.figures import measured_figure
from kpi.present.filter_words import NO_GROUP, ORDERS, wording
from kpi.present.html.markup import NOTHING, markup
from kpi.present.html.parts import Href, first_when_narrow
from kpi.present.html.results.result_rows import CARDS, Heads, marks_legend, place_line, quarters_head, result_rows
from kpi.present.promise_words import known_otherwise_words
from kpi.present.words import text

# A link to the same rows in an order; True: from its other end.
InOrder = Callable[[Sort, bool], str]
_COLUMNS = {
    Sort.STATUS: "pp-c-status",
    Sort.TITLE: "pp-c-name",
    Sort.SHORTFALL: "pp-c-value",
    Sort.DEADLINE: "pp-c-due",
    Sort.CHANGE: "pp-c-lights",
}


def results_table(
    shown: RowPage,
    arrangement: Arrangement,
    in_order: InOrder,
    href: Href,
    lang: str,
    plan: Plan,
    units: UnitValues = NO_UNITS,
    otherwise: Otherwise = NOTHING_OTHERWISE,
) -> Markup:
    """The rows of one page; a group has its own table under its name and whole count.

    `units`: what units gave, and `otherwise`: what is known otherwise now, by the code of the result: both are told
    beside its place.
    """

    def line(row: Row, lang: str) -> str:
        told = (unit_words(row, one, lang) for one in units.get(row.target.code, ()))
        now = known_otherwise_words(row, otherwise, lang)
        return " · ".join(filter(None, (place_line(row, lang), *told, now)))

    tables = [
        result_rows(
            group.rows,
            href,
            lang,
            title=_name(group, arrangement.group, plan, lang) if arrangement.group else "",
            heads=_heads(group, arrangement, in_order, lang),
            line=line,
        )
        for group in shown.groups
    ]
    open_ones = _groups_that_fit(shown)
    rest = sum(len(group.rows) for group in shown.groups[open_ones:])
    return first_when_narrow(tables, open_ones, text(lang, "{n} more", n=rest))


def _groups_that_fit(shown: RowPage) -> int:
    """How many groups a narrow page begins with: those of which the rows are no more than it shows of one list."""
    so_far = list(accumulate(len(group.rows) for group in shown.groups))
    return max(1, sum(count <= CARDS for count in so_far))


def _name(group: RowGroup, field: str, plan: Plan, lang: str) -> str:
    name = wording(plan, field, lang)(group.code) if group.code else text(lang, NO_GROUP[field])
    return f"{name[:1].upper()}{name[1:]} ({number(group.total, 0, lang)})"


def unit_words(row: Row, one: UnitValue, lang: str) -> str:
    """A unit with its own value, and the period where that is not the one of the whole."""
    if one.point is None:
        return f"{one.name}: {text(lang, 'no value')}"
    value, whole = measured_figure(row.target, one.point.value, lang), row.assessment.point
    other = "" if whole and whole.period == one.point.period else f" ({period(one.point.period, lang)})"
    return f"{one.name}: {value}{other}"


def _heads(group: RowGroup, arrangement: Arrangement, in_order: InOrder, lang: str) -> Heads:
    def head(sort: Sort, words: Markup | str) -> Markup:
        return _head(sort, words, arrangement, in_order, lang)

    return Heads(
        status=head(Sort.STATUS, text(lang, "Status")),
        result=head(Sort.TITLE, text(lang, "Result, theme, owner")),
        value=head(Sort.SHORTFALL, marks_legend(lang)),
        deadline=head(Sort.DEADLINE, text(lang, "Deadline")),
        lights=head(Sort.CHANGE, quarters_head(group.rows[0], lang)),
        sorted_by=_COLUMNS[arrangement.sort],
        descending=arrangement.backwards,
    )


def _head(sort: Sort, words: Markup | str, arrangement: Arrangement, in_order: InOrder, lang: str) -> Markup:
    """A header that puts its column in order; the one that rules the order turns it round."""
    here = arrangement.sort is sort
    backwards = here and not arrangement.backwards
    arrow = markup('<span class="pp-arrow" aria-hidden="true">{}</span>', "↑" if arrangement.backwards else "↓")
    return markup(
        '<a class="pp-sort" href="{}" target="_self" title="{}">{}{}</a>',
        in_order(sort, backwards),
        text(lang, "Order: {order}", order=text(lang, ORDERS[sort][backwards])),
        words,
        arrow if here else NOTHING,
    )
