"""The commands of what a board accepts for a while: the list, one more, and another end."""

from getpass import getuser
from typing import Annotated

import typer

from kpi.cli.opened import opened_desk
from kpi.cli.options import AsJson, User
from kpi.cli.recorded import OfPlan, Plan, Seen, Target, plan_of, print_recorded, print_records, typed_day


def list_accepted(context: typer.Context, plan: OfPlan = None, json: AsJson = False) -> None:
    """List the deviations that were accepted of a plan, also those that ended."""
    if context.invoked_subcommand is not None:
        return
    from kpi.service.meetings.agreeing import accepted_list
    from kpi.service.meetings.recording import known_plan
    from kpi.service.meetings.rows import accepted_row

    code = plan_of(plan)
    with opened_desk() as desk:
        known = known_plan(desk, code)
        rows = [accepted_row(known, one) for one in accepted_list(desk, code)]
    print_records(rows, json=json)


def add_accepted(
    plan: Plan,
    target: Target,
    value: Annotated[float, typer.Option(help="The value that is accepted.")],
    until: Annotated[str, typer.Option(help="The last day, an ISO day.")],
    reason: Annotated[str, typer.Option(help="Why it is accepted.")],
    since: Annotated[str | None, typer.Option(help="The first day, an ISO day; default today.")] = None,
    decision: Annotated[str, typer.Option(help="The decision it was taken in, such as B1.")] = "",
    user: User = None,
    json: AsJson = False,
) -> None:
    """Accept a lower value of a target for a while; its light stays what it is."""
    from kpi.core.meeting.records import Accepted
    from kpi.service.meetings.agreeing import accept_deviation
    from kpi.service.meetings.recording import known_plan
    from kpi.service.meetings.rows import accepted_row
    from kpi.service.uploads.checking import today

    new = Accepted("", target, value, typed_day(since) if since else today(), typed_day(until), reason, decision)
    with opened_desk() as desk:
        row = accepted_row(known_plan(desk, plan), accept_deviation(desk, plan, new, user=user or getuser()))
    print_recorded(row, json=json)


def end_accepted(
    deviation: Annotated[str, typer.Argument(metavar="DEVIATION", help="Such as D1.")],
    plan: Plan,
    until: Annotated[str, typer.Option(help="The last day, an ISO day.")],
    why: Annotated[str, typer.Option("--why", help="The reason; it is kept.")],
    user: User = None,
    seen: Seen = None,
    json: AsJson = False,
) -> None:
    """Let an accepted deviation end on another day."""
    from kpi.service.meetings.agreeing import end_deviation
    from kpi.service.meetings.recording import known_plan
    from kpi.service.meetings.rows import accepted_row

    day = typed_day(until)
    with opened_desk() as desk:
        done = end_deviation(desk, plan, deviation, day, why, user=user or getuser(), seen=seen)
        row = accepted_row(known_plan(desk, plan), done)
    print_recorded(row, json=json)
