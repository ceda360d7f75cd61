"""The second layer in words: what is expected at a deadline, and what is usual in a course."""

from collections.abc import Mapping

from kpi.core.notation import day, number
from kpi.core.outlook.likely import LIKELY, InBoth, Likely, too_few_to_judge
from kpi.core.outlook.of_target import Outlook
from kpi.core.outlook.xmr import ENOUGH, Assurance, Variation
from kpi.core.view.outlook_view import UsualCourse
from kpi.core.vocabulary import complete
from kpi.present.figures import bare_figure, measured_figure
from kpi.present.words import mark, text

_BETTER, _WORSE = mark("more than usual variation, for the better"), mark("more than usual variation, for the worse")
_OTHER = mark("more than usual variation")
_WITHIN = mark("The last difference is within earlier variation")
_LARGER = mark("The last difference is larger than every one before it")
VARIATION: Mapping[Variation, str] = complete(
    Variation,
    {
        Variation.COMMON_CAUSE: mark("usual variation"),
        Variation.IMPROVEMENT_HIGH: _BETTER,
        Variation.IMPROVEMENT_LOW: _BETTER,
        Variation.CONCERN_HIGH: _WORSE,
        Variation.CONCERN_LOW: _WORSE,
        Variation.NEUTRAL_HIGH: _OTHER,
        Variation.NEUTRAL_LOW: _OTHER,
    },
)
ASSURANCE: Mapping[Assurance, str] = complete(
    Assurance,
    {
        Assurance.PASS: mark("With its usual variation it keeps to the goal."),
        Assurance.FAIL: mark("With its usual variation it does not come to the goal."),
        Assurance.INCONSISTENT: mark("With its usual variation it is now on this, now on that side of the goal."),
    },
)


def likelihood(one: Likely, lang: str) -> str:
    """ "waarschijnlijk niet"."""
    return _in(LIKELY[one], lang)


def likely_words(one: Outlook, lang: str) -> str:
    """The same of a result; empty where nothing is forecast."""
    return "" if one.likely is None else likelihood(one.likely, lang)


def outlook_words(one: Outlook, lang: str) -> str:
    """ "Verwachting voor 31-12-2024: waarschijnlijk niet gehaald, tussen 40 en 52"; empty where nothing is forecast."""
    if one.low is None or one.high is None:
        return ""
    target = one.target
    band = {"low": bare_figure(target, one.low, lang), "high": measured_figure(target, one.high, lang)}
    said = text(lang, "Forecast for {day}: {likely}, between {low} and {high}.", day=day(target.due, lang),
                likely=likely_words(one, lang), **band)  # fmt: skip
    if one.low == one.high:
        said = text(lang, "Forecast for {day}: {likely}, {high}.", day=day(target.due, lang),
                    likely=likely_words(one, lang), high=band["high"])  # fmt: skip
    return said


def chance_words(one: Outlook, lang: str) -> str:
    """How likely in figures and what it rests on; empty where nothing is forecast."""
    if one.chance is None:
        return ""
    percent = 100 * one.chance
    share = f"{number(percent, 0, lang)}%"
    if not 0.5 <= percent <= 99.5:
        share = text(lang, "less than 1%") if percent < 1 else text(lang, "more than 99%")
    return text(
        lang,
        "The chance that it is reached is {share}, as {n} measurements went on so far; in four of five cases the "
        "outcome lies between the two figures. It cannot foresee a step at the deadline. It never changes the light.",
        share=share,
        n=one.points,
    )


def no_outlook_words(one: Outlook, lang: str) -> str:
    """Why nothing is forecast; empty where something is."""
    return "" if one.why_not is None else text(lang, "No forecast: {why}.", why=_in(one.why_not, lang))


def usual_words(one: UsualCourse, lang: str) -> str:
    """What the newest measurement says of the course."""
    last = one.chart.last
    if one.chart.variation is not None:
        said = text(lang, VARIATION[one.chart.variation])
        assured = text(lang, ASSURANCE[one.chart.assurance]) if one.chart.assurance else ""
        return " ".join(part for part in (f"{said[:1].upper()}{said[1:]}.", assured) if part)
    size = last.size if last else 0
    few = _in(too_few_to_judge(size), lang)
    told = text(lang, _WITHIN if one.within else _LARGER)
    return f"{told}; {few}." if size < ENOUGH else f"{told}."


def _in(both: InBoth, lang: str) -> str:
    return both.en if lang == "en" else both.nl
