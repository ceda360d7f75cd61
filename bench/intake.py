"""An upload from bytes to committed versions, against what anybody would write: pandas with masks, and a bare insert.

`python bench/intake.py [--json] [--large] [--rounds N]`: sizes and ways take turns within one run; medians. Peak memory
is that of a process of its own for each side, above what it held with everything imported.
"""

import argparse
import gc
import json
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sqlalchemy import Engine  # noqa: E402

from bench.lib.deliveries import END, HEADER, NOW, Case, made, masks, right  # noqa: E402
from kpi.core.history.change import change_set, light_changes  # noqa: E402
from kpi.intake.parse.reading import read_grids  # noqa: E402
from kpi.intake.read.limits import LIMITS, MIB  # noqa: E402
from kpi.intake.read.opening import open_file  # noqa: E402
from kpi.intake.validate.rules import judge  # noqa: E402
from kpi.store.database.engine import migrate, open_engine  # noqa: E402
from kpi.store.plans.apply import save_plan  # noqa: E402
from kpi.store.uploads.uploads import CommitOutcome, Delivery, commit_upload  # noqa: E402

SIZES, LARGE = (10**3, 10**4, 10**5), 10**6
GOAL_SIZE, GOALS = 10**5, {"check_ratio": 2.0, "commit_ratio": 3.0}
OURS = ("read", "parse", "validate", "stage", "commit")
WAYS = (*OURS, "pandas", "insert")
RATIOS = {
    "check_ratio": (("read", "parse", "validate"), ("pandas",)),
    "commit_ratio": (("commit",), ("insert",)),
    "whole_ratio": (OURS, ("pandas", "insert")),
}
SAID = {
    "check_ratio": "read, parse and validate, against `pandas.read_csv` with masks",
    "commit_ratio": "commit, against `executemany` with key",
}
UNLIMITED = replace(LIMITS, size=1024 * MIB, rows=10**7, cells=10**8)  # what the product itself refuses
NAME = "kwartaal.csv"
Row = dict[str, Any]
Span = tuple[float, float]


class Ours:
    """The steps of the product; each is called once, in the order of OURS."""

    def __init__(self, case: Case, engine: Engine) -> None:
        self.case, self.engine = case, engine

    def read(self) -> None:
        self.grids, issues = open_file(self.case.content, NAME, limits=UNLIMITED)
        right(not issues)

    def parse(self) -> None:
        self.reading = read_grids(self.grids, self.case.plan)
        right(len(self.reading.records) == self.case.rows)

    def validate(self) -> None:
        self.reading = judge(self.reading, self.case.plan, self.case.history, today=NOW.date())
        right(not self.reading.issues and not self.reading.questions)

    def stage(self) -> None:
        self.records = self.reading.records.batch()
        self.changes = change_set(self.case.plan, {}, self.records, last_time=())
        self.lights = light_changes(self.case.plan, self.case.history, self.changes, as_of=END)

    def commit(self) -> None:
        file = NAME, sha256(self.case.content).hexdigest(), self.case.content
        delivery = Delivery(file, "b", self.records, seen=1, changes=self.changes)
        done = commit_upload(self.engine, self.case.plan, delivery, recorded_at=NOW)
        right(done.outcome is CommitOutcome.SAVED)


INSERT = f"INSERT INTO bare VALUES ({', '.join('?' * len(HEADER))})"
BARE = f"CREATE TABLE bare ({', '.join(HEADER)}, PRIMARY KEY (indicator, eenheid, periode)) WITHOUT ROWID"


def insert(rows: list[tuple[Any, ...]], database: Path) -> None:
    """One transaction of executemany into a table with a key and nothing else, as safe against a power cut as ours."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute(BARE)
        with connection:
            connection.executemany(INSERT, rows)


def timed(work: Callable[[], object]) -> Span:
    """Seconds by the clock and of the processor, rubbish of the one before taken out first."""
    gc.collect()
    clock, processor = perf_counter(), process_time()
    work()
    return perf_counter() - clock, process_time() - processor


def sides(case: Case, folder: Path, empty: Path) -> dict[str, Span]:
    """All ways of one case, once; both write into a new database."""
    database, bare = folder / "ours.sqlite", folder / "bare.sqlite"
    bare.unlink(missing_ok=True)
    shutil.copyfile(empty, database)
    engine = open_engine(f"sqlite:///{database}")
    steps = Ours(case, engine)
    found = {name: timed(getattr(steps, name)) for name in OURS}
    engine.dispose()
    del steps
    rows = list(masks(case).astype(object).itertuples(index=False, name=None))
    return found | {"pandas": timed(partial(masks, case)), "insert": timed(partial(insert, rows, bare))}


def stored(case: Case, folder: Path) -> Path:
    """A database that holds the plan and no measurements."""
    path = folder / f"{case.rows}.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    save_plan(engine, case.plan, (), (), files=(), recorded_by="b", recorded_at=NOW)
    engine.dispose()
    return path


def peak(rows: int, whose: str) -> float | None:
    """MiB that one side needs at its highest above what it began with, the file itself not counted; Linux only."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        sides(made(1000), Path(folder), stored(made(1000), Path(folder)))
        case = made(rows)
        engine = open_engine(f"sqlite:///{stored(case, Path(folder))}")
        steps = Ours(case, engine)
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")  # the high-water mark begins again
        began = _memory(status, "VmRSS")
        for work in [getattr(steps, name) for name in OURS] if whose == "ours" else [partial(masks, case)]:
            work()
        engine.dispose()
        return (_memory(status, "VmHWM") - began) / 1024


