"""The plan folder of Roset against its annual report: every result and figure, and no figure of our own."""

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kpi.core.calendar.deadline import read_deadline
from kpi.core.light.assessment import Status
from kpi.core.light.status import assess
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Origin
from kpi.intake.plan.folder import read_folder

PLANS = Path(__file__).parents[2] / "data" / "plans"
FOLDER = PLANS / "roset-2021"
FILES = sorted((FOLDER / "measurements").iterdir())
Row = dict[str, str]

KERN = "1.4 Kernactiviteiten, werkgebied, doelgroepen en stakeholders, "
STAFF = "1.2 De rollen van Roset, vóór 1.3 De organisatie"
EBOOKS = "3.1.1 Trainingen, workshops en e-books, "
KWARTIER = "3.2.1 Kwartiermakers en Netwerkzorg, "
INNOVATIE = "3.2.3 Optimalisatie, transformatie en innovatie, "
BIJLAGE = "Bijlage 1 Continuïteit Huisartsenzorg Twente, "

# Heading in the report -> number of targets read from it; the appendix has a table of its own below.
HEADINGS = {
    "Inleiding": 2,
    "1.1 De visie, Gewaagd doel": 1,
    STAFF: 4,
    f"{STAFF}; {KERN}Interne proces Roset": 1,
    f"{KERN}Interne proces Roset": 7,
    "2.1 Bestuur en toezicht": 1,
    "2.1 Bestuur en toezicht, Raad van Toezicht": 10,
    "2.1 Bestuur en toezicht, Financiën; 2.2 Bedrijfsvoering, Financiële prestaties 2021": 1,
    "2.2 Bedrijfsvoering, Financiële prestaties 2021": 5,
    "2.2 Bedrijfsvoering, Communicatie": 6,
    EBOOKS + "e-Book: Waardegedreven eerstelijns ouderenzorg – een raamwerk": 1,
    EBOOKS
    + "e-Book ‘Samen met huisartsen naar een toekomstbestendige digitalisering – "
    + "Grip op regionale ICT-huisartsenzorg’": 2,
    "3.1.2 Innovatie en ontwikkeling, ArtsOnline": 4,
    "3.1.2 Innovatie en ontwikkeling, Ontwikkeling e-Book e-health": 2,
    KWARTIER + "Continuïteit Huisartsenzorg Twente": 10,
    KWARTIER + "Bijeenkomsten met HA en Gemeenten": 2,
    KWARTIER + "Goede zorg voor kwetsbare ouderen": 5,
    KWARTIER + "Meerjarenagenda VVT Wijkverpleging": 2,
    KWARTIER + "Brainstorm Samen Beslissen": 3,
    "3.2.2 Visie- en strategietrajecten": 2,
    "3.2.2 Visie- en strategietrajecten, NOFON": 2,
    "3.2.2 Visie- en strategietrajecten, Twentse Fysiotherapie Organisatie i.o.": 6,
    INNOVATIE + "Positieve gezondheid": 4,
    INNOVATIE + "Organisatiegraad Paramedische beroepsgroepen": 5,
    "3.2.4 Zorg-ICT en e-health, Digitalisering huisartsenpraktijken in 2025": 5,
    "3.2.5 Overig, Beleidskader AOF": 5,
    "3.2.5 Overig, Aansluiting D3": 4,
}

# Heading of the appendix table -> per row of it, in order, the number of targets.
APPENDIX = {
    "Begeleiding praktijkoverdracht, aantrekkelijker maken praktijken": [2, 1, 2, 2, 1, 1],
    "Taakherschikking": [3, 2],
    "Promotiecampagne": [2, 2],
    "Inzet AIOS": [1, 1],
    "Samenwerking met Sociaal Domein": [2, 2],
    "Digitalisering": [1],
}

