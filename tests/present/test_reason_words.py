"""Why a light has its colour, in a few words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kpi.core.light.snapshot import Row
from kpi.core.vocabulary import Aggregation, Kind
from kpi.present.reason_words import is_overdue, reason, value_words
from tests.core.make import indicator, light, target


def _row(small: Callable[..., Any], code: str, as_of: date) -> Row:
    seen, _ = small(as_of=as_of)
    found: Row = next(row for row in seen.rows if row.target.code == code)
    return found


APRIL, JUNE, SEPTEMBER, NEXT_YEAR = date(2021, 4, 10), date(2021, 6, 30), date(2021, 9, 30), date(2022, 3, 2)


@pytest.mark.parametrize(
    ("code", "as_of", "value", "words"),
    [
        ("behind", JUNE, "2 van 8", "verwacht 4; 3 per kwartaal nodig, tot nu toe 1"),
        ("behind", NEXT_YEAR, "2 van 8", "deadline 61 dagen voorbij; laatste cijfer van het 2e kwartaal van 2021"),
        ("down", JUNE, "32", "verwacht 30 fouten"),
        ("down", APRIL, "40", "verwacht 40 fouten"),
        ("share", date(2021, 10, 20), "55%", "verwacht 50%"),
        ("hold", JUNE, "26%", "afgesproken hoogstens 25%; 1,25 procentpunt verschil"),
        ("done", JUNE, "ja", "gehaald op 14-05-2021"),
        ("share", JUNE, "55%", "verwacht 50%"),
        ("often", JUNE, "0 van 1", "verwacht 1 (2e kwartaal 2021)"),
        ("silent", JUNE, "", "deadline 46 dagen voorbij, niets gemeld"),
        ("later", JUNE, "", "begint op 01-09-2021"),
        ("later", SEPTEMBER, "", "eerste aanlevering uiterlijk 30-10-2021"),
    ],
)
def test_the_reason_says_what_lacks_and_never_the_value_twice(
    small: Callable[..., Any], code: str, as_of: date, value: str, words: str
) -> None:
    one = _row(small, code, as_of).assessment
    assert (value_words(one, "nl"), reason(one, "nl")) == (value, words)


def test_english(small: Callable[..., Any]) -> None:
    one = _row(small, "behind", JUNE).assessment
    assert reason(one, "en") == "expected 4; 3 a quarter needed, so far 1"
    assert value_words(one, "en") == "2 of 8"


@pytest.mark.parametrize(
    ("code", "as_of", "late"),
    [("silent", JUNE, True), ("silent", date(2021, 5, 15), False), ("done", NEXT_YEAR, False), ("behind", JUNE, False)],
)
def test_a_deadline_that_passed_counts_only_where_the_promise_was_not_kept(
    small: Callable[..., Any], code: str, as_of: date, late: bool
) -> None:
    assert is_overdue(_row(small, code, as_of).assessment) is late


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021-Q1=ja", "gehaald in het 1e kwartaal van 2021"),
        ("2021-Q2=ja", "gehaald in het 2e kwartaal van 2021"),
        ("2021-Q2=ja@2021-06-14", "gehaald op 14-06-2021, 14 dagen te laat"),
    ],
)
def test_no_day_is_told_that_nobody_told(text: str, words: str) -> None:
    assert reason(light(target(Kind.MILESTONE, due=date(2021, 5, 31)), text, "2021-06-30"), "nl") == words


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("2021-03-31", "verwacht 2; 2,4 per kwartaal nodig, tot nu toe 1"),
        ("2021-08-31", "verwacht 2; nog 122 dagen; laatste cijfer van het 1e kwartaal van 2021"),
    ],
)
def test_a_pace_is_told_while_it_can_be_kept_and_gets_there(as_of: str, words: str) -> None:
    things = indicator("netwerken", decimals=0, aggregation=Aggregation.SUM)
    one = target(Kind.CUMULATIVE, value=8.0, indicator=things)
    assert reason(light(one, "2021-Q1=1", as_of), "nl") == words
