"""A plan straight from its folder, judged without a database."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kpi.core.light.assessment import Assessment
from kpi.core.light.evidence import by_source, reports_of
from kpi.core.light.snapshot import Evidence, Snapshot, newest_day, take
from kpi.core.light.status import assess
from kpi.core.light.units import tree_of
from kpi.core.model import Measurement, Plan
from kpi.intake.plan.folder import Folder, read_folder
from kpi.intake.plan.verdicts import Verdicts
from kpi.settings import Settings


def folder_lights(settings: Settings, directory: Path, *, as_of: date | None) -> tuple[tuple[Assessment, ...], Folder]:
    """The lights of a folder at the end of `as_of` (None: its default day), in the plan's order; none with errors.

    Raises UsageError when the folder is not there.
    """
    told = settings.thresholds, settings.calendar
    verdicts = Verdicts(settings.kept / "verdicts.txt", told)
    folder = read_folder(directory, thresholds=told[0], calendar=told[1], judge=verdicts.judge)
    if folder.plan is None:
        return (), folder
    day = as_of or newest_day((one.last for one in folder.measurements.period), folder.plan)
    return _lights(folder.plan, _known(folder.measurements, day), day), folder


def _lights(plan: Plan, evidence: Evidence, day: date) -> tuple[Assessment, ...]:
    """Those of one day alone: a snapshot judges every target at the seven dates before it as well."""
    tree = tree_of(plan.org_units)
    found: dict[int, Assessment] = {}
    for places in by_source(plan.targets):
        reports = reports_of(plan.targets[places[0]], evidence, tree)
        for at in places:
            found[at] = assess(plan.targets[at], reports, as_of=day, thresholds=plan.thresholds)
    return tuple(found[at] for at in range(len(plan.targets)))


def snapshot_from(plan: Plan, measurements: Sequence[Measurement], day: date, revision: int = 0) -> Snapshot:
    """The lights of a plan at the end of `day`, from all that is measured."""
    return take(plan, _known(measurements, day), as_of=day, revision=revision)


def _known(measurements: Sequence[Measurement], day: date) -> Evidence:
    """What is measured at the end of `day`, by code."""
    grouped: dict[str, list[Measurement]] = {}
    for one in measurements:
        if one.day <= day:
            grouped.setdefault(one.indicator, []).append(one)
    return {code: tuple(rows) for code, rows in grouped.items()}
