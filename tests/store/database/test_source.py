"""Somebody else's database, of both kinds: read, never written, and its faults told without its password."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import psycopg
import pytest

from kpi.store.database.source import read_source
from kpi.store.database.trouble import StoreError
from scripts.postgres import HOST, Server, free_port

MAKE = "CREATE TABLE meting (code TEXT, dag TEXT, waarde DOUBLE PRECISION)"
ROWS = [(f"k{n}", "12:30", n / 2) for n in range(5)]


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A database in a file with a difficult name."""
    place = tmp_path / "bron #1 100%.db"
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute(MAKE)
        connection.executemany("INSERT INTO meting VALUES (?, ?, ?)", ROWS)
    return f"sqlite:///{place}"


@pytest.fixture
def server(postgres_url: str) -> str:
    """The same on a PostgreSQL server, with a sequence besides."""
    with psycopg.connect(postgres_url) as connection:
        connection.execute(MAKE)
        connection.cursor().executemany("INSERT INTO meting VALUES (%s, %s, %s)", ROWS)
        connection.execute("CREATE SEQUENCE teller")
        connection.execute(
            "CREATE FUNCTION wis() RETURNS int LANGUAGE sql AS 'DELETE FROM meting; SELECT 1'",
        )
    return postgres_url


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of either."""
    return str(request.getfixturevalue(request.param))


def total(url: str) -> object:
    return read_source(url, "SELECT sum(waarde) FROM meting", limit=10)[1][0][0]


def test_columns_and_rows_come_as_they_are(url: str) -> None:
    query = "SELECT code, dag, waarde, NULL AS leeg FROM meting WHERE dag = '12:30' AND code LIKE 'k%' ORDER BY code"
    columns, rows = read_source(url, query, limit=2)
    assert columns == ("code", "dag", "waarde", "leeg")
    assert rows == (("k0", "12:30", 0.0, None), ("k1", "12:30", 0.5, None))


def test_a_query_may_end_in_a_semicolon_and_give_nothing(url: str) -> None:
    assert read_source(url, "SELECT code FROM meting WHERE code = 'x';", limit=2) == (("code",), ())


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE meting SET waarde = 0",
        "DROP TABLE meting",
        "DELETE FROM meting",
        "SELECT * FROM weg",
        "SELECT weg FROM meting",
        "SELECT 1; DELETE FROM meting",
        "COMMIT; DELETE FROM meting",
        "geen SQL",
        "",
    ],
)
def test_nothing_can_be_written(url: str, query: str) -> None:
    with pytest.raises(StoreError, match="bron is niet te lezen"):
        read_source(url, query, limit=10)
    assert total(url) == 5.0


def test_no_setting_of_a_file_can_be_written(file: str) -> None:
    with pytest.raises(StoreError, match="bron is niet te lezen"):
        read_source(file, "PRAGMA user_version = 7", limit=10)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT wis()",
        "SELECT nextval('teller')",
        "WITH weg AS (DELETE FROM meting RETURNING *) SELECT * FROM weg",
        "SELECT 1 INTO nieuw",
        "SELECT * FROM meting FOR UPDATE",
        "COPY meting TO STDOUT",
        "SET transaction_read_only = off",
    ],
)
def test_nothing_can_be_written_on_a_server_by_a_way_round_either(server: str, query: str) -> None:
    with pytest.raises(StoreError, match="bron is niet te lezen"):
        read_source(server, query, limit=10)
    assert total(server) == 5.0


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("12.50::numeric(10, 2)", 12.5),
        ("7::bigint", 7),
        ("0.1::real::double precision::numeric(3, 1)", 0.1),
        ("TRUE", True),
        ("NULL::date", None),
        ("DATE '2021-06-30'", date(2021, 6, 30)),
        ("TIMESTAMP '2021-06-30 23:59'", datetime(2021, 6, 30, 23, 59)),  # noqa: DTZ001 - as in the database
        ("TIMESTAMPTZ '2021-06-30 23:30+02'", datetime(2021, 6, 30, 21, 30)),  # noqa: DTZ001
        ("'een %s met €'::varchar", "een %s met €"),
    ],
)
def test_the_types_of_a_server_become_what_a_sheet_holds(server: str, expression: str, value: object) -> None:
    url = f"{server}?options=-c%20timezone%3DUTC"
    assert read_source(url, f"SELECT {expression}", limit=1)[1] == ((value,),)
    assert type(read_source(url, f"SELECT {expression}", limit=1)[1][0][0]) is type(value)


def test_a_value_that_does_not_exist_here_is_told(server: str) -> None:
    with pytest.raises(StoreError, match=r"bron is niet te lezen .date too large"):
        read_source(server, "SELECT DATE 'infinity'", limit=1)


def test_of_a_large_answer_no_more_is_fetched_than_asked(server: str) -> None:
    rows = read_source(server, "SELECT generate_series(1, 2000000000)", limit=3)[1]
    assert rows == ((1,), (2,), (3,))


@pytest.mark.parametrize(
    "wrong",
    [
        "sqlite:///nergens/weg.db",
        "geen adres",
        "oracle://jan:geheim@ergens/db",
        "onbekend://jan:geheim@ergens",
        "postgresql://jan:geheim@ergens:poort/db",
    ],
)
def test_a_database_that_does_not_answer_is_told_without_its_address(wrong: str) -> None:
    with pytest.raises(StoreError) as found:
        read_source(wrong, "SELECT 1", limit=1)
    assert "geheim" not in str(found.value)


def test_a_kind_that_cannot_be_read_is_named() -> None:
    for wrong, kind in (("mysql://jan:geheim@ergens/db", "mysql"), ("mssql+pyodbc://jan:geheim@ergens/db", "mssql")):
        with pytest.raises(StoreError, match=f"soort {kind} .*wel sqlite en postgresql") as found:
            read_source(wrong, "SELECT 1", limit=1)
        assert "geheim" not in str(found.value)


def away(_: Server) -> str:
    return f"postgres://jan:geheim@{HOST}:{free_port()}/naam"


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (away, "De database is niet bereikbaar"),
        (lambda one: one.address(password="geheim"), "gebruiker of wachtwoord klopt niet"),
        (lambda one: one.address(database="nergens"), "geen database met deze naam"),
    ],
    ids=["away", "password", "database"],
)
def test_a_server_that_does_not_let_us_in_says_why(postgres: Server, where: Callable[[Server], str], said: str) -> None:
    with pytest.raises(StoreError, match=f"De bron is niet te lezen.*{said}") as found:
        read_source(where(postgres), "SELECT 1", limit=1)
    assert "geheim" not in str(found.value)