# Every heading of the report that a reference names, as it stands there; parts of a reference are separated by ", ".
NAMED = {
    "Inleiding", "1.1 De visie", "Gewaagd doel", "1.2 De rollen van Roset", STAFF, KERN.removesuffix(", "),
    "Interne proces Roset", "Werkgebied", "Stakeholders", "2.1 Bestuur en toezicht", "Raad van Toezicht", "Financiën",
    "2.2 Bedrijfsvoering", "Financiële prestaties 2021", "Huisvesting", "Communicatie", "Contacten met stakeholders",
    "3.1 Basisactiviteiten en opdrachten (basisbudget)", "3.1.1 Trainingen, workshops en e-books",
    "e-Book: Waardegedreven eerstelijns ouderenzorg – een raamwerk",
    "e-Book ‘Samen met huisartsen naar een toekomstbestendige digitalisering – Grip op regionale ICT-huisartsenzorg’",
    "3.1.2 Innovatie en ontwikkeling", "ArtsOnline", "Ontwikkeling e-Book e-health",
    "3.2.1 Kwartiermakers en Netwerkzorg", "Continuïteit Huisartsenzorg Twente", "Bijeenkomsten met HA en Gemeenten",
    "Goede zorg voor kwetsbare ouderen", "Meerjarenagenda VVT Wijkverpleging", "Brainstorm Samen Beslissen",
    "3.2.2 Visie- en strategietrajecten", "NOFON", "Twentse Fysiotherapie Organisatie i.o.",
    "3.2.3 Optimalisatie, transformatie en innovatie", "Positieve gezondheid",
    "Organisatiegraad Paramedische beroepsgroepen", "3.2.4 Zorg-ICT en e-health",
    "Digitalisering huisartsenpraktijken in 2025", "3.2.5 Overig", "Beleidskader AOF", "Aansluiting D3",
    BIJLAGE.removesuffix(", "), *APPENDIX,
}  # fmt: skip

# Every figure of context: code -> value, unit, period.
FACTS = {
    "inwoners": ("627800", "inwoners", "2021"), "grote-steden": ("50", "%", "2021"),
    "gemeenten": ("14", "gemeenten", "2021"), "ros-netwerk": ("14", "ROS'en", "2021"),
    "beroepsgroepen": ("9", "beroepsgroepen", "2021"), "zorgprofessionals": ("1600", "zorgprofessionals", "2021"),
    "ziekteverzuim-2021": ("0.5", "%", "2021"),
    "rvt-leden": ("3", "leden", "2021"), "ros-middelen": ("1.5", "euro", "2014"),
    "inwoners-peildatum": ("625840", "inwoners", ""), "resultaat-2021": ("-9971", "euro", "2021"),
    "vast-deel-2020": ("50", "%", "2020"), "vast-deel-2021": ("35", "%", "2021"), "now": ("0", "aanvragen", "2021"),
    "gehuisvest": ("10", "jaar", "2021"), "ebook-ouderenzorg": ("700", "downloads", "2021"),
    "ebook-ict": ("200", "downloads", "2021"), "ebook-ict-contacten": ("50", "contacten", "2021"),
    "ebook-ict-paginas": ("77", "pagina's", "2021"), "vvt-organisaties": ("3", "organisaties", "2021"),
    "nofon": ("26", "fysiotherapeuten", "2021"), "werkgroep-2025": ("5", "bijeenkomsten", "2021"),
    "vacatures": ("64", "vacatures", "2021"), "vacatures-gevuld": ("50", "vacatures", "2021"),
    "vacatures-nog-open": ("14", "vacatures", "2021"), "vacatures-site": ("33.3", "%", "2021"),
    "bezoekers": ("1000", "bezoekers", "2021"),
}  # fmt: skip

# Month that the report names -> what was done in it; a milestone is reported in its own month.
MONTHS = {"2021-04": {"R-BB-04"}, "2021-09": {"R-NZ-13"}, "2021-11": {"R-BB-05", "R-BA-02"}}

