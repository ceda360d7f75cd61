"""The typed frame of an upload and its rules: pandera judges whole columns, the translator names rows.

pandas and pandera are imported when a file is judged, not before: pages never need them.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kpi.core.model import Plan
from kpi.core.notation import period_unit
from kpi.core.period import Frequency, Period, add_months, parse_period, period_of
from kpi.intake.upload.known import Known, Measured
from kpi.intake.upload.model import Record
from kpi.intake.upload.numbers import plain

if TYPE_CHECKING:
    import pandas as pd

    from kpi.intake.schema import Rule

MARGIN = 12  # months on either side of the plan: baselines before it, late results after it
Broken = tuple[str, str, int]  # code, role of the column, index of the record


def judge_frame(records: Sequence[Record], known: Known, today: date, frozen: Collection[str]) -> Iterator[Broken]:
    """Every rule that a record breaks by itself or together with another one of the file."""
    from kpi.intake.schema import broken

    if not records:
        return
    frame = _frame(records, known, _period_faults(records, known.plan, today, frozen))
    rules = _rules()
    failures = broken(frame, rules)
    if failures is not None:
        failures = failures.drop_duplicates(["check", "index"])
        for check, index in zip(failures["check"], failures["index"], strict=True):
            yield rules[int(check)].code, rules[int(check)].column, int(index)


def _period_faults(
    records: Sequence[Record], plan: Plan, today: date, frozen: Collection[str]
) -> Mapping[str, tuple[bool, ...]]:
    """By code, of every period in the file, once: outside the plan, in the future, still running, closed."""
    first, last = add_months(plan.start, -MARGIN), add_months(plan.end, MARGIN)
    closed = [parse_period(code) for code in frozen]
    return {
        code: (
            period.last < first or period.first > last,
            period.first > today,
            period.first <= today < period.last,
            any(one.first <= period.first and period.last <= one.last for one in closed),
        )
        for code, period in {one.measurement.period.code: one.measurement.period for one in records}.items()
    }


def _frame(records: Sequence[Record], known: Known, faults: Mapping[str, tuple[bool, ...]]) -> "pd.DataFrame":
    import pandas as pd

    found = [record.measurement for record in records]
    which = [known.measured[one.indicator] for one in found]
    period = [faults[one.period.code] for one in found]
    frame = pd.DataFrame(
        {
            "key": [f"{one.indicator}\0{one.period.code}\0{one.org_unit}" for one in found],
            "value": pd.array([one.value for one in found], dtype="float64"),
            "numerator": pd.array([one.numerator for one in found], dtype="float64"),
            "denominator": pd.array([one.denominator for one in found], dtype="float64"),
            "low": [one.low for one in which],
            "high": [one.high for one in which],
            "factor": [one.factor for one in which],
            "is_share": [one.is_share for one in which],
            "yes": [one.yes for one in which],
            "day": [one.measured_on for one in found],
            "provisional": [one.provisional for one in found],
            "fits": [is_frequency(one.period, kind) for one, kind in zip(found, which, strict=True)],
        }
    )
    frame[["outside", "future", "running", "closed"]] = pd.DataFrame(period, index=frame.index)
    frame["share"] = (frame["factor"] * frame["numerator"] / frame["denominator"]).where(frame["denominator"] > 0)
    return frame


def is_frequency(period: Period, one: Measured) -> bool:
    """Whether the indicator is reported in periods of this kind."""
    return one.frequency is None or period.frequency is one.frequency


def _rules() -> "tuple[Rule, ...]":
    from kpi.intake.schema import Rule

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
        rule("period-not-of-frequency", "period", lambda frame: ~frame["fits"]),
        rule("period-outside-plan", "period", lambda frame: frame["outside"]),
        rule("period-in-future", "period", lambda frame: frame["future"]),
        rule("period-running", "period", lambda frame: frame["running"] & ~frame["provisional"] & frame["day"].isna()),
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
    step = value.abs().where(lambda one: one != 0).map(lambda one: 10.0 ** -_decimals(one), na_action="ignore")
    return (value - frame["share"]).abs() > 0.5 * step.fillna(1.0) + 1e-9 * (1 + value.abs())


def _decimals(value: float) -> int:
    return len(plain(value).partition(".")[2])


def words(code: str, record: Record, one: Measured, plan: Plan) -> dict[str, object]:
    """What the message of this code says besides the value."""
    found, period = record.measurement, record.measurement.period
    share = one.factor * (found.numerator or 0) / found.denominator if found.denominator else 0.0
    frequency = one.frequency or Frequency.QUARTER
    return {
        "indicator": one.code,
        "low": _bound(one.low),
        "high": plain(found.denominator or 0) if code == "numerator-above-denominator" else _bound(one.high),
        "bounds": "ten minste 0",
        "bounds_en": "at least 0",
        "share": plain(round(share, max(one.decimals, 1))),
        "frequency": period_unit(frequency, 1, "nl"),
        "frequency_en": period_unit(frequency, 1, "en"),
        "example": period_of(period.last, frequency).code,
        "start": plan.start.isoformat(),
        "end": plan.end.isoformat(),
        "last": period.last.isoformat(),
        "key": ", ".join(part for part in (found.indicator, period.code, found.org_unit) if part),
    }


def _bound(value: float) -> str:
    return plain(value) if abs(value) != float("inf") else "…"
