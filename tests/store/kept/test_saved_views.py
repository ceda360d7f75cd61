"""Saved views in both databases: by browser, plan and name, with room and days of their own beside the drafts."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from kpi.store.database.engine import read
from kpi.store.kept.drafts import KEPT_DAYS, DraftPlace, Room, keep_parts
from kpi.store.kept.saved_views import (
    VIEW_DAYS,
    SavedView,
    ViewRoom,
    drop_view,
    is_to_touch,
    keep_view,
    kept_views,
    touch_views,
)
from kpi.store.versions import stored_head
from tests.store.samples import NINE

RED = SavedView("Röd", "matrix", "status=off_track&q=%22de%22")
LATE = SavedView("Laat", "tijdlijn", "until=2021-12-31")


def kept(engine: Engine, browser: str = "b1", plan: str = "proef") -> tuple[SavedView, ...]:
    with read(engine) as connection:
        return kept_views(connection, browser, plan)


def test_views_come_back_as_they_were_by_name_and_make_no_revision(engine: Engine) -> None:
    assert keep_view(engine, "b1", "proef", RED, NINE)
    assert keep_view(engine, "b1", "proef", LATE, NINE)
    assert kept(engine) == (LATE, RED)
    with read(engine) as connection:
        assert stored_head(connection) == 0


def test_the_same_name_takes_the_place_of_what_was_there(engine: Engine) -> None:
    keep_view(engine, "b1", "proef", RED, NINE)
    other = SavedView(RED.name, "resultaten", "theme=ict")
    assert keep_view(engine, "b1", "proef", other, NINE)
    assert kept(engine) == (other,)


@pytest.mark.parametrize(("browser", "plan"), [("b2", "proef"), ("b1", "ander")])
def test_another_browser_or_plan_has_its_own(engine: Engine, browser: str, plan: str) -> None:
    keep_view(engine, "b1", "proef", RED, NINE)
    assert kept(engine, browser, plan) == ()
    assert not drop_view(engine, browser, plan, RED.name)
    assert kept(engine) == (RED,)


def test_what_is_taken_away_is_gone_and_no_other(engine: Engine) -> None:
    keep_view(engine, "b1", "proef", RED, NINE)
    keep_view(engine, "b1", "proef", LATE, NINE)
    assert drop_view(engine, "b1", "proef", RED.name)
    assert not drop_view(engine, "b1", "proef", RED.name)
    assert kept(engine) == (LATE,)


@pytest.mark.parametrize(("room", "fits"), [(ViewRoom(2, 3), True), (ViewRoom(1, 3), False), (ViewRoom(2, 2), False)])
def test_without_room_nothing_changes_but_a_name_may_take_its_own_place(
    engine: Engine, room: ViewRoom, fits: bool
) -> None:
    keep_view(engine, "b1", "proef", RED, NINE)
    keep_view(engine, "b2", "proef", RED, NINE)
    assert keep_view(engine, "b1", "proef", LATE, NINE, room) is fits
    assert (LATE in kept(engine)) is fits
    assert keep_view(engine, "b1", "proef", RED, NINE, room)


def test_a_view_outlives_drafts_and_takes_no_room_of_theirs(engine: Engine) -> None:
    keep_view(engine, "b1", "proef", RED, NINE)
    later = NINE + timedelta(days=KEPT_DAYS * 3)
    assert keep_parts(engine, DraftPlace("b1", "upload", "proef"), b"word", {}, later, Room(1, 100, 100))
    assert kept(engine) == (RED,)


def test_what_nobody_saw_for_so_long_goes_when_something_is_saved(engine: Engine) -> None:
    keep_view(engine, "b1", "proef", RED, NINE)
    keep_view(engine, "b1", "ander", LATE, NINE)
    seen = NINE + timedelta(days=31)
    with read(engine) as connection:
        assert is_to_touch(connection, "b1", "proef", seen)
        assert not is_to_touch(connection, "b1", "proef", NINE + timedelta(days=30))
    touch_views(engine, "b1", "proef", seen)
    with read(engine) as connection:
        assert not is_to_touch(connection, "b1", "proef", seen)
    keep_view(engine, "b2", "proef", LATE, NINE + timedelta(days=VIEW_DAYS))
    assert kept(engine, "b1", "ander") == (LATE,)
    keep_view(engine, "b2", "proef", LATE, NINE + timedelta(days=VIEW_DAYS, seconds=1))
    assert kept(engine, "b1", "ander") == ()
    assert kept(engine) == (RED,)
