"""Short ways to write the targets and the evidence of the case tables."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpi.core.calendar.period import Frequency, parse_period
from kpi.core.kinds import KINDS
from kpi.core.light.assessment import Assessment, Flag, Status
from kpi.core.light.status import assess
from kpi.core.model import Indicator, Measurement, Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Direction, Kind, Origin

START, END = date(2021, 1, 1), date(2021, 12, 31)
THRESHOLDS = Thresholds()
_TOKEN = re.compile(
    r"(?P<period>[\dQH-]+)(?:/(?P<unit>\w+))?=(?P<value>[^@!]*)(?:@(?P<day>[\d-]+))?(?:!(?P<marks>[ps]+))?"
)


def indicator(unit: str = "punten", **changes: Any) -> Indicator:
    """Make a quarterly, rising indicator with one decimal."""
    given: dict[str, Any] = {"direction": Direction.INCREASE, "frequency": Frequency.QUARTER, "decimals": 1} | changes
    return Indicator("I", "Indicator", unit, **given)


def target(kind: Kind, **changes: Any) -> Target:
    """Make a target of 2021, with the indicator above unless the kind does without."""
    own = indicator() if KINDS[kind].needs_indicator else None
    return Target("T", "t", "Resultaat", kind, **({"start": START, "due": END, "indicator": own} | changes))


def evidence(text: str) -> tuple[Measurement, ...]:
    """Read `2021-Q1=7.5 2021-Q2/noord=3:4@2021-07-02!p`: period, unit, value, day, marks (provisional, sample)."""
    return tuple(_measurement(token) for token in text.split())


def _measurement(token: str) -> Measurement:
    m = _TOKEN.fullmatch(token)
    assert m, token
    above, _, below = m["value"].partition(":")
    share, answer = ":" in token, {"ja": True, "nee": False}.get(m["value"])
    number = None if share or answer is not None or not m["value"] else float(m["value"])
    return Measurement(
        indicator="I",
        period=parse_period(m["period"]),
        value=number,
        org_unit=m["unit"] or "",
        numerator=float(above) if share else None,
        denominator=float(below) if share and below else None,
        done=answer,
        measured_on=date.fromisoformat(m["day"]) if m["day"] else None,
        provisional="p" in (m["marks"] or ""),
        origin=Origin.SAMPLE if "s" in (m["marks"] or "") else Origin.REPORT,
    )


def light(one: Target, text: str, as_of: str, thresholds: Thresholds = THRESHOLDS) -> Assessment:
    """Assess written evidence at an ISO day."""
    return assess(one, evidence(text), as_of=date.fromisoformat(as_of), thresholds=thresholds)


@dataclass(frozen=True)
class Case:
    """One row of a table: what is known, when, and the light that the rules give; expected None is not compared."""

    target: Target
    text: str
    as_of: str
    status: Status
    flags: str = ""
    expected: float | None = None
    shortfall: float | None = None

    def __str__(self) -> str:
        return f"{self.text or 'nothing'} at {self.as_of}"

    def check(self) -> None:
        """Compare status, flags, and where written the sum."""
        one = light(self.target, self.text, self.as_of)
        assert (one.status, set(one.flags)) == (self.status, {Flag(flag) for flag in self.flags.split()})
        if self.expected is not None:
            assert one.comparison is not None
            assert one.comparison.expected == self.expected
        if self.shortfall is not None:
            assert one.comparison is not None
            assert one.comparison.shortfall == self.shortfall
