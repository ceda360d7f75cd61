"""The parts of the overview: the sentence that is its title, what asks for attention now, deadlines and themes."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from kpi.core.light.snapshot import Change, Row
from kpi.core.notation import day
from kpi.core.view.counted import Count, counted_lights
from kpi.core.view.views import ThemeCard
from kpi.present.count_words import COUNT_WORDS, LIGHT_OF
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import Href, colour_light, link, small_light
from kpi.present.html.results.counts import changes, light_bar
from kpi.present.html.results.matrix import more_themes
from kpi.present.html.results.result_rows import last_lights, reason_line
from kpi.present.reason_words import value_words
from kpi.present.style import label, status_word
from kpi.present.words import plural, text

CARDS = 12  # themes that are not folded
ThemeChange = Callable[[str, Change], str]


def told_changes(changed: Markup, silent: Markup) -> Markup:
    """The soft line under the title: what changed, and how many deadlines passed in silence."""
    parts = [part for part in (changed, silent) if part]
    return markup('<div class="pp pp-soft pp-told-changes">{}</div>', joined(parts, " ")) if parts else NOTHING


def first_rows(rows: Sequence[Row], href: Href, lang: str) -> Markup:
    """What asks for attention now, each with its word, value and reason; nothing for no rows."""
    if not rows:
        return NOTHING
    return markup('<ul class="pp-brief">{}</ul>', joined(_first(row, href, lang) for row in rows))


def _first(row: Row, href: Href, lang: str) -> Markup:
    one = row.assessment
    said = "; ".join(part for part in (value_words(one, lang), reason_line(row, lang)) if part)
    return markup(
        '<li>{light}<div class="pp-grow">{name}<span class="pp-line"><b>{word}</b> {said}</span></div>{strip}</li>',
        light=small_light(one.status, one.flags, 22),
        name=link(href(row.target.code), row.target.statement),
        word=status_word(one.status, lang),
        said=prose(said),
        strip=last_lights(row.strip, lang),
    )


def next_deadlines(rows: Sequence[Row], href: Href, lang: str) -> Markup:
    """Open results with a deadline ahead, each a line; nothing for none."""
    if not rows:
        return NOTHING
    each = joined(
        markup(
            '<li><b class="pp-day">{}</b>{}<span class="pp-sr">{}</span>{}</li>',
            day(row.target.due, lang),
            link(href(row.target.code), row.target.statement),
            label(row.assessment.status, row.assessment.flags, lang),
            small_light(row.assessment.status, row.assessment.flags, 17),
        )
        for row in rows
    )
    return markup('<ul class="pp-brief pp-near">{}</ul>', each)


def theme_cards(cards: Sequence[ThemeCard], hrefs: Mapping[str, str], change_at: ThemeChange, lang: str) -> Markup:
    """A card a theme, its bar as long as the theme is big; past the twelfth folded and counted."""
    most = max((card.rollup.total for card in cards), default=1) or 1
    drawn = [_card(card, hrefs[card.theme.code], most, change_at, lang) for card in cards]
    shown = markup('<ul class="pp-themes">{}</ul>', joined(drawn[:CARDS]))
    rest = drawn[CARDS:]
    if not rest:
        return shown
    words = more_themes(len(rest), lang)
    return shown + markup(
        '<details class="pp-part"><summary>{}</summary><ul class="pp-themes">{}</ul></details>', words, joined(rest)
    )


def _card(card: ThemeCard, address: str, most: int, change_at: ThemeChange, lang: str) -> Markup:
    def at(change: Change) -> str:
        return change_at(card.theme.code, change)

    counts = counted_lights(card.rollup)
    return markup(
        '<li class="{hot}"><div class="pp-theme-name">{name}<span class="pp-line">{since}</span></div>'
        '<div class="pp-theme-counts">{counts}</div>{bar}</li>',
        hot="pp-hot" if counts[Count.BEHIND] else "",
        name=link(address, card.theme.title),
        since=changes(card.worse, card.better, at, lang) if card.worse or card.better else NOTHING,
        counts=_counts(counts, lang),
        bar=light_bar(card.rollup.lights, 100 * card.rollup.total / most),
    )


def _counts(counts: Mapping[Count, int], lang: str) -> Markup:
    """What is wrong in a theme; where nothing is, that, or that nothing can be judged."""
    wrong = [one for one in (Count.BEHIND, Count.ATTENTION, Count.SILENT) if counts[one]]
    if wrong:
        return joined(
            _part(one, markup("<b>{}</b> {}", counts[one], text(lang, COUNT_WORDS[one])), lang) for one in wrong
        )
    if fine := counts[Count.FINE]:
        said = plural(lang, "the only assessed result on track", "all {n} assessed results on track or achieved", fine)
        return _part(Count.FINE, markup("{}", said), lang)
    words = text(lang, "not assessed yet") if counts[Count.UNJUDGED] else text(lang, "no results promised")
    return _part(Count.UNJUDGED, markup("{}", words), lang)


def _part(one: Count, words: Markup, lang: str) -> Markup:
    return markup("<span>{}{}</span>", colour_light(LIGHT_OF[one], lang, size=18, silent=True), words)
