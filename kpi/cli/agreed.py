"""The commands of what is said and agreed: checkins, actions and accepted, each a list that can be added to."""

from datetime import date
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any

import typer

from kpi.cli import files, output
from kpi.cli.accepted import add_accepted, end_accepted, list_accepted
from kpi.cli.as_typed import AsTyped
from kpi.cli.editing import language_of_file
from kpi.cli.opened import opened_desk
from kpi.cli.options import AsJson, User
from kpi.cli.recorded import OfPlan, Plan, Seen, Target, group_of, plan_of, print_recorded, print_records, typed_day

OfTarget = Annotated[str, typer.Option("--target", help="A target's code; default: the plan as a whole.")]
Owner = Annotated[str, typer.Option("--owner", help="Who does it.")]
Due = Annotated[str | None, typer.Option("--due", help="By when, an ISO day.")]


def add_agreed(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    said = group_of(app, "checkins", list_checkins)
    said.command("add", cls=AsTyped)(add_checkin)
    said.command("import", cls=AsTyped)(import_words)
    agreed = group_of(app, "actions", list_actions)
    agreed.command("add", cls=AsTyped)(add_action)
    agreed.command("reword", cls=AsTyped)(reword)
    agreed.command("close", cls=AsTyped)(close_open)
    accepted = group_of(app, "accepted", list_accepted)
    accepted.command("add", cls=AsTyped)(add_accepted)
    accepted.command("end", cls=AsTyped)(end_accepted)


def _due(text: str | None) -> date | None:
    return typed_day(text) if text is not None else None


def list_checkins(context: typer.Context, plan: OfPlan = None, json: AsJson = False) -> None:
    """List what was said of the results of a plan, by target, the newest period first."""
    if context.invoked_subcommand is not None:
        return
    from kpi.service.meetings.rows import checkin_row
    from kpi.service.meetings.saying import checkin_list

    code = plan_of(plan)
    with opened_desk() as desk:
        rows = [checkin_row(code, one) for one in checkin_list(desk, code)]
    print_records(rows, json=json)


def add_checkin(
    plan: Plan,
    target: Target,
    period: Annotated[str, typer.Option("--period", help="2021, 2021-H1, 2021-Q3 or 2021-09.")],
    cause: Annotated[str, typer.Option(help="Why it stands as it does.")] = "",
    consequence: Annotated[str, typer.Option(help="What follows from it.")] = "",
    correction: Annotated[str, typer.Option(help="What is done about it.")] = "",
    owner: Owner = "",
    due: Due = None,
    user: User = None,
    seen: Annotated[int, typer.Option(min=0, help="The revision of the words to replace; 0: there are none.")] = 0,
    json: AsJson = False,
) -> None:
    """Say why a result stands as it does in a period, and what is done about it."""
    from kpi.core.model import CheckIn
    from kpi.service.meetings.recording import known_plan
    from kpi.service.meetings.rows import checkin_row
    from kpi.service.meetings.saying import say
    from kpi.service.texts import read_period

    with opened_desk() as desk:
        spoken_of = read_period(period, known_plan(desk, plan).year_starts)
        said = CheckIn(target, spoken_of, cause, consequence, correction, owner, _due(due))
        done = say(desk, plan, said, user=user or getuser(), seen=seen)
    print_recorded(checkin_row(plan, done), json=json)


def import_words(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="As checkins.csv of a plan folder; `-` reads stdin.")],
    plan: Plan,
    over: Annotated[bool, typer.Option("--over", help="Also over other words that stand there.")] = False,
    user: User = None,
    json: AsJson = False,
) -> None:
    """Record the check-ins of a file, all or none; exit code 1 when one of its rows is refused."""
    from kpi.service.meetings.rows import checkin_row
    from kpi.service.meetings.saying import import_checkins

    with opened_desk() as desk:
        done, issues = import_checkins(desk, plan, files.content(file), user=user or getuser(), over=over)
    rows = [checkin_row(plan, one) for one in done]
    if json:
        output.print_json({"plan": plan, "issues": output.issue_rows(issues), "checkins": rows})
    else:
        output.show_issues(issues)
        print_records(rows, json=False)
    if not done:
        raise typer.Exit(1)


