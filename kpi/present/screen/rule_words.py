"""How a light is decided, in words: title and text of each rule, as messages of the catalogue (docs/rules.md)."""

from collections.abc import Mapping

from kpi.core.vocabulary import Kind, complete
from kpi.present.words import mark

_FIRST = (
    (
        mark("Which figures count"),
        mark(
            "Only what was measured up to and including the date you look at. Figures of several organisation"
            " units are added up, or divided as totals; never an average of percentages. Where a unit that "
            "reported in the year before says nothing, its period counts only after {grace_days} days: an average"
            " or a share when {quorum} of the units reported, a total when the missing ones could not change "
            "the answer. Nothing reported is never red and never green; zero is a figure."
        ),
    ),
    (
        mark("Compared with what is expected now, not with the final goal"),
        mark(
            "Half-way through the time half of the way is expected, unless the plan names its own steps. A "
            "figure is compared with what was expected at the end of its own period, so a late report is not "
            "a bad result. Without a baseline, more is expected only from the day of the first measurement. "
            "What is expected is rounded to what is shown, so that no light rests on a difference nobody can "
            "see: half a network is never asked for."
        ),
    ),
)
_REACHING = (
    mark("Reaching a level or a total"),
    mark(
        "Short by at most {on_track} of the whole distance: on track. At most {at_risk}: attention. More:"
        " behind. Reached is achieved, after the deadline achieved late. Not reached at the deadline is "
        "missed, when it was measured at the deadline or later; else nobody knows. No limit is narrower "
        "than the figures can show."
    ),
)
KIND_RULES: Mapping[Kind, tuple[str, str]] = complete(
    Kind,
    {
        Kind.REACH: _REACHING,
        Kind.CUMULATIVE: _REACHING,
        Kind.MAINTAIN: (
            mark("Holding a level"),
            mark(
                "The latest period decides. Within {maintain} of the bound, or the result's own tolerance: "
                "attention. Further off: behind. Earlier periods outside it are shown beside the light. After the "
                "deadline it is achieved when it held then and in at least {kept} of all periods."
            ),
        ),
        Kind.MILESTONE: (
            mark("Done or not done"),
            mark(
                "Done by the deadline is achieved. Not done is on track until {notice_days} days before the "
                "deadline, and attention from then on. After the deadline only a \u201cno\u201d of that day or later "
                "is missed; an older one says no more than that it was still to come. A percentage complete is "
                "compared with what is expected then."
            ),
        ),
        Kind.RECURRING: (
            mark("So many times in each period"),
            mark(
                "The latest period of which the outcome is settled counts: too few reported is behind, nothing "
                "reported cannot be assessed. Earlier misses are shown beside the light. After the deadline it is "
                "achieved when the last period and at least {kept} of all periods reached their number."
            ),
        ),
        Kind.IMPROVE: (
            mark("Better than at the start"),
            mark(
                "Better than at the start is on track, as good attention, worse behind. After the deadline a figure "
                "of that day or later decides: better is achieved, or achieved late when it was not so yet at the "
                "deadline; not better is missed."
            ),
        ),
    },
)
RULES = (
    *_FIRST,
    *dict.fromkeys(KIND_RULES.values()),
    (
        mark("Old figures"),
        mark(
            "A figure is out of date when the next one is more than {grace_days} days late: a green light turns "
            "amber, because nobody knows whether it still holds."
        ),
    ),
    (
        mark("Many results together"),
        mark(
            "A theme shows its most serious light, how the lights are spread and how many results could be "
            "assessed; never an average that hides a red one."
        ),
    ),
)

# What is asked of the lights: question and answer.
LIGHT_QUESTIONS = (
    (
        mark("Can a light change by chance?"),
        mark(
            "Yes. {on_track} and {at_risk} are agreed limits, not statistics. The page of a result tells whether its "
            "last change is more than usual variation."
        ),
    ),
    (
        mark("Does reporting nothing keep a light from turning red?"),
        mark(
            "It does not turn red, nor green: an old green light turns amber, and after the deadline the result cannot "
            "be assessed. Uploads shows who should have reported."
        ),
    ),
    (
        mark("Who set the limits?"),
        mark(
            "They are the same for every result of this plan, and a result can have its own tolerance. When one is "
            "changed, it is shown as the cause with every light that it changes."
        ),
    ),
)

# What is asked of forecasts and of usual variation: question and answer.
FORECAST_QUESTIONS = (
    (
        mark("On track, and yet “almost certainly not”?"),
        mark(
            "The light looks at today. The forecast looks at the deadline and counts on half of the pace so "
            "far. What is enough today can be too little then."
        ),
    ),
    (
        mark("Why half the pace?"),
        mark(
            "Progress often slows. Where a line was drawn on, only 39 to 64 of 100 series ended between the two "
            "values. A running total keeps its whole pace."
        ),
    ),
    (
        mark("Do four of five end between the two values?"),
        mark(
            "Of 959 public quarterly series 82 to 86% did, 4 to 8 quarters ahead; where every step was about as large, "
            "only 33%: such figures show too little doubt. They are about business, the economy and population: there "
            "were no care figures among them."
        ),
    ),
    (
        mark("When does the outcome tell something?"),
        mark(
            "Forecasts of one result are alike, and a result without a forecast does not count. With few results it is "
            "an impression, not proof."
        ),
    ),
    (
        mark("Why no correction for seasons?"),
        mark(
            "There are too few figures for it. A season does put the two values further apart. When the last figure is "
            "of a high or a low season, so is the forecast."
        ),
    ),
    (
        mark("And when figures depend on each other?"),
        mark(
            "Usual variation (XmR) takes figures to be independent. If they are not, its limits can be too "
            "narrow. It never changes the light."
        ),
    ),
)

# The titles of kpi.core.explain.examples.EXAMPLES, which cannot mark words itself.
EXAMPLE_TITLES = (
    mark("On track: no more was expected"),
    mark("Behind: half the time has passed, a quarter is there"),
    mark("Reached before the deadline"),
    mark("Attention: a tenth of the distance is short"),
    mark("Reached and lost again: compared with what is expected"),
    mark("Missed: measured at the deadline and too low"),
    mark("Past the deadline, nobody measured since: not assessed"),
    mark("Green but old: the light turns amber"),
    mark("One measurement and no baseline: too early"),
    mark("Nothing reported, nothing due yet"),
    mark("Nothing reported, while a report was due"),
    mark("Not started"),
    mark("A bound that holds"),
    mark("A bound passed by less than its tolerance"),
    mark("A bound that was passed once and holds again"),
    mark("Done on time"),
    mark("Done after the deadline"),
    mark("Not done, and the deadline is near"),
    mark("Every window done so far"),
    mark("A window that was reported empty"),
    mark("Only to be better than it was: no better is attention"),
)
# Those of kpi.core.explain.rule_examples.RULE_EXAMPLES.
RULE_TITLES = (
    mark("Not everyone reported, but enough did: it counts once the grace is over"),
    mark("No baseline: more is expected from the day of the first measurement"),
    mark("A bound that held at the deadline and in three of four years"),
    mark("A no from before the deadline says only that it was still to come"),
    mark("A quarter that was missed, and the next ones done"),
)
