"""What the commands of the meeting share: a list with commands below it, and how what was recorded is printed."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from kpi.cli import output
from kpi.cli.as_typed import GroupAsTyped
from kpi.core.errors import UsageError

Plan = Annotated[str, typer.Option("--plan", help="A plan's code.")]
OfPlan = Annotated[str | None, typer.Option("--plan", help="A plan's code.")]
Seen = Annotated[
    int | None,
    typer.Option("--seen", min=0, help="The revision you saw in the list; refused when somebody wrote since."),
]
Target = Annotated[str, typer.Option("--target", help="A target's code.")]
_WORDS = ("name", "text", "cause", "consequence", "correction", "reason", "outcome")


def group_of(app: typer.Typer, name: str, listed: Callable[..., None]) -> typer.Typer:
    """A command that lists by itself, with commands below it."""
    group = typer.Typer(cls=GroupAsTyped, invoke_without_command=True, callback=listed, rich_markup_mode=None)
    app.add_typer(group, name=name)
    return group


def plan_of(plan: str | None) -> str:
    """The plan a list is asked of; raises UsageError without one."""
    if plan is None:
        raise UsageError("Geef --plan met de code van een plan.", "Give --plan with the code of a plan.")
    return plan


def typed_day(text: str) -> date:
    """An ISO day; raises UsageError."""
    from kpi.service.texts import read_day

    return read_day(text)


def print_recorded(row: dict[str, Any], *, json: bool) -> None:
    """What stands now that it was recorded."""
    output.print_json(row) if json else _show([row])


def print_records(rows: Sequence[dict[str, Any]], *, json: bool) -> None:
    """A list of what was recorded."""
    output.print_json(rows) if json else _show(rows)


def _show(rows: Sequence[dict[str, Any]]) -> None:
    """A line each: its code, target, day, who, state, and its words."""
    if not rows:
        typer.echo("Er is nog niets vastgelegd. / Nothing was recorded yet.")
    for one in rows:
        told = (one["code"], one["target"], one["day"], one["who"], one["state"], *(one.get(name) for name in _WORDS))
        typer.echo("  ".join(str(part) for part in told if part))
