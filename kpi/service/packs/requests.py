"""Asking for a board pack: it is made once for all who ask the same, and kept for a while."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from kpi.access.rights import Right
from kpi.core.errors import NotFoundError, RefusedError
from kpi.core.meeting.pack import AskedPack, NextStep, PackFile, PackJob, next_step
from kpi.service.desk import Desk, allow, allow_change
from kpi.service.packs.queue import PackMaker
from kpi.store.database.engine import read
from kpi.store.kept import packs

_KEY = re.compile(r"[0-9a-f]{64}")


def ask_for_pack(
    desk: Desk, maker: PackMaker, asked: AskedPack, template: bytes | None = None, *, user: str = ""
) -> PackJob:
    """The making of a pack: begun, under way for who asked before, or done; one that failed begins anew.

    `template`: the bytes of the one that was asked with. Raises RefusedError when read-only: nothing is kept then.
    """
    user = allow_change(desk, Right.SEE, asked.plan, user=user)
    with desk.flight.commit():
        job = packs.begin_job(desk.engine, asked, template, user.strip(), datetime.now(UTC))
    if job.is_under_way:
        maker.wake()
    return job


def how_far(desk: Desk, maker: PackMaker, each: Iterable[AskedPack]) -> dict[str, PackJob]:
    """Where these packs stand, by key, those that were ever asked for; what was left behind is taken up again."""
    with read(desk.engine) as connection:
        found = packs.pack_jobs(connection, [one.key for one in each])
    now = datetime.now(UTC)
    if not desk.settings.read_only and any(next_step(one, now) is not NextStep.NOTHING for one in found.values()):
        maker.wake()
    return found


def pack_made(desk: Desk, key: str) -> PackFile:
    """A pack that is made. Raises NotFoundError for an unknown key, RefusedError while it is being made."""
    with read(desk.engine) as connection:
        job = packs.pack_jobs(connection, (key,)).get(key) if _KEY.fullmatch(key) else None
        if job is not None:
            allow(desk, Right.SEE, job.asked.plan)
            file = packs.pack_file(connection, key)
            if file is not None:
                return file
            raise RefusedError(
                "Dit bestand is nog niet klaar. Open de pagina van de vergadering: daar staat hoe ver het is.",
                "This file is not ready yet. Open the page of the meeting: it says how far it is.",
            )
    raise NotFoundError(
        "Dit bestand wordt niet meer bewaard: maak het opnieuw op de pagina van de vergadering.",
        "This file is kept no longer: make it again on the page of the meeting.",
    )
