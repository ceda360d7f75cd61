"""The measurements of every unit as a file: read back, and compared with what was reported."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.snapshot import Snapshot, take
from kpi.core.model import Measurement, Plan, Theme
from kpi.core.plan_parts import OrgUnit
from kpi.core.view.units_view import measured_by_unit, unit_values
from kpi.core.vocabulary import Aggregation, Kind
from kpi.present.files.result_tables import csv_bytes, xlsx_bytes
from kpi.present.files.unit_table import unit_csv
from tests.core.make import END, START, evidence, indicator, target
from tests.present.files.test_result_tables import read_csv, read_sheet

UNITS = (OrgUnit("noord", "Noord"), OrgUnit("a", "Praktijk A", "praktijk", "noord"), OrgUnit("b", "=B()", "praktijk"))
TEXT = "2021-Q1/a=1:4!s 2021-Q1/b=10:20!p 2021-Q1=11:24 2021-Q2/a=3:4 2021-Q2/b=1:2 2021-Q3/b=1:1"
KEYS = ("Code", "Indicator", "Periode", "Organisatie-eenheid", "Waarde", "Eenheid", "Teller", "Noemer", "Voorlopig")


def made(text: str = TEXT, note: str = "") -> tuple[Snapshot, tuple[Measurement, ...]]:
    one = target(Kind.REACH, value=50.0, indicator=indicator("%", aggregation=Aggregation.RATIO, decimals=1))
    plan = Plan("p", "Plan", "Club", START, END, themes=(Theme("t", "Thema"),), targets=(one,), org_units=UNITS)
    rows = tuple(replace(found, note=note) for found in evidence(text))
    return take(plan, {"I": rows}, as_of=date(2021, 6, 30)), rows


def exported(*units: str, lang: str = "nl", note: str = "") -> list[dict[str, str]]:
    seen, rows = made(note=note)
    found = measured_by_unit(seen, seen.rows, {"I": rows}, units)
    return read_csv(unit_csv(seen, found, lang, {"Thema": "x"}), ";" if lang == "nl" else ",")


def test_every_measurement_up_to_the_day_has_a_line() -> None:
    assert [tuple(row[key] for key in KEYS) for row in exported()] == [
        ("T", "I", "2021-Q1", "Praktijk A", "25", "%", "1", "4", "nee"),
        ("T", "I", "2021-Q1", "'=B()", "50", "%", "10", "20", "ja"),
        ("T", "I", "2021-Q1", "Hele organisatie", "45,8333333333", "%", "11", "24", "nee"),
        ("T", "I", "2021-Q2", "Praktijk A", "75", "%", "3", "4", "nee"),
        ("T", "I", "2021-Q2", "'=B()", "50", "%", "1", "2", "nee"),
    ]


def test_only_the_units_that_are_asked_for_and_those_below() -> None:
    assert [(row["Periode"], row["Organisatie-eenheid"]) for row in exported("noord")] == [
        ("2021-Q1", "Praktijk A"),
        ("2021-Q2", "Praktijk A"),
    ]


def test_what_it_was_made_of_stands_behind() -> None:
    row = exported()[0]
    assert (row["Plan"], row["Peildatum"], row["Filters"]) == ("Plan", "30-06-2021", "Thema: x")
    assert (row["Voorbeeldcijfers"], exported()[1]["Voorbeeldcijfers"]) == ("voorbeeldcijfers", "")


def test_english_has_english_heads_and_numbers() -> None:
    row = exported(lang="en")[2]
    assert (row["Organisation unit"], row["Value"], row["Denominator"]) == ("Whole organisation", "45.8333333333", "24")


@pytest.mark.parametrize("note", ["=1+1", "@SUM(1)", "\t=1", "-cmd"])
def test_no_cell_is_a_formula(note: str) -> None:
    assert {row["Opmerking"] for row in exported(note=note)} == {f"'{note}"}


def test_counts_stand_beside_the_value_and_the_units_behind() -> None:
    seen, rows = made()
    units = unit_values(seen, {"I": rows}, ["noord", "b"])
    header, line = read_sheet(xlsx_bytes(seen, seen.rows, "nl", units=units), 1)
    sheet = {header[letter]: value for letter, value in line.items()}
    (row,) = read_csv(csv_bytes(seen, seen.rows, "nl", units=units), ";")
    wanted = {"Gemeten": 66.666666667, "Teller": 4.0, "Noemer": 6.0, "Periode": "2021-Q2"}
    noord = {"Noord: Gemeten": 75.0, "Noord: Teller": 3.0, "Noord: Noemer": 4.0, "Noord: Periode": "2021-Q2"}
    assert {key: sheet[key] for key in (*wanted, *noord)} == wanted | noord
    assert [row[key] for key in (*wanted, *noord)] == ["66,666666667", "4", "6", "2021-Q2", "75", "3", "4", "2021-Q2"]
    assert row["'=B(): Gemeten"] == "50"