def list_actions(
    context: typer.Context,
    plan: OfPlan = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the list: .csv or .docx.")] = None,
    lang: Annotated[str, typer.Option(help="Of the file: nl or en.")] = "nl",
    json: AsJson = False,
) -> None:
    """List the decisions and actions of a plan, in the order in which they were recorded."""
    if context.invoked_subcommand is not None:
        return
    from kpi.service.meetings.agreeing import agreement_file, agreement_list
    from kpi.service.meetings.rows import agreement_row

    code = plan_of(plan)
    with opened_desk() as desk:
        rows = [agreement_row(code, one) for one in agreement_list(desk, code)]
        if out is not None:
            form = out.suffix.casefold().removeprefix(".")
            made = agreement_file(desk, code, form, language_of_file(lang))
            files.write_export(desk, out, made, plan=code)
    print_records(rows, json=json)


def add_action(
    plan: Plan,
    text: Annotated[str, typer.Option(help="What was agreed.")],
    decision: Annotated[bool, typer.Option("--decision", help="A decision instead of an action.")] = False,
    meeting: Annotated[str, typer.Option(help="The meeting it was agreed in, such as M1.")] = "",
    target: OfTarget = "",
    owner: Owner = "",
    due: Due = None,
    user: User = None,
    json: AsJson = False,
) -> None:
    """Record an action or a decision."""
    from kpi.core.meeting.records import Agreement, AgreementKind
    from kpi.service.meetings.agreeing import agree
    from kpi.service.meetings.rows import agreement_row

    kind = AgreementKind.DECISION if decision else AgreementKind.ACTION
    new = Agreement("", kind, text, meeting, target, owner, _due(due))
    with opened_desk() as desk:
        done = agree(desk, plan, new, user=user or getuser())
    print_recorded(agreement_row(plan, done), json=json)


def reword(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Such as A1 or B1.")],
    plan: Plan,
    text: Annotated[str | None, typer.Option(help="What was agreed; default: as it was.")] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Who does it; default: as it was.")] = None,
    due: Annotated[
        str | None, typer.Option("--due", help="By when, an ISO day, or empty for none; default: as it was.")
    ] = None,
    user: User = None,
    seen: Seen = None,
    json: AsJson = False,
) -> None:
    """Correct a decision or an action while its meeting is not closed; what it said before stays a version."""
    from dataclasses import replace

    from kpi.service.meetings.agreeing import reword_agreement
    from kpi.service.meetings.rows import agreement_row

    given: dict[str, Any] = {} if due is None else {"due": _due(due or None)}
    given |= {name: said for name, said in (("text", text), ("owner", owner)) if said is not None}
    with opened_desk() as desk:
        changed = reword_agreement(
            desk, plan, code, lambda was: replace(was, **given), user=user or getuser(), seen=seen
        )
    print_recorded(agreement_row(plan, changed), json=json)


def close_open(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="Such as A1.")],
    plan: Plan,
    outcome: Annotated[str, typer.Option(help="What came of it.")],
    on: Annotated[str | None, typer.Option(help="The day it was done, an ISO day; default today.")] = None,
    user: User = None,
    seen: Seen = None,
    json: AsJson = False,
) -> None:
    """Close an action by saying what came of it."""
    from kpi.service.meetings.agreeing import close_action
    from kpi.service.meetings.rows import agreement_row

    day = _due(on)
    with opened_desk() as desk:
        done = close_action(desk, plan, action, outcome, user=user or getuser(), on=day, seen=seen)
    print_recorded(agreement_row(plan, done), json=json)
