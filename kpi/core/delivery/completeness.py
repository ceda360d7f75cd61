"""Whether everything that was due for a period came, and came in time: a light of its own, beside those of targets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.core.batch import Key
from kpi.core.calendar.period import Period
from kpi.core.delivery.due import Due
from kpi.core.light.assessment import Light
from kpi.core.model import Plan


@dataclass(frozen=True, slots=True)
class Report:
    """One value that was due: `until` is the last day on time, `came_on` None: not there yet.

    `late`: it came after `until`, or it is not there and `until` has passed.
    """

    due: Due
    until: date
    came_on: date | None
    late: bool

    @property
    def overdue(self) -> bool:
        """Whether it should have been there and is not."""
        return self.late and self.came_on is None


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """The reports of one theme or owner; red: something is overdue; amber: all came, some late; green: all in time.

    Grey: nothing was due, or something may still come in time.
    """

    code: str
    name: str
    reports: tuple[Report, ...]

    @property
    def came(self) -> int:
        """How many came."""
        return sum(one.came_on is not None for one in self.reports)

    @property
    def late(self) -> int:
        """How many came late or are overdue."""
        return sum(one.late for one in self.reports)

    @property
    def overdue(self) -> int:
        """How many should have been there and are not."""
        return sum(one.overdue for one in self.reports)

    @property
    def light(self) -> Light:
        """The light of this group's reporting."""
        if self.overdue:
            return Light.RED
        if not self.reports or self.came < len(self.reports):
            return Light.GREY
        return Light.AMBER if self.late else Light.GREEN


@dataclass(frozen=True, slots=True)
class Completeness:
    """What was due in a period as seen on `today`: as a whole, by theme in the plan's order, and by owner's name."""

    period: Period
    today: date
    whole: ReportGroup
    themes: tuple[ReportGroup, ...]
    owners: tuple[ReportGroup, ...]


def completeness(
    plan: Plan, period: Period, dues: Iterable[Due], arrived: Mapping[Key, date | None], today: date
) -> Completeness:
    """Set what came against what was due.

    `arrived`: by key the day on which a value was first delivered; None: it came with the plan itself, which is never
    late. A value of the whole organisation also answers for its units.
    """
    reports = reports_of_dues(plan, dues, arrived, today)
    owners = sorted({one.due.owner for one in reports})
    return Completeness(
        period=period,
        today=today,
        whole=ReportGroup(plan.code, plan.title, reports),
        themes=tuple(
            ReportGroup(theme.code, theme.title, tuple(one for one in reports if theme.code in one.due.themes))
            for theme in plan.themes
        ),
        owners=tuple(
            ReportGroup(name, name, tuple(one for one in reports if one.due.owner == name)) for name in owners
        ),
    )


def reports_of_dues(
    plan: Plan, dues: Iterable[Due], arrived: Mapping[Key, date | None], today: date
) -> tuple[Report, ...]:
    """What is due with what came of it, as `completeness` says."""
    grace = timedelta(days=plan.thresholds.grace_days)
    return tuple(_report(due, arrived, grace, today) for due in dues)


def _report(due: Due, arrived: Mapping[Key, date | None], grace: timedelta, today: date) -> Report:
    until = due.period.last + grace
    key = next((key for unit in (due.org_unit, "") if (key := (due.code, unit, due.period.code)) in arrived), None)
    if key is None:
        return Report(due, until, None, late=today > until)
    came = arrived[key]
    return Report(due, until, came or due.period.last, late=came is not None and came > until)
