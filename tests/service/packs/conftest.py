"""A desk with the plan `proef`, on SQLite: both databases are held in tests/store/kept and beside this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpi.service.desk import Desk, at_desk
from kpi.settings import load_settings
from tests.databases import put, small_plan


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with that plan."""
    address = {"PLANPEIL_DATABASE_URL": put(tmp_path / "p.db", small_plan)}
    with at_desk(load_settings(tmp_path / "none.toml", address)) as opened:
        yield opened
