"""The plan folder of the vision for 2030 holds every promise of its document, and no line number as a figure."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kpi.intake.plan.folder import read_folder

DATA = Path(__file__).parents[2] / "data"
FOLDER = DATA / "plans" / "visie-2030"
Row = dict[str, str]

MISSIE = "3. Onze missie voor 2030"
REIKWIJDTE = "4. Reikwijdte en invulling, "
ORGANISATIE = "6. Versterking van organisatie en samenwerking, inleiding"
TOESTROOM = "Veranderopgave 1 Toestroom en eigen verantwoordelijkheid, "
TOEGANG = "Veranderopgave 2 Toegang, "
SAMENSPEL = "Veranderopgave 3 Samenspel tussen zorgprofessional en patiënt, "
CAPACITEIT = "Veranderopgave 4 Beter samenwerken en capaciteit benutten, "
DOORSTROOM = "Veranderopgave 5 Doorstroom, uitstroom en terugstroom, "
GEGEVENS = "7.2 Elektronische gegevensuitwisseling, "
REGIO = "Appendix 3 Opdracht op regionaal niveau, punt "
WIJK = "Appendix 4 Opdracht op wijkniveau, "

# Counted in the document: place -> number of targets. Places that number their bullets are written out by number.
PLACES = {
    "Status van dit document": 5, "1. Inleiding": 1, MISSIE: 20,
    REIKWIJDTE + "inleiding": 3, REIKWIJDTE + "Wat is de eerstelijnszorg?": 5,
    REIKWIJDTE + "Wat kan en mag de burger verwachten?": 6, REIKWIJDTE + "Wat kan en moet de burger zelf doen?": 4,
    TOESTROOM + "inleiding": 1, TOEGANG + "inleiding": 2, SAMENSPEL + "inleiding": 5, CAPACITEIT + "inleiding": 4,
    DOORSTROOM + "inleiding": 1,
    "5. Veranderopgaven, inleiding": 1, ORGANISATIE: 6, "6.1 Landelijke doelstellingen, inleiding": 1,
    "6.2 Organisatie en samenwerking op regionaal niveau, regionale organisatie": 12,
    "6.2 Organisatie en samenwerking op regionaal niveau, belemmerende factor 2": 1,
    "6.3 Organisatie en samenwerking op wijkniveau, wijksamenwerkingsverband": 9,
    "7.1 Bekostiging, patiëntniveau, punt 1": 1, "7.1 Bekostiging, slotzin": 1, GEGEVENS + "slotzin": 1,
    WIJK + "inleiding": 1,
}  # fmt: skip
NUMBERED = {
    TOESTROOM + "punt": [2, 4, 2, 1, 7], TOEGANG + "punt": [6, 5, 2], SAMENSPEL + "punt": [1, 2, 3, 4, 1],
    CAPACITEIT + "punt": [2, 5, 3, 6, 0, 2, 6, 6, 3, 5], DOORSTROOM + "punt": [1, 3, 2],
    "6.1 Landelijke doelstellingen, punt": [5, 5, 2], "7.1 Bekostiging, organisatieniveau, punt": [2, 1, 1],
    GEGEVENS + "punt": [3, 1, 1], "7.3 Wet- en regelgeving, punt": [2, 2],
    "7.4 Overige randvoorwaarden, punt": [2, 1, 2, 2, 2, 1, 1],
}  # fmt: skip
APPENDIX_3 = {REGIO + "1, deel": [8, 3, 1, 2], REGIO + "3, deel": [2, 2, 1, 2, 2, 1]}
APPENDIX_4 = {WIJK + "punt 1, deel": [2, 1, 1, 1, 1, 2], WIJK + "punt 2, deel": [2, 3, 1]}
STANDS = {
    "Verbeteren en verbreden toets basispakket": ["nee"], "Regionale zorgcoördinatie": ["", "nee"],
    "Beoordelingskader impactvolle transformaties": [""],
    "Samenwerking sociaal domein, eerstelijnszorg en GGZ": ["", "nee"],
    "Werkagenda gemeenten: Inzet voorkomen van zorg": ["nee"], "Arbeidsmarktsituatie & ontzorgen": ["", "", ""],
    "Regionale samenwerking": ["ja", "nee", ""], "Gegevensuitwisseling en digitalisering": ["nee"],
    "Contractering": ["", "nee"],
}  # fmt: skip

THEMES = {
    "toestroom": ("TO", 29), "toegang": ("TG", 21), "samenspel": ("SP", 22), "capaciteit": ("CA", 49),
    "doorstroom": ("DS", 13), "organisatie": ("OR", 88), "randvoorwaarden": ("RV", 49),
}  # fmt: skip

# Codes that are not used again: two possibilities that were read as promises, and the second half of one agreement.
DROPPED = {"V-TO-19", "V-TO-20", "V-RV-31"}

# A quality of a region or a neighbourhood in the appendices: no share, but judged by its owner.
QUALITIES = {"V-OR-46", "V-OR-48", "V-OR-67", "V-OR-78", "V-OR-87"}

# Asked only of who needs it: no denominator of all regions.
CONDITIONAL = {"regio-bovenregionaal", "regio-cap-uitwisseling", "regio-herontwerp", "regio-later-aansluiten"}

# As the document prints them, as far as a reference repeats them; the five veranderopgaven are numbered in chapter 5.
HEADINGS = (
    "Status van dit document", "1. Inleiding",
    "2. Probleemanalyse & urgentie, Toegankelijkheid onder druk door toenemende zorgvraag", MISSIE, REIKWIJDTE,
    "5. Veranderopgaven", TOESTROOM, TOEGANG, SAMENSPEL, CAPACITEIT, DOORSTROOM,
    "6. Versterking van organisatie en samenwerking", "6.1 Landelijke doelstellingen",
    "6.2 Organisatie en samenwerking op regionaal niveau", "6.3 Organisatie en samenwerking op wijkniveau",
    "7.1 Bekostiging", "7.2 Elektronische gegevensuitwisseling", "7.3 Wet- en regelgeving",
    "7.4 Overige randvoorwaarden", "Appendix 2 Stand van zaken IZA tafels", "Appendix 3 Opdracht op regionaal niveau",
    "Appendix 4 Opdracht op wijkniveau",
)  # fmt: skip

# Phrase -> the targets it belongs to and the window it gives them.
PHRASES = {
    "In 2025": (["V-SP-15"], "2025-01-01", "2025-12-31"), "in 2025": (["V-CA-10"], "2025-01-01", "2025-12-31"),
    "in 2026": (
        ["V-DS-04", "V-DS-05", "V-DS-06", "V-OR-18", "V-OR-19", "V-OR-43", "V-OR-44", "V-OR-45", "V-OR-49", "V-OR-50",
         "V-OR-51", "V-OR-55"],
        "2026-01-01", "2026-12-31",
    ),
    "In 2030": (["V-TO-01", "V-TO-02", "V-TO-10", "V-CA-16", "V-OR-01"], "2030-01-01", "2030-12-31"),
    "in 2030": (
        ["V-TO-06", "V-TG-01", "V-SP-18", "V-SP-19", "V-CA-48", "V-DS-12"],
        "2030-01-01", "2030-12-31",
    ),
    "van 2030": (["V-SP-01", "V-CA-01", "V-CA-02", "V-CA-47"], "2030-01-01", "2030-12-31"),
    "Na de zomer van 2023": (["V-RV-01", "V-RV-02"], "2023-09-01", "2023-12-31"),
    "de komende maanden": (["V-RV-48"], "2023-05-16", "2023-08-31"),
    "Voorjaar 2023": (["V-RV-32"], "2023-03-01", "2023-05-31"),
    "Maart 2023": (["V-RV-33"], "2023-03-01", "2023-03-31"),
    "Tweede helft 2023": (["V-RV-34"], "2023-07-01", "2023-12-31"),
    "Eerste kwartaal 2023": (["V-RV-35"], "2023-01-01", "2023-03-31"),
    "eind december": (["V-RV-36"], "None", "2023-12-31"), "Juli 2023": (["V-RV-37"], "2023-07-01", "2023-07-31"),
    "Komende periode": (["V-RV-38"], "None", "2026-12-31"), "April 2023": (["V-RV-45"], "2023-04-01", "2023-04-30"),
    "Begin 2023": (["V-RV-46"], "2023-01-01", "2023-03-31"), "Komende jaren": (["V-RV-47"], "None", "2026-12-31"),
}  # fmt: skip


def read(name: str) -> list[Row]:
    """Every row of a file of the folder as text cells by column."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


