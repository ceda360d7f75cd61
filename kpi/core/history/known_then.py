"""One day as it was known then, beside the same day as it is known later: every result that differs, and in what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kpi.core.calendar.period import Period
from kpi.core.history.revision import MEASURED, PROMISED, Difference, differences
from kpi.core.history.why_changed import Cause, ChangedLight, KnownPlan, seen_in, why_changed
from kpi.core.light.assessment import Assessment
from kpi.core.model import Measurement, Target
from kpi.core.plain import plain

MEASURED_VALUE = "measurements"  # the part of a difference in what was measured; its field is a period, with its unit
_UNIT = ("unit", "unit_en", "decimals")


class Differs(StrEnum):
    """In what two views of a result differ."""

    VALUE = "value"
    TARGET = "target"
    THRESHOLD = "threshold"
    UNIT = "unit"
    TEXT = "text"


# In what results are known otherwise, by code; those that are not are not in it.
Otherwise = Mapping[str, tuple[Differs, ...]]
NOTHING_OTHERWISE: Otherwise = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class KnownThen:
    """A result that is known otherwise: its lights then and now (None: not in the plan), and what differs.

    `changed` None: the light is the same. `differences`: of its measurements up to the day, itself and its indicator.
    """

    target: Target
    before: Assessment | None
    after: Assessment | None
    changed: ChangedLight | None
    differences: tuple[Difference, ...]

    @property
    def kinds(self) -> tuple[Differs, ...]:
        """In what it differs, in the order of `Differs`."""
        found = {differs_in(one) for one in self.differences}
        return tuple(one for one in Differs if one in found)


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """Two views of one day: the results that differ, in the plan's order, and the thresholds that do."""

    before: KnownPlan
    after: KnownPlan
    results: tuple[KnownThen, ...]
    thresholds: tuple[Difference, ...]


def differs_in(one: Difference) -> Differs:
    """What kind of difference this is; where a target is judged otherwise it is the target."""
    if one.part == MEASURED_VALUE:
        return Differs.VALUE
    if one.part == "thresholds":
        return Differs.THRESHOLD
    if one.part == "indicators":
        return Differs.UNIT if one.field in _UNIT else Differs.TARGET if one.field in MEASURED else Differs.TEXT
    return Differs.TARGET if not one.field or one.field in PROMISED - {"statement"} else Differs.TEXT


def then_and_now(before: KnownPlan, after: KnownPlan) -> ThenAndNow:
    """All that is known otherwise of a plan on one day; both views are of that day, with the evidence of both plans."""
    told = differences(before.plan, after.plan)
    lights = {one.target.code: one for one in why_changed(before, after)}
    old = {one.code: one for one in before.plan.targets}
    new = {one.code: one for one in after.plan.targets}
    codes = [*new, *(code for code in old if code not in new)]
    found = (_of(old.get(code), new.get(code), before, after, told, lights.get(code)) for code in codes)
    limits = tuple(one for one in told if one.part == "thresholds")
    return ThenAndNow(before, after, tuple(one for one in found if one.changed or one.differences), limits)


def otherwise_by_target(found: ThenAndNow) -> Otherwise:
    """In what each result is known otherwise, by its code; in a threshold where that made its light another one."""
    return {one.target.code: _kinds_with_light(one) for one in found.results}


def _kinds_with_light(one: KnownThen) -> tuple[Differs, ...]:
    limits = one.changed is not None and Cause.CHANGED_THRESHOLD in one.changed.causes
    return tuple(kind for kind in Differs if kind in one.kinds or (limits and kind is Differs.THRESHOLD))


def _of(
    old: Target | None,
    new: Target | None,
    before: KnownPlan,
    after: KnownPlan,
    told: tuple[Difference, ...],
    changed: ChangedLight | None,
) -> KnownThen:
    there = new or old
    assert there is not None
    indicators = {one.indicator.code for one in (old, new) if one and one.indicator}
    mine = (
        one
        for one in told
        if (one.part == "targets" and one.code == there.code) or (one.part == "indicators" and one.code in indicators)
    )
    measured = _values(old or there, new or there, before, after)
    was, now = seen_in(before, old) if old else None, seen_in(after, new) if new else None
    return KnownThen(there, was, now, changed, (*measured, *mine))


def _values(old: Target, new: Target, before: KnownPlan, after: KnownPlan) -> Iterator[Difference]:
    """The measurements that differ, the newest period first."""
    codes = dict.fromkeys((*new.sources, *old.sources))
    for code in codes:
        was, now = _rows(before, code), _rows(after, code)
        keys = sorted(was.keys() | now.keys(), key=lambda key: (key[0].last, key[0].frequency.months, key[1]))
        for key in keys[::-1]:
            period, unit = key
            name = f"{period.code} ({unit})" if unit else period.code
            one, other = was.get(key), now.get(key)
            if (first := _told(one)) != (second := _told(other)):
                yield Difference(MEASURED_VALUE, code, name, first, second)
            elif one and other:
                yield from _rest(code, name, one, other)


def _rows(known: KnownPlan, code: str) -> Mapping[tuple[Period, str], Measurement]:
    rows = (one for one in known.evidence.get(code, ()) if one.day <= known.as_of)
    return {(one.period, one.org_unit): one for one in rows}


def _rest(code: str, name: str, one: Measurement, other: Measurement) -> Iterator[Difference]:
    """What else of a measurement differs than its value."""
    for field in ("measured_on", "provisional", "note", "origin"):
        first, second = plain(getattr(one, field)), plain(getattr(other, field))
        if first != second:
            yield Difference(MEASURED_VALUE, code, f"{name}: {field}", first, second)


def _told(one: Measurement | None) -> str:
    """What a measurement says as one text: `75`, `30/40`, `75 (30/40)`, `ja`, or its day; empty: there is none."""
    if one is None:
        return ""
    counts = f"{plain(one.numerator)}/{plain(one.denominator)}" if one.numerator is not None else ""
    value = plain(one.value)
    return (f"{value} ({counts})" if value and counts else value or counts) or plain(one.done) or plain(one.measured_on)
