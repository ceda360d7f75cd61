"""The THOON plan folder holds every result of its document, and nothing points at something that is not there."""

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "data" / "plans" / "thoon-2021"
FILES = sorted((FOLDER / "measurements").glob("*.csv"))
Row = dict[str, str]

IM = "Informatiemanagement, Speerpunten 2021, "
PGZ = "Chronische zorg, Speerpunt persoonsgerichte zorg, "
WELZIJN = "Complexe ouderenzorg, Speerpunt samenwerking zorg en welzijn, "
PGO = "Complexe ouderenzorg, Speerpunt persoonsgerichte ouderenzorg "
BEHEER = "Continuïteit, Speerpunt praktijkbeheer, "
TAAK = "Continuïteit, Speerpunt taakherschikking en taakdelegatie, "
JZOJP = "Samenwerking in de regio, Speerpunt JZOJP, "
ONE, TWO = (f"Samenwerking in de regio, Consolideren en optimaliseren activiteiten ({page}), " for page in (1, 2))
LIJN = "Samenwerking in de regio, Speerpunt samenwerken eerstelijnszorg en welzijn, "

# Heading in the document -> per bullet of its column "Resultaten 2021", in order, the number of targets it holds.
RESULTS = {
    IM + "Ontwikkelen regionale visie digitalisering": [1, 2, 2],
    IM + "Optimaliseren informatiemanagement": [1, 2, 2],
    IM + "Optimaliseren ondersteuning zorgprocessen": [2],
    IM + "OPEN Fase 2": [1],
    IM + "Twentse App voor patiënten": [2, 4, 1],
    PGZ + "Het andere gesprek": [2, 1, 1, 1],
    PGZ + "Inzet van eHealth": [2, 1],
    PGZ + "Anders organiseren": [1, 2],
    PGZ + "Kwaliteit van zorg borgen": [1],
    PGZ + "Deelname Nationale Diabetes Challenge": [1],
    "Chronische zorg, Speerpunt integratie zorgprogramma's, Verkennen integratie chronische zorgprogramma's": [2],
    WELZIJN + "Vervolgzorg": [2],
    WELZIJN + "Ouderenzorgnetwerk": [2, 1, 1, 1, 4, 1],
    PGO + "(1), inleidende regel": [2],
    PGO + "(1), GGZ": [1],
    PGO + "(1), Dementie": [1, 2, 2, 2],
    PGO + "(1), Migranten": [3, 1, 2, 1],
    PGO + "(2), Vroegtijdige zorgplanning (VZP)": [1, 1, 3, 2],
    BEHEER + "Tijdelijke praktijkovername": [1, 2],
    BEHEER + "Tijdelijk praktijkbeheer": [1, 2],
    TAAK + "Inzet Physician assistant (PA)": [1, 2],
    TAAK + "Taakdelegatie; inzet POH en DA": [1],
    JZOJP + "Proactieve deelname aan overlegstructuren": [1, 1, 1, 1, 1],
    JZOJP + "Uitwerken van samenwerking rondom hartfalen": [1, 1],
    JZOJP + "Uitwerken van samenwerking rondom wondzorg": [2, 2, 1, 1],
    "Samenwerking in de regio, Speerpunt één huisartsenorganisatie": [1, 1, 1, 1, 1],
    LIJN + "Eerstelijns netwerkorganisatie": [1, 1, 1],
    LIJN + "Het regionale eerstelijnsnetwerk zichtbaar maken": [1],
    LIJN + "Samenwerking met het sociaal domein": [1, 1, 1],
    LIJN + "Verkennen inzet verbindingsmanager": [1],
}

# Lines of "Consolideren en optimaliseren activiteiten" that say how often or when.
ONGOING = {
    "Chronische zorg, Consolideren en optimaliseren activiteiten, Kwaliteit, activiteit 11": 1,
    "Complexe ouderenzorg, Consolideren en optimaliseren activiteiten, Communicatie, activiteit 2b": 3,
    ONE + "Communicatie, activiteit 1": 1,
    ONE + "Communicatie, activiteit 3": 1,
    TWO + "Oogzorg, activiteit 2a": 1,
    TWO + "Oogzorg, activiteit 2b": 1,
    TWO + "OSAS, activiteit 2a": 1,
    TWO + "ECMS, activiteit 2": 1,
    TWO + "Vrouwenspreekuur urogynaecologie, activiteit 2": 2,
}

