"""Looking whether a Planpeil is well: the facts, each handed to its check."""

import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kpi.core import doctor
from kpi.core.doctor import HealthCheck
from kpi.core.errors import PlanpeilError
from kpi.core.provider import Provider
from kpi.intake.read.opening import open_file
from kpi.present.files.sheet import sheet_bytes
from kpi.service.upkeep.backups import newest_copy
from kpi.settings import ROOT, Settings
from kpi.store.database.probing import Probed, database_place, probe

_MOUNTS = Path("/proc/mounts")


def examine_installation(load: Callable[[], Settings]) -> tuple[HealthCheck, ...]:
    """Every check, in order; nothing is changed and no database is made. `load` reads the settings.

    With settings that cannot be read only what needs none is looked at.
    """
    try:
        settings, fault = load(), None
    except PlanpeilError as wrong:
        settings, fault = None, wrong
    checks = [doctor.works_check("settings", fault, "De instellingen kloppen.", "The settings are right.")]
    if settings is not None:
        checks += _of_settings(settings, datetime.now(UTC))
    return (*checks, _zones(), _workbooks(), doctor.python_check(sys.version_info[:2]), _versions())


def _of_settings(settings: Settings, now: datetime) -> list[HealthCheck]:
    found, fault = _probed(settings)
    name = found.name if found else ""
    checks = [doctor.works_check("database", fault, f"{name}: heel en bijgewerkt.", f"{name}: whole and up to date.")]
    try:
        file = database_place(settings.database_url)
    except PlanpeilError:
        file = None
    if file is not None:
        checks.append(doctor.place_check(_file_system(file)))
    checks += _disks(settings.kept, file)
    checks.append(doctor.files_check(str(settings.kept), _can_be_written(_standing(settings.kept))))
    if settings.auth is not None:
        words = ("De aanmelddienst antwoordt.", "The provider answers.")
        checks.append(doctor.works_check("sign-in", _unreached(settings.auth), *words))
    checks.append(doctor.clock_check(now, found.newest if found else None))
    checks.append(doctor.backups_check(*newest_copy(settings), now))
    if found is not None:
        set_up = bool(settings.mail.server or settings.webhook.url)
        said = doctor.messages_check(found.given_up, found.fault, found.looked, now, set_up=set_up)
        checks.append(said)
    return checks


def _unreached(provider: Provider) -> PlanpeilError | None:
    """Why signing in elsewhere does not work; None: it does."""
    from kpi.service.accounts.elsewhere import reach_provider

    try:
        reach_provider(provider)
    except PlanpeilError as fault:
        return fault
    return None


def _probed(settings: Settings) -> tuple[Probed | None, PlanpeilError | None]:
    try:
        return probe(settings.database_url), None
    except PlanpeilError as fault:
        return None, fault


def _standing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there: a new one is made in it."""
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())


def _file_system(file: Path) -> str:
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return doctor.file_system(mounts, str(_standing(file.parent).resolve()))


def _disks(kept: Path, file: Path | None) -> list[HealthCheck]:
    """The disk of what Planpeil makes and that of the database, once when they are one."""
    size = file.stat().st_size if file and file.is_file() else 0
    sizes: Mapping[Path, int] = {_standing(kept): 0} | ({_standing(file.parent): size} if file else {})
    disks = {path.stat().st_dev: (path, size) for path, size in sizes.items()}
    return [doctor.disk_check(str(path), shutil.disk_usage(path).free, size) for path, size in disks.values()]


def _can_be_written(folder: Path) -> bool:
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(b".")
    except OSError:
        return False
    return True


def _zones() -> HealthCheck:
    try:
        ZoneInfo("Europe/Amsterdam")
    except ZoneInfoNotFoundError:
        return doctor.zone_check(found=False)
    return doctor.zone_check(found=True)


def _workbooks() -> HealthCheck:
    """A workbook of our own through the very way that one of somebody else goes."""
    try:
        grids, issues = open_file(sheet_bytes(["a"], [["b"]]), "controle.xlsx")
    except OSError as fault:
        return doctor.workbooks_check(str(fault))
    return doctor.workbooks_check("" if grids else ", ".join(one.code for one in issues))


def _versions() -> HealthCheck:
    try:
        pinned = doctor.pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    except OSError:
        pinned = {}
    present = {}
    for name in pinned:
        try:
            present[name] = version(name)
        except PackageNotFoundError:
            continue
    return doctor.versions_check(pinned, present)
