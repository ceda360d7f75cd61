"""Columns that are headed the same in other words: which of them is read, and what is told of the others."""

import pytest

from kpi.core.issue import refuses
from kpi.intake.parse.reading import Reading
from tests.intake import desk

HEAD = "indicator;periode;"
WHOLE = ("", "2021-Q3", 3.0, "")


def read(head: str, *rows: str, answers: dict[str, str] | None = None) -> Reading:
    return desk.judged("\n".join([head, *rows, ""]).encode(), answers=answers)


def lines(reading: Reading) -> list[tuple[str, str, float | None, str]]:
    found = [record.measurement for record in reading.records]
    return [(one.org_unit, one.period.code, one.value, one.note) for one in found]


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(one.code, one.column) for one in reading.issues]


@pytest.mark.parametrize(
    ("head", "row", "line", "aside"),
    [
        (f"{HEAD}waarde;resultaat", "overleggen;2021-Q3;3;op koers", WHOLE, ["resultaat"]),
        (f"{HEAD}stand;waarde", "overleggen;2021-Q3;groen;3", WHOLE, ["stand"]),
        (f"{HEAD}realisatie;score;resultaat", "overleggen;2021-Q3;3;groen;gehaald", WHOLE, ["resultaat", "score"]),
        ("indicator;Q3 2021;stand", "overleggen;3;groen", WHOLE, ["stand"]),
        ("gemeente;praktijk;" + HEAD + "waarde", "Stad;oost;overleggen;2021-Q3;3", ("oost", *WHOLE[1:]), ["gemeente"]),
        ("praktijk;regio;" + HEAD + "waarde", "oost;groep;overleggen;2021-Q3;3", ("oost", *WHOLE[1:]), ["regio"]),
        ("praktijk;regio;" + HEAD + "waarde", "oost;;overleggen;2021-Q3;3", ("oost", *WHOLE[1:]), []),
    ],
)
def test_the_only_column_that_can_be_it_is_read_and_the_other_told(
    head: str, row: str, line: tuple[str, str, float, str], aside: list[str]
) -> None:
    reading = read(head, row)
    assert lines(reading) == [line]
    assert told(reading) == [("column-passed-over", column) for column in aside]


@pytest.mark.parametrize(
    ("head", "row", "column", "words"),
    [
        (f"{HEAD}waarde;resultaat", "overleggen;2021-Q3;3;4", "resultaat", "net zo gelezen als kolom 'waarde'"),
        (f"{HEAD}waarde;score", "overleggen;2021-Q3;goed;4", "score", "net zo gelezen als kolom 'waarde'"),
        (f"{HEAD}stand;score", "overleggen;2021-Q3;;goed", "score", "net zo gelezen als kolom 'stand'"),
        (f"{HEAD}stand;score", "overleggen;2021-Q3;3;fase 2", "score", "net zo gelezen als kolom 'stand'"),
        (f"{HEAD}stand;score", "T-3;2021-Q3;100;ja", "score", "net zo gelezen als kolom 'stand'"),
        (f"{HEAD}stand;score", "overleggen;2021-Q3;3;#DEEL/0!", "score", "net zo gelezen als kolom 'stand'"),
        (f"{HEAD}aantal;percentage", "overleggen;2021-Q3;3;4", "percentage", "net zo gelezen als kolom 'aantal'"),
        (f"{HEAD}waarde;waarde", "overleggen;2021-Q3;3;4", "waarde", "komt vaker voor"),
        (f"praktijk;regio;{HEAD}waarde", "oost;west;overleggen;2021-Q3;3", "regio", "als kolom 'praktijk'"),
        (f"praktijk;gemeente;{HEAD}waarde", ";Stad;overleggen;2021-Q3;3", "gemeente", "als kolom 'praktijk'"),
    ],
)
def test_where_it_could_be_either_both_are_named(head: str, row: str, column: str, words: str) -> None:
    reading = read(head, row)
    (found,) = [one for one in reading.issues if refuses([one])]
    assert (found.code, found.column) == ("duplicate-column", column)
    assert words in found.message
    assert reading.records == ()


def test_remarks_of_two_columns_are_one() -> None:
    rows = ("overleggen;2021-Q3;3;geteld;in juni", "overleggen;2021-Q4;4;;mail", "overleggen;2021-Q2;2;zelf;zelf")
    reading = read(f"{HEAD}waarde;toelichting;opmerking", *rows)
    assert [line[3] for line in lines(reading)] == ["geteld; in juni", "mail", "zelf"]
    assert told(reading)[0] == ("column-joined", "opmerking")


def test_a_year_under_period_and_a_quarter_are_one_period() -> None:
    reading = read("indicator;periode;kwartaal;waarde", "overleggen;2021;3;3", "overleggen;2021;4;4")
    assert [line[1] for line in lines(reading)] == ["2021-Q3", "2021-Q4"]


SHARES = (f"{HEAD}resultaat;percentage", "verwijzingen;2021-Q3;12;19,4")


@pytest.mark.parametrize(("answer", "value"), [("value", 19.4), ("aside", 12.0)])
def test_a_percentage_beside_another_number_is_asked_of_what_is_measured_in_percents(answer: str, value: float) -> None:
    asked = read(*SHARES)
    (question,) = asked.questions
    assert (question.key, question.options) == ("column:percentage", ("value", "aside"))
    assert asked.records == ()
    answered = read(*SHARES, answers={question.key: answer})
    assert [line[2] for line in lines(answered)] == [value]
    assert answered.questions == ()


@pytest.mark.parametrize(
    "row", ["verwijzingen;2021-Q3;19,4;19,4%", "overleggen;2021-Q3;3;50", "verwijzingen;2021-Q3;19,4;"]
)
def test_a_percentage_that_says_nothing_else_is_not_asked(row: str) -> None:
    assert read(SHARES[0], row).questions == ()


@pytest.mark.parametrize(
    ("head", "cure"),
    [
        ("indicator;periode;teller;noemer;teller", "give each period a row of its own"),
        ("indicator;jaar;kwartaal;maand;waarde", "a year with a quarter or a month"),
        ("indicator;periode;waarde;voorlopig;voorlopig", "Keep one of them."),
    ],
)
def test_a_column_that_is_there_twice_says_what_to_do_with_it(head: str, cure: str) -> None:
    row = ["overleggen", *["2021"] * head.count(";")]
    found = [one for one in desk.judged(f"{head}\n{';'.join(row)}\n".encode()).issues if one.code == "duplicate-column"]
    assert found
    assert all(cure in one.suggestion_en for one in found)
