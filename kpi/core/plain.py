"""Values as plan files write them: the one place that turns a core value into the text of a cell."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from kpi.core.calendar.period import Period
from kpi.core.model import Indicator


def plain(value: object) -> str:
    """The text of a value; None is empty, a number has a decimal point and no exponent, a day is ISO.

    A tuple is separated by semicolons, each of its pairs by `=` (docs/plan-files.md, waypoints).
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return shortest(value)
    if isinstance(value, tuple):
        return ";".join("=".join(map(plain, one)) if isinstance(one, tuple) else plain(one) for one in value)
    if isinstance(value, Indicator | Period):
        return value.code
    return value.value if isinstance(value, StrEnum) else value.isoformat() if isinstance(value, date) else str(value)


def shortest(value: float) -> str:
    """The shortest digits that are read back as the same number: `8`, `0.1`."""
    digits = format(Decimal(repr(value)), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
