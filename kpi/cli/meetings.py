"""The commands of the meeting itself: the list, prepare, present, close, and what is shown in its run."""

from getpass import getuser
from typing import Annotated

import typer

from kpi.cli.as_typed import AsTyped
from kpi.cli.opened import opened_desk
from kpi.cli.options import AsJson, User
from kpi.cli.recorded import OfPlan, Plan, Seen, Target, group_of, plan_of, print_recorded, print_records, typed_day

MeetingCode = Annotated[str, typer.Argument(metavar="MEETING", help="Such as M1.")]


def add_meetings(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    held = group_of(app, "meetings", list_meetings)
    held.command("add", cls=AsTyped)(add_meeting)
    held.command("change", cls=AsTyped)(change_prepared)
    held.command("present", cls=AsTyped)(present_meeting)
    held.command("close", cls=AsTyped)(close_held)
    held.command("reopen", cls=AsTyped)(reopen_closed)
    held.command("show", cls=AsTyped)(show_target)
    held.command("leave-out", cls=AsTyped)(leave_out)


def list_meetings(context: typer.Context, plan: OfPlan = None, json: AsJson = False) -> None:
    """List the meetings of a plan, by day."""
    if context.invoked_subcommand is not None:
        return
    from kpi.service.meetings.holding import meeting_list
    from kpi.service.meetings.rows import meeting_row

    code = plan_of(plan)
    with opened_desk() as desk:
        rows = [meeting_row(code, one) for one in meeting_list(desk, code)]
    print_records(rows, json=json)


def add_meeting(
    plan: Plan,
    name: Annotated[str, typer.Option(help="What it is called.")],
    day: Annotated[str, typer.Option(help="When it is held, an ISO day.")],
    as_of: Annotated[str, typer.Option(help="The day of its lights.")],
    user: User = None,
    json: AsJson = False,
) -> None:
    """Prepare a meeting about a plan."""
    from kpi.service.meetings.holding import prepare_meeting
    from kpi.service.meetings.rows import meeting_row

    days = typed_day(day), typed_day(as_of)
    with opened_desk() as desk:
        done = prepare_meeting(desk, plan, name, *days, user=user or getuser())
    print_recorded(meeting_row(plan, done), json=json)


def change_prepared(
    meeting: MeetingCode,
    plan: Plan,
    name: Annotated[str | None, typer.Option(help="What it is called; default: as it was.")] = None,
    day: Annotated[str | None, typer.Option(help="When it is held, an ISO day; default: as it was.")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="The day of its lights, until it begins; default: as it was.")
    ] = None,
    user: User = None,
    seen: Seen = None,
    json: AsJson = False,
) -> None:
    """Give a meeting that is not closed another name or day, or another day of its lights before it begins."""
    from kpi.service.meetings.holding import change_meeting
    from kpi.service.meetings.rows import meeting_row

    on, of = (typed_day(one) if one is not None else None for one in (day, as_of))
    with opened_desk() as desk:
        done = change_meeting(desk, plan, meeting, user=user or getuser(), name=name, day=on, as_of=of, seen=seen)
    print_recorded(meeting_row(plan, done), json=json)


def present_meeting(
    meeting: MeetingCode, plan: Plan, user: User = None, seen: Seen = None, json: AsJson = False
) -> None:
    """Begin a meeting: what was known until now is fixed."""
    from kpi.service.meetings.holding import begin_meeting
    from kpi.service.meetings.rows import meeting_row

    with opened_desk() as desk:
        done = begin_meeting(desk, plan, meeting, user=user or getuser(), seen=seen)
    print_recorded(meeting_row(plan, done), json=json)


def close_held(meeting: MeetingCode, plan: Plan, user: User = None, seen: Seen = None, json: AsJson = False) -> None:
    """Close a meeting: its screens stay as they were seen."""
    from kpi.service.meetings.rows import meeting_row
    from kpi.service.meetings.showing import close

    with opened_desk() as desk:
        done = close(desk, plan, meeting, user=user or getuser(), seen=seen)
    print_recorded(meeting_row(plan, done), json=json)


def reopen_closed(
    meeting: MeetingCode,
    plan: Plan,
    why: Annotated[str, typer.Option("--why", help="The reason; it is kept.")],
    user: User = None,
    seen: Seen = None,
    json: AsJson = False,
) -> None:
    """Open a closed meeting again; its lights stay those it began with."""
    from kpi.service.meetings.holding import reopen_meeting
    from kpi.service.meetings.rows import meeting_row

    with opened_desk() as desk:
        done = reopen_meeting(desk, plan, meeting, why, user=user or getuser(), seen=seen)
    print_recorded(meeting_row(plan, done), json=json)


def show_target(
    meeting: MeetingCode, plan: Plan, target: Target, user: User = None, seen: Seen = None, json: AsJson = False
) -> None:
    """Bring a result into the run of a meeting."""
    _shown(meeting, plan, target, user, seen, json, shown=True)


def leave_out(
    meeting: MeetingCode, plan: Plan, target: Target, user: User = None, seen: Seen = None, json: AsJson = False
) -> None:
    """Leave a result out of the run of a meeting."""
    _shown(meeting, plan, target, user, seen, json, shown=False)


def _shown(
    meeting: str, plan: str, target: str, user: str | None, seen: int | None, json: bool, *, shown: bool
) -> None:
    from kpi.service.meetings.holding import show_result
    from kpi.service.meetings.rows import meeting_row

    with opened_desk() as desk:
        done = show_result(desk, plan, meeting, target, shown=shown, user=user or getuser(), seen=seen)
    print_recorded(meeting_row(plan, done), json=json)
