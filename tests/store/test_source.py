"""Somebody else's database: read, never written, and its faults told without its password."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kpi.store.source import read_source
from kpi.store.trouble import StoreError


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database in a file with a difficult name."""
    place = tmp_path / "bron #1 100%.db"
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("CREATE TABLE meting (code TEXT, dag TEXT, waarde REAL)")
        connection.executemany("INSERT INTO meting VALUES (?, ?, ?)", [(f"k{n}", "12:30", n / 2) for n in range(5)])
    return f"sqlite:///{place}"


def test_columns_and_rows_come_as_they_are(url: str) -> None:
    query = "SELECT code, dag, waarde, NULL AS leeg FROM meting WHERE dag = '12:30' AND code LIKE 'k%' ORDER BY code"
    columns, rows = read_source(url, query, limit=2)
    assert columns == ("code", "dag", "waarde", "leeg")
    assert rows == (("k0", "12:30", 0.0, None), ("k1", "12:30", 0.5, None))


@pytest.mark.parametrize(
    "query",
    ["UPDATE meting SET waarde = 0", "DROP TABLE meting", "SELECT", "PRAGMA user_version = 7", "DELETE FROM meting"],
)
def test_nothing_can_be_written(url: str, query: str) -> None:
    with pytest.raises(StoreError, match="bron is niet te lezen"):
        read_source(url, query, limit=10)
    assert read_source(url, "SELECT sum(waarde) FROM meting", limit=10)[1] == ((5.0,),)


@pytest.mark.parametrize(
    "wrong", ["sqlite:///nergens/weg.db", "geen adres", "oracle://jan:geheim@ergens/db", "onbekend://jan:geheim@ergens"]
)
def test_a_database_that_does_not_answer_is_told_without_its_address(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as found:
        read_source(wrong, "SELECT 1", limit=1)
    assert "geheim" not in str(found.value)
