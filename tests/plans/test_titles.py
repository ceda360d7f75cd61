"""The title of every target of every plan is read alone: on a slide, in a list, in a mail."""

import csv
import re
from pathlib import Path

import pytest

PLANS = sorted(path.parent for path in (Path(__file__).parents[2] / "data" / "plans").glob("*/targets.csv"))
LONGEST = 95


def titles(plan: Path) -> dict[str, str]:
    with (plan / "targets.csv").open(encoding="utf-8", newline="") as file:
        return {row["target"]: row["statement"] for row in csv.DictReader(file, strict=True)}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_a_title_points_at_nothing_outside_itself(plan: Path) -> None:
    """A word that points back has to follow what it points at; "deze" and "dit" never do in one short sentence."""
    pointing = re.compile(
        r"\b(deze|dit)\b|^(die|dat|daar\w*|hier\w*)\b|\b(bij|in|aan|over|binnen) die\b|\bdie \w+ is\b", re.I
    )
    assert not {code: title for code, title in titles(plan).items() if pointing.search(title)}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_no_two_results_of_a_plan_have_one_title(plan: Path) -> None:
    found = titles(plan)
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_a_title_is_a_short_sentence_without_a_full_stop(plan: Path) -> None:
    for code, title in titles(plan).items():
        assert len(title) <= LONGEST, code
        assert title == title.strip(), code
        assert title[0].isupper() or title[0].isdigit(), code
        assert not title.endswith("."), code


def test_what_every_region_or_neighbourhood_must_reach_names_it() -> None:
    """The two tasks of the vision differ in who has them; without the word two titles are told apart by code only."""
    plan = next(plan for plan in PLANS if plan.name == "visie-2030")
    with (plan / "targets.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, strict=True) if "Appendix" in row["source_ref"].split("; ook ")[0]]
    asked = [row for row in rows if row["kind"] == "reach"]
    assert len(asked) == 37
    assert {row["level"] for row in asked} == {"regio", "wijk"}
    for row in asked:
        assert row["level"] in row["statement"].lower(), row["target"]
