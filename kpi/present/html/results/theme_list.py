"""The parts of a theme's page around its rows: the title with its neighbours, speerpunten as chips, and the folds."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from kpi.core.light.rollup import SERIOUSNESS
from kpi.core.light.snapshot import Row
from kpi.core.notation import number
from kpi.core.plan_parts import Activity
from kpi.core.view.theme_list import FocusCount
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import Href, Named, link, soft
from kpi.present.html.results.result_rows import result_rows
from kpi.present.style import status_word
from kpi.present.words import text

CHIPS = 8  # focuses that are not folded
FOLDED = 40  # rows of a fold; the rest is one link away


def titled(title: str, before: Named | None, after: Named | None) -> Markup:
    """The title of a page with the way to the ones before and after it."""
    ways = [markup("‹ {}", before[0]) if before else NOTHING, markup("{} ›", after[0]) if after else NOTHING]
    links = joined(
        markup('<a href="{}" target="_self">{}</a>', one[1], words)
        for one, words in zip((before, after), ways, strict=True)
        if one
    )
    return markup(
        '<header class="pp pp-titled"><h1 class="pp-h1">{}</h1><nav class="pp-beside">{}</nav></header>', title, links
    )


def focus_chips(focuses: Sequence[tuple[FocusCount, str]], every: str, lang: str) -> Markup:
    """Each focus with its count and address, as links; `every` opens all of them. Nothing for fewer than two.

    On a narrow page they are folded under the one that is chosen.
    """
    if len(focuses) < 2 and not any(one.chosen for one, _ in focuses):
        return NOTHING
    chosen = [one.focus for one, _ in focuses if one.chosen]
    chips = [_chip(text(lang, "All"), None, every, here=not chosen)]
    chips += [_chip(one.focus, one.count, address, here=one.chosen) for one, address in focuses]
    more = NOTHING
    if len(chips) > CHIPS + 1:
        opened = any(one.chosen for one, _ in focuses[CHIPS:])
        more = markup(
            '<details class="pp-more"{}><summary>{}</summary><div class="pp-chips">{}</div></details>',
            Markup(" open") if opened else NOTHING,
            text(lang, "{n} more", n=len(chips) - CHIPS - 1),
            joined(chips[CHIPS + 1 :]),
        )
    name = text(lang, "Focus")
    return markup(
        '<details class="pp pp-focuses"><summary>{} <b>{}</b></summary>'
        '<nav class="pp-chips" aria-label="{}"><span class="pp-soft">{}</span>{}{}</nav></details>',
        name,
        ", ".join(chosen) or text(lang, "all"),
        name,
        name,
        joined(chips[: CHIPS + 1]),
        more,
    )


def _chip(words: str, count: int | None, address: str, *, here: bool) -> Markup:
    return markup(
        '<a class="pp-chip" href="{}" target="_self"{}>{}{}</a>',
        address,
        Markup(' aria-current="true"') if here else NOTHING,
        words,
        NOTHING if count is None else markup(" <span>{}</span>", count),
    )


def row_fold(title: str, said: str, rows: Sequence[Row], href: Href, every: str, lang: str) -> Markup:
    """Rows under one folded line; past the fortieth a link to all. Nothing for no rows."""
    if not rows:
        return NOTHING
    under = NOTHING
    if len(rows) > FOLDED:
        under = all_link(every, len(rows), lang)
    return markup(
        '<details class="pp pp-part"><summary><b>{} ({})</b> <span class="pp-soft">{}</span></summary>{}</details>',
        title,
        number(len(rows), 0, lang),
        prose(said),
        result_rows(rows[:FOLDED], href, lang, under=under),
    )


def all_link(address: str, count: int, lang: str) -> Markup:
    """The way to all of them, with how many there are."""
    return link(address, text(lang, "all {n}", n=number(count, 0, lang)))


def status_counts(rows: Sequence[Row], lang: str) -> str:
    """ "17 op koers, 3 gehaald, 1 later gehaald": the most common first."""
    found = Counter(row.assessment.status for row in rows)
    statuses = sorted(found, key=lambda status: (-found[status], SERIOUSNESS.index(status)))
    return ", ".join(f"{number(found[one], 0, lang)} {status_word(one, lang)}" for one in statuses)


def activity_fold(activities: Sequence[Activity], lang: str) -> Markup:
    """What is done, with where the document says so, folded; nothing without activities."""
    if not activities:
        return NOTHING
    items = joined(
        markup("<li>{}{}</li>", one.activity, soft(" · ".join(part for part in (one.focus, one.source_ref) if part)))
        for one in activities[:FOLDED]
    )
    rest = len(activities) - FOLDED
    more = soft(text(lang, "and {n} more", n=rest)) if rest > 0 else NOTHING
    return markup(
        '<details class="pp pp-part"><summary><b>{}</b></summary><ul class="pp-activities">{}</ul>{}</details>',
        text(lang, "Activities ({n})", n=number(len(activities), 0, lang)),
        items,
        more,
    )
