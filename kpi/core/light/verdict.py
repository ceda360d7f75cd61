"""What a judge says of a target's evidence, before flags and light are added to it."""

from datetime import date
from typing import NamedTuple

from kpi.core.light.assessment import Comparison, Status
from kpi.core.light.evidence import Point
from kpi.core.light.windows import Window


class Verdict(NamedTuple):
    """`lasting`: it cannot be lost any more. `breaches` of `periods` did not hold, for what must hold every time."""

    status: Status
    series: tuple[Point, ...]
    comparison: Comparison | None = None
    met_on: date | None = None
    regressed: bool = False
    lasting: bool = False
    windows: tuple[Window, ...] = ()
    breaches: int = 0
    periods: int = 0
