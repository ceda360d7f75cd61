"""Copies of a database in use, and such a copy put back, on real SQLite files."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, insert, inspect, text

from kpi.core.errors import RefusedError, UsageError
from kpi.store.database.backup import back_up, database_file, put_back
from kpi.store.database.condition import MIGRATIONS, newest_migration
from kpi.store.database.engine import begin, migrate, open_engine, read
from kpi.store.database.trouble import StoreError
from kpi.store.versions import COMMIT, stored_head
from tests.store.commits import commits
from tests.store.samples import NINE

ONE = {"recorded_at": NINE, "recorded_by": "anna", "action": "load", "plan": "p", "why": ""}
LATER = datetime(2026, 1, 1, tzinfo=UTC)


def write(engine: Engine, times: int = 1) -> None:
    """So many commits, each in a transaction of its own."""
    for _ in range(times):
        with begin(engine) as connection:
            connection.execute(insert(COMMIT), [ONE])


def revisions(file: Path) -> list[int]:
    """Return the revisions in a file, newest first."""
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute('SELECT revision FROM "commit" ORDER BY revision DESC')]


def at_head(engine: Engine) -> int:
    with read(engine) as connection:
        return stored_head(connection)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of an SQLite file alone in its folder: a server has its own tools for copies."""
    return f"sqlite:///{tmp_path / 'new folder' / 'planpeil.sqlite'}"


@pytest.fixture
def file(engine: Engine) -> Path:
    """Return the file of the database; the name of a database on a server is never taken for one."""
    return database_file(str(engine.url))


def test_a_copy_is_the_database_as_it_was(engine: Engine, file: Path, tmp_path: Path) -> None:
    write(engine, 2)
    out = tmp_path / "kopie.db"
    assert back_up(file, out) == 2
    write(engine)
    assert (revisions(out), revisions(file)) == ([2, 1], [3, 2, 1])
    assert [one.name for one in tmp_path.iterdir() if one.name != file.parent.name] == ["kopie.db"]


def test_a_copy_made_while_others_write_is_whole(engine: Engine, file: Path, tmp_path: Path) -> None:
    """A commit and its change stand or fall together, also in the copy."""
    write(engine)
    with ThreadPoolExecutor() as pool:
        writing = pool.submit(write, engine, 30)
        copies = [(back_up(file, tmp_path / f"{n}.db"), tmp_path / f"{n}.db") for n in range(5)]
        writing.result()
    assert [revisions(copy) for _, copy in copies] == [list(range(newest, 0, -1)) for newest, _ in copies]


def test_an_existing_file_is_replaced_only_by_force(engine: Engine, file: Path, tmp_path: Path) -> None:
    write(engine)
    out = tmp_path / "kopie.db"
    out.write_text("van iemand", encoding="utf-8")
    with pytest.raises(UsageError):
        back_up(file, out)
    assert out.read_text(encoding="utf-8") == "van iemand"
    assert back_up(file, out, force=True) == 1
    assert revisions(out) == [1]


def test_the_database_itself_and_a_folder_that_is_not_there_are_refused(file: Path, tmp_path: Path) -> None:
    for out in (file, tmp_path / "nergens" / "kopie.db", tmp_path):
        with pytest.raises(UsageError):
            back_up(file, out, force=True)
    with pytest.raises(UsageError):
        put_back(file, file, user="anna", at=LATER)


def test_a_copy_comes_back_above_all_revisions_that_were_given_out(engine: Engine, file: Path, tmp_path: Path) -> None:
    """The engine stays open, as in an app that goes on: it sees the old content under a new revision, and can save."""
    write(engine, 2)
    copy = tmp_path / "kopie.db"
    back_up(file, copy)
    write(engine, 3)
    done = put_back(copy, file, user="bea", at=LATER)
    assert done.revision == at_head(engine) == 6
    with read(engine) as connection:
        newest = commits(connection)[0]
    assert (newest.recorded_by, newest.action, newest.recorded_at) == ("bea", "restore", LATER)
    assert revisions(file) == [6, 2, 1]
    assert done.before is not None
    assert revisions(done.before) == [5, 4, 3, 2, 1]
    assert revisions(copy) == [2, 1]
    write(engine)
    assert at_head(engine) == 7


def test_what_was_put_back_can_be_taken_back(engine: Engine, file: Path, tmp_path: Path) -> None:
    write(engine, 1)
    copy = tmp_path / "kopie.db"
    back_up(file, copy)
    write(engine, 1)
    first = put_back(copy, file, user="bea", at=LATER)
    assert first.before is not None
    second = put_back(first.before, file, user="bea", at=datetime.now(UTC))
    assert revisions(file) == [4, 2, 1]
    assert second.before is not None
    assert revisions(second.before) == [3, 1]