TARGETS = read("targets.csv")
INDICATORS = {row["indicator"]: row for row in read("indicators.csv")}
MEASURED = read("measurements/document-2023-Q1.csv")
BY_CODE = {row["target"]: row for row in TARGETS}
READ = read_folder(FOLDER)
assert READ.plan is not None
PLAN = READ.plan


def numbered(places: dict[str, list[int]]) -> dict[str, int]:
    return {f"{place} {number}": count for place, counts in places.items() for number, count in enumerate(counts, 1)}


EXPECTED = (
    PLACES
    | numbered(NUMBERED)
    | numbered(APPENDIX_3)
    | {REGIO + "2": 2, REGIO + "4": 1}
    | numbered(APPENDIX_4)
    | {f"Appendix 2 Stand van zaken IZA tafels, {name}, stand": len(states) for name, states in STANDS.items()}
)


def place(row: Row) -> str:
    """The counted place a target comes from: the longest that its reference begins with, up to a whole number."""
    ref = row["source_ref"].removeprefix("Visie 2030, ")
    return max((one for one in EXPECTED if re.match(re.escape(one) + r"(?!\d)", ref)), key=len)


def test_folder_is_read_without_a_single_issue() -> None:
    assert READ.issues == ()


def test_plan_says_that_it_is_a_discussion_document() -> None:
    plan = tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))
    assert "discussiestuk" in plan["title"]
    assert "16 mei 2023" in plan["source"]
    assert (plan["code"], str(plan["start"]), str(plan["end"])) == ("visie-2030", "2023-01-01", "2030-12-31")
    assert [theme["code"] for theme in plan["themes"]] == list(THEMES)


