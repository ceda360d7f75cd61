"""Many people at once: readers on two replicas behind nginx, while others hand in files on the same database.

`python bench/people.py [--readers 50] [--handing-in 5] [--plans 50] [--minutes 10] [--pause S] [--json]`. A reader
is a session without a browser that asks for its screen again and again, through nginx and TLS; one who hands in checks
and commits a file as a page does, in a process of its own beside the replicas, so their upload form is not measured.
Afterwards every file that was said to be committed has to be there once, and whole. Without arguments for one minute.
"""

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from time import monotonic, perf_counter, sleep
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402

from bench.lib.servers import Server, environment, running  # noqa: E402
from bench.lib.session import Session  # noqa: E402
from kpi.service.desk import at_desk  # noqa: E402
from kpi.service.uploads.importing import Result, import_file  # noqa: E402
from kpi.settings import load_settings  # noqa: E402
from scripts.nginx import Nginx, prepared  # noqa: E402
from scripts.postgres import free_port  # noqa: E402
from scripts.postgres import server as postgres  # noqa: E402

PLAN, PAGE = "thoon-2021", "resultaten"
FILE = "Indicator;Kwartaal;Waarde\r\nT-CO-02;4e kwartaal 2021;{}\r\n"


def hand_in(name: str, seconds: float) -> None:
    """Commit a file every second, each with another value than the one before; print the revisions as JSON."""
    done, until, turn = [], monotonic() + seconds, 0
    with at_desk(load_settings(environ=os.environ)) as desk:
        while monotonic() < until:
            turn += 1
            content = FILE.format((turn * 7 + int(name.rpartition("-")[2]) * 13) % 90 + 5).encode()
            reasons = {"outlier": "meting", "same-as-earlier": "meting", "jump": "meting"}
            found = import_file(desk, PLAN, content, f"{name}-{turn}.csv", user=name, justifications=reasons)
            if found.result is Result.IMPORTED:
                done.append(found.upload)
            sleep(1)
    print(json.dumps({"turns": turn, "uploads": done}))


