"""Reading: a plan and its evidence as they were known at a revision, as core values from plain rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    BindParameter,
    Connection,
    Date,
    Select,
    String,
    Table,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
    tuple_,
)

from kpi.core.batch import Batch
from kpi.core.model import CheckIn, Ended, Indicator, Plan, Target
from kpi.core.plan_parts import Activity, Fact, OrgUnit
from kpi.store.differing import AT_ONCE
from kpi.store.measuring import SCOPE
from kpi.store.plans.content import PlanPage, load_page, restored
from kpi.store.versions import (
    CHECKIN,
    INDICATORS,
    KEY,
    MEASUREMENT,
    PARTS,
    PLAN,
    REVISION,
    TARGETS,
    VALUES,
    Part,
    batch_of_rows,
    in_force,
    newest,
    year_of,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a plan holds."""

    themes: int
    targets: int
    indicators: int
    measurements: int


def stored_plan_codes(connection: Connection, revision: int) -> tuple[str, ...]:
    """The codes of all plans at a revision, by code."""
    codes = select(PLAN.c.plan).where(PLAN.c.revision <= revision).distinct().order_by(PLAN.c.plan)
    return tuple(connection.execute(codes).scalars())


def stored_titles(connection: Connection, revision: int) -> dict[str, str]:
    """The title of every plan at a revision, by code and in its order; nothing else of them is read."""
    pages = select(PLAN.c.plan, PLAN.c.content).where(
        PLAN.c.code == PLAN.c.plan, ~PLAN.c.ended, newest(PLAN, ("plan", "code"), REVISION)
    )
    rows = connection.execute(pages.order_by(PLAN.c.plan), {"revision": revision})
    return {row.plan: load_page(row.content).plan.title for row in rows}


def read_plan(connection: Connection, code: str, revision: int) -> Plan | None:
    """A plan whole, as it was saved at or before a revision; None when it was not there yet."""
    stored = _contents(connection, PLAN, code, revision).get(code)
    if stored is None:
        return None
    page = load_page(stored)
    parts = {part.field: _ordered(connection, part, code, revision, page) for part in PARTS}
    indicators = tuple(restored(Indicator, one) for one in parts["indicators"])
    measured = {one.code: one for one in indicators}
    targets = [_target(one, measured) for one in parts["targets"]]
    return replace(
        page.plan,
        targets=tuple(one for one in targets if one.code not in page.ended),
        indicators=indicators,
        org_units=tuple(restored(OrgUnit, one) for one in parts["org_units"]),
        facts=tuple(restored(Fact, one) for one in parts["facts"]),
        activities=tuple(restored(Activity, one) for one in parts["activities"]),
        ended=tuple(Ended(one, page.ended[one.code]) for one in targets if one.code in page.ended),
    )


def _target(content: str, indicators: Mapping[str, Indicator]) -> Target:
    """A target with the indicator its content names by code."""
    target = restored(Target, content)
    named = cast("tuple[str | None, ...]", (target.indicator, target.benchmark))
    indicator, benchmark = (indicators[code] if code else None for code in named)
    return replace(target, indicator=indicator, benchmark=benchmark)


def _ordered(connection: Connection, part: Part, plan: str, revision: int, page: PlanPage) -> list[str]:
    """The contents of a plan's parts in the plan's own order; what its page does not name comes last."""
    found = _contents(connection, part.table, plan, revision)
    named = [found.pop(code) for code in page.order[part.field] if code in found]
    return [*named, *found.values()]


def _contents(connection: Connection, table: Table, plan: str, revision: int) -> dict[str, str]:
    """Content by code of what a plan holds at a revision."""
    found = connection.execute(_contents_in_force(table), {"plan": plan, "revision": revision})
    return {row.code: row.content for row in found}


@cache
def _contents_in_force(table: Table) -> Select[tuple[str, str]]:
    """Made once: making it costs as much as a small plan takes to answer it."""
    return select(table.c.code, table.c.content).where(in_force(table)).order_by(table.c.code)


def read_checkins(connection: Connection, plan: str, revision: int) -> tuple[CheckIn, ...]:
    """The check-ins of a plan as known at a revision, by target and period."""
    return tuple(restored(CheckIn, one) for one in _contents(connection, CHECKIN, plan, revision).values())


