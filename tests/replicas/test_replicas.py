"""Two Planpeils on one database: what one commits the other tells, and what was confirmed is there once."""

import signal

from playwright.sync_api import TimeoutError

from tests.browser.conftest import WAIT, Tab
from tests.browser.test_upload import HEAD, deliver, drop
from tests.replicas.conftest import Replicas, wait_until

CERTAIN = "T-CO-02;4e kwartaal 2021;;100;", "T-CO-06;4e kwartaal 2021;;ja;", "T-CO-10;4e kwartaal 2021;;87,5;"


def prepare(one: Tab, row: str) -> None:
    """Bring a file of one row as far as the button that commits it.

    Who came while nginx thought their replica gone is with the other, and is led back when it is there again: a file
    that is chosen just then does not arrive, and the page asks for it once more.
    """
    content = f"{HEAD}\r\n{row}\r\n"
    try:
        deliver(one, content, "cijfers.csv")
    except TimeoutError:
        drop(one, content, "cijfers.csv")


def confirm(one: Tab) -> None:
    one.page.get_by_role("button", name="1 waarde vastleggen").click()


def test_two_that_start_at_once_on_an_older_database_bring_it_up_to_date_once(both: Replicas) -> None:
    assert both.rows("SELECT version_num FROM alembic_version") != [("0013_four_eyes",)]
    assert both.rows('SELECT action FROM "commit"') == [("load",)]


def test_killed_during_a_commit_it_is_not_there_and_the_other_takes_the_file(both: Replicas, visitor: Tab) -> None:
    before = both.uploads()
    prepare(visitor, CERTAIN[0])
    with both.writing():
        confirm(visitor)
        wait_until(lambda: both.waiting() is not None)
        struck = both.waiting()
        assert struck is not None
        both.processes[struck].kill()
        both.processes[struck].wait()
    wait_until(lambda: both.waiting() is None)
    assert both.uploads() == before
    visitor.page.context.clear_cookies()  # another computer, which knows of no draft
    prepare(visitor, CERTAIN[0])
    confirm(visitor)
    visitor.page.get_by_text("Vastgelegd. Dank u wel.").wait_for(timeout=WAIT)
    assert both.uploads() == before + 1


def test_what_one_commits_the_next_answer_of_both_tells(both: Replicas, visitor: Tab) -> None:
    before = {both.revision(port) for port in both.ports}
    assert len(before) == 1
    prepare(visitor, CERTAIN[1])
    confirm(visitor)
    visitor.page.get_by_text("Vastgelegd. Dank u wel.").wait_for(timeout=WAIT)
    assert {both.revision(port) for port in both.ports} == {max(before) + 1}


def test_asked_to_stop_it_says_so_serves_on_lets_a_commit_end_and_takes_nobody_new(
    both: Replicas, visitor: Tab
) -> None:
    before = both.uploads()
    prepare(visitor, CERTAIN[2])
    with both.writing():
        confirm(visitor)
        wait_until(lambda: both.waiting() is not None)
        leaving = both.waiting()
        assert leaving is not None
        (other,) = set(both.ports) - {leaving}
        both.processes[leaving].send_signal(signal.SIGTERM)
        wait_until(lambda: both.readiness(leaving) == "not ready")
        assert both.revision(leaving) == both.revision(other)
        wait_until(lambda: both.readiness(leaving) == "")
        assert both.processes[leaving].poll() is None
    assert both.processes[leaving].wait(30) == 0
    assert both.uploads() == before + 1


def test_without_nginx_a_commit_ends_and_is_there_once(both: Replicas, visitor: Tab) -> None:
    before = both.uploads()
    prepare(visitor, CERTAIN[2].replace("87,5", "86"))
    with both.writing():
        confirm(visitor)
        wait_until(lambda: both.waiting() is not None)
        assert both.nginx.process is not None
        both.nginx.kill()
    wait_until(lambda: both.uploads() == before + 1)
    both.nginx.start()
    visitor.open("aanleveringen", plan="thoon-2021")
    assert both.uploads() == before + 1


def test_when_the_database_falls_nothing_confirmed_is_lost(both: Replicas, visitor: Tab) -> None:
    before = both.uploads()
    prepare(visitor, CERTAIN[2].replace("87,5", "85"))
    with both.writing():
        confirm(visitor)
        wait_until(lambda: both.waiting() is not None)
        both.server.stop()
        both.server.start()
    for port in both.ports:
        both.await_ready(port)
    assert both.uploads() == before
    assert {both.revision(port) for port in both.ports} == {
        max(r for (r,) in both.rows('SELECT revision FROM "commit"'))
    }
