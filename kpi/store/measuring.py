"""Writing versions of measurements, and which indicators and periods a commit wrote of."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, ScalarSelect, Select, and_, func, select

from kpi.core.batch import Batch, batch_of
from kpi.core.model import Measurement
from kpi.core.vocabulary import Origin
from kpi.store import tables
from kpi.store.bulk import insert_columns
from kpi.store.differing import Manner, known_versions
from kpi.store.leaving import kind_of
from kpi.store.versions import DAYS, KEY, MEASUREMENT, VALUES, measurement, year_of

_OURS = ("done", "measured_on", "provisional", "origin")  # of few values, none of which a person wrote
_ORIGINS = {one: one.value for one in Origin}
SCOPE = tables.table_of(tables.CommitScope)


def write_measurements(
    connection: Connection,
    plan: str,
    revision: int,
    batch: Batch,
    *,
    places: Sequence[int] | None = None,
    ended: bool = False,
) -> None:
    """Add a version of each measurement, or of those at some places, in the order of these.

    `ended`: from this revision on the plan does not hold them.
    """
    periods = [one.code for one in batch.period]
    ends = {one.code: one.last for one in batch.period}
    columns: dict[str, Sequence[Any]] = {
        "indicator": batch.indicator,
        "org_unit": batch.org_unit,
        "period": periods,
        **dict(zip(DAYS + VALUES, _said(batch), strict=True)),
    }
    same: dict[str, Any] = {name: each[0] for name, each in columns.items() if len(batch) and _same(name, each)}
    written: dict[str, Iterable[Any]] = {name: each for name, each in columns.items() if name not in same}
    pairs = zip(batch.indicator, periods, strict=True)
    if places is not None:
        written = {name: map(columns[name].__getitem__, places) for name in written}
        pairs = zip(*(map(columns[name].__getitem__, places) for name in ("indicator", "period")), strict=True)
    same |= {"plan": plan, "revision": revision, "ended": ended}
    insert_columns(connection, MEASUREMENT, written, same)
    keep_scope(connection, plan, revision, set(pairs), ends)


@dataclass(frozen=True, slots=True)
class Ordered:
    """Measurements with, for each indicator, their places in the order in which the table keeps them."""

    batch: Batch
    places: Mapping[str, Sequence[int]]


def in_key_order(measurements: Iterable[Measurement]) -> Ordered:
    """Measurements and their order, by far the fastest one to write them in.

    Raises ValueError when two share a key, because one of them would be lost.
    """
    batch = batch_of(measurements)
    periods = [one.code for one in batch.period]
    units: dict[str, defaultdict[str, array[int]]] = defaultdict(lambda: defaultdict(_no_places))
    for at, (code, unit) in enumerate(zip(batch.indicator, batch.org_unit, strict=True)):
        units[code][unit].append(at)
    found: defaultdict[str, array[int]] = defaultdict(_no_places)
    for code, groups in sorted(units.items()):
        for unit, group in sorted(groups.items()):
            places = sorted(group, key=periods.__getitem__)
            twice = [at for at, one in pairwise(places) if periods[at] == periods[one]]
            if twice:
                raise ValueError(f"measurements: {(code, unit, periods[twice[0]])!r} occurs twice")
            found[code].extend(places)
    return Ordered(batch, dict(found))


def _no_places() -> "array[int]":
    """Four bytes a place: a list of numbers takes ten times as much."""
    return array("I")


@dataclass(frozen=True, slots=True)
class MeasuredChange:
    """The places of the measurements to write, `revised` of them over one in force, and the measurements that end."""

    plan: str
    batch: Batch
    places: Sequence[int]
    revised: int
    gone: Batch

    @property
    def added(self) -> int:
        """How many are written that the plan did not hold."""
        return len(self.places) - self.revised

    @property
    def ended(self) -> int:
        """How many end."""
        return len(self.gone)

    def leaving(self) -> tuple[str, Iterable[str]]:
        """The kind of what ends, and its names."""
        keys = zip(*(getattr(self.gone, name) for name in KEY[:-1]), self.gone.period, strict=True)
        return kind_of(MEASUREMENT), (" ".join(filter(None, (*key, period.code))) for *key, period in keys)

    def write(self, connection: Connection, revision: int) -> None:
        """Add the versions to a commit."""
        if self.places:
            write_measurements(connection, self.plan, revision, self.batch, places=self.places)
        if len(self.gone):
            write_measurements(connection, self.plan, revision, self.gone, ended=True)


def measured_change(connection: Connection, plan: str, wanted: Ordered, manner: Manner) -> MeasuredChange:
    """What makes a plan hold these measurements; what is there is read an indicator at a time."""
    left: dict[str, Sequence[int]] = dict(wanted.places)
    revised = 0
    gone: list[Measurement] = []
    known, year = known_versions(connection, plan, manner.action, MEASUREMENT), year_of(connection, plan)
    for code, versions in groupby(known, key=lambda one: one[0][0]):
        there, places = dict(versions), left.get(code, ())
        part, changed = wanted.batch.take(places), _no_places()
        for at, key, *values in zip(places, part.keys(), *_said(part), strict=True):
            was = there.pop(key, None)
            if was is None or manner.writes(was, tuple(values)):
                changed.append(at)
                revised += was is not None and was.live
        left[code] = changed
        gone += [
            measurement(*key, *was.values[len(DAYS) :], year=year) for key, was in there.items() if manner.ends(was)
        ]
    return MeasuredChange(plan, wanted.batch, array("I", chain.from_iterable(left.values())), revised, batch_of(gone))


def _said(batch: Batch) -> tuple[Sequence[Any], ...]:
    """The columns DAYS and VALUES of measurements."""
    return (
        [day or period.last for day, period in zip(batch.measured_on, batch.period, strict=True)],
        batch.value,
        batch.numerator,
        batch.denominator,
        batch.done,
        batch.measured_on,
        batch.provisional,
        batch.note,
        list(map(_ORIGINS.__getitem__, batch.origin)),
    )


def _same(name: str, column: Sequence[Any]) -> bool:
    """Whether every row has the same in a column, of one that people write the same nothing."""
    return (name in _OURS or column[0] in (None, "")) and column.count(column[0]) == len(column)


def keep_scope(
    connection: Connection, plan: str, revision: int, pairs: Collection[tuple[str, str]], ends: Mapping[str, date]
) -> None:
    """Note the indicators and periods (as codes) that a commit wrote of; those it has already stay.

    `ends`: the last day of each of these periods.
    """
    rows = select(SCOPE.c.indicator, SCOPE.c.period).where(SCOPE.c.plan == plan, SCOPE.c.revision == revision)
    new = sorted(set(pairs).difference((code, period) for code, period in connection.execute(rows)))
    columns: dict[str, list[Any]] = {
        "indicator": [code for code, _ in new],
        "period": [period for _, period in new],
        "period_end": [ends[period] for _, period in new],
    }
    insert_columns(connection, SCOPE, columns, {"plan": plan, "revision": revision})


def indicators_of(plan: str, which: ColumnElement[bool]) -> Select[Any]:
    """The indicators that some commits wrote of: where to look for their measurements, whose key begins with it."""
    return select(SCOPE.c.indicator).where(SCOPE.c.plan == plan, which).distinct()


def written_by(plan: str, revision: int, table: FromClause = MEASUREMENT) -> ColumnElement[bool]:
    """The measurements that a commit wrote."""
    touched = table.c.indicator.in_(indicators_of(plan, SCOPE.c.revision == revision))
    return and_(table.c.plan == plan, touched, table.c.revision == revision)


def revision_before(revision: int) -> ScalarSelect[int]:
    """Of a row of MEASUREMENT: the revision of its key's last version before this one."""
    last = MEASUREMENT.alias("last")
    return (
        select(func.max(last.c.revision))
        .where(*(last.c[name] == MEASUREMENT.c[name] for name in ("plan", *KEY)), last.c.revision < revision)
        .correlate(MEASUREMENT)
        .scalar_subquery()
    )
