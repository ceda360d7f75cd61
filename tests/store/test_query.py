"""Reading as of a date and as known at a revision, by index."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event

from kpi.core.model import Measurement, Plan
from kpi.store.database.engine import migrate, open_engine, read
from kpi.store.query import (
    Counts,
    newest_period_end,
    plan_counts,
    read_evidence,
    read_plan,
    stored_plan_codes,
    stored_titles,
)
from kpi.store.revisions import revision_at
from kpi.store.versions import stored_head
from tests.examples import examples
from tests.store.samples import BARE, FULL, FULLEST, NINE, PLAN, measured, save

HOUR = timedelta(hours=1)
Calls = list[tuple[str, Any]]


def at(engine: Engine, as_of: date, revision: int = 99) -> list[float | None]:
    with read(engine) as connection:
        found = read_evidence(connection, PLAN.code, ("networks",), as_of, revision)
    return [one.value for one in found.get("networks", ())]


def test_evidence_counts_from_the_day_measured_else_the_last_of_its_period(engine: Engine) -> None:
    save(engine, measured("2021-Q1", 1.0), measured("2021-Q2", 2.0, on=date(2021, 4, 20)))
    assert at(engine, date(2021, 3, 30)) == []
    assert at(engine, date(2021, 3, 31)) == [1.0]
    assert at(engine, date(2021, 4, 19)) == [1.0]
    assert at(engine, date(2021, 4, 20)) == [1.0, 2.0]


def test_only_the_newest_known_version_decides(engine: Engine) -> None:
    save(engine, measured("2021-Q1", 1.0))
    save(engine, measured("2021-Q1", 1.5, on=date(2021, 5, 1)))
    save(engine)
    day = date(2021, 4, 1)
    assert at(engine, day, 0) == []
    assert at(engine, day, 1) == [1.0]
    assert at(engine, day, 2) == []
    assert at(engine, date(2021, 5, 1), 2) == [1.5]
    assert at(engine, date(2021, 5, 1), 3) == []


def test_evidence_is_only_of_the_codes_asked_for(engine: Engine) -> None:
    west, all_of_it, other = measured("2021", 1.0, unit="west"), measured("2021", 2.0), measured("2021", 3.0, of="T1")
    save(engine, west, all_of_it, other)
    with read(engine) as connection:
        assert read_evidence(connection, PLAN.code, ("T1", "nothing"), PLAN.end, 1) == {"T1": (other,)}
        assert read_evidence(connection, PLAN.code, ("networks",), PLAN.end, 1) == {"networks": (all_of_it, west)}
        assert read_evidence(connection, PLAN.code, ("networks", "T1"), PLAN.end, 1, {"west"}) == {"networks": (west,)}
        assert read_evidence(connection, PLAN.code, (), PLAN.end, 1) == {}
        assert read_evidence(connection, "ander", ("T1",), PLAN.end, 1) == {}


def test_an_empty_store_and_an_unknown_plan(engine: Engine) -> None:
    with read(engine) as connection:
        assert (stored_head(connection), stored_plan_codes(connection, 0)) == (0, ())
        assert read_plan(connection, PLAN.code, 0) is None
        assert plan_counts(connection, PLAN.code, 0) is None
        assert newest_period_end(connection, PLAN.code, 0) is None


def test_titles_as_known(engine: Engine) -> None:
    save(engine)
    save(engine, plan=replace(PLAN, code="ander", title="Het andere"), at=NINE + HOUR)
    save(engine, plan=replace(PLAN, title="Zoals het nu heet"), at=NINE + 2 * HOUR)
    with read(engine) as connection:
        assert stored_titles(connection, 0) == {}
        assert stored_titles(connection, 1) == {PLAN.code: PLAN.title}
        assert stored_titles(connection, 3) == {"ander": "Het andere", PLAN.code: "Zoals het nu heet"}


def test_plans_and_counts_as_known(engine: Engine) -> None:
    save(engine, FULLEST, measured("2021", 1.0))
    save(engine, FULLEST, plan=replace(PLAN, targets=(BARE,)))
    save(engine, plan=replace(PLAN, code="ander"))
    with read(engine) as connection:
        assert stored_plan_codes(connection, 2) == ("proef",)
        assert stored_plan_codes(connection, 3) == ("ander", "proef")
        assert plan_counts(connection, PLAN.code, 1) == Counts(themes=2, targets=2, indicators=2, measurements=2)
        assert plan_counts(connection, PLAN.code, 3) == Counts(themes=2, targets=1, indicators=2, measurements=1)
        assert plan_counts(connection, "ander", 2) is None


def test_the_newest_period_is_of_measurements_that_still_hold(engine: Engine) -> None:
    save(engine, measured("2021-Q1", 1.0), measured("2021-H2", 2.0, on=date(2021, 7, 1)))
    save(engine, measured("2021-Q1", 1.0))
    save(engine, measured("2023", 1.0), plan=replace(PLAN, code="ander"))
    with read(engine) as connection:
        assert newest_period_end(connection, PLAN.code, 1) == date(2021, 12, 31)
        assert newest_period_end(connection, PLAN.code, 3) == date(2021, 3, 31)


@contextmanager
def recorded(engine: Engine) -> Iterator[Calls]:
    """Collect the statements sent to the database."""
    calls: Calls = []

    def keep(_connection: Connection, _cursor: Any, statement: str, parameters: Any, *_: object) -> None:
        calls.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", keep)
    yield calls
    event.remove(engine, "before_cursor_execute", keep)


def steps(engine: Engine, calls: Calls) -> list[str]:
    """How SQLite carries out these statements."""
    with engine.connect() as connection:
        return [
            row[3]
            for statement, parameters in calls
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """Yield a store in a file."""
    engine = open_engine(f"sqlite:///{tmp_path / 'planpeil.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


def test_evidence_is_one_statement_of_index_lookups(sqlite: Engine) -> None:
    engine = sqlite
    save(engine, FULLEST)
    with recorded(engine) as calls, read(engine) as connection:
        read_evidence(connection, PLAN.code, ("networks", "T1"), PLAN.end, 1)
    # Begin, the rows, and when the years of the plan begin.
    assert [statement.split()[0] for statement, _ in calls] == ["BEGIN", "SELECT", "SELECT"]
    found = [step for step in steps(engine, calls) if "SUBQUERY" not in step and "plan_version" not in step]
    key = "plan=? AND indicator=? AND org_unit=? AND period=? AND revision>? AND revision<?"
    assert found == [
        "SEARCH measurement_version USING PRIMARY KEY (plan=? AND indicator=?)",
        "SEARCH commit_scope USING PRIMARY KEY (plan=? AND indicator=?)",
        f"SEARCH later USING PRIMARY KEY ({key})",
    ]


def test_no_question_about_a_plan_reads_a_whole_table_of_versions(sqlite: Engine) -> None:
    engine = sqlite
    save(engine, FULLEST)
    with recorded(engine) as calls, read(engine) as connection:
        read_plan(connection, PLAN.code, 1)
        plan_counts(connection, PLAN.code, 1)
        newest_period_end(connection, PLAN.code, 1)
        revision_at(connection, NINE)
        stored_head(connection)
    found = steps(engine, calls)
    assert len(found) > len(calls)
    assert [step for step in found if ("SCAN" in step and "_version" in step) or "TEMP B-TREE" in step] == []


CODES = st.sampled_from(["T1", "T2", "T3"])
TARGETS = st.lists(
    st.builds(replace, st.sampled_from([BARE, FULL]), code=CODES, value=st.floats(-1e9, 1e9)),
    unique_by=lambda target: target.code,
)
PLANS = st.builds(
    lambda targets, title: replace(PLAN, targets=tuple(targets), title=title), TARGETS, st.text("aé'\"\n€", max_size=3)
)
MEASUREMENTS = st.lists(
    st.builds(
        measured,
        st.sampled_from(["2021-Q1", "2021", "2022-11"]),
        st.sampled_from([0.0, 1.5, 1e-300]),
        unit=st.sampled_from(["", "west"]),
        on=st.none() | st.dates(date(2021, 1, 1), PLAN.end),
    ),
    unique_by=lambda one: (one.org_unit, one.period),
)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Yield one store for all random cases; each case is a plan of its own in it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('saves') / 'planpeil.sqlite'}"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        url = server.address(server.make())
    engine = open_engine(url)
    migrate(engine)
    yield engine
    engine.dispose()


@settings(max_examples=examples(60))
@given(saves=st.lists(st.tuples(PLANS, MEASUREMENTS), min_size=1, max_size=5))
def test_every_revision_is_read_as_it_was_saved(shared: Engine, saves: list[tuple[Plan, list[Measurement]]]) -> None:
    code = uuid4().hex
    known: dict[int, tuple[Plan, list[Measurement]]] = {}
    for plan, measurements in saves:
        own = replace(plan, code=code)
        saved = save(shared, *measurements, plan=own)
        assert saved.changed == (saved.revision not in known)
        known[saved.revision] = (own, measurements)
    with read(shared) as connection:
        for revision, (plan, measurements) in known.items():
            assert read_plan(connection, code, revision) == plan
            found = read_evidence(connection, code, ("networks",), PLAN.end, revision).get("networks", ())
            assert sorted(found, key=repr) == sorted(measurements, key=repr)
            assert plan_counts(connection, code, revision) == Counts(2, len(plan.targets), 2, len(measurements))
