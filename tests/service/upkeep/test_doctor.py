"""The doctor of a real installation, and of one with something broken in it."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kpi.core.doctor import HealthCheck
from kpi.core.sending import ATTEMPTS
from kpi.service.desk import Desk
from kpi.service.upkeep.backups import backup_among
from kpi.service.upkeep.doctor import examine_installation
from kpi.settings import Settings, load_settings
from kpi.store.outgoing import Message, fail_message, put_out, take_message
from kpi.store.outgoing_table import MAIL
from tests.databases import put, small_plan


def found(settings: Settings) -> dict[str, HealthCheck]:
    return {one.name: one for one in examine_installation(lambda: settings)}


def test_a_planpeil_that_runs_is_well(desk: Desk) -> None:
    checks = found(desk.settings)
    assert [one for one in checks.values() if not one.ok] == []
    assert ("place" in checks) is (desk.engine.dialect.name == "sqlite")
    assert "geheim" not in checks["database"].nl


def test_settings_that_cannot_be_read_leave_what_needs_none(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('read_only = "ja"\n', encoding="utf-8")
    checks = examine_installation(lambda: load_settings(tmp_path / "config.toml"))
    assert [one.name for one in checks if not one.ok] == ["settings"]
    assert {"workbooks", "versions", "python"} <= {one.name for one in checks}


def test_a_database_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "config.toml")
    checks = found(settings)
    assert [one.name for one in checks.values() if not one.ok] == ["database"]
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "planpeil.db"


@pytest.fixture
def alone(file: Path, tmp_path: Path) -> Settings:
    """Settings of an SQLite file with nothing in it yet."""
    file.parent.mkdir()
    return load_settings(tmp_path / "config.toml", {"PLANPEIL_DATABASE_URL": f"sqlite:///{file}"})


@pytest.mark.parametrize("content", [b"", b"geen database" * 500])
def test_what_is_no_database_is_told_and_left_as_it_is(alone: Settings, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert not found(alone)["database"].ok
    assert file.read_bytes() == content


def test_an_older_and_a_broken_database_are_told(alone: Settings, file: Path) -> None:
    put(file, small_plan)
    whole = file.read_bytes()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0007_kept_drafts'")
    assert "oudere Planpeil" in found(alone)["database"].nl
    half = len(whole) // 2
    file.write_bytes(whole[:half] + os.urandom(len(whole) - half))
    assert "beschadigd" in found(alone)["database"].nl


def test_the_newest_copy_is_known(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "kopieën").mkdir()
    assert "geen kopieën bekend" in found(desk.settings)["backups"].nl
    backup_among(desk.settings, tmp_path / "kopieën", keep=2)
    assert "0 uur oud" in found(desk.settings)["backups"].nl
    assert str(tmp_path / "kopieën") in found(desk.settings)["backups"].nl


def test_messages_that_were_given_up_are_told(desk: Desk) -> None:
    now = datetime(2021, 7, 1, tzinfo=UTC)
    put_out(desk.engine, [Message("m", MAIL, "els", "proef", now.date())], now.date(), now)
    for attempt in range(ATTEMPTS):
        taken = take_message(desk.engine, [MAIL], now + timedelta(days=attempt))
        assert taken is not None
        fail_message(desk.engine, taken, "HTTP 404", now + timedelta(days=attempt))
    check = found(desk.settings)["messages"]
    assert not check.ok
    assert "HTTP 404" in check.nl
