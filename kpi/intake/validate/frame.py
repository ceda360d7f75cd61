"""The typed frame of an upload and its rules: pandera judges whole columns, the translator names rows.

pandas and pandera are imported when a file is judged, not before: pages never need them.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from kpi.core.calendar.period import Frequency, Period, add_months, parse_period, period_of
from kpi.core.model import Plan
from kpi.core.notation import period_unit
from kpi.intake.faults.hints import Hint
from kpi.intake.parse.known import Known, Measured
from kpi.intake.parse.records import Floats, Record, Records

if TYPE_CHECKING:
    import pandas as pd

    from kpi.intake.validate.schema import Rule

MARGIN = 12  # months on either side of the plan: baselines before it, late results after it
MOST_DECIMALS = 15  # digits that a number keeps
Broken = tuple[str, str, int]  # code, role of the column, index of the record
Faults = tuple[bool, bool, bool, bool]
_NOTHING = Hint("niets", "nothing")
# What stands in the place of a code that no record has.
NO_MEASURED = Measured("", "", 0, None, -inf, inf, yes=True)


def judge_frame(records: Records, known: Known, today: date, frozen: Collection[str]) -> Iterator[Broken]:
    """Every rule that a record breaks by itself or together with another one of the file."""
    from kpi.intake.validate.schema import broken

    if not len(records):
        return
    rules = _rules()
    failures = broken(_frame(records, known, today, frozen), rules)
    if failures is not None:
        failures = failures.drop_duplicates(["check", "index"])
        for check, index in zip(failures["check"], failures["index"], strict=True):
            yield rules[int(check)].code, rules[int(check)].column, int(index)


def _period_faults(periods: Sequence[Period], plan: Plan, today: date, frozen: Collection[str]) -> Iterator[Faults]:
    """Of each period: outside the plan, in the future, still running, closed."""
    first, last = add_months(plan.start, -MARGIN), add_months(plan.end, MARGIN)
    closed = [parse_period(code) for code in frozen]
    for period in periods:
        yield (
            period.last < first or period.first > last,
            period.first > today,
            period.first <= today < period.last,
            any(one.first <= period.first and period.last <= one.last for one in closed),
        )


def _frame(records: Records, known: Known, today: date, frozen: Collection[str]) -> "pd.DataFrame":
    """The records as columns of numbers and flags; what holds of an indicator or period is worked out once for each."""
    import pandas as pd

    which = [known.measured.get(code, NO_MEASURED) for code in records.indicator.words]
    when = records.period.words
    at, on = records.indicator.places, records.period.places
    faults = np.array(list(_period_faults(when, known.plan, today, frozen)), bool)
    fits = np.array([[is_frequency(period, one) for period in when] for one in which], bool)
    frame = pd.DataFrame(
        {
            "key": (at.astype(np.int64) * len(when) + on) * len(records.org_unit.words) + records.org_unit.places,
            "value": records.value,
            "numerator": records.numerator,
            "denominator": records.denominator,
            "low": np.array([one.low for one in which])[at],
            "high": np.array([one.high for one in which])[at],
            "factor": np.array([one.factor for one in which])[at],
            "is_share": np.array([one.is_share for one in which])[at],
            "yes": np.array([one.yes for one in which])[at],
            "counted": np.array([one.counted for one in which])[at],
            "dated": np.array([day is not None for day in records.measured_on.words], bool)[records.measured_on.places],
            "provisional": records.provisional,
            "fits": fits[at, on],
            **{name: faults[on, place] for place, name in enumerate(("outside", "future", "running", "closed"))},
        }
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        share = frame["factor"] * frame["numerator"] / frame["denominator"]
    frame["share"] = share.where(frame["denominator"] > 0)
    return frame


def is_frequency(period: Period, one: Measured) -> bool:
    """Whether the indicator is reported in periods of this kind."""
    return one.frequency is None or period.frequency is one.frequency


def _rules() -> "tuple[Rule, ...]":
    from kpi.intake.validate.schema import Rule

    def rule(code: str, column: str, test: "Callable[[pd.DataFrame], pd.Series]") -> Rule:
        return Rule(code, column, (), lambda frame: ~test(frame))

    return (
        rule("duplicate-measurement", "indicator", lambda frame: frame.duplicated("key")),
        rule("out-of-bounds", "numerator", lambda frame: frame["numerator"] < 0),
        rule("out-of-bounds", "denominator", lambda frame: frame["denominator"] < 0),
        rule("share-incomplete", "denominator", lambda frame: _only(frame, "numerator", "denominator")),
        rule("share-incomplete", "numerator", lambda frame: _only(frame, "denominator", "numerator")),
        rule("numerator-above-denominator", "numerator", _above),
        rule("number-expected", "value", lambda frame: ~frame["yes"] & frame["value"].isna() & _no_share(frame)),
        rule("value-out-of-range", "value", lambda frame: _outside(frame, "value")),
        rule("value-out-of-range", "numerator", _share_outside),
        rule("share-disagrees", "value", _disagrees),
        rule("whole-number", "value", lambda frame: frame["counted"] & (frame["value"] > np.floor(frame["value"]))),
        rule("share-of-count", "numerator", lambda frame: frame["counted"] & frame["numerator"].notna()),
        rule("period-not-of-frequency", "period", lambda frame: ~frame["fits"]),
        rule("period-outside-plan", "period", lambda frame: frame["outside"]),
        rule("period-in-future", "period", lambda frame: frame["future"]),
        rule("period-running", "period", lambda frame: frame["running"] & ~frame["provisional"] & ~frame["dated"]),
        rule("period-frozen", "period", lambda frame: frame["closed"]),
    )


def _only(frame: "pd.DataFrame", there: str, missing: str) -> "pd.Series":
    return frame[there].notna() & frame[missing].isna()


def _no_share(frame: "pd.DataFrame") -> "pd.Series":
    return frame["numerator"].isna() & frame["denominator"].isna()


def _above(frame: "pd.DataFrame") -> "pd.Series":
    return frame["is_share"] & (frame["numerator"] > frame["denominator"])


def _outside(frame: "pd.DataFrame", column: str) -> "pd.Series":
    beyond = (frame[column] < frame["low"]) | (frame[column] > frame["high"])
    return beyond & (frame["low"] <= frame["high"])


def _share_outside(frame: "pd.DataFrame") -> "pd.Series":
    """What numerator and denominator give, where another rule does not judge them already."""
    return frame["value"].isna() & (frame["numerator"] >= 0) & ~_above(frame) & _outside(frame, "share")


def _disagrees(frame: "pd.DataFrame") -> "pd.Series":
    """More than half of the last decimal that was written: 33.3 is a third, 33.4 is not."""
    value = frame["value"].where(frame["share"].notna())
    step = _steps(value.to_numpy())
    wrong: pd.Series = (value - frame["share"]).abs() > 0.5 * step + 1e-9 * (1 + value.abs())
    # What is not nothing cannot be a part of nothing.
    return wrong | ((frame["denominator"] == 0) & frame["numerator"].notna() & (frame["value"].abs() > 0))


def _steps(values: Floats) -> Floats:
    """One of the last decimal of each, of at most 15 digits: 0.1 of 33.3; 1 of whole numbers, zero and nothing."""
    steps = np.ones(len(values))
    left = np.flatnonzero(np.isfinite(values) & (values != 0) & (values != np.round(values)))
    for decimals in range(1, MOST_DECIMALS + 1):
        rounded = np.round(values[left], decimals)
        steps[left] = 10.0**-decimals
        left = left[np.abs(values[left] - rounded) > 1e-15 * np.abs(values[left])]
        if not len(left):
            break
    return steps


def words(code: str, record: Record, one: Measured, plan: Plan) -> dict[str, object]:
    """What the message of this code says besides the value."""
    found, period = record.measurement, record.measurement.period
    share = one.factor * (found.numerator or 0) / found.denominator if found.denominator else 0.0
    frequency = one.frequency or Frequency.QUARTER
    return {
        "indicator": one.code,
        "unit": one.unit,
        "low": _bound(one.low),
        "high": (found.denominator or 0.0) if code == "numerator-above-denominator" else _bound(one.high),
        "bounds": "ten minste 0",
        "bounds_en": "at least 0",
        "share": round(share, max(one.decimals, 1)) if found.denominator else _NOTHING,
        "frequency": period_unit(frequency, 1, "nl"),
        "frequency_en": period_unit(frequency, 1, "en"),
        "example": period_of(period.last, frequency).code,
        "start": plan.start,
        "end": plan.end,
        "last": period.last,
        "key": ", ".join(part for part in (found.indicator, period.code, found.org_unit) if part),
    }


def _bound(value: float) -> float | str:
    return value if abs(value) != inf else "…"
