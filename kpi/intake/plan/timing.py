"""When a target runs: its columns first, then its deadline phrase, then the plan's own period."""

from dataclasses import dataclass
from datetime import date

from kpi.core.calendar.deadline import Calendar, Deadline, Per, Term, read_deadline
from kpi.core.calendar.period import JANUARY, YearStart
from kpi.intake.faults.hints import Hint, other_phrase
from kpi.intake.plan.row_kind import traits_of
from kpi.intake.plan.table import TableRow


@dataclass(frozen=True, slots=True)
class Timing:
    """Inclusive days; `due_from` None: no first day is named. `per`, `times`: of a recurring target, None when unsaid.

    `readable` False: the phrase is no deadline and no column says when. `moment`: the phrase names a moment in every
    year, which no day here holds. `cure`: what to write where the catalogue's examples do not serve this plan.
    """

    start: date
    due_from: date | None
    due: date
    per: Per | None
    times: float | None
    readable: bool = True
    moment: bool = False
    cure: Hint | None = None


def timing(
    row: TableRow,
    start: date,
    end: date,
    calendar: Calendar,
    *,
    year_starts: YearStart = JANUARY,
    terms: tuple[Term, ...] = (),
) -> Timing:
    """The timing of a row of targets.csv in a plan of `start`..`end` (inclusive); docs/issues.md, deadlines."""
    phrase = row.text("deadline")
    said = (
        read_deadline(phrase, start=start, end=end, calendar=calendar, year_starts=year_starts, terms=terms)
        if phrase
        else None
    )
    due_from = _due_from(row, said)
    kind = traits_of(row)
    recurring = kind is not None and kind.has_windows
    own_start = row.get("start", date) or (said.start if said else None)
    return Timing(
        start=own_start or (due_from if recurring else None) or start,
        due_from=due_from,
        due=row.get("due", date) or (said.due if said else None) or end,
        per=_per(row, said) if recurring else None,
        times=_times(row, said) if recurring else row.get("value", float),
        readable=not phrase or said is not None or not row.empty("due"),
        moment=said is not None and said.moment,
        cure=other_phrase(phrase, year_starts) if said is None else None,
    )


def _due_from(row: TableRow, said: Deadline | None) -> date | None:
    """The column; else the phrase's first day, unless the column `due` moved the deadline away from the phrase."""
    moved = said is None or row.get("due", date) not in (None, said.due)
    return row.get("due_from", date) or (None if said is None or moved else said.due_from)


def _per(row: TableRow, said: Deadline | None) -> Per | None:
    return row.get("per", Per) or (said.recurrence.per if said and said.recurrence else None)


def _times(row: TableRow, said: Deadline | None) -> float | None:
    """The column; else as often as the phrase says, if that is for the same window."""
    if not row.empty("value") or said is None or said.recurrence is None:
        return row.get("value", float)
    return float(said.recurrence.times) if _per(row, said) is said.recurrence.per else None
