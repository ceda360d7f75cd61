"""The log in both kinds of database: a row a commit, two writers at once, and what tampering leaves to be seen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from kpi.access.rights import Actor, Grant, Role
from kpi.core.audit import AuditLine, Misfit
from kpi.store.audit import (
    AuditFilter,
    broken_at,
    count_audit,
    find_audit,
    log_head,
    rename_person,
    unlogged_revision,
)
from kpi.store.audit_tables import ASKED_BY, AUDIT, AUDIT_HEAD, PERSON
from kpi.store.database.engine import begin, migrate, open_engine, read
from kpi.store.plans.apply import save_plan
from kpi.store.versions import COMMIT, add_audit, add_commit
from tests.store.samples import FILES, NINE, PLAN, as_before, measured, save

SAID = {"recorded_by": "anna", "action": "load", "plan": "proef", "why": "geheim"}


def commit(engine: Engine, times: int = 1, **more: str) -> None:
    for _ in range(times):
        with begin(engine) as connection:
            add_commit(connection, {**SAID, **more}, NINE, subject="x")


def found(engine: Engine, **asked: object) -> list[AuditLine]:
    with read(engine) as connection:
        return find_audit(connection, replace(AuditFilter(), **asked))


def fault(engine: Engine) -> Misfit | None:
    with read(engine) as connection:
        return broken_at(connection)


def test_a_commit_and_its_row_stand_or_fall_together(engine: Engine) -> None:
    save(engine, measured("2021-H1", 1))
    [line] = found(engine)
    row = line.row
    assert (row.seq, row.at, row.action, row.plan, row.revision, line.name) == (1, NINE, "load", "proef", 1, "anna")
    assert row.subject == f"targets.csv sha256:{FILES[0][1]}"
    assert "anna" not in row.who
    save(engine, measured("2021-H1", 1))
    assert found(engine) == [line]
    with pytest.raises(DBAPIError), begin(engine) as connection:  # noqa: PT012 - what fails is after the commit
        add_commit(connection, SAID, NINE, subject="")
        connection.execute(text("SELECT nowhere"))
    assert (found(engine), fault(engine)) == ([line], None)


def test_a_failed_save_leaves_no_row(engine: Engine) -> None:
    with pytest.raises(ValueError, match="occurs twice"):
        save_plan(engine, replace(PLAN, facts=PLAN.facts * 2), (), (), files=(), recorded_by="a", recorded_at=NINE)
    assert found(engine) == []


def test_what_is_no_commit_has_a_row_without_a_revision(engine: Engine) -> None:
    with begin(engine) as connection:
        add_audit(connection, at=NINE, by="", action="export", plan="proef", subject="a.csv sha256:00")
    [line] = found(engine)
    assert (line.row.who, line.name, line.row.revision) == ("", "", None)
    with read(engine) as connection:
        assert (broken_at(connection), unlogged_revision(connection), log_head(connection)[0]) == (None, None, 1)


def test_the_chain_holds_with_several_writers(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)

    def write(number: int) -> None:
        own = open_engine(url)
        commit(own, 8, recorded_by=f"u{number % 2}")
        own.dispose()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert [line.row.seq for line in found(engine)] == list(range(32, 0, -1))
    with read(engine) as connection:
        assert (broken_at(connection), unlogged_revision(connection)) == (None, None)
        assert len(connection.execute(select(PERSON)).all()) == 2


@pytest.mark.parametrize(
    ("tamper", "misfit"),
    [
        (update(AUDIT).where(AUDIT.c.seq == 2).values(plan="ander"), Misfit(2, "changed")),
        (update(AUDIT).where(AUDIT.c.seq == 2).values(who=""), Misfit(2, "changed")),
        (update(AUDIT).where(AUDIT.c.seq == 2).values(at=NINE + timedelta(seconds=1)), Misfit(2, "changed")),
        (delete(AUDIT).where(AUDIT.c.seq == 2), Misfit(2, "missing")),
        (delete(AUDIT).where(AUDIT.c.seq == 3), Misfit(3, "cut")),
        (delete(AUDIT), Misfit(1, "cut")),
        (update(AUDIT_HEAD).values(length=2), Misfit(3, "changed")),
        (delete(AUDIT_HEAD), Misfit(3, "changed")),
    ],
)
def test_what_was_tampered_with_is_told(engine: Engine, tamper: object, misfit: Misfit) -> None:
    commit(engine, 3)
    with begin(engine) as connection:
        connection.execute(tamper)  # type: ignore[call-overload]
    assert fault(engine) == misfit


def test_what_follows_a_removed_last_row_does_not_hide_it(engine: Engine) -> None:
    commit(engine, 3)
    with begin(engine) as connection:
        connection.execute(delete(AUDIT).where(AUDIT.c.seq == 3))
    commit(engine)
    assert fault(engine) == Misfit(3, "missing")


@pytest.mark.parametrize(
    ("tamper", "revision"),
    [
        (update(COMMIT).where(COMMIT.c.revision == 2).values(plan="ander"), 2),
        (update(COMMIT).where(COMMIT.c.revision == 2).values(recorded_at=NINE - timedelta(days=1)), 2),
        (delete(COMMIT).where(COMMIT.c.revision == 3), 3),
        (insert(COMMIT).values(**SAID, revision=4, recorded_at=NINE), 4),
    ],
)
def test_a_commit_that_the_log_does_not_know_is_told(engine: Engine, tamper: object, revision: int) -> None:
    commit(engine, 3)
    with begin(engine) as connection:
        connection.execute(tamper)  # type: ignore[call-overload]
    with read(engine) as connection:
        assert (broken_at(connection), unlogged_revision(connection)) == (None, revision)


def test_a_name_is_replaced_and_the_chain_holds(engine: Engine) -> None:
    commit(engine, 2)
    with begin(engine) as connection:
        pseudonyms = rename_person(connection, "anna", "medewerker 7")
        assert rename_person(connection, "niemand", "x") == ()
    assert [line.name for line in found(engine)] == ["medewerker 7"] * 2
    assert {line.row.who for line in found(engine)} == set(pseudonyms)
    assert (fault(engine), found(engine, who="anna")) == (None, [])


def test_rows_are_found_by_who_action_plan_and_period(engine: Engine) -> None:
    commit(engine)
    commit(engine, recorded_by="bob", plan="ander", action="upload")
    later = datetime(2022, 1, 1, tzinfo=UTC)
    with begin(engine) as connection:
        add_audit(connection, at=later, by="bob", action="export", plan="ander", subject="")

    def seqs(**asked: object) -> list[int]:
        return [line.row.seq for line in found(engine, **asked)]

    bob = found(engine, who="bob")[0].row.who
    assert (seqs(who="bob"), seqs(who=bob), seqs(action="load"), seqs(plan="ander")) == ([3, 2], [3, 2], [1], [3, 2])
    assert (seqs(first=later), seqs(before=later), seqs(who="bob", before=later)) == ([3], [2, 1], [2])
    with read(engine) as connection:
        assert [line.row.seq for line in find_audit(connection, AuditFilter(), limit=1, skip=1)] == [2]
        assert (count_audit(connection, AuditFilter()), count_audit(connection, AuditFilter(who="bob"))) == (3, 2)


def test_the_log_of_an_older_database_begins_with_what_was(new_database: str) -> None:
    engine = open_engine(new_database)
    as_before(engine, "0001_versions")
    migrate(engine)
    [line] = found(engine)
    assert (line.name, line.row.action, line.row.plan, line.row.revision, line.row.at) == (
        "anna",
        "load",
        "proef",
        1,
        NINE,
    )
    commit(engine)
    with read(engine) as connection:
        assert (broken_at(connection), unlogged_revision(connection), log_head(connection)[0]) == (None, None, 2)
    engine.dispose()


def test_a_row_has_the_role_of_who_asks_and_rows_of_before_still_fit(engine: Engine) -> None:
    commit(engine, 2)
    anna = Actor("anna", (Grant(Role.OWNER, "proef"), Grant(Role.VIEWER)))
    asked = engine.execution_options(**{ASKED_BY: anna})
    commit(asked)
    commit(asked, plan="ander")
    commit(asked, recorded_by="bob")
    commit(asked, recorded_by="")
    assert [one.row.role for one in reversed(found(engine))] == ["", "", "owner", "viewer", "", ""]
    assert fault(engine) is None


@pytest.mark.parametrize(("seq", "role"), [(2, ""), (2, "admin"), (1, "owner")])
def test_another_role_is_seen(engine: Engine, seq: int, role: str) -> None:
    commit(engine)
    commit(engine.execution_options(**{ASKED_BY: Actor("anna", (Grant(Role.OWNER),))}))
    with begin(engine) as connection:
        connection.execute(update(AUDIT).where(AUDIT.c.seq == seq).values(role=role))
    assert fault(engine) == Misfit(seq, "changed")
