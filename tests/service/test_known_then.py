"""A day as a meeting saw it beside the same day as it is known now, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kpi.core.errors import NotFoundError, UsageError
from kpi.core.light.assessment import Flag, Light
from kpi.service.changed import known_otherwise, known_rows, known_then
from kpi.service.desk import Desk
from kpi.service.meetings.holding import begin_meeting, prepare_meeting
from kpi.service.meetings.showing import close, meetings_before
from kpi.service.snapshots import head_revision, take_snapshot
from kpi.service.uploads import checking
from kpi.service.uploads.importing import import_file
from kpi.service.uploads.listing import undo

DAY = date(2021, 6, 30)


def deliver(desk: Desk, *rows: str, name: str = "q.csv") -> int:
    content = "\r\n".join(("Indicator;Periode;Waarde", *rows, "")).encode("cp1252")
    reasons = {"revises": "verbeterd", "outlier": "klopt"}
    done = import_file(desk, "proef", content, name, user="anna", justifications=reasons)
    assert done.upload is not None, done.checked.reading.issues
    return done.upload


@pytest.fixture
def seen(desk: Desk) -> str:
    """A closed meeting about the second quarter, that saw two networks."""
    deliver(desk, "netwerken;2021-Q2;2")
    code = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="anna").code
    begin_meeting(desk, "proef", code, user="anna")
    close(desk, "proef", code, user="anna")
    return code


def test_a_correction_of_an_old_period_shows_what_of_which_meeting_it_changed(desk: Desk, seen: str) -> None:
    upload = deliver(desk, "netwerken;2021-Q2;0", name="beter.csv")
    ((meeting, found),) = meetings_before(desk, upload)
    assert meeting.code == seen
    (row,) = known_rows(found)
    assert (row["target"], row["kinds"], row["causes"]) == ("T1", ["value"], ["correction"])
    assert row["differences"] == [{"kind": "value", "field": "2021-Q2", "before": "2", "after": "0"}]
    assert (row["before"]["light"], row["after"]["light"]) == ("green", "red")
    later = deliver(desk, "netwerken;2021-Q3;1", name="q3.csv")
    assert meetings_before(desk, later) == ()  # of a day after the meeting's


def test_what_was_taken_back_is_known_otherwise_too_and_then_as_it_was(desk: Desk, seen: str) -> None:
    begun = head_revision(desk)
    upload = deliver(desk, "netwerken;2021-Q2;0", name="beter.csv")
    assert len(known_otherwise(desk, "proef", DAY, begun, head_revision(desk)).results) == 1
    undo(desk, upload, "anna", "toch niet")
    assert known_otherwise(desk, "proef", DAY, begun, head_revision(desk)).results == ()


def test_two_moments_are_compared_and_only_in_their_order(desk: Desk, seen: str) -> None:
    then = datetime.now(UTC)
    deliver(desk, "netwerken;2021-Q2;0", name="beter.csv")
    assert [one.target.code for one in known_then(desk, "proef", DAY, then).results] == ["T1"]
    assert known_then(desk, "proef", DAY, then, then).results == ()
    with pytest.raises(UsageError):
        known_then(desk, "proef", DAY, then, then - timedelta(days=1))
    with pytest.raises(NotFoundError):
        known_then(desk, "nergens", DAY, then)
    with pytest.raises(NotFoundError):
        known_then(desk, "proef", DAY, datetime(2020, 1, 1, tzinfo=UTC))


def test_the_past_is_never_stale_because_today_is_later(desk: Desk, seen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    then = take_snapshot(desk, "proef", as_of=DAY)
    monkeypatch.setattr(checking, "today", lambda: date(2031, 1, 1))
    assert take_snapshot(desk, "proef", as_of=DAY) == then
    networks = next(row.assessment for row in then.rows if row.target.code == "T1")
    assert (networks.light, Flag.STALE in networks.flags) == (Light.GREEN, False)
    stale = {
        row.target.code
        for row in take_snapshot(desk, "proef", as_of=date(2022, 12, 31)).rows
        if Flag.STALE in row.assessment.flags
    }
    assert "T1" in stale  # of a later day it is
