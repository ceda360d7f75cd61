"""Saving a plan: whole, once, in versions, and side by side with others."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from kpi.core.calendar.period import Frequency, YearStart, parse_period
from kpi.core.errors import RefusedError
from kpi.core.model import CheckIn, Indicator, Measurement, Plan
from kpi.core.vocabulary import ValueOf
from kpi.store.database.engine import begin, read
from kpi.store.plans.apply import Saved, save_plan
from kpi.store.plans.content import PlanPage, dump_page
from kpi.store.query import plan_counts, read_checkins, read_evidence, read_plan
from kpi.store.versions import COMMIT_FILE, SOURCE_FILE, stored_head
from tests.store.commits import commits
from tests.store.samples import BARE, FILES, FULL, FULLEST, NETWORKS, NINE, PLAN, SIMPLE, WORDS, measured, save

ROOT = Path(__file__).resolve().parents[3]
FAR = PLAN.end
AT_ONCE = 3
EVERYTHING = 1 + 2 + 2 + 2 + 2 + 2  # the plan's page, targets, indicators, units, facts, activities


def evidence(engine: Engine, revision: int | None = None) -> dict[str, tuple[Measurement, ...]]:
    with read(engine) as connection:
        known = stored_head(connection) if revision is None else revision
        return read_evidence(connection, PLAN.code, ("networks", "T1"), FAR, known)


def plan_at(engine: Engine, revision: int) -> Plan | None:
    with read(engine) as connection:
        return read_plan(connection, PLAN.code, revision)


def test_every_field_comes_back_as_it_was(engine: Engine) -> None:
    bare = measured("2021", 0.0, of="T1")
    saved = save_plan(
        engine, PLAN, (FULLEST, bare), (WORDS,), files=FILES, recorded_by="anna", recorded_at=NINE, why="begin"
    )
    assert saved == Saved(1, changed=True, added=EVERYTHING + 3)
    assert plan_at(engine, 1) == PLAN
    assert repr(plan_at(engine, 1)) == repr(PLAN)  # 8.0 is not 8 here, and a StrEnum not its text
    assert evidence(engine) == {"networks": (FULLEST,), "T1": (bare,)}
    assert repr(evidence(engine)["networks"][0]) == repr(FULLEST)
    with read(engine) as connection:
        assert read_checkins(connection, PLAN.code, 1) == (WORDS,)
        (commit,) = commits(connection)
    assert (commit.recorded_at, commit.recorded_by, commit.action) == (NINE, "anna", "load")
    assert (commit.plan, commit.why, commit.files) == ("proef", "begin", (FILES[0][:2],))


def test_the_samples_leave_no_field_at_its_default() -> None:
    for full, kind in ((FULL, BARE), (NETWORKS, SIMPLE)):
        same = {name for name in type(full).__slots__ if getattr(full, name) == getattr(kind, name)}
        # Of a target without an indicator, and of a plan whose years begin elsewhere: below.
        elsewhere = {"year_starts", "org_unit", "value_of", "benchmark", "as_stated", "every", "lag_days"}
        assert same <= {"start", "report_frequency", "reported_from"} | elsewhere


def test_how_often_is_reported_and_from_when_comes_back(engine: Engine) -> None:
    dated = date(2021, 3, 1)
    yearly = replace(BARE, report_frequency=Frequency.YEAR, reported_from=dated)
    plan = replace(PLAN, targets=(FULL, yearly), report_frequency=Frequency.YEAR, dated=dated)
    saved = save(engine, plan=plan)
    with read(engine) as connection:
        assert read_plan(connection, PLAN.code, saved.revision) == plan


APRIL = YearStart(4)


def in_april(*periods: str) -> tuple[Measurement, ...]:
    return tuple(replace(FULLEST, period=parse_period(one, APRIL), measured_on=None) for one in periods)


def test_a_plan_whose_years_begin_in_april_comes_back(engine: Engine) -> None:
    late = replace(SIMPLE, every=24, lag_days=180)
    of_west = replace(FULL, year_starts=APRIL, org_unit="west", value_of=ValueOf.BASELINE, benchmark=late)
    plan = replace(PLAN, indicators=(late, NETWORKS), targets=(of_west, BARE), year_starts=APRIL)
    saved = save(engine, *in_april("2021/22", "2021/22-Q1", "2021-06"), plan=plan)
    said = replace(WORDS, period=parse_period("2021/22-Q3", APRIL))
    save_plan(engine, plan, (), (said,), files=FILES, recorded_by="anna", action="add", recorded_at=NINE)
    with read(engine) as connection:
        assert read_plan(connection, PLAN.code, saved.revision) == plan
        rows = read_evidence(connection, PLAN.code, ("networks",), date(2022, 12, 31), saved.revision)["networks"]
        assert {one.code: one.last.isoformat() for one in rows.period} == {
            "2021/22": "2022-03-31",
            "2021/22-Q1": "2021-06-30",
            "2021-06": "2021-06-30",
        }
        assert read_checkins(connection, PLAN.code, saved.revision + 1) == (said,)


def test_the_start_of_its_years_does_not_move_under_what_was_measured(engine: Engine) -> None:
    save(engine, *in_april("2021/22-Q1"), plan=replace(PLAN, year_starts=APRIL))
    with pytest.raises(RefusedError, match=re.escape("2021/22-Q1")):
        save(engine, *in_april("2021/22-Q1"), plan=replace(PLAN, year_starts=YearStart(8)))
    with read(engine) as connection:
        assert len(commits(connection)) == 1


def test_a_quarter_of_the_calendar_may_become_the_plans_own(engine: Engine) -> None:
    save(engine, FULLEST, measured("2021-Q2", 3.0))
    with pytest.raises(RefusedError, match="2021-H1"):
        save(engine, plan=replace(PLAN, year_starts=APRIL))
    save(engine, measured("2022-Q2", 3.0), plan=replace(PLAN, code="ander"))
    own = replace(PLAN, code="ander", year_starts=APRIL)
    saved = save(engine, replace(measured("2021-Q2", 3.0), period=parse_period("2022/23-Q1", APRIL)), plan=own)
    with read(engine) as connection:
        rows = read_evidence(connection, "ander", ("networks",), date(2022, 12, 31), saved.revision)["networks"]
        assert [one.code for one in rows.period] == ["2022/23-Q1"]


def test_terms_of_office_come_back_and_none_leave_no_trace(engine: Engine) -> None:
    plan = replace(PLAN, terms=(("bestuursperiode", date(2022, 3, 30), date(2026, 3, 18)),))
    saved = save(engine, plan=plan)
    assert plan_at(engine, saved.revision) == plan
    assert '"terms"' not in dump_page(PlanPage(PLAN, {}))


def test_loading_twice_changes_nothing(engine: Engine) -> None:
    save(engine, FULLEST)
    assert save(engine, FULLEST, at=NINE + timedelta(days=1)) == Saved(1, changed=False)
    with read(engine) as connection:
        assert len(commits(connection)) == 1


def test_whole_numbers_are_the_same_however_written(engine: Engine) -> None:
    whole = replace(BARE, value=100.0)
    save(engine, measured("2021", 8.0), plan=replace(PLAN, targets=(whole,)))
    again = replace(PLAN, targets=(replace(whole, value=100),))
    assert not save(engine, measured("2021", 8), plan=again).changed


def test_a_revised_value_is_a_new_version_and_the_old_one_is_still_known(engine: Engine) -> None:
    old, new = measured("2021-Q1", 4.0), measured("2021-Q1", 3.0)
    save(engine, old)
    assert save(engine, new) == Saved(2, changed=True, revised=1)
    assert evidence(engine, 1) == {"networks": (old,)}
    assert evidence(engine, 2) == {"networks": (new,)}


def test_what_is_gone_from_the_folder_is_ended_and_may_come_back(engine: Engine) -> None:
    smaller = replace(PLAN, targets=(BARE,), themes=PLAN.themes[1:], indicators=(SIMPLE,))
    save(engine, FULLEST)
    assert save(engine, plan=smaller) == Saved(2, changed=True, revised=1, ended=3)
    assert plan_at(engine, 2) == smaller
    assert evidence(engine) == {}
    assert plan_at(engine, 1) == PLAN
    assert evidence(engine, 1) == {"networks": (FULLEST,)}
    assert save(engine, FULLEST) == Saved(3, changed=True, revised=1, added=3)
    assert plan_at(engine, 3) == PLAN
    assert evidence(engine) == {"networks": (FULLEST,)}


def test_another_order_is_a_change_of_the_plan_alone(engine: Engine) -> None:
    save(engine)
    turned = replace(PLAN, targets=PLAN.targets[::-1], facts=PLAN.facts[::-1], activities=PLAN.activities[::-1])
    assert save(engine, plan=turned) == Saved(2, changed=True, revised=1)
    assert plan_at(engine, 2) == turned


def test_measurements_of_uploads_survive_a_load(engine: Engine) -> None:
    first, second, third = measured("2021-Q1", 1.0), measured("2021-Q2", 2.0), measured("2021-Q3", 3.0)
    corrected = replace(first, value=1.5)
    save(engine, first, second)
    save(engine, corrected, second, third, action="import")
    assert save(engine, first, second) == Saved(2, changed=False)
    assert evidence(engine) == {"networks": (corrected, second, third)}
    assert save(engine, first) == Saved(3, changed=True, ended=1)
    assert evidence(engine) == {"networks": (corrected, third)}
    assert save(engine) == Saved(3, changed=False)
    changed = replace(first, value=1.25)
    assert save(engine, changed) == Saved(4, changed=True, revised=1)
    assert evidence(engine) == {"networks": (changed, third)}


def test_two_plans_do_not_touch_each_other(engine: Engine) -> None:
    save(engine, FULLEST)
    save(engine, plan=replace(PLAN, code="ander", targets=(BARE,)))
    assert plan_at(engine, 2) == PLAN
    assert evidence(engine) == {"networks": (FULLEST,)}


@pytest.mark.parametrize(
    ("plan", "measurements", "checkins"),
    [
        (replace(PLAN, targets=(BARE, BARE)), (), ()),
        (replace(PLAN, targets=(replace(FULL, indicator=replace(NETWORKS, decimals=1)),)), (), ()),
        (replace(PLAN, targets=(replace(BARE, indicator=Indicator(*["x"] * 5)),)), (), ()),  # type: ignore[arg-type]
        (replace(PLAN, targets=(replace(BARE, value=float("nan")),)), (), ()),
        (PLAN, (FULLEST, replace(FULLEST, value=1.0)), ()),
        (PLAN, (), (WORDS, replace(WORDS, cause="Anders"))),
    ],
)
def test_what_would_be_lost_is_refused_whole(
    engine: Engine, plan: Plan, measurements: tuple[Measurement, ...], checkins: tuple[CheckIn, ...]
) -> None:
    save(engine)
    with pytest.raises(ValueError, match=r"twice|not an indicator|JSON"):
        save_plan(engine, plan, measurements, checkins, files=(), recorded_by="anna", recorded_at=NINE)
    with read(engine) as connection:
        assert stored_head(connection) == 1


def test_files_are_kept_once_and_only_with_a_change(engine: Engine) -> None:
    content = "één".encode()
    files = [(name, hashlib.sha256(content).hexdigest(), content) for name in ("a.csv", "b.csv")]
    for value in (1.0, 1.0, 2.0):
        save_plan(engine, PLAN, [measured("2021", value)], (), files=files, recorded_by="anna", recorded_at=NINE)
    with read(engine) as connection:
        assert connection.execute(select(SOURCE_FILE.c.content)).scalars().all() == [content]
        kept = connection.execute(select(COMMIT_FILE.c.revision, COMMIT_FILE.c.name)).all()
    assert kept == [(1, "a.csv"), (1, "b.csv"), (2, "a.csv"), (2, "b.csv")]


def test_a_clock_that_went_back_does_not_tear_the_past(engine: Engine) -> None:
    save(engine)
    save(engine, FULLEST, at=NINE - timedelta(hours=1))
    with read(engine) as connection:
        assert [commit.recorded_at for commit in commits(connection)] == [NINE, NINE]


def test_an_interrupted_save_leaves_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("kpi.store.differing.ContentChange.write", stopped)
        with pytest.raises(KeyboardInterrupt):
            save(engine, FULLEST)
    with begin(engine) as connection:
        assert stored_head(connection) == 0
        assert connection.execute(select(SOURCE_FILE)).all() == []
    assert save(engine, FULLEST).revision == 1


def test_processes_that_load_at_once_make_one_revision(engine: Engine, url: str) -> None:
    code = (
        "import sys; from kpi.store.database.engine import open_engine; from tests.store.samples import FULLEST, save; "
        "engine = open_engine(sys.argv[1]); sys.stdin.read(1); print(save(engine, FULLEST))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, url],
            cwd=ROOT,
            env=dict(os.environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(AT_ONCE)
    ]
    said = sorted(process.communicate("x")[0].strip() for process in running)
    first = Saved(1, changed=True, added=EVERYTHING + 1)
    assert said == sorted([str(first), *[str(Saved(1, changed=False))] * (AT_ONCE - 1)])
    with read(engine) as connection:
        assert [commit.revision for commit in commits(connection)] == [1]
        found = plan_counts(connection, PLAN.code, 1)
    assert found is not None
    assert found.measurements == 1