def _memory(status: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith(f"{name}:"))


def measure(cases: list[Case], rounds: int) -> list[Row]:
    """A row a case; in every round all of them take their turn, after one round that does not count."""
    times: dict[str, list[dict[str, Span]]] = {case.name: [] for case in cases}
    with tempfile.TemporaryDirectory() as folder:
        empty = {case.name: stored(case, Path(folder)) for case in cases}
        for _ in range(rounds + 1):
            for case in cases:
                times[case.name].append(sides(case, Path(folder), empty[case.name]))
    return [summary(case, times[case.name][1:]) for case in cases]


def summary(case: Case, found: list[dict[str, Span]]) -> Row:
    """Medians in seconds; a ratio is the median of those of the rounds, by the clock and of the processor."""
    row: Row = {"case": case.name, "rows": case.rows}
    row |= {way: statistics.median(one[way][0] for one in found) for way in WAYS}
    row["rows_a_second"] = case.rows / statistics.median(sum(one[way][0] for way in OURS) for one in found)
    for name, (steps, against) in RATIOS.items():
        for which, kind in enumerate(("", "_processor")):
            row[f"{name}{kind}"] = statistics.median(
                sum(one[step][which] for step in steps) / max(sum(one[way][which] for way in against), 1e-9)
                for one in found
            )
    return row


def with_memory(rows: list[Row]) -> list[Row]:
    """The same with peak memory, of the plain Dutch files only."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as apart:
        for one in rows:
            for whose in ("ours", "pandas") if one["case"] == f"{one['rows']:,}" else ():
                one[f"mib_{whose}"] = apart.submit(peak, one["rows"], whose).result()
    return rows


def goals(rows: list[Row]) -> list[Row]:
    """The goals, judged by the clock at the size they are set for."""
    at = next(one for one in rows if one["case"] == f"{GOAL_SIZE:,}")
    return [{"what": what, "measured": at[what], "at_most": most, "reached": at[what] <= most}
            for what, most in GOALS.items()]  # fmt: skip


def table(rows: list[Row]) -> str:
    """The figures as Markdown tables."""
    head = ("rows", *(f"{way} s" for way in WAYS), "rows/s", "check", "commit", "whole", "MiB ours", "MiB pandas")
    out = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for one in rows:
        seconds = [f"{one[way]:.3f}" for way in WAYS]
        ratios = [f"{one[name]:.1f} ({one[f'{name}_processor']:.1f})" for name in RATIOS]
        memory = [f"{one[name]:.0f}" if one.get(name) is not None else "" for name in ("mib_ours", "mib_pandas")]
        cells = (one["case"], *seconds, f"{one['rows_a_second']:,.0f}", *ratios, *memory)
        out.append(f"| {' | '.join(cells)} |")
    out += ["", "| goal at 100,000 rows | at most | measured | reached |", "|---|---:|---:|---|"]
    for goal in goals(rows):
        said = "yes" if goal["reached"] else "no"
        out.append(f"| {SAID[goal['what']]} | {goal['at_most']:.0f} | {goal['measured']:.1f} | {said} |")
    return "\n".join(out)


def main() -> None:
    """Make the files, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of tables")
    parser.add_argument("--large", action="store_true", help="also 10^6 rows (minutes, some gigabytes of memory)")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    cases = [made(size) for size in (*SIZES, *([LARGE] if asked.large else []))]
    cases += [made(GOAL_SIZE, dutch=False), made(GOAL_SIZE, history=True)]
    rows = with_memory(measure(cases, asked.rounds))
    print(json.dumps({"rows": rows, "goals": goals(rows)}, indent=2) if asked.json else table(rows))


if __name__ == "__main__":
    main()
