"""By what a board pack is known again, what it is called, what is next for its making, and what is kept no longer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kpi.core.meeting.pack import (
    ATTEMPTS,
    KEPT_PACK_DAYS,
    KEPT_PACKS,
    SILENCE,
    AskedPack,
    NextStep,
    PackJob,
    PackState,
    asked_in,
    next_step,
    outworn,
)
from kpi.core.stages import STEPS, counted_steps

NOW = datetime(2021, 7, 1, 9, tzinfo=UTC)
ASKED = AskedPack("thoon-2021", date(2021, 6, 30), 41, "pdf", "nl", "M1")
JOB = PackJob(ASKED, PackState.RUNNING, "Anna", NOW - timedelta(hours=1), heard_at=NOW, attempts=1)
LONG_AGO = NOW - SILENCE - timedelta(seconds=1)


def test_it_is_known_again_by_its_words() -> None:
    assert asked_in(ASKED.words) == ASKED
    assert asked_in(ASKED.words).key == ASKED.key
    assert replace(ASKED, revision=42).key != ASKED.key
    assert len(ASKED.key) == 64


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (ASKED, "planpeil-thoon-2021-vergadering-M1-stand-2021-06-30-revisie-41.pdf"),
        (replace(ASKED, lang="en"), "planpeil-thoon-2021-meeting-M1-as-of-2021-06-30-revision-41.pdf"),
        (replace(ASKED, meeting="", form="xlsx"), "planpeil-thoon-2021-rapport-stand-2021-06-30-revisie-41.xlsx"),
    ],
)
def test_its_file_says_what_it_is(asked: AskedPack, name: str) -> None:
    assert asked.file_name == name


@pytest.mark.parametrize(
    ("job", "step"),
    [
        (JOB, NextStep.NOTHING),
        (replace(JOB, heard_at=NOW - SILENCE), NextStep.NOTHING),
        (replace(JOB, heard_at=LONG_AGO), NextStep.TAKE),
        (replace(JOB, heard_at=LONG_AGO, attempts=ATTEMPTS), NextStep.GIVE_UP),
        (replace(JOB, attempts=ATTEMPTS), NextStep.NOTHING),
        (replace(JOB, state=PackState.WAITING, heard_at=None), NextStep.TAKE),
        (replace(JOB, state=PackState.WAITING, heard_at=None, attempts=ATTEMPTS), NextStep.TAKE),
        (replace(JOB, state=PackState.DONE, heard_at=LONG_AGO), NextStep.NOTHING),
        (replace(JOB, state=PackState.FAILED, heard_at=LONG_AGO), NextStep.NOTHING),
    ],
)
def test_what_is_next(job: PackJob, step: NextStep) -> None:
    assert next_step(job, NOW) is step


def test_what_is_old_or_one_too_many_goes() -> None:
    jobs = [
        replace(JOB, asked=replace(ASKED, revision=at), state=PackState.DONE, heard_at=NOW - timedelta(minutes=at))
        for at in range(KEPT_PACKS + 1)
    ]
    assert outworn(jobs, NOW) == (jobs[-1].key,)
    assert outworn(jobs[:-1], NOW) == ()
    waiting = [replace(one, state=PackState.WAITING, heard_at=None, asked_at=NOW) for one in jobs]
    assert outworn(waiting, NOW) == ()
    assert outworn([JOB], NOW + timedelta(days=KEPT_PACK_DAYS)) == ()
    assert outworn([JOB], NOW + timedelta(days=KEPT_PACK_DAYS, seconds=1)) == (JOB.key,)


def test_who_follows_is_told_which_part_is_begun() -> None:
    told: list[tuple[int, int]] = []
    assert list(counted_steps("ab")) == ["a", "b"]
    before = STEPS.set(lambda done, total: told.append((done, total)))
    assert list(counted_steps("abc")) == ["a", "b", "c"]
    STEPS.reset(before)
    assert told == [(1, 3), (2, 3), (3, 3)]
