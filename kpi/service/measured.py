"""The measurements of a plan as they are listed: a page at a time, of what was asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kpi.access.rights import Right
from kpi.core.errors import UsageError
from kpi.core.model import Measurement, Plan
from kpi.core.view.part import Part
from kpi.service.desk import DeniedError, Desk, allow
from kpi.service.missing import no_part
from kpi.service.snapshots import part_of, plan_in
from kpi.store.database.engine import read
from kpi.store.measured import MeasuredBy, count_measured, read_measured

_NAMED = 20


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """Some measurements, by indicator, unit and period, and how many there are of what was asked for."""

    measurements: Sequence[Measurement]
    total: int


def measured_page(
    desk: Desk, plan: str, wanted: MeasuredBy, *, revision: int, page: int, per_page: int
) -> MeasuredPage:
    """A page (from 1) of what a plan holds at a revision; one after the last holds nothing.

    Who may see some units sees those.

    Raises NotFoundError for an unknown plan, indicator or unit, DeniedError for a unit that is not theirs to see,
    UsageError when the first day lies after the last.
    """
    allow(desk, Right.LOOK, plan)
    if wanted.first and wanted.last and wanted.first > wanted.last:
        raise UsageError(
            f"{wanted.first} ligt na {wanted.last}: verwissel de twee dagen.",
            f"{wanted.first} lies after {wanted.last}: swap the two days.",
        )
    with read(desk.engine) as connection:
        known = plan_in(connection, plan, revision)
        part = part_of(desk, known)
        _known(known, wanted, part)
        if part is not None:
            wanted = replace(wanted, units=part)
        return MeasuredPage(
            read_measured(connection, plan, revision, wanted, skip=(page - 1) * per_page, most=per_page),
            count_measured(connection, plan, revision, wanted),
        )


def _known(plan: Plan, wanted: MeasuredBy, part: Part | None) -> None:
    """Nothing measured is another answer than a code that nothing is measured under, or a unit that is not theirs."""
    targets = (*plan.targets, *(one.target for one in plan.ended))
    codes = [*(one.code for one in plan.indicators), *(one.measured_as for one in targets)]
    _there(plan.code, wanted.indicator, codes, ("indicator", "indicator"))
    units = ["", *(one.code for one in plan.org_units)]
    seen = units if part is None else [one for one in units if one in part]
    if wanted.org_unit in units and wanted.org_unit not in seen:
        named = ", ".join(seen[:_NAMED])
        raise DeniedError(
            f"U ziet de cijfers van {wanted.org_unit or 'de hele organisatie'} niet. Wel die van: {named}.",
            f"You do not see the figures of {wanted.org_unit or 'the whole organisation'}. You see those of: {named}.",
        )
    _there(plan.code, wanted.org_unit, seen, ("organisatie-eenheid", "organisation unit"))


def _there(plan: str, code: str | None, known: Iterable[str], what: tuple[str, str]) -> None:
    each = dict.fromkeys(known)
    if code is None or code in each:
        return
    raise no_part(what, code, [one for one in each if one][:_NAMED], plan)
