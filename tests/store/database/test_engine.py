"""Opening, transactions and migration, on real databases of both kinds."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, func, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from kpi.core.errors import RefusedError
from kpi.store.database import engine as engine_module
from kpi.store.database.condition import MIGRATIONS, newest_migration
from kpi.store.database.engine import WAL_SAFE, begin, migrate, open_engine, read
from kpi.store.database.trouble import StoreError
from kpi.store.every_table import METADATA
from kpi.store.versions import COMMIT, TARGETS
from tests.store.samples import NINE

ROOT = Path(__file__).resolve().parents[3]
ONE = {"recorded_at": NINE, "recorded_by": "anna", "action": "load", "plan": "p", "why": ""}
AT_ONCE = 4
RAW = {
    "sqlite": 'SELECT recorded_at FROM "commit"',
    "postgresql": """SELECT (recorded_at AT TIME ZONE 'UTC')::text FROM "commit\"""",
}


class Stop(BaseException):
    """As Streamlit's rerun and stop: no Exception."""


def number_of_commits(engine: Engine) -> int:
    with read(engine) as connection:
        return connection.execute(select(func.count()).select_from(COMMIT)).scalar_one()


def write(engine: Engine, stop: type[BaseException] | None = None) -> None:
    with begin(engine) as connection:
        connection.execute(insert(COMMIT), [ONE])
        if stop is not None:
            raise stop


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for another writer."""
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.2)


@contextmanager
def closing_engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("stop", [Stop, KeyboardInterrupt, SystemExit, ValueError])
def test_begin_rolls_back_and_unlocks_whatever_ends_it(
    engine: Engine, url: str, impatient: None, stop: type[BaseException]
) -> None:
    with pytest.raises(stop):
        write(engine, stop)
    assert number_of_commits(engine) == 0
    with closing_engine(url) as other:
        write(other)
    assert number_of_commits(engine) == 1
    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def test_begin_holds_the_write_lock_from_its_start(engine: Engine, url: str, impatient: None) -> None:
    with begin(engine), closing_engine(url) as other, pytest.raises(StoreError, match=r"De database is bezet"):
        write(other)


def test_a_writer_waits_for_a_reader(engine: Engine) -> None:
    with ThreadPoolExecutor(1) as pool, read(engine) as connection:
        assert connection.execute(select(COMMIT)).all() == []
        written = pool.submit(write, engine)
        wait([written], timeout=0.2)
        assert connection.execute(select(COMMIT)).all() == []
        connection.close()
        written.result(timeout=10)
    assert number_of_commits(engine) == 1


def test_every_connection_with_sqlite_is_set_up(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'planpeil.db'}")
    wal = sqlite3.sqlite_version_info >= WAL_SAFE
    with read(engine) as first, read(engine) as second:
        for connection in (first, second):
            asked = ("foreign_keys", "busy_timeout", "journal_mode", "synchronous")
            found = [connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in asked]
            assert found == [1, 20_000, "wal" if wal else "delete", 2 if wal else 3]
    engine.dispose()


def test_foreign_keys_are_enforced(engine: Engine) -> None:
    row = {"plan": "p", "code": "t", "revision": 7, "ended": False, "content": "{}"}
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), begin(engine) as connection:
        connection.execute(insert(TARGETS.table), [row])


def test_a_version_is_written_once(engine: Engine) -> None:
    write(engine)
    row = {"plan": "p", "code": "t", "revision": 1, "ended": False, "content": "{}"}
    with pytest.raises(IntegrityError, match=r"(?i)unique"), begin(engine) as connection:
        connection.execute(insert(TARGETS.table), [row, row])


def test_moments_are_kept_in_utc(engine: Engine) -> None:
    summer = datetime.fromisoformat("2021-07-01T11:00:00.123456+02:00")
    with begin(engine) as connection:
        connection.execute(insert(COMMIT), [{**ONE, "recorded_at": summer}])
        found = connection.execute(select(COMMIT.c.recorded_at)).scalar_one()
        raw = connection.execute(text(RAW[engine.dialect.name])).scalar_one()
    assert (found, found.tzinfo) == (summer, UTC)
    assert raw == "2021-07-01 09:00:00.123456"


def test_a_moment_without_time_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="no time zone"), begin(engine) as connection:
        connection.execute(insert(COMMIT), [{**ONE, "recorded_at": NINE.replace(tzinfo=None)}])


def test_migrations_make_exactly_the_tables(engine: Engine) -> None:
    with read(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_newest_migration_is_alembics_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert newest_migration() == ScriptDirectory.from_config(config).get_current_head()


def test_a_second_start_asks_little_and_needs_no_alembic(engine: Engine, url: str) -> None:
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    migrate(engine)
    assert [words for words in asked if not words.startswith(("BEGIN", "SELECT"))] == []
    assert len(asked) <= 4
    code = "import sys; from kpi.store.database.engine import migrate, open_engine; migrate(open_engine(sys.argv[1]))"
    check = f"{code}; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check, url], cwd=ROOT, check=False).returncode == 0


def test_processes_that_start_at_once_all_find_the_tables(new_database: str) -> None:
    url = new_database
    code = "import sys; from kpi.store.database.engine import migrate, open_engine; migrate(open_engine(sys.argv[1]))"
    running = [
        subprocess.Popen([sys.executable, "-c", code, url], cwd=ROOT, stderr=subprocess.PIPE, env=dict(os.environ))
        for _ in range(AT_ONCE)
    ]
    ended = [(process.communicate()[1].decode(), process.returncode) for process in running]
    assert ended == [("", 0)] * AT_ONCE
    with closing_engine(url) as engine:
        assert number_of_commits(engine) == 0


def test_an_update_of_another_process_is_waited_for_longer_than_a_commit(
    filled_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpi.store.database.engine.BUSY_SECONDS", 0.2)
    with closing_engine(filled_url) as engine:
        with begin(engine, patience=600) as connection:
            assert connection.execute(text("SHOW lock_timeout")).scalar_one() == "10min"
        with begin(engine) as connection:
            assert connection.execute(text("SHOW lock_timeout")).scalar_one() == "200ms"


def test_a_failed_migration_leaves_nothing(new_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(new_database)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("alembic.op.create_index", interrupted)
    with pytest.raises(KeyboardInterrupt):
        migrate(engine)
    with read(engine) as connection:
        assert inspect(connection).get_table_names() == []
    monkeypatch.undo()
    migrate(engine)
    assert number_of_commits(engine) == 0
    engine.dispose()


def test_a_database_of_a_newer_planpeil_is_refused(engine: Engine) -> None:
    with begin(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    with pytest.raises(RefusedError, match="9999_later"):
        migrate(engine)


def test_the_tables_module_can_be_loaded_again() -> None:
    code = (
        "import importlib, kpi.store.tables as t; old = t.Base.metadata; importlib.reload(t); "
        "from sqlmodel import SQLModel; assert not SQLModel.metadata.tables; "
        "assert t.Base.metadata is not old and t.Base.metadata.tables.keys() == old.tables.keys()"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, check=False, capture_output=True)
    assert (done.returncode, done.stderr.decode()) == (0, "")
