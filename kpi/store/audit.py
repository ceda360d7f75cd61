"""Reading the log (`versions.add_audit` writes it): whether it holds, its rows, and the names beside them."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from kpi.core.audit import BEGIN, AuditLine, AuditRow, Misfit, first_misfit
from kpi.store import tables
from kpi.store.audit_tables import AUDIT, AUDIT_HEAD, PERSON

_ROW = tuple(AUDIT.c[name] for name in AuditRow.__dataclass_fields__)
_AT_A_TIME = 10_000  # rows
_COMMIT = tables.table_of(tables.Commit)


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which rows are asked for; None or empty: all. `first` and `before` bound the moment, `before` exclusive."""

    who: str = ""
    action: str = ""
    plan: str = ""
    first: datetime | None = None
    before: datetime | None = None


def broken_at(connection: Connection) -> Misfit | None:
    """The first row of the log that does not fit; None: the chain holds."""
    with closing(_sealed_rows(connection)) as rows:
        return first_misfit(rows, *log_head(connection))


def log_head(connection: Connection) -> tuple[int, str]:
    """How many rows there are and the seal of the last one."""
    head = connection.execute(select(AUDIT_HEAD.c.length, AUDIT_HEAD.c.seal)).first()
    return (head.length, head.seal) if head else (0, BEGIN)


def _sealed_rows(connection: Connection) -> Generator[tuple[AuditRow, str]]:
    found = select(*_ROW, AUDIT.c.seal).order_by(AUDIT.c.seq).execution_options(yield_per=_AT_A_TIME)
    with connection.execute(found) as rows:
        for *values, seal in rows:
            yield AuditRow(*values), seal


def unlogged_revision(connection: Connection) -> int | None:
    """The first commit that the log does not tell as it stands, or that the log tells and is gone; None: all agree."""
    same = (
        (AUDIT.c.revision == _COMMIT.c.revision)
        & (AUDIT.c.action == _COMMIT.c.action)
        & (AUDIT.c.plan == _COMMIT.c.plan)
        & (AUDIT.c.at == _COMMIT.c.recorded_at)
    )
    alone = select(func.min(_COMMIT.c.revision)).where(~select(AUDIT.c.seq).where(same).exists())
    gone = select(func.min(AUDIT.c.revision)).where(
        AUDIT.c.revision.is_not(None), ~select(_COMMIT.c.revision).where(same).exists()
    )
    found = [one for query in (alone, gone) if (one := connection.execute(query).scalar_one()) is not None]
    return min(found, default=None)


def find_audit(
    connection: Connection, asked: AuditFilter, *, limit: int | None = None, skip: int = 0
) -> list[AuditLine]:
    """The rows that are asked for, newest first."""
    rows = (
        select(*_ROW, PERSON.c.name)
        .outerjoin(PERSON, PERSON.c.id == AUDIT.c.who)
        .where(*_wanted(asked))
        .order_by(AUDIT.c.seq.desc())
        .limit(limit)
        .offset(skip)
    )
    return [AuditLine(AuditRow(*values), name or "") for *values, name in connection.execute(rows)]


def people_named(connection: Connection, known_as: Iterable[str]) -> dict[str, str]:
    """The names behind these pseudonyms; what is none is left out."""
    rows = select(PERSON.c.id, PERSON.c.name).where(PERSON.c.id.in_(sorted(set(known_as))))
    return {one.id: one.name for one in connection.execute(rows)}


def count_audit(connection: Connection, asked: AuditFilter) -> int:
    """How many rows are asked for."""
    rows = select(func.count()).select_from(AUDIT).outerjoin(PERSON, PERSON.c.id == AUDIT.c.who).where(*_wanted(asked))
    return int(connection.execute(rows).scalar_one())


def _wanted(asked: AuditFilter) -> list[ColumnElement[bool]]:
    exact: Mapping[str, Any] = {"action": asked.action, "plan": asked.plan}
    wanted: list[ColumnElement[bool]] = [AUDIT.c[name] == value for name, value in exact.items() if value]
    if asked.who:
        wanted.append((PERSON.c.name == asked.who) | (AUDIT.c.who == asked.who))
    if asked.first is not None:
        wanted.append(AUDIT.c.at >= asked.first)
    if asked.before is not None:
        wanted.append(AUDIT.c.at < asked.before)
    return wanted


def rename_person(connection: Connection, name: str, new: str) -> tuple[str, ...]:
    """Replace a name behind its pseudonyms and return these; none when nobody is called so. No row changes."""
    known = tuple(connection.execute(select(PERSON.c.id).where(PERSON.c.name == name).order_by(PERSON.c.id)).scalars())
    if known:
        connection.execute(update(PERSON).where(PERSON.c.name == name).values(name=new))
    return known