# Target -> kind, comparator, value, window of a recurring target.
FIGURES = {
    "T-IM-04": ("cumulative", ">=", "2", ""),
    "T-IM-05": ("cumulative", ">=", "2", ""),
    "T-CZ-03": ("cumulative", ">=", "2", ""),
    "T-CZ-05": ("reach", ">=", "100", ""),
    "T-CO-03": ("recurring", ">=", "3", "year"),
    "T-CO-04": ("recurring", ">=", "3", "year"),
    "T-CO-08": ("cumulative", ">=", "8", ""),
    "T-CO-09": ("cumulative", ">=", "8", ""),
    "T-CO-30": ("cumulative", ">=", "2", ""),
    "T-CT-03": ("maintain", "<=", "2", ""),
    "T-CT-06": ("maintain", "<=", "10", ""),
    "T-CT-07": ("cumulative", ">=", "2", ""),
    "T-SR-03": ("recurring", ">=", "1", "half-year"),
    "T-SR-27": ("recurring", ">=", "13", "quarter"),
    "T-SR-29": ("recurring", ">=", "2", "year"),
    "T-SR-30": ("recurring", ">=", "2", "year"),
    "T-SR-31": ("recurring", ">=", "2", "year"),
    "T-SR-32": ("recurring", ">=", "3", "year"),
}

# Deadline phrases as the document writes them -> number of targets.
PHRASES = {
    "Eind 2021": 8, "eind 2021": 1, "medio 2021": 2, "Vóór 2022": 13, "Vóór juni 2021": 3, "Voor juni 2021": 1,
    "Vóór mei 2021": 2, "Vóór oktober 2021": 1, "Vóór Q4 2021": 2, "Q3 2021": 1, "Q2": 1, "Q4": 1, "In Q1 2021": 1,
    "In 2021": 7, "in 2021 drie keer": 2, "In 2020/2021": 1, "Januari 2021": 1, "Maart 2021": 4, "maart 2021": 1,
    "juni 2021": 1, "december 2021": 1, "Vanaf maart 2021": 1, "Vanaf januari 2021": 2, "vanaf Q3 2021": 2,
    "elk half jaar": 1, "Wekelijkse": 1, "twee keer per jaar": 3, "drie keer per jaar": 1,
}  # fmt: skip

STARTS = {
    "T-CZ-04": "2021-03-01",
    "T-CO-36": "2021-04-01",
    "T-CT-02": "2021-01-01",
    "T-CT-03": "2021-01-01",
    "T-SR-33": "2021-07-01",
    "T-SR-34": "2021-07-01",
}

REGION = {
    "R-01": "6", "R-02": "32", "R-03": "29", "R-04": "-33", "R-05": "4", "R-06": "9", "R-07": "30", "R-08": "9",
    "R-09": "-4",
}  # fmt: skip