def test_a_copy_goes_where_nothing_was(engine: Engine, file: Path, tmp_path: Path) -> None:
    write(engine, 2)
    back_up(file, tmp_path / "kopie.db")
    fresh = tmp_path / "elders" / "planpeil.db"
    done = put_back(tmp_path / "kopie.db", fresh, user="bea", at=LATER)
    assert (done.revision, done.before, revisions(fresh)) == (3, None, [3, 2, 1])


def test_a_broken_database_is_set_aside_as_it_is(engine: Engine, file: Path, tmp_path: Path) -> None:
    write(engine, 2)
    back_up(file, tmp_path / "kopie.db")
    engine.dispose()
    file.write_bytes(b"niet meer te lezen" * 500)
    done = put_back(tmp_path / "kopie.db", file, user="bea", at=LATER)
    assert revisions(file) == [3, 2, 1]
    assert done.before is not None
    assert done.before.read_bytes().startswith(b"niet meer te lezen")


@pytest.mark.parametrize("content", [b"", b"tekst" * 1000, b"SQLite format 3\0" + b"x" * 5000])
def test_another_file_is_refused_and_changes_nothing(
    engine: Engine, file: Path, tmp_path: Path, content: bytes
) -> None:
    write(engine)
    (tmp_path / "iets").write_bytes(content)
    for wrong in (tmp_path / "iets", tmp_path / "nergens", tmp_path):
        with pytest.raises(UsageError):
            put_back(wrong, file, user="bea", at=LATER)
    assert (revisions(file), [one.name for one in file.parent.iterdir()]) == ([1], [file.name])


def test_another_programs_database_is_refused(engine: Engine, file: Path, tmp_path: Path) -> None:
    write(engine)
    with closing(sqlite3.connect(tmp_path / "adressen.db")) as other:
        other.execute("CREATE TABLE adres (naam TEXT)")
    with pytest.raises(UsageError):
        put_back(tmp_path / "adressen.db", file, user="bea", at=LATER)
    assert revisions(file) == [1]


def test_an_empty_database_is_never_a_copy(engine: Engine, file: Path, tmp_path: Path) -> None:
    """Not over a good one either, and none is put back over what is there."""
    good = tmp_path / "kopie.db"
    write(engine)
    back_up(file, good)
    empty = open_engine(f"sqlite:///{tmp_path / 'leeg.db'}")
    migrate(empty)
    empty.dispose()
    for target in (good, tmp_path / "nieuw.db"):
        with pytest.raises(UsageError, match="bevat nog niets"):
            back_up(tmp_path / "leeg.db", target, force=True)
    with pytest.raises(UsageError, match="bevat nog niets"):
        put_back(tmp_path / "leeg.db", file, user="bea", at=LATER)
    assert (revisions(good), revisions(file), (tmp_path / "nieuw.db").exists()) == ([1], [1], False)


def test_a_database_that_is_not_there_is_not_made_by_a_backup(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Er is geen database"):
        back_up(tmp_path / "nergens.db", tmp_path / "kopie.db")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_of_a_newer_planpeil_is_refused(engine: Engine, file: Path, tmp_path: Path) -> None:
    write(engine)
    copy = tmp_path / "kopie.db"
    back_up(file, copy)
    with closing(sqlite3.connect(copy)) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RefusedError):
        put_back(copy, file, user="bea", at=LATER)


def test_a_copy_of_an_older_planpeil_is_brought_up_to_date(file: Path, engine: Engine, tmp_path: Path) -> None:
    older = open_engine(f"sqlite:///{tmp_path / 'oud.db'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with begin(older) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001_versions")
        connection.execute(insert(COMMIT), [ONE])
    older.dispose()
    assert put_back(tmp_path / "oud.db", file, user="bea", at=LATER).revision == 2
    with read(engine) as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        assert (version, inspect(connection).has_table("upload")) == (newest_migration(), True)


def test_a_database_in_use_for_too_long_is_busy_and_stays_as_it_was(
    engine: Engine, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(engine)
    copy = tmp_path / "kopie.db"
    back_up(file, copy)
    write(engine)
    monkeypatch.setattr("kpi.store.database.backup.BUSY_SECONDS", 0.2)
    with begin(engine), pytest.raises(StoreError):
        put_back(copy, file, user="bea", at=LATER)
    assert (revisions(file), [one.name for one in file.parent.iterdir()]) == ([2, 1], [file.name])


def test_only_an_sqlite_file_is_copied_page_by_page() -> None:
    with pytest.raises(RefusedError, match="geen SQLite-bestand"):
        database_file("postgresql+psycopg://a@b/c")
    with pytest.raises(RefusedError):
        database_file("sqlite://")
