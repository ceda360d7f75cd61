"""Good folders become the plan that they say: every column, and the defaults of those left out."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import parse_period
from kpi.core.errors import UsageError
from kpi.core.model import CheckIn, Measurement, Plan, Target, Theme
from kpi.core.plan_parts import Activity, Fact, OrgUnit
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator, FocusKind, Kind, Level, Origin, PathKind
from kpi.intake.plan.folder import Folder, read_folder

ROOT = Path(__file__).parents[3]
PLANS = Path(__file__).parents[1] / "plans"
SAVED_OTHERWISE = sorted(path for path in (ROOT / "tests" / "good_plans").iterdir() if path.is_dir())
REAL = sorted(path.parent for path in (ROOT / "data" / "plans").glob("*/plan.toml"))
Copy = Callable[..., Path]


@pytest.fixture(scope="module")
def complete() -> Folder:
    return read_folder(PLANS / "compleet")


def plan_of(folder: Folder) -> Plan:
    assert folder.issues == ()
    assert folder.plan is not None
    return folder.plan


def target(folder: Folder, code: str) -> Target:
    return next(one for one in plan_of(folder).targets if one.code == code)


def test_every_column_of_a_target_is_read(complete: Folder) -> None:
    found = target(complete, "T-1")
    assert found.indicator is not None
    assert found.indicator.code == "tevredenheid"
    assert replace(found, indicator=None) == Target(
        code="T-1",
        theme="zorg",
        statement="Medewerkers geven een 9",
        kind=Kind.REACH,
        start=date(2021, 2, 1),
        due=date(2022, 6, 30),
        due_from=date(2022, 5, 1),
        value=9,
        comparator=Comparator.AT_LEAST,
        baseline=7,
        baseline_date=date(2020, 12, 31),
        path=PathKind.LINEAR,
        waypoints=((date(2021, 6, 30), 7.5), (date(2021, 12, 31), 8.0)),
        tolerance=0.2,
        weight=2,
        focus="Tevreden",
        focus_kind=FocusKind.FOCUS,
        activity="Meten",
        level=Level.ORGANISATION,
        category="kwaliteit",
        owner="Directie",
        deadline="medio 2022",
        contributes_to=("landelijk/N-1", "landelijk/N-2"),
        source_ref="hoofdstuk 1",
    )


def test_plan_its_themes_and_its_thresholds_are_read(complete: Folder) -> None:
    plan = plan_of(complete)
    assert (plan.code, plan.title, plan.organisation) == ("compleet", "Plan met alle kolommen", "Voorbeeldgroep")
    assert (plan.start, plan.end) == (date(2021, 1, 1), date(2023, 12, 31))
    assert (plan.region, plan.language, plan.source) == ("Oost", "nl", "Voorbeeldplan 2021")
    assert plan.themes == (
        Theme("zorg", "Zorg", "Iedereen krijgt passende zorg", "favorite"),
        Theme("ict", "Digitalisering"),
    )
    assert plan.thresholds == Thresholds(0.1, 0.2, 0.02, 45, 90)


def test_other_tables_are_read(complete: Folder) -> None:
    plan = plan_of(complete)
    assert plan.org_units[1] == OrgUnit("oost", "Regio Oost", "regio", "groep")
    assert plan.facts[0] == Fact("R-1", "Inwoners van 75 en ouder", "zorg", 32, "%", "2020", "2030", "Regiobeeld")
    assert plan.activities[1] == Activity("ict", "Systemen", "Beheren", FocusKind.ONGOING, "hoofdstuk 2")
    quarter = parse_period("2021-Q1")
    words = ("Ziekte", "Later begonnen", "Extra mensen", "Directie")
    assert complete.checkins == (CheckIn("T-2", quarter, *words, date(2021, 5, 31)),)
    units = [(one.code, one.decimals, one.minimum, one.maximum, one.aggregation) for one in plan.indicators]
    assert units[0] == ("tevredenheid", 1, 1, 10, Aggregation.MEAN)
    assert units[3] == ("verwijzingen", 1, 0, 100, Aggregation.RATIO)


def test_direction_of_the_indicator_gives_the_comparator(complete: Folder) -> None:
    assert target(complete, "T-6").comparator is Comparator.AT_MOST
    assert target(complete, "T-2").comparator is Comparator.AT_LEAST


def test_measurements_stand_in_order_of_file_and_know_their_origin(complete: Folder) -> None:
    """In order of file: 2021-Q1.csv, document-nulmeting.csv, voorbeeld-2021-Q2.csv."""
    assert [one.origin for one in complete.measurements] == [
        *[Origin.REPORT] * 8,
        Origin.DOCUMENT,
        *[Origin.SAMPLE] * 2,
    ]


def test_values_shares_yes_and_days_are_measurements(complete: Folder) -> None:
    first, provisional, _, share, no, *_, day = complete.measurements[:8]
    half, quarter = parse_period("2021-H1"), parse_period("2021-Q1")
    assert first == Measurement("tevredenheid", half, 7.4, measured_on=date(2021, 6, 15), note="enquête van juni")
    assert provisional == Measurement("netwerken", quarter, 1, "oost", provisional=True)
    assert share == Measurement("verwijzingen", quarter, numerator=30, denominator=200)
    assert no == Measurement("T-3", quarter, done=False)
    assert day == Measurement("overleggen", quarter, measured_on=date(2021, 2, 10))


def test_files_are_kept_as_they_are(complete: Folder) -> None:
    names = [file.name for file in complete.files]
    assert names == sorted(str(path.relative_to(PLANS / "compleet")) for path in (PLANS / "compleet").rglob("*.*"))
    assert all(
        file.sha256 == sha256((PLANS / "compleet" / file.name).read_bytes()).hexdigest() for file in complete.files
    )


def test_minimal_plan_gets_the_defaults() -> None:
    found = read_folder(PLANS / "minimaal")
    milestone, reach = plan_of(found).targets
    assert milestone == Target(
        "M-1", "zorg", "Plan vastgesteld", Kind.MILESTONE, start=date(2024, 1, 1), due=date(2024, 12, 31)
    )
    assert reach.indicator is not None
    assert (reach.indicator.aggregation, reach.indicator.decimals) == (Aggregation.LAST, 0)
    assert (reach.value, reach.weight, reach.path, reach.due_from) == (50, 1, PathKind.LINEAR, None)
    assert found.measurements == ()


def test_thresholds_in_force_hold_where_the_plan_names_none() -> None:
    found = read_folder(PLANS / "minimaal", thresholds=Thresholds(grace_days=10))
    assert plan_of(found).thresholds == Thresholds(grace_days=10)


def test_semicolons_synonyms_capitals_and_a_bom_say_the_same(copy: Copy) -> None:
    targets = "Resultaat;Thema;Omschrijving;Soort;Waarde;Indicator\nM-1;zorg;Plan vastgesteld;Mijlpaal;;\n"
    targets += "M-2;zorg;Helft online;BEREIKEN;50;online\n"
    indicators = "indicator\tnaam\teenheid\trichting\tfrequentie\r\nonline\tPatiënten online\t%\thoger\tKwartaal\r\n"
    files = {"targets.csv": b"\xef\xbb\xbf" + targets.encode(), "indicators.csv": indicators.encode()}
    assert plan_of(read_folder(copy("minimaal", files))) == plan_of(read_folder(PLANS / "minimaal"))


@pytest.mark.parametrize("case", SAVED_OTHERWISE, ids=[case.name for case in SAVED_OTHERWISE])
def test_however_a_spreadsheet_saved_it_the_plan_is_the_same(copy: Copy, complete: Folder, case: Path) -> None:
    found = read_folder(copy("compleet", over=case))
    assert plan_of(found) == plan_of(complete)
    assert (found.measurements, found.checkins, found.rows) == (complete.measurements, complete.checkins, complete.rows)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_plan_toml_is_read_in_the_encodings_of_the_tables(copy: Copy, encoding: str) -> None:
    text = (PLANS / "minimaal" / "plan.toml").read_text("utf-8")
    title = "Één plan voor € 5"
    lines = [
        f'title = "{title}"' if line.startswith("title") and at < 5 else line
        for at, line in enumerate(text.splitlines())
    ]
    folder = copy("minimaal", {"plan.toml": "\r\n".join(lines).encode(encoding)})
    assert plan_of(read_folder(folder)).title == title


@pytest.mark.parametrize(
    ("deadline", "columns", "start", "due_from", "due"),
    [
        ("", "", date(2024, 1, 1), None, date(2024, 12, 31)),
        ("Q3 2024", "", date(2024, 1, 1), date(2024, 7, 1), date(2024, 9, 30)),
        ("vanaf maart 2024", "", date(2024, 3, 1), None, date(2024, 12, 31)),
        ("vanaf maart 2024", "start=2024-04-01", date(2024, 4, 1), None, date(2024, 12, 31)),
        ("Q3 2024", "due=2024-10-31", date(2024, 1, 1), None, date(2024, 10, 31)),
        ("Q3 2024", "due=2024-09-30", date(2024, 1, 1), date(2024, 7, 1), date(2024, 9, 30)),
        ("zodra het kan", "due=2024-10-31", date(2024, 1, 1), None, date(2024, 10, 31)),
        ("Q3 2024", "due_from=2024-08-01", date(2024, 1, 1), date(2024, 8, 1), date(2024, 9, 30)),
    ],
)
def test_columns_come_before_the_phrase_and_the_phrase_before_the_plan(
    copy: Copy, deadline: str, columns: str, start: date, due_from: date | None, due: date
) -> None:
    name, _, cell = columns.partition("=")
    header, row = (f",{name}", f",{cell}") if name else ("", "")
    text = f"target,theme,statement,kind,deadline{header}\nM-1,zorg,Plan,milestone,{deadline}{row}\n"
    (found,) = plan_of(read_folder(copy("minimaal", {"targets.csv": text.encode()}))).targets
    assert (found.start, found.due_from, found.due) == (start, due_from, due)
    assert found.deadline == deadline


@pytest.mark.parametrize(
    ("deadline", "per", "value", "expected"),
    [
        ("ieder half jaar", "", "", (Per.HALF_YEAR, 1, date(2024, 1, 1))),
        ("drie keer in 2024", "", "", (Per.YEAR, 3, date(2024, 1, 1))),
        ("jaarlijks", "", "2", (Per.YEAR, 2, date(2024, 1, 1))),
        ("", "quarter", "1", (Per.QUARTER, 1, date(2024, 1, 1))),
        ("", "", "4", (None, 4, date(2024, 1, 1))),
        ("twee keer in Q3 2024", "", "", (Per.QUARTER, 2, date(2024, 7, 1))),
    ],
)
def test_recurring_target_takes_window_and_times_from_columns_or_phrase(
    copy: Copy, deadline: str, per: str, value: str, expected: tuple[Per | None, float, date]
) -> None:
    text = f"target,theme,statement,kind,deadline,per,value\nM-1,zorg,Sessie,recurring,{deadline},{per},{value}\n"
    (found,) = plan_of(read_folder(copy("minimaal", {"targets.csv": text.encode()}))).targets
    assert (found.per, found.value, found.start) == expected


def test_times_of_another_window_are_not_taken_over(copy: Copy) -> None:
    text = "target,theme,statement,kind,deadline,per\nM-1,zorg,Sessie,recurring,twee keer per jaar,quarter\n"
    assert [one.code for one in read_folder(copy("minimaal", {"targets.csv": text.encode()})).issues] == [
        "value-missing"
    ]


def test_total_of_a_cumulative_target_may_pass_the_maximum_of_one_report(complete: Folder) -> None:
    found = target(complete, "T-2")
    assert found.indicator is not None
    assert found.value is not None
    assert found.indicator.maximum is not None
    assert found.value > found.indicator.maximum


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_folder(tmp_path / "nergens")


@pytest.mark.parametrize("folder", REAL, ids=[folder.name for folder in REAL])
def test_real_plans_hold_without_a_single_issue(folder: Path) -> None:
    found = read_folder(folder)
    assert found.issues == ()
    assert found.plan is not None
    assert len(found.measurements) > 0


def test_the_two_plans_of_the_documents_are_among_the_real_ones() -> None:
    assert {"thoon-2021", "huisartsenteam-2024"} <= {folder.name for folder in REAL}


def test_pandera_is_not_imported_before_a_folder_is_read() -> None:
    program = "import sys, kpi.intake.plan.folder; sys.exit('pandera' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_a_hundred_targets_and_a_thousand_measurements_are_read(copy: Copy) -> None:
    targets = "target,theme,statement,kind,deadline\n"
    targets += "".join(f"M-{n},zorg,Plan {n},milestone,vóór Q{n % 3 + 2} 2024\n" for n in range(100))
    rows = "".join(f"M-{n},2024-{m:02d},{m}\n" for n in range(100) for m in range(1, 11))
    files = {"targets.csv": targets.encode(), "measurements/a.csv": f"indicator,period,value\n{rows}".encode()}
    found = read_folder(copy("minimaal", files))
    assert (found.issues, len(found.measurements)) == ((), 1000)
