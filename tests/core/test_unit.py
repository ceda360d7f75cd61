"""Units beside one of a thing, and that those of the plans are known."""

import csv
from pathlib import Path

import pytest

from kpi.core.unit import beside_one, beside_one_english

PLANS = Path(__file__).parents[2] / "data" / "plans"
# Units that are the same for one and for several, and those that a plan writes in the singular.
SAME = {"", "%", "euro", "keer", "jaar", "plek", "systeem", "voorziening"}


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("netwerken", "netwerk"),
        ("bezoekers per maand", "bezoeker per maand"),
        ("vergaderingen", "vergadering"),
        ("thema's", "thema"),
        ("ROS'en", "ROS"),
        ("organisaties", "organisatie"),
        ("mogelijkheden", "mogelijkheid"),
        ("leden", "lid"),
        ("keer", "keer"),
        ("activities", "activities"),
        ("", ""),
    ],
)
def test_unit_beside_one(unit: str, one: str) -> None:
    assert beside_one(unit) == one


def test_a_singular_stays_as_it_is() -> None:
    assert [beside_one(beside_one(unit)) for unit in used()] == [beside_one(unit) for unit in used()]


def test_every_unit_of_the_plans_has_a_singular() -> None:
    assert {unit for unit in used() if beside_one(unit) == unit} <= SAME


def used() -> list[str]:
    """Every unit of the indicators and facts of all plans."""
    found = set()
    for path in (*PLANS.glob("*/indicators.csv"), *PLANS.glob("*/context.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row["unit"] for row in csv.DictReader(file, strict=True)}
    return sorted(found)


@pytest.mark.parametrize(
    ("unit", "one"),
    [("visits", "visit"), ("activities", "activity"), ("process", "process"), ("staff", "staff"), ("", "")],
)
def test_english_unit_beside_one(unit: str, one: str) -> None:
    assert beside_one_english(unit) == one
