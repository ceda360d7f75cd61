"""The words of an owner on a result for a period: why it stands as it does, and what is done about it."""

from dataclasses import replace

from kpi.access.rights import Right
from kpi.core.calendar.period import add_months
from kpi.core.errors import UsageError
from kpi.core.issue import Issue, refuses
from kpi.core.model import CheckIn, Plan
from kpi.intake.edit.export import plan_files
from kpi.intake.plan.folder import read_files
from kpi.service.desk import Desk, allow, allow_change
from kpi.service.logged import committing
from kpi.service.meetings.recording import kept_words, known_plan, known_target, record, records_of, signed_by
from kpi.store.meetings.records import CHECKINS, Recorded
from kpi.store.meetings.writing import write_records
from kpi.store.versions import checkin_code

_ACTION = "checkin"  # of its commits
_FILE = "checkins.csv"
_MARGIN = 12  # months around a plan that may be spoken of, as in plan files (period-outside-plan)


def checkin_list(desk: Desk, plan: str, revision: int | None = None) -> tuple[Recorded[CheckIn], ...]:
    """The check-ins of a plan as known at a revision (None: now), by target, the newest period first."""
    allow(desk, Right.SEE, plan)
    found = records_of(desk, plan, CHECKINS, revision)
    newest = sorted(found, key=lambda one: (one.one.period.last, one.one.period.first), reverse=True)
    return tuple(sorted(newest, key=lambda one: one.one.target))


def say(desk: Desk, plan: str, said: CheckIn, *, user: str, seen: int = 0) -> Recorded[CheckIn]:
    """Record what is said of a result for a period, over what was said before.

    `seen`: the revision of the check-in of this target and period that its author saw, 0: there was none. Raises
    OvertakenError when another one stands there, RefusedError when read-only, NotFoundError for an unknown plan or
    target, UsageError without a user, when nothing is said, and for a period far from the plan.
    """
    user = allow_change(desk, Right.EXPLAIN, plan, user=user)
    one = _checked(known_plan(desk, plan), said)
    return record(desk, plan, CHECKINS, one, seen=seen, user=user, action=_ACTION)


def _checked(plan: Plan, said: CheckIn) -> CheckIn:
    """The check-in as it is kept."""
    known_target(plan, said.target)
    _near(plan, said)
    cause, consequence, correction, owner = (
        kept_words(text, what, needed=False)
        for text, what in (
            (said.cause, ("de oorzaak", "the cause")),
            (said.consequence, ("het gevolg", "the consequence")),
            (said.correction, ("de bijsturing", "the correction")),
            (said.owner, ("de eigenaar", "the owner")),
        )
    )
    if not (cause or consequence or correction):
        code = f"{said.target} {said.period.code}"
        raise UsageError(
            f"Schrijf bij {code} een oorzaak, een gevolg of een bijsturing.",
            f"Write a cause, a consequence or a correction for {code}.",
        )
    if said.due is not None and not correction:
        raise UsageError(
            f"Schrijf wat er uiterlijk {said.due} gedaan is, of laat de dag weg.",
            f"Write what is done by {said.due}, or leave the day out.",
        )
    return replace(said, cause=cause, consequence=consequence, correction=correction, owner=owner)


def _near(plan: Plan, said: CheckIn) -> None:
    first, last = add_months(plan.start, -_MARGIN), add_months(plan.end, _MARGIN)
    if said.period.last < first or said.period.first > last:
        raise UsageError(
            f"{said.period.code} ligt te ver van dit plan: kies een periode van {first} tot en met {last}.",
            f"{said.period.code} lies too far from this plan: choose a period from {first} up to and including {last}.",
        )


def import_checkins(
    desk: Desk, plan: str, content: bytes, *, user: str, over: bool = False
) -> tuple[tuple[Recorded[CheckIn], ...], tuple[Issue, ...]]:
    """Record the check-ins of a file as `checkins.csv` of a plan folder is: all in one commit, or none with an error.

    `over`: also over other words that stand there; else these raise OvertakenError and nothing is recorded. The issues
    stand at the rows of the file. Otherwise as `say`.
    """
    user = allow_change(desk, Right.EXPLAIN, plan, user=user)
    signed, settings, known = signed_by(user, _ACTION), desk.settings, known_plan(desk, plan)
    files = plan_files(known, (), thresholds=settings.thresholds, calendar=settings.calendar)
    folder = read_files(files | {_FILE: content}, thresholds=settings.thresholds, calendar=settings.calendar)
    issues = tuple(one for one in folder.issues if one.file == _FILE)
    if refuses(issues):
        return (), issues
    now = {one.code: one.revision for one in records_of(desk, plan, CHECKINS)} if over else {}
    each = [(_checked(known, one), now.get(checkin_code(one), 0)) for one in folder.checkins]
    with committing(desk, plan=plan, user=signed.user, action=_ACTION):
        return write_records(desk.engine, plan, CHECKINS, each, signed), issues
