"""Calendars out of the store: of a plan as it was at a revision, and of results that were selected."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from kpi.core.errors import NotFoundError, UsageError
from kpi.core.light.snapshot import Snapshot
from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.service.agenda import calendar_of_rows, plan_calendar
from kpi.service.desk import Desk, at_desk
from kpi.service.meetings.agreeing import agree, close_action
from kpi.service.plans import load_folder
from kpi.service.snapshots import head_revision, take_snapshot
from kpi.settings import load_settings
from tests.databases import put, small_plan
from tests.service.small_plan import TARGETS, write_plan


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with at_desk(load_settings(environ={"PLANPEIL_DATABASE_URL": put(tmp_path / "p.db", small_plan)})) as opened:
        yield opened


def days(content: bytes) -> dict[str, date]:
    return {str(one["uid"]): one["dtstart"].dt for one in Calendar.from_ical(content).walk("VEVENT")}


def test_a_deadline_that_moved_keeps_its_name_and_the_old_revision_its_day(desk: Desk, tmp_path: Path) -> None:
    before = plan_calendar(desk, "proef")
    head = head_revision(desk)
    moved = write_plan(tmp_path / "moved")
    (moved / "targets.csv").write_text(TARGETS.replace("vóór juli 2021", "eind 2021"), encoding="utf-8")
    assert load_folder(desk, moved, user="beheer", why="later").changed
    name = "deadline-T3@proef.planpeil"
    assert (days(before)[name], days(plan_calendar(desk, "proef"))[name]) == (date(2021, 6, 30), date(2021, 12, 31))
    assert plan_calendar(desk, "proef", revision=head) == before


def test_selected_results_have_their_deadlines_alone(desk: Desk) -> None:
    snapshot: Snapshot = take_snapshot(desk, "proef")
    chosen = [row for row in snapshot.rows if row.target.owner == "Piet"]
    assert days(calendar_of_rows(desk, snapshot, chosen, "nl")) == {"deadline-T3@proef.planpeil": date(2021, 6, 30)}


def test_a_delivery_comes_from_who_owns_the_figure(desk: Desk) -> None:
    own = days(plan_calendar(desk, "proef", "Els"))
    assert sorted(name.split("@")[0].rsplit("-", 1)[0] for name in own) == [
        "deadline",
        *(f"delivery-{year}-Q{quarter}" for year in (2021, 2022) for quarter in (1, 2, 3, 4)),
    ]


def test_an_unknown_plan_is_told(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        plan_calendar(desk, "nergens")


def test_open_actions_stand_on_their_day_until_they_are_closed(desk: Desk) -> None:
    action = Agreement("", AgreementKind.ACTION, "Bellen", owner="Kees", due=date(2021, 9, 1))
    for one in (
        action,
        replace(action, due=None),
        replace(action, owner=""),
        replace(action, kind=AgreementKind.DECISION),
    ):
        agree(desk, "proef", one, user="els")
    head = head_revision(desk)
    assert days(plan_calendar(desk, "proef", "Kees")) == {"action-A1@proef.planpeil": date(2021, 9, 1)}
    every = [name for name in days(plan_calendar(desk, "proef")) if name.startswith("action")]
    assert every == ["action-A1@proef.planpeil", "action-A3@proef.planpeil"]
    close_action(desk, "proef", "A1", "Gebeld", user="els")
    with pytest.raises(UsageError, match="kies uit Els, Jan, Piet"):
        plan_calendar(desk, "proef", "Kees")
    assert plan_calendar(desk, "proef", "Kees", revision=head)