CODES = func.unnest(bindparam("codes", type_=ARRAY(String))).table_valued("code", name="codes").render_derived()
_ASKED: BindParameter[Any] = bindparam("codes", expanding=True)
# Of which indicators and periods more than one commit wrote: only there can a version be followed by another.
_REWRITTEN = (
    select(SCOPE.c.indicator, SCOPE.c.period)
    .where(SCOPE.c.plan == bindparam("plan"), SCOPE.c.indicator.in_(_ASKED), SCOPE.c.revision <= REVISION)
    .group_by(SCOPE.c.indicator, SCOPE.c.period)
    .having(func.count() > 1)
)
EVIDENCE = (
    select(*(MEASUREMENT.c[name] for name in (*KEY, *VALUES)))
    .where(
        MEASUREMENT.c.plan == bindparam("plan"),
        MEASUREMENT.c.revision <= REVISION,
        or_(
            tuple_(MEASUREMENT.c.indicator, MEASUREMENT.c.period).not_in(_REWRITTEN),
            newest(MEASUREMENT, ("plan", *KEY), REVISION),
        ),
        ~MEASUREMENT.c.ended,
        MEASUREMENT.c.indicator.in_(_ASKED),
        MEASUREMENT.c.day <= bindparam("as_of", type_=Date),
    )
    .order_by(*(MEASUREMENT.c[name] for name in ("plan", *KEY)))
)

_NEWEST_END = (
    select(SCOPE.c.period_end)
    .where(
        SCOPE.c.plan == bindparam("plan"),
        SCOPE.c.revision <= REVISION,
        exists().where(
            in_force(MEASUREMENT), MEASUREMENT.c.indicator == SCOPE.c.indicator, MEASUREMENT.c.period == SCOPE.c.period
        ),
    )
    .order_by(SCOPE.c.period_end.desc())
    .limit(1)
)


@cache
def evidence_by_code() -> Select[Any]:
    """The same on PostgreSQL, in less than half the time: code by code, and of every key only the newest version.

    Made when it is first asked: who works with SQLite need not import all that SQLAlchemy knows of PostgreSQL.
    """
    from sqlalchemy.dialects.postgresql import distinct_on

    newest = (
        select(*(MEASUREMENT.c[name] for name in ("plan", *KEY, "ended", "day", *VALUES)))
        .ext(distinct_on(*(MEASUREMENT.c[name] for name in ("plan", *KEY))))
        .where(MEASUREMENT.c.plan == bindparam("plan"), MEASUREMENT.c.revision <= REVISION)
        .where(MEASUREMENT.c.indicator == CODES.c.code)
        .order_by(*(MEASUREMENT.c[name] for name in ("plan", *KEY)), MEASUREMENT.c.revision.desc())
        .lateral("newest")
    )
    return (
        select(*(newest.c[name] for name in (*KEY, *VALUES)))
        .select_from(CODES)
        .join(newest, true())
        .where(~newest.c.ended, newest.c.day <= bindparam("as_of", type_=Date))
        .order_by(*(newest.c[name] for name in ("plan", *KEY)))
    )


def read_evidence(
    connection: Connection,
    plan_code: str,
    codes: Sequence[str],
    as_of: date,
    revision: int,
    units: Collection[str] = (),
) -> dict[str, Batch]:
    """The measurements of these codes with a day up to and including `as_of`, as known at `revision`.

    By code, only codes that have any; each by organisation unit and period. `units`: only of these; none: of all.
    The newest version known decides alone: where it lies after `as_of` or was taken out, an older one does not come
    back.
    """
    known = {"plan": plan_code, "codes": list(dict.fromkeys(codes)), "as_of": as_of, "revision": revision}
    question = evidence_by_code() if connection.dialect.name == "postgresql" else EVIDENCE
    if units:
        question = question.where(question.selected_columns["org_unit"].in_(sorted(units)))
    rows, year = connection.execute(question, known).partitions(AT_ONCE), year_of(connection, plan_code)
    return {code: batch_of_rows(same, year) for code, same in groupby(chain.from_iterable(rows), key=itemgetter(0))}


def newest_period_end(connection: Connection, plan_code: str, revision: int) -> date | None:
    """The last day of the newest period with a measurement; None when nothing was measured."""
    return connection.execute(_NEWEST_END, {"plan": plan_code, "revision": revision}).scalar_one_or_none()


def plan_counts(connection: Connection, plan_code: str, revision: int) -> Counts | None:
    """How much a plan holds at a revision; None when it was not there yet."""
    stored = _contents(connection, PLAN, plan_code, revision).get(plan_code)
    if stored is None:
        return None
    known = {"plan": plan_code, "revision": revision}
    tables = (TARGETS.table, INDICATORS.table, MEASUREMENT)
    numbers = [
        connection.execute(select(func.count()).select_from(table).where(in_force(table)), known).scalar_one()
        for table in tables
    ]
    page = load_page(stored)
    return Counts(len(page.plan.themes), numbers[0] - len(page.ended), *numbers[1:])
