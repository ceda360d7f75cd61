"""What words find: a place in the document as a source reference names it, a number, or ordinary words."""

import re

from kpi.core.model import Plan
from kpi.core.plan_parts import Activity, Fact

Note = Fact | Activity


def refers(source_ref: str, words: str) -> bool:
    """Whether the words are this reference, or parts of it that follow each other.

    One part alone, without a comma, does not count: it may as well be an ordinary word.
    """
    asked = " ".join(words.casefold().split()).strip(", ")
    return "," in asked and f", {asked}, " in f", {source_ref.casefold()}, "


def holds(searched: str, words: str) -> bool:
    """Whether a text holds every word; no words are in every text."""
    folded = searched.casefold()
    return all(_stands_in(word, folded) for word in words.casefold().split())


def _stands_in(word: str, searched: str) -> bool:
    """A number must stand by itself: "resultaat 2" is not found by the year 2021."""
    bare = word.strip(",;")
    return bool(re.search(rf"(?<!\d){bare}(?!\d)", searched)) if bare.isdecimal() else bare in searched


def notes(plan: Plan, words: str) -> tuple[Note, ...]:
    """The figures a plan leans on and its activities that the words find; nothing for no words."""
    if not words.strip():
        return ()
    every: tuple[Note, ...] = (*plan.facts, *plan.activities)
    referred = tuple(one for one in every if refers(one.source_ref, words))
    return referred or tuple(one for one in every if holds(f"{name_of(one)} {one.source_ref}", words))


def name_of(note: Note) -> str:
    """What a figure or an activity is called."""
    return note.name if isinstance(note, Fact) else note.activity