HEADINGS = {
    "Regioplan", "Regiobeeld THOON 2020-2030", "Veranderingen in de bevolking", "Toenemende zorgvraag",
    "Afnemend zorgaanbod", "Informatiemanagement", "Chronische zorg", "Complexe ouderenzorg", "Continuïteit",
    "Samenwerking in de regio", "Speerpunten 2021", "Consolideren en optimaliseren activiteiten",
    "Consolideren en optimaliseren activiteiten (1)", "Consolideren en optimaliseren activiteiten (2)",
    "Ontwikkelen regionale visie digitalisering", "Optimaliseren informatiemanagement",
    "Optimaliseren ondersteuning zorgprocessen", "OPEN Fase 2", "Twentse App voor patiënten",
    "Speerpunt persoonsgerichte zorg", "Het andere gesprek", "Inzet van eHealth", "Anders organiseren",
    "Kwaliteit van zorg borgen", "Deelname Nationale Diabetes Challenge", "Speerpunt integratie zorgprogramma's",
    "Verkennen integratie chronische zorgprogramma's", "Kwaliteit", "Communicatie",
    "Speerpunt samenwerking zorg en welzijn", "Vervolgzorg", "Ouderenzorgnetwerk",
    "Speerpunt persoonsgerichte ouderenzorg (1)", "Zorg voor specifieke doelgroepen", "GGZ", "Dementie", "Migranten",
    "Speerpunt persoonsgerichte ouderenzorg (2)", "Vroegtijdige zorgplanning (VZP)", "Praktijkhuisvesting",
    "Speerpunt praktijkbeheer", "Tijdelijke praktijkovername", "Tijdelijk praktijkbeheer",
    "Speerpunt taakherschikking en taakdelegatie", "Inzet Physician assistant (PA)", "Taakdelegatie; inzet POH en DA",
    "Overleg/samenwerking met", "Oogzorg", "OSAS", "ECMS", "Vrouwenspreekuur urogynaecologie", "Atriumfibrilleren",
    "Heel Twente stopt (met roken)", "Speerpunt JZOJP", "Proactieve deelname aan overlegstructuren",
    "Uitwerken van samenwerking rondom hartfalen", "Uitwerken van samenwerking rondom wondzorg",
    "Speerpunt één huisartsenorganisatie", "Speerpunt samenwerken eerstelijnszorg en welzijn",
    "Eerstelijns netwerkorganisatie", "Het regionale eerstelijnsnetwerk zichtbaar maken",
    "Samenwerking met het sociaal domein", "Verkennen inzet verbindingsmanager",
}  # fmt: skip


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PLAN = tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))
TARGETS = read(FOLDER / "targets.csv")
INDICATORS = {row["indicator"]: row for row in read(FOLDER / "indicators.csv")}
MEASUREMENTS = [row for path in FILES for row in read(path)]
THEMES = [theme["code"] for theme in PLAN["themes"]]


def bullet(row: Row) -> str:
    return row["source_ref"].removeprefix("Regioplan, ").split(", kolom ")[0]


def test_plan_runs_three_years_and_has_five_themes_with_an_ambition() -> None:
    assert (PLAN["code"], PLAN["start"], PLAN["end"]) == ("thoon-2021", date(2021, 1, 1), date(2023, 12, 31))
    assert THEMES == ["informatiemanagement", "chronische-zorg", "ouderenzorg", "continuiteit", "samenwerking"]
    assert all(theme["ambition"] and theme["icon"] and theme["title"] for theme in PLAN["themes"])


def test_every_result_bullet_of_the_document_is_there_with_all_it_promises() -> None:
    expected = {
        f"{heading}, resultaat {number}": count
        for heading, counts in RESULTS.items()
        for number, count in enumerate(counts, 1)
    }
    assert len(expected) == 74
    assert Counter(bullet(row) for row in TARGETS if row["focus_kind"] == "focus") == expected


def test_ongoing_lines_with_a_frequency_or_a_date_are_targets() -> None:
    assert Counter(bullet(row) for row in TARGETS if row["focus_kind"] == "ongoing") == ONGOING


def test_target_codes_are_unique_and_counted_per_theme() -> None:
    assert len({row["target"] for row in TARGETS}) == len(TARGETS) == 119
    assert Counter(row["theme"] for row in TARGETS) == dict(zip(THEMES, (20, 16, 39, 10, 34), strict=True))


@pytest.mark.parametrize("code", FIGURES)
def test_figure_of_the_plan_is_a_number(code: str) -> None:
    row = next(row for row in TARGETS if row["target"] == code)
    assert (row["kind"], row["comparator"], row["value"], row["per"]) == FIGURES[code]


def test_deadline_phrases_stand_as_written() -> None:
    assert Counter(row["deadline"] for row in TARGETS if row["deadline"]) == PHRASES


