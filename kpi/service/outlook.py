"""The second layer of a plan as plain rows: XmR charts by indicator, and what targets will be at their deadlines."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kpi.core.errors import NotFoundError
from kpi.core.light.evidence import goal_of, reports_of
from kpi.core.light.snapshot import Snapshot
from kpi.core.light.units import tree_of
from kpi.core.model import Target
from kpi.core.outlook.course import period_values
from kpi.core.outlook.of_target import Outlook, outlook
from kpi.core.outlook.score import Score, score
from kpi.core.outlook.xmr import Xmr, xmr
from kpi.core.vocabulary import Direction
from kpi.service.desk import Desk
from kpi.service.series import chart_row, forecast_row
from kpi.store.database.engine import read
from kpi.store.query import read_evidence
from kpi.store.uploads.forecasts import kept_forecasts

_SIGNS = {Direction.INCREASE: 1, Direction.DECREASE: -1, Direction.MAINTAIN: 0}


def outlook_rows(snapshot: Snapshot, code: str | None = None) -> list[dict[str, Any]]:
    """The forecast of every target at its deadline, or of one; `declined` says why there is none.

    Raises NotFoundError for a target that the plan has not.
    """
    rows = [row for row in snapshot.rows if code in (None, row.target.code)]
    if code is not None and not rows:
        raise NotFoundError(
            f"Het plan {snapshot.plan.code} heeft geen resultaat {code}. Kies er een uit kpi status.",
            f"The plan {snapshot.plan.code} has no result {code}. Choose one from kpi status.",
        )
    return [_outlook_row(outlook(row.assessment)) for row in rows]


def _outlook_row(one: Outlook) -> dict[str, Any]:
    said = one.why_not
    return {
        "target": one.target.code,
        "horizon": one.forecast.horizon if one.forecast else None,
        **forecast_row(one.low, one.mid, one.high, one.chance, said),
    }


def chart_rows(desk: Desk, snapshot: Snapshot, code: str | None = None) -> list[dict[str, Any]]:
    """The XmR chart of every indicator that a target is measured by, or of one: the whole organisation's values.

    Raises NotFoundError for an indicator that no target of the plan is measured by.
    """
    plan = snapshot.plan
    if snapshot.part is not None:
        return []  # values of the whole organisation, of any period
    measured = {one.indicator.code: one for one in reversed(plan.targets) if one.indicator}
    asked = [one.code for one in plan.indicators if one.code in measured and code in (None, one.code)]
    if code is not None and not asked:
        raise NotFoundError(
            f"Het plan {plan.code} heeft geen resultaat met indicator {code}. Kies uit: {', '.join(measured)}.",
            f"The plan {plan.code} has no result with indicator {code}. Choose from: {', '.join(measured)}.",
        )
    with read(desk.engine) as connection:
        evidence = read_evidence(connection, plan.code, asked, snapshot.as_of, snapshot.revision)
    tree = tree_of(plan.org_units)
    rows = []
    for one in asked:
        target = replace(measured[one], org_unit="", benchmark=None)
        values = period_values(target, reports_of(target, evidence, tree), snapshot.as_of)
        chart = _chart_of(snapshot, target, [point.value for point in values])
        shown = chart_row(chart, [point.value for point in values])
        periods = [{"period": at.period.code, **point} for at, point in zip(values, shown["points"], strict=True)]
        rows.append({"indicator": one, **shown, "points": periods})
    return rows


def forecast_score(desk: Desk, snapshot: Snapshot) -> Score:
    """How often the forecasts that were kept of a plan were right, as its results are on the snapshot's day.

    None of them for who sees a part of the plan.
    """
    if snapshot.part is not None:
        return score((), ())
    with read(desk.engine) as connection:
        kept = kept_forecasts(connection, snapshot.plan.code, snapshot.revision)
    return score(kept, (row.assessment for row in snapshot.rows))


def _chart_of(snapshot: Snapshot, target: Target, values: list[float]) -> Xmr:
    """The chart of what a target's indicator was in each period, against the level that is promised of it."""
    held = next(_levels(snapshot, target), None)
    if held is not None:
        return xmr(values, sign=held.sign, target=goal_of(held))
    return xmr(values, sign=_SIGNS[target.indicator.direction] if target.indicator else target.sign)


def _levels(snapshot: Snapshot, target: Target) -> Iterator[Target]:
    """The promises of a level of the same indicator, of the whole organisation; the first deadline to come first."""
    found = [
        row.assessment.target
        for row in snapshot.rows
        if row.target.measured_as == target.measured_as and not row.target.org_unit and not row.target.traits.adds_up
    ]
    known = [one for one in found if one.value is not None and one.value_high is None]
    yield from sorted(known, key=lambda one: (one.due < snapshot.as_of, one.due))
