"""What a new version of a plan may not lose: targets, indicators and units under which something was measured."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from kpi.core.model import Ended, Indicator, Plan, Target, Theme
from kpi.core.plan_parts import OrgUnit

Part = TypeVar("Part", Target, Indicator, OrgUnit)


@dataclass(frozen=True, slots=True)
class Held:
    """What hangs on the codes of a plan: nothing of it may lose its home.

    `codes`: measured codes (of indicators, or of targets without one). `targets`: those with check-ins.
    """

    codes: frozenset[str] = frozenset()
    org_units: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()

    def holds(self, target: Target) -> bool:
        """Whether something was measured or said of a target."""
        return not self.codes.isdisjoint(target.sources) or target.code in self.targets


@dataclass(frozen=True, slots=True)
class Renamed:
    """A part that is the same but for its code; `part` is `targets`, `indicators` or `org_units`."""

    part: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A new version with what it may not lose; `kept`: part and code of what it left out and still has.

    `renamed`: parts that would leave their measurements behind under the old code.
    """

    plan: Plan
    kept: tuple[tuple[str, str], ...]
    renamed: tuple[Renamed, ...]


def carry(new: Plan, old: Plan, held: Held, *, on: date) -> Carried:
    """The new version, with what something hangs on in the old one: targets as ended from `on`, the rest as it was.

    A target that had ended before keeps its day. A renamed part is told and not kept twice.
    """
    gone = {one.target.code: one for one in _ended_or_not(old, on) if held.holds(one.target)}
    gone = {code: one for code, one in gone.items() if code not in {one.target.code for one in _ended_or_not(new, on)}}
    indicators = _missing(old.indicators, new.indicators, held.codes)
    units = _missing(old.org_units, new.org_units, held.org_units)
    renamed = (
        *_renamed("targets", [one.target for one in gone.values()], _added(new.targets, old.targets)),
        *_renamed("indicators", indicators, _added(new.indicators, old.indicators)),
        *_renamed("org_units", units, _added(new.org_units, old.org_units)),
    )
    was = {(one.part, one.was) for one in renamed}
    ended = tuple(one for code, one in gone.items() if ("targets", code) not in was)
    used = {one.code for ended_one in ended for one in (ended_one.target.indicator, ended_one.target.benchmark) if one}
    indicators = _missing(old.indicators, new.indicators, held.codes | used)
    plan = replace(
        new,
        themes=(*new.themes, *_themes(new, old, ended)),
        indicators=(*new.indicators, *indicators),
        org_units=(*new.org_units, *_with_parents(units, old, new)),
    )
    known = {one.code: one for one in plan.indicators}
    kept = [*(("targets", one.target.code) for one in ended), *(("indicators", one.code) for one in indicators)]
    kept += [("org_units", one.code) for one in units]
    return Carried(
        replace(plan, ended=(*plan.ended, *(_measured_as(one, known) for one in ended))),
        tuple(one for one in kept if one not in was),
        renamed,
    )


def _ended_or_not(plan: Plan, on: date) -> tuple[Ended, ...]:
    return (*(Ended(target, on) for target in plan.targets), *plan.ended)


def _measured_as(one: Ended, known: Mapping[str, Indicator]) -> Ended:
    """With its indicator as the new version defines it: one code means one thing in a plan."""
    indicator, benchmark = one.target.indicator, one.target.benchmark
    if indicator is None:
        return one
    beside = known[benchmark.code] if benchmark else None
    return replace(one, target=replace(one.target, indicator=known[indicator.code], benchmark=beside))


def _missing(old: Iterable[Part], new: Iterable[Part], codes: Iterable[str]) -> list[Part]:
    there, wanted = {one.code for one in new}, set(codes)
    return [one for one in old if one.code in wanted and one.code not in there]


def _added(new: Iterable[Part], old: Iterable[Part]) -> list[Part]:
    there = {one.code for one in old}
    return [one for one in new if one.code not in there]


def _renamed(part: str, gone: Iterable[Part], added: list[Part]) -> Iterator[Renamed]:
    for one in gone:
        if other := next((other for other in added if _words(other) == _words(one)), None):
            yield Renamed(part, one.code, other.code)


def _words(one: Target | Indicator | OrgUnit) -> str:
    """By its own words a row is recognised, whatever its code."""
    return " ".join((one.statement if isinstance(one, Target) else one.name).casefold().split())


def _themes(new: Plan, old: Plan, ended: Iterable[Ended]) -> list[Theme]:
    there, needed = {one.code for one in new.themes}, {one.target.theme for one in ended}
    return [one for one in old.themes if one.code in needed and one.code not in there]


def _with_parents(units: Iterable[OrgUnit], old: Plan, new: Plan) -> list[OrgUnit]:
    """The units and those above them that are not in the new version either."""
    known, there = {one.code: one for one in old.org_units}, {one.code for one in new.org_units}
    found: dict[str, OrgUnit] = {}
    for unit in units:
        line: OrgUnit | None = unit
        while line and line.code not in there and line.code not in found:
            found[line.code] = line
            line = known.get(line.parent)
    return list(found.values())
