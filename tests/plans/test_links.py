"""What serves what: every link between plans resolves, none runs in a circle, and the plain ones are there."""

import csv
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANS = sorted(path.parent for path in (ROOT / "data" / "plans").glob("*/targets.csv"))
DOC = (ROOT / "docs" / "plans" / "links.md").read_text(encoding="utf-8")

# Read in two documents at a time: both say this about the same subject.
MUST = {
    ("thoon-2021/T-IM-13", "visie-2030/V-SP-17"),  # measuring at home
    ("thoon-2021/T-CZ-08", "visie-2030/V-CA-05"),  # exchange of data
    ("thoon-2021/T-CO-08", "visie-2030/V-OR-34"),  # networks in neighbourhoods
    ("thoon-2021/T-CO-32", "visie-2030/V-SP-07"),  # care planning
    ("thoon-2021/T-CT-02", "visie-2030/V-OR-28"),  # taking over a practice
    ("thoon-2021/T-SR-15", "visie-2030/V-OR-23"),  # one organisation
    ("thoon-2021/T-SR-24", "visie-2030/V-TO-11"),  # social domain
    ("huisartsenteam-2024/H-SC-03", "visie-2030/V-TO-10"),  # only questions that belong here
    ("huisartsenteam-2024/H-RG-14", "visie-2030/V-TG-06"),  # digital triage
    ("huisartsenteam-2024/H-SC-11", "visie-2030/V-TO-18"),  # solving it without staff
    ("huisartsenteam-2024/H-RP-08", "visie-2030/V-SP-17"),  # staff that can work with eHealth
    ("huisartsenteam-2024/H-RG-03", "visie-2030/V-CA-12"),  # quickly to the right place
    ("roset-2021/R-NZ-01", "visie-2030/V-TG-01"),  # enough doctors, so care stays within reach
    ("roset-2021/R-CH-03", "thoon-2021/T-CT-02"),  # handing over a practice
    ("thoon-2021/T-SR-26", "visie-2030/V-OR-40"),  # somebody who ties the network together
    ("huisartsenteam-2024/H-RP-01", "visie-2030/V-SP-15"),  # PGO
    ("huisartsenteam-2024/H-RP-03", "visie-2030/V-SP-13"),  # deciding together
    ("huisartsenteam-2024/H-AS-13", "visie-2030/V-OR-30"),  # sharing scarce staff
    ("huisartsenteam-2024/H-RG-05", "visie-2030/V-OR-49"),  # frail older people
    ("huisartsenteam-2024/H-IC-09", "visie-2030/V-SP-07"),  # advance care planning
    ("huisartsenteam-2024/H-IC-09", "visie-2030/V-CA-05"),  # and its exchange
    ("huisartsenteam-2024/H-RP-10", "visie-2030/V-SP-17"),  # measuring at home
    ("huisartsenteam-2024/H-AS-11", "visie-2030/V-CA-02"),  # intervision
    ("thoon-2021/T-SR-05", "visie-2030/V-DS-07"),  # the right delegate at the right table
    ("roset-2021/R-CH-09", "visie-2030/V-OR-28"),  # locums that take over a practice
    ("roset-2021/R-CH-19", "visie-2030/V-OR-64"),  # more trainees
    ("roset-2021/R-CH-01", "thoon-2021/T-CT-02"),  # emergency take-over
    ("roset-2021/R-NZ-15", "visie-2030/V-SP-13"),  # deciding together
    ("roset-2021/R-OT-06", "visie-2030/V-OR-24"),  # professions with a mandate
}

# Shifting tasks to another profession: veranderopgave 4, punt 5 adds no agreement and wants no further differentiation.
NOT_ASKED = {
    "thoon-2021/T-CT-10",
    "huisartsenteam-2024/H-RG-16",
    "roset-2021/R-CH-12",
    "roset-2021/R-CH-13",
    "roset-2021/R-CH-14",
}

