"""What has to be reported for a period: by code, period and organisation unit, with what was reported last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpi.core.calendar.period import DAY, Period, add_months, period_of, periods_between
from kpi.core.kinds import Course
from kpi.core.light.assessment import Assessment, Status
from kpi.core.light.begin import begin_of
from kpi.core.light.compare import asked
from kpi.core.light.evidence import NOISE, Point, goal_of, reports_of
from kpi.core.light.snapshot import Evidence
from kpi.core.light.status import assess, counted
from kpi.core.light.units import tree_of
from kpi.core.model import Indicator, Measurement, Plan, Target
from kpi.core.vocabulary import Aggregation

AFTER_PLAN = 12  # months after a plan's end in which a late result can still be reported
_DONE = (Status.ACHIEVED, Status.ACHIEVED_LATE)


@dataclass(frozen=True, slots=True)
class Due:
    """One value that is asked for; `targets` are the open ones it is evidence of, in the plan's order, at least one.

    `last`: the newest value of this unit before `period`, None when there is none. `expected`: what the path of the
    first target asks of this value, for a total what is still to be added; None when nothing says so. `unit`: what the
    organisation unit is called, empty for the whole.
    """

    code: str
    period: Period
    org_unit: str
    targets: tuple[Target, ...]
    last: Measurement | None
    expected: float | None
    unit: str = ""

    @property
    def indicator(self) -> Indicator | None:
        """What is measured; None for a target that is reported under its own code."""
        return self.targets[0].indicator

    @property
    def name(self) -> str:
        """What to call it."""
        return self.indicator.name if self.indicator else self.targets[0].statement

    @property
    def owner(self) -> str:
        """Who reports it: the indicator's owner, else that of the first target that has one; may be empty."""
        own = self.indicator.owner if self.indicator else ""
        return own or next((target.owner for target in self.targets if target.owner), "")

    @property
    def themes(self) -> tuple[str, ...]:
        """The codes of the themes its targets belong to, each once."""
        return tuple(dict.fromkeys(target.theme for target in self.targets))


def due_in(plan: Plan, period: Period, evidence: Evidence, owner: str | None = None) -> tuple[Due, ...]:
    """Everything whose own reporting period ends within `period`, in the plan's order.

    A year is asked for in the quarter that ends it, three months in every quarter. Left out: what has not begun, a
    milestone that was done before, and what was settled after its deadline. `owner` None: of everybody.
    `evidence`: all measurements in force, of every organisation unit, by code.
    """
    by_code: dict[str, list[Target]] = {}
    for target in plan.targets:
        by_code.setdefault(target.measured_as, []).append(target)
    found = (due for code, targets in by_code.items() for due in _of_code(plan, code, targets, period, evidence))
    return tuple(due for due in found if owner is None or owner in _owners(due))


def _owners(due: Due) -> set[str]:
    return {due.owner, *(target.owner for target in due.targets)}


def _of_code(plan: Plan, code: str, targets: list[Target], period: Period, evidence: Evidence) -> Iterator[Due]:
    rows, tree = evidence.get(code, ()), tree_of(plan.org_units)
    names = {one.code: one.name for one in plan.org_units}
    known = {one.code: reports_of(one, evidence, tree) for one in targets}
    for own in periods_between(period.first, period.last, targets[0].frequency, plan.year_starts):
        if not period.first <= own.last <= period.last or own.first > add_months(plan.end, AFTER_PLAN):
            continue
        if not _comes_out(targets[0], rows, own):
            continue
        seen = {
            one.code: assess(one, known[one.code], as_of=own.first - DAY, thresholds=plan.thresholds) for one in targets
        }
        open_ones = tuple(one for one in targets if one.asked_from <= own.last and not _settled(seen[one.code]))
        if open_ones:
            series = counted(open_ones[0], known[open_ones[0].code], own.first - DAY, plan.thresholds)
            expected = _expected(seen[open_ones[0].code].target, series, own)
            for unit, last in _units(rows, own, _own_units(open_ones)).items():
                yield Due(code, own, unit, open_ones, last, expected, names.get(unit, unit))


def _settled(before: Assessment) -> bool:
    """Whether no report can change this target's light any more."""
    if before.target.traits.closes:
        return before.status in _DONE
    return before.days_left < 0 and before.status in (*_DONE, Status.MISSED)


def _comes_out(target: Target, rows: Sequence[Measurement], period: Period) -> bool:
    """Whether a figure of a period is to be expected, of a statistic that skips periods: not before its time is up."""
    if target.rhythm == target.frequency.months:
        return True
    before = [one.period.last for one in rows if one.period.last < period.first]
    if before:
        return period.last >= add_months(max(before), target.rhythm)
    first = period_of(target.asked_from, target.frequency, target.year_starts).last
    return period.last >= add_months(first, target.rhythm - target.frequency.months)


def _own_units(targets: Sequence[Target]) -> tuple[str, ...]:
    """The units whose own promises these are; empty when one of them is of the whole organisation."""
    own = tuple(dict.fromkeys(one.org_unit for one in targets))
    return () if "" in own else own


def _units(rows: Sequence[Measurement], period: Period, own: Sequence[str]) -> Mapping[str, Measurement | None]:
    """The units that reported last before a period, with their newest value; without any those that promised it."""
    earlier = [one for one in rows if one.period.last < period.first and (not own or one.org_unit in own)]
    if not earlier:
        return dict.fromkeys(own or ("",))
    newest = max(one.period.last for one in earlier)
    return {one.org_unit: one for one in sorted(earlier, key=_unit) if one.period.last == newest}


def _unit(one: Measurement) -> str:
    return one.org_unit


def _expected(target: Target, series: tuple[Point, ...], period: Period) -> float | None:
    """What the path asks of the value of `period`, in its unit; of what is added up only the part still missing.

    `series`: what counted on the day before the period; the path begins as the light's does. None: the plan does not
    say.
    """
    match target.traits.course:
        case Course.WINDOWS:
            return target.value if target.per is not None and target.per.value == period.frequency.value else None
        case Course.BOUND:
            return goal_of(target)
        case Course.PATH:
            return _next_step(target, series, period)


def _next_step(target: Target, series: tuple[Point, ...], period: Period) -> float | None:
    begin = begin_of(target, series)
    if begin is None:
        return None
    held = series[-1].value if series else begin.value
    wanted = asked(target, held, begin, period.last)
    return round(max(0.0, wanted - (series[-1].value if series else 0.0)), NOISE) if _adds_up(target) else wanted


def _adds_up(target: Target) -> bool:
    """Whether each period's value is a part of the total, rather than the total so far (docs/rules.md, rule 1)."""
    if not target.traits.adds_up:
        return False
    return target.indicator is None or target.indicator.aggregation is not Aggregation.LAST
