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


PIVOT = b"indicator;Som van Waarde;Tijdvak X\noverleggen;3;2021-Q3\nTotaal;3;\n"


def test_what_a_column_is_is_asked_with_its_first_values_and_answered() -> None:
    asked = desk.judged(PIVOT)
    assert [one.key for one in asked.questions] == ["column:Som van Waarde", "column:Tijdvak X"]
    assert {one.code for one in asked.issues if refuses([one])} == {"column-unclear"}
    assert "2021-Q3" in next(one.message for one in asked.issues if one.column == "Tijdvak X")
    answered = desk.judged(PIVOT, answers={"column:Som van Waarde": "value", "column:Tijdvak X": "period"})
    assert (values(answered), answered.questions, refuses(answered.issues)) == ([3.0], (), False)


def test_an_answer_about_a_column_never_goes_before_its_header() -> None:
    content = f"{HEAD}overleggen;2021-Q3;3\n".encode()
    assert values(desk.judged(content, answers={"column:waarde": "note"})) == [3.0]


def test_a_column_that_is_none_of_these_leaves_the_fault() -> None:
    content = b"indicator;periode;Doelgroep\noverleggen;2021-Q3;jeugd\n"
    answered = desk.judged(content, answers={"column:Doelgroep": "aside"})
    assert "missing-column" in [one.code for one in answered.issues]


@pytest.mark.parametrize(
    "content",
    [
        b"Kwartaal;overleggen;netwerken;Totaal\nQ3 2021;3;1;4\nQ4 2021;2;;2\nTotaal;5;1;6\n",
        b";overleggen;Wijknetwerken\nQ3 2021;3;1\nQ4 2021;2;\n",
        b"Cijfers 2021;;;\nJaar;Kwartaal;overleggen;netwerken\n2021;3;3;1\n2021;4;2;\n",
    ],
)
def test_indicators_as_columns_are_turned(content: bytes) -> None:
    reading = desk.judged(content)
    found = [(one.measurement.indicator, one.measurement.period.code, one.measurement.value) for one in reading.records]
    assert sorted(found) == [("netwerken", "2021-Q3", 1), ("overleggen", "2021-Q3", 3), ("overleggen", "2021-Q4", 2)]
    assert not refuses(reading.issues)
    assert {"turned"} <= {one.rule for one in reading.repairs}


def test_a_column_that_is_no_indicator_refuses_a_turned_table_unless_put_aside() -> None:
    content = b"Kwartaal;overleggen;netwerken;netwerkn\nQ3 2021;3;1;4\n"
    assert "unknown-indicator" in [one.code for one in desk.judged(content).issues]


def test_a_citizen_number_in_a_turned_table_is_found() -> None:
    content = b"Over 111222333;;\nKwartaal;overleggen;netwerken\nQ3 2021;3;1\n"
    assert "personal-data" in [one.code for one in desk.judged(content).issues]


BESIDE = (
    b"indicator;periode;waarde;;;organisatie;telefoon\noverleggen;2021-Q3;3;;;oost;1\noverleggen;2021-Q4;4;;;west;2\n"
)


@pytest.mark.parametrize(("answer", "units"), [("org_unit", ["oost", "west"]), ("aside", ["", ""])])
def test_whether_a_column_past_empty_ones_goes_with_the_rows_is_asked_and_answered(
    answer: str, units: list[str]
) -> None:
    (question,) = desk.judged(BESIDE).questions
    assert (question.key, question.options) == ("column:organisatie", ("org_unit", "aside"))
    answered = desk.judged(BESIDE, answers={question.key: answer})
    assert [record.measurement.org_unit for record in answered.records] == units
    assert values(answered) == [3.0, 4.0]
    assert answered.questions == ()


@pytest.mark.parametrize(("header", "code"), [("Duur in maanden", "unit-mark"), ("Duur in duizenden", "header-scale")])
def test_a_column_that_is_said_to_be_the_value_keeps_the_unit_in_its_name(header: str, code: str) -> None:
    content = f"indicator;periode;{header}\nwachttijd;2021-09;3\n".encode()
    assert [one.key for one in desk.judged(content).questions] == [f"column:{header}"]
    answered = desk.judged(content, answers={f"column:{header}": "value"})
    assert ([one.code for one in answered.issues], len(answered.records)) == ([code], 0)


def test_a_column_in_the_own_unit_is_read_once_it_is_said_to_be_the_value() -> None:
    content = b"indicator;periode;Duur in weken\nwachttijd;2021-09;3\n"
    assert values(desk.judged(content, answers={"column:Duur in weken": "value"})) == [3.0]
