"""The plans that are stored, with how much each holds."""

from dataclasses import dataclass
from datetime import date

from kpi.access.rights import Right
from kpi.service.desk import Desk, allow
from kpi.service.missing import no_plan
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.query import plan_counts, read_plan, stored_plan_codes, stored_titles
from kpi.store.versions import stored_head


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in a list, with how much it holds."""

    code: str
    title: str
    organisation: str
    start: date
    end: date
    themes: int
    targets: int
    indicators: int
    measurements: int


def plan_lines(desk: Desk, revision: int | None = None) -> tuple[PlanLine, ...]:
    """The plans that who asks may see, by code, with their counts, as known at a revision (None: now)."""
    with read(desk.engine) as connection:
        revision = stored_head(connection) if revision is None else revision
        lines = [_line(connection, code, revision) for code in seen_codes(desk, connection, revision)]
    return tuple(line for line in lines if line is not None)


def plan_titles(desk: Desk, revision: int) -> dict[str, str]:
    """The title of each plan that who asks may see, by code, as known at a revision."""
    with read(desk.engine) as connection:
        held = stored_titles(connection, revision)
    return {code: title for code, title in held.items() if desk.who.may(Right.LOOK, code)}


def seen_codes(desk: Desk, connection: Connection, revision: int) -> tuple[str, ...]:
    """The codes of the plans that who asks may see, as known at a revision."""
    return tuple(code for code in stored_plan_codes(connection, revision) if desk.who.may(Right.LOOK, code))


def plan_line(desk: Desk, code: str, revision: int) -> PlanLine:
    """One plan with its counts as known at a revision; raises NotFoundError."""
    allow(desk, Right.LOOK, code)
    with read(desk.engine) as connection:
        found = _line(connection, code, revision)
        if found is None:
            raise no_plan(connection, code, revision)
        return found


def _line(connection: Connection, code: str, revision: int) -> PlanLine | None:
    plan, held = read_plan(connection, code, revision), plan_counts(connection, code, revision)
    if plan is None or held is None:
        return None
    return PlanLine(
        code=plan.code,
        title=plan.title,
        organisation=plan.organisation,
        start=plan.start,
        end=plan.end,
        themes=held.themes,
        targets=held.targets,
        indicators=held.indicators,
        measurements=held.measurements,
    )
