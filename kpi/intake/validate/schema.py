"""What must hold in every row of a typed table, and how pandera is asked.

pandas and pandera are imported when a folder is read, not before: they take more than a second, and pages never need
them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


def broken(frame: pd.DataFrame, rules: Sequence[Rule], required: Sequence[str] = ()) -> pd.DataFrame | None:
    """pandera's failure cases, `check` the place of the rule and `index` that of the row; None when all is right."""
    from pandera.errors import SchemaErrors

    try:
        _schema(rules, required).validate(frame, lazy=True, inplace=True)
    except SchemaErrors as found:
        failures: pd.DataFrame = found.failure_cases
        return failures
    return None


def _schema(rules: Sequence[Rule], required: Sequence[str]) -> DataFrameSchema:
    import pandera.pandas as pa

    columns = {column: pa.Column(nullable=False) for column in required}
    checks = [pa.Check(rule.test, error=str(place), ignore_na=False) for place, rule in enumerate(rules)]
    return pa.DataFrameSchema(columns, checks=checks)
