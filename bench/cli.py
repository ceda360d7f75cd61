"""What a command takes from its start to its end, against `import typer`, in processor time.

`python bench/cli.py [--json] [--rounds N]`: in every round all commands take their turn; medians. The program
was started before, so its compiled files are there. Leaves nothing behind.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PLANS = sorted((ROOT / "data" / "plans").iterdir())
PLAN = ROOT / "data" / "plans" / "thoon-2021"
FILE = PLAN / "measurements" / "voorbeeld-2021-Q4.csv"
KPI = ("-m", "kpi")
DIR = (*KPI, "status", "--dir")
GOAL = 3.0


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to start: its title, the arguments of Python, and the goal as a ratio. `anew`: nothing was kept."""

    title: str
    words: Sequence[str]
    goal: float | None = None
    anew: bool = False


BASE = Way("`import typer`", ("-c", "import typer"))
WAYS = (
    BASE,
    Way("`--help`", (*KPI, "--help"), GOAL),
    Way("`deadline`", (*KPI, "deadline", "eind 2021"), GOAL),
    *(Way(f"`status --dir`, {one.name}, found right before", (*DIR, str(one)), GOAL) for one in PLANS),
    Way(f"`status --dir`, {PLAN.name}, never read before", (*DIR, str(PLAN)), GOAL, anew=True),
    Way("`plans`", (*KPI, "plans")),
    Way("`status --plan`", (*KPI, "status", "--plan", PLAN.name)),
    Way("`uploads`", (*KPI, "uploads")),
    Way("`check`", (*KPI, "check", str(FILE), "--plan", PLAN.name)),
)


def seconds(way: Way, environ: Mapping[str, str]) -> float:
    """Processor time of one start, children included; stops the measurement when the command is used wrongly."""
    if way.anew:
        environ = {**environ, **settings_in(Path(tempfile.mkdtemp(dir=Path(environ["PLANPEIL_CONFIG"]).parent)))}
    command = [sys.executable, *way.words]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = subprocess.Popen(command, cwd=ROOT, env=dict(environ), **quiet)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode not in (0, 1):
        raise SystemExit(f"{way.title} ended with {started.returncode}")
    return used.ru_utime + used.ru_stime


def measure(rounds: int) -> list[dict[str, Any]]:
    """Medians in ms and as ratios; a first round that fills database and compiled files does not count."""
    with tempfile.TemporaryDirectory() as folder:
        environ = surroundings(Path(folder))
        subprocess.run(
            [sys.executable, *KPI, "load", str(PLAN)], cwd=ROOT, env=environ, capture_output=True, check=True
        )
        turns = [{way: seconds(way, environ) for way in WAYS} for _ in range(rounds + 1)][1:]
    medians = {way: statistics.median(turn[way] for turn in turns) for way in WAYS}
    return [row(way, medians[way], medians[BASE]) for way in WAYS]


def surroundings(folder: Path) -> dict[str, str]:
    """Settings, database and compiled files of their own."""
    own = {
        **settings_in(folder),
        "PLANPEIL_DATABASE_URL": f"sqlite:///{folder / 'planpeil.db'}",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    return {**{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}, **own}


def settings_in(folder: Path) -> dict[str, str]:
    """Usual settings, beside which nothing is kept yet."""
    file = folder / "config.toml"
    file.touch()
    return {"PLANPEIL_CONFIG": str(file)}


def row(way: Way, took: float, base: float) -> dict[str, Any]:
    """One line; `met` is None without a goal."""
    ratio = took / base
    met = None if way.goal is None else ratio <= way.goal
    return {"what": way.title, "ms": took * 1000, "ratio": ratio, "goal": way.goal, "met": met}


def table(rows: list[dict[str, Any]]) -> str:
    """The lines as Markdown."""
    lines = ["| | ms | ratio | goal | met |", "|---|---:|---:|---|---|"]
    for one in rows:
        goal = f"≤ {one['goal']:g}" if one["goal"] else ""
        met = {None: "", True: "yes", False: "**no**"}[one["met"]]
        lines.append(f"| {one['what']} | {one['ms']:.0f} | {one['ratio']:.1f} | {goal} | {met} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    parser.add_argument("--rounds", type=int, default=11)
    asked = parser.parse_args()
    rows = measure(asked.rounds)
    print(json.dumps(rows, indent=2) if asked.json else table(rows))


if __name__ == "__main__":
    main()
