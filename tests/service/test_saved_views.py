"""Saving selections by name: what may be a name, who finds it back, and where nothing is saved."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kpi.core.errors import UsageError
from kpi.service.desk import Desk
from kpi.service.saved_views import remove_view, save_view, saved_views
from kpi.store.database.engine import begin, read
from kpi.store.kept.drafts import PART
from kpi.store.kept.saved_views import VIEW_ROOM, SavedView

NAME, OTHER = "a" * 43, "b" * 43
RED = SavedView("Achter", "matrix", "status=off_track")


def test_a_view_is_found_by_its_browser_alone(desk: Desk) -> None:
    assert save_view(desk, NAME, "proef", replace(RED, name="  Achter  ")) == RED
    assert saved_views(desk, NAME, "proef") == (RED,)
    assert saved_views(desk, OTHER, "proef") == saved_views(desk, NAME, "ander") == ()
    with read(desk.engine) as connection:
        assert NAME not in {row.browser for row in connection.execute(PART.select())}
    assert remove_view(desk, NAME, "proef", "Achter")
    assert not remove_view(desk, NAME, "proef", "Achter")
    assert saved_views(desk, NAME, "proef") == ()


def test_names_stand_in_the_order_of_people(desk: Desk) -> None:
    for name in ("b", "C", "a"):
        save_view(desk, NAME, "proef", replace(RED, name=name))
    assert [view.name for view in saved_views(desk, NAME, "proef")] == ["a", "b", "C"]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (replace(RED, name="  "), "naam"),
        (replace(RED, name="x" * 61), "60 tekens"),
        (replace(RED, name="mw. 111222333"), "burgerservicenummer"),
        (replace(RED, query="q=111222333"), "burgerservicenummer"),
        (replace(RED, query="q=" + "x" * 4_000), "te lang"),
    ],
)
def test_what_cannot_be_saved_says_what_to_do(desk: Desk, view: SavedView, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        save_view(desk, NAME, "proef", view)
    assert saved_views(desk, NAME, "proef") == ()


def test_one_more_than_there_is_room_for_is_refused(desk: Desk) -> None:
    for number in range(VIEW_ROOM.own):
        save_view(desk, NAME, "proef", replace(RED, name=f"{number}"))
    with pytest.raises(UsageError, match="Haal er eerst een weg"):
        save_view(desk, NAME, "proef", RED)


def test_read_only_and_without_a_browser_nothing_is_saved(desk: Desk) -> None:
    save_view(desk, NAME, "proef", RED)
    closed = replace(desk, settings=replace(desk.settings, read_only=True))
    for place, browser in ((closed, NAME), (desk, "")):
        assert saved_views(place, browser, "proef") == ()
        assert not remove_view(place, browser, "proef", "Achter")
        with pytest.raises(UsageError, match="Kopieer link"):
            save_view(place, browser, "proef", RED)
    assert saved_views(desk, NAME, "proef") == (RED,)


def test_a_view_that_is_still_seen_stays(desk: Desk) -> None:
    save_view(desk, NAME, "proef", RED)
    long_ago = datetime.now(UTC) - timedelta(days=390)
    with begin(desk.engine) as connection:
        connection.execute(PART.update().values(saved_at=long_ago))
    assert saved_views(desk, NAME, "proef") == (RED,)
    with read(desk.engine) as connection:
        assert connection.execute(PART.select()).one().saved_at > long_ago + timedelta(days=300)
