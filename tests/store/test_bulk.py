"""Many rows at once, on both databases: everything as a statement would have written it, or nothing."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Column, Engine, Float, LargeBinary, MetaData, Table, insert, select
from sqlalchemy.exc import IntegrityError

from kpi.store.bulk import TOGETHER, insert_columns
from kpi.store.database.engine import begin, read
from kpi.store.utc import Utc
from kpi.store.versions import COMMIT, DAYS, KEY, MEASUREMENT, VALUES
from tests.store.samples import NINE, insert_rows

COLUMNS = ("plan", *KEY, "revision", "ended", *DAYS, *VALUES)
DIFFICULT = "tab\there, line\nend, back\\slash, \\N, \\., quote \" and ', %s, %(a)s, €, emoji 🙂, \r"
ODD = Table("odd", MetaData(), Column("at", Utc()), Column("x y", LargeBinary()), Column("v", Float()))


def row(number: int, **changed: Any) -> tuple[Any, ...]:
    """A measurement's version as the table takes it."""
    usual = dict.fromkeys(VALUES) | {"provisional": False, "note": "", "origin": "upload"}
    key = {"plan": "p", "indicator": "i", "org_unit": f"u{number:06}", "period": "2021"}
    named = {**key, "revision": 1, "ended": False, "day": date(2021, 6, 30), **usual, "value": number / 8, **changed}
    return tuple(named[name] for name in COLUMNS)


ROWS = [
    row(1),
    row(2, ended=True, value=None, done=True, measured_on=date(2021, 2, 3), provisional=True),
    row(3, value=0.1 + 0.2, numerator=1e-300, denominator=-1.7976931348623157e308, done=False),
    row(4, value=0.0, note=DIFFICULT),
    row(5, note="", org_unit="é"),
]


@pytest.fixture
def with_commit(engine: Engine) -> Engine:
    """The commit that the rows belong to."""
    with begin(engine) as connection:
        one = {"recorded_at": NINE, "recorded_by": "a", "action": "upload", "plan": "p", "why": ""}
        connection.execute(insert(COMMIT), [one])
    return engine


def found(engine: Engine) -> list[tuple[Any, ...]]:
    with read(engine) as connection:
        columns = [MEASUREMENT.c[name] for name in COLUMNS]
        rows = connection.execute(select(*columns).order_by(MEASUREMENT.c.org_unit))
        return [tuple(one) for one in rows]


def test_rows_come_back_as_they_went_in(with_commit: Engine) -> None:
    with begin(with_commit) as connection:
        insert_rows(connection, MEASUREMENT, COLUMNS, iter(ROWS))
    assert found(with_commit) == ROWS
    assert repr(found(with_commit)) == repr(ROWS)


def test_they_are_the_rows_a_statement_writes(with_commit: Engine) -> None:
    with begin(with_commit) as connection:
        connection.execute(insert(MEASUREMENT), [dict(zip(COLUMNS, one, strict=True)) for one in ROWS])
    assert repr(found(with_commit)) == repr(ROWS)


def test_other_types_and_odd_names(engine: Engine) -> None:
    moment = datetime.fromisoformat("2021-07-01T11:00:00.123456+02:00")
    with begin(engine) as connection:
        ODD.create(connection)
        insert_rows(connection, ODD, ("x y", "at"), [(b"\x00\xff", moment), (None, None)])
        rows = connection.execute(select(ODD).order_by(ODD.c.at.desc().nulls_last())).all()
    assert rows == [(moment.astimezone(UTC), b"\x00\xff", None), (None, None, None)]


def test_what_is_the_same_in_every_row_is_said_once(with_commit: Engine) -> None:
    same = {"plan": "it's", "revision": 1, "ended": False, "done": None, "provisional": True, "day": date(2021, 6, 30)}
    columns = {"indicator": ["i", "i"], "org_unit": ["a", "b"], "period": ["2021", "2021"], "value": [1.5, None]}
    with begin(with_commit) as connection:
        insert_columns(connection, MEASUREMENT, columns, {**same, "note": "", "origin": "upload"})
    shown = ("plan", "org_unit", "revision", "ended", "day", "value", "done", "provisional")
    names = [COLUMNS.index(name) for name in shown]
    day = date(2021, 6, 30)
    assert [tuple(one[at] for at in names) for one in found(with_commit)] == [
        ("it's", "a", 1, False, day, 1.5, None, True),
        ("it's", "b", 1, False, day, None, None, True),
    ]


@pytest.mark.parametrize("count", [TOGETHER - 1, TOGETHER, TOGETHER + 1, 3 * TOGETHER + 2])
def test_however_many_there_are(with_commit: Engine, count: int) -> None:
    rows = [row(number, note=f"{number}") for number in range(count)]
    with begin(with_commit) as connection:
        insert_rows(connection, MEASUREMENT, COLUMNS, rows)
    assert found(with_commit) == rows


def test_no_rows_are_fine(with_commit: Engine) -> None:
    with begin(with_commit) as connection:
        insert_rows(connection, MEASUREMENT, COLUMNS, iter(()))
    assert found(with_commit) == []


@pytest.mark.parametrize(
    "faulty",
    [row(2), row(9, revision=7), row(9, note=None)],
    ids=["twice", "no commit", "null"],
)
def test_one_faulty_row_leaves_none(with_commit: Engine, faulty: tuple[Any, ...]) -> None:
    with pytest.raises(IntegrityError), begin(with_commit) as connection:
        insert_rows(connection, MEASUREMENT, COLUMNS, [*ROWS, faulty])
    assert found(with_commit) == []
    many = [row(number) for number in range(10, 10 + 2 * TOGETHER)]
    with pytest.raises(IntegrityError), begin(with_commit) as connection:
        insert_rows(connection, MEASUREMENT, COLUMNS, [*ROWS, faulty, *many])
    assert found(with_commit) == []


def test_columns_that_break_off_leave_no_row(with_commit: Engine) -> None:
    def notes() -> Iterator[str]:
        yield from ("a", "b")
        raise KeyboardInterrupt

    columns = dict(zip(COLUMNS, zip(*ROWS, strict=True), strict=True))
    with pytest.raises(KeyboardInterrupt), begin(with_commit) as connection:
        insert_columns(connection, MEASUREMENT, columns | {"note": notes()})
    with pytest.raises(ValueError, match="shorter"), begin(with_commit) as connection:
        insert_columns(connection, MEASUREMENT, columns | {"note": ["a", "b"]})
    assert found(with_commit) == []
    with begin(with_commit) as connection:
        insert_rows(connection, MEASUREMENT, COLUMNS, ROWS)
    assert len(found(with_commit)) == len(ROWS)


def test_what_went_before_in_the_transaction_stays_with_it(engine: Engine) -> None:
    """The commit and its rows are one: neither is there without the other."""
    one = {"recorded_at": NINE, "recorded_by": "a", "action": "upload", "plan": "p", "why": ""}

    def write(rows: Iterable[tuple[Any, ...]]) -> None:
        with begin(engine) as connection:
            connection.execute(insert(COMMIT), [{**one, "revision": 1}])
            insert_rows(connection, MEASUREMENT, COLUMNS, ROWS)
            insert_rows(connection, MEASUREMENT, COLUMNS, rows)

    with pytest.raises(IntegrityError):
        write([row(1)])
    assert found(engine) == []
    write([row(6)])
    assert len(found(engine)) == len(ROWS) + 1
