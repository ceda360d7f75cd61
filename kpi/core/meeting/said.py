"""Which words people said about a result count in a meeting."""

from collections.abc import Iterable

from kpi.core.calendar.period import preceding
from kpi.core.light.snapshot import Snapshot
from kpi.core.model import CheckIn


def said_for(checkins: Iterable[CheckIn], snapshot: Snapshot) -> tuple[CheckIn, ...]:
    """The newest check-in of each target, by code, for the period of a view or the one before.

    A longer period that the view lies in counts too; what was said of an earlier one is history.
    """
    since = preceding(snapshot.period).first
    counting = [one for one in checkins if since <= one.period.last and one.period.first <= snapshot.as_of]
    ordered = sorted(counting, key=lambda one: (one.target, one.period.last, one.period.first))
    return tuple({one.target: one for one in ordered}.values())
