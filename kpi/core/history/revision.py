"""What differs between two versions of a plan, field by field, and which of it changes a promise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from kpi.core.model import Plan, Target
from kpi.core.plain import plain
from kpi.core.plan_parts import Activity

# What a target promises, and when and how it is judged; the rest (owner, category, ...) only describes it.
PROMISED = frozenset(
    {"statement", "kind", "indicator", "comparator", "value", "value_high", "per", "baseline", "baseline_date"}
    | {"start", "deadline", "due_from", "due", "path", "waypoints", "tolerance", "weight", "ended"}
    | {"report_frequency"}
)
MEASURED = frozenset({"unit", "direction", "frequency", "aggregation", "definition", "numerator", "denominator"})
_PAGE = ("title", "organisation", "region", "language", "start", "end", "source", "report_frequency", "dated", "terms")
_DERIVED = ("reported_from",)  # told of the plan itself
_PARTS = ("themes", "targets", "indicators", "org_units", "facts", "activities")
# Fields that a file names otherwise than the code does.
_COLUMNS = {"minimum": "min", "maximum": "max"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one part that changed; `field` empty: the part came (`before` empty) or went (`after` empty).

    `part` is `plan`, `themes`, `targets`, `indicators`, `org_units`, `facts` or `activities`; `code` names it there.
    Texts are as plan files write them.
    """

    part: str
    code: str
    field: str
    before: str
    after: str

    @property
    def is_promise(self) -> bool:
        """Whether it changes what was promised or how it is judged, so that it needs a reason."""
        if self.part == "targets":
            return self.field in PROMISED or (not self.field and not self.after)
        return (self.part == "indicators" and self.field in MEASURED) or self.part == "thresholds"


def is_same_promise(one: Target | None, other: Target | None) -> bool:
    """Whether two versions of a target promise the same; None: it was not there."""
    if one is None or other is None:
        return one is other
    return all(plain(getattr(one, name)) == plain(getattr(other, name)) for name in PROMISED - {"ended"})


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """All differences, in the order of the plan's parts and of the codes in `after`; the order of rows is none."""
    return tuple(_all(before, after))


def _all(before: Plan, after: Plan) -> Iterator[Difference]:
    yield from _fields("plan", after.code, _texts(before, _PAGE), _texts(after, _PAGE))
    yield from _fields("thresholds", after.code, _texts(before.thresholds), _texts(after.thresholds))
    for part in _PARTS:
        old, new = _by_code(before, part), _by_code(after, part)
        for code in (*new, *(code for code in old if code not in new)):
            yield from _of(part, code, old.get(code), new.get(code))


def _by_code(plan: Plan, part: str) -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {_code(one): _texts(one) for one in getattr(plan, part)}
    if part == "targets":
        found = {code: {**one, "ended": ""} for code, one in found.items()}
        found |= {one.target.code: {**_texts(one.target), "ended": plain(one.on)} for one in plan.ended}
    return found


def _code(one: Any) -> str:
    """An activity has no code: its place and words name it."""
    return " · ".join((one.theme, one.focus, one.activity)) if isinstance(one, Activity) else one.code


def _texts(one: Any, names: tuple[str, ...] = ()) -> dict[str, str]:
    known = names or tuple(field.name for field in fields(one) if field.name not in _DERIVED)
    return {_COLUMNS.get(name, name): plain(getattr(one, name)) for name in known}


def _of(part: str, code: str, old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> Iterator[Difference]:
    if old is None or new is None:
        yield Difference(part, code, "", _name(old, code), _name(new, code))
    else:
        yield from _fields(part, code, old, new)


def _name(one: Mapping[str, str] | None, code: str) -> str:
    """How a part that came or went is told: in its own words, else by its code."""
    known = one or {}
    return next((known[name] for name in ("statement", "name", "title") if known.get(name)), code if one else "")


def _fields(part: str, code: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    for name, text in new.items():
        if old[name] != text:
            yield Difference(part, code, name, old[name], text)
