"""A plan folder, on disk or as bytes by name, read whole: the plan with its measurements, or every fault at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path

from kpi.core.batch import Batch, no_collection
from kpi.core.calendar.deadline import USUAL_CALENDAR, Calendar
from kpi.core.errors import UsageError
from kpi.core.issue import Issue, in_order, refuses
from kpi.core.model import CheckIn, Plan
from kpi.core.thresholds import Thresholds
from kpi.intake.faults.catalogue import fault
from kpi.intake.faults.hints import nearest
from kpi.intake.plan.build import build_checkin, build_measurements, build_plan
from kpi.intake.plan.check import check_tables
from kpi.intake.plan.columns import SHEETS, TableKind, is_header, sheets_of
from kpi.intake.plan.decimal_mark import fine_indicators
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.plan_file import NAME, PlanHeader, read_header
from kpi.intake.plan.raw_table import Cells, read_table
from kpi.intake.plan.surroundings import ALONE, Surroundings
from kpi.intake.plan.table import Table
from kpi.intake.plan.table_reading import Meanings, meanings_of, parse_table, unrepeated
from kpi.intake.plan.timing import timing
from kpi.intake.plan.verdicts import Judge, afresh
from kpi.intake.plan.wholes import row_places, wholes
from kpi.intake.read.names import holds_citizen_number

MEASUREMENTS = "measurements"
USUAL_THRESHOLDS = Thresholds()
_SINGLE = tuple(name for name in SHEETS if name != MEASUREMENTS)
_INDICATORS = "indicators.csv"
_MUST_EXIST = (NAME, "targets.csv")
_WANTED = frozenset({NAME, *(f"{name}.csv" for name in _SINGLE)})


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file as it was read; `name` relative to the folder, with slashes."""

    name: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds; with an error among `issues` the plan is None and nothing is measured.

    `measurements` in order of file and row, `issues` of file, row and column. `files`: all that were read.
    `rows`: the row of each code of targets, indicators and org_units in its file, by (table, code); with ("plan", key)
    the line of a key of plan.toml.
    """

    plan: Plan | None
    measurements: Batch
    checkins: tuple[CheckIn, ...]
    issues: tuple[Issue, ...]
    files: tuple[FolderFile, ...]
    rows: Mapping[tuple[str, str], int] = field(default_factory=dict)


def read_folder(
    directory: Path,
    *,
    thresholds: Thresholds = USUAL_THRESHOLDS,
    calendar: Calendar = USUAL_CALENDAR,
    around: Surroundings = ALONE,
    judge: Judge = afresh,
) -> Folder:
    """Read a plan folder (docs/issues.md); bad content never raises, it becomes issues.

    `thresholds` are those in force where plan.toml names none; `calendar` says what "medio" and the like mean.
    `around`: the categories and other plans that its targets are held against; without them neither is checked.
    `judge`: how its tables are judged, each by itself. Raises UsageError when `directory` is not a folder.
    """
    if not directory.is_dir():
        raise UsageError(
            f"De map {directory} bestaat niet: geef de map waarin plan.toml staat.",
            f"There is no folder {directory}: give the folder that holds plan.toml.",
        )
    found, others = _found(directory)
    name = directory.resolve().name
    return _read(found, others, name, thresholds, calendar, around, judge)


def read_files(
    files: Mapping[str, bytes],
    *,
    name: str = "",
    thresholds: Thresholds = USUAL_THRESHOLDS,
    calendar: Calendar = USUAL_CALENDAR,
    around: Surroundings = ALONE,
) -> Folder:
    """As `read_folder`, from bytes by name (`plan.toml`, `measurements/2021-Q1.csv`); nothing is asked of a disk.

    `name`: what the folder is called, empty when it has no name that could be wrong.
    """
    return _read(
        {one: files[one] for one in files if is_wanted(one)}, files.keys(), name, thresholds, calendar, around, afresh
    )


def _read(
    found: Mapping[str, bytes],
    others: Iterable[str],
    name: str,
    thresholds: Thresholds,
    calendar: Calendar,
    around: Surroundings,
    judge: Judge,
) -> Folder:
    files = tuple(_source(one, content) for one, content in sorted(found.items()))
    with no_collection():
        draft, issues = _draft(files, thresholds, calendar)
    judged = judge(draft, {one.name: one.sha256 for one in files})
    issues = [*_presence(found, others), *issues, *judged, *check_tables(draft, around), *_name(draft.header, name)]
    issues = [*unrepeated(issues)]
    rows = _rows(draft)
    if refuses(issues):
        return Folder(None, Batch(), (), in_order(issues), files, rows)
    plan, measured = build_plan(draft), list(draft.measurements)
    checkins = tuple(build_checkin(row) for row in draft.checkins.rows)
    places = row_places(measured)
    del draft
    batch = build_measurements(_let_go(measured))
    return Folder(
        plan=plan,
        measurements=batch,
        checkins=checkins,
        issues=in_order([*issues, *wholes(plan, batch, places)]),
        files=files,
        rows=rows,
    )


def _let_go(tables: list[Table]) -> Iterator[Table]:
    """Each table, of which nothing is kept once it was used: together they take as much memory as what is made."""
    while tables:
        yield tables.pop(0)


def _rows(draft: FolderTables) -> dict[tuple[str, str], int]:
    """The first row of each code, and the line of each key at the top of plan.toml."""
    tables = {"targets": draft.targets, "indicators": draft.indicators, "org_units": draft.org_units}
    lines = {("plan", key): line for (section, _, key), line in draft.header.lines.items() if not section and key}
    return lines | {
        (name, row.text(name.removesuffix("s"))): row.number
        for name, table in tables.items()
        for row in reversed(table.rows)
    }


def is_wanted(name: str) -> bool:
    """Whether a file of this name belongs to the format."""
    return name in _WANTED or (name.startswith(f"{MEASUREMENTS}/") and name.endswith(".csv") and name.count("/") == 1)


def _found(directory: Path) -> tuple[dict[str, bytes], list[str]]:
    """The files of the format that are there, and the names of all files beside and among them."""
    paths = {path.name: path for path in directory.iterdir() if path.is_file()}
    paths |= {f"{MEASUREMENTS}/{path.name}": path for path in _inside(directory / MEASUREMENTS)}
    return {name: path.read_bytes() for name, path in paths.items() if is_wanted(name)}, list(paths)


def _presence(found: Mapping[str, bytes], names: Iterable[str]) -> list[Issue]:
    """What is missing, and what else lies there that somebody may think is read."""
    issues = [fault("missing-file", file=name) for name in _MUST_EXIST if name not in found]
    others = [name for name in names if name not in found]
    strange = [name for name in others if "/" in name or name.casefold().endswith((".csv", ".toml"))]
    return issues + [fault("unknown-file", file=name, hint=nearest(name, _WANTED)) for name in strange]


def _inside(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]


def _source(name: str, content: bytes) -> FolderFile:
    return FolderFile(name, sha256(content).hexdigest(), content)


def _draft(files: Iterable[FolderFile], thresholds: Thresholds, calendar: Calendar) -> tuple[FolderTables, list[Issue]]:
    issues: list[Issue] = []
    header = PlanHeader(complete=False)
    for file in files:
        if file.name == NAME:
            header, issues[:] = read_header(file.content, thresholds)
    reader = _Reader(sheets_of(header.year_starts))
    tables: dict[str, Table] = {}
    # What indicators.csv says of decimals is known before the other tables are read.
    for file in sorted(files, key=lambda one: one.name != _INDICATORS):
        if file.name != NAME:
            tables[file.name], found = reader.read(file)
            issues += found
    single = {name: tables.get(f"{name}.csv", _absent(name)) for name in _SINGLE}
    measured = tuple(table for name, table in tables.items() if name.startswith(f"{MEASUREMENTS}/"))
    rows = single["targets"].rows if header.span else ()
    year, terms = header.year_starts, header.terms
    times = {
        row.number: timing(row, *span, calendar, year_starts=year, terms=terms) for row in rows if (span := header.span)
    }
    return FolderTables(header=header, **single, measurements=measured, timing=times), issues


@dataclass(slots=True)
class _Reader:
    """What goes from file to file: the texts, their meanings, and which indicators have three decimals.

    `personal`: the texts with what may be a citizen number.
    """

    sheets: Mapping[str, TableKind]
    cells: Cells = field(default_factory=Cells)
    meanings: dict[str, Meanings] = field(default_factory=dict)
    fine: frozenset[str] = frozenset()
    personal: set[str] = field(default_factory=set)

    def read(self, file: FolderFile) -> tuple[Table, tuple[Issue, ...]]:
        """The table of a file, and what is wrong with it."""
        kind = MEASUREMENTS if "/" in file.name else file.name.removesuffix(".csv")
        known = len(self.cells)
        raw, unread = read_table(file.name, file.content, is_header, self.cells)
        self.personal.update(filter(holds_citizen_number, islice(self.cells.values(), known, None)))
        if file.name == _INDICATORS:
            self.fine = fine_indicators(raw)
        meanings = self.meanings.setdefault(kind, meanings_of(self.sheets[kind]))
        table, issues = parse_table(raw, self.sheets[kind], meanings, self.fine, self.personal)
        return table, (*unread, *issues)


def _absent(name: str) -> Table:
    """An optional file that is not there has no rows; without targets.csv nobody knows which targets exist."""
    return Table(f"{name}.csv", complete=f"{name}.csv" not in _MUST_EXIST)


def _name(header: PlanHeader, folder: str) -> list[Issue]:
    code = header.texts.get("code")
    if code is None or folder in ("", code):
        return []
    line = header.lines.get(("", 0, "code"))
    return [fault("folder-name", file=NAME, row=line, column="code", value=code, folder=folder)]
