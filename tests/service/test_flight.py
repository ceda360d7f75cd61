"""A stopping server waits for the commits in flight, and no longer."""

from threading import Event, Thread

import pytest

from kpi.core.errors import PlanpeilError
from kpi.service.desk import Flight


def test_nothing_in_flight_is_drained_at_once() -> None:
    assert Flight().drain(0.0)


def test_drain_waits_until_the_commit_has_ended() -> None:
    flight, started, may_end = Flight(), Event(), Event()

    def work() -> None:
        with flight.commit():
            started.set()
            may_end.wait(10)

    thread = Thread(target=work)
    thread.start()
    assert started.wait(10)
    assert not flight.drain(0.01)
    may_end.set()
    assert flight.drain(10)
    thread.join()


def test_while_it_is_waited_for_a_second_step_is_let_in_and_afterwards_nothing_is() -> None:
    flight, first, second = Flight(), Event(), Event()

    def work() -> None:
        with flight.commit():
            first.set()
            may_end.wait(10)
            with flight.commit():
                second.set()

    may_end = Event()
    thread = Thread(target=work)
    thread.start()
    assert first.wait(10)
    waiting = Thread(target=flight.drain, args=(10,))
    waiting.start()
    may_end.set()
    waiting.join()
    thread.join()
    assert second.is_set()
    with pytest.raises(PlanpeilError, match="niets vastgelegd"), flight.commit():
        pytest.fail("a commit began in a process that ends")


def test_a_commit_that_is_stopped_no_longer_counts() -> None:
    """Streamlit ends a script with a BaseException."""
    flight = Flight()
    with pytest.raises(KeyboardInterrupt), flight.commit():
        raise KeyboardInterrupt
    assert flight.drain(0.0)
