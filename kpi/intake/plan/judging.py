"""Third step of a plan folder: each typed table by itself; failures become issues at their rows.

Imported when a folder is read, not before: pandas and pandera take more than a second, and pages never need them.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from typing import Any

import numpy as np
import pandas as pd

from kpi.core.calendar.period import Period
from kpi.core.issue import Issue
from kpi.core.unit import PER_ONE
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.table import Table, TableRow
from kpi.intake.plan.unsaid import ratios
from kpi.intake.validate.failures import EMPTY, Failure, failures
from kpi.intake.validate.plan_schemas import SCHEMAS
from kpi.intake.validate.upload_schema import CountedShares

_WHOLES = {whole: f"{whole:.0f}{unit}" for unit, whole in PER_ONE.items()}


def validate(draft: FolderTables) -> Iterator[Issue]:
    """Issues of every table by itself; measurement files are judged together, so that keys are unique across them."""
    tables = {
        "targets": (draft.targets,),
        "indicators": (draft.indicators,),
        "org_units": (draft.org_units,),
        "context": (draft.context,),
        "activities": (draft.activities,),
        "measurements": draft.measurements,
        "checkins": (draft.checkins,),
    }
    for name, parts in tables.items():
        if any(map(len, parts)):
            yield from _judge(name, parts, draft)


def _whole(indicator: TableRow) -> float | None:
    """The whole, where no value above it can exist: in % or ‰, without a maximum above it; else None."""
    whole = PER_ONE.get(indicator.text("unit"))
    return whole if whole is not None and (indicator.get("max", float) or whole) <= whole else None


def _judge(name: str, parts: Sequence[Table], draft: FolderTables) -> Iterator[Issue]:
    types = {column: one.dtype.type for column, one in SCHEMAS[name].to_schema().columns.items()}
    frame = pd.DataFrame({column: _column(parts, column, kind) for column, kind in types.items()})
    if issubclass(SCHEMAS[name], CountedShares):
        wholes = {code: whole for code, row in draft.indicator_rows.items() if (whole := _whole(row)) is not None}
        unbounded = {code: whole for code, whole in wholes.items() if draft.indicator_rows[code].empty("max")}
        units = draft.org_units.different("org_unit")
        frame["is_share"] = frame["indicator"].isin(list(wholes))
        frame["whole"] = frame["indicator"].map(unbounded).astype(float).fillna(np.inf)
        frame["ratio_of_part"] = frame["indicator"].isin(ratios(draft)) & frame["org_unit"].isin(units)
        frame["value"] = _column(parts, "value", np.float64)
    rows = _Rows(parts, frame)
    for failure in failures(SCHEMAS[name], frame):
        row = rows.row(failure.index)
        if _judgeable(row, failure, SHEETS[name].required):
            yield _issue(row, failure, rows)


def _column(parts: Sequence[Table], name: str, kind: Any) -> "pd.Series[Any]":
    """A column of a schema; an empty or unreadable cell as None. Of a category each different word stands once."""
    if not isinstance(kind, pd.CategoricalDtype):
        numbers = kind == np.float64
        values = chain.from_iterable(part.values(name, float if numbers else object) for part in parts)
        return pd.Series(list(values if numbers else map(_cell, values)), dtype=kind)
    words: dict[object, int] = {None: -1}
    places = np.concatenate([_places(part, name, words) for part in parts])
    return pd.Series(pd.Categorical.from_codes(places, pd.Index(list(words)[1:], dtype=object)))


def _places(part: Table, name: str, words: dict[object, int]) -> "np.ndarray[Any, np.dtype[np.int32]]":
    """Which word each row of a column has; a word that is new gets the next place."""
    texts = part.written(name)
    meant = part.meant(name, object)
    known = {text: words.setdefault(_cell(value), len(words) - 1) for text, value in meant.items()}
    return np.fromiter(map(known.__getitem__, texts), np.int32, len(texts))


def _cell(value: object) -> object:
    return value.code if isinstance(value, Period) else value


@dataclass(frozen=True)
class _Rows:
    """The rows of a frame, each made when it is asked for, and the first row of a key."""

    parts: Sequence[Table]
    frame: pd.DataFrame
    _known: dict[tuple[str, ...], list[tuple[object, ...]]] = field(default_factory=dict)
    _firsts: dict[tuple[object, ...], int] = field(default_factory=dict)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self.parts)))

    def row(self, at: int) -> TableRow:
        """The row at a place of the frame."""
        part = bisect_right(self._ends, at)
        return self.parts[part].row(at - (self._ends[part - 1] if part else 0))

    def first(self, at: int, columns: Sequence[str]) -> tuple[TableRow, str]:
        """The first row with the key that a row has in these columns, and that key in words."""
        keys = self._keys(tuple(columns))
        said = ", ".join(str(part) for part in keys[at] if part is not None)
        return self.row(self._firsts[keys[at]]), said

    def _keys(self, columns: tuple[str, ...]) -> list[tuple[object, ...]]:
        """The key of every row; the first place of each is noted."""
        if columns not in self._known:
            self._known[columns] = list(zip(*map(self._words, columns), strict=True))
            self._firsts.update((key, at) for at, key in reversed(list(enumerate(self._known[columns]))))
        return self._known[columns]

    def _words(self, column: str) -> list[object]:
        found = self.frame[column].astype(object)
        return found.where(found.notna(), None).tolist()


def _judgeable(row: TableRow, failure: Failure, required: Collection[str]) -> bool:
    """Whether all cells of the check could be read, and none that is required is empty: that is another issue."""
    if failure.code == EMPTY:
        return failure.columns[0] in row.headers and row.empty(failure.columns[0])
    return all(column in row.values or (row.empty(column) and column not in required) for column in failure.columns)


def _issue(row: TableRow, failure: Failure, rows: _Rows) -> Issue:
    words: dict[str, Any] = {"high": row.text(failure.columns[-1]), "indicator": row.text("indicator"), **failure.words}
    if failure.code == "share-above-whole":
        words["whole"] = _WHOLES[float(rows.frame["whole"].to_numpy()[failure.index])]
    if failure.code.startswith("duplicate-"):
        first, said = rows.first(failure.index, failure.columns)
        words |= {"first": first.file, "first_row": str(first.number), "key": said}
    return row.fault(failure.code, failure.columns[0], **words)
