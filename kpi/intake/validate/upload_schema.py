"""The typed frame of an upload, and what must hold in every record of it, beside the plan and the calendar.

A check's `error` is the code of its fault; its `statistics` say in which column of the file the fault stands. Checks of
whole rows keep ignore_na off: nothing is left to ignore, and looking for it takes longer than the check.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from math import inf

import numpy as np
import pandas as pd
import pandera.pandas as pa

from kpi.core.calendar.period import Period, add_months, parse_period
from kpi.core.model import Plan
from kpi.core.vocabulary import Aggregation
from kpi.intake.parse.body.record_columns import Floats, Records
from kpi.intake.parse.cells.known import Known, Measured
from kpi.intake.validate.failures import Failure, failures

MARGIN = 12  # months on either side of the plan: baselines before it, late results after it
Faults = tuple[bool, bool, bool, bool]
# What stands in the place of a code that no record has.
NO_MEASURED = Measured("", "", 0, None, -inf, inf, yes=True)
MOST_DECIMALS = 15  # digits that a number keeps
AT_LEAST_0 = {"bounds": "minstens 0", "bounds_en": "at least 0"}
SHARE = {"columns": ("numerator", "denominator")}
VALUE_OR_SHARE = {"columns": ("value", "numerator", "denominator")}
INDICATOR, PERIOD = {"columns": ("indicator",)}, {"columns": ("period",)}
VALUE, NUMERATOR, DENOMINATOR = {"columns": ("value",)}, {"columns": ("numerator",)}, {"columns": ("denominator",)}


class CountedShares(pa.DataFrameModel):
    """What may be measured by numerator and denominator, in a plan folder as in an upload.

    Only what is checked by itself is a field: pandera takes its time for each. Who makes the frame adds the value, the
    flags `is_share` (a share of at most the whole) and `ratio_of_part` (it adds up as a ratio, and a part of the
    organisation reports it), and `whole`: of a share that names no maximum the whole, else infinite.
    """

    numerator: float = pa.Field(nullable=True)
    denominator: float = pa.Field(nullable=True)

    @pa.check("numerator", "denominator", error="out-of-bounds", statistics=AT_LEAST_0)
    @classmethod
    def not_negative(cls, counts: pd.Series) -> pd.Series:
        """Numerator and denominator are at least 0."""
        return counts.ge(0)

    @pa.dataframe_check(error="numerator-above-denominator", ignore_na=False, statistics=SHARE)
    @classmethod
    def part_of_the_whole(cls, rows: pd.DataFrame) -> pd.Series:
        """Where no share above the whole can exist, the numerator is not above the denominator."""
        return ~above_whole(rows)

    @pa.dataframe_check(error="share-without-counts", ignore_na=False, statistics=VALUE_OR_SHARE)
    @classmethod
    def part_has_counts(cls, rows: pd.DataFrame) -> pd.Series:
        """A share of a part of the organisation has its counts: without them it cannot be added to the others."""
        counts = rows["numerator"].notna() | rows["denominator"].notna()
        return ~(rows["ratio_of_part"] & rows["value"].notna() & ~counts)

    @pa.dataframe_check(error="share-above-whole", ignore_na=False, statistics=VALUE)
    @classmethod
    def not_above_the_whole(cls, rows: pd.DataFrame) -> pd.Series:
        """A share that names no maximum is not above the whole."""
        return ~rows["value"].gt(rows["whole"])


class UploadFrame(CountedShares):
    """The records of one file; what is known of an indicator or a period stands beside each of them (`_frame`)."""

    key: np.int64 = pa.Field(description="Indicator, period and organisation unit as one number.")
    fits: np.bool_ = pa.Field(description="The indicator is reported in periods of this kind.")
    outside: np.bool_ = pa.Field(description="The period lies more than a year outside the plan.")
    future: np.bool_ = pa.Field(description="The period has not begun.")
    closed: np.bool_ = pa.Field(description="The period was closed.")

    @pa.check("key", error="duplicate-measurement", statistics=INDICATOR)
    @classmethod
    def one_row_a_key(cls, keys: pd.Series) -> pd.Series:
        """An indicator is reported once for a period and an organisation unit."""
        return ~keys.duplicated()

    @pa.dataframe_check(error="share-incomplete", ignore_na=False, statistics=DENOMINATOR)
    @classmethod
    def numerator_has_denominator(cls, rows: pd.DataFrame) -> pd.Series:
        """No numerator stands alone."""
        return rows["numerator"].isna() | rows["denominator"].notna()

    @pa.dataframe_check(error="share-incomplete", ignore_na=False, statistics=NUMERATOR)
    @classmethod
    def denominator_has_numerator(cls, rows: pd.DataFrame) -> pd.Series:
        """No denominator stands alone."""
        return rows["denominator"].isna() | rows["numerator"].notna()

    @pa.dataframe_check(error="number-expected", ignore_na=False, statistics=VALUE)
    @classmethod
    def number_is_there(cls, rows: pd.DataFrame) -> pd.Series:
        """What is measured as a number has a value, or a numerator or denominator."""
        return rows["yes"] | rows["value"].notna() | rows["numerator"].notna() | rows["denominator"].notna()

    @pa.dataframe_check(error="value-out-of-range", ignore_na=False, statistics=VALUE)
    @classmethod
    def value_in_range(cls, rows: pd.DataFrame) -> pd.Series:
        """A value lies within the range of its indicator."""
        return ~_outside(rows, "value")

    @pa.dataframe_check(error="value-out-of-range", ignore_na=False, statistics=NUMERATOR)
    @classmethod
    def share_in_range(cls, rows: pd.DataFrame) -> pd.Series:
        """So does what numerator and denominator give, where another check does not judge them already."""
        return ~(rows["value"].isna() & (rows["numerator"] >= 0) & ~above_whole(rows) & _outside(rows, "share"))

    @pa.dataframe_check(error="share-disagrees", ignore_na=False, statistics=VALUE)
    @classmethod
    def value_is_the_share(cls, rows: pd.DataFrame) -> pd.Series:
        """A value is what numerator and denominator give, to half of its last decimal: 33.3 is a third, 33.4 is not."""
        value = rows["value"].where(rows["share"].notna())
        wrong: pd.Series = (value - rows["share"]).abs() > 0.5 * _steps(value.to_numpy()) + 1e-9 * (1 + value.abs())
        # What is not nothing cannot be a part of nothing.
        return ~(wrong | ((rows["denominator"] == 0) & rows["numerator"].notna() & (rows["value"].abs() > 0)))

    @pa.dataframe_check(error="yes-or-no-expected", ignore_na=False, statistics=VALUE)
    @classmethod
    def yes_or_no(cls, rows: pd.DataFrame) -> pd.Series:
        """What is yes or no is no number."""
        return ~(rows["only_yes"] & rows["value"].notna())

    @pa.dataframe_check(error="whole-number", ignore_na=False, statistics=VALUE)
    @classmethod
    def counted_in_whole_ones(cls, rows: pd.DataFrame) -> pd.Series:
        """What is counted has no decimals."""
        return ~(rows["counted"] & rows["value"].gt(np.floor(rows["value"])))

    @pa.dataframe_check(error="share-of-count", ignore_na=False, statistics=NUMERATOR)
    @classmethod
    def count_has_no_share(cls, rows: pd.DataFrame) -> pd.Series:
        """What is counted has no numerator."""
        return ~(rows["counted"] & rows["numerator"].notna())

    @pa.check("fits", error="period-not-of-frequency", statistics=PERIOD)
    @classmethod
    def period_fits(cls, fits: pd.Series) -> pd.Series:
        """A period is of the kind in which the indicator is reported."""
        return fits

    @pa.check("outside", error="period-outside-plan", statistics=PERIOD)
    @classmethod
    def period_near_the_plan(cls, outside: pd.Series) -> pd.Series:
        """A period lies within a year of the plan."""
        return ~outside

    @pa.check("future", error="period-in-future", statistics=PERIOD)
    @classmethod
    def period_has_begun(cls, future: pd.Series) -> pd.Series:
        """Nothing is reported of what is still to come."""
        return ~future

    @pa.dataframe_check(error="period-running", ignore_na=False, statistics=PERIOD)
    @classmethod
    def period_is_over(cls, rows: pd.DataFrame) -> pd.Series:
        """A period is over, unless the record is provisional or has a day."""
        return ~rows["running"] | rows["provisional"] | rows["dated"]

    @pa.check("closed", error="period-frozen", statistics=PERIOD)
    @classmethod
    def period_is_open(cls, closed: pd.Series) -> pd.Series:
        """Nothing is reported of a closed period."""
        return ~closed


def above_whole(rows: pd.DataFrame) -> pd.Series:
    """Of each row whether it is a share that is more than the whole."""
    return rows["is_share"] & rows["numerator"].gt(rows["denominator"])


def _outside(rows: pd.DataFrame, column: str) -> pd.Series:
    beyond = (rows[column] < rows["low"]) | (rows[column] > rows["high"])
    return beyond & (rows["low"] <= rows["high"])


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


def judge_frame(records: Records, known: Known, today: date, frozen: Collection[str]) -> Iterator[Failure]:
    """Every rule that a record breaks by itself or together with another one of the file."""
    if len(records):
        yield from failures(UploadFrame, _frame(records, known, today, frozen))


def _period_faults(periods: Sequence[Period], plan: Plan, today: date, frozen: Collection[str]) -> Iterator[Faults]:
    """Of each period: outside the plan, in the future, still running, closed."""
    first, last = add_months(plan.start, -MARGIN), add_months(plan.end, MARGIN)
    closed = [parse_period(code, plan.year_starts) for code in frozen]
    for period in periods:
        yield (
            period.last < first or period.first > last,
            period.first > today,
            period.first <= today < period.last,
            any(one.first <= period.first and period.last <= one.last for one in closed),
        )


def _frame(records: Records, known: Known, today: date, frozen: Collection[str]) -> pd.DataFrame:
    """The records as columns of numbers and flags; what holds of an indicator or period is worked out once for each."""
    which = [known.measured.get(code, NO_MEASURED) for code in records.indicator.words]
    when = records.period.words
    at, on = records.indicator.places, records.period.places
    faults = np.array(list(_period_faults(when, known.plan, today, frozen)), bool)
    fits = np.array([[one.frequency in (None, period.frequency) for period in when] for one in which], bool)
    ratio = np.array([one.aggregation is Aggregation.RATIO for one in which], bool)
    parts = np.array([bool(unit) for unit in records.org_unit.words], bool)
    frame = pd.DataFrame(
        {
            "key": (at.astype(np.int64) * len(when) + on) * len(records.org_unit.words) + records.org_unit.places,
            "value": records.value,
            "numerator": records.numerator,
            "denominator": records.denominator,
            "low": np.array([one.low for one in which])[at],
            "high": np.array([one.high for one in which])[at],
            "is_share": np.array([one.is_share for one in which])[at],
            "whole": np.array([one.factor if one.is_share and one.high == inf else inf for one in which])[at],
            "yes": np.array([one.yes for one in which])[at],
            "ratio_of_part": ratio[at] & parts[records.org_unit.places],
            "only_yes": np.array([one.only_yes for one in which], bool)[at],
            "counted": np.array([one.counted for one in which])[at],
            "dated": np.array([day is not None for day in records.measured_on.words], bool)[records.measured_on.places],
            "provisional": records.provisional,
            "fits": fits[at, on],
            **{name: faults[on, place] for place, name in enumerate(("outside", "future", "running", "closed"))},
        }
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.array([one.factor for one in which])[at] * frame["numerator"] / frame["denominator"]
    frame["share"] = share.where(frame["denominator"] > 0)
    return frame
