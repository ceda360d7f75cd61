"""What the codes in the log stand for: results, meetings, what was agreed, and people."""

from collections.abc import Iterable, Mapping
from datetime import date

from kpi.access.rights import Right
from kpi.core.audit import AuditLine, LogNames
from kpi.core.calendar.period import YearStart
from kpi.service.desk import Desk, allow
from kpi.store import Connection
from kpi.store.audit import people_named
from kpi.store.database.engine import read
from kpi.store.meetings.reading import standing_records
from kpi.store.meetings.records import ACCEPTED, AGREEMENTS, MEETINGS
from kpi.store.query import read_plan
from kpi.store.versions import stored_head

# The rows that name something of a plan by its code.
_NAMING = frozenset({"checkin", "meeting", "agreement", "accept", "freeze", "unfreeze", "role-give", "role-take"})


def names_in_log(desk: Desk, lines: Iterable[AuditLine]) -> LogNames:
    """What the codes in these rows of the log stand for now, for who may see the log."""
    allow(desk, Right.ADMINISTER)
    rows = [one.row for one in lines]
    found: dict[str, dict[tuple[str, str], str]] = {"results": {}, "agreed": {}, "units": {}}
    meetings: dict[tuple[str, str], tuple[str, date]] = {}
    years: dict[str, YearStart] = {}
    with read(desk.engine) as connection:
        head = stored_head(connection)
        people = people_named(
            connection, (word for row in rows if row.revision is None for word in row.subject.split())
        )
        for code in sorted({row.plan for row in rows if row.action in _NAMING}):
            plan = read_plan(connection, code, head)
            if plan is None:
                continue
            titles = {one.code: one.statement for one in (*plan.targets, *(each.target for each in plan.ended))}
            found["results"] |= {(code, target): title for target, title in titles.items()}
            found["agreed"] |= {(code, one): words for one, words in _agreed(connection, code, head, titles).items()}
            found["units"] |= {(code, one.code): one.name for one in plan.org_units}
            held = standing_records(connection, MEETINGS, code, head)
            meetings |= {(code, one): (made.one.name, made.one.day) for one, made in held.items()}
            years[code] = plan.year_starts
    return LogNames(people, meetings=meetings, years=years, **found)


def _agreed(connection: Connection, plan: str, head: int, titles: Mapping[str, str]) -> dict[str, str]:
    """Of each decision and action its words, of what was accepted of which result it was."""
    accepted = standing_records(connection, ACCEPTED, plan, head)
    agreed = standing_records(connection, AGREEMENTS, plan, head)
    return {
        **{code: titles.get(one.one.target, one.one.target) for code, one in accepted.items()},
        **{code: one.one.text for code, one in agreed.items()},
    }
