"""A fault becomes an issue whose words are written as each language writes them."""

import runpy
from datetime import date
from math import inf

import pytest

from kpi.intake.faults import catalogue, of_cells
from kpi.intake.faults.catalogue import EVERY, LONGEST_VALUE, fault, severity_of, title_of
from kpi.intake.faults.hints import Hint, range_words


@pytest.mark.parametrize(
    ("low", "nl", "en"),
    [
        (1234.5, "(1234,5 tot en met", "(1234.5 up to"),
        (date(2021, 6, 3), "(03-06-2021 tot en met", "(2021-06-03 up to"),
        ("twee", "(twee tot en met", "(twee up to"),
        (Hint("niets", "nothing"), "(niets tot en met", "(nothing up to"),
    ],
)
def test_words_are_those_of_the_language(low: object, nl: str, en: str) -> None:
    issue = fault("jump", file="x.csv", row=2, column="waarde", indicator="wachttijd", low=low, high=3)
    assert nl in issue.message
    assert en in issue.message_en
    assert (issue.file, issue.row, issue.column, issue.severity) == ("x.csv", 2, "waarde", severity_of("jump"))


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.0, 100.0, Hint("0 tot en met 100", "0 up to and including 100")),
        (1.5, 10.0, Hint("1,5 tot en met 10", "1.5 up to and including 10")),
        (0.0, inf, Hint("minstens 0", "at least 0")),
        (-inf, 2.5, Hint("hoogstens 2,5", "at most 2.5")),
    ],
)
def test_a_range_says_the_ends_that_it_has(low: float, high: float, said: Hint) -> None:
    assert range_words(low, high) == said


def test_a_hint_replaces_the_cure_and_a_long_value_is_cut() -> None:
    issue = fault("cell-error", file="x.csv", value="a" * 500, hint=Hint("Doe dit.", "Do this."))
    assert (issue.suggestion, issue.suggestion_en) == ("Doe dit.", "Do this.")
    assert issue.value == "a" * LONGEST_VALUE


def test_what_is_not_in_the_catalogue_or_its_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        fault("no-such-code", file="x.csv")
    with pytest.raises(KeyError):
        fault("jump", file="x.csv")


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("nl", "Een code die al gebruikt is"),
        ("en", "A code that is already used"),
        ("de", "Een code die al gebruikt is"),
    ],
)
def test_a_title_is_dutch_unless_english_is_asked(lang: str, title: str) -> None:
    assert title_of("duplicate-code", lang) == title


def test_a_code_that_has_gone_is_its_own_title() -> None:
    assert title_of("no-such-code", "nl") == "no-such-code"


@pytest.mark.parametrize("code", ["jump", "duplicate-code"])
def test_a_code_that_stands_in_two_tables_stops_the_import(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_cells, "CELLS", {**of_cells.CELLS, code: EVERY[code]})
    with pytest.raises(LookupError, match=rf"^in two tables of faults: {code}$"):
        runpy.run_path(catalogue.__file__)