# Every figure that the report measured: (indicator, period) -> value, or numerator and denominator.
FIGURES = {
    ("vacatures-ingevuld", "2021"): ("50", "", ""), ("vacatures-geplaatst", "2021"): ("64", "", ""),
    ("vacatures-open", "2021"): ("14", "", ""), ("vacatures-via-website", "2021"): ("33.3", "", ""),
    ("websitebezoek", "2021"): ("1000", "", ""), ("ziekteverzuim", "2021"): ("0.5", "", ""),
    ("weerstandsvermogen", "2021"): ("16", "", ""), ("resultaat", "2021"): ("-9971", "", ""),
    ("vast-deel", "2020"): ("50", "", ""), ("vast-deel", "2021"): ("35", "", ""),
    ("flexibel-deel", "2021"): ("65", "", ""),
    ("rvt-vergaderingen", "2021"): ("5", "", ""), ("belangenverstrengeling", "2021"): ("0", "", ""),
    ("e-books-verstuurd", "2021"): ("1", "", ""), ("downloads-ouderenzorg", "2021"): ("700", "", ""),
    ("downloads-ict", "2021"): ("200", "", ""), ("verzonden-ict", "2021"): ("50", "", ""),
    ("pilot-artsonline", "2021"): ("24", "", ""), ("bijeenkomst-verslag", "2021"): ("100", "", ""),
    ("werkgroepen-afgerond", "2021"): ("5", "", ""), ("thema-in-uitwerking", "2021"): ("2", "", ""),
    ("werkgroepbijeenkomsten", "2021"): ("5", "", ""),
}  # fmt: skip

# Measured, but nowhere promised: no target, so context shows the same figure. Context code -> (indicator, period).
UNPROMISED = {
    "ziekteverzuim-2021": ("ziekteverzuim", "2021"),
    "resultaat-2021": ("resultaat", "2021"), "vast-deel-2020": ("vast-deel", "2020"),
    "vast-deel-2021": ("vast-deel", "2021"), "ebook-ouderenzorg": ("downloads-ouderenzorg", "2021"),
    "ebook-ict": ("downloads-ict", "2021"), "ebook-ict-contacten": ("verzonden-ict", "2021"),
    "werkgroep-2025": ("werkgroepbijeenkomsten", "2021"), "vacatures": ("vacatures-geplaatst", "2021"),
    "vacatures-nog-open": ("vacatures-open", "2021"), "vacatures-site": ("vacatures-via-website", "2021"),
    "bezoekers": ("websitebezoek", "2021"),
}  # fmt: skip

# Target -> kind, comparator, value, due.
PROMISES = {
    "R-OR-01": ("milestone", "", "", "2027-12-31"),
    "R-OR-10": ("maintain", ">=", "100", ""),
    "R-BB-01": ("recurring", ">=", "1", "2021-12-31"),
    "R-BB-12": ("maintain", "<=", "25", ""),
    "R-BB-15": ("maintain", "=", "65", "2023-12-31"),
    "R-BA-04": ("cumulative", ">=", "24", "2021-12-31"),
    "R-NZ-06": ("cumulative", ">=", "5", "2021-12-31"),
    "R-NZ-12": ("cumulative", ">=", "7", ""),
    "R-IC-05": ("milestone", "", "", "2025-12-31"),
    "R-CH-10": ("cumulative", ">=", "5", "2023-12-31"),
    "R-CH-11": ("cumulative", ">=", "6", "2023-12-31"),
    "R-CH-15": ("cumulative", ">=", "64", ""),
}

PHRASES = {
    "tussen 2019 en 2021": 19, "0-2 jaar": 2, "in 2022": 4, "in 2023": 2, "In 2027": 1, "2021-2023": 1,
    "in december 2021": 1, "medio 2022": 1, "tot en met oktober 2022": 1, "2019-2022": 1, "in 2025": 1,
    "per 1/11/21": 1, "per 1/1/22": 1,
}  # fmt: skip

