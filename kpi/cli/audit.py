"""The commands of the log: verify it, list it, and replace a name in it."""

from datetime import datetime, timedelta
from getpass import getuser
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpi.cli import output
from kpi.cli.as_typed import AsTyped, GroupAsTyped
from kpi.cli.opened import opened_desk
from kpi.cli.options import AsJson

if TYPE_CHECKING:
    from kpi.core.audit import AuditLine


def add_audit_commands(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(cls=GroupAsTyped, no_args_is_help=True, help="The log of changes, exports and refusals.")
    group.command("verify", cls=AsTyped)(verify_command)
    group.command("list", cls=AsTyped)(list_log)
    group.command("rename", cls=AsTyped)(rename_command)
    app.add_typer(group, name="audit")


def verify_command(json: AsJson = False) -> None:
    """Compute the whole log anew; exit code 1 and the first row that does not fit when something was changed."""
    from kpi.service.upkeep.logbook import verify_log

    with opened_desk() as desk:
        checks = verify_log(desk)
    output.show_checks(checks, as_json=json)


def list_log(
    first: Annotated[str | None, typer.Option("--from", help="An ISO day, the first one.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="An ISO day, the last one.")] = None,
    who: Annotated[str, typer.Option(help="A name, or a pseudonym.")] = "",
    action: Annotated[str, typer.Option(help="Such as upload, export or refused.")] = "",
    plan: Annotated[str, typer.Option(help="A plan's code.")] = "",
    json: AsJson = False,
) -> None:
    """List the rows of the log, newest first."""
    from kpi.service.upkeep.logbook import AuditFilter, log_page

    begin, end = _day_begins(first), _day_begins(last)
    asked = AuditFilter(who, action, plan, begin, end + timedelta(days=1) if end else None)
    with opened_desk() as desk:
        lines = log_page(desk, asked).lines
    if json:
        output.print_json([_audit_row(one) for one in lines])
        return
    for one in lines:
        row = one.row
        revision = f"r{row.revision}" if row.revision else "-"
        who = f"{one.name or row.who or '-'}{f' ({row.role})' if row.role else ''}"
        what = f"{row.action:<10} {row.plan or '-':<14} {revision:<6} {who}  {row.subject}"
        typer.echo(f"{row.seq:>6}  {row.at:%Y-%m-%dT%H:%M:%SZ}  {what}")


def rename_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it stands in the log.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What stands there from now on.")],
    user: Annotated[str | None, typer.Option("--user", help="Who does this; default: the account.")] = None,
    json: AsJson = False,
) -> None:
    """Replace a name in the log; the chain stays as it is."""
    from kpi.service.upkeep.logbook import rename

    with opened_desk() as desk:
        found = rename(desk, name, new, user=user or getuser())
    if json:
        output.print_json({"pseudonyms": list(found), "name": new})
    else:
        typer.echo(f"{', '.join(found)}: {new}")


def _day_begins(typed: str | None) -> datetime | None:
    """The first moment of a Dutch day."""
    from kpi.core.calendar.period import dutch_zone
    from kpi.service.texts import read_day

    if typed is None:
        return None
    day = read_day(typed)
    return datetime(day.year, day.month, day.day, tzinfo=dutch_zone())


def _audit_row(one: "AuditLine") -> dict[str, Any]:
    row = one.row
    return {
        "seq": row.seq,
        "at": row.at.isoformat(),
        "who": row.who,
        "name": one.name,
        "role": row.role,
        "action": row.action,
        "plan": row.plan,
        "subject": row.subject,
        "revision": row.revision,
    }
