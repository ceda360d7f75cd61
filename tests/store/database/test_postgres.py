"""What only a PostgreSQL server can do to a store: refuse, restart, sort in its own way, number with gaps."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, String, event, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from kpi.core.errors import UsageError
from kpi.store.bulk import insert_columns
from kpi.store.database.engine import begin, migrate, open_engine, read
from kpi.store.database.trouble import StoreError, store_trouble
from kpi.store.database.url import POSTGRES, address
from kpi.store.query import newest_period_end, read_evidence, read_plan
from kpi.store.uploads.upload_query import values_in_force
from kpi.store.versions import COMMIT, stored_head
from scripts.postgres import HOST, Server, free_port
from tests.store.samples import FULLEST, NINE, PLAN, as_before, insert_rows, measured, save
from tests.store.test_bulk import COLUMNS, MEASUREMENT, row

ROOT = Path(__file__).resolve().parents[3]
ONE = {"recorded_at": NINE, "recorded_by": "anna", "action": "load", "plan": "p", "why": ""}


@pytest.fixture
def store(filled_url: str) -> Iterator[Engine]:
    """Yield an engine with all tables."""
    with opened(filled_url) as engine:
        yield engine


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


def revision(engine: Engine) -> int:
    with read(engine) as connection:
        return stored_head(connection)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_way_to_write_the_address_means_our_driver(scheme: str) -> None:
    assert address(f"{scheme}://jan:a%23b@server:5433/naam?sslmode=require").drivername == POSTGRES


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_cannot_keep_every_character_is_told(postgres: Server, encoding: str) -> None:
    name = f"no_{encoding.lower()}"
    how = f"TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C' LOCALE_PROVIDER libc"
    postgres.run(f"CREATE DATABASE {name} {how}")
    try:
        with opened(postgres.address(name)) as engine, pytest.raises(StoreError, match="encoding UTF8"):
            migrate(engine)
    finally:
        postgres.drop(name)


@pytest.mark.parametrize("wrong", ["", "geen adres", "postgresql://jan:geheim@server:poort/naam"])
def test_what_is_no_address_is_told_without_it(wrong: str) -> None:
    with pytest.raises(UsageError, match="postgresql://gebruiker:wachtwoord@server") as found:
        open_engine(wrong)
    assert "geheim" not in str(found.value)


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(UsageError, match=r"oracle.*kies sqlite of postgresql"):
        open_engine("oracle://jan:geheim@server/naam")


def test_a_store_in_a_file_loads_no_driver(tmp_path: Path) -> None:
    code = "import sys; from kpi.store.database.engine import migrate, open_engine; migrate(open_engine(sys.argv[1]))"
    words = [sys.executable, "-c", f"{code}; sys.exit('psycopg' in sys.modules)", f"sqlite:///{tmp_path / 'a.db'}"]
    assert subprocess.run(words, cwd=ROOT, check=False).returncode == 0


def test_every_connection_is_set_up(store: Engine) -> None:
    asked = ("lock_timeout", "jit", "application_name", "transaction_isolation")
    for session, level in ((read, "repeatable read"), (begin, "read committed")):
        with session(store) as connection:
            found = [connection.execute(text(f"SHOW {name}")).scalar_one() for name in asked]
        assert found == ["20s", "off", "planpeil", level]


def away(server: Server) -> str:
    return f"postgresql://jan:geheim@{HOST}:{free_port()}/naam"


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (away, "De database is niet bereikbaar"),
        (lambda server: server.address(password="verkeerd"), "gebruiker of wachtwoord klopt niet"),
        (lambda server: server.address(user="niemand"), "gebruiker of wachtwoord klopt niet"),
        (lambda server: server.address(database="nergens"), "geen database met deze naam"),
    ],
    ids=["away", "password", "user", "database"],
)
def test_a_database_that_does_not_let_us_in_says_why(
    postgres: Server, where: Callable[[Server], str], said: str
) -> None:
    with opened(where(postgres)) as engine, pytest.raises(StoreError, match=said) as fault:
        migrate(engine)
    assert "geheim" not in str(fault.value)
    assert "verkeerd" not in str(fault.value)


def test_after_a_restart_the_next_request_just_works(postgres: Server, store: Engine) -> None:
    save(store, FULLEST)
    postgres.stop()
    postgres.start()
    assert revision(store) == 1
    assert save(store).revision == 2


def test_a_connection_that_breaks_is_told_and_the_next_request_works(postgres: Server, store: Engine) -> None:
    save(store, FULLEST)

    def cut() -> None:
        with begin(store) as connection:
            connection.execute(insert(COMMIT), [{**ONE, "revision": 2}])
            postgres.stop()
            connection.execute(select(COMMIT)).all()

    with pytest.raises(StoreError, match="De verbinding met de database viel weg"):
        cut()
    with suppress(StoreError):
        revision(store)
    postgres.start()
    assert revision(store) == 1
    assert save(store).revision == 2


def test_a_connection_that_breaks_while_rows_go_in_is_told_and_not_used_again(postgres: Server, store: Engine) -> None:
    def units() -> Iterator[str]:
        for number in range(200_000):
            if number == 10_000:
                postgres.stop()
            yield f"u{number}"

    def fill() -> None:
        same = {name: one for name, one in zip(COLUMNS, row(0), strict=True) if name != "org_unit"}
        with begin(store) as connection:
            connection.execute(insert(COMMIT), [{**ONE, "revision": 1}])
            insert_columns(connection, MEASUREMENT, {"org_unit": units()}, same)

    with pytest.raises(StoreError, match="De verbinding met de database viel weg"):
        fill()
    postgres.start()
    assert revision(store) == 0
    assert save(store, FULLEST).revision == 1


def test_a_user_who_may_only_read_sees_everything_and_is_told(postgres: Server, store: Engine) -> None:
    save(store, FULLEST)
    name, role = store.url.database or "", f"{store.url.database}_lezer"
    postgres.run("CREATE ROLE {role} LOGIN PASSWORD 'lezer'", role=role)
    postgres.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}", name, role=role)
    with opened(postgres.address(name, role, "lezer")) as reader:
        migrate(reader)
        with read(reader) as connection:
            assert read_plan(connection, PLAN.code, 1) == PLAN
        with pytest.raises(StoreError, match=r"kan alleen worden gelezen.*rechten van de databasegebruiker"):
            save(reader)
    postgres.run("DROP OWNED BY {role}", name, role=role)
    postgres.run("DROP ROLE {role}", role=role)


@pytest.mark.parametrize(
    ("setting", "statement", "said"),
    [
        ("default_transaction_read_only = on", "DELETE FROM frozen_version", "kan alleen worden gelezen"),
        ("statement_timeout = 1", "SELECT pg_sleep(0.1)", "is bezet"),
    ],
)
def test_a_server_that_will_not_is_told(
    postgres: Server, store: Engine, setting: str, statement: str, said: str
) -> None:
    postgres.run(f"ALTER DATABASE {{name}} SET {setting}", name=store.url.database or "")
    store.dispose()
    with pytest.raises(StoreError, match=said), begin(store) as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("code", "said"), [("53100", "schijf met de database is vol"), ("58030", "geeft een fout"), ("57P01", "viel weg")]
)
def test_a_fault_of_the_server_is_told(store: Engine, code: str, said: str) -> None:
    raised = f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$"
    with pytest.raises(StoreError, match=said), begin(store) as connection:
        connection.execute(text(raised))


def test_other_faults_pass_as_they_are(store: Engine) -> None:
    with pytest.raises(DBAPIError, match="weg"), store_trouble(), store.connect() as connection:
        connection.execute(text("SELECT * FROM weg"))


def test_a_character_that_cannot_be_kept_is_told(store: Engine) -> None:
    def write(columns: dict[str, Any]) -> None:
        with begin(store) as connection:
            connection.execute(insert(COMMIT), [{**ONE, "revision": 1, **columns}])
            insert_rows(connection, MEASUREMENT, COLUMNS, [row(1, note="a\x00b")])

    for columns in ({"why": "a\x00b"}, {}):
        with pytest.raises(StoreError, match="een teken dat de database niet kan bewaren"):
            write(columns)
    assert revision(store) == 0


def test_two_writers_at_once_lose_nothing(store: Engine) -> None:
    """Each reads the highest number and writes the next: without a turn for each they would write the same."""

    def one(_: int) -> None:
        with begin(store) as connection:
            connection.execute(insert(COMMIT), [{**ONE, "revision": stored_head(connection) + 1}])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(80)))
    assert revision(store) == 80


@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
def test_a_writer_sees_what_the_writer_before_wrote_whatever_the_server_prefers(
    postgres: Server, store: Engine, level: str
) -> None:
    postgres.run(
        f"ALTER DATABASE {{name}} SET default_transaction_isolation = '{level}'", name=store.url.database or ""
    )
    store.dispose()
    test_two_writers_at_once_lose_nothing(store)


def test_a_reader_sees_one_moment(store: Engine) -> None:
    save(store, FULLEST)
    with read(store) as connection:
        assert stored_head(connection) == 1
        save(store)
        assert stored_head(connection) == 1
    assert revision(store) == 2


def test_a_change_that_failed_leaves_no_gap_in_the_numbers(store: Engine) -> None:
    save(store, FULLEST)
    with pytest.raises(IntegrityError), begin(store) as connection:
        connection.execute(insert(COMMIT), [ONE, {**ONE, "revision": 1}])
    assert save(store).revision == 2


def test_rows_that_were_put_back_from_a_copy_are_numbered_on(store: Engine) -> None:
    """A copy put back by hand brings numbers that no sequence of the database knows of."""
    with psycopg.connect(store.url.set(drivername="postgresql").render_as_string(hide_password=False)) as connection:
        connection.execute("""INSERT INTO "commit" VALUES (41, now(), 'anna', 'load', 'oud', '')""")
    assert save(store, FULLEST).revision == 42


def test_text_has_the_order_it_has_in_a_file(store: Engine, tmp_path: Path) -> None:
    """Also on a server that sorts as a language does, where `a` comes before `B` and `é` between them."""
    units = ("", "B", "Z", "a", "a-b", "a_b", "ab", "b 1", "z", "é", "€", "🙂")
    rows = [measured("2021", float(number), unit=unit) for number, unit in enumerate(units)]
    with opened(f"sqlite:///{tmp_path / 'a.db'}") as file:
        migrate(file)
        for engine in (file, store):
            save(engine, *rows[::-1])
            with read(engine) as connection:
                found = read_evidence(connection, PLAN.code, ["networks"], PLAN.end, 1)["networks"]
            assert [one.org_unit for one in found] == list(units)


def test_no_text_is_left_to_the_order_of_the_server(store: Engine) -> None:
    with read(store) as connection:
        found = inspect(connection)
        other = [
            (table, column["name"])
            for table in found.get_table_names()
            for column in found.get_columns(table)
            if isinstance(column["type"], String) and column["type"].collation != "C" and table != "alembic_version"
        ]
    assert other == []


def test_a_database_from_before_is_brought_up_to_date_with_its_values(postgres_url: str) -> None:
    with opened(postgres_url) as engine:
        as_before(engine, "0002_uploads")
        migrate(engine)
        assert save(engine).revision == 2
        with read(engine) as connection:
            assert read_plan(connection, PLAN.code, 2) == PLAN
            assert newest_period_end(connection, PLAN.code, 1) == date(2021, 6, 30)


UNITS = 3000
Ask = Callable[[Connection], int]


def evidence_of(connection: Connection) -> int:
    return len(read_evidence(connection, PLAN.code, ["networks", "T1"], PLAN.end, 2)["networks"])


def values_of(connection: Connection) -> int:
    return len(values_in_force(connection, PLAN.code, ["networks"], ["2021"], 2))


def steps(engine: Engine, ask: Ask) -> str:
    """How PostgreSQL carries out a question about values of which it knows nothing yet; each has two versions."""
    with begin(engine) as connection:
        connection.execute(insert(COMMIT), [{**ONE, "revision": number} for number in (1, 2)])
        for number in (1, 2):
            rows = (
                row(one, revision=number, plan="proef", indicator="networks", origin="report") for one in range(UNITS)
            )
            connection.execute(insert(MEASUREMENT), [dict(zip(COLUMNS, one, strict=True)) for one in rows])
    asked: list[tuple[str, Any]] = []
    with read(engine) as connection:
        event.listen(connection, "before_cursor_execute", lambda *found: asked.append(found[2:4]))
        assert ask(connection) == UNITS
        ((statement, values),) = [one for one in asked if "measurement_version" in one[0]]
        return "\n".join(connection.exec_driver_sql(f"EXPLAIN ANALYZE {statement}", values).scalars())


def test_later_versions_are_looked_for_one_by_one(store: Engine) -> None:
    """As a join it would compare every row with every other: 20,000 rows took minutes."""
    found = steps(store, values_of)
    assert "SubPlan" in found
    assert "Join" not in found
    assert f"loops={2 * UNITS}" in found


def test_evidence_is_one_look_into_the_key_for_each_code(store: Engine) -> None:
    found = steps(store, evidence_of)
    assert "Index Scan using measurement_version_pkey" in found or "Index Scan on measurement_version_pkey" in found
    assert "Seq Scan" not in found
    assert re.findall(r"loops=(\d+)", found).count("2") >= 3
    assert set(re.findall(r"loops=(\d+)", found)) == {"1", "2"}


def test_a_large_commit_is_told_to_the_planner_at_once(store: Engine) -> None:
    with begin(store) as connection:
        connection.execute(insert(COMMIT), [{**ONE, "revision": 1}])
        insert_rows(connection, MEASUREMENT, COLUMNS, (row(number) for number in range(1500)))
    with read(store) as connection:
        known = text("SELECT reltuples FROM pg_class WHERE oid = 'measurement_version'::regclass")
        assert connection.execute(known).scalar_one() == 1500
