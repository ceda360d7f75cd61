"""What SQLAlchemy makes of a statement, kept for all databases of a process and not for each: tests open thousands."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

KEPT = 2_000


class Statements(LRUCache[Any, Any]):
    """Compiled statements by kind of database; its keys come from SQLAlchemy, with the dialect of an engine first."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_its_kind(key), default)

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(_of_its_kind(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_its_kind(key), value)


def _of_its_kind(key: Any) -> Any:
    dialect, *rest = key
    return dialect.name, *rest


def share_statements() -> None:
    """Let every connection from now on use the same."""
    shared = Statements(KEPT)

    def connected(connection: Connection) -> None:
        connection.execution_options(compiled_cache=shared)

    event.listen(Engine, "engine_connect", connected)
