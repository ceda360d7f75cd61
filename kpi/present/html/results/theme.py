"""A theme's screen: the results of one focus in a table, each with its sum one click away, and its activities."""

from markupsafe import Markup

from kpi.core.explain.why import why
from kpi.core.light.assessment import Assessment
from kpi.core.light.snapshot import Row
from kpi.core.notation import day
from kpi.core.view.views import FocusGroup
from kpi.core.vocabulary import FocusKind
from kpi.present.figures import bare_figure, window
from kpi.present.html.bullet import bullet
from kpi.present.html.heading import strip
from kpi.present.html.lists import deadline_as_written
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import Href, light, link, opening_light, soft, table
from kpi.present.html.results.target import sum_table
from kpi.present.promise_words import before
from kpi.present.style import code_word
from kpi.present.words import text

POINTS = 8  # on the small bars of values


def focus_table(group: FocusGroup, href: Href, lang: str) -> Markup:
    """The results of one focus; a focus with activities only has its heading."""
    kind = code_word(group.kind, lang)
    title = f"{kind}: {group.focus}" if group.focus else text(lang, "Results")
    heading = markup('<h2 class="pp-h2">{}</h2>', title)
    if not group.rows:
        return markup('<section class="pp">{}{}</section>', heading, soft(_without(group, lang)))
    headers = [
        text(lang, "Status"),
        text(lang, "Result"),
        text(lang, "Deadline"),
        text(lang, "Measured against expected and goal"),
        text(lang, "By quarter"),
    ]
    rows = (_row(row, href, lang) for row in group.rows)
    return markup('<section class="pp">{}{}</section>', heading, table(headers, rows, title, "pp-focus"))


def _without(group: FocusGroup, lang: str) -> str:
    if group.kind is FocusKind.ONGOING:
        return text(lang, "Ongoing work: the plan promises no result for it.")
    return text(lang, "The plan promises no result for this focus.")


def _row(row: Row, href: Href, lang: str) -> tuple[str, ...]:
    one, target = row.assessment, row.target
    owner = text(lang, "owner: {owner}", owner=target.owner) if target.owner else ""
    return (
        opening_light(href(target.code), light(one.status, one.flags, lang, size=24, word=True)),
        markup(
            '<div class="pp-name">{name}</div>{why}{before}<div class="pp-minor">{owner}{sum}</div>',
            name=link(href(target.code), target.statement),
            why=soft(why(one, lang)),
            before=soft(before(row, lang)),
            owner=soft(owner),
            sum=_sum(one, lang),
        ),
        markup(
            '{}<div class="pp-minor">{}{}</div>',
            prose(day(target.due, lang)),
            soft(_read(row, lang)),
            soft(deadline_as_written(row, lang)),
        ),
        bullet(one, lang),
        strip(row.strip, lang) + sparkline(one, lang),
    )


def _read(row: Row, lang: str) -> str:
    """The window when there is one; a last day alone stands there already."""
    return window(row.target, lang) if row.target.due_from not in (None, row.target.due) else ""


def _sum(one: Assessment, lang: str) -> Markup:
    """The sum behind the light, one click away and without a question to the server."""
    return markup('<details class="pp-why"><summary>{}</summary>{}</details>', text(lang, "why?"), sum_table(one, lang))


def sparkline(one: Assessment, lang: str) -> Markup:
    """The newest values as small bars from zero; nothing for fewer than two, or for yes and no."""
    points = [point for point in one.series if not point.plain][-POINTS:]
    top = max((abs(point.value) for point in points), default=0.0)
    if len(points) < 2 or not top or one.target.traits.has_windows:
        return NOTHING
    bars = joined(markup('<i style="height:{:.0f}%"></i>', max(6.0, 100 * abs(point.value) / top)) for point in points)
    told = "; ".join(f"{day(point.day, lang)}: {bare_figure(one.target, point.value, lang)}" for point in points)
    return markup(
        '<span class="pp-spark" role="img" aria-label="{told}" title="{told}">{bars}</span>', told=told, bars=bars
    )


def activities(group: FocusGroup, lang: str) -> Markup:
    """What is done under a focus with where the document says so, folded away; nothing without activities."""
    if not group.activities:
        return NOTHING
    items = joined(markup("<li>{}{}</li>", one.activity, soft(one.source_ref)) for one in group.activities)
    title = text(lang, "Activities ({n})", n=len(group.activities))
    return markup('<details class="pp pp-acts"><summary>{}</summary><ul>{}</ul></details>', title, items)
