"""The kinds of what people record around a plan, each with its table and how one of them is named."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from kpi.core.meeting.records import Accepted, Agreement, AgreementKind, Meeting
from kpi.core.model import CheckIn
from kpi.store import tables
from kpi.store.versions import CHECKIN, checkin_code

R = TypeVar("R", bound=Meeting | Agreement | Accepted | CheckIn)
MEETING_SEEN = tables.table_of(tables.MeetingSeen)
_LETTERS = {AgreementKind.DECISION: "B", AgreementKind.ACTION: "A"}
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class RecordKind(Generic[R]):
    """A kind of record: its class, its table, and the code of one; empty: it has none yet."""

    made: type[R]
    table: Table
    code: Callable[[R], str]
    letter: Callable[[R], str] | None = None

    def numbered(self, one: R, known: Iterable[str]) -> R:
        """The same with the first free code of its letter; as it is when it has a code."""
        if self.code(one) or self.letter is None:
            return one
        letter = self.letter(one)
        taken = [int(code[1:]) for code in known if code[:1] == letter and _NUMBER.fullmatch(code[1:])]
        given: dict[str, Any] = {"code": f"{letter}{max(taken, default=0) + 1}"}
        return replace(one, **given)


def _code(one: Meeting | Agreement | Accepted) -> str:
    return one.code


MEETINGS = RecordKind(Meeting, tables.table_of(tables.MeetingVersion), _code, lambda _: "M")
AGREEMENTS = RecordKind(Agreement, tables.table_of(tables.AgreementVersion), _code, lambda one: _LETTERS[one.kind])
ACCEPTED = RecordKind(Accepted, tables.table_of(tables.AcceptedVersion), _code, lambda _: "D")
CHECKINS = RecordKind(CheckIn, CHECKIN, checkin_code)


@dataclass(frozen=True, slots=True)
class Recorded(Generic[R]):
    """One version of something that was recorded; `recorded_at` in UTC, `why` as its commit says."""

    one: R
    code: str
    revision: int
    recorded_at: datetime
    recorded_by: str
    why: str = ""
    ended: bool = False
