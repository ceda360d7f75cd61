"""How often forecasts are right: on simulated processes, and on any series of a CSV file.

`python bench/calibration.py [--csv FILE] [--json] [--rounds N] [--seed S]`: of every series a forecast is made from
each number of points and horizon below, and held against what came. `covered`: how often that lay within low..high
(meant: 80%); `brier`: the mean square of chance minus outcome for goals around the last value, of a total around where
its pace would bring it (0.25: a coin). The CSV is long: `series,period,value`, periods in any form that sorts. Exit
code 1 when a process is covered for less than 73%.
"""

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import exp, fsum
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kpi.core.outlook.forecast import LEAST, Within, forecast

LEAST_COVERED = 0.73
POINTS, HORIZONS = (6, 8, 12, 16), (2, 4, 8)
LENGTH = max(POINTS) + max(HORIZONS)
GOALS = (-1.0, 0.0, 1.0)  # around that, in mean absolute steps times the root of the horizon
Series = list[float]


@dataclass(frozen=True, slots=True)
class Kind:
    """A process: how a course of it is made, and what is known of its values."""

    make: Callable[[random.Random], Series]
    total: bool = False
    within: Within | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """How often it was right, over `forecasts` of them."""

    name: str
    forecasts: int
    covered: float
    brier: float


def trend(rng: random.Random) -> Series:
    """A straight line with noise around it."""
    slope, noise = rng.uniform(-1, 1), rng.uniform(0.5, 2)
    return [50 + slope * at + rng.gauss(0, noise) for at in range(LENGTH)]


def walk(rng: random.Random) -> Series:
    """A random walk that drifts."""
    drift, noise, value, found = rng.gauss(0, 0.3), rng.uniform(0.5, 2), 50.0, []
    for _ in range(LENGTH):
        value += rng.gauss(drift, noise)
        found.append(value)
    return found


def returning(rng: random.Random) -> Series:
    """AR(1): what returns to its mean."""
    hold, value, found = rng.uniform(0.3, 0.9), 0.0, []
    for _ in range(LENGTH):
        value = hold * value + rng.gauss(0, 1)
        found.append(50 + value)
    return found


def saturating(rng: random.Random) -> Series:
    """A share that rises to a ceiling, of a group of three hundred."""
    ceiling, speed = rng.uniform(60, 95), rng.uniform(0.05, 0.3)
    shares = [ceiling - (ceiling - 20) * exp(-speed * at) for at in range(LENGTH)]
    return [sum(rng.random() < share / 100 for _ in range(300)) / 3 for share in shares]


def counted(rng: random.Random) -> Series:
    """The running total of what comes now and then."""
    size, total, found = rng.uniform(5, 40), 0.0, []
    for _ in range(LENGTH):
        total += sum(rng.random() < size / 100 for _ in range(100))
        found.append(total)
    return found


KINDS: Mapping[str, Kind] = {
    "trend with noise": Kind(trend),
    "random walk with drift": Kind(walk),
    "AR(1)": Kind(returning),
    "saturating share": Kind(saturating, within=Within(0, 100)),
    "running count": Kind(counted, total=True),
}


def held(name: str, courses: Sequence[Series], total: bool = False, within: Within | None = None) -> Found | None:
    """All forecasts of these courses against what came; None where none is long enough."""
    inside, squares = [], []
    for values, horizon, came in _moments(courses):
        made = forecast(values, horizon, total=total, within=within)
        inside.append(made.low <= came <= made.high)
        steps = [abs(after - before) for before, after in pairwise(values)]
        usual = fsum(steps) / len(steps)
        reached = values[-1] + (horizon * usual if total else 0)
        for part in GOALS:
            goal = reached + part * usual * horizon**0.5
            squares.append((made.at_least(goal) - (came >= goal)) ** 2)
    if not inside:
        return None
    return Found(name, len(inside), sum(inside) / len(inside), fsum(squares) / len(squares))


def _moments(courses: Sequence[Series]) -> Iterator[tuple[Series, int, float]]:
    for one in courses:
        for points in POINTS:
            for horizon in HORIZONS:
                if points >= LEAST and points + horizon <= len(one):
                    yield one[:points], horizon, one[points + horizon - 1]


def courses_of(path: Path) -> list[Series]:
    """The series of a long CSV file, each by period."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found[row["series"]].append((row["period"], float(row["value"])))
    return [[value for _, value in sorted(rows)] for rows in found.values()]


def main() -> int:
    """Print what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--csv", type=Path)
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--rounds", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    rng = random.Random(given.seed)
    found = [
        held(name, [one.make(rng) for _ in range(given.rounds)], one.total, one.within) for name, one in KINDS.items()
    ]
    real = held(given.csv.name, courses_of(given.csv)) if given.csv else None
    shown = [one for one in (*found, real) if one]
    if given.json:
        print(json.dumps([asdict(one) for one in shown], indent=2))
    else:
        for one in shown:
            print(f"{one.name:<24} {one.forecasts:>7} forecasts  covered {one.covered:6.1%}  Brier {one.brier:.3f}")
    return 0 if all(one.covered >= LEAST_COVERED for one in found if one) else 1


if __name__ == "__main__":
    sys.exit(main())