# Projections, norms and intentions: the report states no result.
SILENT = {
    "R-OR-01", "R-OR-10", "R-OR-11", "R-BB-14", "R-BA-06", "R-BA-07", "R-BA-09", "R-NZ-01", "R-NZ-02", "R-NZ-10",
    "R-NZ-11", "R-NZ-15", "R-NZ-16", "R-NZ-17", "R-VT-08", "R-OT-06", "R-OT-08", "R-IC-05", "R-OV-03", "R-OV-04",
    "R-CH-06", "R-CH-09", "R-CH-10", "R-CH-11", "R-CH-14", "R-CH-19", "R-CH-23", "R-CH-24",
}  # fmt: skip

SERVES = {
    "R-NZ-04": "T-SR-23", "R-VT-07": "T-SR-22", "R-OT-05": "T-SR-22", "R-IC-04": "T-IM-01", "R-CH-01": "T-CT-02",
    "R-CH-02": "T-CT-04", "R-CH-03": "T-CT-02", "R-CH-11": "T-CT-07", "R-CH-21": "T-SR-23", "R-CH-22": "T-SR-23",
    "R-CH-23": "T-SR-24",
    "R-NZ-18": "T-CT-02",
    "R-NZ-21": "T-SR-24",
}  # fmt: skip

STATUSES = {
    "R-OR-04": Status.ACHIEVED, "R-BB-12": Status.ON_TRACK, "R-BB-01": Status.ACHIEVED, "R-BA-04": Status.ACHIEVED,
    "R-CH-10": Status.NO_DATA, "R-CH-13": Status.ACHIEVED, "R-CH-14": Status.NOT_STARTED, "R-CH-15": Status.ON_TRACK,
    "R-CH-16": Status.AT_RISK,
}  # fmt: skip


COUNTS = {
    Status.ACHIEVED: 92, Status.ON_TRACK: 5, Status.AT_RISK: 2, Status.TOO_EARLY: 2, Status.NOT_STARTED: 7,
    Status.NO_DATA: 19,
}  # fmt: skip


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


PLAN = tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))
TARGETS = {row["target"]: row for row in read(FOLDER / "targets.csv")}
INDICATORS = {row["indicator"]: row for row in read(FOLDER / "indicators.csv")}
CONTEXT = {row["code"]: row for row in read(FOLDER / "context.csv")}
MEASUREMENTS = [row for path in FILES for row in read(path)]
THEMES = [theme["code"] for theme in PLAN["themes"]]


def figures() -> dict[tuple[str, str], tuple[str, str, str]]:
    """What is measured under an indicator, by indicator and period."""
    own = [row for row in MEASUREMENTS if row["indicator"] in INDICATORS]
    return {(row["indicator"], row["period"]): (row["value"], row["numerator"], row["denominator"]) for row in own}


def test_plan_runs_from_the_first_actions_of_the_appendix_to_the_audacious_goal() -> None:
    assert (PLAN["code"], PLAN["start"], PLAN["end"]) == ("roset-2021", date(2019, 1, 1), date(2027, 12, 31))
    assert len(THEMES) == 9
    assert "niet in en zijn aangevuld, net als de doelen van R-BB-01 en R-CH-15" in PLAN["source"]
    assert all(theme["ambition"] and theme["icon"] and theme["title"] for theme in PLAN["themes"])


def test_every_heading_and_every_row_of_the_appendix_has_its_targets() -> None:
    rows = {
        f"{BIJLAGE}{heading}, regel {number}": count
        for heading, counts in APPENDIX.items()
        for number, count in enumerate(counts, 1)
    }
    assert len(rows) == 15
    found = Counter(row["source_ref"].removeprefix("Jaarverslag 2021, ") for row in TARGETS.values())
    assert found == HEADINGS | rows


def headings(reference: str) -> list[str]:
    """The headings of a reference, longest match first; fails on what is none."""
    rest, found = reference.removeprefix("Jaarverslag 2021, "), []
    while rest:
        fits = [name for name in NAMED if f"{rest}, ".startswith(f"{name}, ")]
        assert fits, reference
        found.append(max(fits, key=len))
        rest = re.sub(r"^(, )?(regel \d+)?", "", rest.removeprefix(found[-1]))
    return found


