"""What is asked of people around a plan: figures, words on a result, a promised correction, an action."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kpi.core.calendar.period import Period
from kpi.core.delivery.approval import same_person
from kpi.core.delivery.completeness import Report
from kpi.core.light.snapshot import Snapshot
from kpi.core.meeting.lasting import ASKING, Lasting
from kpi.core.meeting.records import Agreement
from kpi.core.plain import name_key

_SHOWN = 2  # names of figures told with a delivery


class AskedKind(StrEnum):
    """What is asked."""

    FIGURES = "figures"
    WORDS = "words"
    CORRECTION = "correction"
    ACTION = "action"
    APPROVAL = "approval"
    MENDING = "mending"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked of `owner` (empty: of nobody in particular) in the plan with this code and title.

    `what`: the result, the action or the correction in words; of figures the first two names. `due`: the last
    day on which it is in time, None: no day was named. `late`: that day has passed. `target`: the code of the result
    it is about, empty for none. `period`: of figures, or of the words. `count`: how many figures. `code`: what names
    it among those of its kind and plan.
    """

    kind: AskedKind
    plan: str
    title: str
    owner: str
    what: str
    due: date | None
    late: bool
    target: str = ""
    period: Period | None = None
    count: int = 1
    code: str = ""

    def days_late(self, on: date) -> int:
        """How many days it is over its day; 0 when it is not."""
        return (on - self.due).days if self.late and self.due else 0


def asked_figures(plan: str, title: str, reports: Iterable[Report], on: date, ahead: date) -> Iterator[Asked]:
    """What was not delivered yet of the periods that ended before `ahead`, of each period and owner together."""
    found: dict[tuple[Period, str], list[Report]] = {}
    for one in reports:
        if one.came_on is None and one.due.period.last < ahead:
            found.setdefault((one.due.period, one.due.owner), []).append(one)
    for (period, owner), some in found.items():
        names = tuple(dict.fromkeys(one.due.name for one in some))
        words = "; ".join(names[:_SHOWN]) + (" ..." if len(names) > _SHOWN else "")
        until = min(one.until for one in some)
        yield Asked(
            AskedKind.FIGURES, plan, title, owner, words, until, until < on,
            period=period, count=len(some), code=f"{period.code} {owner}",
        )  # fmt: skip


def asked_words(shot: Snapshot, said: Collection[str]) -> Iterator[Asked]:
    """The red and amber results of which nobody said anything; `said`: the codes of those of which somebody did."""
    for row in shot.rows:
        if row.assessment.light in ASKING and row.target.code not in said:
            yield Asked(
                AskedKind.WORDS, shot.plan.code, shot.plan.title, row.target.owner, row.target.statement, None,
                late=False, target=row.target.code, period=shot.period, code=row.target.code,
            )  # fmt: skip


def asked_corrections(plan: str, title: str, waiting: Iterable[Lasting], on: date) -> Iterator[Asked]:
    """The corrections that were promised of what still is red or amber, of who promised them."""
    for one in waiting:
        if one.promised is not None:
            target = one.row.target
            yield Asked(
                AskedKind.CORRECTION, plan, title, one.promised_by or target.owner, target.statement, one.promised,
                one.is_overdue(on), target=target.code, code=target.code,
            )  # fmt: skip


def asked_actions(plan: str, title: str, agreed: Mapping[str, Agreement], on: date) -> Iterator[Asked]:
    """The actions that are open; `agreed` by code."""
    for code, one in agreed.items():
        if one.is_open:
            yield Asked(
                AskedKind.ACTION, plan, title, one.owner, one.text, one.due, one.is_late(on),
                target=one.target, code=code,
            )  # fmt: skip


class OpenUpload(NamedTuple):
    """A file that was handed in under a number: it waits for approval, or was returned to who handed it in."""

    number: int
    name: str
    by: str
    returned: bool


def asked_uploads(plan: str, title: str, handed: Iterable[OpenUpload], approvers: Collection[str]) -> Iterator[Asked]:
    """What waits, of each who may approve it but not of who handed it in; what was returned, of who did."""
    for one in handed:
        whom = [one.by] if one.returned else [who for who in approvers if not same_person(who, one.by)]
        kind = AskedKind.MENDING if one.returned else AskedKind.APPROVAL
        for who in whom:
            yield Asked(kind, plan, title, who, f"{one.name} ({one.by})", None, late=False, code=str(one.number))


def asked_of(found: Iterable[Asked], who: str) -> tuple[Asked, ...]:
    """What is asked of one person: an owner called so, whatever the capitals and the space around the name."""
    key = name_key(who)
    return in_order_asked(one for one in found if key and name_key(one.owner) == key)


def in_order_asked(found: Iterable[Asked]) -> tuple[Asked, ...]:
    """Late first and the longest first; then what is asked now, without a day; then by day."""
    return tuple(sorted(found, key=_place))


def _place(one: Asked) -> tuple[object, ...]:
    now = one.due is None and one.kind is not AskedKind.ACTION
    return not one.late, not now, one.due or date.max, one.plan, one.kind.value, one.code
