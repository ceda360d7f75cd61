"""What waits to be sent, on both databases: there once, taken once, tried again later and then given up."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, func, select

from kpi.core.sending import ATTEMPTS, LEASE
from kpi.store.database.engine import begin, read
from kpi.store.outgoing import (
    KEPT,
    Message,
    end_message,
    fail_message,
    put_out,
    take_message,
    try_again,
)
from kpi.store.outgoing_table import LIGHTS, MAIL, OUTGOING, TELLS_LIGHTS, last_look, messages_given_up
from kpi.store.versions import add_commit
from tests.store.samples import NINE

DAY = date(2021, 8, 4)
ONE = Message("mail els p 2021-08-04", MAIL, "els", "p", DAY)
LATER = NINE + timedelta(days=2)


def rows(engine: Engine) -> int:
    with read(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(OUTGOING)).scalar_one())


def test_the_same_message_waits_once(engine: Engine) -> None:
    assert put_out(engine, [ONE], DAY, NINE) == (ONE,)
    assert put_out(engine, [ONE, ONE], DAY, LATER) == ()
    assert rows(engine) == 2  # with the day that was looked at
    with read(engine) as connection:
        assert last_look(connection) == DAY


def test_it_is_taken_by_one_and_by_another_only_when_that_one_was_lost(engine: Engine) -> None:
    put_out(engine, [ONE], DAY, NINE)
    taken = take_message(engine, [MAIL], NINE)
    assert taken == replace(ONE, attempts=1)
    assert take_message(engine, [MAIL], NINE + LEASE / 2) is None
    other = take_message(engine, [MAIL], NINE + LEASE)
    assert other == replace(ONE, attempts=2)
    end_message(engine, taken)  # it lost its turn: what it says counts no more
    assert take_message(engine, [MAIL], LATER) is not None


def test_what_was_sent_is_never_taken_again(engine: Engine) -> None:
    put_out(engine, [ONE], DAY, NINE)
    taken = take_message(engine, [MAIL], NINE)
    assert taken is not None
    end_message(engine, taken)
    assert take_message(engine, [MAIL], LATER) is None
    assert put_out(engine, [ONE], DAY, LATER) == ()


def test_it_is_tried_again_later_each_time_then_given_up_and_once_more_when_asked(engine: Engine) -> None:
    put_out(engine, [ONE], DAY, NINE)
    now = NINE
    for attempt in range(1, ATTEMPTS + 1):
        taken = take_message(engine, [MAIL], now)
        assert taken is not None
        assert fail_message(engine, taken, "SMTPServerDisconnected", now) is (attempt < ATTEMPTS)
        assert take_message(engine, [MAIL], now + timedelta(minutes=4)) is None
        now += timedelta(days=3)
    with read(engine) as connection:
        assert messages_given_up(connection) == (1, "SMTPServerDisconnected")
    assert take_message(engine, [MAIL], now) is None
    assert try_again(engine, now) == 1
    assert take_message(engine, [MAIL], now) == replace(ONE, attempts=1)


def test_only_what_can_be_sent_is_taken(engine: Engine) -> None:
    put_out(engine, [ONE], DAY, NINE)
    assert take_message(engine, [LIGHTS], NINE) is None
    assert take_message(engine, [], NINE) is None


def test_who_take_at_once_take_each_message_once(engine: Engine) -> None:
    many = [replace(ONE, key=f"mail {n}") for n in range(6)]
    at_once, taken = Barrier(3), []

    def send() -> None:
        at_once.wait()
        put_out(engine, many, DAY, NINE)
        while (found := take_message(engine, [MAIL], NINE)) is not None:
            taken.append(found.key)

    senders = [Thread(target=send) for _ in range(3)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    assert sorted(taken) == [one.key for one in many]


def test_what_was_sent_long_ago_goes_and_what_waits_stays(engine: Engine) -> None:
    put_out(engine, [ONE, replace(ONE, key="other")], DAY, NINE)
    taken = take_message(engine, [MAIL], NINE)
    assert taken is not None
    end_message(engine, taken)
    put_out(engine, [], DAY + timedelta(days=90), NINE + KEPT + timedelta(days=1))
    assert rows(engine) == 2  # what waits, and the look of now


COMMIT = {"recorded_by": "els", "action": "upload", "plan": "p", "why": ""}


@pytest.fixture
def telling(engine: Engine) -> Engine:
    return engine.execution_options(**{TELLS_LIGHTS: True})


def committed(engine: Engine, **changes: str) -> int:
    with begin(engine) as connection:
        return add_commit(connection, {**COMMIT, **changes}, NINE, subject="")


def test_a_commit_that_can_change_lights_has_its_row_in_the_same_transaction(telling: Engine) -> None:
    revision = committed(telling)
    assert take_message(telling, [LIGHTS], LATER) == Message(
        f"lights p r{revision}", LIGHTS, "", "p", NINE.date(), revision=revision, attempts=1
    )


def test_one_that_did_not_happen_has_none_either(telling: Engine) -> None:
    with begin(telling) as connection:
        add_commit(connection, COMMIT, NINE, subject="")
        connection.rollback()
    assert rows(telling) == 0


@pytest.mark.parametrize("changes", [{"action": "checkin"}, {"action": "meeting"}, {"plan": ""}])
def test_what_no_light_looks_at_is_not_told(telling: Engine, changes: dict[str, str]) -> None:
    committed(telling, **changes)
    assert rows(telling) == 0


def test_without_a_webhook_nothing_is_written(engine: Engine) -> None:
    committed(engine)
    assert rows(engine) == 0
