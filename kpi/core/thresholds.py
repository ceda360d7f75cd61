"""The bands of the light: what a plan or the settings may set (docs/rules.md)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The bands of the light: shares of the distance from baseline to target, and days (docs/rules.md, rules 1-7).

    `kept`: the share of periods or windows that must have held after the deadline. `quorum`: the share of the expected
    units from which a mean or a ratio counts.
    """

    on_track: float = 0.05
    at_risk: float = 0.15
    maintain: float = 0.05
    grace_days: int = 30
    notice_days: int = 60
    kept: float = 0.75
    quorum: float = 0.75
