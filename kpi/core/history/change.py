"""What an upload would change: values added, revised, unchanged or absent, and the lights that follow."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kpi.core.batch import Batch, Key, batch_of, key_of
from kpi.core.explain.why import why
from kpi.core.light.assessment import Assessment
from kpi.core.light.evidence import aggregation_of, reports_of
from kpi.core.light.snapshot import Change, Evidence, change
from kpi.core.light.status import assess
from kpi.core.light.units import Heard, Reports, tree_of
from kpi.core.model import Measurement, Plan, Target
from kpi.core.unit import PER_ONE
from kpi.core.vocabulary import Aggregation, Origin

TOLD = frozenset({"value", "numerator", "measured_on", "provisional", "note"})  # what a file may leave out


@dataclass(frozen=True, slots=True)
class Revised:
    """One value that is there already and would become another."""

    old: Measurement
    new: Measurement


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The difference between a file and the values in force, each part in the file's own order.

    `absent`: values this uploader's earlier file held for the same periods and this one does not; they stay as they
    are. `targets`: those whose evidence is touched, in the plan's order.
    """

    added: Batch = field(default_factory=Batch)
    revised: tuple[Revised, ...] = ()
    unchanged: Batch = field(default_factory=Batch)
    absent: tuple[Measurement, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def written(self) -> Batch:
        """The new values that a commit writes."""
        return self.added + batch_of(one.new for one in self.revised) if self.revised else self.added

    @property
    def counts(self) -> dict[str, int]:
        """How many values are in each part, by its name."""
        return {name: len(getattr(self, name)) for name in ("added", "revised", "unchanged", "absent")}

    @property
    def empty(self) -> bool:
        """Whether nothing would be written."""
        return not self.added and not self.revised


@dataclass(frozen=True, slots=True)
class LightChange:
    """A touched target's light at one date, without and with the upload."""

    before: Assessment
    after: Assessment

    @property
    def target(self) -> Target:
        """The target both are of."""
        return self.after.target

    @property
    def change(self) -> Change:
        """What became of the light."""
        return change(self.before.light, self.after.light)

    @property
    def differs(self) -> bool:
        """Whether the light, its status or what is said beside it becomes another."""
        return _shown(self.before) != _shown(self.after)

    def reasons(self, lang: str, plan: Plan) -> tuple[str, str]:
        """The sentence behind each of both lights, before and after, in "nl" or "en"."""
        return why(self.before, lang, plan.thresholds), why(self.after, lang, plan.thresholds)


def change_set(
    plan: Plan,
    current: Mapping[Key, Measurement],
    records: Iterable[Measurement],
    *,
    last_time: Collection[Key],
    untold: Collection[str] = (),
) -> ChangeSet:
    """Compare a file's records with the values in force.

    `current` holds at least the values of the records' and of the `last_time` keys that are in force. `last_time`: the
    keys that this uploader's earlier upload for the same periods held. A key occurs once among the records (intake
    refuses a second one). `untold`: what the file has no column for (of TOLD): of a value that is there already it
    stays as it was.
    """
    batch = batch_of(records)
    keys = list(batch.keys())
    new = [key not in current for key in keys]
    units = {one.code: one.unit for one in plan.indicators}
    both = [
        (current[key], as_told(batch[at], current[key], untold, units.get(key[0], "")))
        for at, key in enumerate(keys)
        if not new[at]
    ]
    added = batch if all(new) else batch.where(new)
    revised = tuple(Revised(old, one) for old, one in both if old != one)
    gone = sorted(set(last_time).difference(keys))
    touched = set(added.indicator) | {one.new.indicator for one in revised}
    return ChangeSet(
        added=added,
        revised=revised,
        unchanged=batch_of(one for old, one in both if old == one),
        absent=tuple(current[key] for key in gone if key in current),
        targets=tuple(target for target in plan.targets if not touched.isdisjoint(target.sources)),
    )


def as_told(new: Measurement, old: Measurement, untold: Collection[str], unit: str) -> Measurement:
    """The new value with what a file without these columns (of TOLD) leaves as it was; `unit` is its indicator's.

    Counts stay where the new value is the share that they give. Nothing is taken over from an invented example.
    """
    if old.origin is Origin.SAMPLE:
        return new
    if "numerator" in untold and has_counts(old) and new.value is not None and agrees(new.value, old, unit):
        new = replace(new, value=old.value, numerator=old.numerator, denominator=old.denominator)
    elif "value" in untold and has_counts(old) and (new.numerator, new.denominator) == (old.numerator, old.denominator):
        new = replace(new, value=old.value)
    note = new.note or old.note if "note" in untold else new.note
    day = new.measured_on or old.measured_on if "measured_on" in untold else new.measured_on
    provisional = new.provisional or ("provisional" in untold and old.provisional)
    if (note, day, provisional) == (new.note, new.measured_on, new.provisional):
        return new
    return replace(new, note=note, measured_on=day, provisional=provisional)


def has_counts(one: Measurement) -> bool:
    """Whether it was reported as a numerator and a denominator."""
    return one.numerator is not None and one.denominator is not None


def agrees(value: float, counts: Measurement, unit: str) -> bool:
    """Whether a value is what these counts give, to half of its own last decimal."""
    share = share_of(counts, unit)
    decimals = len(f"{value:.15g}".partition(".")[2])
    return share is not None and abs(value - share) <= 0.5 * 10.0**-decimals + 1e-9 * (1 + abs(value))


def share_of(one: Measurement, unit: str) -> float | None:
    """What numerator and denominator give in this unit; None without both, or with nothing below."""
    if one.numerator is None or not one.denominator:
        return None
    return PER_ONE.get(unit, 1.0) * one.numerator / one.denominator


def light_changes(plan: Plan, evidence: Evidence, changes: ChangeSet, *, as_of: date) -> tuple[LightChange, ...]:
    """Every touched target at the end of `as_of`, before and after; which lights really change says `differs`.

    `evidence`: all measurements in force of the touched codes, of every organisation unit, without regard to the date.
    """
    after = merged(evidence, changes.written)
    return tuple(
        LightChange(_light(plan, target, evidence, as_of), _light(plan, target, after, as_of))
        for target in changes.targets
    )


def partly_heard(plan: Plan, evidence: Evidence, changes: ChangeSet) -> tuple[tuple[Target, Heard], ...]:
    """The periods of an upload in which, with it, still not every expected unit is heard; once for each measured code.

    A latest value needs no one else, so it is never told.
    """
    wanted = {(one.indicator, one.period) for one in changes.written if one.org_unit}
    if not wanted:
        return ()
    after, tree = merged(evidence, changes.written), tree_of(plan.org_units)
    targets = {one.measured_as: one for one in reversed(changes.targets) if aggregation_of(one) is not Aggregation.LAST}
    return tuple(
        (target, one.partial)
        for code, target in sorted(targets.items())
        for one in Reports(after.get(code, ()), tree).until(date.max)
        if one.partial and (code, one.partial.period) in wanted
    )


def merged(evidence: Evidence, written: Iterable[Measurement]) -> Evidence:
    """Evidence by code as it is once these values have replaced those of the same key."""
    by_code: dict[str, dict[Key, Measurement]] = {
        code: {key_of(one): one for one in rows} for code, rows in evidence.items()
    }
    for one in written:
        by_code.setdefault(one.indicator, {})[key_of(one)] = one
    return {code: tuple(rows.values()) for code, rows in by_code.items()}


def _light(plan: Plan, target: Target, evidence: Evidence, as_of: date) -> Assessment:
    """As a snapshot assesses it."""
    known = reports_of(target, evidence, tree_of(plan.org_units))
    return assess(target, known, as_of=as_of, thresholds=plan.thresholds)


def _shown(one: Assessment) -> tuple[object, ...]:
    return one.light, one.status, one.flags, one.waiting and one.waiting.partial
