"""Plan folders as screens see them."""

from datetime import date
from pathlib import Path

from kpi.core.light.snapshot import Snapshot, newest_day
from kpi.intake.plan.folder import read_folder
from kpi.service.folder_status import snapshot_from

PLANS = Path(__file__).parents[1] / "data" / "plans"
EVERY = tuple(sorted(path.name for path in PLANS.iterdir()))


def folder_snapshot(directory: Path, day: date | None = None) -> Snapshot:
    """A folder without errors at the end of `day`; None: its default day."""
    folder = read_folder(directory)
    assert folder.plan is not None, folder.issues
    day = day or newest_day((one.last for one in folder.measurements.period), folder.plan)
    return snapshot_from(folder.plan, folder.measurements, day)
