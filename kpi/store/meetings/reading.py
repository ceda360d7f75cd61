"""Reading what people recorded around a plan: what stands now, and every version of it."""

import json

from sqlalchemy import Connection, select

from kpi.store.meetings.records import MEETING_SEEN, R, Recorded, RecordKind
from kpi.store.plans.content import restored
from kpi.store.versions import COMMIT


def all_versions(
    connection: Connection, kind: RecordKind[R], plan: str, revision: int
) -> dict[str, tuple[Recorded[R], ...]]:
    """Every version known at a revision, oldest first, by code; the codes in the order in which they were first used.

    What was taken out has a version that says so (`ended`).
    """
    table = kind.table
    rows = connection.execute(
        select(
            table.c.code,
            table.c.content,
            table.c.ended,
            COMMIT.c.revision,
            COMMIT.c.recorded_at,
            COMMIT.c.recorded_by,
            COMMIT.c.why,
        )
        .join(COMMIT, COMMIT.c.revision == table.c.revision)
        .where(table.c.plan == plan, table.c.revision <= revision)
        .order_by(table.c.revision, table.c.code)
    )
    found: dict[str, list[Recorded[R]]] = {}
    for code, content, ended, at, moment, user, why in rows:
        one = Recorded(restored(kind.made, content), code, at, moment, user, why, ended)
        found.setdefault(code, []).append(one)
    return {code: tuple(versions) for code, versions in found.items()}


def standing_records(connection: Connection, kind: RecordKind[R], plan: str, revision: int) -> dict[str, Recorded[R]]:
    """What stands at a revision, by code, in the order in which it was first recorded."""
    newest = {code: versions[-1] for code, versions in all_versions(connection, kind, plan, revision).items()}
    return {code: one for code, one in newest.items() if not one.ended}


def seen_screens(connection: Connection, plan: str, meeting: str, revision: int) -> dict[str, object]:
    """The screens of a meeting as they were seen when it was last closed, by language; empty when it never was.

    Each as it was handed to `close_meeting`.
    """
    mine = (MEETING_SEEN.c.plan == plan, MEETING_SEEN.c.code == meeting, MEETING_SEEN.c.revision <= revision)
    rows = select(MEETING_SEEN.c.content).where(*mine).order_by(MEETING_SEEN.c.revision.desc()).limit(1)
    content = connection.execute(rows).scalar_one_or_none()
    return json.loads(content) if content else {}
