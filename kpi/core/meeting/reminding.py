"""On which days somebody is reminded of what is asked, and when the owner of a plan hears of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.core.calendar.period import DAY
from kpi.core.meeting.asked import Asked
from kpi.core.plain import name_key

MOST_DAYS = 31  # that are made up for after a while in which nobody looked
_MONDAY = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """`before`: days before a day, `escalate`: days after it on which the owner of the plan hears."""

    before: int
    escalate: int


def days_between(last: date | None, on: date) -> tuple[date, ...]:
    """The days to look at on a day: it, and those since it was last looked (None: never), a month of them at most."""
    first = on if last is None else max(last + DAY, on - timedelta(days=MOST_DAYS - 1))
    return tuple(first + timedelta(days=n) for n in range((on - first).days + 1))


def reminds(one: Asked, days: Iterable[date], rules: Rules) -> bool:
    """Whether somebody is reminded on one of these days: so many days before, the day after, and each Monday then."""
    if one.due is None:
        return False
    due = one.due
    return any(
        day in (due - timedelta(days=rules.before), due + DAY) or (day > due and day.weekday() == _MONDAY)
        for day in days
    )


def escalates(one: Asked, days: Iterable[date], rules: Rules) -> bool:
    """Whether the owner of the plan hears on one of these days: so many days after, and each Monday from then on."""
    if one.due is None:
        return False
    from_then = one.due + timedelta(days=rules.escalate)
    return any(day == from_then or (day > from_then and day.weekday() == _MONDAY) for day in days)


def is_escalated(one: Asked, on: date, rules: Rules) -> bool:
    """Whether it is late so long that the owner of the plan hears of it."""
    return one.late and one.days_late(on) >= rules.escalate


def reminded(asked: Iterable[Asked], days: Iterable[date], rules: Rules) -> tuple[frozenset[str], bool]:
    """Who is reminded of something in a plan on one of these days, by the key of the name, and whether its owner is."""
    rows, looked = tuple(asked), tuple(days)
    people = {name_key(one.owner) for one in rows if reminds(one, looked, rules)}
    return frozenset(people - {""}), any(escalates(one, looked, rules) for one in rows)
