"""Two published plans of others, as plan folders: what they promise, light by light (sources in their plan.toml)."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from kpi.core.explain.why import why
from kpi.core.light.assessment import Assessment
from kpi.core.light.evidence import reports_of
from kpi.core.light.status import assess
from kpi.intake.plan.folder import Folder, read_folder

PLANS = Path(__file__).parents[1] / "intake" / "plans"
# By hand, from the figures of the budget of 2018: each value beside what was to be expected of it by then.
DORDRECHT = {
    "D-V1": "green on_track",  # 7,0 where 7,0 was expected on the way to more than 7,1
    "D-V2": "green achieved",  # 17,8 is less than 19,4
    "D-V3": "green achieved",  # 13,1 is less than 14,1
    "D-L1": "green on_track",  # 7,2, at least 7,1
    "D-L2": "amber at_risk",  # 6,1, at least 6,2: within 5% of it
    "D-L3": "green on_track",  # 26,1, no more than 27,7
    "D-L4": "green on_track",  # 24 of 2015, half way from 20 to 26 asks 22; every two years, so not out of date
    "D-W1": "red off_track",  # grew by 1,9 where 0,2 was expected, on the way to 0
    "D-W2": "amber at_risk",  # 2,0 where 1,7 was expected: 0,3 is more than a twentieth of 5,4
    "D-W3": "red off_track",  # 2.014 people, no more than 1.900: further than 95 beyond it
    "D-W4": "green achieved",  # 434 of 250
    "D-W5": "green on_track",  # 361 of 400, with 1,5 years to go
    "D-B1": "green on_track",  # 6,5: 6,5 was expected
    "D-B2": "green achieved",
    "D-B3": "green achieved",
    "D-B4": "green achieved",
    "D-M1": "amber on_track",  # far ahead, but of 2014: out of date
    "D-M2": "red off_track",  # 52 where 55 was expected
    "D-M3": "grey no_data",
}


@cache
def folder(name: str) -> Folder:
    found = read_folder(PLANS / name)
    assert [one for one in found.issues if one.severity == "error"] == []
    return found


def lights(name: str, day: str) -> dict[str, Assessment]:
    plan = folder(name).plan
    assert plan is not None
    rows = list(folder(name).measurements)
    evidence = {one.measured_as: [row for row in rows if row.indicator == one.measured_as] for one in plan.targets}
    return {
        one.code: assess(one, reports_of(one, evidence), as_of=date.fromisoformat(day), thresholds=plan.thresholds)
        for one in plan.targets
    }


def test_dordrecht_says_what_its_budget_says() -> None:
    found = lights("dordrecht-mjp-2014", "2017-12-31")
    assert {code: f"{one.light} {one.status}" for code, one in found.items()} == DORDRECHT


@pytest.mark.parametrize(
    ("code", "day", "said", "reason"),
    [
        ("EC03", "2022-10-15", "green on_track", "45 of 60 businesses so far in 2022/23"),
        ("EC03", "2023-04-15", "green on_track", "64 businesses in 2022/23; 60 was enough; 1 of 3 periods done."),
        ("EC07", "2023-04-15", "green on_track", "188,000 transactions in 2022/23"),
        ("OC01", "2022-07-15", "amber at_risk", "84.0% on 30 June 2022, agreed: at least 85%"),
        ("OC01", "2022-10-15", "green on_track", "88.0% on 30 September 2022"),
        ("OC03", "2022-07-15", "red off_track", "5.50 minutes on 30 June 2022"),
        ("OC03", "2022-10-15", "green on_track", "3.75 minutes on 30 September 2022, agreed: at most 4"),
        ("M51", "2024-10-01", "green achieved", "Reached in the 2nd quarter of 2024/25; deadline 30 September 2024"),
        ("OC02a", "2023-04-30", "grey too_early", "Too early to assess: the first report is due by 30 April 2023"),
        ("OC02a", "2023-05-01", "grey no_data", "Nothing reported"),
    ],
)
def test_rotherham_counts_in_years_from_april(code: str, day: str, said: str, reason: str) -> None:
    one = lights("rotherham-plan-2022", day)[code]
    assert f"{one.light} {one.status}" == said
    assert why(one, "en").startswith(reason)


def test_the_deadlines_of_rotherham_are_read_as_its_years() -> None:
    plan = folder("rotherham-plan-2022").plan
    assert plan is not None
    due = {one.code: one.due.isoformat() for one in plan.targets}
    assert (due["OC01"], due["OC06b"], due["OC06a"]) == ("2023-03-31", "2025-03-31", "2025-03-31")
