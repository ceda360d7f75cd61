"""How long already: since when results ask for attention, and how soon the owners explained and corrected them."""

from dataclasses import dataclass
from datetime import date

from kpi.core.light.snapshot import Evidence, Snapshot
from kpi.core.meeting.lasting import Lasting, Said, Timeliness, asks_since, lasting, timeliness
from kpi.core.model import Theme
from kpi.service.desk import Desk
from kpi.service.reading import snapshot_in
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
        evidence, said = _evidence(connection, shot), _said(connection, plan, at)
    since = [(row, asks_since(row, evidence, shot)) for row in shot.rows]
    rows = [lasting(row, day, said.get(row.target.code, ())) for row, day in since if day is not None]
    until = on or shot.as_of
    parts = [(theme, [one for one in rows if one.row.target.theme == theme.code]) for theme in shot.plan.themes]
    return HowLong(
        rows=tuple(sorted(rows, key=lambda one: one.since)),
        whole=timeliness(rows, until),
        themes=tuple((theme, timeliness(part, until)) for theme, part in parts),
    )


def _evidence(connection: Connection, shot: Snapshot) -> Evidence:
    codes = sorted({code for row in shot.rows for code in row.target.sources})
    return read_evidence(connection, shot.plan.code, codes, shot.as_of, shot.revision)


def _said(connection: Connection, plan: str, revision: int) -> dict[str, list[Said]]:
    """Every version of what was said, by target: a correction may come later than the first words."""
    found: dict[str, list[Said]] = {}
    for versions in all_versions(connection, CHECKINS, plan, revision).values():
        for one in versions:
            if not one.ended:
                found.setdefault(one.one.target, []).append(Said(one.one, one.recorded_at, one.recorded_by))
    return found
