"""Every fault says what to do in both languages, and the nearest code is the one with the same numbers."""

import re
from string import Formatter

import pytest

from kpi.intake.cures import ENGLISH, english_hint
from kpi.intake.faults import _ALL, nearest
from kpi.intake.upload.findings import _CURES

DUTCH = re.compile(r"\b(de|het|een|niet|schrijf|kies|zet|vul|geef|bestand|cijfers)\b", re.IGNORECASE)


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_every_code_has_its_cure_in_english_and_no_other_has() -> None:
    assert set(ENGLISH) == set(_ALL)


@pytest.mark.parametrize("code", sorted(_ALL))
def test_english_cure_is_english_and_asks_for_no_other_words(code: str) -> None:
    assert not DUTCH.search(ENGLISH[code])
    assert fields(ENGLISH[code]) <= fields(_ALL[code].cure)


@pytest.mark.parametrize("hint", [*_CURES.values(), "Bedoelde u 'T-06'?", "Bekend zijn: ict, zorg."])
def test_hints_are_told_in_english_too(hint: str) -> None:
    said = english_hint(hint)
    assert said
    assert not DUTCH.search(said)


def test_an_unknown_hint_has_no_english() -> None:
    assert english_hint("Iets anders.") == ""


@pytest.mark.parametrize(("word", "meant"), [("T-CO-6", "T-CO-06"), ("t-co-016", "T-CO-16"), ("T-CO-27", "T-CO-26")])
def test_the_same_number_is_nearer_than_the_same_letters(word: str, meant: str) -> None:
    assert nearest(word, ["T-CO-06", "T-CO-16", "T-CO-26"]) == f"Bedoelde u '{meant}'?"