def test_every_reference_names_headings_of_the_report_and_every_heading_is_named() -> None:
    listed = read(FOLDER / "activities.csv")
    cells = [row["source_ref"] for row in (*TARGETS.values(), *CONTEXT.values(), *listed)]
    references = {
        part for cell in (*cells, *(row["source"] for row in INDICATORS.values())) for part in cell.split("; ")
    }
    assert {name for reference in references for name in headings(reference)} == NAMED


def test_context_holds_every_other_figure_of_the_report() -> None:
    assert {code: (row["value"], row["unit"], row["period"]) for code, row in CONTEXT.items()} == FACTS
    assert len({row["name"] for row in CONTEXT.values()}) == len(CONTEXT)


def test_what_the_report_rounds_is_shown_with_that_word() -> None:
    rounded = [row["name"] for row in CONTEXT.values() if re.search(r": (ruim|meer dan|ongeveer) [\d.]+$", row["name"])]
    assert len(rounded) == 5
    for name in rounded:
        figure = name.rsplit(" ", 1)[1].replace(".", "")
        assert figure in {row["value"] for row in CONTEXT.values() if row["name"] == name}


def test_a_milestone_is_reported_in_the_month_that_the_report_names() -> None:
    named = {month: {row["indicator"] for row in MEASUREMENTS if row["period"] == month} for month in MONTHS}
    assert named == MONTHS
    assert {row["period"] for row in MEASUREMENTS} == {"2020", "2021", "2021-Q4", *MONTHS}


def test_each_pilot_on_an_emergency_post_is_with_one_person() -> None:
    one = "met één verpleegkundig specialist of physician assistant"
    assert all(TARGETS[code]["statement"].endswith(one) for code in ("R-CH-13", "R-CH-14"))


def test_a_share_that_the_report_prints_whole_has_no_decimals() -> None:
    broken = {code for code, row in INDICATORS.items() if row["unit"] == "%" and row["decimals"] != "0"}
    assert broken == {"ziekteverzuim", "vacatures-via-website"}


def test_codes_are_unique_and_count_through_their_theme() -> None:
    assert len(TARGETS) == len(read(FOLDER / "targets.csv")) == 127
    for theme in THEMES:
        own = [code for code, row in TARGETS.items() if row["theme"] == theme]
        assert [code[5:] for code in own] == [f"{number:02d}" for number in range(1, len(own) + 1)]
        assert len({code[:5] for code in own}) == 1


def test_the_measured_figures_are_those_of_the_report() -> None:
    assert figures() == FIGURES


def test_what_is_measured_but_not_promised_is_shown_as_context() -> None:
    promised = {row["indicator"] for row in TARGETS.values()}
    assert {indicator for indicator, _ in UNPROMISED.values()} == set(INDICATORS) - promised
    for code, key in UNPROMISED.items():
        assert CONTEXT[code]["value"] == FIGURES[key][0], code
        assert CONTEXT[code]["period"] == key[1], code


def test_vacancies_add_up() -> None:
    placed, filled, left = (
        int(CONTEXT[code]["value"]) for code in ("vacatures", "vacatures-gevuld", "vacatures-nog-open")
    )
    assert (placed, filled, left) == (64, 50, 14)
    assert placed == filled + left


@pytest.mark.parametrize("code", PROMISES)
def test_promise_is_a_number_and_a_day(code: str) -> None:
    row = TARGETS[code]
    assert (row["kind"], row["comparator"], row["value"], row["due"]) == PROMISES[code]


def test_what_was_before_the_agreement_is_its_baseline_and_no_breach() -> None:
    split = TARGETS["R-BB-15"]
    assert (split["start"], split["baseline"], split["baseline_date"]) == ("2021-01-01", "50", "2020-12-31")


def test_deadline_phrases_stand_as_written_and_say_what_the_columns_say() -> None:
    assert Counter(row["deadline"] for row in TARGETS.values() if row["deadline"]) == PHRASES
    for row in TARGETS.values():
        if row["deadline"] and row["deadline"] != "0-2 jaar":
            said = read_deadline(row["deadline"], start=PLAN["start"], end=PLAN["end"])
            assert said is not None, row["deadline"]
            assert (str(said.due_from or ""), str(said.due)) == (row["due_from"], row["due"])
    assert {row["due"] for row in TARGETS.values() if row["deadline"] == "0-2 jaar"} == {"2022-12-31"}


