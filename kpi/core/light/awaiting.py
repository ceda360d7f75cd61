"""Until when a report is not late: the first one, and the one after what was reported last."""

from datetime import date, timedelta

from kpi.core.calendar.period import add_months, period_of
from kpi.core.model import Target, Thresholds


def report_due(target: Target, thresholds: Thresholds) -> date:
    """The last day on which the first report is not late: the end of the first period that is asked for, plus grace."""
    return period_of(target.asked_from, target.frequency).last + timedelta(days=thresholds.grace_days)


def stale_after(target: Target, day: date, thresholds: Thresholds) -> date:
    """The last day on which evidence of `day` is fresh: its frequency later, plus grace."""
    return add_months(day, target.frequency.months) + timedelta(days=thresholds.grace_days)


def next_due(target: Target, day: date, thresholds: Thresholds) -> date:
    """The last day on which a report after evidence of `day` is not late, and never before the first is due."""
    return max(report_due(target, thresholds), stale_after(target, day, thresholds))
