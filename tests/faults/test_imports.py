"""What can go wrong while a file is committed, done for real: all or nothing is there, and the audit says which."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count, takewhile
from pathlib import Path
from threading import Barrier, Event
from time import monotonic, sleep

import pytest
from sqlalchemy import Connection, Engine, event, select, text

from kpi.service.desk import Desk, at_desk
from kpi.service.snapshots import head_revision
from kpi.service.uploads.importing import Receipt, Result, import_file
from kpi.service.uploads.listing import undo, upload_list
from kpi.settings import ROOT, Settings, load_settings
from kpi.store.database import engine as engine_module
from kpi.store.database.engine import open_engine
from kpi.store.database.trouble import StoreError
from kpi.store.tables import Base
from scripts.postgres import Server
from tests.databases import Fill, small_plan_of
from tests.faults.importer import check, confirm, file_of

UNITS = 100
KILLS = int(os.environ.get("PLANPEIL_KILLS", "40"))
MOMENTS = 8  # of a commit: its inserts and its end
CRASHES = 4
HERE = Path(__file__).parent


@pytest.fixture
def fill() -> Fill:
    """Return what puts the plan `proef` with its units in the database."""
    return small_plan_of(UNITS)


@pytest.fixture
def settings(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A database of this test alone, once of each kind, for child processes too, with the plan in it."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", database)
    return load_settings(tmp_path / "config.toml", os.environ)


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    with at_desk(settings) as opened:
        yield opened


@contextmanager
def looking(settings: Settings) -> Iterator[Connection]:
    """A connection of nobody else's; on a server, when no killed process is being cleared away any more."""
    engine = open_engine(settings.database_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def ask(settings: Settings, query: str, **values: object) -> list[tuple[object, ...]]:
    with looking(settings) as connection:
        return [tuple(row) for row in connection.execute(text(query), values)]


def content_of(settings: Settings) -> dict[str, list[str]]:
    """Everything that is in the database."""
    with looking(settings) as connection:
        return seen_by(connection)


def seen_by(connection: Connection) -> dict[str, list[str]]:
    """Everything that is in the database now."""
    with connection.begin():
        tables = Base.metadata.tables.items()
        return {name: sorted(map(repr, connection.execute(select(table)))) for name, table in tables}


def assert_sound(settings: Settings) -> None:
    """What the database itself can say about its state; a server is asked when it let go of the killed."""
    if is_server(settings):
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        until = monotonic() + 20
        while ask(settings, others) != [(0,)]:
            assert monotonic() < until
            sleep(0.01)
    else:
        assert ask(settings, "PRAGMA integrity_check") == [("ok",)]
        assert ask(settings, "PRAGMA foreign_key_check") == []


def is_server(settings: Settings) -> bool:
    return settings.database_url.startswith("postgresql")


def give(desk: Desk, value: int, user: str = "anna", name: str = "q2.csv") -> Receipt:
    content = file_of(value, UNITS)
    reasons = {"same-as-earlier": "ja", "expected-missing": "ja", "outlier": "ja"}
    return import_file(desk, "proef", content, name, user=user, justifications=reasons)


def assert_whole(settings: Settings) -> int:
    """Every upload is there with all its values, its file and its commit, and only one of them is in force.

    Returns how many uploads there are.
    """
    broken = """
        SELECT u.id FROM upload u LEFT JOIN "commit" c ON c.revision = u.revision AND c.action = 'upload'
        LEFT JOIN commit_file f ON f.revision = u.revision LEFT JOIN source_file s ON s.sha256 = f.sha256
        WHERE s.sha256 IS NULL OR u.added + u.revised <> :units
        OR u.added + u.revised <> (SELECT count(*) FROM measurement_version m WHERE m.revision = u.revision)
        OR 1 <> (SELECT count(DISTINCT m.value) FROM measurement_version m WHERE m.revision = u.revision)
    """
    assert ask(settings, broken, units=UNITS) == []
    orphans = "SELECT revision FROM \"commit\" WHERE action = 'upload' EXCEPT SELECT revision FROM upload"
    assert ask(settings, orphans) == []
    return len(ask(settings, "SELECT id FROM upload"))


def test_killed_at_any_moment_an_import_is_there_whole_or_not_at_all(settings: Settings, tmp_path: Path) -> None:
    """kill -9 on a process that is known to be committing; what it said was committed is there, and at most one more.

    Every other one stands still at a moment of its commit; the others go on, into the writing of the disk itself.
    """
    chance = random.Random(2021)  # noqa: S311 - moments, not secrets
    committed, caught, found = tmp_path / "committed", 0, 0
    # A server does itself what is left to do: fewer moments say as much.
    kills = KILLS // 3 if is_server(settings) else KILLS
    command = [sys.executable, HERE / "importer.py", tmp_path / "config.toml", str(UNITS)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        assert nursery.stdout.readline() == "ready\n"
        for kill in range(kills):
            stands = kill % 2 == 0
            nursery.stdin.write(f"{1 + kill // 2 % MOMENTS} {'stand' if stands else 'go'}\n")
            nursery.stdin.flush()
            said = {nursery.stdout.readline().strip() for _ in ("its number", "there")}
            (child,) = said - {"there"}
            assert len(said) == 2
            if not stands:
                sleep(chance.uniform(0, 0.02))
            os.kill(int(child), signal.SIGKILL)
            assert nursery.stdout.readline() == "ended\n"
            caught += Path(f"{settings.database_url.removeprefix('sqlite:///')}-journal").exists()
            assert_sound(settings)
            known, found = max(map(int, committed.read_text().split())), assert_whole(settings)
            assert known <= found <= known + 1
        nursery.stdin.close()
    assert found >= kills
    assert caught > 0 or is_server(settings)
    with at_desk(settings) as desk:
        assert give(desk, 7).result is Result.IMPORTED
        assert len(upload_list(desk)) == found + 1
    print(f"{kills} kills, {found} uploads, {caught} caught with an open journal")


class Stop(BaseException):
    """As Streamlit's rerun and stop: no Exception."""


class BrokenError(Exception):
    """A database call that fails."""


@contextmanager
def failing(engine: Engine, nth: int, kind: type[BaseException]) -> Iterator[list[int]]:
    """Let the n-th call on any connection of this engine fail: a statement, or the commit itself."""
    calls = [0]

    def call(*_: object) -> None:
        calls[0] += 1
        if calls[0] == nth:
            raise kind

    for name in ("before_cursor_execute", "commit"):
        event.listen(engine, name, call)
    try:
        yield calls
    finally:
        for name in ("before_cursor_execute", "commit"):
            event.remove(engine, name, call)


def fails_at_every_call(desk: Desk, work: Callable[[], object], kind: type[BaseException]) -> int:
    """Do the work with its first call failing, then its second, until it is done; returns which call that was.

    What is done after the commit may fail as well: the work stands, and nobody but who stops hears of it.
    """
    with looking(desk.settings) as other:
        before, nth, failed = seen_by(other), 0, True
        while seen_by(other) == before:
            assert failed, nth
            nth, failed = nth + 1, False
            with failing(desk.engine, nth, kind):
                try:
                    work()
                except kind:
                    failed = True
        assert not failed or kind is Stop
    return nth


@pytest.mark.parametrize("kind", [BrokenError, Stop])
def test_whichever_database_call_fails_nothing_is_left_of_the_import(desk: Desk, kind: type[BaseException]) -> None:
    assert fails_at_every_call(desk, lambda: give(desk, 1), kind) > 10
    assert assert_whole(desk.settings) == 1


@pytest.mark.parametrize("kind", [BrokenError, Stop])
def test_whichever_database_call_fails_nothing_is_left_of_what_was_checked(
    desk: Desk, kind: type[BaseException]
) -> None:
    content = file_of(1, UNITS)
    shown = check(desk, content)
    assert fails_at_every_call(desk, lambda: confirm(desk, content, shown), kind) > 10
    assert assert_whole(desk.settings) == 1


@pytest.mark.parametrize("kind", [BrokenError, Stop])
def test_whichever_database_call_fails_nothing_is_left_of_the_undo(desk: Desk, kind: type[BaseException]) -> None:
    give(desk, 1)
    assert fails_at_every_call(desk, lambda: undo(desk, 1, "bob", "fout"), kind) > 5
    assert ask(desk.settings, "SELECT count(*) FROM upload_undo") == [(1,)]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_full_disk_is_said_and_leaves_nothing(desk: Desk) -> None:
    (pages,) = ask(desk.settings, "PRAGMA page_count")[0]
    before = content_of(desk.settings)

    def fill(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}").close()

    event.listen(desk.engine, "connect", fill)
    desk.engine.dispose()
    with pytest.raises(StoreError, match=r"schijf met de database is vol\. Er is niets gewijzigd"):
        give(desk, 1)
    assert content_of(desk.settings) == before
    event.remove(desk.engine, "connect", fill)
    desk.engine.dispose()
    assert give(desk, 1).result is Result.IMPORTED


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("more", [0, 4096, 12_000])
def test_a_disk_that_takes_no_more_is_said_and_leaves_nothing(settings: Settings, tmp_path: Path, more: int) -> None:
    """The system itself refuses to let the file grow: at once, or after some pages of it were written."""
    room = Path(settings.database_url.removeprefix("sqlite:///")).stat().st_size + more
    before = content_of(settings)
    words = [sys.executable, "-m", "tests.faults.no_room", str(tmp_path / "config.toml"), str(room), str(UNITS)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "Er is niets gewijzigd" in done.stdout) == (3, True), done.stderr
    assert content_of(settings) == before
    assert_sound(settings)
    with at_desk(settings) as desk:
        assert give(desk, 1).result is Result.IMPORTED


HOLD = """
import sys
from kpi.store.database.engine import begin, open_engine
with begin(open_engine(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_locked_database_is_said_and_leaves_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.5)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, settings.database_url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder, at_desk(settings) as desk:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match=r"De database is bezet.*niets gewijzigd"):
            give(desk, 1)
        assert upload_list(desk) == ()
        holder.communicate()
        assert give(desk, 1).result is Result.IMPORTED


@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_server_that_crashes_while_files_are_committed_has_them_whole_or_not_at_all(
    desk: Desk, postgres: Server
) -> None:
    """Two people keep committing; what each was told is there after the crash, and they can go on."""
    told: list[int | None] = []

    def keep_on(user: str, stop: Event) -> None:
        for value in takewhile(lambda _: not stop.is_set(), count(1)):
            with suppress(StoreError):
                told.append(give(desk, value, user=user).upload)

    chance = random.Random(2022)  # noqa: S311 - moments, not secrets
    for _ in range(CRASHES):
        stop = Event()
        with ThreadPoolExecutor(2) as pool:
            working = [pool.submit(keep_on, user, stop) for user in ("anna", "bob")]
            sleep(chance.uniform(0.2, 0.8))
            postgres.stop()
            postgres.start()
            stop.set()
            assert [one.result(timeout=60) for one in working] == [None, None]
        assert assert_whole(desk.settings) >= len(set(told) - {None})
        assert {one for one in told if one} <= {one for (one,) in ask(desk.settings, "SELECT id FROM upload")}
    assert give(desk, 0).result is Result.IMPORTED
    assert any(told)


def test_the_same_file_from_many_threads_at_once_is_one_upload(desk: Desk) -> None:
    start = Barrier(4)

    def one(number: int) -> Receipt:
        start.wait()
        return give(desk, 1, user=f"user{number}")

    with ThreadPoolExecutor(4) as pool:
        receipts = list(pool.map(one, range(4)))
    assert sorted(one.result for one in receipts) == [Result.IMPORTED, *[Result.SAME] * 3]
    assert {(one.upload, one.revision) for one in receipts} == {(1, 2)}
    assert assert_whole(desk.settings) == 1


def test_two_processes_with_the_same_file_and_two_with_others(settings: Settings, tmp_path: Path) -> None:
    """Each says what became of its own file; whoever was overtaken wrote nothing."""
    words = [sys.executable, "-m", "kpi", "import", "--plan", "proef", "--json"]
    running = []
    for number, value in enumerate((1, 1, 2, 3)):
        file = tmp_path / f"{value}.csv"
        file.write_bytes(file_of(value, UNITS))
        command = [*words, str(file), "--user", f"user{number}", "--why", "outlier=ja"]
        running.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    answers = [(json.loads(process.communicate()[0]), process.returncode) for process in running]
    done = [answer for answer, code in answers if code == 0]
    refused = [answer for answer, code in answers if code == 1]
    assert len(done) + len(refused) == 4
    assert {answer["result"] for answer in refused} <= {"overtaken"}
    imported = [answer for answer in done if answer["result"] == "imported"]
    assert assert_whole(settings) == len(imported)
    with at_desk(settings) as desk:
        found = {one.id: one.revision for one in upload_list(desk)}
        assert found == {answer["upload"]: answer["revision"] for answer in imported}
        assert head_revision(desk) == 1 + len(imported)
