"""Uploads in the store: committed once and whole, stopped when overtaken, taken back as a unit, nothing deleted."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from kpi.core.batch import Key, batch_of, key_of
from kpi.core.errors import NotFoundError, RefusedError
from kpi.core.history.change import ChangeSet, change_set
from kpi.core.model import Measurement
from kpi.store.database.engine import migrate, open_engine, read
from kpi.store.query import newest_period_end
from kpi.store.tables import Base
from kpi.store.uploads.arrivals import arrivals, said_empty
from kpi.store.uploads.delivery import CommitOutcome, Committed, Delivery
from kpi.store.uploads.frozen import frozen_codes, frozen_periods, set_frozen
from kpi.store.uploads.undo import Undone, undo_upload
from kpi.store.uploads.upload_query import (
    UploadRecord,
    delivered_codes,
    file_content,
    last_held,
    remembered_answers,
    upload_changes,
    uploads,
    values_in_force,
)
from kpi.store.uploads.uploads import commit_upload
from kpi.store.versions import stored_head
from tests.store.commits import commits
from tests.store.samples import NINE, PLAN, as_before, measured, save
from tests.store.uploads.remarks import remarks_in_force

PERIODS = ("2021-H1", "2021-H2", "2022-H1")
FIRST, SECOND, THIRD = measured("2021-H1", 1), measured("2021-H2", 2), measured("2022-H1", 3)


@pytest.fixture(autouse=True)
def _loaded(engine: Engine) -> None:
    """The plan, with one value that came with it."""
    save(engine, FIRST)


def now(engine: Engine) -> int:
    with read(engine) as connection:
        return stored_head(connection)


def deliver(
    engine: Engine,
    *records: Measurement,
    name: str = "a.csv",
    by: str = "anna",
    seen: int | None = None,
    **more: object,
) -> Committed:
    """Commit a file whose bytes follow from its name and values."""
    content = f"{name} {records}".encode()
    file = (name, hashlib.sha256(content).hexdigest(), content)
    delivery = Delivery(file, by, batch_of(records), now(engine) if seen is None else seen, **more)  # type: ignore[arg-type]
    return commit_upload(engine, PLAN, delivery, recorded_at=NINE + timedelta(hours=1))


def take_back(engine: Engine, upload: int | None, why: str = "fout") -> Undone:
    return undo_upload(engine, upload or 0, user="bob", why=why, recorded_at=NINE + timedelta(hours=2))


def values(engine: Engine) -> dict[str, float | None]:
    with read(engine) as connection:
        found = values_in_force(connection, "proef", ["networks"], PERIODS, stored_head(connection))
    return {period: one.value for (_, _, period), one in sorted(found.items())}


def records(engine: Engine) -> tuple[UploadRecord, ...]:
    with read(engine) as connection:
        return uploads(connection)


def rows(engine: Engine) -> dict[str, int]:
    """How many rows every table holds."""
    with read(engine) as connection:
        tables = Base.metadata.tables.items()
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in tables
        }


def test_a_commit_writes_the_difference_and_a_receipt(engine: Engine) -> None:
    done = deliver(engine, replace(FIRST, value=4.0), SECOND)
    assert (done.outcome, done.upload, done.revision) == (CommitOutcome.SAVED, 1, 2)
    assert values(engine) == {"2021-H1": 4, "2021-H2": 2}
    (one,) = records(engine)
    assert (one.id, one.revision, one.plan, one.file_name, one.uploaded_by) == (1, 2, "proef", "a.csv", "anna")
    assert (one.added, one.revised, one.unchanged, one.absent, one.undone) == (1, 1, 0, 0, None)
    with read(engine) as connection:
        content = file_content(connection, one.sha256)
        assert content is not None
        assert hashlib.sha256(content).hexdigest() == one.sha256
        assert commits(connection)[0].action == "upload"
        changes = upload_changes(connection, one)
    assert [(old and old.value, new.value) for old, new in changes] == [(1, 4), (None, 2)]


def test_the_same_file_twice_changes_nothing_and_says_where_it_is(engine: Engine) -> None:
    first = deliver(engine, SECOND)
    before = rows(engine)
    again = deliver(engine, SECOND, by="bob")
    assert (again.outcome, again.upload, again.revision) == (CommitOutcome.SAME, first.upload, first.revision)
    assert rows(engine) == before


def test_the_same_file_restores_a_value_that_was_changed_since(engine: Engine) -> None:
    deliver(engine, SECOND)
    deliver(engine, replace(SECOND, value=9.0), name="b.csv")
    assert deliver(engine, SECOND).outcome is CommitOutcome.SAVED
    assert values(engine)["2021-H2"] == 2


def test_another_file_with_the_same_values_is_a_receipt_of_its_own(engine: Engine) -> None:
    done = deliver(engine, FIRST)
    assert (done.outcome, done.upload) == (CommitOutcome.SAVED, 1)
    assert records(engine)[0].unchanged == 1
    assert done.changes.empty


def test_a_commit_is_stopped_when_a_value_of_it_was_committed_since(engine: Engine) -> None:
    seen = now(engine)
    deliver(engine, SECOND, by="bob", name="b.csv")
    before = rows(engine)
    stopped = deliver(engine, replace(SECOND, value=5.0), seen=seen)
    assert (stopped.outcome, stopped.upload) == (CommitOutcome.OVERTAKEN, None)
    assert [(one.old.value, one.new.value) for one in stopped.changes.revised] == [(2, 5)]
    assert rows(engine) == before
    assert deliver(engine, replace(SECOND, value=5.0)).outcome is CommitOutcome.SAVED


def test_other_values_committed_since_do_not_stop_it(engine: Engine) -> None:
    seen = now(engine)
    deliver(engine, THIRD, by="bob", name="b.csv")
    assert deliver(engine, SECOND, seen=seen).outcome is CommitOutcome.SAVED


def test_the_difference_that_was_shown_is_written_as_it_stands_or_made_again(engine: Engine) -> None:
    seen, shown = now(engine), change_set(PLAN, {}, (SECOND,), last_time=())
    done = deliver(engine, SECOND, THIRD, changes=shown)
    assert (done.outcome, done.changes) == (CommitOutcome.SAVED, shown)
    assert values(engine) == {"2021-H1": 1, "2021-H2": 2}
    before = rows(engine)
    moved = deliver(engine, SECOND, THIRD, name="b.csv", changes=shown, seen=seen)
    assert (moved.outcome, moved.revision, moved.upload) == (CommitOutcome.MOVED, 2, None)
    assert rows(engine) == before


def test_the_difference_that_was_shown_is_nothing_when_the_same_file_is_there_already(engine: Engine) -> None:
    first = deliver(engine, SECOND)
    again = deliver(engine, SECOND, changes=ChangeSet())
    assert (again.outcome, again.upload, again.revision) == (CommitOutcome.SAME, first.upload, first.revision)


def test_of_two_at_once_one_saves_and_the_other_sees_what_changed(engine: Engine) -> None:
    seen = now(engine)
    with ThreadPoolExecutor(4) as pool:
        asked = [
            pool.submit(deliver, engine, replace(SECOND, value=float(n)), name=f"{n}", seen=seen) for n in range(8)
        ]
        outcomes = [one.result().outcome for one in asked]
    assert sorted(outcomes) == [CommitOutcome.OVERTAKEN] * 7 + [CommitOutcome.SAVED]
    assert len(records(engine)) == 1


def test_a_key_that_occurs_twice_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="twice"):
        deliver(engine, SECOND, SECOND)


def test_absent_is_what_this_uploaders_newest_file_for_the_period_held(engine: Engine) -> None:
    deliver(engine, SECOND, measured("2021-H2", 7, unit="west"), FIRST)
    deliver(engine, measured("2021-H2", 8, unit="regio"), by="bob", name="b.csv")
    with read(engine) as connection:
        held = last_held(connection, "proef", "anna", ["2021-H1", "2021-H2"])
        assert held == {key_of(SECOND), key_of(FIRST), ("networks", "west", "2021-H2")}
        assert last_held(connection, "proef", "anna", ["2021-H1"]) == {key_of(FIRST)}
        assert delivered_codes(connection, "proef", "bob") == {"networks"}
        assert delivered_codes(connection, "proef", "els") == frozenset()
    done = deliver(engine, SECOND, name="c.csv")
    assert [key_of(one) for one in done.changes.absent] == [("networks", "west", "2021-H2")]
    assert records(engine)[0].absent == 1
    assert deliver(engine, replace(SECOND, value=3.0), name="d.csv").changes.absent == ()


def test_undo_puts_back_what_was_there_and_takes_out_what_was_not(engine: Engine) -> None:
    done = deliver(engine, replace(FIRST, value=4.0), SECOND)
    before = rows(engine)
    undone = take_back(engine, done.upload)
    assert (undone.revision, undone.restored, undone.ended, undone.blocked) == (3, 1, 1, ())
    assert values(engine) == {"2021-H1": 1}
    assert all(count >= before[name] for name, count in rows(engine).items())
    record = records(engine)[0]
    assert record.undone is not None
    assert (record.undone.recorded_by, record.undone.why, record.undone.revision) == ("bob", "fout", 3)
    with read(engine) as connection:
        past = values_in_force(connection, "proef", ["networks"], PERIODS, 2)
    assert sorted(one.value or 0 for one in past.values()) == [2, 4]


def test_undo_happens_once(engine: Engine) -> None:
    done = deliver(engine, SECOND)
    take_back(engine, done.upload)
    before = rows(engine)
    with pytest.raises(RefusedError, match="al teruggenomen, door bob"):
        take_back(engine, done.upload)
    with pytest.raises(NotFoundError, match="77"):
        take_back(engine, 77)
    assert rows(engine) == before


def test_undo_is_refused_with_the_list_of_later_changes(engine: Engine) -> None:
    first = deliver(engine, SECOND, THIRD)
    second = deliver(engine, replace(SECOND, value=6.0), by="els", name="b.csv")
    before = rows(engine)
    undone = take_back(engine, first.upload)
    assert [(one.key, one.upload, one.recorded_by) for one in undone.blocked] == [
        (key_of(SECOND), second.upload, "els")
    ]
    assert rows(engine) == before
    take_back(engine, second.upload)
    assert values(engine)["2021-H2"] == 2
    assert take_back(engine, first.upload).blocked == ()
    assert values(engine) == {"2021-H1": 1}


def test_undo_is_refused_when_a_later_file_confirmed_the_value(engine: Engine) -> None:
    first = deliver(engine, SECOND)
    second = deliver(engine, SECOND, THIRD, name="b.csv", by="els")
    assert [(one.upload, one.confirmed) for one in take_back(engine, first.upload).blocked] == [(second.upload, True)]


def test_undo_is_refused_when_the_plan_folder_changed_the_value(engine: Engine) -> None:
    first = deliver(engine, replace(FIRST, value=4.0))
    save(engine, replace(FIRST, value=8.0), at=NINE + timedelta(hours=2))
    assert [one.upload for one in take_back(engine, first.upload).blocked] == [None]


def test_a_load_at_the_next_start_undoes_neither_upload_nor_undo(engine: Engine) -> None:
    done = deliver(engine, replace(FIRST, value=4.0), SECOND)
    assert not save(engine, FIRST).changed
    assert values(engine) == {"2021-H1": 4, "2021-H2": 2}
    take_back(engine, done.upload)
    assert not save(engine, FIRST).changed
    assert values(engine) == {"2021-H1": 1}


def test_the_same_file_can_come_again_after_undo(engine: Engine) -> None:
    done = deliver(engine, SECOND)
    take_back(engine, done.upload)
    again = deliver(engine, SECOND)
    assert (again.outcome, again.upload) == (CommitOutcome.SAVED, 2)


def test_justifications_travel_with_the_value_and_come_back_with_it(engine: Engine) -> None:
    def said() -> dict[Key, list[tuple[str, str]]]:
        with read(engine) as connection:
            found = remarks_in_force(connection, "proef", ["networks"], stored_head(connection))
        return {key: [(one.code, one.why) for one in remarks] for key, remarks in found.items()}

    marked = {"reasons": {"outlier": "nageteld", "late": "ziek"}, "remarks": {key_of(SECOND): ("outlier",)}}
    deliver(engine, SECOND, THIRD, **marked)
    assert said() == {key_of(SECOND): [("outlier", "nageteld")]}
    assert records(engine)[0].reasons == (("late", "ziek"), ("outlier", "nageteld"))
    second = deliver(engine, replace(SECOND, value=9.0), name="b.csv")
    assert said() == {}
    take_back(engine, second.upload)
    assert said() == {key_of(SECOND): [("outlier", "nageteld")]}


def test_answers_are_remembered_per_uploader_and_question(engine: Engine) -> None:
    deliver(engine, SECOND, answers={"decimal:waarde": ",", "sheet": "Q2"})
    deliver(engine, THIRD, name="b.csv", answers={"decimal:waarde": ".", "sheet": "Q2"})
    with read(engine) as connection:
        assert remembered_answers(connection, "proef", "anna") == {"decimal:waarde": ".", "sheet": "Q2"}
        assert remembered_answers(connection, "proef", "bob") == {}
        assert remembered_answers(connection, "ander", "anna") == {}
    assert rows(engine)["upload_answer"] == 3


def freeze(engine: Engine, period: str, *, frozen: bool = True) -> int:
    return set_frozen(engine, "proef", period, frozen=frozen, recorded_by="els", recorded_at=NINE, why="vastgesteld")


def test_a_closed_period_stops_commit_and_undo_until_it_is_opened(engine: Engine) -> None:
    done = deliver(engine, SECOND)
    freeze(engine, "2021-H2")
    before = rows(engine)
    stopped = deliver(engine, replace(SECOND, value=5.0), name="b.csv")
    assert (stopped.outcome, stopped.frozen) == (CommitOutcome.FROZEN, ("2021-H2",))
    with pytest.raises(RefusedError, match="2021-H2"):
        take_back(engine, done.upload)
    assert rows(engine) == before
    assert deliver(engine, THIRD, name="c.csv").outcome is CommitOutcome.SAVED
    freeze(engine, "2021-H2", frozen=False)
    assert take_back(engine, done.upload).ended == 1


def test_a_file_that_changes_nothing_in_a_closed_period_is_not_stopped_by_it(engine: Engine) -> None:
    deliver(engine, SECOND)
    freeze(engine, "2021-H2")
    again = deliver(engine, SECOND, THIRD, name="b.csv")
    assert (again.outcome, again.frozen) == (CommitOutcome.SAVED, ())
    assert (tuple(again.changes.unchanged), tuple(again.changes.added)) == ((SECOND,), (THIRD,))
    assert deliver(engine, SECOND, name="c.csv").outcome is CommitOutcome.SAVED
    stopped = deliver(engine, replace(SECOND, note="anders"), measured("2022-H2", 4), name="d.csv")
    assert (stopped.outcome, stopped.frozen) == (CommitOutcome.FROZEN, ("2021-H2",))


def test_closing_twice_is_one_version_and_a_period_closes_all_within(engine: Engine) -> None:
    first = freeze(engine, "2021-H2")
    assert freeze(engine, "2021-H2") == first
    with read(engine) as connection:
        assert frozen_periods(connection, "proef", first) == ("2021-H2",)
        assert frozen_periods(connection, "proef", first - 1) == ()
        codes = frozen_codes(connection, "proef", first)
    assert codes == {"2021-H2", "2021-Q3", "2021-Q4", *(f"2021-{month:02d}" for month in range(7, 13))}


def test_that_there_is_no_value_is_kept_with_the_upload_and_goes_with_it(engine: Engine) -> None:
    key, other = ("networks", "", "2021-H2"), ("networks", "west", "2022-H1")

    def said() -> dict[Key, datetime]:
        with read(engine) as connection:
            return said_empty(connection, "proef", PERIODS, stored_head(connection))

    first = deliver(engine, name="n.csv", no_values=frozenset({key, other}))
    assert (first.outcome, first.changes.empty) == (CommitOutcome.SAVED, True)
    assert set(said()) == {key, other}
    again = deliver(engine, name="again.csv", no_values=frozenset({key}))
    at = said()[key]
    take_back(engine, first.upload)
    assert set(said()) == {key}
    assert said()[key] >= at
    take_back(engine, again.upload)
    assert said() == {}
    with read(engine) as connection:
        assert set(said_empty(connection, "proef", PERIODS, first.revision)) == {key, other}
        assert said_empty(connection, "proef", ["2030"], first.revision) == {}


def test_arrivals_name_the_first_commit_of_a_value(engine: Engine) -> None:
    deliver(engine, replace(FIRST, value=4.0), SECOND)
    with read(engine) as connection:
        found = arrivals(connection, "proef", PERIODS, stored_head(connection))
    assert [(one.period, one.action, one.first_at) for one in found] == [
        ("2021-H1", "load", NINE),
        ("2021-H2", "upload", NINE + timedelta(hours=1)),
    ]


def test_a_large_upload_is_one_revision(engine: Engine) -> None:
    many = tuple(measured("2021-H1", n, unit=f"u{n}") for n in range(20_000))
    done = deliver(engine, *many)
    assert (done.outcome, len(done.changes.added)) == (CommitOutcome.SAVED, 20_000)
    assert take_back(engine, done.upload).ended == 20_000
    assert values(engine) == {"2021-H1": 1}


def test_a_database_from_before_uploads_is_brought_up_to_date_with_its_values(tmp_path: Path) -> None:
    older = open_engine(f"sqlite:///{tmp_path / 'older.db'}")
    as_before(older, "0001_versions")
    migrate(older)
    assert values(older) == {"2021-H1": 1}
    with read(older) as connection:
        assert newest_period_end(connection, "proef", 1) == date(2021, 6, 30)
        assert newest_period_end(connection, "proef", 0) is None
    assert deliver(older, SECOND).outcome is CommitOutcome.SAVED
    older.dispose()
