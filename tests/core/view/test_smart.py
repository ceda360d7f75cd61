"""What a plan lacks to be held to: one table a demand, and the counts of the plans that come along."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.snapshot import take
from kpi.core.model import Target
from kpi.core.view.smart import Demand, has_own_date, lacking, score_of, smart_test
from kpi.core.vocabulary import Kind
from tests.core.make import END, indicator, light, target
from tests.core.plan import EVIDENCE, PLAN
from tests.folders import PLANS, folder_snapshot

DAY = "2021-06-30"
WHOLE = replace(
    target(Kind.REACH, value=9.0, baseline=7.0), owner="Els", deadline="medio 2021", indicator=indicator("punten")
)


def _lacks(one: Target, text: str = "2021-Q1=8 2021-Q2=8", day: str = DAY) -> list[str]:
    return [demand.value for demand in lacking(one, light(one, text, day), PLAN)]


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({}, []),
        ({"baseline": None}, ["baseline"]),
        ({"baseline": 0.0}, []),
        ({"owner": ""}, ["owner"]),
        ({"deadline": ""}, ["date"]),
        ({"deadline": "", "due": date(2021, 10, 15)}, []),
    ],
)
def test_a_demand_is_met_by_what_the_plan_says(changes: dict[str, object], lacks: list[str]) -> None:
    assert _lacks(replace(WHOLE, **changes)) == lacks  # type: ignore[arg-type]


def test_a_first_measurement_is_no_baseline() -> None:
    assert _lacks(replace(WHOLE, baseline=None), "2020-Q4=7 2021-Q1=8 2021-Q2=8") == ["baseline"]


def test_a_milestone_has_nothing_to_measure_and_how_often_is_no_value() -> None:
    assert _lacks(target(Kind.MILESTONE), "2021-Q2=nee") == ["indicator", "value", "baseline", "date", "owner"]
    assert "value" in _lacks(target(Kind.RECURRING, value=2.0, per=None), "2021-Q2=1")


@pytest.mark.parametrize(
    ("text", "day", "lacks"),
    [
        ("", "2021-04-30", []),  # no report was due yet
        ("", "2021-05-01", ["evidence"]),
        ("2021-Q1=8", "2021-07-30", []),
        ("2021-Q1=8", "2021-08-01", ["evidence"]),  # older than its quarter and the days of grace
        ("2021-Q3=8", "2022-03-31", ["evidence"]),  # nobody measured at the deadline
        ("2021-Q4=8", "2022-03-31", []),  # missed, but known
        ("2021-Q1=9 2021-Q4=9", "2025-03-31", []),  # settled: no report is asked any more
    ],
)
def test_evidence_is_missing_when_a_report_was_due(text: str, day: str, lacks: list[str]) -> None:
    assert _lacks(WHOLE, text, day) == lacks


@pytest.mark.parametrize(
    ("words", "due", "own"),
    [
        ("", PLAN.end, False),
        ("", END, False),  # the end of a year: what a column of the plan was headed with
        ("in 2021", END, True),
        ("eind 2022", PLAN.end, True),
        ("", date(2021, 12, 30), True),
    ],
)
def test_an_own_date_is_more_than_the_end_of_a_year(words: str, due: date, own: bool) -> None:
    assert has_own_date(replace(WHOLE, deadline=words, due=due), PLAN) is own


def test_the_end_of_a_plan_in_the_middle_of_a_year_is_no_own_date() -> None:
    plan = replace(PLAN, end=date(2022, 6, 30))
    assert not has_own_date(replace(WHOLE, deadline="", due=plan.end), plan)


def test_the_results_of_a_theme_stand_together_and_what_lacks_most_comes_first() -> None:
    named = tuple(replace(one, owner="Els") if one.code in ("b1", "b3") else one for one in PLAN.targets)
    test = smart_test(take(replace(PLAN, targets=named), EVIDENCE, as_of=date(2021, 6, 30)))
    assert [(one.theme.code, [row.row.target.code for row in one.rows]) for one in test.themes] == [
        ("a", ["a2", "a1"]),
        ("b", ["b2", "b1", "b3"]),
    ]
    score = score_of(test.rows)
    assert (score.total, score.whole) == (5, 0)
    assert [score.lacking[one] for one in Demand] == [5, 5, 5, 1, 3, 1]
    assert sum(one.score.lacking[Demand.OWNER] for one in test.themes) == 3


@pytest.mark.parametrize("plan", ["thoon-2021", "roset-2021", "visie-2030", "huisartsenteam-2024"])
def test_the_counts_of_a_plan_are_those_of_its_file(plan: str) -> None:
    folder = PLANS / plan
    score = score_of(smart_test(folder_snapshot(folder)).rows)
    with (folder / "targets.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = [score.total - score.lacking[one] for one in (Demand.VALUE, Demand.BASELINE, Demand.DATE, Demand.OWNER)]
    assert told == [
        sum(bool(row["value"]) and row["kind"] != "recurring" for row in rows),
        sum(bool(row.get("baseline")) for row in rows),
        sum(bool(row["deadline"]) for row in rows),
        sum(bool(row["owner"]) for row in rows),
    ]


def test_the_regional_plan_as_it_is_known() -> None:
    score = score_of(smart_test(folder_snapshot(PLANS / "thoon-2021")).rows)
    assert (score.total, score.whole) == (119, 0)
    assert score.lacking[Demand.DATE] == 53
    assert score.total - score.lacking[Demand.VALUE] == 16
    assert score.lacking[Demand.BASELINE] == 119
