"""Plan folders into the store."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kpi.access.rights import Right
from kpi.core.batch import no_collection
from kpi.core.issue import Issue, in_order, refuses
from kpi.core.model import Plan
from kpi.intake.plan.folder import Folder, read_folder
from kpi.service.categories import surroundings
from kpi.service.desk import Desk, allow_change
from kpi.service.examining import succeed
from kpi.service.upkeep.foreseeing import keep_after
from kpi.store.database.engine import read
from kpi.store.leaving import Leaving
from kpi.store.plans.apply import save_plan
from kpi.store.query import read_plan, stored_plan_codes
from kpi.store.versions import stored_head

LOADED = "load"  # the action of its commit


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a folder did; `plan` None: refused, nothing changed. Counts are of versions written.

    `leaving`: what would go and was not agreed to, which is why nothing changed.
    """

    plan: str | None
    revision: int
    changed: bool
    issues: tuple[Issue, ...]
    added: int = 0
    revised: int = 0
    ended: int = 0
    leaving: tuple[Leaving, ...] = ()


@no_collection()
def load_folder(
    desk: Desk,
    directory: Path,
    *,
    user: str,
    why: str = "",
    awaited: frozenset[str] = frozenset(),
    take_out: bool = False,
) -> Loaded:
    """Load or refresh a plan folder: whole or not at all; loading the same folder twice changes nothing.

    Its categories are held against categories.toml, what it contributes to against the plans that are stored;
    `awaited`: plans that come later and may be named already. `why` is kept with the commit. What others measured
    under a part that the folder no longer names keeps that part, as ended; a renamed one refuses the folder.
    `take_out`: what was loaded before and is not in the folder now may go; else a folder that lacks any of it changes
    nothing, and the answer says what would go (`leaving`). Raises RefusedError when read-only and UsageError when the
    folder is not there.
    """
    user = allow_change(desk, Right.EDIT, user=user)
    folder = read_folder(
        directory,
        thresholds=desk.settings.thresholds,
        calendar=desk.settings.calendar,
        around=surroundings(desk, awaited),
    )
    plan, more = succeed(desk, folder, LOADED)
    issues = in_order((*folder.issues, *more))
    if plan is None or refuses(issues):
        with read(desk.engine) as connection:
            return Loaded(None, stored_head(connection), changed=False, issues=issues)
    withdrawn = () if take_out else _withdrawn(desk, folder, plan)
    folder = replace(folder, plan=plan, issues=issues)
    done = _save(desk, folder, user, why, take_out=take_out, withdrawn=withdrawn)
    del folder  # a large one takes as much memory as forecasting what it holds
    if done.changed:
        keep_after(desk, plan.code)
    return done


def _withdrawn(desk: Desk, folder: Folder, plan: Plan) -> tuple[str, ...]:
    """The targets that the folder leaves out and that stay as ended, because others measured them."""
    with read(desk.engine) as connection:
        old = read_plan(connection, plan.code, stored_head(connection))
    ending = {one.target.code for one in plan.ended}
    if old is None or folder.plan is None or not ending:
        return ()
    ending -= {one.target.code for one in folder.plan.ended}
    return tuple(one.code for one in old.targets if one.code in ending)


def _save(
    desk: Desk, folder: Folder, user: str, why: str, *, take_out: bool, withdrawn: tuple[str, ...] = ()
) -> Loaded:
    assert folder.plan is not None
    with desk.flight.commit():
        saved = save_plan(
            desk.engine,
            folder.plan,
            folder.measurements,
            folder.checkins,
            files=[(file.name, file.sha256, file.content) for file in folder.files],
            recorded_by=user,
            action=LOADED,
            recorded_at=datetime.now(UTC),
            why=why,
            take_out=take_out,
            withdrawn=withdrawn,
        )
    if saved.leaving:
        return Loaded(None, saved.revision, changed=False, issues=folder.issues, leaving=saved.leaving)
    return Loaded(
        folder.plan.code, saved.revision, saved.changed, folder.issues, saved.added, saved.revised, saved.ended
    )


def load_missing(desk: Desk, *, user: str) -> tuple[Loaded, ...]:
    """Load the plan folders of the settings that the store does not know yet; a read-only store stays as it is.

    Nothing that is stored is ever taken out.
    """
    if desk.settings.read_only or not desk.settings.plans.is_dir():
        return ()
    with read(desk.engine) as connection:
        known = set(stored_plan_codes(connection, stored_head(connection)))
    folders = sorted(path.parent for path in desk.settings.plans.glob("*/plan.toml"))
    missing = [folder for folder in folders if folder.name not in known]
    awaited = frozenset(folder.name for folder in missing)
    return tuple(load_folder(desk, folder, user=user, awaited=awaited) for folder in missing)
