"""The log of changes, exports and refusals: each row is sealed with the seal of the row before it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256

from kpi.core.calendar.period import YearStart

BEGIN = ""  # what stands before the first row


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One thing that happened; `at` with time zone, `who` a pseudonym (empty: unknown), `role` empty without accounts.

    `subject`: a code, or a file by name and hash; never figures or somebody's text. `revision`: of its commit.
    """

    seq: int
    at: datetime
    who: str
    role: str
    action: str
    plan: str
    subject: str
    revision: int | None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A row as it is shown: with the name behind its pseudonym as that is now, empty when there is none."""

    row: AuditRow
    name: str


@dataclass(frozen=True, slots=True)
class LogNames:
    """What the codes of rows stand for now; what is not there any more has none.

    `people`: by pseudonym. By plan and code: what `results` promise, what was `agreed` or accepted, and name and day of
    `meetings`, and what its `units` are called. `years`: when those of a plan begin.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[tuple[str, str], str] = field(default_factory=dict)
    agreed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    meetings: Mapping[tuple[str, str], tuple[str, date]] = field(default_factory=dict)
    years: Mapping[str, YearStart] = field(default_factory=dict)
    units: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first row (`seq`) that does not fit, and why: `changed`, `missing`, or `cut` where the last are gone."""

    seq: int
    why: str


def row_seal(before: str, row: AuditRow) -> str:
    """The seal of a row: SHA-256, as hex, of the seal before it and the row as JSON. Never to be changed."""
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    values = [row.seq, at, row.who, row.role, row.action, row.plan, row.subject, row.revision]
    return sha256((before + json.dumps(values, ensure_ascii=False, separators=(",", ":"))).encode()).hexdigest()


def first_misfit(rows: Iterable[tuple[AuditRow, str]], count: int, head: str) -> Misfit | None:
    """Where a chain (rows with their seals, by number) breaks; None: it holds.

    `count` and `head`: how many rows there should be and the seal of the last, as kept apart from them.
    """
    before, number = BEGIN, 0
    for number, (row, seal) in enumerate(rows, start=1):
        if row.seq != number:
            return Misfit(number, "missing")
        if row_seal(before, row) != seal:
            return Misfit(number, "changed")
        before = seal
    if number < count:
        return Misfit(number + 1, "cut")
    return Misfit(number, "changed") if (number, before) != (count, head) else None


def files_subject(files: Iterable[tuple[str, str]]) -> str:
    """Files (name and SHA-256) as the subject of a row: one by its name, more by their number; empty: none."""
    each = sorted(files)
    if len(each) == 1:
        return f"{each[0][0]} sha256:{each[0][1]}"
    whole = sha256("\n".join(f"{name} {seal}" for name, seal in each).encode()).hexdigest()
    return f"{len(each)} files sha256:{whole}" if each else ""
