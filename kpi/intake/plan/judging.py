"""Third step of a plan folder: each typed table by itself; failures become issues at their rows.

pandas is imported when a folder is read, not before: pages never need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kpi.core.calendar.period import Period
from kpi.core.issue import Issue
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.draft import Draft
from kpi.intake.plan.table import Row
from kpi.intake.validate.schema import RULES, SHARE, Rule, broken

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = frozenset({"tolerance", "weight", "decimals", "min", "max", "numerator", "denominator"})


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
