"""What a row of each answer holds: its columns, always all of them and always in this order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency
from kpi.core.history.known_then import Differs
from kpi.core.history.why_changed import Cause
from kpi.core.light.assessment import Flag, Light, Status
from kpi.core.meeting.records import AgreementKind, MeetingState
from kpi.core.vocabulary import Comparator, Kind, Level, Origin, ValueOf


class Holds(StrEnum):
    """What the cells of a column are; how JSON Schema says it stands in `SCHEMAS`."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    YES_NO = "yes-no"
    DAY = "day"
    MOMENT = "moment"
    PERIOD = "period"
    CODES = "codes"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column with an example of its cells; `empty`: it may be null.

    `words`: the only ones it may hold. `of`: the columns of the row it holds, in CSV columns of their own.
    """

    name: str
    holds: Holds
    says: str
    example: Any
    empty: bool = False
    words: tuple[str, ...] = ()
    of: "Columns" = ()


Columns = tuple[RowColumn, ...]


def flat(columns: Columns) -> Iterator[str]:
    """The names of the columns in CSV: those of a row in a row begin with its name."""
    for one in columns:
        yield from (f"{one.name}_{name}" for name in flat(one.of)) if one.of else (one.name,)


def cells(row: Mapping[str, Any] | None, columns: Columns) -> Iterator[Any]:
    """The cells of a row in the order of `flat`; None: as many empty ones."""
    for one in columns:
        cell = None if row is None else row[one.name]
        yield from cells(cell, one.of) if one.of else (cell,)


def example_row(columns: Columns) -> dict[str, Any]:
    """A row made of the examples of its columns."""
    return {one.name: example_row(one.of) if one.of else one.example for one in columns}


def _all(words: type[StrEnum]) -> tuple[str, ...]:
    return tuple(one.value for one in words)


def _text(name: str, says: str, example: str | None, *, empty: bool = False, words: Sequence[str] = ()) -> RowColumn:
    return RowColumn(name, Holds.TEXT, says, example, empty, tuple(words))


def _number(name: str, says: str, example: float | None, *, empty: bool = True) -> RowColumn:
    return RowColumn(name, Holds.NUMBER, says, example, empty)


def _whole(name: str, says: str, example: int | None, *, empty: bool = False) -> RowColumn:
    return RowColumn(name, Holds.WHOLE, says, example, empty)


def _day(name: str, says: str, example: str | None, *, empty: bool = False) -> RowColumn:
    return RowColumn(name, Holds.DAY, says, example, empty)


_TARGET = _text("target", "Code of the target.", "Z1")
_THEME = _text("theme", "Code of its theme.", "zorg")
_STATEMENT = _text("statement", "What is promised, in the words of the plan.", "Acht wijknetwerken eind 2022")
_KIND = _text("kind", "How it is judged.", "cumulative", words=_all(Kind))
_UNIT = "In the unit of the target"

PLANS: Columns = (
    _text("kind", "Always `plan`.", "plan", words=("plan",)),
    _text("code", "Names the plan in every address.", "thoon-2021"),
    _text("title", "Its title.", "Jaarplan 2021"),
    _text("organisation", "Whose plan it is.", "Huisartsenorganisatie"),
    _day("start", "Its first day.", "2021-01-01"),
    _day("end", "Its last day.", "2022-12-31"),
    *(_whole(name, f"How many {name} it holds.", count) for name, count in (("themes", 4), ("targets", 32))),
    *(_whole(name, f"How many {name} it holds.", count) for name, count in (("indicators", 12), ("measurements", 96))),
)
THEMES: Columns = (
    _text("theme", "Code of the theme.", "zorg"),
    _text("title", "Its title.", "Zorg in de wijk"),
    _text("ambition", "What the plan wants to reach with it.", "Ouderen wonen langer thuis."),
    _whole("targets", "How many targets it has.", 8),
)
TARGETS: Columns = (
    _TARGET,
    _THEME,
    _text("focus", "Focus within the theme; empty: none.", "Ouderen"),
    _STATEMENT,
    _KIND,
    _text("measured_as", "The `indicator` of its measurements.", "netwerken"),
    _text("org_unit", "The unit whose promise it is; empty: of the whole organisation.", ""),
    _text("value_of", "What `value` is a percentage of; null: of nothing.", None, empty=True, words=_all(ValueOf)),
    _text("benchmark", "The `indicator` it is held against, with `value` added; null: none.", None, empty=True),
    _text("unit", "Unit of its values.", "netwerken"),
    _text("comparator", "How its value is held against what was measured.", ">=", words=_all(Comparator)),
    _number("value", "What is promised; null for a milestone.", 8.0),
    _number("value_high", "The upper end, of a range.", None),
    _text("per", "The window of what recurs.", None, empty=True, words=_all(Per)),
    _number("baseline", f"Where it began. {_UNIT}.", 0.0),
    _day("baseline_date", "When that was.", "2021-01-01", empty=True),
    _number("tolerance", f"How far from it still counts as kept. {_UNIT}.", None),
    _day("start", "First day of its path.", "2021-01-01"),
    _day("due_from", "First day of its deadline, where the plan names one.", None, empty=True),
    _day("due", "Last day of its deadline.", "2022-12-31"),
    _text("deadline", "The deadline in the words of the plan.", "eind 2022"),
    _text("frequency", "How often it is reported.", "quarter", words=_all(Frequency)),
    _text("level", "Where it is to be reached.", None, empty=True, words=_all(Level)),
    _text("category", "Its category in the frame; empty: none.", ""),
    _text("owner", "Who answers for it.", "zorgmanager"),
    RowColumn("contributes_to", Holds.CODES, "Targets of other plans that it contributes to.", []),
    _text("source_ref", "Where it stands in the document.", "p. 12"),
)
LIGHT: Columns = (
    _text("status", "What is known of it.", "on_track", words=_all(Status)),
    _text("light", "Its light.", "green", words=_all(Light)),
    RowColumn("flags", Holds.CODES, "What must be said beside the status.", ["stale"], words=_all(Flag)),
    _number("value", f"What was measured. {_UNIT}; of what recurs how often.", 5.0),
    _number("expected", "What was to be expected by then, in the same unit.", 4.5),
    _number("shortfall", "How far behind, as a share of the way from baseline to target.", 0.0),
    RowColumn("evidence_period", Holds.PERIOD, "The period of the value.", "2021-Q2", empty=True),
    _text("reason_nl", "Why, in Dutch.", "5 netwerken in 2021 Q2; verwacht 4,5."),
    _text("reason_en", "Why, in English.", "5 networks in 2021 Q2; expected 4.5."),
)
STATUS: Columns = (
    _TARGET,
    _THEME,
    _STATEMENT,
    _KIND,
    _day("due_from", "First day of its deadline, where the plan names one.", None, empty=True),
    _day("due", "Last day of its deadline.", "2022-12-31"),
    *LIGHT,
)
KNOWN_OTHERWISE: Columns = (
    RowColumn(
        "known_otherwise",
        Holds.CODES,
        "In what it is known otherwise now; empty: it is not; null: not told to who sees a part of the plan. Only with "
        "`known_at`.",
        ["value"],
        empty=True,
        words=_all(Differs),
    ),
)
MEASUREMENTS: Columns = (
    _text("indicator", "What was measured: the `measured_as` of targets.", "netwerken"),
    RowColumn("period", Holds.PERIOD, "Of which period.", "2021-Q2"),
    _number("value", "The value as reported; null where only a share or a day was.", 5.0),
    _text("org_unit", "Of which organisation unit; empty: the whole organisation.", ""),
    _number("numerator", "Of a share.", None),
    _number("denominator", "Of a share.", None),
    RowColumn("done", Holds.YES_NO, "Yes or no, as reported of a milestone.", None, empty=True),
    _day("measured_on", "The day it was measured; null: the last of the period counts.", None, empty=True),
    RowColumn("provisional", Holds.YES_NO, "Whether it may still change.", False),
    _text("note", "What was said of it.", ""),
    _text("origin", "Reported, taken from a document, or an invented example.", "report", words=_all(Origin)),
)
_SIDE = (_day("as_of", "Its day.", "2021-06-30"), *LIGHT)
CHANGES: Columns = (
    _TARGET,
    _THEME,
    _STATEMENT,
    _text("cause", "The first of `causes`.", "new_data", words=_all(Cause)),
    RowColumn("causes", Holds.CODES, "What made the light another one.", ["new_data"], words=_all(Cause)),
    RowColumn("before", Holds.ROW, "Its light on the first day; null: it was not there.", None, empty=True, of=_SIDE),
    RowColumn("after", Holds.ROW, "Its light on the last day; null: it is gone.", None, empty=True, of=_SIDE),
)


def _recorded(
    code: str, day: str, *words: RowColumn, target: bool = True, period: bool = False, state: Sequence[str] = ()
) -> Columns:
    """The columns that all records share, around their own words."""
    return (
        _text("code", "Names the record within its plan.", code),
        _text("plan", "Code of the plan.", "thoon-2021"),
        _text("target", "Code of the target; null: the plan as a whole.", "Z1" if target else None, empty=True),
        RowColumn("period", Holds.PERIOD, "Of which period.", "2021-Q2" if period else None, empty=not period),
        _day("day", day, "2021-07-20", empty=True),
        _text("who", "Who does it, else who recorded it.", "zorgmanager"),
        *words,
        _text("state", "Where it stands today.", state[0] if state else None, empty=not state, words=state),
        _whole("revision", "The revision it was recorded at.", 7),
        RowColumn("recorded_at", Holds.MOMENT, "When it was recorded, in UTC.", "2021-07-20T12:00:00+00:00"),
        _text("recorded_by", "Who recorded it.", "bestuurssecretaris"),
    )


MEETINGS = _recorded(
    "M1",
    "When it is held.",
    _text("name", "What it is called.", "Kwartaaloverleg"),
    _day("as_of", "The day of its lights.", "2021-06-30"),
    _whole("known_revision", "The revision its lights are known at; null until it begins.", None, empty=True),
    RowColumn("added", Holds.CODES, "Targets that were brought in.", []),
    RowColumn("left_out", Holds.CODES, "Targets that were left out.", []),
    _text("reason", "Why it was opened again; empty: it was not.", ""),
    target=False,
    state=_all(MeetingState),
)
CHECKINS = _recorded(
    "Z1 2021-Q2",
    "What a correction is promised for.",
    _text("cause", "Why it stands as it does.", "Twee netwerken begonnen later."),
    _text("consequence", "What follows from it.", ""),
    _text("correction", "What is done about it.", "Extra begeleiding in het najaar."),
    period=True,
)
ACTIONS = _recorded(
    "A1",
    "By when.",
    _text("kind", "A decision or an action.", "action", words=_all(AgreementKind)),
    _text("meeting", "The meeting it was agreed in; null: none.", "M1", empty=True),
    _text("text", "What was agreed.", "Begeleiding voor twee wijken regelen"),
    _text("outcome", "What came of it; empty: nothing yet.", ""),
    _day("closed_on", "When it was closed.", None, empty=True),
    state=("open", "late", "closed", "taken"),
)