def test_undated_results_inherit_the_year_of_their_column() -> None:
    undated = [row for row in TARGETS if not row["deadline"] and ", kolom " in row["source_ref"]]
    assert {row["due"] for row in undated} == {"2021-12-31"}
    others = {row["target"]: row["due"] for row in TARGETS if not row["deadline"] and row not in undated}
    assert others == {"T-SR-28": "2023-12-31"}


def test_a_phrase_without_a_year_of_its_own_has_its_window_written_out() -> None:
    windows = {row["deadline"]: (row["due_from"], row["due"]) for row in TARGETS if row["deadline"] in ("Q2", "Q4")}
    assert windows == {"Q2": ("2021-04-01", "2021-06-30"), "Q4": ("2021-10-01", "2021-12-31")}


def test_from_a_month_on_is_a_start_and_not_a_deadline() -> None:
    assert {row["target"]: row["start"] for row in TARGETS if row["start"]} == STARTS
    assert {row["due"] for row in TARGETS if row["deadline"].lower().startswith("vanaf")} == {""}


def test_only_milestones_go_without_indicator_and_value() -> None:
    bare = {row["kind"] for row in TARGETS if not row["value"] or not row["indicator"]}
    assert bare == {"milestone"}
    assert all(row["per"] for row in TARGETS if row["kind"] == "recurring")


def test_words_with_a_fixed_list_keep_to_it() -> None:
    assert {row["level"] for row in TARGETS} == {"regio", "wijk", "organisatie", "praktijk"}
    assert {row["kind"] for row in TARGETS} == {"reach", "cumulative", "maintain", "milestone", "recurring"}
    assert {row["frequency"] for row in INDICATORS.values()} <= {"month", "quarter", "half-year", "year"}
    assert {row["aggregation"] for row in INDICATORS.values()} <= {"sum", "last", "mean", "ratio"}
    assert {row["direction"] for row in INDICATORS.values()} <= {"increase", "decrease", "maintain"}


def test_every_reference_exists() -> None:
    codes = {row["target"] for row in TARGETS}
    assert {row["indicator"] for row in TARGETS if row["indicator"]} == set(INDICATORS)
    assert {row["theme"] for row in TARGETS} == set(THEMES)
    assert {row["indicator"] for row in MEASUREMENTS} <= codes | set(INDICATORS)
    units = read(FOLDER / "org_units.csv")
    assert {row["parent"] for row in units} == {"", "thoon"}
    assert {row["org_unit"] for row in MEASUREMENTS} <= {row["org_unit"] for row in units} | {""}


def test_a_target_with_an_indicator_is_not_measured_under_its_own_code() -> None:
    own = {row["target"] for row in TARGETS if not row["indicator"]}
    assert {row["indicator"] for row in MEASUREMENTS} - set(INDICATORS) <= own


def test_shares_name_their_numerator_and_denominator() -> None:
    shares = [row for row in INDICATORS.values() if row["unit"] == "%"]
    assert len(shares) == 4
    assert all(row["aggregation"] == "ratio" and row["numerator"] and row["denominator"] for row in shares)


def test_every_activity_is_listed_and_every_target_hangs_under_one() -> None:
    activities = read(FOLDER / "activities.csv")
    keys = {(row["theme"], row["focus"], row["focus_kind"], row["activity"]) for row in activities}
    assert {(row["theme"], row["focus"], row["focus_kind"], row["activity"]) for row in TARGETS} <= keys
    ongoing = Counter(row["theme"] for row in activities if row["focus_kind"] == "ongoing")
    assert ongoing == dict(zip(THEMES, (10, 13, 5, 6, 34), strict=True))
    assert len(keys) == len(activities) == 98


def test_a_rhythm_the_document_does_not_name_is_called_our_reading() -> None:
    quarterly = {row["target"]: row for row in TARGETS if row["per"] == "quarter"}
    assert quarterly.pop("T-SR-27")["deadline"] == "Wekelijkse"
    assert set(quarterly) == {"T-IM-09", "T-IM-10", "T-CO-07", "T-CO-16", "T-CO-31", "T-CO-33", "T-CO-36"}
    for row in quarterly.values():
        assert "onze lezing" in INDICATORS[row["indicator"]]["definition"]
    assert not any("kwartaal" in row["statement"] for row in TARGETS)


