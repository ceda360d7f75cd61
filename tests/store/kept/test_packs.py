"""Jobs of board packs in both databases: one for all who ask, one maker at a time, and none for ever."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

from sqlalchemy import Engine, select

from kpi.core.meeting.pack import (
    ATTEMPTS,
    KEPT_PACK_DAYS,
    KEPT_PACKS,
    SILENCE,
    AskedPack,
    PackFile,
    PackJob,
    PackState,
)
from kpi.store.database.engine import read
from kpi.store.kept.packs import (
    JOB,
    begin_job,
    end_job,
    fail_job,
    pack_file,
    pack_jobs,
    release_job,
    take_job,
    tell_progress,
)
from kpi.store.versions import stored_head
from tests.store.samples import NINE

ASKED = AskedPack("proef", date(2021, 6, 30), 3, "pdf", "nl", ours="v1")
LATER = NINE + timedelta(seconds=1)
LOST = ("kwijt", "lost")


def begun(engine: Engine, asked: AskedPack = ASKED) -> PackJob:
    return begin_job(engine, asked, None, "Anna", NINE)


def found(engine: Engine, asked: AskedPack = ASKED) -> PackJob | None:
    with read(engine) as connection:
        return pack_jobs(connection, [asked.key]).get(asked.key)


def file(engine: Engine, key: str = ASKED.key) -> PackFile | None:
    with read(engine) as connection:
        return pack_file(connection, key)


def test_a_job_waits_is_made_and_its_file_is_given(engine: Engine) -> None:
    assert begin_job(engine, ASKED, b"template", "Anna", NINE) == PackJob(ASKED, PackState.WAITING, "Anna", NINE)
    assert file(engine) is None
    taken = take_job(engine, "w1", "v1", LOST, LATER)
    assert taken == (PackJob(ASKED, PackState.WAITING, "Anna", NINE), b"template")
    assert tell_progress(engine, ASKED.key, "w1", 6, 14, LATER)
    assert found(engine) == PackJob(ASKED, PackState.RUNNING, "Anna", NINE, LATER, 1, 6, 14)
    assert end_job(engine, ASKED.key, "w1", b"\0pdf", LATER)
    made = file(engine)
    assert made is not None
    assert (made.name, made.content, len(made.sha256)) == (ASKED.file_name, b"\0pdf", 64)
    with read(engine) as connection:
        assert connection.execute(select(JOB.c.template)).scalar_one() is None
        assert stored_head(connection) == 0


def test_who_asks_again_gets_the_same_job(engine: Engine) -> None:
    begun(engine)
    take_job(engine, "w1", "v1", LOST, NINE)
    assert begin_job(engine, ASKED, None, "Bert", LATER).asked_by == "Anna"
    end_job(engine, ASKED.key, "w1", b"pdf", LATER)
    assert begin_job(engine, ASKED, None, "Bert", LATER).state is PackState.DONE
    assert take_job(engine, "w2", "v1", LOST, LATER) is None


def test_who_ask_at_once_get_one_job_and_one_maker(engine: Engine) -> None:
    at_once, taken = Barrier(4), []

    def ask(name: str) -> None:
        at_once.wait()
        begin_job(engine, ASKED, None, name, NINE)
        if take_job(engine, name, "v1", LOST, LATER):
            taken.append(name)

    asking = [Thread(target=ask, args=(f"w{at}",)) for at in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len(taken) == 1
    with read(engine) as connection:
        assert len(connection.execute(select(JOB.c.key)).all()) == 1


def test_the_oldest_goes_first_and_another_version_makes_its_own(engine: Engine) -> None:
    second = replace(ASKED, form="pptx")
    begun(engine, replace(ASKED, ours="v0"))
    begun(engine)
    begin_job(engine, second, None, "Anna", LATER)
    taken = [take_job(engine, "w1", "v1", LOST, LATER) for _ in range(3)]
    assert [one[0].asked if one else None for one in taken] == [ASKED, second, None]


def test_what_was_left_behind_is_taken_up_again_and_then_given_up(engine: Engine) -> None:
    begun(engine)
    now = NINE
    for at in range(ATTEMPTS):
        assert take_job(engine, f"w{at}", "v1", LOST, now) is not None
        assert take_job(engine, "other", "v1", LOST, now + SILENCE) is None
        now += SILENCE + timedelta(seconds=1)
    assert take_job(engine, "other", "v1", LOST, now) is None
    job = found(engine)
    assert job is not None
    assert (job.state, job.nl, job.en) == (PackState.FAILED, "kwijt", "lost")
    assert begun(engine).state is PackState.WAITING


def test_who_lost_a_job_says_nothing_about_it_any_more(engine: Engine) -> None:
    begun(engine)
    take_job(engine, "w1", "v1", LOST, NINE)
    take_job(engine, "w2", "v1", LOST, NINE + SILENCE * 2)
    key = ASKED.key
    assert not tell_progress(engine, key, "w1", 1, 2, LATER)
    assert not end_job(engine, key, "w1", b"old", LATER)
    assert not fail_job(engine, key, "w1", LOST, LATER)
    assert not release_job(engine, key, "w1")
    assert end_job(engine, key, "w2", b"new", LATER)
    made = file(engine)
    assert made is not None
    assert made.content == b"new"


def test_what_is_released_waits_for_anybody(engine: Engine) -> None:
    begun(engine)
    take_job(engine, "w1", "v1", LOST, NINE)
    assert release_job(engine, ASKED.key, "w1")
    taken = take_job(engine, "w2", "v1", LOST, LATER)
    assert taken is not None
    assert taken[0].state is PackState.WAITING


def test_what_failed_says_why_and_can_be_asked_again(engine: Engine) -> None:
    begun(engine)
    take_job(engine, "w1", "v1", LOST, NINE)
    assert fail_job(engine, ASKED.key, "w1", ("Kies een dag.", "Choose a day."), LATER)
    job = found(engine)
    assert job is not None
    assert (job.state, job.nl, job.en) == (PackState.FAILED, "Kies een dag.", "Choose a day.")
    again = begin_job(engine, ASKED, None, "Bert", LATER)
    assert (again.state, again.asked_by, again.nl, again.attempts) == (PackState.WAITING, "Bert", "", 0)


def test_only_the_newest_are_kept_and_none_for_ever(engine: Engine) -> None:
    for at in range(KEPT_PACKS + 2):
        one, now = replace(ASKED, revision=at), NINE + timedelta(minutes=at)
        begin_job(engine, one, None, "Anna", now)
        take_job(engine, "w", "v1", LOST, now)
        end_job(engine, one.key, "w", b"x", now)
    last = replace(ASKED, revision=1000)
    begin_job(engine, last, None, "Anna", now)
    assert (found(engine, replace(ASKED, revision=1)), found(engine, last) is None) == (None, False)
    assert found(engine, replace(ASKED, revision=2)) is not None
    begin_job(engine, replace(ASKED, form="html"), None, "Anna", now + timedelta(days=KEPT_PACK_DAYS, minutes=1))
    with read(engine) as connection:
        assert len(connection.execute(select(JOB.c.key)).all()) == 1
