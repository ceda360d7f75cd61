"""Lists of results: the cards of the overview, what comes first, the deadlines ahead, the table to explore."""

from collections.abc import Mapping
from math import ceil

from markupsafe import Markup

from kpi.core.explain.figures import amount_of
from kpi.core.explain.why import why
from kpi.core.light.assessment import Assessment
from kpi.core.light.snapshot import Row
from kpi.core.notation import day
from kpi.core.view.views import Overview, ThemeCard
from kpi.present.html.heading import change_counts, distribution, judged_words, strip
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import Href, colour_light, light, link, message, opening_light, soft, table
from kpi.present.html.promise import remarks
from kpi.present.promise_words import before
from kpi.present.words import plural, text

_MOST_ABREAST = 6  # more make titles break within words at 1920 pixels


def cards(overview: Overview, hrefs: Mapping[str, str], lang: str) -> Markup:
    """A card a theme; `hrefs` maps a theme's code to its page, a theme without one is no link."""
    each = joined(_card(card, hrefs.get(card.theme.code, ""), lang) for card in overview.cards)
    beside = f"--n:{_abreast(len(overview.cards))}"
    return markup('<div class="pp pp-cardbox"><div class="pp-cards" style="{}">{}</div></div>', beside, each)


def _abreast(count: int) -> int:
    """How many cards stand in a row: all of them while their titles have room, else as many in every row."""
    rows = max(1, ceil(count / _MOST_ABREAST))
    return ceil(count / rows)


def _card(card: ThemeCard, address: str, lang: str) -> Markup:
    title = link(address, card.theme.title) if address else card.theme.title
    since = text(lang, "since the previous quarter: {changes}", changes=change_counts(card.worse, card.better, lang))
    return markup(
        '<div class="pp-card"><h2 class="pp-h3">{light}<span>{title}</span></h2>{distribution}{judged}{since}</div>',
        light=colour_light(card.rollup.light, lang, size=26),
        title=title,
        distribution=distribution(card.rollup, lang),
        judged=soft(judged_words(card.rollup, lang)),
        since=soft(since),
    )


def first_list(rows: tuple[Row, ...], href: Href, lang: str, more: int = 0, *, judged: bool = True) -> Markup:
    """What needs the board, most serious on top, each with its reason; `more` counts what is not shown.

    `judged` False: no result could be judged at all, so that nobody knows what needs attention.
    """
    if not rows and not judged:
        return message(
            text(lang, "Nothing to assess yet"), text(lang, "No result has a figure yet that can be assessed.")
        )
    if not rows:
        return message(
            text(lang, "Nothing needs attention"), text(lang, "Every assessed result is on track or achieved.")
        )
    lines = joined(_first(row, href, lang) for row in rows)
    rest = text(lang, "and {n} more", n=more) if more else ""
    return markup('<ul class="pp pp-list">{}</ul>{}', lines, soft(rest))


def _first(row: Row, href: Href, lang: str) -> Markup:
    one = row.assessment
    return markup(
        '<li class="pp-item">{light}<div class="pp-grow">'
        '<div class="pp-name">{name}</div>{why}{before}{about}</div>{strip}</li>',
        light=opening_light(href(row.target.code), light(one.status, one.flags, lang, size=26)),
        name=link(href(row.target.code), row.target.statement),
        why=soft(why(one, lang)),
        before=soft(before(row, lang)),
        about=soft(_owner_and_theme(row, lang)),
        strip=strip(row.strip, lang),
    )


def _owner_and_theme(row: Row, lang: str) -> str:
    owner = text(lang, "owner: {owner}", owner=row.target.owner) if row.target.owner else ""
    return " · ".join(part for part in (row.theme.title, owner) if part)


def deadline_list(rows: tuple[Row, ...], href: Href, lang: str) -> Markup:
    """Open results with a deadline ahead, the nearest on top."""
    if not rows:
        return message(text(lang, "No deadlines"), text(lang, "There are no deadlines in this time."))
    lines = joined(_ahead(row, href, lang) for row in rows)
    return markup('<ul class="pp pp-list">{}</ul>', lines)


def _ahead(row: Row, href: Href, lang: str) -> Markup:
    one = row.assessment
    left = plural(lang, "{n} day left", "{n} days left", one.days_left) if one.days_left else text(lang, "today")
    return markup(
        '<li class="pp-item"><div class="pp-date"><b>{day}</b>{left}</div><div class="pp-grow">'
        '<div class="pp-name">{name}</div>{written}</div>{light}</li>',
        day=day(row.target.due, lang),
        left=soft(left),
        name=link(href(row.target.code), row.target.statement),
        written=soft(deadline_as_written(row, lang)),
        light=opening_light(href(row.target.code), light(one.status, one.flags, lang, size=18)),
    )


def deadline_as_written(row: Row, lang: str) -> str:
    """The plan's own words for the deadline, or that it has none."""
    if row.target.deadline:
        return text(lang, "in the plan: “{phrase}”", phrase=row.target.deadline)
    return text(lang, "no date in the plan")


def result_table(rows: tuple[Row, ...], href: Href, lang: str) -> Markup:
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
        _number(measured(one, lang)),
        _number(expected_words(one, lang)),
        markup('<span class="pp-day">{}</span>{}', day(target.due, lang), soft(deadline_as_written(row, lang))),
        target.owner,
    )


def _number(words: str) -> Markup:
    """A figure in its cell; nothing at all without one, so that a phone leaves the cell out."""
    return markup('<span class="pp-num">{}</span>', words) if words else NOTHING


def measured(one: Assessment, lang: str) -> str:
    """The value with its unit; nothing when nothing was measured."""
    return "" if one.value is None else amount_of(one.target, one.value, lang)


def expected_words(one: Assessment, lang: str) -> str:
    """What the path asked for at the value's own day; nothing when there is no comparison."""
    return "" if one.comparison is None else amount_of(one.target, one.comparison.expected, lang)
