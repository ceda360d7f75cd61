"""The commands of what is asked of people: somebody's list, and the reminders of it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpi.cli import output
from kpi.cli.as_typed import AsTyped
from kpi.cli.opened import opened_desk
from kpi.cli.options import AsJson

if TYPE_CHECKING:
    from kpi.core.meeting.asked import Asked
    from kpi.service.reminding.ticking import Ticked


def add_reminding(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("asked", cls=AsTyped)(list_asked)
    app.command("remind", cls=AsTyped)(remind)


def list_asked(
    who: Annotated[str, typer.Option("--who", help="A person, as the owner is called in the plans.")],
    plan: Annotated[str | None, typer.Option("--plan", help="A plan's code; default: every plan.")] = None,
    json: AsJson = False,
) -> None:
    """Print what is asked of a person, the latest first; exit code 1 when something is late."""
    from kpi.service.reminding.my_list import asked_rows, list_of

    with opened_desk() as desk:
        found, lang = list_of(desk, who, plan), desk.settings.language
    if json:
        output.print_json(asked_rows(found))
    else:
        _show(found, lang)
    if any(one.late for one in found):
        raise typer.Exit(1)


def remind(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent; write and send nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Try once more what was given up.")] = False,
    json: AsJson = False,
) -> None:
    """Send reminders, tell of changed lights and keep forecasts: run it daily or more often; exit code 1 when a message
    was given up.
    """
    from kpi.service.reminding.ticking import Ticked, planned_messages, tick

    with opened_desk() as desk:
        done = Ticked(planned_messages(desk), 0, 0, 0, 0) if dry_run else tick(desk, again=again)
        mail, hook = bool(desk.settings.mail.server), bool(desk.settings.webhook.url)
    if json:
        output.print_json(_row(done, mail=mail, hook=hook))
    else:
        _tell(done, mail=mail, hook=hook)
    if done.given_up:
        raise typer.Exit(1)


def _row(done: "Ticked", *, mail: bool, hook: bool) -> dict[str, Any]:
    found = done.planned
    messages = [
        {"kind": one.kind, "who": one.who or None, "plan": one.plan, "day": one.day, "since": one.since}
        for one in found.messages
    ]
    counts = {"put": done.put, "sent": done.sent, "failed": done.failed, "given_up": done.given_up}
    counts["forecasts"] = done.foreseen
    said = {"day": found.day, "mail": mail, "webhook": hook, "messages": messages, "unreachable": found.unreachable}
    return {**said, **counts}


def _tell(done: "Ticked", *, mail: bool, hook: bool) -> None:
    for name, set_up in (("[mail]", mail), ("[webhook]", hook)):
        if not set_up:
            typer.echo(f"{name} staat niet in config.toml / is not in config.toml")
    for one in done.planned.messages:
        typer.echo(f"{one.kind:<7} {one.plan:<20} {one.who}")
    for name in done.planned.unreachable:
        typer.echo(f"geen mailadres / no mail address: {name}")
    typer.echo(
        f"klaargezet / put out {done.put}, verstuurd / sent {done.sent}, later opnieuw / again later {done.failed}, "
        f"opgegeven / given up {done.given_up}, verwachtingen bewaard / forecasts kept {done.foreseen}"
    )


def _show(found: "tuple[Asked, ...]", lang: str) -> None:
    from kpi.core.notation import day
    from kpi.present.screen.my_list import asked_title

    if not found:
        typer.echo("Er wordt nu niets gevraagd. / Nothing is asked at this moment.")
    for one in found:
        when = day(one.due, lang) if one.due else ""
        typer.echo(f"{'!' if one.late else ' '} {when:<11} {one.plan:<20} {asked_title(one, lang)}")
