"""Committing a file of 10^5 values on PostgreSQL, versions and audit included, against a bare COPY with the same key.

`python bench/bulk.py [--json] [--rows N] [--rounds N]`: both take turns, medians in seconds, on its own server with the
usual settings or on that of PLANPEIL_TEST_POSTGRES. `rows` is `write_measurements` alone, without comparing and audit.
"""

import argparse
import gc
import json
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402
from sqlalchemy import Engine, insert  # noqa: E402

from bench.lib.deliveries import CODES, NOW, QUARTERS, right, the_plan  # noqa: E402
from kpi.core.batch import batch_of  # noqa: E402
from kpi.core.history.change import change_set  # noqa: E402
from kpi.core.model import Measurement  # noqa: E402
from kpi.store.database.engine import begin, migrate, open_engine  # noqa: E402
from kpi.store.measuring import write_measurements  # noqa: E402
from kpi.store.plans.apply import save_plan  # noqa: E402
from kpi.store.uploads.uploads import CommitOutcome, Delivery, commit_upload  # noqa: E402
from kpi.store.versions import COMMIT, measurement_key  # noqa: E402
from scripts.postgres import Server, server  # noqa: E402

BARE = """CREATE TABLE bare (indicator text, org_unit text, period text, value double precision,
numerator double precision, denominator double precision, note text, PRIMARY KEY (indicator, org_unit, period))"""
WAYS = ("bare", "rows", "commit")


def values(rows: int) -> list[Measurement]:
    """So many values of 50 indicators over five years, in the order of a file."""
    units = range(rows // 1000)
    return [
        Measurement(code, period, float(place % 997) / 8, f"u{unit}")
        for place, (unit, code, period) in enumerate((a, b, c) for a in units for b in CODES for c in QUARTERS)
    ]


def bare(url: str, found: list[Measurement]) -> float:
    """A table with a key and nothing else."""
    ready = [(*measurement_key(one), one.value, None, None, one.note) for one in found]
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(BARE)

        def work() -> None:
            with cursor.copy("COPY bare FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
            connection.commit()

        return timed(work)


def rows(engine: Engine, found: list[Measurement]) -> float:
    """The table of versions with its foreign key."""
    batch = batch_of(found)
    commit = {"revision": 2, "recorded_at": NOW, "recorded_by": "b", "action": "upload", "plan": "m", "why": ""}

    def work() -> None:
        with begin(engine) as connection:
            connection.execute(insert(COMMIT), [commit])
            write_measurements(connection, "m", 2, batch)

    return timed(work)


def commit(engine: Engine, found: list[Measurement]) -> float:
    """What the product does when somebody confirms."""
    content = b"bytes of a file" * len(found)
    file = "kwartaal.csv", sha256(content).hexdigest(), content
    plan, batch = the_plan(len(found) // 1000), batch_of(found)
    delivery = Delivery(file, "b", batch, seen=1, changes=change_set(plan, {}, batch, last_time=()))
    return timed(
        lambda: right(commit_upload(engine, plan, delivery, recorded_at=NOW).outcome is CommitOutcome.SAVED),
    )


def timed(work: Callable[[], None]) -> float:
    """Seconds of one call, rubbish of the one before taken out first."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def measure(one: Server, size: int, rounds: int) -> dict[str, float]:
    """Medians, and the ratios to the bare table as medians of those of the rounds; each way in a new database."""
    found, empty = values(size), one.make()
    engine = open_engine(one.address(empty))
    migrate(engine)
    save_plan(engine, the_plan(size // 1000), (), (), files=(), recorded_by="b", recorded_at=NOW)
    engine.dispose()
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds + 1):
        for way in WAYS:
            times[way].append(turn(one, empty, way, found))
    one.drop(empty)
    medians = {way: statistics.median(times[way][1:]) for way in WAYS}
    ratios = {
        f"{way} / bare": statistics.median(a / b for a, b in zip(times[way][1:], times["bare"][1:], strict=True))
        for way in WAYS[1:]
    }
    return medians | ratios


def turn(one: Server, empty: str, way: str, found: list[Measurement]) -> float:
    """One way, once."""
    name = one.make(empty)
    engine = open_engine(one.address(name))
    work: dict[str, Callable[[], float]] = {
        "bare": lambda: bare(one.address(name), found),
        "rows": lambda: rows(engine, found),
        "commit": lambda: commit(engine, found),
    }
    seconds = work[way]()
    engine.dispose()
    one.drop(name)
    return seconds


def table(size: int, found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    names = " | ".join(found)
    figures = " | ".join(f"{one:.2f}" for one in found.values())
    return f"| values | {names} |\n{'|---' * (len(found) + 1)}|\n| {size:,} | {figures} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    parser.add_argument("--rows", type=int, default=10**5)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with server({}) as one:
        found = measure(one, asked.rows, asked.rounds)
    print(json.dumps(found, indent=2) if asked.json else table(asked.rows, found))


if __name__ == "__main__":
    main()
