"""Drafts in both databases: the latest alone, files written once, room, days, and nobody else's."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from kpi.store.database.engine import read
from kpi.store.kept.drafts import KEPT_DAYS, PART, DraftPlace, KeptParts, Room, drop_parts, keep_parts, kept_parts
from kpi.store.kept.drafts import kept_subjects as subjects
from kpi.store.versions import stored_head
from tests.store.samples import NINE

HERE = DraftPlace("b1", "upload", "proef")
LATER = NINE + timedelta(hours=1)


def kept(engine: Engine, place: DraftPlace = HERE) -> KeptParts | None:
    with read(engine) as connection:
        return kept_parts(connection, place)


def parts(engine: Engine) -> set[tuple[str, str]]:
    with read(engine) as connection:
        return {(subject, part) for subject, part in connection.execute(select(PART.c.subject, PART.c.part))}


def test_only_the_latest_is_kept_with_the_files_it_names(engine: Engine) -> None:
    assert keep_parts(engine, HERE, b"one", {"f1": b"\0\xff file", "f2": b"came"}, NINE)
    assert keep_parts(engine, HERE, b"two", {"f1": b"\0\xff file"}, LATER)
    assert kept(engine) == KeptParts(b"two", {"f1": b"\0\xff file"}, LATER)
    assert parts(engine) == {("proef", ""), ("proef", "f1")}


def test_a_file_that_is_there_is_not_written_again(engine: Engine) -> None:
    keep_parts(engine, HERE, b"one", {"f1": b"file"}, NINE)
    keep_parts(engine, HERE, b"two", {"f1": b"file"}, LATER)
    with read(engine) as connection:
        written = {row.part: row.saved_at for row in connection.execute(select(PART))}
    assert written == {"": LATER, "f1": NINE}


def test_no_revision_is_made(engine: Engine) -> None:
    keep_parts(engine, HERE, b"one", {}, NINE)
    drop_parts(engine, HERE)
    with read(engine) as connection:
        assert stored_head(connection) == 0


@pytest.mark.parametrize(
    "other", [DraftPlace("b2", "upload", "proef"), DraftPlace("b1", "plan", "proef"), DraftPlace("b1", "upload", "x")]
)
def test_another_browser_kind_or_subject_has_its_own(engine: Engine, other: DraftPlace) -> None:
    keep_parts(engine, HERE, b"one", {"f1": b"file"}, NINE)
    assert kept(engine, other) is None
    assert not drop_parts(engine, other)
    keep_parts(engine, other, b"other", {}, NINE)
    assert kept(engine) == KeptParts(b"one", {"f1": b"file"}, NINE)


def test_what_is_thrown_away_is_gone_with_its_files(engine: Engine) -> None:
    keep_parts(engine, HERE, b"one", {"f1": b"file"}, NINE)
    assert not drop_parts(engine, HERE, b"of another tab")
    assert kept(engine) is not None
    assert drop_parts(engine, HERE, b"one")
    assert parts(engine) == set()
    assert not drop_parts(engine, HERE)


def test_what_nobody_touched_for_so_long_goes_when_something_is_kept(engine: Engine) -> None:
    keep_parts(engine, HERE, b"one", {"f1": b"file"}, NINE)
    other = DraftPlace("b2", "plan", "p")
    keep_parts(engine, other, b"two", {}, NINE + timedelta(days=KEPT_DAYS))
    assert kept(engine) is not None
    keep_parts(engine, other, b"two", {}, NINE + timedelta(days=KEPT_DAYS, seconds=1))
    assert parts(engine) == {("p", "")}


@pytest.mark.parametrize(
    ("room", "fits"),
    [
        (Room(2, 12, 16), True),
        (Room(1, 12, 16), False),
        (Room(2, 11, 16), False),
        (Room(2, 12, 15), False),
    ],
)
def test_a_draft_without_room_is_not_kept_and_changes_nothing(engine: Engine, room: Room, fits: bool) -> None:
    keep_parts(engine, DraftPlace("b2", "upload", "p"), b"four", {}, NINE)
    keep_parts(engine, DraftPlace("b1", "upload", "p"), b"four", {}, NINE)
    assert keep_parts(engine, HERE, b"eight b.", {}, NINE, room) is fits
    assert (kept(engine) is not None) is fits


def test_a_draft_may_always_take_the_place_of_itself(engine: Engine) -> None:
    room = Room(1, 8, 8)
    assert keep_parts(engine, HERE, b"eight b.", {}, NINE, room)
    assert keep_parts(engine, HERE, b"eight, b", {}, LATER, room)


def test_the_last_one_touched_stands_first(engine: Engine) -> None:
    for at, name in enumerate("abc"):
        keep_parts(engine, DraftPlace("b1", "plan", name), b"x", {}, NINE + timedelta(minutes=at))
    keep_parts(engine, DraftPlace("b1", "plan", "a"), b"y", {}, LATER)
    with read(engine) as connection:
        assert subjects(connection, "b1", "plan") == ("a", "c", "b")
