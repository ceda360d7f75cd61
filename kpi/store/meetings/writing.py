"""Recording what people say and agree around a plan: each a new version, on top of the one its author saw."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from kpi.core.calendar.period import dutch_time
from kpi.core.errors import RefusedError
from kpi.core.meeting.records import Accepted, Agreement, Meeting, MeetingState
from kpi.core.model import CheckIn
from kpi.store.database.engine import begin
from kpi.store.meetings.reading import all_versions, standing_records
from kpi.store.meetings.records import MEETING_SEEN, MEETINGS, R, Recorded, RecordKind
from kpi.store.plans.content import dump
from kpi.store.versions import COMMIT, add_commit, stored_head

_STATES = {
    MeetingState.PREPARED: ("voorbereid", "prepared"),
    MeetingState.HELD: ("begonnen", "begun"),
    MeetingState.CLOSED: ("gesloten", "closed"),
}


@dataclass(frozen=True, slots=True)
class Signed:
    """Who records, when (with time zone), as which action of a commit, and why."""

    user: str
    at: datetime
    action: str
    why: str = ""


class OvertakenError(RefusedError):
    """Somebody wrote since the author looked: nothing was written, and `now` is what stands there."""

    code = "overtaken"

    def __init__(self, now: Recorded[Any]) -> None:
        when = f"{dutch_time(now.recorded_at):%d-%m-%Y %H:%M}"
        who, (nl, en) = now.recorded_by, _words(now.one)
        super().__init__(
            f"{who} heeft {now.code} intussen gewijzigd ({when}, revisie {now.revision}); er is niets opgeslagen. "
            f"Daar staat nu: {nl}. Open het opnieuw en pas het daarop aan.",
            f"{who} changed {now.code} meanwhile ({when}, revision {now.revision}); nothing was saved. "
            f"It now says: {en}. Open it again and change that.",
        )
        self.now = now


def _words(one: Meeting | Agreement | Accepted | CheckIn) -> tuple[str, str]:
    """What a record says in the words of who wrote it, in Dutch and English."""
    if isinstance(one, Meeting):
        nl, en = _STATES[one.state]
        return f"{one.name}, {nl}", f"{one.name}, {en}"
    if isinstance(one, CheckIn):
        said = " / ".join(part for part in (one.cause, one.consequence, one.correction, one.owner) if part)
    elif isinstance(one, Agreement):
        said = " / ".join(part for part in (one.text, one.outcome) if part)
    else:
        said = one.reason
    return said, said


def write_records(
    engine: Engine, plan: str, kind: RecordKind[R], each: Sequence[tuple[R, int]], signed: Signed
) -> tuple[Recorded[R], ...]:
    """Record things of a plan as new versions in one commit and say what stands then; the same again makes none.

    One without a code is new and gets the first free one. With each the revision of the version its author saw, 0:
    none. Raises OvertakenError, with nothing written, when another one stands there, and RefusedError for what is
    agreed in a meeting that is closed; only what came of it may still be told.
    """
    with begin(engine) as connection:
        return _written(connection, plan, kind, each, signed)


def close_meeting(
    engine: Engine,
    plan: str,
    meeting: Meeting,
    screens: Mapping[str, object],
    *,
    seen: int,
    head: int,
    signed: Signed,
) -> Recorded[Meeting] | None:
    """Record that a meeting is closed, with its screens by language (what JSON can say); None: look again.

    `head`: the newest revision when the screens were made; with anything recorded since, nothing is written. Raises
    OvertakenError as `write_records`, and ValueError for screens that are no JSON.
    """
    content = json.dumps(screens, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    with begin(engine) as connection:
        if stored_head(connection) != head:
            return None
        (done,) = _written(connection, plan, MEETINGS, [(meeting, seen)], signed)
        row = {"plan": plan, "code": done.code, "revision": done.revision, "ended": False, "content": content}
        connection.execute(insert(MEETING_SEEN), [row])
        return done


def _written(
    connection: Connection, plan: str, kind: RecordKind[R], each: Sequence[tuple[R, int]], signed: Signed
) -> tuple[Recorded[R], ...]:
    known = all_versions(connection, kind, plan, stored_head(connection))
    stands = {code: versions[-1] for code, versions in known.items() if not versions[-1].ended}
    named: dict[str, R] = {}
    for one, seen in each:
        new = kind.numbered(one, (*known, *named))
        code = kind.code(new)
        now = stands.get(code)
        if now is None or now.one != new:
            if now is not None and now.revision != seen:
                raise OvertakenError(now)
            if isinstance(new, Agreement):
                _refuse_closed(connection, plan, new, now.one if isinstance(now, Recorded) else None)
        named[code] = new
    changed = {code: one for code, one in named.items() if code not in stands or stands[code].one != one}
    now_stands = stands | _committed(connection, plan, kind, changed, signed)
    return tuple(now_stands[code] for code in named)


def _committed(
    connection: Connection, plan: str, kind: RecordKind[R], changed: Mapping[str, R], signed: Signed
) -> dict[str, Recorded[R]]:
    """One commit with a version of each; none makes no commit."""
    if not changed:
        return {}
    commit = {"recorded_by": signed.user, "action": signed.action, "plan": plan, "why": signed.why}
    revision = add_commit(connection, commit, signed.at, subject=", ".join(changed))
    rows = [
        {"plan": plan, "code": code, "revision": revision, "ended": False, "content": dump(one)}
        for code, one in changed.items()
    ]
    connection.execute(insert(kind.table), rows)
    moment = connection.execute(select(COMMIT.c.recorded_at).where(COMMIT.c.revision == revision)).scalar_one()
    return {code: Recorded(one, code, revision, moment, signed.user, signed.why) for code, one in changed.items()}


def _refuse_closed(connection: Connection, plan: str, agreed: Agreement, was: object) -> None:
    """Raise RefusedError for what is said to be agreed in a closed meeting, but for what came of an action."""
    if isinstance(was, Agreement) and replace(was, outcome=agreed.outcome, closed_on=agreed.closed_on) == agreed:
        return
    held = standing_records(connection, MEETINGS, plan, stored_head(connection)).get(agreed.meeting)
    if held is not None and held.one.state is MeetingState.CLOSED:
        raise RefusedError(
            f"Vergadering {held.code} ({held.one.name}) is gesloten: wat is afgesproken verandert niet meer. "
            "Open die opnieuw met een reden, of leg het vast bij de volgende.",
            f"Meeting {held.code} ({held.one.name}) is closed: what was agreed no longer changes. "
            "Open it again with a reason, or record it at the next one.",
        )
