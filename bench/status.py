"""Status of 500 targets while the table around them grows, against a ready-made table and the reading of the evidence.

As for a page nothing is collected meanwhile (`kpi.core.batch.no_collection`).

`python bench/status.py [--json] [--large | --quick] [--rounds N] [--postgres | --processor]`: sizes and ways take turns
within one run, medians in ms. With `--postgres` on a server of its own, or on that of PLANPEIL_TEST_POSTGRES. With
`--quick` without the million, in half a minute; with `--processor` in ms of processor, for a machine that is busy.
"""

import argparse
import gc
import json
import sqlite3
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import count, islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sqlalchemy import Connection, Engine, text  # noqa: E402

from kpi.core.batch import no_collection  # noqa: E402
from kpi.core.calendar.period import Frequency, periods_between  # noqa: E402
from kpi.core.light.assessment import Assessment  # noqa: E402
from kpi.core.light.snapshot import Snapshot, take  # noqa: E402
from kpi.core.light.status import assess  # noqa: E402
from kpi.core.model import Indicator, Measurement, Plan, Target, Theme  # noqa: E402
from kpi.core.vocabulary import Direction, Kind  # noqa: E402
from kpi.store.bulk import insert_columns  # noqa: E402
from kpi.store.database.engine import begin, migrate, open_engine, read  # noqa: E402
from kpi.store.plans.apply import save_plan  # noqa: E402
from kpi.store.query import read_evidence, read_plan  # noqa: E402
from kpi.store.versions import (  # noqa: E402
    DAYS,
    KEY,
    MEASUREMENT,
    VALUES,
    measurement_key,
    measurement_values,
    stored_head,
)
from scripts.postgres import server  # noqa: E402

TARGETS, SIZES, LARGE = 500, (10**4, 10**5, 10**6), 10**7
HISTORY = 10  # versions of each measurement in the separate case
AS_OF, NOW = date(2022, 12, 31), datetime(2023, 1, 1, tzinfo=UTC)
OWN = periods_between(date(2021, 1, 1), AS_OF, Frequency.QUARTER)
OTHER_YEARS = periods_between(date(2015, 1, 1), date(2024, 12, 31), Frequency.QUARTER)
KINDS = (Kind.REACH, Kind.CUMULATIVE, Kind.MAINTAIN, Kind.REACH)
CODES = tuple(f"i{number:03}" for number in range(TARGETS))
NUMBERS = ("value", "expected", "shortfall")
READY = {
    **dict.fromkeys(("target", "theme", "status", "light", "flags"), "TEXT"),
    **dict.fromkeys(NUMBERS, "DOUBLE PRECISION"),
    "due": "TEXT",
}
COLUMNS = ("plan", *KEY, "revision", "ended", *DAYS, *VALUES)
READ_READY = text(f"SELECT {', '.join(READY)} FROM ready ORDER BY target")
WAYS = ("ready", "evidence", "assess", "strips", "view", "whole", "plan")
Row = dict[str, Any]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Case:
    """One database; `name` is the row's title in the table."""

    name: str
    engine: Engine
    revision: int


def the_plan() -> Plan:
    """500 targets, each with an indicator of its own."""
    indicators = [Indicator(code, code, "stuks", Direction.INCREASE, Frequency.QUARTER) for code in CODES]
    targets = [
        Target(f"t{one.code}", "a", "s", kind, date(2021, 1, 1), date(2023, 12, 31), value=20.0, indicator=one)
        for one, kind in zip(indicators, KINDS * TARGETS, strict=False)
    ]
    start, end = date(2021, 1, 1), date(2023, 12, 31)
    themes = (Theme("a", "A"),)
    return Plan("m", "M", "O", start, end, themes=themes, targets=tuple(targets), indicators=tuple(indicators))


PLAN = the_plan()


def own_measurements(version: int = 0) -> list[Measurement]:
    """Eight quarters for each target; each version of them is a little different."""
    return [
        Measurement(code, period, float(place + number % 5) + version / 64)
        for number, code in enumerate(CODES)
        for place, period in enumerate(OWN)
    ]


