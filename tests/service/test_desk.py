"""Which databases are opened, which are made, and which are told and left as they are."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from kpi.core.errors import PlanpeilError
from kpi.service.desk import Desk, at_desk, is_ready, open_desk
from kpi.settings import Settings, load_settings
from kpi.store.database.backup import back_up, put_back
from kpi.store.database.condition import MIGRATIONS
from kpi.store.database.engine import begin, open_engine
from kpi.store.database.trouble import StoreError
from kpi.store.versions import add_commit
from tests.databases import nothing, put


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database of a test lies."""
    return tmp_path / "planpeil.db"


def named(file: Path, **more: str) -> Settings:
    """Settings that name this database."""
    return load_settings(file.with_name("none.toml"), {"PLANPEIL_DATABASE_URL": f"sqlite:///{file}", **more})


def saved(desk: Desk, by: str, times: int) -> None:
    """Commit so many times."""
    for _ in range(times):
        with begin(desk.engine) as connection:
            said = {"recorded_by": by, "action": "load", "plan": "", "why": ""}
            add_commit(connection, said, datetime.now(UTC), subject="")


def asked(file: Path, *statements: str) -> None:
    """Put these into an SQLite file."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for one in statements:
            connection.execute(one)


def foreign(file: Path) -> None:
    asked(file, "CREATE TABLE adres (naam TEXT)")


def foreign_with_another_journal(file: Path) -> None:
    asked(file, "PRAGMA journal_mode = wal", "CREATE TABLE adres (naam TEXT)")


def other_migrations(file: Path) -> None:
    asked(file, "CREATE TABLE alembic_version (version_num TEXT)", "INSERT INTO alembic_version VALUES ('ae12b')")


def unknown(file: Path) -> None:
    put(file, nothing)
    asked(file, "UPDATE alembic_version SET version_num = '0002_anders'")


def newer(file: Path) -> None:
    put(file, nothing)
    asked(file, "UPDATE alembic_version SET version_num = '9999_later'")


def damaged(file: Path) -> None:
    put(file, nothing)
    content = file.read_bytes()
    file.write_bytes(content[:100] + b"\xff" * 8000 + content[8100:])


def cut_short(file: Path) -> None:
    put(file, nothing)
    file.write_bytes(file.read_bytes()[:5000])


def no_database(file: Path) -> None:
    file.write_text("geen database" * 500, encoding="utf-8")


def empty(file: Path) -> None:
    file.touch()


def older(file: Path) -> None:
    engine, config = open_engine(f"sqlite:///{file}"), Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with begin(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001_versions")
    engine.dispose()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (foreign, "ander programma"),
        (foreign_with_another_journal, "ander programma"),
        (other_migrations, "onbekende versie \\(ae12b"),
        (unknown, "onbekende versie \\(0002_anders"),
        (newer, "nieuwere Planpeil"),
        (damaged, "beschadigd"),
        (cut_short, "beschadigd"),
        (no_database, "beschadigd of geen SQLite-bestand"),
        (empty, "De database is leeg"),
    ],
)
def test_a_database_that_is_none_of_ours_is_told_and_left_as_it_is(
    file: Path, made: Callable[[Path], None], said: str
) -> None:
    made(file)
    content = file.read_bytes()
    for settings in (named(file), named(file, PLANPEIL_READ_ONLY="1")):
        with pytest.raises(PlanpeilError, match=said if made is not empty else "is leeg"):
            open_desk(settings)
    assert (file.read_bytes(), [one.name for one in file.parent.iterdir()]) == (content, [file.name])


def test_a_named_database_that_is_not_there_is_made_only_when_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "map" / "planpeil.db"
    for more in ({}, {"PLANPEIL_READ_ONLY": "1"}, {"PLANPEIL_READ_ONLY": "1", "PLANPEIL_NEW_DATABASE": "1"}):
        with pytest.raises(StoreError):
            open_desk(named(file, **more))
        assert not file.parent.exists()
    with at_desk(named(file, PLANPEIL_NEW_DATABASE="1")) as desk:
        assert is_ready(desk)


def test_the_usual_database_is_made_on_first_use(tmp_path: Path) -> None:
    with at_desk(load_settings(tmp_path / "config.toml", {})) as desk:
        assert is_ready(desk)


def test_read_only_brings_nothing_up_to_date(file: Path) -> None:
    older(file)
    content = file.read_bytes()
    with pytest.raises(StoreError, match=r"oudere Planpeil.*alleen-lezen"):
        open_desk(named(file, PLANPEIL_READ_ONLY="1"))
    assert file.read_bytes() == content
    with at_desk(named(file)) as desk:
        assert is_ready(desk)
    with at_desk(replace(desk.settings, read_only=True)) as desk:
        assert is_ready(desk)


@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_was_moved_or_replaced_is_noticed(file: Path, there: bool) -> None:
    """Neither the old file nor what took its place is written, and none is made."""
    put(file, nothing)

    def moved(desk: Desk) -> None:
        assert is_ready(desk)
        file.rename(file.with_name("weg.db"))
        if there:
            put(file, nothing)

    with at_desk(named(file)) as desk:
        moved(desk)
        for _ in range(2):
            with pytest.raises(StoreError, match="verplaatst, vervangen of verwijderd"):
                is_ready(desk)
        with pytest.raises(StoreError, match="verplaatst"), begin(desk.engine):
            pass
        assert file.exists() is there
        file.with_name("weg.db").rename(file)
        assert is_ready(desk)


def test_a_file_that_was_overwritten_in_place_is_noticed(tmp_path: Path, file: Path) -> None:
    """The same file with other content: another database, an older copy of this one, or nothing of ours."""
    with at_desk(named(file, PLANPEIL_NEW_DATABASE="1")) as desk:
        saved(desk, "els", 2)
        own = file.read_bytes()
        saved(desk, "els", 1)
        assert is_ready(desk)
        newest = file.read_bytes()
        with at_desk(named(tmp_path / "ander.db", PLANPEIL_NEW_DATABASE="1")) as other:
            saved(other, "jan", 4)
        put(tmp_path / "leeg.db", nothing)
        for content in ((tmp_path / "ander.db").read_bytes(), own, (tmp_path / "leeg.db").read_bytes()):
            file.write_bytes(content)
            for _ in range(2):
                with pytest.raises(StoreError, match="iets anders"):
                    is_ready(desk)
        file.write_bytes(b"geen database" * 1000)
        with pytest.raises(StoreError, match="beschadigd of geen SQLite-bestand"):
            is_ready(desk)
        file.write_bytes(newest)
        assert is_ready(desk)


def test_a_copy_that_was_put_back_goes_on(tmp_path: Path, file: Path) -> None:
    with at_desk(named(file, PLANPEIL_NEW_DATABASE="1")) as desk:
        saved(desk, "els", 1)
        back_up(file, tmp_path / "kopie.db")
        saved(desk, "els", 2)
        assert is_ready(desk)
        put_back(tmp_path / "kopie.db", file, user="els", at=datetime.now(UTC))
        assert is_ready(desk)
        assert desk.seen.commit
        assert desk.seen.commit.revision == 4
