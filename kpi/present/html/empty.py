"""A screen without anything to show: what this is, why it is empty, and what comes next."""

from markupsafe import Markup

from kpi.present.html.markup import joined, markup, prose
from kpi.present.html.parts import link, message
from kpi.present.words import mark, text

NO_RESULTS = mark("This plan promises no results at this moment, so there is nothing to show.")
NO_RESULTS_NEXT = mark("Add results to it under Manage plan.")
STEPS = (
    (
        mark("Begin"),
        mark(
            "In tables on the screen with an explanation and drop-downs, in a workbook for Excel, or from a file that "
            "is there already."
        ),
    ),
    (
        mark("Fill in"),
        mark("Themes, indicators and results. Deadlines in your own words: Planpeil says how it reads them."),
    ),
    (
        mark("Publish"),
        mark("You see at once how every result stands. Figures follow later, one file a quarter, under Upload."),
    ),
)


def no_plan_yet(lang: str) -> Markup:
    """The front page of an installation that holds no plan: what Planpeil does, and the way to a first plan."""
    lead = text(
        lang,
        "Planpeil holds a plan of several years to its own promises: every result has a deadline, a "
        "measured value and a traffic light with the reason. There is no plan yet, so there is nothing to show.",
    )
    cards = joined(_step(number, text(lang, head), text(lang, words)) for number, (head, words) in enumerate(STEPS, 1))
    return markup(
        '<header class="pp pp-head"><div><h1 class="pp-h1">{}</h1></div></header>'
        '<p class="pp pp-lead">{}</p><div class="pp pp-cardbox">'
        '<div class="pp-cards pp-steps" style="--n:3">{}</div></div>',
        text(lang, "No plan yet"),
        prose(lead),
        cards,
    )


def no_results(href: str, lang: str) -> Markup:
    """What a page of results says when its plan has none; `href` leads to where they are added."""
    title, words = text(lang, "No results"), text(lang, NO_RESULTS)
    way = link(href, text(lang, "Manage plan"))
    return markup('{}<p class="pp pp-onward">{}</p>', message(title, words, text(lang, NO_RESULTS_NEXT)), way)


def _step(number: int, head: str, words: str) -> Markup:
    return markup(
        '<div class="pp-card"><h2 class="pp-h3"><b>{}</b><span>{}</span></h2>{}</div>', number, head, prose(words)
    )


def command(words: str, typed: str) -> Markup:
    """A line of secondary text that ends in what is to be typed on a command line."""
    return markup('<div class="pp pp-soft">{} <code>{}</code></div>', words, typed)
