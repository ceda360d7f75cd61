"""The store: append-only versions in a relational database; the only place with SQL."""

from sqlalchemy import Connection, Engine

__all__ = ["Connection", "Engine"]