def test_every_place_of_the_document_holds_its_promises() -> None:
    found = Counter(place(row) for row in TARGETS)
    assert found == {key: count for key, count in EXPECTED.items() if count}
    assert all(row["source_ref"].startswith("Visie 2030, ") for row in TARGETS)


def test_codes_count_through_their_theme() -> None:
    for theme, (letters, count) in THEMES.items():
        own = [row["target"] for row in TARGETS if row["theme"] == theme]
        numbered_codes = [f"V-{letters}-{number:02d}" for number in range(1, count + 1)]
        assert own == [code for code in numbered_codes if code not in DROPPED]


@pytest.mark.parametrize("phrase", PHRASES)
def test_dated_commitment_keeps_its_phrase_and_window(phrase: str) -> None:
    codes, due_from, due = PHRASES[phrase]
    dated = [target for target in PLAN.targets if BY_CODE[target.code]["deadline"] == phrase]
    assert [target.code for target in dated] == codes
    assert {(str(target.due_from), str(target.due)) for target in dated} == {(due_from, due)}


def test_no_other_target_has_a_phrase_and_it_runs_to_the_end_unless_a_day_is_written_out() -> None:
    assert {row["deadline"] for row in TARGETS} == {*PHRASES, ""}
    undated = {target.code: str(target.due) for target in PLAN.targets if not BY_CODE[target.code]["deadline"]}
    earlier = {code: due for code, due in undated.items() if due != "2030-12-31"}
    plan_of_action = dict.fromkeys(("V-RV-03", "V-RV-04"), "2023-12-31")
    assert earlier == plan_of_action | dict.fromkeys([f"V-RV-{n}" for n in (39, 40, 41, 42, 43, 44)], "2026-12-31")


KEY = {
    "V-SP-15": ("landelijk", "PGO"), "V-CA-10": ("landelijk", "24 uur"), "V-CA-16": ("landelijk", "direct"),
    "V-OR-18": ("regio", "bindende afspraken"), "V-OR-19": ("regio", "bindende afspraken"),
}  # fmt: skip


