"""The commands of the second layer: XmR charts and forecasts, of a plan or of courses on stdin."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli import output
from kpi.cli.as_typed import AsTyped
from kpi.cli.opened import opened_desk, read_settings
from kpi.cli.options import AsJson
from kpi.core.errors import UsageError

if TYPE_CHECKING:
    from kpi.core.light.snapshot import Snapshot
    from kpi.service.desk import Desk

Plan = Annotated[str | None, typer.Option("--plan", help="A plan's code.")]
Series = Annotated[str | None, typer.Option("--series", help="`-`: one JSON object a line on stdin, no database.")]
Day = Annotated[str | None, typer.Option(help="An ISO day, such as 2021-06-30; default the newest figures'.")]
Known = Annotated[str | None, typer.Option(help="What had been recorded by then: a day or a moment.")]


def add_outlook(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(cls=AsTyped)(spc)
    app.command("forecast", cls=AsTyped)(forecast_command)


def spc(
    plan: Plan = None,
    indicator: Annotated[str | None, typer.Option(help="One indicator of the plan.")] = None,
    series: Series = None,
    as_of: Day = None,
    known_at: Known = None,
    json: AsJson = False,
) -> None:
    """Print XmR charts: limits, special points, variation and assurance; with --series always as JSON."""
    if _reads_stdin(plan, series, indicator, as_of, known_at):
        from kpi.service.series import charted_lines

        output.print_json(charted_lines(_stdin()))
        return
    from kpi.service.outlook import chart_rows

    with opened_desk() as desk:
        rows = chart_rows(desk, _snapshot(desk, plan or "", as_of, known_at), indicator)
    output.print_json(rows) if json else output.show_charts(rows, read_settings().language)


def forecast_command(
    plan: Plan = None,
    target: Annotated[str | None, typer.Option(help="One target of the plan.")] = None,
    series: Series = None,
    as_of: Day = None,
    known_at: Known = None,
    json: AsJson = False,
) -> None:
    """Print where targets will be at their deadlines and how likely they are reached; with --series always as JSON."""
    if _reads_stdin(plan, series, target, as_of, known_at):
        from kpi.service.series import forecast_lines

        output.print_json(forecast_lines(_stdin()))
        return
    from kpi.service.outlook import outlook_rows

    with opened_desk() as desk:
        rows = outlook_rows(_snapshot(desk, plan or "", as_of, known_at), target)
    output.print_json(rows) if json else output.show_outlooks(rows, read_settings().language)


def _reads_stdin(plan: str | None, series: str | None, *of_plan: str | None) -> bool:
    """Whether courses on stdin are asked for; raises UsageError for both, for neither, and for what goes with one."""
    if (plan is None) == (series is None):
        raise UsageError("Geef --plan of --series -.", "Give --plan or --series -.")
    if series not in (None, "-"):
        raise UsageError(
            "Bij --series hoort -: de reeksen komen van de standaardinvoer.", "--series goes with -: stdin is read."
        )
    if series is not None and any(one is not None for one in of_plan):
        raise UsageError("Bij --series hoort alleen --json.", "Only --json goes with --series.")
    return series is not None


def _stdin() -> list[str]:
    """The lines on stdin: UTF-8 whatever the terminal is set to; what is none is shown as such, and then no JSON."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace").split("\n")


def _snapshot(desk: "Desk", plan: str, as_of: str | None, known_at: str | None) -> "Snapshot":
    from kpi.core.calendar.moment import moment
    from kpi.service.snapshots import take_snapshot
    from kpi.service.texts import read_day

    day = read_day(as_of) if as_of is not None else None
    known = moment(known_at) if known_at is not None else None
    return take_snapshot(desk, plan, as_of=day, known_at=known)
