"""The vocabulary of categories, beside the plan folders, and what a plan that comes in is held against."""

from pathlib import Path

from kpi.core.category import Frame
from kpi.core.contribution import Ref, links_of
from kpi.intake.plan.categories import NAME, read_categories
from kpi.intake.plan.surroundings import Surroundings
from kpi.service.desk import Desk
from kpi.settings import Settings
from kpi.store.database.engine import read
from kpi.store.query import read_plan, stored_plan_codes
from kpi.store.versions import stored_head


def categories_file(settings: Settings) -> Path:
    """Where the vocabulary stands: `categories.toml` in the folder above the plan folders."""
    return settings.plans.parent / NAME


def vocabulary(settings: Settings) -> Frame | None:
    """The frame of this Planpeil; None without a file. Raises UsageError when the file is wrong."""
    return read_categories(categories_file(settings))


def surroundings(desk: Desk, awaited: frozenset[str] = frozenset()) -> Surroundings:
    """The vocabulary and all targets stored now; `awaited`: plans that are about to be loaded."""
    frame = vocabulary(desk.settings)
    links: dict[Ref, tuple[Ref, ...]] = {}
    with read(desk.engine) as connection:
        revision = stored_head(connection)
        for code in stored_plan_codes(connection, revision):
            if plan := read_plan(connection, code, revision):
                links |= links_of(plan)
    return Surroundings(frame.codes if frame else frozenset(), links, awaited)
