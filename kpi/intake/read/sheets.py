"""What the readers of workbooks share: which sheets to read, and how cells and sheets are told to the parent."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from kpi.intake.read.names import holds_citizen_number
from kpi.intake.read.refusal import Refusal

Line = dict[str, object] | list[object]


def sheets_to_read(names: Sequence[str], hidden: set[str], asked: str | None) -> list[str]:
    """The sheets to look at, in the workbook's order: the visible ones and the one asked for.

    Raises Refusal when the one asked for does not exist, and where a name holds a citizen number: names are shown.
    """
    if any(holds_citizen_number(name) for name in names):
        raise Refusal("personal-data")
    if asked is not None and asked not in names:
        raise Refusal("unknown-sheet", value=asked, known=", ".join(f"'{one}'" for one in names))
    return [one for one in names if one not in hidden or one == asked]


def unread(names: Iterable[str], hidden: set[str], asked: str | None) -> list[str]:
    """The sheets whose cells are not handed over: the hidden ones, or all but the one asked for."""
    return [one for one in names if (one in hidden if asked is None else one != asked)]


def refuse_personal(name: str) -> Refusal:
    """The refusal of a file with a citizen number on this sheet: it is kept whole, so nowhere may one stand."""
    return Refusal("personal-data", None, name)


def sheet_end(name: str, holds: bool, wanted: bool = True, faults: Iterable[Refusal] = ()) -> Line:
    """The line that closes a sheet: the rows before it are its own."""
    return {"sheet": name, "holds": holds, "wanted": wanted, "issues": [one.entry() for one in faults]}


def as_json(value: object, percent: bool = False, unit: str = "") -> object:
    """A stored value as JSON (cells.py reads it): None when empty; a time of day or a duration is only text.

    `unit`: what its number format shows with a number.
    """
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime | date):
        return ["date", value.isoformat()]
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ["percent", value] if percent else ["number", [value, unit]] if unit else value
    return value
