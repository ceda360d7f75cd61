"""A plan that is about to be stored, held against the one that is there: for a draft, a ZIP and a workbook alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from kpi.core.batch import key_of
from kpi.core.history.revision import Difference, differences
from kpi.core.history.succession import Carried, carry
from kpi.core.issue import Issue, Severity, in_order
from kpi.core.light.snapshot import Snapshot, newest_day
from kpi.core.model import CheckIn, Measurement, Plan
from kpi.intake.edit.export import plan_files
from kpi.intake.faults.catalogue import fault
from kpi.intake.plan.folder import Folder, read_files
from kpi.service.categories import surroundings
from kpi.service.desk import Desk
from kpi.service.folder_status import snapshot_from
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.plans.publish import held, parts_written_by, plan_changed_since
from kpi.store.query import read_checkins, read_evidence, read_plan, stored_plan_codes
from kpi.store.uploads.frozen import frozen_codes
from kpi.store.versions import stored_head

_COLUMN = {"targets": "target", "indicators": "indicator", "org_units": "org_unit"}
_FILE = {"plan": "plan.toml", "thresholds": "plan.toml", "themes": "plan.toml", "facts": "context.csv"}


@dataclass(frozen=True, slots=True)
class Stored:
    """What is there at `revision`: the plan (None: not yet), all that is measured and said, and the closed periods."""

    revision: int
    plan: Plan | None = None
    measurements: tuple[Measurement, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Examined:
    """A plan as it would be stored (None: an error keeps it from being read) and how it differs from the stored one.

    `issues` with the plan files' own names and rows. `gone`: those of the differences by which a part goes out of the
    plan because it is left out, also where it stays stored as ended for what was measured of it.
    """

    stored: Stored
    folder: Folder
    issues: tuple[Issue, ...]
    plan: Plan | None = None
    differences: tuple[Difference, ...] = ()
    gone: tuple[Difference, ...] = ()

    @property
    def promises(self) -> tuple[Difference, ...]:
        """The differences that need a reason."""
        return tuple(one for one in self.differences if one.is_promise)


def examine(desk: Desk, files: Mapping[str, bytes], *, plan: str | None, expected: int | None = None) -> Examined:
    """Read plan files and hold them against what is stored.

    `plan`: the code of the plan that is edited, empty for a new one, None: whichever the files hold. `expected`: the
    revision the editor began at; what others changed since is an issue. None: nobody looked before.
    """
    settings = desk.settings
    around = surroundings(desk)
    folder = read_files(files, thresholds=settings.thresholds, calendar=settings.calendar, around=around)
    with read(desk.engine) as connection:
        stored = _stored(connection, folder.plan.code if folder.plan else "")
        if folder.plan is None:
            return Examined(stored, folder, folder.issues)
        issues = [*folder.issues, *_identity(connection, folder.plan, plan, stored, folder)]
        if stored.plan is None or plan not in (None, folder.plan.code):
            return Examined(stored, folder, in_order(issues), folder.plan)
        on = datetime.now(UTC).date()
        carried = carry(folder.plan, stored.plan, held(connection, folder.plan.code, stored.revision), on=on)
        if expected is not None:
            issues += _overtaken(connection, stored.plan, expected, folder)
    issues += [*_succession(carried, folder), *_closed(folder, stored)]
    if not carried.renamed:
        issues += _unfit(desk, carried.plan, stored)
    differs = differences(stored.plan, carried.plan)
    return Examined(stored, folder, in_order(issues), carried.plan, differs, tuple(_gone(differs, carried)))


def _gone(differs: tuple[Difference, ...], carried: Carried) -> Iterator[Difference]:
    """What somebody ends by its day in the column `ended` is not left out."""
    for one in differs:
        left_out = one.field == "ended" and (one.part, one.code) in carried.kept
        if left_out or not (one.field or one.after):
            yield one


def _stored(connection: Connection, code: str) -> Stored:
    revision = stored_head(connection)
    plan = read_plan(connection, code, revision)
    if plan is None:
        return Stored(revision)
    codes = {one.code for one in plan.indicators}
    targets = (*plan.targets, *(one.target for one in plan.ended))
    codes |= {code for one in targets for code in one.sources}
    evidence = read_evidence(connection, code, sorted(codes), date.max, revision)
    measurements = tuple(one for rows in evidence.values() for one in rows)
    closed = frozen_codes(connection, code, revision)
    return Stored(revision, plan, measurements, read_checkins(connection, code, revision), closed)


def _identity(connection: Connection, found: Plan, plan: str | None, stored: Stored, folder: Folder) -> Iterator[Issue]:
    line = folder.rows.get(("plan", "code"))
    if plan == "" and found.code in stored_plan_codes(connection, stored.revision):
        yield fault("plan-exists", file="plan.toml", row=line, column="code", value=found.code)
    elif plan and plan != found.code:
        yield fault("other-plan", file="plan.toml", row=line, column="code", value=found.code, plan=plan)


def _overtaken(connection: Connection, now: Plan, expected: int, folder: Folder) -> list[Issue]:
    """What others changed in the plan since the editor began."""
    if not plan_changed_since(connection, now.code, expected):
        return []
    then = read_plan(connection, now.code, expected)
    found = differences(then, now) if then else (Difference("plan", now.code, "code", "", now.code),)
    return [_issue("published-meanwhile", one, folder) for one in found]


def _issue(code: str, one: Difference, folder: Folder) -> Issue:
    file = _FILE.get(one.part, f"{one.part}.csv")
    row = folder.rows.get((one.part, one.code)) or folder.rows.get((one.part, one.field))
    column = one.field or _COLUMN.get(one.part, "code")
    return fault(code, file=file, row=row, column=column, value=one.after, of=one.code, before=one.before)


def _succession(carried: Carried, folder: Folder) -> Iterator[Issue]:
    for one in carried.renamed:
        row = folder.rows.get((one.part, one.now))
        column, file = _COLUMN[one.part], f"{one.part}.csv"
        yield fault("code-renamed", file=file, row=row, column=column, value=one.now, was=one.was)
    for part, code in carried.kept:
        yield fault("measured-kept", file=f"{part}.csv", column=_COLUMN[part], value=code)


def succeed(desk: Desk, folder: Folder, action: str) -> tuple[Plan | None, tuple[Issue, ...]]:
    """The plan of a folder that an action saves over what it wrote before, with what others hang on that; and issues.

    None when the folder has no plan. What others wrote is not touched by the action and so not looked at.
    """
    if folder.plan is None:
        return None, ()
    code = folder.plan.code
    with read(desk.engine) as connection:
        revision = stored_head(connection)
        old = read_plan(connection, code, revision)
        if old is None:
            return folder.plan, ()
        own = parts_written_by(connection, code, action)
        hangs = held(connection, code, revision, but_by=action)
    mine = replace(
        old,
        targets=tuple(one for one in old.targets if one.code in own["targets"]),
        indicators=tuple(one for one in old.indicators if one.code in own["indicators"]),
        org_units=tuple(one for one in old.org_units if one.code in own["org_units"]),
    )
    carried = carry(folder.plan, mine, hangs, on=datetime.now(UTC).date())
    return carried.plan, in_order(_succession(carried, folder))


def _closed(folder: Folder, stored: Stored) -> Iterator[Issue]:
    """Values that files bring into a period that is closed."""
    there = {key_of(one): one for one in stored.measurements}
    periods = {one.period.code for one in folder.measurements if there.get(key_of(one)) != one}
    for code in sorted(periods & stored.closed):
        yield fault("period-frozen", file="measurements", column="period", value=code)


def _unfit(desk: Desk, plan: Plan, stored: Stored) -> list[Issue]:
    """Errors of what is measured already, new with this version: a period, a range or a code that no longer fits."""
    if not stored.measurements and not stored.checkins:
        return []
    found = _faults_measured(desk, plan, stored)
    # What an older Planpeil took in keeps nobody from changing something else.
    known = _faults_measured(desk, stored.plan, stored) if found and stored.plan else []
    return [one for one in found if one not in known]


def _faults_measured(desk: Desk, plan: Plan, stored: Stored) -> list[Issue]:
    settings = desk.settings
    files = plan_files(
        plan, stored.measurements, stored.checkins, thresholds=settings.thresholds, calendar=settings.calendar
    )
    found = read_files(files, thresholds=settings.thresholds, calendar=settings.calendar)
    measured = [one for one in found.issues if one.file.startswith(("measurements/", "checkins"))]
    return [one for one in measured if one.severity is Severity.ERROR]


def missing_reasons(found: Examined) -> tuple[Issue, ...]:
    """An error for every changed promise, at its row."""
    return tuple(_issue("reason-missing", one, found.folder) for one in found.promises)


def snapshots_of_draft(found: Examined, as_of: date | None) -> tuple[Snapshot | None, Snapshot | None]:
    """The lights of the stored plan and of the examined one at the end of `as_of` (None: the default day)."""
    old, new = found.stored.plan, found.plan
    if old is None and new is None:
        return None, None
    both = {key_of(one): one for one in (*found.stored.measurements, *found.folder.measurements)}
    merged = tuple(both.values())
    base = old or new
    assert base is not None
    day = as_of or newest_day([one.period.last for one in merged], base)
    before = snapshot_from(old, found.stored.measurements, day, found.stored.revision) if old else None
    return before, snapshot_from(new, merged, day, found.stored.revision) if new else None
