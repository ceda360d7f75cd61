"""The commands of what is asked of people: somebody's list, and the reminders of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli import output
from kpi.cli.as_typed import AsTyped
from kpi.cli.opened import opened_desk

if TYPE_CHECKING:
    from kpi.core.meeting.asked import Asked

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def add_reminding(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("asked", cls=AsTyped)(list_asked)


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


def _show(found: "tuple[Asked, ...]", lang: str) -> None:
    from kpi.core.notation import day
    from kpi.present.screen.my_list import asked_title

    if not found:
        typer.echo("Er wordt nu niets gevraagd. / Nothing is asked at this moment.")
    for one in found:
        when = day(one.due, lang) if one.due else ""
        typer.echo(f"{'!' if one.late else ' '} {when:<11} {one.plan:<20} {asked_title(one, lang)}")
