"""What saving and reading share: commits, the kinds of a plan's parts, their keys, and their versions as rows."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from operator import attrgetter
from secrets import token_hex
from sys import intern
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Table,
    and_,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)

from kpi.core.audit import AuditRow, row_seal
from kpi.core.batch import Batch
from kpi.core.calendar.period import JANUARY, YearStart, parse_period, year_start
from kpi.core.model import CheckIn, Indicator, Measurement, Target
from kpi.core.plan_parts import Activity, Fact, OrgUnit
from kpi.core.vocabulary import Origin
from kpi.store import tables
from kpi.store.audit_tables import ASKED_BY, AUDIT, AUDIT_HEAD, PERSON
from kpi.store.outgoing_table import TELLS_LIGHTS, tell_of_commit

T = TypeVar("T")
File = tuple[str, str, bytes]  # name, SHA-256 and content
COMMIT = tables.table_of(tables.Commit)
COMMIT_FILE = tables.table_of(tables.CommitFile)
SOURCE_FILE = tables.table_of(tables.SourceFile)
MEASUREMENT = tables.table_of(tables.MeasurementVersion)
CHECKIN = tables.table_of(tables.CheckinVersion)
PLAN = tables.table_of(tables.PlanVersion)
ONE: ColumnElement[int] = literal_column("1")
REVISION = bindparam("revision", type_=Integer)
KEY = ("indicator", "org_unit", "period")
DAYS = ("day",)
VALUES = ("value", "numerator", "denominator", "done", "measured_on", "provisional", "note", "origin")


def stored_head(connection: Connection) -> int:
    """The newest revision; 0 when nothing was ever saved."""
    return connection.execute(select(func.max(COMMIT.c.revision))).scalar_one() or 0


def add_commit(
    connection: Connection, commit: Mapping[str, Any], recorded_at: datetime, *, subject: str, above: int = 0
) -> int:
    """The number of a new commit, above all there are and `above`, with its row in the log, about `subject`.

    Never earlier than the one before, or a view of the past would hold half of it.
    """
    last = connection.execute(select(func.max(COMMIT.c.recorded_at))).scalar_one()
    moment = recorded_at if last is None else max(last, recorded_at)
    revision = max(stored_head(connection), above) + 1  # one writer at a time; a sequence of the database leaves gaps
    connection.execute(insert(COMMIT).values(**commit, revision=revision, recorded_at=moment))
    by, action, plan = (commit[name] for name in ("recorded_by", "action", "plan"))
    add_audit(connection, at=moment, by=by, action=action, plan=plan, subject=subject, revision=revision)
    if connection.get_execution_options().get(TELLS_LIGHTS):
        tell_of_commit(connection, plan, action, revision, moment)
    return revision


def add_audit(
    connection: Connection, *, at: datetime, by: str, action: str, plan: str, subject: str, revision: int | None = None
) -> None:
    """Add a row to the end of the log, part of a write transaction. `by`: a name, empty when nobody knows whose.

    Its role is that of who asks, when it is done in their name.
    """
    held = connection.execute(select(AUDIT_HEAD.c.length, AUDIT_HEAD.c.seal).with_for_update()).one()
    who = connection.get_execution_options().get(ASKED_BY)
    role = who.role(plan) if who and who.name == by else ""
    row = AuditRow(held.length + 1, at, pseudonym(connection, by), role, action, plan, subject, revision)
    seal = row_seal(held.seal, row)
    connection.execute(insert(AUDIT).values(**asdict(row), seal=seal))
    connection.execute(update(AUDIT_HEAD).values(length=row.seq, seal=seal))


def pseudonym(connection: Connection, name: str) -> str:
    """The pseudonym of a name, a new one when it has none; it cannot be guessed from the name."""
    if not name:
        return ""
    known = connection.execute(select(PERSON.c.id).where(PERSON.c.name == name).order_by(PERSON.c.id)).scalars().first()
    if known is not None:
        return str(known)
    made = token_hex(8)
    connection.execute(insert(PERSON).values(id=made, name=name))
    return made


def keep_files(connection: Connection, revision: int, files: Sequence[File]) -> None:
    """Each content once, each name with this commit."""
    for _, sha256, content in files:
        keep_content(connection, sha256, content)
    if files:
        names = [{"revision": revision, "name": name, "sha256": sha256} for name, sha256, _ in files]
        connection.execute(insert(COMMIT_FILE), names)


def keep_content(connection: Connection, sha256: str, content: bytes) -> None:
    """Keep the bytes of a file, once for each content."""
    if connection.execute(select(ONE).where(SOURCE_FILE.c.sha256 == sha256)).first() is None:
        connection.execute(insert(SOURCE_FILE).values(sha256=sha256, content=content))


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part of a plan: the field of Plan it fills, its class, its table, and what names one of them."""

    field: str
    kind: type[Any]
    table: Table
    code: Callable[[Any], str]