def rest() -> Iterator[tuple[Any, ...]]:
    """Rows around those of the plan, without end: other plans, other indicators of this plan, other units and years."""
    for number in count():
        plan = ("m", "a", "z", "k", "n")[number % 5]
        for period in OTHER_YEARS:
            yield row(plan, Measurement(f"i{number % TARGETS:03}x", period, 1.0, org_unit=f"u{number}"))


def row(plan: str, one: Measurement) -> tuple[Any, ...]:
    """A measurement as a row of the first revision, in the order of COLUMNS."""
    return (plan, *measurement_key(one), 1, False, *measurement_values(one))


def made(url: str, name: str, size: int, versions: int = 1) -> Case:
    """A database with the plan, `versions` versions of its measurements, other rows up to `size`, and a ready table."""
    engine = open_engine(url)
    migrate(engine)
    for version in range(versions):
        save_plan(engine, PLAN, own_measurements(version), (), files=(), recorded_by="b", recorded_at=NOW)
    rows = islice(rest(), size - TARGETS * len(OWN) * versions)
    with begin(engine) as connection:
        while some := list(islice(rows, 20_000)):
            insert_columns(connection, MEASUREMENT, dict(zip(COLUMNS, zip(*some, strict=True), strict=True)))
    case = Case(name, engine, versions)
    with begin(engine) as connection:
        columns = ", ".join(f"{name} {kind}" for name, kind in READY.items())
        connection.execute(text(f"CREATE TABLE ready ({columns}, PRIMARY KEY (target))"))
        statement = text(f"INSERT INTO ready VALUES ({', '.join(f':{name}' for name in READY)})")
        connection.execute(statement, [ready_row(one) for one in whole(case, connection)])
    return case


def ready_row(one: Assessment) -> Row:
    """What a table of ready-made statuses would hold."""
    sums = one.comparison
    values = (
        one.target.code,
        one.target.theme,
        one.status.value,
        one.light.value,
        ",".join(one.flags),
        one.point.value if one.point else None,
        sums.expected if sums else None,
        sums.short if sums else None,
        one.target.due.isoformat(),
    )
    return dict(zip(READY, values, strict=True))


def ready(_case: Case, connection: Connection) -> object:
    """The measure of comparison: 500 rows that somebody else worked out."""
    return connection.execute(READ_READY).all()


def evidence(case: Case, connection: Connection) -> Mapping[str, tuple[Measurement, ...]]:
    """What the store does for a page."""
    return read_evidence(connection, "m", CODES, AS_OF, case.revision)


def judged(found: Mapping[str, tuple[Measurement, ...]]) -> list[Assessment]:
    """The light of every target."""
    return [
        assess(target, found.get(target.measured_as, ()), as_of=AS_OF, thresholds=PLAN.thresholds)
        for target in PLAN.targets
    ]


def strips(found: Mapping[str, tuple[Measurement, ...]]) -> Snapshot:
    """The lights of every target at the eight dates of its strip: a first view without its reading."""
    return take(PLAN, found, as_of=AS_OF)


def view(case: Case, connection: Connection) -> Snapshot:
    """A first view of a date: its evidence, and from it every light and strip."""
    return strips(evidence(case, connection))


def whole(case: Case, connection: Connection) -> list[Assessment]:
    """From revision to lights; the plan itself is in memory, as it is between two revisions."""
    stored_head(connection)
    return judged(evidence(case, connection))


def plan(case: Case, connection: Connection) -> object:
    """Reading the plan, once a revision."""
    return read_plan(connection, "m", case.revision)


def timed(work: Callable[[], object], clock: Clock) -> float:
    """Milliseconds of one call, rubbish of the one before taken out first; a page keeps what comes of it."""
    gc.collect()
    with no_collection():
        start = clock()
        kept = work()
        took = clock() - start
    del kept
    return took * 1000


