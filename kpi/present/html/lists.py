"""Lists of results: the cards of the overview, what comes first, the deadlines ahead, the table to explore."""

from collections.abc import Mapping
from math import ceil

from kpi.core.explain.why import why
from kpi.core.light.assessment import Assessment
from kpi.core.light.snapshot import Row
from kpi.core.notation import day
from kpi.core.view.views import Overview, ThemeCard
from kpi.present.figures import figure
from kpi.present.html.heading import changes, distribution, judged, strip
from kpi.present.html.parts import Href, colour_light, escape, light, link, message, opening, soft, table
from kpi.present.html.promise import remarks
from kpi.present.promise_words import before
from kpi.present.words import plural, text

_MOST_ABREAST = 6  # more make titles break within words at 1920 pixels


def cards(overview: Overview, hrefs: Mapping[str, str], lang: str) -> str:
    """A card a theme; `hrefs` maps a theme's code to its page, a theme without one is no link."""
    each = "".join(_card(card, hrefs.get(card.theme.code, ""), lang) for card in overview.cards)
    beside = f"--n:{_abreast(len(overview.cards))}"
    return f'<div class="pp pp-cardbox"><div class="pp-cards" style="{beside}">{each}</div></div>'


def _abreast(count: int) -> int:
    """How many cards stand in a row: all of them while their titles have room, else as many in every row."""
    rows = max(1, ceil(count / _MOST_ABREAST))
    return ceil(count / rows)


def _card(card: ThemeCard, address: str, lang: str) -> str:
    title = link(address, card.theme.title) if address else escape(card.theme.title)
    since = text(lang, "since the previous quarter: {changes}", changes=changes(card.worse, card.better, lang))
    return (
        f'<div class="pp-card"><h2 class="pp-h3">{colour_light(card.rollup.light, lang, size=26)}'
        f"<span>{title}</span></h2>"
        f"{distribution(card.rollup, lang)}{soft(judged(card.rollup, lang))}{soft(since)}</div>"
    )


def first_list(rows: tuple[Row, ...], href: Href, lang: str, more: int = 0) -> str:
    """What needs the board, most serious on top, each with its reason; `more` counts what is not shown."""
    if not rows:
        return message(
            text(lang, "Nothing needs attention"), text(lang, "Every judged result is on track or achieved.")
        )
    lines = "".join(_first(row, href, lang) for row in rows)
    rest = text(lang, "and {n} more", n=more) if more else ""
    return f'<ul class="pp pp-list">{lines}</ul>{soft(rest)}'


def _first(row: Row, href: Href, lang: str) -> str:
    one = row.assessment
    return (
        f'<li class="pp-item">{opening(href(row.target.code), light(one.status, one.flags, lang, size=26))}'
        f'<div class="pp-grow">'
        f'<div class="pp-name">{link(href(row.target.code), row.target.statement)}</div>{soft(why(one, lang))}'
        f"{soft(before(row, lang))}{soft(_owner_and_theme(row, lang))}</div>{strip(row.strip, lang)}</li>"
    )


def _owner_and_theme(row: Row, lang: str) -> str:
    owner = text(lang, "owner: {owner}", owner=row.target.owner) if row.target.owner else ""
    return " · ".join(part for part in (row.theme.title, owner) if part)


def deadline_list(rows: tuple[Row, ...], href: Href, lang: str) -> str:
    """Open results with a deadline ahead, the nearest on top."""
    if not rows:
        return message(text(lang, "No deadlines"), text(lang, "No open result has its deadline in this time."))
    lines = "".join(_ahead(row, href, lang) for row in rows)
    return f'<ul class="pp pp-list">{lines}</ul>'


def _ahead(row: Row, href: Href, lang: str) -> str:
    one = row.assessment
    left = plural(lang, "{n} day left", "{n} days left", one.days_left) if one.days_left else text(lang, "today")
    return (
        f'<li class="pp-item"><div class="pp-date"><b>{escape(day(row.target.due, lang))}</b>{soft(left)}</div>'
        f'<div class="pp-grow"><div class="pp-name">{link(href(row.target.code), row.target.statement)}</div>'
        f"{soft(as_written(row, lang))}</div>"
        f"{opening(href(row.target.code), light(one.status, one.flags, lang, size=18))}</li>"
    )


def as_written(row: Row, lang: str) -> str:
    """The plan's own words for the deadline, or that it has none."""
    if row.target.deadline:
        return text(lang, "in the plan: “{phrase}”", phrase=row.target.deadline)
    return text(lang, "no date in the plan")


def explore_table(rows: tuple[Row, ...], href: Href, lang: str) -> str:
    """Any selection of results as one table."""
    if not rows:
        return message(
            text(lang, "No results"),
            text(lang, "No result fits these filters."),
            text(lang, "Take a filter away to see more."),
        )
    headers = [
        text(lang, "Status"),
        text(lang, "Result"),
        text(lang, "Measured"),
        text(lang, "Expected"),
        text(lang, "Deadline"),
        text(lang, "Owner"),
    ]
    lines = (_explored(row, href, lang) for row in rows)
    return f'<div class="pp">{table(headers, lines, text(lang, "Results"), "pp-explore")}</div>'


def _explored(row: Row, href: Href, lang: str) -> tuple[str, ...]:
    one, target = row.assessment, row.target
    where = " · ".join(part for part in (row.theme.title, target.focus) if part)
    return (
        opening(href(target.code), light(one.status, one.flags, lang, word=True)),
        f'<div class="pp-name">{link(href(target.code), target.statement)}</div>{soft(where)}{remarks(row, lang)}',
        _number(measured(one, lang)),
        _number(expected(one, lang)),
        f'<span class="pp-day">{escape(day(target.due, lang))}</span>{soft(as_written(row, lang))}',
        escape(target.owner),
    )


def _number(words: str) -> str:
    """A figure in its cell; nothing at all without one, so that a phone leaves the cell out."""
    return f'<span class="pp-num">{escape(words)}</span>' if words else ""


def measured(one: Assessment, lang: str) -> str:
    """The value with its unit; nothing when nothing was measured."""
    return "" if one.value is None else figure(one.target, one.value, lang)


def expected(one: Assessment, lang: str) -> str:
    """What the path asked for at the value's own day; nothing when there is no comparison."""
    return "" if one.comparison is None else figure(one.target, one.comparison.expected, lang)
