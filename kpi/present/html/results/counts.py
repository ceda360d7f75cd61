"""How many results stand how: large numbers that open exactly what they count, the bar of all, and what changed."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from kpi.core.calendar.period import Period
from kpi.core.light.assessment import Light
from kpi.core.light.snapshot import Change
from kpi.core.notation import day, number, period
from kpi.core.view.counted import Count, QuarterCount
from kpi.present.count_words import COUNT_WORDS, LIGHT_OF
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import colour_light, link
from kpi.present.style import light_word
from kpi.present.words import mark, plural, text

Address = Callable[[Count], str]
ChangeAddress = Callable[[Change], str]
_SHOWN = (Count.BEHIND, Count.ATTENTION, Count.FINE, Count.UNJUDGED)


def count_links(counts: Mapping[Count, int], address: Address, lang: str) -> Markup:
    """Each count as a link to what it counts, zero as no link, together all results; of silence `silent_link` tells."""
    each = joined(_count(one, counts[one], address, lang) for one in _SHOWN)
    return markup('<div class="pp-bigs">{}</div>', each)


def _count(one: Count, count: int, address: Address, lang: str) -> Markup:
    inner = markup(
        "{}<b>{}</b><span>{}</span>",
        colour_light(LIGHT_OF[one], lang, size=20, silent=True),
        number(count, 0, lang),
        text(lang, COUNT_WORDS[one]),
    )
    if not count:
        return markup('<span class="pp-big pp-zero">{}</span>', inner)
    return markup('<a class="pp-big" href="{}" target="_self">{}</a>', address(one), inner)


def light_bar(lights: Mapping[Light, int], share: float = 100) -> Markup:
    """How lights are spread, in order of seriousness; `share`: how long the bar is, in percent of its place."""
    parts = joined(
        markup('<i class="pp-seg pp-{}" style="flex:{}"></i>', one.value, lights[one])
        for one in Light
        if lights.get(one, 0)
    )
    return markup('<div class="pp-bar" style="width:{:.1f}%" aria-hidden="true">{}</div>', share, parts)


def changes(worse: int, better: int, address: ChangeAddress, lang: str) -> Markup:
    """ "4 verslechterd, 1 verbeterd", each a link to exactly those; or that nothing did."""
    parts = [
        link(address(change), text(lang, words, n=number(count, 0, lang)))
        for change, count, words in (
            (Change.WORSE, worse, mark("{n} worse")),
            (Change.BETTER, better, mark("{n} better")),
        )
        if count
    ]
    return joined(parts, ", ") if parts else markup("{}", text(lang, "nothing worse or better"))


def silent_link(counts: Mapping[Count, int], address: Address, lang: str) -> Markup:
    """That deadlines passed and nobody reported, as a link to those results; nothing when there are none."""
    count = counts[Count.SILENT]
    if not count:
        return NOTHING
    words = plural(
        lang,
        "The deadline of {n} result has passed without a report.",
        "The deadlines of {n} results have passed without a report.",
        count,
    )
    return link(address(Count.SILENT), words)


def since(before: Period | None, worse: int, better: int, address: ChangeAddress, lang: str) -> Markup:
    """What changed since the end of the quarter before; nothing when there is none."""
    if before is None:
        return NOTHING
    words = text(lang, "Since {day}", day=day(before.last, lang))
    return markup('<span class="pp-since">{}: {}.</span>', prose(words), changes(worse, better, address, lang))


def trend(quarters: Sequence[QuarterCount], lang: str) -> Markup:
    """A small bar a quarter, the newest right, with its words for who cannot see it; nothing for fewer than two."""
    if len(quarters) < 2:
        return NOTHING
    bars = joined(_quarter(one, lang) for one in quarters)
    return markup(
        '<div class="pp-trend"><span class="pp-trend-name">{}</span><div class="pp-trend-bars" role="list">{}</div>'
        "</div>",
        text(lang, "By quarter"),
        bars,
    )


def _quarter(one: QuarterCount, lang: str) -> Markup:
    told = ", ".join(
        f"{number(one.lights[light], 0, lang)} {light_word(light, lang)}" for light in Light if one.lights.get(light)
    )
    words = f"{period(one.period, lang)}: {told}"
    parts = joined(
        markup('<i class="pp-seg pp-{}" style="flex:{}"></i>', light.value, one.lights[light])
        for light in reversed(Light)
        if one.lights.get(light)
    )
    return markup(
        '<span class="pp-trend-one" role="listitem" aria-label="{}" title="{}"><span class="pp-stack">{}</span>'
        '<span aria-hidden="true">{}</span></span>',
        words,
        words,
        parts,
        one.period.parts[1],
    )
