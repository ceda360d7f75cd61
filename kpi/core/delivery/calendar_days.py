"""The days of a plan that belong in a calendar: deadlines, and until when figures may come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.core.calendar.period import Frequency, Period, period_of
from kpi.core.delivery.due import Due, due_in
from kpi.core.light.snapshot import Evidence
from kpi.core.model import Plan, Target


@dataclass(frozen=True, slots=True)
class DeliveryDay:
    """What one owner (empty: nobody in particular) reports of one period; `day`: the last that is on time."""

    day: date
    period: Period
    owner: str
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class PlanDays:
    """Deadlines by day, and days of delivery by day and owner, of a plan or of one owner in it."""

    plan: Plan
    deadlines: tuple[Target, ...]
    deliveries: tuple[DeliveryDay, ...] = ()

    @property
    def owners(self) -> tuple[str, ...]:
        """Everybody who owns one of these days, by name."""
        found = {one.owner for one in self.deadlines} | {one.owner for one in self.deliveries}
        return tuple(sorted(found - {""}, key=str.casefold))

    def of_owner(self, owner: str) -> "PlanDays":
        """Those of one owner alone."""
        deadlines = tuple(one for one in self.deadlines if one.owner == owner)
        return PlanDays(self.plan, deadlines, tuple(one for one in self.deliveries if one.owner == owner))


def plan_days(plan: Plan, evidence: Evidence) -> PlanDays:
    """Every deadline of a plan, and every day until which a report of it is in time.

    What is asked in a period that began within the plan, as `due_in` says; the last day in time is the end of the
    period and the days of grace after it (docs/rules.md, rule 2). `evidence`: all measurements in force, by code.
    """
    year = plan.year_starts
    whole = period_of(plan.start, Frequency.YEAR, year).first, period_of(plan.end, Frequency.YEAR, year).last
    grace = timedelta(days=plan.thresholds.grace_days)
    asked: dict[tuple[Period, str], list[Due]] = {}
    for due in due_in(plan, Period(*whole, plan.code, Frequency.YEAR, year), evidence):
        if due.period.first <= plan.end:
            asked.setdefault((due.period, due.owner), []).append(due)
    deliveries = (
        DeliveryDay(
            period.last + grace + timedelta(days=max(due.targets[0].lag_days for due in one)), period, owner, tuple(one)
        )
        for (period, owner), one in asked.items()
    )
    return PlanDays(plan, deadlines_of(plan.targets), tuple(sorted(deliveries, key=_place)))


def _lag(dues: Iterable[Due]) -> timedelta:
    """How long after its period the last of these figures comes out."""
    return timedelta(days=max(one.targets[0].lag_days for one in dues))


def deadlines_of(targets: Iterable[Target]) -> tuple[Target, ...]:
    """These targets by their deadline, those of one day by code."""
    return tuple(sorted(targets, key=lambda one: (one.due, one.code)))


def _place(one: DeliveryDay) -> tuple[date, str, Period]:
    return one.day, one.owner.casefold(), one.period
