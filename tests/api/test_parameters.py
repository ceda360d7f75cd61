"""What stands behind the question mark: read as it is meant, or refused in both languages."""

from datetime import UTC, date, datetime, time

import pytest

from kpi.api.parameters import LONGEST, Parameter, Reads, read_code, read_question
from kpi.core.errors import UsageError

KNOWN = (
    Parameter("on", Reads.DAY, "", "2021-06-30", required=True),
    Parameter("known_at", Reads.MOMENT, "", "2021-06-30"),
    Parameter("unit", Reads.CODE, "", "u1"),
    Parameter("page", Reads.COUNT, "", 1, most=50, otherwise=1),
)


def test_what_is_asked_is_read_and_the_rest_is_as_otherwise() -> None:
    least = read_question(KNOWN, [("on", "2021-06-30")])
    assert (least.day("on"), least.moment("known_at"), least.code("unit")) == (date(2021, 6, 30), None, None)
    assert least.count("page") == 1
    every = read_question(KNOWN, [("page", "50"), ("unit", ""), ("known_at", "2021-07-01"), ("on", "2021-06-30")])
    assert every.moment("known_at") == datetime.combine(date(2021, 7, 1), time.max, UTC)
    assert (every.code("unit"), every.count("page")) == ("", 50)


@pytest.mark.parametrize(
    ("query", "nl", "en"),
    [
        ([], "on ontbreekt: geef bijvoorbeeld on=2021-06-30.", "on is missing: give for instance on=2021-06-30."),
        ([("on", "30-06-2021")], "geen datum", "no date"),
        ([("on", "")], "geen datum", "no date"),
        ([("on", "2021-06-30"), ("on", "2021-06-30")], "on staat er twee keer", "on is there twice"),
        ([("On", "2021-06-30")], "Bekend: on, known_at, unit, page.", "Known: on, known_at, unit, page."),
        ([("on", "2021-06-30"), ("known_at", "gisteren")], "geen tijdstip", "no moment"),
        ([("on", "2021-06-30"), ("unit", "a\x00")], "geen code", "no code"),
        *(
            ([("on", "2021-06-30"), ("page", page)], "heel getal van 1 tot en met 50", "whole number from 1 up to")
            for page in ("0", "51", "-1", "1.0", "", "٣", "1e1", "9" * 5000, " 1")
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(query: list[tuple[str, str]], nl: str, en: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_question(KNOWN, query)
    assert nl in refused.value.nl
    assert en in refused.value.en


def test_an_address_that_is_asked_nothing_says_so() -> None:
    with pytest.raises(UsageError, match="haal het vraagteken en wat erachter staat weg"):
        read_question((), [("x", "")])


@pytest.mark.parametrize("text", ["u1\n", "\x85", "\x1b[0m", "a" * (LONGEST + 1)])
def test_what_is_no_line_of_text_is_no_code(text: str) -> None:
    with pytest.raises(UsageError):
        read_code(text)


@pytest.mark.parametrize("text", ["", "thoon-2021", "één plan", "a" * LONGEST, "\U0001f600"])
def test_any_other_text_may_be_one(text: str) -> None:
    assert read_code(text) == text
