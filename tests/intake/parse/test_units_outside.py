"""Figures of an organisation unit that only a title, the name of a sheet or a line above them names."""

import pytest

from kpi.intake.parse.reading import Reading, read_grids
from tests.intake import desk
from tests.intake.grids import HEAD, ROW, sheet

LINES = """indicator;periode;waarde
overleggen;2021-Q2;1
Regio Oost;;
overleggen;2021-Q3;3
Bron: eigen telling;;
overleggen;2021-Q4;4
Regio West;;
overleggen;2021-Q3;2
Totaal;;9
overleggen;2021-Q1;5
"""


def read(text: str, **answers: str) -> Reading:
    return desk.judged(text.encode(), answers={key.replace("_", ":"): answer for key, answer in answers.items()})


def units(reading: Reading) -> list[tuple[str, str, float | None]]:
    found = [record.measurement for record in reading.records]
    return [(one.org_unit, one.period.code, one.value) for one in found]


@pytest.mark.parametrize(("answer", "unit"), [("oost", "oost"), ("whole", "")])
@pytest.mark.parametrize("title", ["Oost", "Regio Oost", "Regio: Regio Oost", "Kwartaalcijfers;Regio Oost", "\nOost\n"])
def test_a_title_that_is_a_unit_is_asked_and_answered(title: str, answer: str, unit: str) -> None:
    text = f"{title}\n\nindicator;periode;waarde\noverleggen;2021-Q3;3\n"
    asked = read(text)
    (question,) = asked.questions
    assert (question.key, question.options) == ("units:oost", ("oost", "whole"))
    assert ([one.code for one in asked.issues], len(asked.records)) == (["unit-outside-rows"], 0)
    answered = read(text, units_oost=answer)
    assert units(answered) == [(unit, "2021-Q3", 3.0)]
    assert (answered.questions, answered.issues) == ((), ())


def test_units_on_lines_are_of_the_rows_below_them_when_the_uploader_says_so() -> None:
    (question,) = read(LINES).questions
    assert question.options == ("by-line", "whole")
    answered = desk.judged(LINES.encode(), answers={question.key: "by-line"})
    assert units(answered) == [
        ("", "2021-Q2", 1.0), ("oost", "2021-Q3", 3.0), ("oost", "2021-Q4", 4.0), ("west", "2021-Q3", 2.0),
        ("", "2021-Q1", 5.0),
    ]  # fmt: skip
    assert [(one.row, one.after) for one in answered.repairs if one.rule == "unit-named"] == [
        (4, "oost"), (6, "oost"), (8, "west")
    ]  # fmt: skip


def test_the_name_of_a_sheet_is_one_too() -> None:
    one = sheet(HEAD, ROW, name="Regio Oost")
    (question,) = read_grids([one], desk.plan()).questions
    assert units(read_grids([one], desk.plan(), {question.key: "oost"})) == [("oost", "2021-Q3", 3.0)]


@pytest.mark.parametrize(
    "text",
    [
        "Voorbeeldgroep\nindicator;periode;waarde\noverleggen;2021-Q3;3\n",
        "Cijfers van Oost en West\nindicator;periode;waarde\noverleggen;2021-Q3;3\n",
        "Oost\norganisatie;indicator;periode;waarde\nwest;overleggen;2021-Q3;3\n",
        "indicator;periode;waarde;;;\noverleggen;2021-Q3;3;;;\n;;;;;Oost\n",
    ],
)
def test_what_names_no_unit_of_all_rows_is_not_asked(text: str) -> None:
    reading = read(text)
    assert reading.questions == ()
    assert [line[2] for line in units(reading)] == [3.0]