def activity_code(one: Activity) -> str:
    """An activity has no code of its own: its place and words name it."""
    return "\n".join((one.theme, one.focus, one.activity))


def checkin_code(one: CheckIn) -> str:
    """One check-in a target and period."""
    return f"{one.target} {one.period.code}"


_code = attrgetter("code")
TARGETS = Part("targets", Target, tables.table_of(tables.TargetVersion), _code)
INDICATORS = Part("indicators", Indicator, tables.table_of(tables.IndicatorVersion), _code)
PARTS = (
    TARGETS,
    INDICATORS,
    Part("org_units", OrgUnit, tables.table_of(tables.OrgUnitVersion), _code),
    Part("facts", Fact, tables.table_of(tables.FactVersion), _code),
    Part("activities", Activity, tables.table_of(tables.ActivityVersion), activity_code),
)


def measurement_key(one: Measurement) -> tuple[str, str, str]:
    """What names a measurement within its plan."""
    return one.indicator, one.org_unit, one.period.code


def measurement_values(one: Measurement) -> tuple[Any, ...]:
    """The columns DAYS and VALUES of a measurement."""
    return _values_of(one)


_values_of: Callable[[Measurement], tuple[Any, ...]] = attrgetter(*DAYS, *VALUES[:-1], f"{VALUES[-1]}.value")


def year_of(connection: Connection, plan: str) -> YearStart:
    """When the years of a plan begin, as it stands now: a change of that is refused once anything was measured."""
    mine = PLAN.c.plan == plan, PLAN.c.code == plan
    held = select(PLAN.c.content).where(*mine).order_by(PLAN.c.revision.desc()).limit(1)
    stored = connection.execute(held).scalar_one_or_none()
    said = json.loads(stored).get("year_starts") if stored and '"year_starts"' in stored else None
    return year_start(said) if said else JANUARY


def batch_of_rows(rows: Iterable[Sequence[Any]], year: YearStart) -> Batch:
    """Measurements from rows of the columns KEY and VALUES; no object is made of any of them.

    `year`: when the years of their plan begin.
    """
    codes, units, periods, value, top, whole, done, on, provisional, note, origins = zip(*rows, strict=True)
    return Batch(
        tuple(map(intern, codes)),
        tuple([parse_period(one, year) for one in periods]),
        value,
        tuple(map(intern, units)),
        top,
        whole,
        done,
        on,
        provisional,
        note,
        tuple(map(_ORIGINS.__getitem__, origins)),
    )


_ORIGINS = {one.value: one for one in Origin}


@lru_cache(maxsize=1 << 15)
def measurement(
    indicator: str,
    org_unit: str,
    period: str,
    value: float | None,
    numerator: float | None,
    denominator: float | None,
    done: bool | None,
    measured_on: date | None,
    provisional: bool,
    note: str,
    origin: str,
    *,
    year: YearStart,
) -> Measurement:
    """A measurement from the columns KEY and VALUES of a plan whose years begin on `year`.

    The same row gives the same object, nine times as fast.
    """
    return Measurement(
        indicator,
        parse_period(period, year),
        value,
        org_unit,
        numerator,
        denominator,
        done,
        measured_on,
        provisional,
        note,
        Origin(origin),
    )


def newest(table: Table, key: Iterable[str], revision: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a row is the last version of its key up to and including `revision`: one look into the key's index."""
    later = table.alias("later")
    same = [later.c[name] == table.c[name] for name in key]
    known = (later.c.revision > table.c.revision, later.c.revision <= revision)
    # PostgreSQL would make a join of it, and right after a large commit a disastrous one: it knows nothing of the new
    # rows yet. A subquery with OFFSET it leaves as it is.
    rows = select(ONE).where(*same, *known).suffix_with(text("OFFSET 0"), dialect="postgresql")
    return and_(table.c.revision <= revision, ~rows.exists())


@cache
def in_force(table: Table) -> ColumnElement[bool]:
    """The rows that a plan (`:plan`) holds at a revision (`:revision`), without what was taken out by then."""
    key = KEY if table is MEASUREMENT else ("code",)
    return and_(table.c.plan == bindparam("plan"), newest(table, ("plan", *key), REVISION), ~table.c.ended)
