"""A plan straight from its folder, judged without a database."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kpi.core.light.snapshot import Snapshot, newest_day, take
from kpi.core.model import Measurement, Plan
from kpi.intake.plan.folder import Folder, read_folder
from kpi.intake.plan.verdicts import Verdicts
from kpi.settings import Settings


def folder_snapshot(settings: Settings, directory: Path, *, as_of: date | None) -> tuple[Snapshot | None, Folder]:
    """A plan from its folder at the end of `as_of` (None: its default day); None when the folder has errors.

    Raises UsageError when the folder is not there.
    """
    told = settings.thresholds, settings.calendar
    verdicts = Verdicts(settings.kept / "verdicts.txt", told)
    folder = read_folder(directory, thresholds=told[0], calendar=told[1], judge=verdicts.judge)
    if folder.plan is None:
        return None, folder
    day = as_of or newest_day((one.last for one in folder.measurements.period), folder.plan)
    return snapshot_from(folder.plan, folder.measurements, day), folder


def snapshot_from(plan: Plan, measurements: Sequence[Measurement], day: date, revision: int = 0) -> Snapshot:
    """The lights of a plan at the end of `day`, from all that is measured."""
    grouped: dict[str, list[Measurement]] = {}
    for one in measurements:
        if one.day <= day:
            grouped.setdefault(one.indicator, []).append(one)
    evidence = {code: tuple(rows) for code, rows in grouped.items()}
    return take(plan, evidence, as_of=day, revision=revision)