@pytest.mark.parametrize("code", KEY)
def test_key_commitment_is_for_everyone_it_names(code: str) -> None:
    row, (level, words) = BY_CODE[code], KEY[code]
    assert words in row["statement"]
    assert (row["level"], row["kind"], row["comparator"], row["value"]) == (level, "reach", ">=", "100")


def test_no_line_number_became_a_figure() -> None:
    assert {(row["comparator"], row["value"]) for row in TARGETS if row["value"]} == {(">=", "100")}
    numbers = {number for row in TARGETS for number in re.findall(r"\d+", row["statement"])}
    assert numbers == {"24"}
    facts = {row["code"]: (row["value"], row["unit"], row["period"], row["period_to"]) for row in read("context.csv")}
    assert facts == {
        "chronisch-ziek": ("40", "%", "2030", ""),
        "vergrijzing-piek": ("", "", "2040", ""),
        "kerngroep": ("15", "partijen", "2023", ""),
        "veranderopgaven": ("6", "thema's", "2023", "2030"),
        "looptijd-plan-van-aanpak": ("4", "jaar", "2023", "2026"),
        "bekostiging-patient": ("1", "plek", "2023", ""),
        "bekostiging-organisatie": ("3", "plekken", "2023", ""),
    }


def test_appendices_are_minimum_results_of_every_region_and_neighbourhood() -> None:
    third = [row for row in TARGETS if "Appendix 3 Opdracht" in row["source_ref"]]
    fourth = [row for row in TARGETS if "Appendix 4 Opdracht" in row["source_ref"]]
    assert (len(third), len(fourth)) == (27, 15)
    assert {row["target"] for row in third + fourth if row["kind"] != "reach"} == QUALITIES
    assert {BY_CODE[code]["kind"] for code in QUALITIES} == {"milestone"}
    assert {row["target"] for row in third if row["level"] != "regio"} == {"V-OR-46"}
    assert {row["level"] for row in fourth} == {"wijk"}


def test_levels_and_kinds_are_those_of_the_document() -> None:
    assert Counter(row["level"] for row in TARGETS) == {"landelijk": 149, "regio": 75, "wijk": 44}
    assert Counter(row["kind"] for row in TARGETS) == {"milestone": 152, "reach": 116}


def test_only_milestones_go_without_indicator_and_value() -> None:
    for row in TARGETS:
        milestone = row["kind"] == "milestone"
        assert milestone == (row["value"] == "") == (row["indicator"] == ""), row["target"]
    assert {row["indicator"] for row in TARGETS} - {""} == set(INDICATORS)
    assert len(INDICATORS) == 116


def test_every_indicator_is_a_share_of_what_it_names() -> None:
    for row in INDICATORS.values():
        assert (row["unit"], row["aggregation"], row["min"], row["max"]) == ("%", "ratio", "0", "100")
        assert row["numerator"]
        assert row["definition"].endswith(".")
        assert row["denominator"]


def test_a_share_of_regions_or_neighbourhoods_is_of_a_list_and_who_is_silent_counts_as_a_no() -> None:
    """Whoever does not exist does not answer: without a list such a share could only show 100%."""
    lists = {"regio": "op de lijst van zorgkantoorregio's", "wijk": "op de CBS-lijst van wijken en buurten"}
    for code, row in INDICATORS.items():
        kind = code.split("-")[0]
        if kind in lists:
            assert lists[kind] in row["denominator"], code
            assert row["denominator"].endswith("; geen antwoord = nee"), code
            assert not row["source"].startswith(("opgave wijk", "opgave regio")), code
            assert row["denominator"].startswith("alle ") == (code not in CONDITIONAL), code
    for code in ("regio-organisatie", "wijk-verband", "wijk-basisopstelling"):
        assert INDICATORS[code]["source"].startswith("opgave van elk"), code


def test_a_share_of_people_is_of_a_register_a_poll_or_a_list() -> None:
    for code, row in INDICATORS.items():
        if code.split("-")[0] not in ("regio", "wijk"):
            assert re.search(r"register|BRP|\(peiling\)|noot 1|\(meting in de systemen\)", row["denominator"]), code


