"""A plan of 2,000 targets and 440,000 measurements: loading its folder, and looking at it for the first time.

`python bench/load.py [--json] [--rounds N]`: `python -m kpi load` into a new database against one executemany of the
same measurements into a table with the same key, by turns, each in a process of its own; then the first view of a date
and a further click, in one process. Medians. Two minutes.
"""

import argparse
import csv
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.lib.large_plan import CODE, MEASUREMENTS, QUARTERS, TARGETS, write_plan  # noqa: E402
from kpi.core.view.filters import Filters, select  # noqa: E402
from kpi.service.desk import at_desk  # noqa: E402
from kpi.service.snapshots import plan_at, snapshot_of, target_page  # noqa: E402
from kpi.settings import load_settings  # noqa: E402

KEY, NUMBERS = ("indicator", "org_unit", "period"), ("value", "numerator", "denominator")
COLUMNS = (*KEY, *NUMBERS, "note")
BARE = f"CREATE TABLE bare ({', '.join(COLUMNS)}, PRIMARY KEY ({', '.join(KEY)})) WITHOUT ROWID"
GOALS = {"load": ("ratio", 4.0), "memory": ("MiB", 300.0), "first view": ("s", 3.0)}
VIEWS = 5  # dates that nobody asked for
Row = dict[str, Any]


def rows_of(folder: Path) -> Iterator[tuple[Any, ...]]:
    """The measurements of a plan folder, in order of file and row."""
    for path in sorted((folder / "measurements").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for one in csv.DictReader(file):
                numbers = (float(one[name]) if one[name] else None for name in NUMBERS)
                yield (*(one[name] for name in KEY), *numbers, one["note"])


def bare(folder: Path, database: Path) -> None:
    """Print the processor seconds of one transaction of executemany, as safe against a power cut as ours."""
    rows = list(rows_of(folder))
    began = process_time()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute(BARE)
        with connection:
            connection.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * len(COLUMNS))})", rows)
    print(process_time() - began)


def started(words: list[str], environ: dict[str, str]) -> tuple[float, float]:
    """Processor seconds and peak MiB of a Python process from its start to its end."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    running = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environ, **quiet)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{words} ended with {running.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def turn(folder: Path, place: Path, environ: dict[str, str]) -> Row:
    """One turn of each: a load, the same load again, and the bare insert."""
    for path in place.glob("*.db*"):
        path.unlink()
    load = ["-m", "kpi", "load", str(folder)]
    (first, mib), (again, mib_again) = started(load, environ), started(load, environ)
    command = [sys.executable, str(Path(__file__)), "--bare", str(folder), str(place / "bare.db")]
    floor = float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    return {"load": first, "again": again, "bare": floor, "ratio": first / floor, "mib": max(mib, mib_again)}


def loads(folder: Path, place: Path, environ: dict[str, str], rounds: int) -> list[Row]:
    """Medians of all turns but the first, which fills the compiled files."""
    turns = [turn(folder, place, environ) for _ in range(rounds + 1)][1:]
    found = {name: statistics.median(one[name] for one in turns) for name in turns[0]}
    return [
        line("bare executemany", "s", found["bare"]),
        line("load", "s", found["load"]),
        line("load, against the bare executemany", "ratio", found["ratio"], GOALS["load"][1]),
        line("the same load again, which changes nothing", "s", found["again"]),
        line("peak memory of a load", "MiB", found["mib"], GOALS["memory"][1]),
    ]


def line(what: str, unit: str, value: float, at_most: float | None = None) -> Row:
    """One line of the table; `reached` None without a goal."""
    return {
        "what": what,
        "unit": unit,
        "value": value,
        "at_most": at_most,
        "reached": None if at_most is None else value <= at_most,
    }


def views(environ: dict[str, str]) -> list[Row]:
    """Seconds of processor of the views of the plan that was loaded last, in this process."""
    with at_desk(load_settings(environ=environ)) as desk:
        plan = plan_at(desk, CODE, 1)
        kept, firsts = [], []
        for quarter in QUARTERS[-1 : -1 - VIEWS : -1]:
            firsts.append(timed(lambda day=quarter.last: kept.append(snapshot_of(desk, plan, as_of=day, revision=1))))
        seen = kept[0]
        code = seen.rows[TARGETS // 2].target.code
        one = timed(lambda: target_page(desk, seen, code))
        chosen = Filters(words="dichtbij 17")
        few = timed(lambda: select(seen.known, chosen))
    return [
        line("first view of a date, the newest", "s", firsts[0], GOALS["first view"][1]),
        line(f"first view of {VIEWS - 1} dates before it", "s", statistics.median(firsts[1:])),
        line("one target of a view that is kept", "s", one),
        line("searching its targets", "s", few),
    ]


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    began = process_time()
    work()
    return process_time() - began


def table(rows: list[Row]) -> str:
    """The figures as Markdown."""
    out = ["| | unit | measured | at most | reached |", "|---|---|---:|---:|---|"]
    for one in rows:
        goal = "" if one["at_most"] is None else f"{one['at_most']:g}"
        reached = {None: "", True: "yes", False: "**no**"}[one["reached"]]
        digits = 0 if one["unit"] == "MiB" else 3 if one["value"] < 0.1 else 1
        out.append(f"| {one['what']} | {one['unit']} | {one['value']:.{digits}f} | {goal} | {reached} |")
    return "\n".join(out)


def main() -> None:
    """Write the plan, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bare", nargs=2, type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.bare:
        bare(*asked.bare)
        return
    began, before = perf_counter(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = write_plan(place / "plans")
        new = {"PLANPEIL_DATABASE_URL": f"sqlite:///{place / 'planpeil.db'}", "PLANPEIL_NEW_DATABASE": "1"}
        environ = {**{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}, **new}
        rows = [*loads(folder, place, environ, asked.rounds), *views(environ)]
    if asked.json:
        print(json.dumps(rows, indent=2))
        return
    load = f"load {before:.1f} -> {os.getloadavg()[0]:.1f}"
    print(f"{TARGETS:,} targets, {MEASUREMENTS:,} measurements; {asked.rounds} rounds, {perf_counter() - began:.0f} s")
    print(f"{os.cpu_count()} processors, {load}; seconds of processor; medians.\n\n{table(rows)}")


if __name__ == "__main__":
    main()
