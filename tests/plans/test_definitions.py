"""Every indicator of every plan says how two people would count alike, and measures something that can be counted."""

import csv
import re
from pathlib import Path

import pytest

from kpi.core.explain.figures import SHARES
from kpi.core.unit import CURRENCY

PLANS = sorted(path.parent for path in (Path(__file__).parents[2] / "data" / "plans").glob("*/indicators.csv"))
Row = dict[str, str]

# Words that say nothing of what counts.
EMPTY = frozenset(
    re.findall(
        r"\w+",
        "aandeel aantal dat die de het een van in op te met en of voor aan bij is zijn wordt worden heeft hebben wie "
        "waar per jaar kwartaal periode keer keren telt mee 31 december zegt peiling geteld laatste dag ten minste één "
        "als onze lezing om",
    )
)


def rows(plan: Path) -> list[Row]:
    with (plan / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def words(*texts: str) -> set[str]:
    return {word for text in texts for word in re.findall(r"\w+", text.lower())}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_a_definition_adds_to_what_name_numerator_and_denominator_say(plan: Path) -> None:
    for row in rows(plan):
        said = words(row["name"], row["numerator"], row["denominator"])
        assert len(words(row["definition"]) - said - EMPTY) >= 4, row["indicator"]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_numerator_and_denominator_are_not_the_same_words(plan: Path) -> None:
    for row in rows(plan):
        assert not row["numerator"] or row["numerator"] != row["denominator"], row["indicator"]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_a_quality_is_no_share(plan: Path) -> None:
    """Enough, best, together, central: judged by its owner with a note, never counted."""
    quality = re.compile(r"\b(genoeg|voldoende|best passend\w*|voorop|meewegen|samen zoek\w*)\b")
    for row in rows(plan):
        assert row["unit"] != "%" or not quality.search(row["numerator"]), row["indicator"]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_a_share_that_those_counted_report_themselves_is_of_a_list(plan: Path) -> None:
    """Who does not exist does not answer, and would be missing from the denominator as well."""
    for row in rows(plan):
        if row["unit"] == "%" and row["source"].lower().startswith(("opgave", "uitvraag")):
            assert "lijst" in row["denominator"], row["indicator"]
            assert row["denominator"].endswith("geen antwoord = nee"), row["indicator"]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_a_unit_that_is_a_word_is_named_in_english(plan: Path) -> None:
    for row in rows(plan):
        assert bool(row.get("unit_en")) == (row["unit"] not in (*SHARES, *CURRENCY)), row["indicator"]