# Looks alike and is not: no single desk, not by the professional, a seat for one, district nursing is primary care.
NOT_ALIKE = {
    ("thoon-2021/T-IM-14", "visie-2030/V-TG-06"),
    ("huisartsenteam-2024/H-SC-11", "visie-2030/V-TG-15"),
    ("huisartsenteam-2024/H-RG-01", "visie-2030/V-OR-07"),
    ("thoon-2021/T-SR-10", "visie-2030/V-DS-02"),
}

SERVING = {"huisartsenteam-2024": 52, "roset-2021": 48, "thoon-2021": 55, "visie-2030": 0}
PLAN_OF = {"H": "huisartsenteam-2024", "R": "roset-2021", "T": "thoon-2021", "V": "visie-2030"}


@cache
def links() -> dict[str, tuple[str, ...]]:
    """Every target of every plan, as plan/code, with the targets that it serves in the order of the cell."""
    found: dict[str, tuple[str, ...]] = {}
    for plan in PLANS:
        with (plan / "targets.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, strict=True):
                served = row.get("contributes_to") or ""
                found[f"{plan.name}/{row['target']}"] = tuple(served.split(";")) if served else ()
    return found


def above(target: str) -> set[str]:
    """All targets served by a target, directly or through another one; the target itself when it is in a circle."""
    found: set[str] = set()
    waiting = list(links()[target])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += links()[one]
    return found


def test_every_link_names_a_target_that_exists() -> None:
    assert {served for targets in links().values() for served in targets} - set(links()) == set()


def test_every_link_leaves_its_own_plan_and_stands_once() -> None:
    for target, served in links().items():
        assert target.split("/")[0] not in {one.split("/")[0] for one in served}, target
        assert len(set(served)) == len(served), target


def test_links_never_run_in_a_circle() -> None:
    order = list(TopologicalSorter(links()).static_order())
    assert len(order) == len(links())


def test_no_link_repeats_what_another_link_of_the_target_leads_to() -> None:
    for target, served in links().items():
        assert not set(served) & {far for one in served for far in above(one)}, target


@pytest.mark.parametrize(("target", "served"), sorted(MUST))
def test_the_documents_say_the_same_about_the_same_subject(target: str, served: str) -> None:
    assert served in links()[target]


def test_shifting_tasks_serves_nothing_in_the_vision() -> None:
    assert {target: links()[target] for target in NOT_ASKED} == dict.fromkeys(NOT_ASKED, ())


@pytest.mark.parametrize(("target", "served"), sorted(NOT_ALIKE))
def test_what_only_looks_alike_is_not_linked(target: str, served: str) -> None:
    assert served not in links()[target]


def test_the_vision_serves_no_other_plan() -> None:
    counts = {plan: sum(bool(links()[one]) for one in links() if one.startswith(f"{plan}/")) for plan in SERVING}
    assert counts == SERVING


def grounds() -> dict[tuple[str, str], str]:
    """Every link that the documentation tells, with what it says both texts are about."""
    found: dict[tuple[str, str], str] = {}
    for served, targets, ground in re.findall(r"^\| ([TV]-\S+) \| ([^|]+) \| ([^|]+) \|$", DOC, re.MULTILINE):
        for target in targets.split(", "):
            found[full(target), full(served)] = ground
    return found


def full(code: str) -> str:
    return f"{PLAN_OF[code[0]]}/{code}"


def test_documentation_gives_a_ground_for_every_link_and_for_no_other() -> None:
    linked = {(target, one) for target, served in links().items() for one in served}
    assert set(grounds()) == {pair for pair in linked if pair[0].split("/")[0] in SERVING}


def test_documentation_counts_the_links() -> None:
    for plan, count in SERVING.items():
        if count:
            total = sum(1 for target in links() if target.startswith(f"{plan}/"))
            assert f"`{plan}` | {count} of {total} |" in DOC, plan