@contextmanager
def two_behind_nginx(folder: Path, database: str, plans: list[str]) -> Iterator[tuple[list[Server], Nginx]]:
    """The replicas and what stands before them; `plans`: the codes under which the same plan is loaded."""
    for code in plans:
        shutil.copytree(ROOT / "data/plans" / PLAN, folder / "plans" / code)
        plan = folder / "plans" / code / "plan.toml"
        plan.write_text(plan.read_text("utf-8").replace(f'code = "{PLAN}"', f'code = "{code}"', 1), "utf-8")
    (folder / "config.toml").write_text('plans = "plans"\n[access]\nproxies = ["127.0.0.1"]\n', "utf-8")
    env = environment(folder, PLANPEIL_CONFIG=str(folder / "config.toml"), PLANPEIL_DATABASE_URL=database)
    for code in plans:
        load = [sys.executable, "-m", "kpi", "load", str(folder / "plans" / code)]
        subprocess.run(load, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    with ExitStack() as stack:
        replicas = []
        for name in "ab":
            port = free_port()
            command = [sys.executable, "-m", "kpi", "serve", "--port", str(port), "--no-browser"]
            replicas.append(stack.enter_context(running(name, command, port, ROOT, env)))
        nginx = prepared(folder / "nginx", [one.port for one in replicas])
        nginx.start()
        stack.callback(nginx.stop)
        yield replicas, nginx


async def read(
    nginx: Nginx, number: int, plan: str, until: float, pause: float, took: list[float], faults: list[str]
) -> None:
    """One reader of a plan until then; what goes wrong is written down, and the reader comes back.

    Nobody looks at a screen exactly as long as the others: from half the pause to one and a half times it.
    """
    chance = Random(number)
    await asyncio.sleep(chance.uniform(0, pause))
    while monotonic() < until:
        session = None
        try:
            cookie = {"Cookie": f"__Host-planpeil_browser=reader-{number}"}
            session = await Session.start(nginx, PAGE, f"plan={plan}", trust=nginx.trusted(), headers=cookie)
            while monotonic() < until:
                start = perf_counter()
                await session.rerun()
                took.append(perf_counter() - start)
                await asyncio.sleep(pause * chance.uniform(0.5, 1.5))
        except Exception as fault:  # every kind of fault counts
            faults.append(f"{type(fault).__name__}: {fault}"[:200])
            await asyncio.sleep(1)
        finally:
            if session is not None:
                await session.close()


async def all_reading(
    nginx: Nginx, plans: list[str], readers: int, seconds: float, pause: float
) -> tuple[list[float], list[str]]:
    """Seconds of every rerun of all readers, shared out over the plans, and the faults they met."""
    took: list[float] = []
    faults: list[str] = []
    until = monotonic() + seconds
    reading = (read(nginx, n, plans[n % len(plans)], until, pause, took, faults) for n in range(readers))
    await asyncio.gather(*reading)
    return took, faults


def measure(folder: Path, database: str, asked: argparse.Namespace) -> dict[str, Any]:
    """One run; `lost` and `doubled` count the files that were said to be committed."""
    seconds = asked.minutes * 60
    plans = [PLAN, *(f"{PLAN}-{number}" for number in range(2, asked.plans + 1))]
    with two_behind_nginx(folder, database, plans) as (replicas, nginx):
        env = environment(folder, PLANPEIL_CONFIG=str(folder / "config.toml"), PLANPEIL_DATABASE_URL=database)
        words = [sys.executable, str(Path(__file__)), "--hand-in", str(seconds)]
        handing = [
            subprocess.Popen([*words, "--name", f"aanleveraar-{n}"], cwd=ROOT, env=env, stdout=subprocess.PIPE)
            for n in range(asked.handing_in)
        ]
        used, start = sum(one.cpu() for one in replicas), perf_counter()
        took, faults = asyncio.run(all_reading(nginx, plans, asked.readers, seconds, asked.pause))
        spent, clock = (sum(one.cpu() for one in replicas) - used) / 1000, perf_counter() - start
        memory = max(one.memory() for one in replicas)
        told = [json.loads(one.communicate()[0]) for one in handing]
        failed = sum(one.returncode != 0 for one in handing)
    said = [upload for one in told for upload in one["uploads"]]
    with psycopg.connect(database) as connection:
        there = [row[0] for row in connection.execute("SELECT id FROM upload").fetchall()]
        files = connection.execute("SELECT count(*), count(DISTINCT revision) FROM upload").fetchone()
    assert files is not None
    took.sort()
    return {
        "reruns": len(took),
        "reruns a second": len(took) / clock,
        "reruns a second and core": len(took) / spent if spent else 0.0,
        "p50 of a rerun": statistics.median(took) if took else 0.0,
        "p95 of a rerun": took[int(len(took) * 0.95)] if took else 0.0,
        "memory of a process": memory,
        "handed in": len(said),
        "lost": len(set(said) - set(there)),
        "doubled": len(there) - len(set(said)) + files[0] - files[1],
        "faults": len(faults) + failed,
        "first fault": faults[0] if faults else "",
    }


def main() -> None:
    """Start everything, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--handing-in", type=int, default=5)
    parser.add_argument("--plans", type=int, default=1, help="so many plans, the readers shared out over them")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--pause", type=float, default=1, help="seconds a reader looks at a screen")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of lines")
    parser.add_argument("--hand-in", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--name", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.hand_in is not None:
        hand_in(asked.name, asked.hand_in)
        return
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name, postgres({}) as database:
        found = measure(Path(name), database.address(database.make()), asked)
    if asked.json:
        print(json.dumps(found, indent=2))
        return
    print(
        f"{asked.readers} readers, {asked.handing_in} handing in, {asked.minutes:g} minutes, {asked.pause:g} s a screen"
    )
    print(f"{os.cpu_count()} processors, load {before:.1f} -> {os.getloadavg()[0]:.1f}\n")
    for what, value in found.items():
        print(f"{what}: {value:.3f}" if isinstance(value, float) else f"{what}: {value}")


if __name__ == "__main__":
    main()
