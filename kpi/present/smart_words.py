"""What a plan needs to be held to, in the words in which a regulator asks for it."""

from collections.abc import Iterable

from kpi.core.view.smart import Demand, SmartScore
from kpi.core.vocabulary import complete
from kpi.present.words import mark, plural, text

SMART_LEAD = mark(
    "The national regulator asks for goals in regional plans that are specific, measurable and dated, with tasks "
    "assigned and followed. This shows what the plan still lacks for that. Whether a goal can be reached and is worth "
    "it is for the board to decide."
)
LETTERS = complete(
    Demand,
    {
        Demand.INDICATOR: mark("Specific"),
        Demand.VALUE: mark("Measurable"),
        Demand.BASELINE: mark("Measurable"),
        Demand.DATE: mark("Dated"),
        Demand.OWNER: mark("Assigned"),
        Demand.EVIDENCE: mark("Followed"),
    },
)
NAMES = complete(
    Demand,
    {
        Demand.INDICATOR: mark("indicator"),
        Demand.VALUE: mark("value"),
        Demand.BASELINE: mark("baseline"),
        Demand.DATE: mark("own date"),
        Demand.OWNER: mark("owner"),
        Demand.EVIDENCE: mark("figure on time"),
    },
)
MEANINGS = complete(
    Demand,
    {
        Demand.INDICATOR: mark("an indicator says what is measured"),
        Demand.VALUE: mark("a value says when it is reached; how often something happens does not"),
        Demand.BASELINE: mark("a baseline says where it begins"),
        Demand.DATE: mark("a day of its own, not just the end of a year or of the plan"),
        Demand.OWNER: mark("an owner is responsible for it"),
        Demand.EVIDENCE: mark("the figure that was due is there"),
    },
)
_LACKING = complete(
    Demand,
    {
        Demand.INDICATOR: mark("no indicator"),
        Demand.VALUE: mark("no value to reach"),
        Demand.BASELINE: mark("no baseline"),
        Demand.DATE: mark("no date of its own"),
        Demand.OWNER: mark("no owner"),
        Demand.EVIDENCE: mark("no figure on time"),
    },
)


def lacking_words(lacking: Iterable[Demand], lang: str) -> str:
    """ "geen indicator, geen nulmeting"; empty for a result that lacks nothing."""
    return ", ".join(text(lang, _LACKING[demand]) for demand in lacking)


def score_words(score: SmartScore, lang: str) -> str:
    """How many results lack something, and what is lacked most."""
    short = score.total - score.whole
    if not short:
        return plural(lang, "The only result is complete", "All {n} results are complete", score.total)
    of = plural(lang, "{n} result", "{n} results", score.total)
    return plural(lang, "{n} of {of} is incomplete", "{n} of {of} are incomplete", short, of=of)


def most_lacking(score: SmartScore) -> tuple[Demand, ...]:
    """The demands that are not met, the most often first."""
    found: Iterable[Demand] = (demand for demand in Demand if score.lacking[demand])
    return tuple(sorted(found, key=lambda demand: -score.lacking[demand]))


def most_words(score: SmartScore, lang: str) -> str:
    """ "nulmeting (119), waarde (103), indicator (86)": the three that are lacked most; empty when none is."""
    return ", ".join(f"{text(lang, NAMES[one])} ({score.lacking[one]})" for one in most_lacking(score)[:3])
