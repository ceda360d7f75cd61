"""The typed frame of an upload, held against its schema.

Imported when a file is judged, not before: pandas and pandera take more than a second, and pages never need them.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from math import inf

import numpy as np
import pandas as pd

from kpi.core.calendar.period import Period, add_months, parse_period
from kpi.core.model import Plan
from kpi.core.vocabulary import Aggregation
from kpi.intake.parse.body.records import Records
from kpi.intake.parse.cells.known import Known, Measured
from kpi.intake.validate.failures import Failure, failures
from kpi.intake.validate.upload_schema import UploadFrame

MARGIN = 12  # months on either side of the plan: baselines before it, late results after it
Faults = tuple[bool, bool, bool, bool]
# What stands in the place of a code that no record has.
NO_MEASURED = Measured("", "", 0, None, -inf, inf, yes=True)


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
    fits = np.array([[is_frequency(period, one) for period in when] for one in which], bool)
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


def is_frequency(period: Period, one: Measured) -> bool:
    """Whether the indicator is reported in periods of this kind."""
    return one.frequency is None or period.frequency is one.frequency
