"""The screens of a meeting as they are kept: to JSON and back, to the last digit."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from kpi.present.deck.slide import Deck

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def kept_deck(deck: Deck) -> object:
    """A deck as what JSON can say."""
    return _adapter().dump_python(deck, mode="json")


def deck_of(kept: object) -> Deck:
    """A deck from `kept_deck`, without what the deck of today does not know; raises ValueError for anything else."""
    return _adapter().validate_python(kept)


def deck_in(kept: Mapping[str, object], lang: str) -> Deck:
    """The deck in a language, else in the first one it was kept in."""
    return deck_of(kept.get(lang) or next(iter(kept.values())))


@cache
def _adapter() -> "TypeAdapter[Deck]":
    from pydantic import TypeAdapter

    return TypeAdapter(Deck)
