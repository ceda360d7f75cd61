"""A plan folder on disk, read whole: the plan with its measurements, or every fault at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kpi.core.deadline import USUAL_CALENDAR, Calendar
from kpi.core.errors import UsageError
from kpi.core.issue import Issue, in_order, refuses
from kpi.core.model import CheckIn, Measurement, Plan, Thresholds
from kpi.intake.build import build_checkin, build_measurement, build_plan
from kpi.intake.check import check
from kpi.intake.columns import SHEETS, is_header
from kpi.intake.draft import Draft
from kpi.intake.faults import fault, nearest
from kpi.intake.plan_file import NAME, Header, read_header
from kpi.intake.read import read_table
from kpi.intake.schema import validate
from kpi.intake.table import Table, parse_table
from kpi.intake.timing import timing

MEASUREMENTS = "measurements"
USUAL_THRESHOLDS = Thresholds()
_SINGLE = tuple(name for name in SHEETS if name != MEASUREMENTS)
_MUST_EXIST = (NAME, "targets.csv")

Key = tuple[str, str, str]  # indicator, period code, org_unit: what a measurement is of


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read; `name` relative to the folder, with slashes."""

    name: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds; with an error among `issues` the plan is None and nothing is measured.

    `issues` in order of file, row and column. `files`: all that were read. `origin_of`: the file of each measurement.
    """

    plan: Plan | None
    measurements: tuple[Measurement, ...]
    checkins: tuple[CheckIn, ...]
    issues: tuple[Issue, ...]
    files: tuple[SourceFile, ...]
    origin_of: Mapping[Key, str]


def key_of(measurement: Measurement) -> Key:
    """The key under which `Folder.origin_of` knows a measurement."""
    return measurement.indicator, measurement.period.code, measurement.org_unit


def read_folder(
    directory: Path, *, thresholds: Thresholds = USUAL_THRESHOLDS, calendar: Calendar = USUAL_CALENDAR
) -> Folder:
    """Read a plan folder (docs/issues.md); bad content never raises, it becomes issues.

    `thresholds` are those in force where plan.toml names none; `calendar` says what "medio" and the like mean.
    Raises UsageError when `directory` is not a folder.
    """
    if not directory.is_dir():
        raise UsageError(f"De map {directory} bestaat niet.", f"There is no folder {directory}.")
    files, issues = _files(directory)
    draft, found = _draft(files, thresholds, calendar)
    issues = [*issues, *found, *validate(draft), *check(draft), *_name(draft.header, directory)]
    if refuses(issues):
        return Folder(None, (), (), in_order(issues), files, {})
    measurements = tuple(build_measurement(row) for row in draft.measured)
    names = [row.file for row in draft.measured]
    return Folder(
        plan=build_plan(draft),
        measurements=measurements,
        checkins=tuple(build_checkin(row) for row in draft.checkins.rows),
        issues=in_order(issues),
        files=files,
        origin_of=dict(zip(map(key_of, measurements), names, strict=True)),
    )


def _files(directory: Path) -> tuple[tuple[SourceFile, ...], list[Issue]]:
    """The files of the format that are there, with issues of what is missing and what else lies among them."""
    wanted = {NAME, *(f"{name}.csv" for name in _SINGLE)}
    found = {path.name: path for path in directory.iterdir() if path.is_file()}
    below = {f"{MEASUREMENTS}/{path.name}": path for path in _inside(directory / MEASUREMENTS)}
    read = {name: path for name, path in found.items() if name in wanted}
    read |= {name: path for name, path in below.items() if name.endswith(".csv")}
    issues = [fault("missing-file", file=name) for name in _MUST_EXIST if name not in found]
    strange = {name for name in found if name.casefold().endswith((".csv", ".toml"))} | below.keys()
    issues += [fault("unknown-file", file=name, hint=nearest(name, wanted)) for name in strange - read.keys()]
    return tuple(_source(name, path) for name, path in sorted(read.items())), issues


def _inside(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]


def _source(name: str, path: Path) -> SourceFile:
    content = path.read_bytes()
    return SourceFile(name, sha256(content).hexdigest(), content)


def _draft(files: Iterable[SourceFile], thresholds: Thresholds, calendar: Calendar) -> tuple[Draft, list[Issue]]:
    issues: list[Issue] = []
    header = Header(complete=False)
    tables: dict[str, Table] = {}
    for file in files:
        if file.name == NAME:
            header, found = read_header(file.content, thresholds)
        else:
            tables[file.name], found = _table(file)
        issues += found
    single = {name: tables.get(f"{name}.csv", _absent(name)) for name in _SINGLE}
    measured = tuple(table for name, table in tables.items() if name.startswith(f"{MEASUREMENTS}/"))
    rows = single["targets"].rows if header.span else ()
    times = {row.number: timing(row, *span, calendar) for row in rows if (span := header.span)}
    return Draft(header=header, **single, measurements=measured, timing=times), issues


def _table(file: SourceFile) -> tuple[Table, tuple[Issue, ...]]:
    kind = MEASUREMENTS if "/" in file.name else file.name.removesuffix(".csv")
    raw, unread = read_table(file.name, file.content, is_header)
    table, issues = parse_table(raw, SHEETS[kind])
    return table, (*unread, *issues)


def _absent(name: str) -> Table:
    """An optional file that is not there has no rows; without targets.csv nobody knows which targets exist."""
    return Table(f"{name}.csv", complete=f"{name}.csv" not in _MUST_EXIST)


def _name(header: Header, directory: Path) -> list[Issue]:
    code, folder = header.texts.get("code"), directory.resolve().name
    if code is None or code == folder:
        return []
    line = header.lines.get(("", 0, "code"))
    return [fault("folder-name", file=NAME, row=line, column="code", value=code, folder=folder)]
