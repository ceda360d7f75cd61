"""Statements are compiled once for all databases of a kind, and give each what it asks for."""

from pathlib import Path

from sqlalchemy import Dialect, create_engine, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from tests.statements import Statements


def test_a_second_database_finds_what_the_first_compiled(tmp_path: Path) -> None:
    compiled = []
    for name in ("one", "two"):
        engine = create_engine(f"sqlite:///{tmp_path / name}")
        with engine.connect() as connection:
            asked = connection.execute(select(literal(name)))
            assert asked.scalar_one() == name
            compiled.append(asked.context.compiled)
        engine.dispose()
    assert compiled[0] is compiled[1]


def test_a_statement_is_kept_for_its_kind_of_database() -> None:
    kept = Statements(10)

    def key(dialect: Dialect) -> tuple[object, ...]:
        return (dialect, "a statement", False)

    kept[key(sqlite.dialect())] = "of SQLite"
    assert kept.get(key(sqlite.dialect())) == kept[key(sqlite.dialect())] == "of SQLite"
    assert kept.get(key(postgresql.dialect())) is None
