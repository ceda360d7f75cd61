"""What the message of a rule of an upload says besides the value."""

from kpi.core.calendar.period import Frequency, period_of
from kpi.core.model import Plan
from kpi.core.notation import period_unit
from kpi.intake.faults.hints import Hint, range_words
from kpi.intake.parse.body.record_columns import Record
from kpi.intake.parse.cells.known import Measured

NOTHING = Hint("niets", "nothing")


def words(record: Record, one: Measured, plan: Plan) -> dict[str, object]:
    """What the message about a record says besides its value."""
    found, period = record.measurement, record.measurement.period
    share = one.factor * (found.numerator or 0) / found.denominator if found.denominator else 0.0
    frequency = one.frequency or Frequency.QUARTER
    return {
        "indicator": one.code,
        "unit": one.unit,
        "whole": f"{one.factor:.0f}{one.unit}",
        "range": range_words(one.low, one.high),
        "high": found.denominator or 0.0,
        "share": round(share, max(one.decimals, 1)) if found.denominator else NOTHING,
        "frequency": period_unit(frequency, 1, "nl"),
        "frequency_en": period_unit(frequency, 1, "en"),
        "example": period_of(period.last, frequency, plan.year_starts).code,
        "start": plan.start,
        "end": plan.end,
        "last": period.last,
        "key": ", ".join(part for part in (found.indicator, period.code, found.org_unit) if part),
    }
