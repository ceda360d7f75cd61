"""What is typed in a grid of Plan beheren becomes the text of a plan file, never another number than was meant."""

import pytest

from kpi.ui.plan.typed_cells import shown, typed


@pytest.mark.parametrize(
    ("lang", "cell", "written"),
    [
        ("nl", "7,25", "7.25"),
        ("nl", "1,234", "1.2340"),
        ("nl", "80000", "80000"),
        ("nl", "80.000", "80.000 of 80000?"),
        ("en", "1.234", "1.234"),
        ("en", "7.25", "7.25"),
    ],
)
def test_number_that_is_typed(lang: str, cell: str, written: str) -> None:
    assert typed("targets", "value", cell, lang) == written


@pytest.mark.parametrize(
    ("lang", "cell", "written"),
    [
        ("nl", "1 augustus", "08-01"),
        ("nl", " 1 Aug. ", "08-01"),
        ("en", "6 April", "04-06"),
        ("nl", "01-01", "01-01"),
        ("nl", "15-08", "08-15"),
        ("nl", "01-08", "8 januari of 1 augustus?"),
        ("en", "08-01", "1 August or 8 January?"),
        ("nl", "1-8", "1-8"),
        ("nl", "31 augustus", "08-31"),
        ("nl", "", ""),
    ],
)
def test_day_on_which_a_year_begins_is_never_read_as_another(lang: str, cell: str, written: str) -> None:
    assert typed("plan", "year_starts", cell, lang) == written


@pytest.mark.parametrize(("lang", "words"), [("nl", "1 augustus"), ("en", "1 August")])
def test_day_on_which_a_year_begins_is_shown_in_words(lang: str, words: str) -> None:
    assert shown("plan", "year_starts", "08-01", lang) == words
    assert typed("plan", "year_starts", words, lang) == "08-01"
    assert shown("plan", "year_starts", "1-8", lang) == "1-8"