def test_a_national_poll_is_of_no_neighbourhood() -> None:
    for row in TARGETS:
        source = INDICATORS[row["indicator"]]["source"] if row["indicator"] else ""
        if row["level"] == "wijk":
            assert "peiling" not in source or "wijk" in source, row["target"]


def test_a_binding_agreement_of_a_region_with_another_sector_has_one_date() -> None:
    others = {"sociaal-domein", "ziekenhuis", "wlz-instelling"}
    binding = [
        row
        for row in TARGETS
        if row["level"] == "regio"
        and "bindende afspraken" in row["statement"].lower()
        and others & set(row["category"].split(";"))
    ]
    assert len(binding) == 9
    assert {row["deadline"] for row in binding} == {"in 2026"}


def test_every_target_hangs_on_a_listed_bullet_and_has_categories_of_the_frame() -> None:
    bullets = {(row["theme"], row["focus"], row["focus_kind"], row["activity"]) for row in read("activities.csv")}
    used = {(row["theme"], row["focus"], row["focus_kind"], row["activity"]) for row in TARGETS}
    assert {bullet[1] for bullet in bullets - used} == {"Taakherschikking"}
    assert used <= bullets
    frame = tomllib.loads((DATA / "categories.toml").read_text(encoding="utf-8"))
    kinds = {one["code"]: kind for kind in ("goals", "initiatives", "partners") for one in frame[kind]}
    for row in TARGETS:
        said = [kinds[code] for code in row["category"].split(";")]
        assert said == sorted(said), row["target"]
        assert 1 <= said.count("goals") <= 2, row["target"]
        assert said.count("initiatives") <= 2, row["target"]


def test_mission_speaks_of_2030_in_every_sentence() -> None:
    """A sentence that a bullet further on repeats is one target, which names both places."""
    sentences: dict[str, set[str]] = {}
    for row in TARGETS:
        for number in re.findall(r"3\. Onze missie voor 2030, missie, zin (\d)", row["source_ref"]):
            sentences.setdefault(number, set()).add(row["deadline"])
    assert sentences == {"1": {"in 2030"}, "2": {""}, "3": {"in 2030"}, "4": {"in 2030"}, "5": {"in 2030"}}


def test_every_reference_begins_with_a_heading_of_the_document() -> None:
    for name in ("targets.csv", "activities.csv", "context.csv"):
        for row in read(name):
            assert row["source_ref"].removeprefix("Visie 2030, ").startswith(HEADINGS), row["source_ref"]


def test_what_a_region_must_settle_rests_on_its_picture_and_plan() -> None:
    """Appendix 3 says so of capacity, Appendix 4 that a neighbourhood follows the region."""
    for code in ("regio-cap-eerstelijn", "regio-cap-sociaal", "regio-cap-tweedelijn", "regio-cap-langdurig"):
        assert "op regiobeeld en regioplan" in INDICATORS[code]["numerator"], code
    assert "regionale afspraken volgen" in INDICATORS["wijk-cap-afspraken"]["numerator"]
    assert BY_CODE["V-OR-46"]["owner"] == "Regionaal samenwerkingsverband"


def test_nine_tables_have_the_state_the_document_says_and_no_other() -> None:
    rows = {row["target"]: row["source_ref"].removeprefix("Visie 2030, Appendix 2 ") for row in TARGETS}
    state = {row["indicator"]: row["value"] for row in MEASURED}
    found = {rows[code]: state.get(code, "") for code in rows if rows[code].startswith("Stand van zaken IZA tafels, ")}
    assert found == {
        f"Stand van zaken IZA tafels, {name}, stand {number}": value
        for name, states in STANDS.items()
        for number, value in enumerate(states, 1)
    }
    assert {(row["period"], row["measured_on"], bool(row["note"])) for row in MEASURED} == {
        ("2023-Q1", "2023-03-16", True)
    }


def test_what_the_document_leaves_open_is_explained_and_not_measured() -> None:
    explained = {row["target"] for row in read("checkins.csv")}
    measured = {row["indicator"] for row in MEASURED}
    assert explained.isdisjoint(measured)
    assert explained | measured == {f"V-RV-{number}" for number in range(32, 48)}
