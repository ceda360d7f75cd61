"""What every use case needs: the settings and the database, opened once a process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kpi.core.errors import RefusedError
from kpi.service.flight import Flight
from kpi.settings import Settings
from kpi.store import Engine
from kpi.store.engine import migrate, open_engine, read
from kpi.store.query import head
from kpi.store.trouble import opening


@dataclass(frozen=True, slots=True)
class Desk:
    """Settings, an open and migrated database, and the commits in flight."""

    settings: Settings
    engine: Engine
    flight: Flight = field(default_factory=Flight)


def open_desk(settings: Settings) -> Desk:
    """Open the database of these settings, made and migrated on first use; raises StoreError when it cannot be."""
    with opening():
        engine = open_engine(settings.database_url)
        migrate(engine)
    return Desk(settings, engine)


@contextmanager
def at_desk(settings: Settings) -> Iterator[Desk]:
    """A desk for one command: opened, and its connections closed afterwards."""
    desk = open_desk(settings)
    try:
        yield desk
    finally:
        desk.engine.dispose()


def is_ready(desk: Desk) -> bool:
    """Whether the database answers; raises nothing that a health probe would have to understand."""
    with read(desk.engine) as connection:
        return head(connection) >= 0


def allow_change(desk: Desk) -> None:
    """Raise RefusedError when this Planpeil is read-only: every changing use case asks this first."""
    if desk.settings.read_only:
        raise RefusedError(
            "Deze Planpeil staat op alleen-lezen (read_only = true in config.toml): er wordt niets gewijzigd.",
            "This Planpeil is read-only (read_only = true in config.toml): nothing is changed.",
        )
