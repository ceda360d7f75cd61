"""Core values as JSON text and back, exactly: how everything of a plan but its measurements is kept in a version."""

import json
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from kpi.core.calendar.deadline import Per, Term
from kpi.core.calendar.period import JANUARY, Frequency, Period, YearStart, parse_period, year_start
from kpi.core.meeting.records import Accepted, Agreement, AgreementKind, Meeting, MeetingState
from kpi.core.model import CheckIn, Indicator, Plan, Target, Theme
from kpi.core.plan_parts import Activity, Fact, OrgUnit
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator, Direction, FocusKind, Kind, Level, PathKind, ValueOf

T = TypeVar("T")
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan without its parts; `order` names the parts of each kind in the plan's own order.

    `ended`: the day from which a target no longer counts, by the code of each that has ended.
    """

    plan: Plan
    order: Mapping[str, tuple[str, ...]]
    ended: Mapping[str, date] = field(default_factory=dict)


def dump(one: object) -> str:
    """A core value as canonical JSON: every field in its class's order, days as ISO text, an indicator as its code.

    Raises ValueError for a number that is not finite.
    """
    return _text(_fields(one))


def restored(kind: type[T], content: str, **more: object) -> T:
    """A core value from `dump`; `more` replaces fields, fields the class does not know (any more) are left out."""
    return _made(kind, {**json.loads(content), **more})


def dump_page(page: PlanPage) -> str:
    """The plan's own fields and the order of its parts as canonical JSON."""
    ended = {code: day.isoformat() for code, day in page.ended.items()}
    # Left out when there is none: the page of a plan without it is the text it always was.
    return _text({**_fields(page.plan, but=PARTS), "order": dict(page.order)} | ({"ended": ended} if ended else {}))


def load_page(content: str) -> PlanPage:
    """A plan without its parts, from `dump_page`."""
    stored = json.loads(content)
    order = {kind: tuple(codes) for kind, codes in stored.pop("order").items()}
    ended = {code: date.fromisoformat(day) for code, day in stored.pop("ended", {}).items()}
    return PlanPage(_made(Plan, stored), order, ended)


# Left out when nothing is said, so that what was stored before them is the text it always was.
_LATER = frozenset(
    {
        "report_frequency",
        "reported_from",
        "dated",
        "due",
        "year_starts",
        "org_unit",
        "value_of",
        "benchmark",
        "as_stated",
        "every",
        "lag_days",
        "terms",
    }
)
PARTS = ("targets", "indicators", "org_units", "facts", "activities", "ended")


def _text(stored: Fields) -> str:
    return json.dumps(stored, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _fields(one: object, but: tuple[str, ...] = ()) -> Fields:
    told = (part for part in _declared(one) if part.name not in but and not _unsaid(one, part))
    return {part.name: _plain(getattr(one, part.name), part.type) for part in told}


def _unsaid(one: object, part: Field[Any]) -> bool:
    return part.name in _LATER and getattr(one, part.name) == part.default


def _declared(one: Any) -> tuple[Field[Any], ...]:
    return fields(one)


def _plain(value: object, kind: object = None) -> object:
    """A value as JSON knows it; 8 and 8.0 are the same value, so they are the same text."""
    if type(value) is int and kind is not int:
        return float(value)
    if isinstance(value, Period):
        return value.code if value.year == JANUARY else f"{value.code}@{value.year}"
    if isinstance(value, Indicator):
        return value.code
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum | YearStart):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return _fields(value) if isinstance(value, Theme | Thresholds) else value


def _made(kind: type[T], stored: Fields) -> T:
    readers, names = _READERS.get(kind, {}), _NAMES[kind]
    known = {name: value for name, value in stored.items() if name in names}
    known.update((name, reader(known[name])) for name, reader in readers.items() if name in known)
    return kind(**known)


def _maybe(reader: Callable[[str], object]) -> Callable[[str | None], object]:
    return lambda value: None if value is None else reader(value)


def _themes(stored: list[Fields]) -> tuple[Theme, ...]:
    return tuple(_made(Theme, one) for one in stored)


def _thresholds(stored: Fields) -> Thresholds:
    return _made(Thresholds, stored)


def _waypoints(stored: list[tuple[str, float]]) -> tuple[tuple[date, float], ...]:
    return tuple((date.fromisoformat(day), value) for day, value in stored)


def _period(stored: str) -> Period:
    """A period by its code, and when its year begins where that is not on 1 January: `2022/23-Q1@04-01`."""
    code, _, year = stored.partition("@")
    return parse_period(code, year_start(year) if year else JANUARY)


def _terms(stored: list[tuple[str, str, str]]) -> tuple[Term, ...]:
    return tuple((name, date.fromisoformat(first), date.fromisoformat(last)) for name, first, last in stored)


# How the fields that JSON cannot hold are read back; the others are what they were.
_READERS: Mapping[type[Any], Mapping[str, Callable[[Any], object]]] = {
    Plan: {
        "start": date.fromisoformat,
        "end": date.fromisoformat,
        "themes": _themes,
        "thresholds": _thresholds,
        "report_frequency": Frequency,
        "dated": _maybe(date.fromisoformat),
        "year_starts": year_start,
        "terms": _terms,
    },
    Target: {
        "kind": Kind,
        "start": date.fromisoformat,
        "due": date.fromisoformat,
        "due_from": _maybe(date.fromisoformat),
        "comparator": Comparator,
        "per": _maybe(Per),
        "baseline_date": _maybe(date.fromisoformat),
        "path": PathKind,
        "waypoints": _waypoints,
        "focus_kind": FocusKind,
        "level": _maybe(Level),
        "contributes_to": tuple,
        "report_frequency": Frequency,
        "reported_from": _maybe(date.fromisoformat),
        "year_starts": year_start,
        "value_of": _maybe(ValueOf),
    },
    Indicator: {"direction": Direction, "frequency": Frequency, "aggregation": Aggregation},
    Activity: {"focus_kind": FocusKind},
    CheckIn: {"period": _period, "due": _maybe(date.fromisoformat)},
    Meeting: {
        "day": date.fromisoformat,
        "as_of": date.fromisoformat,
        "state": MeetingState,
        "added": tuple,
        "left_out": tuple,
    },
    Agreement: {
        "kind": AgreementKind,
        "due": _maybe(date.fromisoformat),
        "closed_on": _maybe(date.fromisoformat),
    },
    Accepted: {"since": date.fromisoformat, "until": date.fromisoformat},
    Fact: {},
    OrgUnit: {"until": _maybe(date.fromisoformat)},
}
# Asked once: a plan has hundreds of parts.
_NAMES: Mapping[type[Any], frozenset[str]] = {
    kind: frozenset(part.name for part in _declared(kind)) for kind in (*_READERS, Theme, Thresholds)
}
