"""The run of a meeting as it is shown, and closing it: from then on it is what was seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from kpi.access.rights import Right
from kpi.core.calendar.period import Frequency, Period, period_of, preceding
from kpi.core.errors import RefusedError
from kpi.core.history.known_then import ThenAndNow
from kpi.core.history.why_changed import ChangedLight
from kpi.core.light.snapshot import Snapshot
from kpi.core.meeting.records import Meeting, MeetingState
from kpi.core.meeting.run import make_run
from kpi.core.meeting.said import said_for
from kpi.core.meeting.screens import Material, ResultScreen, Run
from kpi.core.view.target_view import TargetView
from kpi.present.deck.making import make_deck
from kpi.present.deck.slide import Deck
from kpi.present.words import LANGUAGES
from kpi.service.changed import changed_between, known_otherwise, revision_known_by
from kpi.service.desk import Desk, allow, allow_change
from kpi.service.logged import committing
from kpi.service.meetings.holding import ACTION, CALLED, meeting_list, refuse_closed
from kpi.service.meetings.kept_decks import deck_in, kept_deck
from kpi.service.meetings.recording import signed_by, standing_in, standing_one
from kpi.service.snapshots import snapshot_in, target_page
from kpi.service.uploads.listing import upload_detail
from kpi.service.uploads.reports import completeness_in
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.meetings.reading import seen_screens, standing_records
from kpi.store.meetings.records import ACCEPTED, AGREEMENTS, MEETINGS, Recorded
from kpi.store.meetings.writing import close_meeting
from kpi.store.query import read_checkins
from kpi.store.revisions import recorded_at
from kpi.store.versions import stored_head

_ATTEMPTS = 5  # somebody recorded between looking and writing: look again, so often


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """A meeting with its screens; closed (`run` None): the screens as they were seen.

    `known_at`: the moment of what its lights rest on, None: now. `views`: the results with a screen of their own, by
    code.
    """

    meeting: Recorded[Meeting]
    deck: Deck
    known_at: datetime | None = None
    run: Run | None = None
    views: Mapping[str, TargetView] = field(default_factory=dict)


def run_of(desk: Desk, plan: str, meeting: str, lang: str | None = None) -> MeetingShown:
    """The screens of a meeting in a language (None: that of the settings), as known when it began, or now.

    What was said and agreed since is in it until it is closed. Raises NotFoundError for an unknown plan or meeting.
    """
    allow(desk, Right.SEE, plan)
    spoken = lang or desk.settings.language
    with read(desk.engine) as connection:
        found = standing_in(connection, plan, MEETINGS, meeting, CALLED)
        head = stored_head(connection)
        then = recorded_at(connection, found.one.revision) if found.one.revision else None
        if found.one.state is MeetingState.CLOSED:
            return MeetingShown(found, deck_in(seen_screens(connection, plan, meeting, head), spoken), then)
        material = material_in(connection, plan, found.one, head)
    run = make_run(material)
    views = views_of(desk, run)
    return MeetingShown(found, make_deck(run, views, spoken, known_at=then), then, run, views)


def views_of(desk: Desk, run: Run) -> dict[str, TargetView]:
    """The results with a screen of their own."""
    codes = [one.row.target.code for one in run.screens if isinstance(one, ResultScreen)]
    return {code: target_page(desk, run.material.snapshot, code) for code in codes}


def material_in(connection: Connection, plan: str, meeting: Meeting, head: int) -> Material:
    """What the run of a meeting is made of: lights as known when it began (else at `head`), words as known at `head`.

    What was agreed in later meetings is no part of it. A meeting without code is none that was recorded.
    """
    at = meeting.revision or head
    known_at = recorded_at(connection, at) if meeting.revision else None
    snapshot = snapshot_in(connection, plan, as_of=meeting.as_of, revision=at, known_at=known_at)
    held = [one.one for one in standing_records(connection, MEETINGS, plan, head).values()]
    ordered = sorted(held, key=lambda one: one.day)  # of one day in the order in which they were prepared
    place = next((at for at, one in enumerate(ordered) if one.code == meeting.code), None)
    before = [one for one in ordered if one.day < meeting.day] if place is None else ordered[:place]
    later = [one for one in ordered if one.day > meeting.day] if place is None else ordered[place + 1 :]
    since, changed = _changed(connection, snapshot, before)
    asked_for = _asked_for(snapshot, meeting.day)
    owing = completeness_in(connection, snapshot.plan, asked_for, meeting.day, at).owners
    agreed = [one.one for one in standing_records(connection, AGREEMENTS, plan, head).values()]
    after = {one.code for one in later}
    return Material(
        meeting=meeting,
        snapshot=snapshot,
        since=since,
        changed=changed,
        said=said_for(read_checkins(connection, plan, head), snapshot),
        undelivered=tuple(one for one in owing if one.overdue),
        asked_for=asked_for,
        agreed=tuple(one for one in agreed if one.meeting not in after),
        accepted=tuple(one.one for one in standing_records(connection, ACCEPTED, plan, head).values()),
        until=next((one.day for one in later if one.day > meeting.day), None),
    )


def _asked_for(snapshot: Snapshot, on: date) -> Period:
    """The newest quarter whose figures had to be in by a day: until its grace is over nobody owes any."""
    grace = timedelta(days=snapshot.plan.thresholds.grace_days)
    return snapshot.period if snapshot.period.last + grace < on else preceding(snapshot.period)


def _changed(
    connection: Connection, snapshot: Snapshot, before: list[Meeting]
) -> tuple[date | None, tuple[ChangedLight, ...]]:
    """Since which date, and what changed: since the meeting before, else since the end of the quarter before.

    A meeting that never began shows nothing to compare with. None: the plan had not begun.
    """
    code, last = snapshot.plan.code, (snapshot.as_of, snapshot.revision)
    previous = next((one for one in reversed(before) if one.revision and one.as_of <= snapshot.as_of), None)
    if previous is not None:
        first = previous.as_of, previous.revision
    else:
        day = preceding(period_of(snapshot.as_of, Frequency.QUARTER, snapshot.plan.year_starts)).last
        if day < snapshot.plan.start:
            return None, ()
        first = day, min(snapshot.revision, revision_known_by(connection, code, day, otherwise=snapshot.revision))
    return first[0], changed_between(connection, code, first, last).lights


def close(desk: Desk, plan: str, meeting: str, *, user: str, seen: int | None = None) -> Recorded[Meeting]:
    """Close a meeting and keep its screens in every language; one that never began shows what is known now.

    `seen`: the revision of the version its author saw, None: the newest. Raises OvertakenError, RefusedError when
    read-only or closed already, UsageError without a user, NotFoundError.
    """
    user = allow_change(desk, Right.AGREE, plan, user=user)
    for _ in range(_ATTEMPTS):
        found = standing_one(desk, plan, MEETINGS, meeting, CALLED)
        refuse_closed(found)
        with read(desk.engine) as connection:
            head = stored_head(connection)
            fixed = replace(found.one, revision=found.one.revision or head)
            material = material_in(connection, plan, fixed, head)
        run = make_run(material)
        views, known = views_of(desk, run), material.snapshot.known_at
        screens = {lang: kept_deck(make_deck(run, views, lang, known_at=known)) for lang in LANGUAGES}
        done = replace(fixed, state=MeetingState.CLOSED)
        at, signed = found.revision if seen is None else seen, signed_by(user, ACTION)
        with committing(desk, plan=plan, user=signed.user, action=ACTION):
            closed = close_meeting(desk.engine, plan, done, screens, seen=at, head=head, signed=signed)
        if closed is not None:
            return closed
    raise RefusedError(
        "Er wordt te veel tegelijk gewijzigd; er is niets opgeslagen. Probeer het zo opnieuw.",
        "Too much is being changed at once; nothing was saved. Try again in a moment.",
    )


def meetings_before(desk: Desk, upload: int) -> tuple[tuple[Meeting, ThenAndNow], ...]:
    """The meetings that began before an upload and saw otherwise what it changed, with what; the newest first.

    Raises NotFoundError for an unknown upload.
    """
    record = upload_detail(desk, upload).record
    held = [one.one for one in meeting_list(desk, record.plan) if 0 < one.one.revision < record.revision]
    seen = {
        day: known_otherwise(desk, record.plan, day, record.revision - 1, record.revision)
        for day in {one.as_of for one in held}
    }
    return tuple((one, seen[one.as_of]) for one in reversed(held) if seen[one.as_of].results)
