"""What every form of a pack says the same: what stands above its lists and under its pages."""

from kpi.present.deck.slide import Deck, SlideKind
from kpi.present.words import mark, text

HEADS = {
    SlideKind.SINCE: (mark("Was"), mark("Now"), mark("Result"), mark("Because of")),
    SlideKind.RESULTS: (mark("Status"), mark("Result"), mark("Owner"), mark("Deadline")),
    SlideKind.DEADLINES: (mark("Deadline"), mark("Result"), mark("Owner"), mark("Status")),
    SlideKind.UNDELIVERED: (mark("Owner"), mark("Figures overdue")),
    SlideKind.AGREED: (mark("Kind"), mark("What"), mark("Who"), mark("Due")),
}


def foot_of(deck: Deck) -> str:
    """What stands under every page: the date, what was known, and whether figures are invented."""
    known = text(deck.lang, "as known on {day}", day=deck.known) if deck.known else ""
    revision = text(deck.lang, "revision {revision}", revision=deck.revision) if deck.revision else ""
    parts = (text(deck.lang, "as of {day}", day=deck.as_of), known, revision, deck.sample)
    return " · ".join(part for part in parts if part)
