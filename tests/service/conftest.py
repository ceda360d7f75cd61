"""A desk over a database of its own, once of each kind, with a small plan of our own that came from a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpi.service.desk import Desk, at_desk
from kpi.settings import Settings, load_settings
from tests.databases import Fill, small_plan
from tests.service.small_plan import write_plan


@pytest.fixture
def fill() -> Fill:
    """Return what puts the plan `proef` in the database."""
    return small_plan


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    """Settings with a database of this test alone."""
    return load_settings(tmp_path / "config.toml", {"PLANPEIL_DATABASE_URL": database, "PLANPEIL_NEW_DATABASE": "1"})


@pytest.fixture
def desk(settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    """A desk with the plan `proef`, whose folder stands beside it."""
    write_plan(tmp_path / "proef")
    with at_desk(settings) as opened:
        yield opened
