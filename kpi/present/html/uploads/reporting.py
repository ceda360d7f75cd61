"""What was asked for a period and what came, in ink: late is a word, for the shapes of lights belong to results."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from kpi.core.delivery.completeness import Completeness, Report, ReportGroup
from kpi.core.notation import day, number
from kpi.core.notation import period as period_words
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import soft
from kpi.present.html.values import folded
from kpi.present.words import plural, text

ITEMS = 40  # open values under one owner; the rest is counted, and in the template
FIRST = 8  # owners that stand open


def reporting_lead(found: Completeness, lang: str) -> Markup:
    """How much was asked for a period, is in and is open, and how many days are left."""
    reports = found.whole.reports
    if not reports:
        nothing = text(lang, "Nothing has to be uploaded for this period.")
        return markup('<p class="pp pp-lead">{}</p>', nothing)
    until = max(one.until for one in reports)
    left = (until - found.today).days
    counts = (
        (len(reports), text(lang, "requested")),
        (found.whole.came, text(lang, "received")),
        (len(reports) - found.whole.came, text(lang, "open")),
    )
    figures = joined(markup("<span><b>{}</b> {}</span>", number(n, 0, lang), word) for n, word in counts)
    return markup(
        '<div class="pp pp-reporting"><div class="pp-figures">{figures}<span class="pp-left">{left}</span></div>'
        '{bar}<div class="pp-ends"><span>{counted}</span><span>{until}</span></div></div>',
        figures=figures,
        left=_days_left(left, len(reports) > found.whole.came, lang),
        bar=ink_bar(found.whole.came, len(reports)),
        counted=prose(text(lang, "as of today, {day}", day=day(found.today, lang))),
        until=prose(text(lang, "on time until {day}", day=day(until, lang))),
    )


def _days_left(left: int, open_ones: bool, lang: str) -> Markup:
    """How many days are left, or that the time is over; nothing once everything is in."""
    if not open_ones:
        return NOTHING
    if left < 0:
        return markup('<b class="pp-over">{}</b>', text(lang, "the time for uploading is over"))
    words = plural(lang, "{n} day left", "{n} days left", left)
    count, _, rest = words.partition(" ")
    return markup("<b>{}</b> {}", count, rest)


def ink_bar(done: int, total: int) -> Markup:
    """A part of a whole, in ink; the figures stand beside it, so it is nothing to a screen reader."""
    share = 100 * done / total if total else 0
    return markup('<div class="pp-ink" aria-hidden="true"><i style="width:{}%"></i></div>', f"{share:.2f}")


def owners_open(groups: Sequence[ReportGroup], lang: str) -> Markup:
    """Everybody of whom something is open, the most first, with what that is; then who delivered all."""
    waiting = sorted((one for one in groups if one.came < len(one.reports)), key=_most_open)
    ready = [one for one in groups if one.reports and one.came == len(one.reports)]
    title = plural(lang, "Still to upload: {n} owner", "Still to upload: {n} owners", len(waiting))
    heads = (text(lang, "Owner"), text(lang, "Received"), text(lang, "Open"), text(lang, "Last on"))
    head = markup(
        '<div class="pp-owner pp-heads" aria-hidden="true">{}</div>',
        joined(markup("<span>{}</span>", one) for one in heads),
    )
    lines = [_owner(one, heads, lang) for one in waiting]
    first, rest = (
        markup('<div class="pp-owners">{}{}</div>', head, joined(part)) for part in (lines[:FIRST], lines[FIRST:])
    )
    more = text(lang, "and {n} more", n=number(len(lines) - FIRST, 0, lang))
    shown = markup('<h2 class="pp-h2">{}</h2>{}{}', title, first, folded(more, rest) if lines[FIRST:] else NOTHING)
    return markup('<section class="pp">{}{}</section>', shown if waiting else NOTHING, _ready(ready, lang))


def _most_open(group: ReportGroup) -> tuple[int, str]:
    return (group.came - len(group.reports), group.name)


def _owner(group: ReportGroup, heads: Sequence[str], lang: str) -> Markup:
    missing = [one for one in group.reports if one.came_on is None]
    late = any(one.late for one in missing)
    last = max((one.came_on for one in group.reports if one.came_on), default=None)
    return markup(
        '<details><summary class="pp-owner"><span class="pp-name">{name}</span>'
        '<span class="pp-share">{bar}<span>{of}</span></span>'
        '<span data-label="{open_head}"><b>{open}</b>{late}</span>'
        '<span class="pp-soft" data-label="{last_head}">{last}</span></summary><ul>{items}</ul>{more}</details>',
        name=group.name or text(lang, "no owner"),
        bar=ink_bar(group.came, len(group.reports)),
        of=text(lang, "{n} of {total}", n=group.came, total=len(group.reports)),
        open_head=heads[2],
        open=len(missing),
        late=markup(" <b>{}</b>", text(lang, "overdue")) if late else NOTHING,
        last_head=heads[3],
        last=prose(day(last, lang)) if last else "–",
        items=joined(_item(one, lang) for one in missing[:ITEMS]),
        more=soft(text(lang, "and {n} more", n=len(missing) - ITEMS)) if len(missing) > ITEMS else NOTHING,
    )


def _item(one: Report, lang: str) -> Markup:
    where = f" · {one.due.unit}" if one.due.unit else ""
    until = text(lang, "by {day}", day=day(one.until, lang))
    return markup("<li>{}{}{}</li>", one.due.name, where, soft(f"{period_words(one.due.period, lang)}, {until}"))


def _ready(groups: Sequence[ReportGroup], lang: str) -> Markup:
    """Who delivered everything, counted and named."""
    if not groups:
        return NOTHING
    names = ", ".join(one.name or text(lang, "no owner") for one in groups)
    return markup(
        '<p class="pp-ready"><b>{}</b> <span class="pp-soft">{}</span></p>',
        text(lang, "Complete ({n})", n=len(groups)),
        names,
    )


def themes_open(groups: Iterable[ReportGroup], lang: str) -> Markup:
    """The same by theme, folded; nothing when nothing was asked."""
    rows = [one for one in groups if one.reports]
    if not rows:
        return NOTHING
    lines = joined(
        markup(
            '<li class="pp-owner"><span class="pp-name">{}</span><span class="pp-share">{}<span>{}</span></span></li>',
            one.name,
            ink_bar(one.came, len(one.reports)),
            text(lang, "{n} of {total}", n=one.came, total=len(one.reports)),
        )
        for one in rows
    )
    return markup(
        '<details class="pp pp-fold"><summary>{}</summary><ul class="pp-owners">{}</ul></details>',
        text(lang, "By theme"),
        lines,
    )
