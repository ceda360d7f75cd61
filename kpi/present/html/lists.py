"""Results as one table, whatever they were selected by."""

from markupsafe import Markup

from kpi.core.explain.figures import amount_of
from kpi.core.light.assessment import Assessment
from kpi.core.light.snapshot import Row
from kpi.core.notation import day
from kpi.present.html.markup import NOTHING, markup
from kpi.present.html.parts import Href, light, link, opening_light, soft, table
from kpi.present.html.promise import remarks
from kpi.present.words import text


def _deadline_as_written(row: Row, lang: str) -> str:
    """The plan's own words for the deadline, or that it has none."""
    if row.target.deadline:
        return text(lang, "in the plan: “{phrase}”", phrase=row.target.deadline)
    return text(lang, "no date in the plan")


def result_table(rows: tuple[Row, ...], href: Href, lang: str) -> Markup:
    """Any results as one table, in the order they come."""
    headers = [
        text(lang, "Status"),
        text(lang, "Result"),
        text(lang, "Measured"),
        text(lang, "Expected"),
        text(lang, "Deadline"),
        text(lang, "Owner"),
    ]
    lines = (_explored(row, href, lang) for row in rows)
    return markup('<div class="pp">{}</div>', table(headers, lines, text(lang, "Results"), "pp-explore"))


def _explored(row: Row, href: Href, lang: str) -> tuple[str, ...]:
    one, target = row.assessment, row.target
    where = " · ".join(part for part in (row.theme.title, target.focus) if part)
    return (
        opening_light(href(target.code), light(one.status, one.flags, lang, word=True)),
        markup(
            '<div class="pp-name">{}</div>{}{}',
            link(href(target.code), target.statement),
            soft(where),
            remarks(row, lang),
        ),
        _number(_measured(one, lang)),
        _number(_expected(one, lang)),
        markup('<span class="pp-day">{}</span>{}', day(target.due, lang), soft(_deadline_as_written(row, lang))),
        target.owner,
    )


def _number(words: str) -> Markup:
    """A figure in its cell; nothing at all without one, so that a phone leaves the cell out."""
    return markup('<span class="pp-num">{}</span>', words) if words else NOTHING


def _measured(one: Assessment, lang: str) -> str:
    """The value with its unit; nothing when nothing was measured."""
    return "" if one.value is None else amount_of(one.target, one.value, lang)


def _expected(one: Assessment, lang: str) -> str:
    """What the path asked for at the value's own day; nothing when there is no comparison."""
    return "" if one.comparison is None else amount_of(one.target, one.comparison.expected, lang)
