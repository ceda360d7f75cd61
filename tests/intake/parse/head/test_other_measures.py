"""Brackets that make a column something else than what was measured; every other word changes nothing."""

from dataclasses import replace

import pytest

from kpi.core.issue import refuses
from kpi.intake.parse.head.other_measures import is_other_measure
from kpi.intake.parse.reading import Reading, read_upload
from tests.intake import desk


def read(head: str, answers: dict[str, str] | None = None) -> Reading:
    return desk.judged(f"indicator;periode;{head}\noverleggen;2021-Q3;3\n".encode(), answers=answers or {})


@pytest.mark.parametrize(
    "said",
    ["begroot", "Begroting 2022", "begroot Q3 2021", "doel", "Doel 2022", "target", "norm", "streefwaarde", "prognose",
     "prognose 2022", "verwacht", "verwachte waarde", "vorig jaar", "vorig kwartaal", "last year", "cumulatief", "cum.",
     "YTD", "year to date", "t/m", "t/m heden", "t/m Q3 2021", "tot en met september", "verschil", "verschil met norm",
     "afwijking", "afwijking t.o.v. begroting", "mutatie t.o.v. vorig kwartaal", "gemiddeld per maand", "gem. per week",
     "maandgemiddelde", "average per month"],
)  # fmt: skip
def test_a_plan_another_period_a_running_total_and_a_difference_are_other_measures(said: str) -> None:
    assert is_other_measure(said)


@pytest.mark.parametrize(
    "said",
    ["", "afgerond", "gemiddeld", "aantal", "realisatie", "toelichting", "definitief", "concept", "schatting", "n",
     "norm 80%", "norm: 8", "doel: 10.000", "doelgroep", "streef < 10", "max 5", "per kwartaal", "maand", "kwartaal",
     "jan t/m mrt", "2021", "Q3 2021", "gemiddeld per patiënt", "nulmeting", "in %", "target group", "HIS"],
)  # fmt: skip
def test_other_words_change_nothing(said: str) -> None:
    assert not is_other_measure(said)
    assert [one.measurement.value for one in read(f"waarde ({said})").records] == ([3.0] if said != "in %" else [])


@pytest.mark.parametrize(
    "head",
    ["Waarde (begroot)", "Realisatie [doel]", "Waarde (afgerond) (YTD)", "Aantal (norm)", "Waarde (Q4 2021)",
     "Waarde (2020)", "Waarde (Regio Oost)", "Teller (vorig jaar)", "Datum gereed (gepland)"],
)  # fmt: skip
def test_such_a_column_is_asked_about_and_never_taken(head: str) -> None:
    asked = read(head)
    assert [one.key for one in asked.questions] == [f"column:{head}"]
    assert (asked.records, [one.code for one in asked.issues]) == ((), ["column-unclear"])


def test_the_uploader_may_say_that_it_is_the_value() -> None:
    answered = read("Waarde (cumulatief)", {"column:Waarde (cumulatief)": "value"})
    assert [one.measurement.value for one in answered.records] == [3.0]
    assert not refuses(answered.issues)


def test_beside_the_value_it_is_kept_aside() -> None:
    content = b"indicator;periode;waarde (begroot);waarde;waarde (vorig jaar)\noverleggen;2021-Q3;5;3;4\n"
    reading = desk.judged(content)
    assert [one.measurement.value for one in reading.records] == [3.0]
    assert [(one.column, one.code) for one in reading.issues] == [
        ("waarde (begroot)", "unknown-column"),
        ("waarde (vorig jaar)", "unknown-column"),
    ]


@pytest.mark.parametrize("head", ["Waarde (2021)", "Waarde (Q3 2021)", "Waarde (jaar 2021)"])
def test_the_period_of_the_rows_themselves_changes_nothing(head: str) -> None:
    assert [one.measurement.value for one in read(head).records] == [3.0]


def test_a_period_in_brackets_is_held_against_a_year_and_a_quarter_in_columns_of_their_own() -> None:
    rows = b"indicator;jaar;kwartaal;waarde (%s)\noverleggen;2021;3;3\n"
    assert len(desk.judged(rows % b"2021").records) == 1
    assert [one.key for one in desk.judged(rows % b"2020").questions] == ["column:waarde (2020)"]


def test_a_unit_in_brackets_beside_a_column_of_units_changes_nothing() -> None:
    content = b"indicator;periode;organisatie;waarde (Regio Oost)\noverleggen;2021-Q3;oost;3\n"
    assert [one.measurement.org_unit for one in desk.judged(content).records] == ["oost"]


def test_the_number_of_a_footnote_is_no_organisation_unit() -> None:
    plan = desk.plan()
    numbered = replace(plan, org_units=(*plan.org_units, replace(plan.org_units[0], code="1", name="Locatie 1")))
    reading = read_upload(b"indicator;periode;waarde (1)\noverleggen;2021-Q3;3\n", "x.csv", plan=numbered)
    assert [one.measurement.value for one in reading.records] == [3.0]


@pytest.mark.parametrize("said", ["voorlopig", "Voorlopige cijfers", "provisional"])
def test_provisional_in_brackets_is_said_of_all_numbers_of_a_column(said: str) -> None:
    reading = read(f"waarde ({said})")
    assert [one.measurement.provisional for one in reading.records] == [True]
    assert [one.rule for one in reading.repairs] == ["provisional-header"]
    assert "provisional" not in reading.untold


def test_provisional_behind_a_period_is_said_of_its_column_alone() -> None:
    reading = desk.judged(b"indicator;Q3 2021;Q4 2021 (voorlopig)\noverleggen;3;1\n")
    found = [
        (one.measurement.period.code, one.measurement.value, one.measurement.provisional) for one in reading.records
    ]
    assert found == [("2021-Q3", 3.0, False), ("2021-Q4", 1.0, True)]
    assert not refuses(reading.issues)
