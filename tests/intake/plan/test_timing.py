"""When a target runs, by its phrase, in plans with years and terms of office of their own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpi.core.calendar.deadline import USUAL_CALENDAR, Per
from kpi.core.calendar.period import JANUARY, YearStart, year_start
from kpi.core.model import Plan
from kpi.intake.edit.export import plan_files, plan_tables
from kpi.intake.plan.folder import Folder, read_files, read_folder
from kpi.intake.plan.table import TableRow
from kpi.intake.plan.text_table import PLAN, TextTable, files_of, located
from kpi.intake.plan.timing import Timing, timing

Copy = Callable[..., Path]
START, END = date(2022, 1, 1), date(2026, 12, 31)
TERM = ("bestuursperiode", date(2022, 3, 30), date(2026, 3, 18))
HEAD = """code = "minimaal"
title = "Plan"
organisation = "Groep"
start = 2022-01-01
end = 2026-12-31

[[themes]]
code = "zorg"
title = "Zorg"

[terms]
"""
TERMS = """bestuursperiode = "2022-03-30/2026-03-18"
"this term" = "2022-05-05 / 2026-05-06"
"""
ROWS = """target,theme,statement,kind,deadline
A,zorg,Wet,milestone,vóór het einde van de bestuursperiode
B,zorg,Brug,milestone,by the end of this term of office
C,zorg,Weg,milestone,2023-2025
D,zorg,Reserve,milestone,doorlopend
"""


def row(phrase: str, **values: object) -> TableRow:
    return TableRow("targets.csv", 2, {}, {"deadline": phrase}, {"deadline": phrase, **values})


def timed(phrase: str, years: YearStart = JANUARY) -> Timing:
    return timing(row(phrase), START, END, USUAL_CALENDAR, year_starts=years, terms=(TERM,))


def read(copy: Copy, terms: str = TERMS, targets: str = ROWS) -> Folder:
    return read_folder(copy("minimaal", {"plan.toml": (HEAD + terms).encode(), "targets.csv": targets.encode()}))


def plan_of(folder: Folder) -> Plan:
    assert folder.issues == ()
    assert folder.plan is not None
    return folder.plan


@pytest.mark.parametrize(
    ("phrase", "start", "due_from", "due"),
    [
        ("Q2 2022/23", START, date(2022, 7, 1), date(2022, 9, 30)),
        ("vóór 2023/24", START, None, date(2023, 3, 31)),
        ("eind 2024", START, None, date(2024, 12, 31)),
        ("eind bestuursperiode", START, None, date(2026, 3, 18)),
        ("doorlopend", START, None, END),
        ("binnen twee jaar", START, None, date(2023, 12, 31)),
        ("2023-2025", START, date(2023, 1, 1), date(2025, 12, 31)),
        ("2023/2025", START, date(2023, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_phrase_says_when_in_years_of_the_plan(phrase: str, start: date, due_from: date | None, due: date) -> None:
    found = timed(phrase, year_start("04-01"))
    assert (found.start, found.due_from, found.due) == (start, due_from, due)
    assert found.readable
    assert found.cure is None


@pytest.mark.parametrize(
    ("phrase", "years", "words"),
    [
        ("Q2 2024", "04-01", "'Q3 2021/22' of 'eind 2021/22'"),
        ("Q2 2022/23", "01-01", ""),
        ("twee keer per schooljaar", "01-01", "1 augustus"),
        ("zo snel mogelijk", "08-01", "Jaren beginnen hier op 1 augustus"),
        ("zo snel mogelijk", "01-01", ""),
        ("eind raadsperiode", "01-01", "onder [terms]"),
        ("deze collegeperiode", "04-01", "onder [terms]"),
        ("by the end of this term", "01-01", "onder [terms]"),
        ("in the short term", "01-01", ""),
    ],
)
def test_what_is_not_read_says_what_to_write(phrase: str, years: str, words: str) -> None:
    found = timed(phrase, year_start(years))
    assert not found.readable
    assert words in (found.cure.nl if found.cure else "")
    assert bool(found.cure) is bool(words)


def test_terms_of_a_plan_date_its_targets(copy: Copy) -> None:
    plan = plan_of(read(copy))
    assert plan.terms == (TERM, ("this term", date(2022, 5, 5), date(2026, 5, 6)))
    assert [(one.start, one.due_from, one.due) for one in plan.targets] == [
        (START, None, date(2026, 3, 18)),
        (START, None, date(2026, 5, 6)),
        (START, date(2023, 1, 1), date(2025, 12, 31)),
        (START, None, END),
    ]


def test_without_its_term_a_deadline_is_unreadable_and_says_where_it_belongs(copy: Copy) -> None:
    found = read(copy, "").issues
    assert [(one.code, one.row) for one in found] == [("unreadable-deadline", 2), ("unreadable-deadline", 3)]
    assert all("[terms]" in one.suggestion for one in found)


@pytest.mark.parametrize(
    ("terms", "line"),
    [
        ('bestuursperiode = "2022-03-30"', 12),
        ('bestuursperiode = "2026-03-18/2022-03-30"', 12),
        ('bestuursperiode = "2022-03-30/2026-03-18/2030"', 12),
        ('bestuursperiode = "30-03-2022/18-03-2026"', 12),
        ("bestuursperiode = 2022", 12),
        ('"this term" = "ooit"', 12),
        ('"" = "2022-03-30/2026-03-18"', 11),
    ],
)
def test_a_term_without_two_days_is_told_at_its_line(copy: Copy, terms: str, line: int) -> None:
    (found,) = read(copy, terms, ROWS.partition("A,")[0] + "C,zorg,Weg,milestone,2025\n").issues
    assert (found.code, found.file, found.row) == ("bad-setting", "plan.toml", line)


def test_terms_that_are_no_table_are_told(copy: Copy) -> None:
    head = HEAD.replace("\n[[themes]]", 'terms = "2022"\n[[themes]]').replace("[terms]\n", "")
    files = {"plan.toml": head.encode(), "targets.csv": b"target,theme,statement,kind\nC,zorg,Weg,milestone\n"}
    (found,) = read_folder(copy("minimaal", files)).issues
    assert (found.code, found.column, found.row) == ("bad-setting", "terms", 6)


def test_terms_go_out_as_they_came_in_and_a_phrase_still_speaks_for_itself(copy: Copy) -> None:
    plan = plan_of(read(copy))
    files = plan_files(plan)
    assert b'\n[terms]\n"bestuursperiode" = "2022-03-30/2026-03-18"\n' in files["plan.toml"]
    assert b"2026-03-18" not in files["targets.csv"]
    assert read_files(files, name=plan.code).plan == plan
    assert b"terms" not in plan_files(replace(plan, terms=()))["plan.toml"]


def test_a_wrong_term_is_told_at_its_row_of_the_table(copy: Copy) -> None:
    tables = dict(plan_tables(plan_of(read(copy))))
    rows = [(key, "ooit" if key == "terms.bestuursperiode" else said) for key, said in tables[PLAN].rows]
    tables[PLAN] = TextTable(tables[PLAN].columns, tuple(rows))
    found = located(read_files(files_of(tables), name="minimaal").issues, tables)
    assert [(one.code, one.file, one.row) for one in found if one.code == "bad-setting"] == [
        ("bad-setting", PLAN, [key for key, _ in rows].index("terms.bestuursperiode") + 2)
    ]


@pytest.mark.parametrize(
    ("deadline", "per", "value", "expected"),
    [
        ("eens per twee jaar", "", "", (Per.TWO_YEARS, 1.0)),
        ("twee keer in drie jaar", "", "", (Per.THREE_YEARS, 2.0)),
        ("", "2y", "3", (Per.TWO_YEARS, 3.0)),
        ("", "2 jaar", "1", (Per.TWO_YEARS, 1.0)),
        ("", "vierjaarlijks", "1", (Per.FOUR_YEARS, 1.0)),
        ("", "five years", "1", (Per.FIVE_YEARS, 1.0)),
    ],
)
def test_a_window_may_be_of_years(copy: Copy, deadline: str, per: str, value: str, expected: object) -> None:
    targets = f"target,theme,statement,kind,deadline,per,value\nR,zorg,Meting,recurring,{deadline},{per},{value}\n"
    plan = plan_of(read(copy, TERMS, targets))
    (found,) = plan.targets
    assert (found.per, found.value) == expected
    assert read_files(plan_files(plan), name=plan.code).plan == plan
