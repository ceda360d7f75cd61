"""The plan folder of Het Huisartsenteam against its document: nothing missing, nothing invented."""

import csv
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "data" / "plans" / "huisartsenteam-2024"
Row = dict[str, str]

# Counted in the document: items in the WAT, HOE and RESULTAAT columns, and the targets those results were split into.
CHAPTERS = {
    "scope": ("Scope huisartsenzorg", "SC", 3, 5, (2, 2, 3, 1, 2, 1)),
    "patient": ("Rol en regie van de patiënt", "RP", 5, 6, (2, 1, 4, 2, 2, 3)),
    "samenwerking": ("Interne samenwerking en communicatie", "IS", 5, 7, (2, 2, 2, 1, 4, 1, 2)),
    "arbeidsmarkt": ("Arbeidsmarkt en scholing", "AS", 5, 8, (5, 2, 2, 1, 2, 1, 1, 1)),
    "regio": ("Regio en gemeenten", "RG", 3, 4, (2, 5, 2, 7, 2)),
    "ict": ("ICT en digitalisering", "IC", 4, 7, (2, 2, 1, 1, 1, 1, 1, 1)),
}
ONE_PROMISE_OUTSIDE_RESULTS = "Vijfjarenplan, Interne samenwerking en communicatie, HOE 7"
PERIODS = {
    "month": r"\d{4}-(0[1-9]|1[0-2])",
    "quarter": r"\d{4}-Q[1-4]",
    "half-year": r"\d{4}-H[12]",
    "year": r"\d{4}",
}
LAST_MONTH = {"Q": 3, "H": 6}


