"""A new, migrated database for every test of the store, once of each kind."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from kpi.store.database.engine import migrate, open_engine


@pytest.fixture
def url(database: str) -> str:
    """Return the address of a database of this test alone."""
    return database


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """Yield an engine with all tables."""
    engine = open_engine(url)
    migrate(engine)
    yield engine
    engine.dispose()
