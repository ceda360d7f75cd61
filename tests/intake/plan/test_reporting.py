"""How often what has no indicator is reported, and from which day: read, kept, and written back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kpi.core.calendar.period import Frequency, parse_period
from kpi.core.delivery.due import due_in
from kpi.core.light.status import report_due
from kpi.core.model import Plan
from kpi.core.thresholds import Thresholds
from kpi.intake.edit.export import plan_files
from kpi.intake.plan.folder import read_files, read_folder

VISION = Path(__file__).parents[3] / "data" / "plans" / "visie-2030"
Copy = Callable[..., Path]
HEAD = """code = "minimaal"
title = "Plan"
organisation = "Groep"
start = 2023-01-01
end = 2024-12-31
{more}
[[themes]]
code = "zorg"
title = "Zorg"
"""
TARGETS = """target,theme,statement,kind,frequency
A,zorg,Wet is aangenomen,milestone,
B,zorg,Project is gestart,milestone,maand
"""


def read(copy: Copy, more: str = 'report_frequency = "jaar"\ndated = 2023-05-16\n') -> Plan:
    files = {"plan.toml": HEAD.format(more=more).encode(), "targets.csv": TARGETS.encode()}
    folder = read_folder(copy("minimaal", files))
    assert folder.issues == ()
    assert folder.plan is not None
    return folder.plan


def test_a_plan_says_how_often_and_a_target_may_say_otherwise(copy: Copy) -> None:
    plan = read(copy)
    assert (plan.report_frequency, plan.dated) == (Frequency.YEAR, date(2023, 5, 16))
    assert [target.frequency for target in plan.targets] == [Frequency.YEAR, Frequency.MONTH]
    assert {target.asked_from for target in plan.targets} == {date(2023, 5, 16)}


def test_without_a_word_it_is_every_quarter_from_the_start(copy: Copy) -> None:
    plan = read(copy, "")
    assert (plan.report_frequency, plan.dated) == (Frequency.QUARTER, None)
    assert [target.frequency for target in plan.targets] == [Frequency.QUARTER, Frequency.MONTH]
    assert {target.asked_from for target in plan.targets} == {date(2023, 1, 1)}


def test_a_day_before_the_start_asks_for_nothing_earlier(copy: Copy) -> None:
    assert {target.asked_from for target in read(copy, "dated = 2022-11-01\n").targets} == {date(2023, 1, 1)}


def test_nothing_is_due_before_the_document_itself(copy: Copy) -> None:
    plan = read(copy)
    first = [report_due(target, Thresholds(grace_days=0)) for target in plan.targets]
    assert first == [date(2023, 12, 31), date(2023, 5, 31)]
    asked = {code: [due.code for due in due_in(plan, parse_period(code), {})] for code in ("2023-04", "2023-05")}
    assert asked == {"2023-04": [], "2023-05": ["B"]}
    assert [due.code for due in due_in(plan, parse_period("2023-Q3"), {})] == ["B"] * 3
    assert [due.code for due in due_in(plan, parse_period("2023-Q4"), {})] == ["A", *["B"] * 3]


def test_it_goes_out_as_it_came_in(copy: Copy) -> None:
    plan = read(copy)
    files = plan_files(plan)
    assert read_files(files, name=plan.code).plan == plan
    assert b'report_frequency = "year"\ndated = 2023-05-16\n' in files["plan.toml"]


def test_the_usual_frequency_is_not_written_out(copy: Copy) -> None:
    assert b"report_frequency" not in plan_files(read(copy, ""))["plan.toml"]


@pytest.mark.parametrize("more", ['report_frequency = "soms"', "report_frequency = 4", 'dated = "in mei"'])
def test_what_is_no_frequency_or_day_is_said(copy: Copy, more: str) -> None:
    files = {"plan.toml": HEAD.format(more=more).encode(), "targets.csv": TARGETS.encode()}
    (issue,) = read_folder(copy("minimaal", files)).issues
    assert (issue.code, issue.row, issue.column) == ("bad-setting", 6, more.split(" ")[0])


def test_the_vision_asks_once_a_year_for_what_has_no_indicator() -> None:
    plan = read_folder(VISION).plan
    assert plan is not None
    assert due_in(plan, parse_period("2023-Q1"), {}) == ()
    assert {len(due_in(plan, parse_period(f"2026-Q{quarter}"), {})) for quarter in (1, 3)} == {0}
    assert {due.period.code for due in due_in(plan, parse_period("2026-Q4"), {})} == {"2026", "2026-H2"}
