"""Columns that are headed the same in other words: which of them is read, where the cells leave no doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kpi.intake.parse.cells.column import ERRORS, NO_VALUE
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.plain_cells import Bad, yes_no
from kpi.intake.parse.cells.text import bare, fold
from kpi.intake.parse.head.header_words import SHARE, Place, role_of, word_of
from kpi.intake.read.cell import Cell, CellKind
from kpi.intake.read.grid import CellColumn, Grid, pairs_of

_EXACT = frozenset({"waarde", "value"})


def without_rivals(places: list[Place], below: Grid, known: Known, told: Mapping[str, str]) -> list[Place]:
    """The columns, of those that say the same only the one that is read; all of them where that is not certain."""
    found = _joined_notes(_one_unit(_one_value(places, below, told), below, known))
    return _asked_share(found, below, known, told)


def _one_value(places: list[Place], below: Grid, told: Mapping[str, str]) -> list[Place]:
    """What the uploader said is the value; else the only column of numbers beside columns of words, such as a light."""
    rivals = [place for place in places if place.role == "value"]
    said = [place for place in rivals if not role_of(place.header) and told.get(fold(place.header)) == "value"]
    if len(said) == 1:
        return _only(said[0], rivals, places)
    words = [place for place in rivals if _is_words(below.columns[place.index])]
    left = [place for place in places if place.role in ("value", "period-value") and place not in words]
    certain = sum(place.role == "value" for place in left) <= 1 and any(place.role == "indicator" for place in places)
    exact = any(word_of(place.header) in _EXACT for place in words)
    measured = any(map(may_be_figure, (cell for place in left for cell in below.columns[place.index].distinct())))
    return _only(left[0], words, places) if certain and measured and not exact else places


def _only(one: Place, rivals: Sequence[Place], places: Sequence[Place]) -> list[Place]:
    """The same columns, of the rivals only this one; the others name it."""
    return [
        replace(place, role="", other=one.header) if place in rivals and place != one else place for place in places
    ]


def _is_words(column: CellColumn) -> bool:
    """Whether there are words, and no figure, yes or no, or fault that may stand in the place of one."""
    cells = [cell for cell in column.distinct() if bare(cell.text) and fold(cell.text) not in NO_VALUE]
    return bool(cells) and not any(map(may_be_figure, cells))


def may_be_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure, yes or no, or a fault that may stand in the place of one."""
    word = fold(cell.text)
    said = any(map(str.isdigit, word)) or word in ERRORS or not isinstance(yes_no(word), Bad)
    return said or cell.kind not in (CellKind.TEXT, CellKind.EMPTY)


def _one_unit(places: list[Place], below: Grid, known: Known) -> list[Place]:
    """Of organisation units the column that stands lowest in the tree of the plan in every row."""
    rivals = [place for place in places if place.role == "org_unit"]
    if len(rivals) < 2:
        return places
    lowest = [one for one in rivals if all(_below(one, other, below, known) for other in rivals if other != one)]
    return _only(lowest[0], rivals, places) if len(lowest) == 1 else places


def _below(one: Place, other: Place, below: Grid, known: Known) -> bool:
    """Whether every row that names anything in the other column names a unit in this one that lies in it.

    What the plan does not know, a town or a district, is taken for the place where the unit lies.
    """
    parents = {unit.code: unit.parent for unit in known.plan.org_units}
    mine, its = below.columns[one.index], below.columns[other.index]
    pairs, _ = pairs_of(mine, its)
    codes = [(_code(mine.texts[at], known), _code(its.texts[place], known)) for at, place in pairs]
    return all(_lies_in(unit, place, parents) for unit, place in codes)


def _lies_in(unit: str | None, place: str | None, parents: Mapping[str, str]) -> bool:
    while place and unit and unit != place:
        unit = parents.get(unit)
    return bool(unit) or (unit == place == "")


def _code(text: str, known: Known) -> str | None:
    """The code of a unit, empty for the whole organisation; None for what the plan does not know."""
    codes = known.org_units.get(fold(text), ("",) if not fold(text) else ())
    return codes[0] if len(codes) == 1 else None


def _joined_notes(places: list[Place]) -> list[Place]:
    """Remarks under different headers are one remark."""
    notes = [place for place in places if place.role == "note"]
    if len({fold(place.header) for place in notes}) < len(notes):
        return places
    return [replace(place, other=notes[0].header) if place in notes[1:] else place for place in places]


def _asked_share(places: list[Place], below: Grid, known: Known, told: Mapping[str, str]) -> list[Place]:
    """A column "percentage" beside other numbers may be the value of what is measured in %: that is asked."""
    values = [place for place in places if place.role == "value"]
    shares = [place for place in places if not place.role and word_of(place.header) == SHARE]
    labels = [place for place in places if place.role == "indicator"]
    if not (len(values) == len(shares) == len(labels) == 1) or word_of(values[0].header) in _EXACT:
        return places
    value, share = below.columns[values[0].index], below.columns[shares[0].index]
    if fold(shares[0].header) in told or not _differ(below.columns[labels[0].index], value, share, known):
        return places
    return [replace(place, unsure="value") if place == shares[0] else place for place in places]


def _differ(indicators: CellColumn, value: CellColumn, share: CellColumn, known: Known) -> bool:
    """Whether a row of an indicator in % has another number in the one column than in the other."""
    measures = {fold(text) for text in indicators.texts}
    shared = {word for word in measures if any(known.measured[one].is_share for one in known.indicators.get(word, ()))}
    rows = indicators.where([at for at, text in enumerate(indicators.texts) if fold(text) in shared])
    pairs, _ = pairs_of(value.take(rows), share.take(rows))
    cells = ((value.cell(one), share.cell(other)) for one, other in pairs)
    return any(
        may_be_figure(one) and may_be_figure(other) and fold(one.text).strip("% ") != fold(other.text).strip("% ")
        for one, other in cells
    )