def measure(cases: list[Case], rounds: int, clock: Clock = perf_counter) -> list[Row]:
    """Medians per case; in every round all cases and ways take their turn."""
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _ in range(rounds + 1):
        for case in cases:
            with read(case.engine) as connection:
                found = evidence(case, connection)
                for way in (ready, evidence, view, whole, plan):
                    times[case.name, way.__name__].append(timed(partial(way, case, connection), clock))
                times[case.name, "assess"].append(timed(partial(judged, found), clock))
                times[case.name, "strips"].append(timed(partial(strips, found), clock))
    return [summary(case, {name: times[case.name, name][1:] for name in WAYS}) for case in cases]


def summary(case: Case, times: Mapping[str, list[float]]) -> Row:
    """Medians in ms, the two ratios to the ready-made table, and of each round a first view against its reading."""
    medians = {name: statistics.median(found) for name, found in times.items()}
    ratios = {f"{name}_ratio": medians[name] / medians["ready"] for name in ("evidence", "whole")}
    each = sorted(one / base for one, base in zip(times["view"], times["evidence"], strict=True))
    middle, spread = statistics.median(each), (each[len(each) // 4], each[-1 - len(each) // 4])
    return {"case": case.name, **medians, **ratios, "view_ratio": middle, "view_spread": spread}


def table(rows: list[Row], kind: str) -> str:
    """The figures as a Markdown table, with what they are of."""
    lines = [
        f"Status of {TARGETS} targets, {len(OWN)} quarters each, {kind}; medians in ms.",
        "What grows is the rest of the table (other plans, indicators, units and years); the last line instead has",
        f"{HISTORY} versions of every measurement of the plan. `evidence` gives {TARGETS * len(OWN)} measurements,",
        "`whole` = revision + evidence + assess; `strips` judges all at eight dates; `view` = evidence + strips;",
        "view / evidence is of one round, between brackets its middle half; `plan` is read once a revision.",
        "",
        "| measurements | " + " | ".join(WAYS) + " | evidence / ready | whole / ready | view / evidence |",
        "|---" * (len(WAYS) + 4) + "|",
    ]
    for one in rows:
        figures = [f"{one[name]:.1f}" for name in (*WAYS, "evidence_ratio", "whole_ratio")]
        low, high = one["view_spread"]
        figures.append(f"{one['view_ratio']:.1f} ({low:.1f}-{high:.1f})")
        lines.append(f"| {one['case']} | {' | '.join(figures)} |")
    return "\n".join(lines)


def main() -> None:
    """Fill the databases, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--large", action="store_true", help="also 10^7 measurements (minutes, some 1.5 GB of disk)")
    size.add_argument("--quick", action="store_true", help="without 10^6 measurements")
    parser.add_argument("--rounds", type=int, default=15)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    where.add_argument("--processor", action="store_true", help="time of the processor, not of the clock")
    asked = parser.parse_args()
    sizes = SIZES[:-1] if asked.quick else (*SIZES, LARGE) if asked.large else SIZES
    with (on_postgres if asked.postgres else on_sqlite)() as new:
        cases = [made(new(), f"{size:,}", size) for size in sizes]
        cases.append(made(new(), f"{SIZES[1]:,}, {HISTORY} versions", SIZES[1], HISTORY))
        kind = version(cases[0]) + (", ms of processor" if asked.processor else "")
        rows = measure(cases, asked.rounds, process_time if asked.processor else perf_counter)
        for case in cases:
            case.engine.dispose()
    print(json.dumps(rows, indent=2) if asked.json else table(rows, kind))


@contextmanager
def on_sqlite() -> Iterator[Callable[[], str]]:
    """Give the addresses of new files, which are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        numbers = count()
        yield lambda: f"sqlite:///{folder}/{next(numbers)}.sqlite"


@contextmanager
def on_postgres() -> Iterator[Callable[[], str]]:
    """Give the addresses of new databases of a server with its usual settings."""
    with server({}) as found:
        names: list[str] = []

        def new() -> str:
            names.append(found.make())
            return found.address(names[-1])

        yield new
        for name in names:
            found.drop(name)


def version(case: Case) -> str:
    """What the databases are of."""
    with read(case.engine) as connection:
        if connection.dialect.name == "sqlite":
            return f"SQLite {sqlite3.sqlite_version}"
        return f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar_one()}".split(" (")[0]


if __name__ == "__main__":
    main()