def rows(path: Path) -> list[Row]:
    """Every row of a CSV file as text cells by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@cache
def by_code(name: str, column: str) -> dict[str, Row]:
    """The rows of a plan file by their code, which must be unique."""
    found = rows(FOLDER / name)
    assert len({row[column] for row in found}) == len(found)
    return {row[column]: row for row in found}


def targets() -> dict[str, Row]:
    return by_code("targets.csv", "target")


def indicators() -> dict[str, Row]:
    return by_code("indicators.csv", "indicator")


@cache
def measured() -> tuple[tuple[str, Row], ...]:
    """Every measurement with the quarter its file is named after."""
    files = sorted((FOLDER / "measurements").iterdir())
    assert all(file.name.startswith("voorbeeld-") for file in files)
    return tuple((file.stem.removeprefix("voorbeeld-"), row) for file in files for row in rows(file))


def quarter_of(period: str) -> str:
    """The quarter in which a period ends: a half year or a year is reported in its last quarter."""
    year, _, part = period.partition("-")
    if not part:
        return f"{year}-Q4"
    month = int(part[1:]) * LAST_MONTH[part[0]] if part[0] in LAST_MONTH else int(part)
    return f"{year}-Q{(month + 2) // 3}"


def test_plan_covers_six_ambitions_and_the_years_of_the_document() -> None:
    plan = tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))
    assert (plan["code"], str(plan["start"]), str(plan["end"])) == ("huisartsenteam-2024", "2024-01-01", "2029-12-31")
    assert [(theme["code"], theme["title"]) for theme in plan["themes"]] == [
        (code, chapter[0]) for code, chapter in CHAPTERS.items()
    ]
    assert all(theme["ambition"] and theme["icon"] for theme in plan["themes"])
    assert plan["source"].startswith("Vijfjarenplan, Zorggroep Het Huisartsenteam, 2024-2029; ")
    assert all(word in plan["source"] for word in ("eigenaren", "niveaus", "indicatoren"))


def test_every_result_of_the_document_is_split_into_its_promises() -> None:
    expected = {
        f"Vijfjarenplan, {title}, RESULTAAT {number}": parts
        for title, _, _, _, results in CHAPTERS.values()
        for number, parts in enumerate(results, 1)
    }
    assert len(expected) == 40
    found = Counter(row["source_ref"] for row in targets().values())
    assert found == expected | {ONE_PROMISE_OUTSIDE_RESULTS: 1}


def test_codes_count_through_their_own_theme() -> None:
    for theme, (title, prefix, *_) in CHAPTERS.items():
        own = [row for row in targets().values() if row["theme"] == theme]
        assert [row["target"] for row in own] == [f"H-{prefix}-{number:02d}" for number in range(1, len(own) + 1)]
        assert all(title in row["source_ref"] for row in own)


def test_every_what_and_how_of_the_document_is_listed() -> None:
    listed = rows(FOLDER / "activities.csv")
    for theme, (title, _, whats, hows, _) in CHAPTERS.items():
        own = [row for row in listed if row["theme"] == theme]
        assert len({row["focus"] for row in own}) == whats
        assert [row["source_ref"] for row in own] == [f"Vijfjarenplan, {title}, HOE {n}" for n in range(1, hows + 1)]


def test_every_what_carries_a_target_and_every_target_hangs_on_a_listed_how() -> None:
    listed = {(row["theme"], row["focus"], row["activity"]) for row in rows(FOLDER / "activities.csv")}
    used = {(row["theme"], row["focus"], row["activity"]) for row in targets().values()}
    assert used <= listed
    assert {row[:2] for row in used} == {row[:2] for row in listed}


def test_figures_of_the_document() -> None:
    figures = {
        "H-SC-04": ("reach", ">=", "100"),
        "H-SC-11": ("reach", ">", "50"),
        "H-RP-03": ("reach", ">", "50"),
        "H-AS-15": ("reach", ">=", "9"),
        "H-IC-03": ("cumulative", ">=", "10000"),
        "H-IC-05": ("maintain", "<=", "0"),
        "H-SC-07": ("reach", ">=", "3"),
    }
    assert {code: tuple(targets()[code][key] for key in ("kind", "comparator", "value")) for code in figures} == figures


def test_words_that_narrow_a_figure_are_in_statement_and_definition() -> None:
    assert "binnen 1 werkdag" in targets()["H-SC-04"]["statement"]
    assert "1 werkdag" in indicators()["binnen-werkdag"]["numerator"]
    for code in ("H-RP-01", "H-RP-02"):
        assert "16+" in targets()[code]["statement"]
        assert "16 jaar of ouder" in indicators()[targets()[code]["indicator"]]["denominator"]


def test_each_practice_offers_a_place_for_each_of_five_kinds_of_trainee() -> None:
    places = [row for row in targets().values() if row["source_ref"].endswith("Arbeidsmarkt en scholing, RESULTAAT 1")]
    kinds = [row["statement"].rpartition(": ")[2] for row in places]
    assert kinds == ["AIOS", "POH-S", "POH-GGZ", "VS", "doktersassistent"]
    assert {(row["value"], indicators()[row["indicator"]]["unit"]) for row in places} == {("100", "%")}


def test_recurring_duties_keep_their_window() -> None:
    recurring = {row["target"]: (row["value"], row["per"]) for row in targets().values() if row["kind"] == "recurring"}
    assert recurring.pop("H-IS-13") == ("1", "year")
    assert recurring == dict.fromkeys(("H-RP-05", "H-RP-06", "H-RP-07", "H-IC-10"), ("2", "plan"))


def test_only_the_yearly_visit_states_a_time() -> None:
    assert {row["target"]: row["deadline"] for row in targets().values() if row["deadline"]} == {"H-IS-13": "Jaarlijks"}
    assert not {"due", "due_from", "start", "baseline"} & set(targets()["H-IS-13"])


def test_ambition_of_the_province_is_context_only() -> None:
    fact = by_code("context.csv", "code")["gezonde-levensjaren"]
    assert (fact["value"], fact["period_to"]) == ("3", "2030")
    assert not any("levensjaren" in row["statement"] for row in targets().values())


def test_every_fact_and_year_the_document_states_is_context() -> None:
    facts = by_code("context.csv", "code").values()
    assert {row["code"]: (row["value"], row["period"], row["source_ref"].split(", ", 1)[1]) for row in facts} == {
        "adherentiegebieden": ("2", "2024", "Regio en gemeenten, inleiding"),
        "gezonde-levensjaren": ("3", "2030", "Regio en gemeenten, HOE 3"),
        "his": ("1", "2024", "Scope huisartsenzorg, inleiding"),
        "app": ("1", "2024", "Scope huisartsenzorg, inleiding"),
        "telefonie": ("1", "2024", "Scope huisartsenzorg, inleiding"),
        "kantoor": ("1", "2024", "Scope huisartsenzorg, inleiding"),
        "persoonsgericht-getraind": ("100", "2024", "Rol en regie van de patiënt, inleiding"),
        "uitdagingen": ("3", "2024", "Vooruitblik"),
        "pijlers": ("15", "2024", "Introductie"),
        "inbreng-leden": ("", "2021", "Hoe doen we dat, Samenwerking"),
        "akkoord-leden": ("100", "", "The making of"),
        "zorg-2040": ("", "2040", "Introductie"),
    }
    assert "24 januari" in by_code("context.csv", "code")["akkoord-leden"]["name"]


def test_a_number_of_ours_is_called_our_reading() -> None:
    ours = {row["indicator"] for row in targets().values() if row["per"] == "plan"} | {"binnen-werkdag"}
    assert len(ours) == 5
    assert {code for code, row in indicators().items() if "onze lezing" in row["definition"]} == ours
    assert not any("2 keer" in row["statement"] for row in targets().values())


def test_targets_use_known_words() -> None:
    for row in targets().values():
        assert row["kind"] in {"reach", "cumulative", "maintain", "milestone", "recurring"}
        assert row["level"] in {"regio", "organisatie", "praktijk"}
        assert row["focus_kind"] == "focus"
        assert row["statement"]
        assert row["owner"]


def test_a_target_has_a_value_and_an_indicator_unless_it_is_a_milestone() -> None:
    for row in targets().values():
        milestone = row["kind"] == "milestone"
        assert milestone == (row["value"] == "") == (row["indicator"] == ""), row["target"]


def test_every_indicator_is_used_and_every_reference_exists() -> None:
    assert {row["indicator"] for row in targets().values()} - {""} == set(indicators())
    units = by_code("org_units.csv", "org_unit")
    assert {row["parent"] for row in units.values()} - {""} <= set(units)
    assert {row["theme"] for row in by_code("context.csv", "code").values()} <= {*CHAPTERS, ""}


def test_indicators_are_defined() -> None:
    for row in indicators().values():
        assert row["definition"].endswith(".")
        assert row["unit"]
        assert row["direction"] in {"increase", "decrease"}
        assert row["frequency"] in PERIODS
        assert row["aggregation"] in {"sum", "last", "mean", "ratio"}
        is_share = row["aggregation"] == "ratio"
        assert is_share == (row["unit"] == "%") == bool(row["numerator"]) == bool(row["denominator"])


def test_measurement_keys_are_unique_and_known() -> None:
    keys = Counter((row["indicator"], row["period"], row["org_unit"]) for _, row in measured())
    assert max(keys.values()) == 1
    milestones = {row["target"] for row in targets().values() if row["kind"] == "milestone"}
    assert {key[0] for key in keys} <= set(indicators()) | milestones
    assert {key[2] for key in keys} - {""} <= set(by_code("org_units.csv", "org_unit"))


def test_measurements_stand_in_the_file_of_their_quarter_at_their_own_frequency() -> None:
    for quarter, row in measured():
        indicator = indicators().get(row["indicator"])
        assert re.fullmatch(PERIODS[indicator["frequency"] if indicator else "quarter"], row["period"]), row
        assert quarter_of(row["period"]) == quarter, row
        assert not row["measured_on"] or quarter_of(row["measured_on"][:7]) == quarter, row


def test_shares_are_counted_and_values_lie_in_range() -> None:
    for _, row in measured():
        indicator = indicators().get(row["indicator"])
        if indicator and indicator["aggregation"] == "ratio":
            assert 0 <= int(row["numerator"]) <= int(row["denominator"]), row
            assert int(row["denominator"]) > 0, row
        elif indicator:
            assert float(indicator["min"] or "-inf") <= float(row["value"]) <= float(indicator["max"] or "inf"), row


def test_a_milestone_is_a_judgement_with_a_note_or_a_fact() -> None:
    for _, row in measured():
        if row["indicator"] in indicators():
            continue
        judged = row["value"] not in {"ja", "nee", ""}
        assert targets()[row["indicator"]]["path"] == ("linear" if judged else "step"), row
        assert not judged or (0 <= float(row["value"]) <= 100 and row["note"]), row
        assert bool(row["value"]) != bool(row["measured_on"]), row


def test_some_targets_are_honestly_silent() -> None:
    reported = {row["indicator"] for _, row in measured()}
    silent = {code for code, row in targets().items() if (row["indicator"] or code) not in reported}
    assert silent == {"H-RP-02", "H-RP-07", "H-IS-04", "H-IS-08", "H-RG-09", "H-RG-16"}


def test_series_are_long_enough_for_trend_and_chart() -> None:
    quarters = {quarter for quarter, _ in measured()}
    assert (min(quarters), max(quarters), len(quarters)) == ("2024-Q1", "2026-Q3", 11)
    points = Counter(row["indicator"] for _, row in measured() if not row["org_unit"])
    assert points["binnen-werkdag"] == 33
    assert points["digitaal-verbonden"] == 11


def test_practices_differ_so_much_that_a_mean_of_percentages_would_miss_the_target() -> None:
    own = [row for _, row in measured() if (row["indicator"], row["period"]) == ("tool-bij-consult", "2026-Q2")]
    whole = 100 * sum(int(row["numerator"]) for row in own) / sum(int(row["denominator"]) for row in own)
    mean = sum(100 * int(row["numerator"]) / int(row["denominator"]) for row in own) / len(own)
    assert whole > 50 > mean
