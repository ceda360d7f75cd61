"""Questions, and what the uploader's answers make of the same file; proof comes before an answer."""

import pytest

from kpi.core.issue import refuses
from kpi.intake.parse.reading import Reading
from tests.intake import desk

HEAD = "indicator;periode;waarde\n"


def values(reading: Reading) -> list[float | None]:
    return [record.measurement.value for record in reading.records]


@pytest.mark.parametrize(("answer", "value"), [(",", 1234.0), (".", 1.234)])
def test_ambiguous_mark_is_asked_and_answered(answer: str, value: float) -> None:
    content = f"{HEAD}overleggen;2021-Q3;1.234\n".encode()
    asked = desk.judged(content)
    (question,) = asked.questions
    assert (question.key, question.column, question.options) == ("decimal:waarde", "waarde", (",", "."))
    assert asked.records == ()
    answered = desk.judged(content, answers={question.key: answer})
    assert (values(answered), answered.questions, refuses(answered.issues)) == ([value], (), False)


def test_proof_comes_before_a_remembered_answer() -> None:
    content = f"{HEAD}overleggen;2021-Q3;1.234\noverleggen;2021-Q4;12,5\n".encode()
    assert values(desk.judged(content, answers={"decimal:waarde": "."})) == [1234.0, 12.5]


def test_answer_for_one_column_decides_no_other() -> None:
    content = b"indicator;periode;waarde;teller;noemer\nverwijzingen;2021-Q3;;1.950;10.000\n"
    reading = desk.judged(content, answers={"decimal:teller": ","})
    assert [question.key for question in reading.questions] == ["decimal:noemer"]


def test_wide_file_asks_once_for_all_its_periods() -> None:
    content = b"indicator;Q3 2021;Q4 2021\noverleggen;1.234;2.345\n"
    assert [question.key for question in desk.judged(content).questions] == ["decimal:value"]
    assert values(desk.judged(content, answers={"decimal:value": ","})) == [1234.0, 2345.0]


@pytest.mark.parametrize(("answer", "day"), [("day-month", "2021-09-03"), ("month-day", "2021-03-09")])
def test_order_of_day_and_month_is_asked_and_answered(answer: str, day: str) -> None:
    content = b"indicator;periode;meetdatum\nT-3;2021-Q3;03/09/2021\n"
    (question,) = desk.judged(content).questions
    reading = desk.judged(content, answers={question.key: answer})
    assert [str(record.measurement.measured_on) for record in reading.records] == [day]


@pytest.mark.parametrize(
    ("written", "value"), [("1", 100.0), ("1,0", 100.0), ("1,01", 1.01), ("0", 0.0), ("0,005", 0.5)]
)
def test_an_answer_takes_exactly_one_as_the_whole_and_leaves_zero_and_more(written: str, value: float) -> None:
    content = f"{HEAD}verwijzingen;2021-Q3;{written}\n".encode()
    reading = desk.judged(content, answers={"unit:verwijzingen": "times-100"})
    assert values(reading) == [value]
    assert [one.rule for one in reading.repairs].count("unit-answer") == (value not in (0, 1.01))


@pytest.mark.parametrize(("answer", "value"), [("times-100", 19.0), ("as-written", 0.19)])
def test_part_of_one_is_asked_and_answered_and_listed(answer: str, value: float) -> None:
    content = f"{HEAD}verwijzingen;2021-Q3;0,19\n".encode()
    asked = desk.judged(content)
    (question,) = asked.questions
    assert (question.key, question.options) == ("unit:verwijzingen", ("times-100", "as-written"))
    assert asked.records == ()
    answered = desk.judged(content, answers={question.key: answer})
    assert values(answered) == [value]
    assert answered.questions == ()
    assert "unit-answer" in [repair.rule for repair in answered.repairs]


def test_three_notations_of_the_same_share() -> None:
    for text, answers in (("19%", {}), ("19", {}), ("0,19", {"unit:verwijzingen": "times-100"})):
        content = f"{HEAD}verwijzingen;2021-Q3;{text}\n".encode()
        assert values(desk.judged(content, answers=answers)) == [19.0]


def test_unknown_answer_is_no_answer() -> None:
    content = f"{HEAD}overleggen;2021-Q3;1.234\n".encode()
    assert desk.judged(content, answers={"decimal:waarde": "misschien", "sheet": "Blad1"}).records == ()