def test_source_says_what_is_not_from_the_document() -> None:
    assert PLAN["source"].startswith("THOON, Regioplan 2021 tot 2024, Hengelo, november 2020; ")
    assert all(word in PLAN["source"] for word in ("eigenaren", "niveaus", "indicatoren"))


def test_what_the_document_strives_for_is_not_told_as_promised() -> None:
    heading = "Samenwerking in de regio, Speerpunt één huisartsenorganisatie, resultaat "
    striving = [row for row in TARGETS if bullet(row) in {f"{heading}{number}" for number in (3, 4, 5)}]
    assert len(striving) == 3
    assert all(row["statement"].startswith("THOON werkt toe naar één ") for row in striving)


def test_source_references_are_headings_of_the_document() -> None:
    """A part is a heading, the opening words of an activity in the left column, or a place: bullet or column."""
    place = re.compile(
        r"(resultaat|activiteit) \d+[a-c]?|activiteit|inleidende regel|kolom (Resultaten|Activiteiten) 2021"
    )
    rows = [*TARGETS, *read(FOLDER / "activities.csv"), *read(FOLDER / "context.csv")]
    parts = {part for row in rows for part in row["source_ref"].split(", ")}
    assert {part for part in parts if not place.fullmatch(part)} == HEADINGS


def test_the_nine_figures_of_the_region_are_context() -> None:
    rows = read(FOLDER / "context.csv")
    assert {row["source_ref"].split(", ")[1] for row in rows} == {"Regiobeeld THOON 2020-2030"}
    assert {row["code"]: row["value"] for row in rows} == REGION
    assert {(row["unit"], row["period"], row["period_to"]) for row in rows} == {("%", "2020", "2030")}
    assert all(row["name"].endswith(", verwachte verandering") for row in rows)
    assert {row["theme"] for row in rows} <= set(THEMES)


def test_measurements_are_samples_of_four_quarters_with_unique_keys() -> None:
    assert [path.name for path in FILES] == [f"voorbeeld-2021-Q{quarter}.csv" for quarter in (1, 2, 3, 4)]
    keys = Counter((row["indicator"], row["period"], row["org_unit"]) for row in MEASUREMENTS)
    assert max(keys.values()) == 1


def test_each_measurement_says_one_thing_within_its_range() -> None:
    for row in MEASUREMENTS:
        share = bool(row["numerator"] and row["denominator"])
        assert [bool(row["value"]), share, bool(row["measured_on"])].count(True) == 1, row
        if share:
            assert 0 <= int(row["numerator"]) <= int(row["denominator"]), row
        if row["indicator"] in INDICATORS and row["value"]:
            highest = INDICATORS[row["indicator"]]["max"] or "inf"
            assert 0 <= float(row["value"]) <= float(highest), row


def test_a_judged_percentage_carries_a_note() -> None:
    judged = [row for row in MEASUREMENTS if row["indicator"] not in INDICATORS and row["value"].isdigit()]
    assert len(judged) > 50
    assert all(int(row["value"]) <= 100 and row["note"] for row in judged)


def test_a_done_milestone_is_reported_in_the_quarter_it_was_done() -> None:
    for row in MEASUREMENTS:
        if row["measured_on"]:
            day = date.fromisoformat(row["measured_on"])
            assert row["period"] == f"{day.year}-Q{(day.month + 2) // 3}", row


def test_every_kind_is_measured_and_some_targets_are_honestly_silent() -> None:
    measured = {row["indicator"] for row in MEASUREMENTS}
    silent = {row["target"] for row in TARGETS if (row["indicator"] or row["target"]) not in measured}
    assert {row["kind"] for row in TARGETS if row["target"] not in silent} == {row["kind"] for row in TARGETS}
    assert len(silent) == 13
    assert "T-CO-05" in silent
