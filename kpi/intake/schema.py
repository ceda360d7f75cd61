"""Third step: pandera looks at each typed table by itself; one translator turns its failures into issues.

pandas and pandera are imported when a folder is read, not before: they take more than a second, and pages never need
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpi.core.calendar.period import Period
from kpi.core.issue import Issue
from kpi.intake.columns import SHEETS
from kpi.intake.draft import Draft
from kpi.intake.table import Row

if TYPE_CHECKING:
    import pandas as pd
    from pandera.pandas import DataFrameSchema

    Test = Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True, slots=True)
class Rule:
    """A test on a frame, True where a row is right; a failure is issue `code` at `column`.

    `columns`: all that the test looks at; a row with an unreadable cell among them is not judged.
    """

    code: str
    column: str
    columns: tuple[str, ...]
    test: Test
    words: Mapping[str, str] | None = None


def _unique(code: str, *key: str) -> Rule:
    return Rule(code, key[0], key, lambda frame: ~frame.duplicated(subset=list(key)))


def _bounds(column: str, nl: str, en: str, test: Callable[[pd.Series], pd.Series]) -> Rule:
    """A bound on one column; an empty cell is within it."""
    words = {"bounds": nl, "bounds_en": en}
    return Rule("out-of-bounds", column, (column,), lambda frame: frame[column].isna() | test(frame[column]), words)


def _not_negative(column: str) -> Rule:
    return _bounds(column, "ten minste 0", "at least 0", lambda values: values.ge(0))


def _not_above(code: str, column: str, high: str, *also: str) -> Rule:
    """The one column is not above the other, where both are filled in and every column of `also` is true."""
    return Rule(code, column, (column, high), lambda frame: ~(frame[column].gt(frame[high]) & _all(frame, also)))


def _all(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    return frame[list(columns)].eq(True).all(axis="columns")


_NUMBERS = frozenset({"tolerance", "weight", "decimals", "min", "max", "numerator", "denominator"})
SHARE = "is_share"  # made here: the row's indicator is a share of at most the whole
RULES: Mapping[str, tuple[Rule, ...]] = {
    "targets": (
        _unique("duplicate-code", "target"),
        _not_negative("tolerance"),
        _not_negative("weight"),
    ),
    "indicators": (
        _unique("duplicate-code", "indicator"),
        _bounds("decimals", "0 tot en met 6", "0 up to and including 6", lambda values: values.between(0, 6)),
        _not_above("min-above-max", "min", "max"),
    ),
    "org_units": (_unique("duplicate-code", "org_unit"),),
    "context": (_unique("duplicate-code", "code"),),
    "activities": (),
    "measurements": (
        _unique("duplicate-measurement", "indicator", "period", "org_unit"),
        _not_negative("numerator"),
        _not_negative("denominator"),
        _not_above("numerator-above-denominator", "numerator", "denominator", SHARE),
    ),
    "checkins": (_unique("duplicate-checkin", "target", "period"),),
}


def validate(draft: Draft) -> Iterator[Issue]:
    """Issues of every table by itself; measurement files are judged together, so that keys are unique across them."""
    tables = {
        "targets": draft.targets.rows,
        "indicators": draft.indicators.rows,
        "org_units": draft.org_units.rows,
        "context": draft.context.rows,
        "activities": draft.activities.rows,
        "measurements": draft.measured,
        "checkins": draft.checkins.rows,
    }
    shares = frozenset(code for code, row in draft.indicator_rows.items() if _is_share(row))
    for name, rows in tables.items():
        if rows:
            yield from _judge(name, rows, shares)


def _is_share(indicator: Row) -> bool:
    """Whether no value above the whole can exist: in % or ‰, without a maximum above it."""
    whole = {"%": 100.0, "‰": 1000.0}.get(indicator.text("unit"))
    return whole is not None and (indicator.get("max", float) or whole) <= whole


def _judge(name: str, rows: tuple[Row, ...], shares: frozenset[str]) -> Iterator[Issue]:
    frame = _frame(name, rows)
    if name == "measurements":
        frame[SHARE] = frame["indicator"].isin(shares)
    failures = broken(frame, RULES[name], SHEETS[name].required)
    if failures is not None:
        yield from _translate(name, failures, rows)


def broken(frame: pd.DataFrame, rules: Sequence[Rule], required: Sequence[str] = ()) -> pd.DataFrame | None:
    """pandera's failure cases, `check` the place of the rule and `index` that of the row; None when all is right."""
    from pandera.errors import SchemaErrors

    try:
        _schema(rules, required).validate(frame, lazy=True, inplace=True)
    except SchemaErrors as found:
        failures: pd.DataFrame = found.failure_cases
        return failures
    return None


def _frame(name: str, rows: tuple[Row, ...]) -> pd.DataFrame:
    """The columns that are required or looked at by a rule; numbers as float, the rest as objects, empty as None."""
    import pandas as pd

    used = dict.fromkeys((*SHEETS[name].required, *(column for rule in RULES[name] for column in rule.columns)))
    return pd.DataFrame({column: _series(column, rows) for column in used})


def _series(column: str, rows: tuple[Row, ...]) -> pd.Series:
    import pandas as pd

    cells = [_cell(row.values.get(column)) for row in rows]
    return pd.Series(cells, dtype=float if column in _NUMBERS else object)


def _cell(value: object) -> object:
    return value.code if isinstance(value, Period) else value


def _schema(rules: Sequence[Rule], required: Sequence[str]) -> DataFrameSchema:
    import pandera.pandas as pa

    columns = {column: pa.Column(nullable=False) for column in required}
    checks = [pa.Check(rule.test, error=str(place), ignore_na=False) for place, rule in enumerate(rules)]
    return pa.DataFrameSchema(columns, checks=checks)


def _translate(name: str, failures: pd.DataFrame, rows: tuple[Row, ...]) -> Iterator[Issue]:
    """One issue a rule and row: pandera repeats a failure of the whole frame for each of its columns."""
    empty = failures["schema_context"] == "Column"
    broken = failures[~empty].drop_duplicates(["check", "index"])
    for check, index in zip(broken["check"], broken["index"], strict=True):
        rule, row = RULES[name][int(check)], rows[int(index)]
        if _judgeable(row, rule, SHEETS[name].required):
            yield row.fault(rule.code, rule.column, **_words(rule, row, rows))
    for column, index in zip(failures[empty]["column"], failures[empty]["index"], strict=True):
        row = rows[int(index)]
        if column in row.headers and row.empty(column):
            yield row.fault("required-empty", column)


def _judgeable(row: Row, rule: Rule, required: Sequence[str]) -> bool:
    """Whether all cells of the rule could be read, and none that is required is empty: that is another issue."""
    return all(column in row.values or (row.empty(column) and column not in required) for column in rule.columns)


def _words(rule: Rule, row: Row, rows: tuple[Row, ...]) -> dict[str, Any]:
    if rule.code.startswith("duplicate-"):
        key = _key(rule, row)
        first = next(other for other in rows if _key(rule, other) == key)
        said = ", ".join(str(part) for part in key if part is not None)
        return {"first": first.file, "first_row": str(first.number), "key": said}
    return dict(rule.words) if rule.words else {"high": row.text(rule.columns[-1])}


def _key(rule: Rule, row: Row) -> tuple[object, ...]:
    return tuple(_cell(row.values.get(column)) for column in rule.columns)