def test_projections_norms_and_intentions_are_not_measured() -> None:
    measured = {row["indicator"] for row in MEASUREMENTS}
    assert {code for code, row in TARGETS.items() if (row["indicator"] or code) not in measured} == SILENT


def test_what_lies_after_the_report_starts_after_it() -> None:
    later = {code for code, row in TARGETS.items() if row["due"].startswith("2022") and row["start"] >= "2022"}
    assert later == {"R-BA-09", "R-NZ-10", "R-NZ-15", "R-VT-08", "R-CH-14", "R-CH-19", "R-OT-08"}


def test_only_a_negative_result_that_the_report_states_is_a_no() -> None:
    assert {row["indicator"] for row in MEASUREMENTS if row["value"] == "nee"} == {"R-OT-02", "R-CH-16"}


def test_results_that_serve_thoon_point_at_targets_of_thoon() -> None:
    served = {code: row["contributes_to"] for code, row in TARGETS.items() if "thoon-2021/" in row["contributes_to"]}
    assert served == {code: f"thoon-2021/{target}" for code, target in SERVES.items()}
    assert set(SERVES.values()) <= {row["target"] for row in read(PLANS / "thoon-2021" / "targets.csv")}


def test_every_measurement_is_of_the_document_and_has_a_key_and_a_note_of_its_own() -> None:
    assert [path.name for path in FILES] == ["document-2020.csv", "document-2021.csv", "document-bijlage-1.csv"]
    assert max(Counter((row["indicator"], row["period"]) for row in MEASUREMENTS).values()) == 1
    assert all(row["note"] for row in MEASUREMENTS)


def test_the_project_list_is_complete_and_every_target_hangs_under_it() -> None:
    listed = read(FOLDER / "activities.csv")
    keys = {(row["theme"], row["focus"], row["focus_kind"], row["activity"]) for row in listed}
    assert len(keys) == len(listed) == 53
    used = {(row["theme"], row["focus"], row["focus_kind"], row["activity"]) for row in TARGETS.values()}
    assert {key for key in used - keys if key[3]} == set()
    assert [code for code, row in TARGETS.items() if not row["activity"]] == ["R-OR-04"]  # a figure, no work
    projects = {theme: {row["focus"] for row in listed if row["theme"] == theme} for theme in THEMES[3:]}
    assert {theme: len(focuses) for theme, focuses in projects.items()} == {
        "netwerkzorg": 4,
        "visie": 3,
        "transformatie": 2,
        "zorg-ict": 1,
        "overig": 2,
        "continuiteit": 6,
    }


def test_shares_name_their_numerator_and_denominator() -> None:
    for row in INDICATORS.values():
        assert row["definition"].endswith(".")
        assert (row["unit"] == "%") == (row["aggregation"] == "ratio") == bool(row["numerator"] and row["denominator"])


def test_no_doubled_letters_of_the_pdf_are_left() -> None:
    texts = [text for row in (*TARGETS.values(), *read(FOLDER / "activities.csv")) for text in row.values()]
    assert not [text for text in texts if re.search(r"([a-z])\1([a-z])\2([a-z])\3", text)]


def test_the_folder_is_read_without_issues_and_shows_these_lights_at_the_end_of_2021() -> None:
    folder = read_folder(FOLDER)
    assert folder.issues == ()
    assert folder.plan is not None
    assert {one.origin for one in folder.measurements} == {Origin.DOCUMENT}
    lights = {}
    for target in folder.plan.targets:
        own = [one for one in folder.measurements if one.indicator == target.measured_as]
        lights[target.code] = assess(target, own, as_of=date(2021, 12, 31), thresholds=Thresholds()).status
    assert STATUSES.items() <= lights.items()
    assert Counter(lights.values()) == COUNTS
