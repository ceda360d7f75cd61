"""Publishing speaks for the whole plan, looks before it writes, and never ends a measurement."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from kpi.core.model import Ended, Plan
from kpi.store.database.engine import read
from kpi.store.plans.apply import Saved
from kpi.store.plans.promises import earlier_targets, endings
from kpi.store.plans.publish import held, plan_changed_since, publish_plan
from kpi.store.query import plan_counts, read_evidence, read_plan
from tests.store.samples import BARE, FULL, NINE, PLAN, measured, save


def publish(engine: Engine, plan: Plan, seen: int, why: str = "") -> Saved | None:
    return publish_plan(engine, plan, (), (), files=(), recorded_by="bert", recorded_at=NINE, why=why, seen=seen)


def test_what_is_left_out_has_ended_whoever_wrote_it(engine: Engine) -> None:
    save(engine, measured("2021-Q1", 2.0))
    done = publish(engine, replace(PLAN, targets=(FULL,), org_units=()), 1)
    assert done is not None
    assert (done.revision, done.ended) == (2, 3)
    with read(engine) as connection:
        after = read_plan(connection, "proef", 2)
        evidence = read_evidence(connection, "proef", ["networks"], date.max, 2)
    assert after is not None
    assert [one.code for one in after.targets] == ["T2"]
    assert [one.value for one in evidence["networks"]] == [2.0]


def test_nothing_is_written_when_something_was_committed_since(engine: Engine) -> None:
    save(engine)
    save(engine, measured("2021-Q1", 2.0))
    assert publish(engine, replace(PLAN, title="Anders"), 1) is None
    with read(engine) as connection:
        after = read_plan(connection, "proef", 9)
    assert after == PLAN


def test_same_plan_again_makes_no_revision(engine: Engine) -> None:
    save(engine)
    assert publish(engine, PLAN, 1) == Saved(1, changed=False)


def test_ended_target_is_kept_apart_and_not_counted(engine: Engine) -> None:
    save(engine)
    plan = replace(PLAN, targets=(BARE,), ended=(Ended(FULL, date(2022, 5, 1)),))
    publish(engine, plan, 1)
    with read(engine) as connection:
        after, held_now = read_plan(connection, "proef", 2), plan_counts(connection, "proef", 2)
        before = read_plan(connection, "proef", 1)
    assert after == plan
    assert held_now is not None
    assert held_now.targets == 1
    assert before == PLAN


def test_only_changes_of_the_plan_itself_count_as_changes(engine: Engine) -> None:
    save(engine)
    save(engine, measured("2021-Q1", 2.0), action="upload")
    with read(engine) as connection:
        assert not plan_changed_since(connection, "proef", 1)
        assert plan_changed_since(connection, "proef", 0)
        assert not plan_changed_since(connection, "ander", 0)


def test_held_tells_what_hangs_on_a_code_and_by_whom(engine: Engine) -> None:
    save(engine, measured("2021-Q1", 2.0, unit="west"))
    with read(engine) as connection:
        all_of_it, of_others = held(connection, "proef", 1), held(connection, "proef", 1, but_by="load")
    assert (all_of_it.codes, all_of_it.org_units) == ({"networks"}, {"west"})
    assert (of_others.codes, of_others.org_units) == (frozenset(), frozenset())


def test_earlier_promises_are_told_in_order_with_their_reason(engine: Engine) -> None:
    save(engine)
    for seen, (value, owner, why) in enumerate([(7.0, "a", "eerst"), (7.0, "b", "naam"), (6.0, "b", "toen")], start=1):
        plan = replace(PLAN, targets=(replace(FULL, value=value, owner=owner), BARE))
        publish(engine, plan, seen, why)
    with read(engine) as connection:
        found = earlier_targets(connection, "proef", 4)["T2"]
        until = earlier_targets(connection, "proef", 2)
        none = earlier_targets(connection, "proef", 4)
    assert [(one.target.value, one.revision, one.why) for one in found] == [(8.5, 1, "eerst"), (7.0, 2, "toen")]
    assert [one.target.value for one in until["T2"]] == [8.5]
    assert "T1" not in none
    assert found[0].target == FULL


def test_endings_are_told_in_order_with_their_reason(engine: Engine) -> None:
    save(engine)
    gone = replace(PLAN, targets=(BARE,), ended=(Ended(FULL, date(2022, 5, 1)),))
    for seen, (plan, why) in enumerate(
        [(gone, "vervallen"), (replace(gone, title="Anders"), "naam"), (PLAN, "toch")], 1
    ):
        publish(engine, plan, seen, why)
    with read(engine) as connection:
        found = endings(connection, "proef", "T2", 4)
        never = endings(connection, "proef", "T1", 4)
        before = endings(connection, "proef", "T2", 1)
    assert [(one.on, one.revision, one.recorded_by, one.why) for one in found] == [
        (date(2022, 5, 1), 2, "bert", "vervallen"),
        (None, 4, "bert", "toch"),
    ]
    assert (never, before) == ((), ())
