"""A new, migrated SQLite file for every test of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from kpi.store.engine import migrate, open_engine


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of a database that is not there yet, nor is its folder."""
    return f"sqlite:///{tmp_path / 'new folder' / 'planpeil.sqlite'}"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """Yield an engine with all tables."""
    engine = open_engine(url)
    migrate(engine)
    yield engine
    engine.dispose()
