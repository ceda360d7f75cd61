"""A plan that goes out as files and comes back is the same plan, whatever stands in it."""

import csv
import re
import string
import zipfile
from dataclasses import fields, replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.core.batch import key_of
from kpi.core.calendar.period import YearStart
from kpi.core.model import Ended, Measurement, Plan, Target
from kpi.core.plain import as_sent, shortest
from kpi.core.vocabulary import Comparator, Kind, PathKind, ValueOf
from kpi.intake.edit.export import as_zip, plan_files, plan_tables
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.folder import Folder, read_files, read_folder
from kpi.intake.plan.text_table import COLUMNS, EDITED, TextTable, files_of, table_csv
from tests.examples import examples
from tests.store.samples import FULL, PLAN

ROOT = Path(__file__).parents[3]
FOLDERS = [*sorted((ROOT / "data" / "plans").iterdir()), *sorted((ROOT / "tests" / "intake" / "plans").iterdir())]
LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30).map(str.strip)
DAYS = st.dates(date(2021, 1, 1), date(2023, 12, 31))
AMOUNTS = st.one_of(st.none(), st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 6)))


def again(folder: Folder) -> Folder:
    """What is read of a folder's own export."""
    assert folder.plan is not None
    return read_files(plan_files(folder.plan, folder.measurements, folder.checkins), name=folder.plan.code)


def by_key(folder: Folder) -> list[Measurement]:
    return sorted(folder.measurements, key=key_of)


@pytest.mark.parametrize("path", FOLDERS, ids=[path.name for path in FOLDERS])
def test_every_plan_comes_back_as_it_went(path: Path) -> None:
    folder = read_folder(path)
    back = again(folder)
    assert back.plan == folder.plan
    assert by_key(back) == by_key(folder)
    assert set(back.checkins) == set(folder.checkins)


@pytest.mark.parametrize("value", [1.234, 80.125, -12.345, 0.125, 1200.0, 1234.567])
def test_number_that_could_be_two_is_written_so_that_it_is_read(value: float) -> None:
    """In any column by itself: whatever stands beside it, and whatever decimals its indicator has."""
    loose = replace(FULL, value=value, value_high=None, comparator=Comparator.AT_LEAST, tolerance=None,
                    baseline=value, waypoints=((date(2021, 6, 30), value),))  # fmt: skip
    files = plan_files(replace(PLAN, targets=(loose,), ended=()))
    back = read_files(files)
    assert not [one for one in back.issues if one.code in {"decimal-ambiguous", "number-notation"}]
    cell = next(csv.DictReader(StringIO(files["targets.csv"].decode())))["value"]
    assert float(cell) == value


def test_every_column_of_the_format_has_its_place() -> None:
    assert {name: set(sheet.columns) for name, sheet in SHEETS.items()} == {
        name: set(columns) for name, columns in COLUMNS.items() if name in SHEETS
    }


def test_every_field_comes_back() -> None:
    """The plan in which every field holds something of its own, an ended target too."""
    whole = replace(PLAN, org_units=PLAN.org_units[::-1], ended=(Ended(replace(FULL, code="T0"), date(2022, 5, 1)),))
    loose = replace(FULL, baseline=0.5, value=3.0, value_high=4.0, waypoints=())
    sound = replace(
        whole, targets=(loose, whole.targets[1]), ended=(Ended(replace(loose, code="T0"), date(2022, 5, 1)),)
    )
    back = read_files(plan_files(sound))
    assert [issue for issue in back.issues if issue.severity == "error"] == []
    assert back.plan == sound


