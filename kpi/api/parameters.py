"""What may be asked behind the question mark of an address, and how it is read."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from kpi.core.calendar.moment import moment
from kpi.core.errors import UsageError
from kpi.service.texts import read_day

T = TypeVar("T")
LONGEST = 200  # characters of a code
NO_CONTROL = "^[^\\x00-\\x1f\\x7f-\\x9f]*$"  # what no code holds


class Reads(StrEnum):
    """How the text of a parameter is read."""

    CODE = "code"
    DAY = "day"
    MOMENT = "moment"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One of them, with an example; `most`: of a count, which is at least 1. `otherwise`: what it is left out for."""

    name: str
    reads: Reads
    says: str
    example: Any
    required: bool = False
    most: int = 0
    otherwise: Any = None


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What was asked for by name, read; None or what it is otherwise for what was not."""

    values: Mapping[str, Any]

    def day(self, name: str) -> date | None:
        """A day."""
        return self._of(name, date)

    def moment(self, name: str) -> datetime | None:
        """A moment, with its offset."""
        return self._of(name, datetime)

    def code(self, name: str) -> str | None:
        """A code; empty is one."""
        return self._of(name, str)

    def count(self, name: str) -> int | None:
        """A whole number from 1."""
        return self._of(name, int)

    def _of(self, name: str, kind: type[T]) -> T | None:
        found = self.values[name]
        assert found is None or isinstance(found, kind)
        return found


def read_question(parameters: Sequence[Parameter], query: Iterable[tuple[str, str]]) -> AskedFor:
    """What an address asks. Raises UsageError for a name it does not know, one that is there twice, one that lacks."""
    found: dict[str, str] = {}
    known = {one.name: one for one in parameters}
    for name, text in query:
        if name not in known:
            raise _unknown(name, known)
        if name in found:
            raise UsageError(f"{name} staat er twee keer: geef er een.", f"{name} is there twice: give one of them.")
        found[name] = text
    return AskedFor({one.name: _read(one, found.get(one.name)) for one in parameters})


def read_code(text: str) -> str:
    """A code as plans have them: a short line of text. Raises UsageError."""
    if len(text) > LONGEST or not re.fullmatch(NO_CONTROL[1:-1], text):
        raise UsageError(
            f"Dit is geen code: geef er een van hoogstens {LONGEST} tekens op één regel.",
            f"This is no code: give one of at most {LONGEST} characters on one line.",
        )
    return text


def _read(one: Parameter, text: str | None) -> Any:
    if text is not None:
        return _READERS[one.reads](text, one)
    if one.required:
        raise UsageError(
            f"{one.name} ontbreekt: geef bijvoorbeeld {one.name}={one.example}.",
            f"{one.name} is missing: give for instance {one.name}={one.example}.",
        )
    return one.otherwise


def _count(text: str, one: Parameter) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= len(str(one.most)) and 1 <= int(text) <= one.most:
        return int(text)
    raise UsageError(
        f"{one.name} kan niet {text!r} zijn: geef een heel getal van 1 tot en met {one.most}.",
        f"{one.name} cannot be {text!r}: give a whole number from 1 up to and including {one.most}.",
    )


def _unknown(name: str, known: Mapping[str, Parameter]) -> UsageError:
    """A word that is passed over would give other figures than were asked for."""
    names = ", ".join(known)
    if not known:
        return UsageError(
            f"Dit adres kent geen {name!r}: haal het vraagteken en wat erachter staat weg.",
            f"This address does not know {name!r}: take away the question mark and what follows it.",
        )
    return UsageError(
        f"Dit adres kent geen {name!r}. Bekend: {names}.", f"This address does not know {name!r}. Known: {names}."
    )


_READERS: Mapping[Reads, Callable[[str, Parameter], Any]] = {
    Reads.CODE: lambda text, _: read_code(text),
    Reads.DAY: lambda text, _: read_day(text),
    Reads.MOMENT: lambda text, _: moment(text),
    Reads.COUNT: _count,
}
