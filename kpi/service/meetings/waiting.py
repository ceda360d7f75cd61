"""How long already: since when results ask for attention, and how soon the owners explained and corrected them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.meeting.lasting import Lasting, Said, Timeliness, asks_since, lasting, timeliness
from kpi.core.model import Theme
from kpi.service.desk import Desk
from kpi.service.snapshots import snapshot_in
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.meetings.reading import all_versions
from kpi.store.meetings.records import CHECKINS
from kpi.store.query import read_evidence
from kpi.store.versions import stored_head


@dataclass(frozen=True, slots=True)
class HowLong:
    """The results that are red or amber, the longest first, and how soon was acted: of the plan and of each theme."""

    rows: tuple[Lasting, ...]
    whole: Timeliness
    themes: tuple[tuple[Theme, Timeliness], ...]


def how_long(
    desk: Desk, plan: str, as_of: date | None = None, *, on: date | None = None, revision: int | None = None
) -> HowLong:
    """Since when every red or amber result of a plan has been so, at `as_of` (None: its default day).

    `on`: the day by which promised corrections should have come, None: `as_of`. Words count by when they were first
    recorded, as known at `revision` (None: now). Raises NotFoundError.
    """
    with read(desk.engine) as connection:
        at = stored_head(connection) if revision is None else revision
        shot = snapshot_in(connection, plan, as_of=as_of, revision=at, known_at=None)
        said = _said(connection, plan, at)
        rows = _lasting(connection, shot, shot.rows, said)
    until = on or shot.as_of
    parts = [(theme, [one for one in rows if one.row.target.theme == theme.code]) for theme in shot.plan.themes]
    return HowLong(
        rows=tuple(sorted(rows, key=lambda one: one.since)),
        whole=timeliness(rows, until),
        themes=tuple((theme, timeliness(part, until)) for theme, part in parts),
    )


def broken_promises(desk: Desk, shot: Snapshot) -> tuple[Lasting, ...]:
    """The red and amber results of which a promised correction is over its date, the longest first.

    Of the few that were promised anything alone it is looked up since when they ask.
    """
    with read(desk.engine) as connection:
        rows = promised_in(connection, shot)
    return tuple(sorted((one for one in rows if one.is_overdue(shot.as_of)), key=lambda one: one.since))


def promised_in(connection: Connection, shot: Snapshot) -> list[Lasting]:
    """The red and amber results of which a correction is promised for a day, in an open transaction."""
    said = _said(connection, shot.plan.code, shot.revision)
    promised = {code for code, words in said.items() if any(one.checkin.due for one in words)}
    rows = _lasting(connection, shot, [row for row in shot.rows if row.target.code in promised], said)
    return [one for one in rows if one.promised is not None]


def _lasting(
    connection: Connection, shot: Snapshot, rows: Sequence[Row], said: Mapping[str, Sequence[Said]]
) -> list[Lasting]:
    codes = sorted({code for row in rows for code in row.target.sources})
    evidence = read_evidence(connection, shot.plan.code, codes, shot.as_of, shot.revision) if codes else {}
    since = [(row, asks_since(row, evidence, shot)) for row in rows]
    return [lasting(row, day, said.get(row.target.code, ())) for row, day in since if day is not None]


def _said(connection: Connection, plan: str, revision: int) -> dict[str, list[Said]]:
    """Every version of what was said, by target: a correction may come later than the first words."""
    found: dict[str, list[Said]] = {}
    for versions in all_versions(connection, CHECKINS, plan, revision).values():
        for one in versions:
            if not one.ended:
                found.setdefault(one.one.target, []).append(Said(one.one, one.recorded_at, one.recorded_by))
    return found
