"""A plan, its themes and its targets as plain rows for scripts: days as dates, codes as text, what is unknown None."""

from dataclasses import asdict
from typing import Any

from kpi.core.model import Plan, Target, Theme
from kpi.service.plan_list import PlanLine


def plan_row(one: PlanLine) -> dict[str, Any]:
    """A plan in a list, with how much it holds; `kind` tells it from the frame of categories."""
    return {"kind": "plan", **asdict(one)}


def theme_rows(plan: Plan) -> list[dict[str, Any]]:
    """The themes of a plan in its own order, each with how many targets it has."""
    return [_theme(plan, one) for one in plan.themes]


def _theme(plan: Plan, theme: Theme) -> dict[str, Any]:
    return {
        "theme": theme.code,
        "title": theme.title,
        "ambition": theme.ambition,
        "targets": sum(one.theme == theme.code for one in plan.targets),
    }


def target_rows(plan: Plan) -> list[dict[str, Any]]:
    """The targets of a plan in its own order, as promised; those that ended are not among them.

    `measured_as`: the code of its measurements; values, baseline and tolerance are in `unit`.
    """
    return [_target(one) for one in plan.targets]


def _target(one: Target) -> dict[str, Any]:
    return {
        "target": one.code,
        "theme": one.theme,
        "focus": one.focus,
        "statement": one.statement,
        "kind": one.kind.value,
        "measured_as": one.measured_as,
        "org_unit": one.org_unit,
        "value_of": one.value_of and one.value_of.value,
        "benchmark": one.benchmark and one.benchmark.code,
        "unit": one.unit,
        "comparator": one.comparator.value,
        "value": one.value,
        "value_high": one.value_high,
        "per": one.per.value if one.per else None,
        "baseline": one.baseline,
        "baseline_date": one.baseline_date,
        "tolerance": one.tolerance,
        "start": one.start,
        "due_from": one.due_from,
        "due": one.due,
        "deadline": one.deadline,
        "frequency": one.frequency.value,
        "level": one.level.value if one.level else None,
        "category": one.category,
        "owner": one.owner,
        "contributes_to": list(one.contributes_to),
        "source_ref": one.source_ref,
    }
