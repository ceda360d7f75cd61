"""The vocabulary of the quick scan, and that every target of every plan speaks it."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANS = sorted(path.parent for path in (ROOT / "data" / "plans").glob("*/targets.csv"))
FRAME = tomllib.loads((ROOT / "data" / "categories.toml").read_text(encoding="utf-8"))
DOC = (ROOT / "docs" / "plans" / "categories.md").read_text(encoding="utf-8")
GROUPS = {"goals": 4, "initiatives": 8, "partners": 20}
CODES = [entry["code"] for group in GROUPS for entry in FRAME[group]]
READ_FOR_THE_FRAME = ("huisartsenteam-2024", "roset-2021", "thoon-2021")

# The figures of 2018 as the source states them: code -> value, unit.
FACTS = {
    "monitor-respondenten": (48, "organisaties"),
    "regioplan-gereed": (10, "organisaties"),
    "regioplan-in-ontwikkeling": (24, "organisaties"),
    "alleen-huisartsen": (50, "%"),
}


# Targets whose words decide between categories that lie close: (plan, target) -> its whole cell.
DECIDED = {
    ("roset-2021", "R-BA-01"): "regionale-gezondheid;doelgroepen;ros",
    ("roset-2021", "R-NZ-07"): "regionale-gezondheid;doelgroepen;juiste-zorg-juiste-plek;vvt;zorggroep;ziekenhuis",
    ("roset-2021", "R-NZ-14"): "regionale-gezondheid;doelgroepen;samenwerkingsafspraken",
    ("roset-2021", "R-CH-15"): "maatschappelijke-opgaven;huisartsen-ondersteunen",
    ("thoon-2021", "T-CZ-12"): "huisartsen-ondersteunen",
    ("thoon-2021", "T-CZ-16"): "huisartsen-ondersteunen",
    ("thoon-2021", "T-SR-18"): (
        "regionaal-aanspreekpunt;besturingsmodel;organisatiegraad;huisartsenpost;lhv-kring;zorggroep"
    ),
    ("huisartsenteam-2024", "H-AS-14"): "huisartsen-ondersteunen",
    ("huisartsenteam-2024", "H-IS-13"): "huisartsen-ondersteunen",
    ("huisartsenteam-2024", "H-RG-04"): "regionale-gezondheid;doelgroepen;juiste-zorg-juiste-plek",
    ("visie-2030", "V-CA-28"): "huisartsen-ondersteunen;samenwerkingsafspraken",
    ("visie-2030", "V-CA-31"): (
        "huisartsen-ondersteunen;samenwerkingsafspraken;juiste-zorg-juiste-plek;ziekenhuis;ggz-instelling"
    ),
    ("visie-2030", "V-CA-32"): "regionale-gezondheid;samenwerkingsafspraken",
    ("visie-2030", "V-OR-33"): "regionaal-aanspreekpunt;besturingsmodel",
    ("visie-2030", "V-CA-39"): "regionale-gezondheid;maatschappelijke-opgaven;doelgroepen;sociaal-domein",
    ("visie-2030", "V-OR-53"): "huisartsen-ondersteunen;samenwerkingsafspraken",
    ("huisartsenteam-2024", "H-RG-05"): "regionale-gezondheid;doelgroepen;samenwerkingsafspraken;vvt;ziekenhuis",
}


def categories(plan: Path) -> dict[str, list[str]]:
    """The category codes of each target of a plan, in the order of the cell."""
    with (plan / "targets.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    return {row["target"]: [code for code in (row["category"] or "").split(";") if code] for row in rows}


def texts(plan: str) -> dict[str, str]:
    """What a target says of itself: statement, focus and activity."""
    with (ROOT / "data" / "plans" / plan / "targets.csv").open(encoding="utf-8", newline="") as file:
        return {row["target"]: f"{row['statement']} {row['focus']} {row['activity']}" for row in csv.DictReader(file)}


def having(plan: str, code: str) -> set[str]:
    return {target for target, codes in categories(ROOT / "data" / "plans" / plan).items() if code in codes}


def section(title: str) -> str:
    """The text of the documentation under a heading of second level."""
    return DOC.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_frame_has_the_goals_initiatives_and_partners_of_the_source() -> None:
    assert FRAME["frame"]["code"] == "regioplannen-quickscan"
    assert FRAME["frame"]["title"]
    assert FRAME["frame"]["source"]
    assert FRAME["frame"]["year"] == 2018
    assert {group: len(FRAME[group]) for group in GROUPS} == GROUPS


def test_codes_are_short_and_mean_one_thing() -> None:
    assert len(set(CODES)) == len(CODES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) and len(code) <= 25 for code in CODES)


def test_every_entry_has_a_name_and_says_where_it_stands() -> None:
    for group in (*GROUPS, "facts"):
        assert len({entry["name"] for entry in FRAME[group]}) == len(FRAME[group])
        assert all(entry["source_ref"].startswith("Quickscan regioplannen, ") for entry in FRAME[group])


def test_facts_are_the_figures_of_2018() -> None:
    assert {fact["code"]: (fact["value"], fact["unit"]) for fact in FRAME["facts"]} == FACTS
    assert {fact["period"] for fact in FRAME["facts"]} == {"2018"}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_target_has_known_categories_and_none_twice(plan: Path) -> None:
    for target, codes in categories(plan).items():
        assert codes, target
        assert set(codes) <= set(CODES), target
        assert len(set(codes)) == len(codes), target


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_goals_come_first_then_initiatives_at_most_two_of_each_then_partners(plan: Path) -> None:
    place = {entry["code"]: number for number, group in enumerate(GROUPS) for entry in FRAME[group]}
    for target, codes in categories(plan).items():
        places = [place[code] for code in codes]
        assert places == sorted(places), target
        assert places.count(0) <= 2, target
        assert places.count(1) <= 2, target


@pytest.mark.parametrize(("plan", "target"), DECIDED)
def test_a_target_has_the_categories_that_its_words_decide(plan: str, target: str) -> None:
    assert ";".join(categories(ROOT / "data" / "plans" / plan)[target]) == DECIDED[plan, target]


def test_a_neighbourhood_is_managed_by_a_network_and_not_by_its_level() -> None:
    for plan in PLANS:
        alone = having(plan.name, "wijkmanagement") - having(plan.name, "wijksamenwerking")
        assert alone == ({"T-SR-26"} if plan.name == "thoon-2021" else set()), plan.name


def test_being_organised_is_a_delegate_with_a_mandate() -> None:
    said = texts("visie-2030")
    assert having("visie-2030", "organisatiegraad") == {"V-OR-17", "V-OR-35", "V-OR-55", "V-OR-56"}
    assert all(re.search(r"mandaat|mandateren", said[code]) for code in having("visie-2030", "organisatiegraad"))


def test_a_municipality_is_named_and_not_meant_with_the_social_domain() -> None:
    for plan in ("visie-2030", "thoon-2021", "huisartsenteam-2024"):
        said = texts(plan)
        assert all("gemeente" in said[code].lower() for code in having(plan, "gemeente")), plan


def test_an_organisation_is_no_partner_of_its_own_plan() -> None:
    said = texts("thoon-2021")
    assert all("FEA" in said[code] for code in having("thoon-2021", "zorggroep"))
    assert not having("huisartsenteam-2024", "zorggroep")


def test_first_line_doctors_are_no_medical_specialists() -> None:
    assert {plan.name: having(plan.name, "medisch-specialisten") for plan in PLANS if plan.name != "roset-2021"} == {
        "huisartsenteam-2024": set(),
        "thoon-2021": {"T-SR-06"},
        "visie-2030": set(),
    }


def test_the_second_line_is_two_partners() -> None:
    said = texts("visie-2030")
    for code in (code for code in said if "tweede lijn" in said[code] or "tweede naar" in said[code]):
        assert code in having("visie-2030", "ziekenhuis") & having("visie-2030", "ggz-instelling"), code


def test_a_code_that_no_target_uses_is_listed_as_a_gap() -> None:
    used = Counter(
        code
        for name in READ_FOR_THE_FRAME
        for codes in categories(ROOT / "data" / "plans" / name).values()
        for code in codes
    )
    assert set(re.findall(r"^- `([a-z-]+)`", section("Gaps"), re.MULTILINE)) == set(CODES) - set(used)


def test_only_the_own_house_of_roset_goes_without_a_goal() -> None:
    goals = {goal["code"] for goal in FRAME["goals"]}
    for name in (plan.name for plan in PLANS):
        without = [codes for codes in categories(ROOT / "data" / "plans" / name).values() if not goals & set(codes)]
        assert all("ros" in codes for codes in without), name
        assert bool(without) == (name == "roset-2021")


def test_documentation_names_every_code() -> None:
    assert set(CODES) <= set(re.findall(r"`([a-z-]+)`", DOC))
