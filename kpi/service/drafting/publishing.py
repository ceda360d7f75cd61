"""Publishing a plan as a new version: from a draft, a ZIP or a workbook; and a plan out again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from kpi.access.rights import Right
from kpi.core.errors import RefusedError
from kpi.core.issue import Issue, in_order, refuses
from kpi.core.model import CheckIn, Measurement, Plan
from kpi.intake.edit.export import as_zip, plan_files, plan_tables
from kpi.intake.edit.plan_zip import read_archive
from kpi.intake.edit.workbook import workbook_of
from kpi.intake.edit.workbook_read import placed, workbook_tables
from kpi.intake.plan.text_table import files_of
from kpi.service.desk import Desk, allow, allow_change
from kpi.service.drafting.editing import Draft, placed_issues
from kpi.service.examining import Examined, examine, missing_reasons
from kpi.service.logged import committing
from kpi.service.missing import no_plan
from kpi.service.plans import Loaded
from kpi.service.upkeep.foreseeing import keep_after
from kpi.store.database.engine import read
from kpi.store.leaving import NAMED, Leaving
from kpi.store.plans.apply import Saved
from kpi.store.plans.publish import PUBLISHED, publish_plan
from kpi.store.query import read_checkins, read_evidence, read_plan
from kpi.store.versions import File, stored_head

_ATTEMPTS = 5  # somebody committed between looking and writing: look again, so often


def publish(desk: Desk, draft: Draft, *, user: str, why: str = "") -> Loaded:
    """Store a draft as the newest version of its plan; nothing when there is an error (`plan` None in the answer).

    `why` is asked for when a promise changes: without it the answer lists what changes (`reason-missing`). The draft's
    own revision guards against others: what they published meanwhile is listed (`published-meanwhile`). What was
    measured under a part that is left out stays, the part with it (`measured-kept`). Issues stand at the draft's
    tables and rows. Raises RefusedError when read-only.
    """
    allow_change(desk, Right.EDIT, draft.plan)
    files = files_of(draft.tables)
    kept = _files_kept(files)
    found, saved = _publish(desk, files, kept, plan=draft.plan, expected=draft.revision, user=user, why=why)
    return _answer(found, saved, placed_issues(found, draft.tables, without_reason=not why.strip()))


def import_zip(
    desk: Desk,
    content: bytes,
    *,
    user: str,
    why: str = "",
    plan: str | None = None,
    name: str = "plan.zip",
    take_out: bool = False,
) -> Loaded:
    """Store the plan folder in a ZIP as a new plan or as the newest version of the one it holds.

    `plan`: the plan that must be in it, None: any. Its measurements are added or revised; those it does not hold stay.
    `take_out`: parts of the stored plan that are not in it may go; else it changes nothing and the answer says which.
    Otherwise as `publish`; nobody looked before, so only what is stored now is guarded.
    """
    allow_change(desk, Right.EDIT, plan or "")
    files, issues = read_archive(content, name=name)
    if refuses(issues):
        return _refused(desk, issues)
    return _import(desk, files, issues, content, name, plan, user, why, take_out=take_out)


def import_workbook(
    desk: Desk,
    content: bytes,
    *,
    user: str,
    why: str = "",
    plan: str | None = None,
    name: str = "plan.xlsx",
    take_out: bool = False,
) -> Loaded:
    """As `import_zip`, from a workbook with a sheet a table; issues stand at their sheet and row."""
    allow_change(desk, Right.EDIT, plan or "")
    tables, issues = workbook_tables(content, name=name)
    if refuses(issues):
        return _refused(desk, issues)
    files = files_of(tables)
    done = _import(desk, files, (), content, name, plan, user, why, take_out=take_out)
    return replace(done, issues=in_order((*issues, *placed(done.issues, tables))))


def _import(
    desk: Desk,
    files: Mapping[str, bytes],
    issues: tuple[Issue, ...],
    content: bytes,
    name: str,
    plan: str | None,
    user: str,
    why: str,
    *,
    take_out: bool,
) -> Loaded:
    kept = _files_kept({name: content})
    found, saved = _publish(desk, files, kept, plan=plan, expected=None, user=user, why=why, take_out=take_out)
    more = () if why.strip() else missing_reasons(found)
    done = _answer(found, saved, in_order((*issues, *found.issues, *more)))
    return done if saved or take_out else replace(done, leaving=_leaving(found))


def _leaving(found: Examined) -> tuple[Leaving, ...]:
    """The parts of the stored plan that would go, by kind."""
    gone: dict[str, list[str]] = {}
    for one in found.gone:
        gone.setdefault(one.part, []).append(one.code)
    return tuple(Leaving(kind, len(codes), tuple(codes[:NAMED])) for kind, codes in gone.items())


def _publish(
    desk: Desk,
    files: Mapping[str, bytes],
    kept: list[File],
    *,
    plan: str | None,
    expected: int | None,
    user: str,
    why: str,
    take_out: bool = True,
) -> tuple[Examined, Saved | None]:
    """What was found, and what was saved; None: refused."""
    user = allow_change(desk, Right.EDIT, plan or "", user=user)
    for _ in range(_ATTEMPTS):
        found = examine(desk, files, plan=plan, expected=expected)
        if found.plan is not None:
            allow(desk, Right.EDIT, found.plan.code)
        if found.plan is None or refuses(found.issues) or (found.promises and not why.strip()):
            return found, None
        if not take_out and _leaving(found):
            return found, None
        with committing(desk, plan=found.plan.code, user=user, action=PUBLISHED):
            saved = publish_plan(
                desk.engine,
                found.plan,
                found.folder.measurements,
                found.folder.checkins,
                files=kept,
                recorded_by=user,
                recorded_at=datetime.now(UTC),
                why=why.strip(),
                seen=found.stored.revision,
            )
        if saved is not None:
            if saved.changed:
                keep_after(desk, found.plan.code)
            return found, saved
    raise RefusedError(
        "Er wordt te veel tegelijk gewijzigd; er is niets opgeslagen. Probeer het zo opnieuw.",
        "Too much is being changed at once; nothing was saved. Try again in a moment.",
    )


def _answer(found: Examined, saved: Saved | None, issues: tuple[Issue, ...]) -> Loaded:
    if saved is None or found.plan is None:
        return Loaded(None, found.stored.revision, changed=False, issues=issues)
    told = tuple(one for one in issues if one.code != "reason-missing")
    return Loaded(found.plan.code, saved.revision, saved.changed, told, saved.added, saved.revised, saved.ended)


def _refused(desk: Desk, issues: tuple[Issue, ...]) -> Loaded:
    with read(desk.engine) as connection:
        return Loaded(None, stored_head(connection), changed=False, issues=issues)


def _files_kept(files: Mapping[str, bytes]) -> list[File]:
    return [(name, sha256(content).hexdigest(), content) for name, content in sorted(files.items())]


def export_zip(desk: Desk, plan: str, revision: int | None = None) -> bytes:
    """A plan with all that was measured and said as a ZIP of its folder, as known at a revision (None: now).

    The same revision gives the same bytes; `import_zip` reads it back. Raises NotFoundError.
    """
    allow(desk, Right.SEE, plan)
    found, measurements, checkins = _whole(desk, plan, revision)
    settings = desk.settings
    files = plan_files(found, measurements, checkins, thresholds=settings.thresholds, calendar=settings.calendar)
    return as_zip(files, plan)


def export_workbook(desk: Desk, plan: str, lang: str, revision: int | None = None) -> bytes:
    """A plan without its measurements as a workbook with drop-downs, to be edited in Excel; raises NotFoundError."""
    allow(desk, Right.SEE, plan)
    found, _, _ = _whole(desk, plan, revision)
    tables = plan_tables(found, thresholds=desk.settings.thresholds, calendar=desk.settings.calendar)
    return workbook_of(tables, lang)


def _whole(desk: Desk, code: str, revision: int | None) -> tuple[Plan, tuple[Measurement, ...], tuple[CheckIn, ...]]:
    with read(desk.engine) as connection:
        at = stored_head(connection) if revision is None else revision
        plan = read_plan(connection, code, at)
        if plan is None:
            raise no_plan(connection, code, at)
        targets = (*plan.targets, *(one.target for one in plan.ended))
        codes = {one.code for one in plan.indicators} | {code for one in targets for code in one.sources}
        evidence = read_evidence(connection, code, sorted(codes), date.max, at)
        checkins = read_checkins(connection, code, at)
    known = {one.code for one in targets}
    said = tuple(one for one in checkins if one.target in known)
    return plan, tuple(one for rows in evidence.values() for one in rows), said
