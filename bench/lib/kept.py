"""The status of 500 targets as a page reads it: from the snapshot that is kept by revision, after one question."""

import os
import statistics
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

from bench import status
from kpi.present.screen.scene import Scene
from kpi.ui import cached

Row = dict[str, Any]
ROUNDS, MEASUREMENTS = 15, 10**4


def rows(folder: Path) -> list[Row]:
    """Medians in ms: the ready-made table, the kept snapshot, and the making of one for a date nobody asked for.

    The last one holds the lights of eight quarters for each target, as every page shows them.
    """
    case = status.made(f"sqlite:///{folder / 'kept.sqlite'}", "kept", MEASUREMENTS)
    address = case.engine.url.render_as_string(hide_password=False)
    with patch.dict(os.environ, {"PLANPEIL_DATABASE_URL": address, "PLANPEIL_READ_ONLY": "1"}):
        times = measured(case)
    case.engine.dispose()
    return [{"what": what, "ms": one, "ratio": one / times["ready-made table"]} for what, one in times.items()]


def measured(case: status.Case) -> dict[str, float]:
    """All ways in turns, in this process."""

    def kept(day: date) -> object:
        head = cached.newest_revision()
        return cached.snapshot(Scene(head, head, status.PLAN.code, day, "", "nl", ""))

    found: dict[str, list[float]] = {}
    kept(status.AS_OF)
    for number in range(ROUNDS):
        with status.read(case.engine) as connection:
            take(found, "ready-made table", partial(status.ready, case, connection))
        take(found, "snapshot kept by revision", partial(kept, status.AS_OF))
        if number < 3:
            take(found, "snapshot of a new date", partial(kept, date(2022, 11, 1 + number)))
    cached.desk().engine.dispose()
    return {what: statistics.median(times) for what, times in found.items()}


def take(found: dict[str, list[float]], what: str, work: Callable[[], object]) -> None:
    """One turn."""
    start = perf_counter()
    work()
    found.setdefault(what, []).append((perf_counter() - start) * 1000)


def table(lines: list[Row]) -> str:
    """The lines as Markdown."""
    body = [f"| {one['what']} | {one['ms']:.2f} | {one['ratio']:.2f} |" for one in lines]
    return "\n".join([f"| status of {status.TARGETS} targets | ms | ratio |", "|---|---:|---:|", *body])
