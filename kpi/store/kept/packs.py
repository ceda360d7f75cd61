"""Board packs that are made beside the page: a job each, and its file once it is made; no revision is made.

Who makes one says so now and then. What nobody speaks of any more is taken up again by whoever asks for work.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, insert, select, update

from kpi.core.meeting.pack import AskedPack, NextStep, PackFile, PackJob, PackState, asked_in, next_step, outworn
from kpi.store import tables
from kpi.store.database.engine import begin

JOB = tables.table_of(tables.ReportJob)
_SAID = ("asked", "state", "asked_by", "asked_at", "heard_at", "attempts", "done", "total", "nl", "en")
_JOBS = select(*(JOB.c[name] for name in _SAID)).order_by(JOB.c.asked_at, JOB.c.key)
_UNDER_WAY = (PackState.WAITING.value, PackState.RUNNING.value)
_ANEW = {"state": PackState.WAITING.value, "worker": "", "heard_at": None, "done": 0, "total": 0, "nl": "", "en": ""}
_EMPTY = {**_ANEW, "attempts": 0, "content": None, "sha256": ""}


def _jobs(connection: Connection, *which: ColumnElement[bool]) -> list[PackJob]:
    """The jobs of which all this holds, oldest first."""
    found = connection.execute(_JOBS.where(*which)).mappings()
    return [PackJob(**{**one, "asked": asked_in(one["asked"]), "state": PackState(one["state"])}) for one in found]


def pack_jobs(connection: Connection, keys: Collection[str]) -> dict[str, PackJob]:
    """The jobs with these keys, by key; only those that are there."""
    return {one.key: one for one in _jobs(connection, JOB.c.key.in_(keys))}


def pack_file(connection: Connection, key: str) -> PackFile | None:
    """A pack that is made; None while it is not, and for an unknown key."""
    made = and_(JOB.c.key == key, JOB.c.state == PackState.DONE)
    found = connection.execute(select(JOB.c.asked, JOB.c.content, JOB.c.sha256).where(made)).first()
    return None if found is None else PackFile(asked_in(found.asked).file_name, found.content, found.sha256)


def begin_job(engine: Engine, asked: AskedPack, template: bytes | None, user: str, now: datetime) -> PackJob:
    """The job of a pack, which begins to wait unless it is there already; one that failed begins anew.

    What is kept no longer goes on the way. Raises StoreError as `begin` does.
    """
    with begin(engine) as connection:
        drop = outworn(_jobs(connection), now)
        connection.execute(delete(JOB).where(JOB.c.key.in_(drop)))
        found = pack_jobs(connection, (asked.key,)).get(asked.key)
        if found is not None and found.state is not PackState.FAILED:
            return found
        connection.execute(delete(JOB).where(JOB.c.key == asked.key))
        given = {"key": asked.key, "asked": asked.words, "ours": asked.ours, "template": template}
        connection.execute(insert(JOB).values(**_EMPTY, **given, asked_by=user, asked_at=now))
    return PackJob(asked, PackState.WAITING, user, now)


def take_job(
    engine: Engine, worker: str, ours: str, lost: tuple[str, str], now: datetime
) -> tuple[PackJob, bytes | None] | None:
    """The oldest job that this worker may make, which is its own from now on, with the template; None for none.

    `ours`: only what the same Planpeil makes. `lost`: the words, Dutch and English, for a job that is given up because
    its maker was lost too often.
    """
    with begin(engine) as connection:
        for job in _jobs(connection, JOB.c.state.in_(_UNDER_WAY), JOB.c.ours == ours):
            step, mine = next_step(job, now), JOB.c.key == job.key
            if step is NextStep.GIVE_UP:
                said = {"state": PackState.FAILED.value, "nl": lost[0], "en": lost[1], "heard_at": now}
                connection.execute(update(JOB).where(mine).values(said))
            elif step is NextStep.TAKE:
                taken = {"state": PackState.RUNNING.value, "worker": worker, "heard_at": now, "done": 0, "total": 0}
                connection.execute(update(JOB).where(mine).values({**taken, "attempts": job.attempts + 1}))
                return job, connection.execute(select(JOB.c.template).where(mine)).scalar_one()
    return None


def tell_progress(engine: Engine, key: str, worker: str, done: int, total: int, now: datetime) -> bool:
    """Say that a job is being made, and how far it is; False when it is this worker's no longer."""
    return _say(engine, key, worker, {"done": done, "total": total, "heard_at": now})


def end_job(engine: Engine, key: str, worker: str, content: bytes, now: datetime) -> bool:
    """Keep the file that was made; False when the job is this worker's no longer."""
    made = {"state": PackState.DONE.value, "content": content, "sha256": sha256(content).hexdigest(), "template": None}
    return _say(engine, key, worker, {**made, "heard_at": now})


def fail_job(engine: Engine, key: str, worker: str, words: tuple[str, str], now: datetime) -> bool:
    """Say why a pack cannot be made, in Dutch and English; False when the job is this worker's no longer."""
    return _say(engine, key, worker, {"state": PackState.FAILED.value, "nl": words[0], "en": words[1], "heard_at": now})


def release_job(engine: Engine, key: str, worker: str) -> bool:
    """Let a job wait again, for anybody; False when it is this worker's no longer."""
    return _say(engine, key, worker, _ANEW)


def _say(engine: Engine, key: str, worker: str, what: Mapping[str, Any]) -> bool:
    mine = and_(JOB.c.key == key, JOB.c.worker == worker, JOB.c.state == PackState.RUNNING)
    with begin(engine) as connection:
        return connection.execute(update(JOB).where(mine).values(**what)).rowcount == 1