def test_what_plans_from_elsewhere_say_comes_back() -> None:
    networks = PLAN.indicators[0]
    national = replace(networks, code="landelijk", every=24, lag_days=180)
    monthly = replace(networks, code="maand", every=18)
    base = replace(
        FULL,
        indicator=networks,
        comparator=Comparator.AT_LEAST,
        value_high=None,
        kind=Kind.REACH,
        waypoints=(),
        per=None,
    )
    ends = ((date(2021, 12, 31), 2.0), (date(2022, 12, 31), 3.0))
    targets = (
        replace(base, code="A", baseline=None, baseline_date=None, value=None, kind=Kind.IMPROVE),
        replace(base, code="B", value=50.0, value_of=ValueOf.BASELINE),
        replace(base, code="C", value=None, benchmark=national),
        replace(base, code="D", path=PathKind.YEARLY, waypoints=ends[:1]),
        replace(base, code="E", path=PathKind.GEOMETRIC, baseline=1.0, value=2.0),
        replace(base, code="F", org_unit=PLAN.org_units[0].code),
    )
    plan = replace(PLAN, indicators=(networks, national, monthly), targets=targets, year_starts=YearStart(4))
    plan = replace(plan, targets=tuple(replace(one, year_starts=YearStart(4)) for one in targets))
    back = read_files(plan_files(plan))
    assert [issue for issue in back.issues if issue.severity == "error"] == []
    assert back.plan == plan


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.fixed_dictionaries(dict.fromkeys(("statement", "focus", "activity", "owner", "source_ref"), LINE)),
    days=st.lists(DAYS, min_size=3, max_size=3, unique=True).map(sorted),
    phrase=st.sampled_from(["", "vóór juni 2021", "Q3 2022", "medio 2022", "vanaf maart 2021", "eind 2023", "in 2021"]),
    own_days=st.booleans(),
    amounts=st.tuples(AMOUNTS, AMOUNTS),
)
def test_any_target_comes_back(
    texts: dict[str, str], days: list[date], phrase: str, own_days: bool, amounts: tuple[float | None, float | None]
) -> None:
    assert PLAN.indicators
    base = {**texts, "statement": texts["statement"] or "x", "deadline": phrase, "target": "T1", "theme": "ict"}
    if own_days:
        base |= {"start": days[0].isoformat(), "due_from": days[1].isoformat(), "due": days[2].isoformat()}
    numbers = {"value": amounts[0] or 0.0, "tolerance": abs(amounts[1] or 0.0), "weight": abs(amounts[0] or 1.0)}
    cells = base | {name: shortest(value) for name, value in numbers.items()}
    record = {**cells, "kind": "reach", "indicator": "visits"}
    columns = COLUMNS["targets"]
    row = tuple(record.get(column, "") for column in columns)
    files = plan_files(PLAN) | {"targets.csv": table_csv(TextTable(columns, (row,)))}
    found = read_files(files)
    if found.plan is not None:
        assert again(found).plan == found.plan


@given(st.floats(-1e14, 1e14, allow_nan=False).filter(lambda value: value == 0 or abs(value) > 1e-4))
def test_numbers_are_read_back_exactly(value: float) -> None:
    text = shortest(value)
    assert float(text) == value
    assert set(text) <= set(string.digits + "-.")


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=2, max_size=2), max_size=5))
def test_any_cell_is_read_back(rows: list[list[str]]) -> None:
    table = TextTable(("a", "b"), tuple((one, two) for one, two in rows))
    written = list(csv.reader(StringIO(table_csv(table).decode(), newline=""), strict=True))
    assert [[as_sent(cell) for cell in row] for row in written] == [["a", "b"], *rows]
    assert not any(re.match(r"\s*[=+\-@＝＋－＠](?!\d)", cell) for row in written for cell in row)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'=", "''@", "' -", "\x1f=", "\xa0@"])
def test_a_text_that_looks_like_a_formula_leaves_harmless_and_comes_back(begins: str) -> None:
    words = f'{begins}HYPERLINK("x";A1)'
    plan = replace(PLAN, targets=(replace(FULL, statement=words, owner=f"{begins}SUM(A1)"),))
    files = plan_files(plan)
    rows = list(csv.reader(StringIO(files["targets.csv"].decode())))
    assert f"'{words}" in rows[1]
    found = read_files(files).plan
    assert found is not None
    assert (found.targets[0].statement, found.targets[0].owner) == (words, f"{begins}SUM(A1)")


def test_a_number_with_its_sign_stays_a_number() -> None:
    assert table_csv(TextTable(("a", "b"), (("-5", "+1.5"),))) == b"a,b\n-5,+1.5\n"


def test_days_are_written_only_where_the_phrase_does_not_say_them() -> None:
    said = replace(FULL, deadline="eind 2021", due_from=date(2021, 10, 1), due=date(2021, 12, 31))
    plan = replace(PLAN, targets=(said,))
    (row,) = plan_tables(plan)["targets"].records()
    assert (row["deadline"], row["start"]) == ("eind 2021", "2021-01-01")
    moved = replace(plan, targets=(replace(said, due=date(2022, 3, 31), due_from=None),))
    (row,) = plan_tables(moved)["targets"].records()
    assert (row["due"], row["due_from"]) == ("2022-03-31", "")


def test_a_zip_is_the_same_bytes_every_time() -> None:
    files = plan_files(PLAN)
    first = as_zip(files, "proef")
    assert first == as_zip(dict(reversed(files.items())), "proef")
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert archive.namelist() == sorted(f"proef/{name}" for name in files)
        assert {name: archive.read(f"proef/{name}") for name in files} == files


def test_a_draft_holds_every_table_with_every_column() -> None:
    tables = plan_tables(PLAN)
    assert tuple(tables) == EDITED
    assert all(table.columns == COLUMNS[name] for name, table in tables.items())
    assert files_of(tables)["targets.csv"].startswith(",".join(COLUMNS["targets"]).encode())


def test_every_field_of_a_target_is_a_column() -> None:
    renamed = {"code": "target", "report_frequency": "frequency"}
    of_the_plan = {"reported_from", "year_starts", "as_stated"}
    names = {renamed.get(one.name, one.name) for one in fields(Target)} - of_the_plan
    assert names == set(COLUMNS["targets"]) - {"ended"}
    assert isinstance(PLAN, Plan)
