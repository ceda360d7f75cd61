"""Which revision holds: at a moment, and for one plan."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import StatementError

from kpi.store.database.engine import begin, read
from kpi.store.query import read_evidence, read_plan
from kpi.store.revisions import revision_at, revisions_of_plans
from kpi.store.versions import add_commit
from tests.store.samples import FULLEST, NINE, PLAN, measured, save

HOUR = timedelta(hours=1)

OTHER = replace(PLAN, code="ander")


def test_a_moment_finds_the_newest_revision_recorded_by_then(engine: Engine) -> None:
    save(engine)
    save(engine, FULLEST, at=NINE + HOUR)
    with read(engine) as connection:
        moments = (NINE - timedelta(microseconds=1), NINE, NINE + HOUR / 2, NINE + HOUR, NINE + 9 * HOUR)
        assert [revision_at(connection, moment) for moment in moments] == [0, 1, 1, 2, 2]
        with pytest.raises(StatementError, match="no time zone"):
            revision_at(connection, NINE.replace(tzinfo=None))


def test_a_plan_keeps_its_revision_while_others_change(engine: Engine) -> None:
    save(engine)
    save(engine, plan=OTHER, at=NINE + HOUR)
    save(engine, measured("2021", 1.0), at=NINE + 2 * HOUR)
    save(engine, measured("2021", 2.0), plan=OTHER, at=NINE + 3 * HOUR)
    with read(engine) as connection:
        assert [revisions_of_plans(connection, one)(PLAN.code) for one in range(6)] == [0, 1, 1, 3, 3, 3]
        assert [revisions_of_plans(connection, one)(OTHER.code) for one in range(6)] == [0, 0, 2, 2, 4, 4]
        assert revisions_of_plans(connection, 4)("nergens") == 0
        for code in (PLAN.code, OTHER.code):
            for one in range(5):
                own = revisions_of_plans(connection, one)(code)
                assert read_plan(connection, code, own) == read_plan(connection, code, one)
                then = [read_evidence(connection, code, ("networks",), PLAN.end, at) for at in (own, one)]
                assert then[0] == then[1]


def test_a_restore_is_about_every_plan(engine: Engine) -> None:
    save(engine)
    with begin(engine) as connection:
        restored = {"recorded_by": "els", "action": "restore", "plan": "", "why": ""}
        number = add_commit(connection, restored, NINE + HOUR, subject="", above=40)
        assert [revisions_of_plans(connection, one)(PLAN.code) for one in (1, 40, number)] == [1, 1, 41]
