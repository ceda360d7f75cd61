"""What stands around a table: multiples and plans in titles, footnotes and the cells above a header."""

import pytest

from kpi.intake.parse.reading import Reading
from tests.intake import desk

TABLE = "indicator;periode;waarde\nkosten;2021;1300\noverleggen;2021-Q3;3\n"


def told(reading: Reading) -> list[tuple[int | None, str]]:
    return [(one.row, str(one.value)) for one in reading.issues if one.code == "said-around"]


@pytest.mark.parametrize(
    "title",
    ["Overzicht (bedragen x € 1.000)", "Jaarrekening – bedragen x € 1.000", "Alle bedragen in duizenden euro's",
     "x 1.000", "Getallen x 1.000", "Bedragen in k€", "Overzicht, in miljoenen", "Amounts in thousands",
     "Cijfers (€ 000)", "Begroting 2022", "Prognose Q4 2021", "Begroting"],
)  # fmt: skip
def test_a_multiple_or_a_plan_in_a_title_is_warned_about(title: str) -> None:
    reading = desk.judged(f"{title};;\n;;\n{TABLE}".encode())
    assert told(reading) == [(1, title)]
    assert len(reading.records) == 2


@pytest.mark.parametrize(
    "title",
    ["Cijfers 2021", "Bedragen in euro's", "Klachten per 1.000 inwoners", "Plan 2021-2023", "Doelen 2022", "Doel",
     "Begroting en realisatie 2021", "Zorg in duizenden gezinnen", "Actie 4 x 1.000 stappen", "Budget € 1.000",
     "5 x 1.000", "Afgerond op 1.000", "Verschil maken in de wijk", "Kosten € 1.000.000"],
)  # fmt: skip
def test_other_titles_change_nothing(title: str) -> None:
    reading = desk.judged(f"{title};;\n{TABLE}".encode())
    assert (told(reading), len(reading.records)) == ([], 2)


def test_a_multiple_in_a_footnote_and_in_a_line_between_the_rows() -> None:
    rows = "overleggen;2021-Q3;3\nBedragen in duizenden euro's:;;\nkosten;2021;1300\n;;\n* x € 1.000;;\n"
    assert [row for row, _ in told(desk.judged(f"indicator;periode;waarde\n{rows}".encode()))] == [3, 6]


@pytest.mark.parametrize(("title", "found"), [("Bedragen x € 1.000", False), ("x 1.000", True)])
def test_a_multiple_of_money_says_nothing_of_other_units(title: str, found: bool) -> None:
    content = f"{title};;\nindicator;periode;waarde\noverleggen;2021-Q3;3\n".encode()
    assert bool(told(desk.judged(content))) == found


@pytest.mark.parametrize(
    ("title", "found"), [("Alle waarden in dagen", True), ("Cijfers in dagen:", True), ("Alle waarden in weken", False),
                         ("Waarden in 2021", False), ("Dagen", False)],
)  # fmt: skip
def test_a_title_that_says_another_unit_of_all_values_is_warned_about(title: str, found: bool) -> None:
    content = f"{title};;\nindicator;periode;waarde\nwachttijd;2021-09;3\n".encode()
    assert bool(told(desk.judged(content))) == found


def test_a_multiple_says_nothing_of_shares() -> None:
    assert told(desk.judged(b"x 1.000;;\nindicator;periode;waarde\nverwijzingen;2021-Q3;20\n")) == []


@pytest.mark.parametrize(
    ("above", "code"), [("x 1.000", "header-scale"), ("in duizenden", "header-scale"), ("dagen", "unit-mark")]
)
def test_a_unit_right_above_the_value_is_one_in_its_header(above: str, code: str) -> None:
    reading = desk.judged(f";;{above}\nindicator;periode;waarde\nwachttijd;2021-09;3\n".encode())
    assert ([one.code for one in reading.issues], reading.records) == ([code], ())


@pytest.mark.parametrize("above", ["weken", "1.000", "Cijfers", "Waarden"])
def test_other_words_right_above_the_value_change_nothing(above: str) -> None:
    assert len(desk.judged(f";;{above}\nindicator;periode;waarde\nwachttijd;2021-09;3\n".encode()).records) == 1


@pytest.mark.parametrize(
    ("heads", "periods"),
    [(";Realisatie;;Begroting;", ["2021-Q1", "2021-Q2"]), (";;;Prognose;", ["2021-Q1", "2021-Q2"]),
     (";Cijfers;;;", ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"])],
)  # fmt: skip
def test_periods_below_begroting_or_prognose_are_kept_aside(heads: str, periods: list[str]) -> None:
    content = f"{heads}\nindicator;Q1 2021;Q2 2021;Q3 2021;Q4 2021\noverleggen;3;4;5;6\n".encode()
    reading = desk.judged(content)
    assert [one.measurement.period.code for one in reading.records] == periods
    assert {one.code for one in reading.issues} <= {"unknown-column", "same-as-earlier", "jump"}


def test_a_table_of_begroting_alone_is_asked_about_and_may_be_said_to_be_measured() -> None:
    content = b";;Begroting\nindicator;periode;waarde\noverleggen;2021-Q3;3\n"
    asked = desk.judged(content)
    assert ([one.key for one in asked.questions], asked.records) == (["column:Begroting waarde"], ())
    answered = desk.judged(content, answers={"column:Begroting waarde": "value"})
    assert [one.measurement.value for one in answered.records] == [3.0]


PIVOT = "{corner};Kolomlabels;\nRijlabels;Q3 2021;Q4 2021\noverleggen;3;4\n"


@pytest.mark.parametrize(
    ("corner", "warned"),
    [("Som van Waarde", False), ("Som van Aantal", False), ("Sum of Value", False), ("Som van Gesprekken", False),
     ("", False), ("Overleggen", False), ("Aantal van Waarde", True), ("Gemiddelde van Waarde", True),
     ("Max. van Waarde", True), ("Count of Value", True), ("Som van Waarde als % van totaal", True)],
)  # fmt: skip
def test_a_pivot_table_of_counts_or_means_is_warned_about(corner: str, warned: bool) -> None:
    reading = desk.judged(PIVOT.format(corner=corner).encode())
    assert [one.measurement.value for one in reading.records] == [3.0, 4.0]
    assert told(reading) == [(1, corner)] * warned


def test_without_labels_of_a_pivot_table_such_a_title_changes_nothing() -> None:
    assert told(desk.judged(f"Gemiddelde van de regio;;\n{TABLE}".encode())) == []


@pytest.mark.parametrize("corner", ["Som van Doel", "Som van Begroot", "Sum of Target", "Som van Prognose"])
def test_a_pivot_table_of_a_plan_is_asked_about(corner: str) -> None:
    content = PIVOT.format(corner=corner).encode()
    asked = desk.judged(content)
    keys = [f"column:{corner} Q3 2021", f"column:{corner} Q4 2021"]
    assert ([one.key for one in asked.questions], asked.records) == (keys, ())
    answered = desk.judged(content, answers=dict.fromkeys(keys, "value"))
    assert [one.measurement.value for one in answered.records] == [3.0, 4.0]
