"""How many results stand how, in words: the word of each count, and the sentence that is the title of a plan."""

from collections.abc import Mapping

from kpi.core.light.assessment import Light
from kpi.core.notation import number
from kpi.core.view.counted import Count
from kpi.core.vocabulary import complete
from kpi.present.words import mark, plural, text

COUNT_WORDS = complete(
    Count,
    {
        Count.BEHIND: mark("behind or missed"),
        Count.SILENT: mark("deadline past, nothing reported"),
        Count.ATTENTION: mark("attention"),
        Count.FINE: mark("on track or achieved"),
        Count.UNJUDGED: mark("not assessed yet"),
    },
)
LIGHT_OF = complete(
    Count,
    {
        Count.BEHIND: Light.RED,
        Count.SILENT: Light.GREY,
        Count.ATTENTION: Light.AMBER,
        Count.FINE: Light.GREEN,
        Count.UNJUDGED: Light.GREY,
    },
)
_THE_ONE = {
    Count.BEHIND: mark("The only assessed result is behind"),
    Count.ATTENTION: mark("The only assessed result needs attention"),
    Count.FINE: mark("The only assessed result is on track"),
}


def headline(counts: Mapping[Count, int], lang: str) -> str:
    """How the plan stands in one sentence, without a full stop: what is behind, what needs attention."""
    red, amber = counts[Count.BEHIND], counts[Count.ATTENTION]
    judged = red + amber + counts[Count.FINE]
    if not judged:
        return _nothing_judged(counts, lang)
    if judged == 1:
        return text(lang, next(words for one, words in _THE_ONE.items() if counts[one]))
    of = text(lang, "the {n} assessed results", n=number(judged, 0, lang))
    asked = plural(lang, "{n} needs attention", "{n} need attention", amber)
    if red:
        behind = plural(lang, "{n} of {of} is behind", "{n} of {of} are behind", red, of=of)
        return f"{behind}, {asked}" if amber else behind
    if amber:
        return plural(
            lang, "Nothing is behind, {n} of {of} needs attention", "Nothing is behind, {n} of {of} need attention",
            amber, of=of,
        )  # fmt: skip
    return text(lang, "All {n} assessed results are on track or achieved", n=number(judged, 0, lang))


def _nothing_judged(counts: Mapping[Count, int], lang: str) -> str:
    begin = text(lang, "Nothing to assess yet")
    if silent := counts[Count.SILENT]:
        said = plural(
            lang, "{n} deadline has passed without a report", "{n} deadlines have passed without a report", silent
        )
        return f"{begin}: {said}"
    return f"{begin}: {text(lang, 'no result has a figure that can be assessed')}"
