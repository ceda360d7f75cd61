"""Why a light is another one than it was: split into new data, correction, revised target, threshold and clock."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kpi.core.batch import Key, key_of
from kpi.core.light.assessment import Assessment
from kpi.core.light.evidence import reports_of
from kpi.core.light.snapshot import Change, Evidence, change
from kpi.core.light.status import assess
from kpi.core.light.units import tree_of
from kpi.core.model import Measurement, Plan, Target


class Cause(StrEnum):
    """What made a light another one; a target that came or was taken out is a revised target too."""

    NEW_DATA = "new_data"
    CORRECTION = "correction"
    REVISED_TARGET = "revised_target"
    CHANGED_THRESHOLD = "changed_threshold"
    CLOCK = "clock"


ALL = frozenset(Cause)
_RECORDED = (Cause.NEW_DATA, Cause.CORRECTION, Cause.REVISED_TARGET, Cause.CHANGED_THRESHOLD)


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """A plan as it was known, seen at the end of `as_of`; `evidence` by code, of every organisation unit."""

    plan: Plan
    evidence: Evidence
    as_of: date


@dataclass(frozen=True, slots=True)
class ChangedLight:
    """A light that is another one than it was; `before` or `after` None when the target was not there.

    `causes`: at least one, in the order of `Cause`.
    """

    target: Target
    before: Assessment | None
    after: Assessment | None
    causes: tuple[Cause, ...]


def why_changed(before: KnownPlan, after: KnownPlan) -> tuple[ChangedLight, ...]:
    """Every light of a plan that changed between two views of it, in the plan's order, those taken out last.

    A cause counts when the light would not be what it is without it (docs/rules.md, what changed).
    """
    old = {target.code: target for target in before.plan.targets}
    new = {target.code: target for target in after.plan.targets}
    codes = [*new, *(code for code in old if code not in new)]
    return tuple(found for code in codes if (found := _changed(old.get(code), new.get(code), before, after)))


def _changed(old: Target | None, new: Target | None, before: KnownPlan, after: KnownPlan) -> ChangedLight | None:
    if old and new:
        return _Pair(old, new, before, after).changed()
    was, now = (_light(known, target) for known, target in ((before, old), (after, new)))
    there = new or old
    return ChangedLight(there, was, now, (Cause.REVISED_TARGET,)) if there else None


def _light(known: KnownPlan, target: Target | None) -> Assessment | None:
    return seen_in(known, target) if target else None


def seen_in(known: KnownPlan, target: Target) -> Assessment:
    """The light of a target in a view."""
    # Most lights are the same in both views, so no measurement is taken out of its column for it.
    reports = reports_of(target, known.evidence, tree_of(known.plan.org_units))
    return assess(target, reports, as_of=known.as_of, thresholds=known.plan.thresholds)


def _assessed(tree: Plan, target: Target, rows: Iterable[Measurement], as_of: date, limits: Plan) -> Assessment:
    evidence: dict[str, list[Measurement]] = {}
    for one in rows:
        if one.day <= as_of:
            evidence.setdefault(one.indicator, []).append(one)
    known = reports_of(target, evidence, tree_of(tree.org_units))
    return assess(target, known, as_of=as_of, thresholds=limits.thresholds)


def _only_repeats(alone: Assessment, now: Assessment) -> bool:
    """Whether all stands where it stood without the new data: the value, where its path begins, the times done."""
    return _standing(alone) == _standing(now)


def _standing(one: Assessment) -> tuple[object, ...]:
    begin = one.comparison.begin if one.comparison else None
    if one.windows:
        return tuple(window.count for window in one.windows)
    return one.value, begin and (begin.value, begin.day)


@dataclass(frozen=True, slots=True)
class _Pair:
    """One target in both views; `with_` sees it as it would be if only some of the causes had come to pass."""

    old: Target
    new: Target
    before: KnownPlan
    after: KnownPlan

    def changed(self) -> ChangedLight | None:
        was, now = seen_in(self.before, self.old), seen_in(self.after, self.new)
        if was.light is now.light:
            return None
        causes = {*self._needed(now), *self._of_time(now)} or {*self._enough(was)} or ALL
        return ChangedLight(self.new, was, now, tuple(cause for cause in Cause if cause in causes))

    def with_(self, causes: Collection[Cause]) -> Assessment:
        revised = Cause.REVISED_TARGET in causes
        return _assessed(
            tree=self.after.plan if revised else self.before.plan,
            target=self.new if revised else self.old,
            rows=tuple(self._rows(causes)),
            as_of=self.after.as_of if Cause.CLOCK in causes else self.before.as_of,
            limits=self.after.plan if Cause.CHANGED_THRESHOLD in causes else self.before.plan,
        )

    def _rows(self, causes: Collection[Cause]) -> Iterator[Measurement]:
        """What was known then, as it is known now if corrections count, with what came in if new data do."""
        target = self.new if Cause.REVISED_TARGET in causes else self.old
        was, now = self._known(self.before, target), self._known(self.after, target)
        corrected = Cause.CORRECTION in causes
        yield from (now[key] if corrected else one for key, one in was.items() if key in now or not corrected)
        if Cause.NEW_DATA in causes:
            yield from (one for key, one in now.items() if key not in was)

    @staticmethod
    def _known(known: KnownPlan, target: Target) -> Mapping[Key, Measurement]:
        rows = (one for code in target.sources for one in known.evidence.get(code, ()))
        return {key_of(one): one for one in rows if one.day <= known.as_of}

    def _needed(self, now: Assessment) -> Iterator[Cause]:
        """What was recorded and without which the light would be another."""
        for cause in _RECORDED[1:]:
            if self.with_(ALL - {cause}).light is not now.light:
                yield cause

    def _of_time(self, now: Assessment) -> Iterator[Cause]:
        """New data or the clock: the clock when time alone, without the new data, gives the same status.

        So too when the light got worse and the new data only repeat what was there: nothing moved but time.
        """
        still = self.with_(ALL - {Cause.NEW_DATA, Cause.CLOCK})
        if still.light is now.light:
            return
        alone = self.with_(ALL - {Cause.NEW_DATA})
        same = (alone.status, alone.light) == (now.status, now.light)
        waited = change(still.light, now.light) is Change.WORSE and _only_repeats(alone, now)
        yield Cause.CLOCK if same or waited else Cause.NEW_DATA

    def _enough(self, was: Assessment) -> Iterator[Cause]:
        """Where several causes would each have done it: all that would. New data may be of later days."""
        for cause in Cause:
            alone = {cause, Cause.CLOCK} if cause is Cause.NEW_DATA else {cause}
            if self.with_(alone).light is not was.light:
                yield cause
