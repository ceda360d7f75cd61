"""The second layer in words: how likely a result is reached, between which values, and what is usual variation."""

from collections.abc import Mapping

from kpi.core.explain.figures import amount_of
from kpi.core.notation import day
from kpi.core.outlook.likely import LIKELY, InBoth, Likely, too_few_to_judge
from kpi.core.outlook.of_target import Outlook
from kpi.core.outlook.usual import Usual
from kpi.core.outlook.xmr import Assurance, Rule
from kpi.core.vocabulary import complete
from kpi.present.figures import bare_figure, goal_figure
from kpi.present.words import mark, text

_SPECIAL: Mapping[Rule, str] = complete(
    Rule,
    {
        Rule.ABOVE_LIMIT: mark("The newest value lies above the usual variation: that is probably not chance."),
        Rule.BELOW_LIMIT: mark("The newest value lies below the usual variation: that is probably not chance."),
        Rule.RISING: mark("Seven values in a row rise: that is probably not chance."),
        Rule.FALLING: mark("Seven values in a row fall: that is probably not chance."),
        Rule.TWO_ABOVE: mark("Two of the three newest values lie far above the average: that is hardly chance."),
        Rule.TWO_BELOW: mark("Two of the three newest values lie far below the average: that is hardly chance."),
        Rule.ABOVE: mark("Seven values in a row lie above the average: that is probably not chance."),
        Rule.BELOW: mark("Seven values in a row lie below the average: that is probably not chance."),
    },
)
_KEPT: Mapping[Assurance, str] = complete(
    Assurance,
    {
        Assurance.PASS: mark("As it varies now, {goal} is reached every time."),
        Assurance.FAIL: mark("As it varies now, {goal} is not reached: something has to change."),
        Assurance.INCONSISTENT: mark("As it varies now, {goal} is sometimes reached and sometimes not."),
    },
)


def in_language(words: InBoth, lang: str) -> str:
    """Words of the core that are there in both languages."""
    return words.en if lang == "en" else words.nl


def likely_words(one: Likely, lang: str) -> str:
    """ "waarschijnlijk niet gehaald"."""
    words = in_language(LIKELY[one], lang)
    return words if one is Likely.EITHER else text(lang, "{likely} achieved", likely=words)


def band_words(one: Outlook, lang: str) -> str:
    """ "tussen 40 en 52 netwerken"; nothing where there is no forecast."""
    if one.low is None or one.high is None:
        return ""
    low, high = bare_figure(one.target, one.low, lang), amount_of(one.target, one.high, lang)
    if low == bare_figure(one.target, one.high, lang):
        return text(lang, "about {value}", value=high)
    return text(lang, "between {low} and {high}", low=low, high=high)


def forecast_words(one: Outlook, lang: str) -> str:
    """What a result will be at its deadline, in one sentence; nothing where there is no forecast."""
    if one.likely is None:
        return ""
    due, said = day(one.target.due, lang), likely_words(one.likely, lang)
    return text(lang, "Forecast for {day}: {likely}, {band}.", day=due, likely=said, band=band_words(one, lang))


def forecast_in_short(one: Outlook, lang: str) -> str:
    """The same for who sees the deadline beside it: "verwachting: waarschijnlijk niet gehaald, tussen 40 en 52"."""
    if one.likely is None:
        return ""
    return text(lang, "Forecast: {likely}, {band}", likely=likely_words(one.likely, lang), band=band_words(one, lang))


def chance_words(one: Outlook, lang: str) -> str:
    """The chance in figures and what the two values are; nothing where there is no forecast."""
    if one.chance is None:
        return ""
    percent = round(100 * one.chance)
    said = text(lang, "less than 1%") if percent < 1 else text(lang, "more than 99%") if percent > 99 else f"{percent}%"
    return text(
        lang,
        "The chance that it is achieved: {chance}. In four of five cases it ends between the two values. "
        "The forecast rests on {n} values and does not change the light.",
        chance=said,
        n=one.points,
    )


def usual_words(one: Usual, lang: str) -> tuple[str, ...]:
    """What the newest value tells of the course, sentence by sentence; under 13 values only whether it is unusual."""
    if not one.judged:
        few = in_language(too_few_to_judge(len(one.points)), lang)
        return (*_within(one, lang), f"{few[:1].upper()}{few[1:]}.")
    last, newest, chart = one.chart.last, one.chart.points[-1], one.chart
    assert last is not None
    if newest.rule is not None:
        said = text(lang, _SPECIAL[newest.rule])
    else:
        said = text(lang, "The newest value lies within the usual variation.")
    limits = ""
    if last.lower is not None and last.upper is not None:
        low, high = bare_figure(one.target, last.lower, lang), amount_of(one.target, last.upper, lang)
        mean = bare_figure(one.target, last.mean, lang)
        limits = text(
            lang, "Values are usually between {low} and {high}, {mean} on average.", low=low, high=high, mean=mean
        )
    goal = goal_figure(one.target, one.target.value or 0.0, lang)
    kept = text(lang, _KEPT[chart.assurance], goal=goal) if chart.assurance else ""
    return tuple(part for part in (said, limits, kept) if part)


def _within(one: Usual, lang: str) -> tuple[str, ...]:
    if one.within is None:
        return ()
    if one.within:
        return (text(lang, "The last change is within the earlier variation."),)
    return (text(lang, "The last change is larger than every earlier one."),)
