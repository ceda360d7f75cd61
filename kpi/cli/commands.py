"""Every command: exit code 0, 1 when the answer is "no", 2 for wrong use."""

import importlib
import sys
from getpass import getuser
from typing import Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_group

from kpi.cli import (
    about_plan,
    agreed,
    audit,
    editing,
    lights,
    meetings,
    outlook,
    output,
    people,
    reminding,
    tokens,
    upkeep,
    uploads,
)
from kpi.cli.as_typed import AsTyped, GroupAsTyped, asked_for
from kpi.cli.opened import opened_desk, read_settings
from kpi.cli.options import AsJson, Day
from kpi.cli.usage import wrong_use
from kpi.core.errors import PlanpeilError

app = typer.Typer(
    cls=GroupAsTyped,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Planpeil op de opdrachtregel.",
)
uploads.add_uploads(app)
editing.add_editing(app)
upkeep.add_upkeep(app)
about_plan.add_about_plan(app)
outlook.add_outlook(app)
meetings.add_meetings(app)
agreed.add_agreed(app)
audit.add_audit_commands(app)
people.add_people(app)
tokens.add_tokens(app)
reminding.add_reminding(app)


def main() -> None:
    """Run a command; a fault a person can mend is one line in Dutch and English and exit code 2.

    With --json stdout then holds one document that names the fault.
    """
    try:
        code = get_group(asked_for(app, sys.argv[1:]))(standalone_mode=False)
    except TyperException as fault:
        _told(wrong_use(fault))
        raise SystemExit(2) from fault
    except PlanpeilError as fault:
        _told(fault)
        raise SystemExit(2) from fault
    raise SystemExit(code)


def _told(fault: PlanpeilError | None) -> None:
    if fault is None:
        return
    typer.echo(str(fault), err=True)
    if any(word.partition("=")[0] == "--json" for word in sys.argv[1:]):
        output.print_json(output.error_row(fault))


@app.command(cls=AsTyped)
def plans(json: AsJson = False) -> None:
    """List the plans with their counts, and the frame of categories."""
    from kpi.service.categories import vocabulary
    from kpi.service.plan_list import plan_lines
    from kpi.service.plan_rows import plan_row

    with opened_desk() as desk:
        lines, frame = plan_lines(desk), vocabulary(desk.settings)
    if json:
        output.print_json([*map(plan_row, lines), *([output.frame_row(frame)] if frame else [])])
    else:
        output.show_plans(lines, frame)


lights.add_lights(app)


@app.command(cls=AsTyped)
def deadline(
    phrases: Annotated[
        list[str], typer.Argument(metavar="PHRASE...", help="Phrases; `-` reads one a line from stdin.")
    ],
    year: Annotated[int | None, typer.Option(help="The year of phrases that name none.")] = None,
    start: Day = None,
    end: Day = None,
    year_starts: Annotated[
        str,
        typer.Option(help="Month-day on which years of the plan begin; --year is the one that begins in it."),
    ] = "01-01",
    json: AsJson = False,
) -> None:
    """Read deadline phrases; exit code 1 when one of them is no deadline."""
    from kpi.service.texts import read_day, read_deadlines, read_year_start

    texts = [text for phrase in phrases for text in (sys.stdin.read().splitlines() if phrase == "-" else [phrase])]
    first, last = (read_day(day) if day is not None else None for day in (start, end))
    starts = read_year_start(year_starts)
    found = read_deadlines(read_settings(), texts, year=year, start=first, end=last, year_starts=starts)
    if json:
        output.print_json([output.deadline_row(one) for one in found])
    else:
        output.show_deadlines(texts, found, first, last)
    _end(None not in found)


@app.command("serve", cls=AsTyped)
def serve_command(
    address: Annotated[
        str, typer.Option(help="Where to listen; loopback unless people sign in, or read_only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8501,
    browser: Annotated[bool, typer.Option(help="Open the dashboard in a browser.")] = True,
) -> None:
    """Serve the dashboard; the plan folders of the settings are loaded on first use."""
    from kpi.service.plans import load_missing
    from kpi.service.serving import check_address
    from kpi.settings import ROOT

    settings = read_settings()
    check_address(settings, address)
    with opened_desk() as desk:
        for found in load_missing(desk, user=getuser()):
            output.show_loaded(found)
    sys.path.insert(0, str(ROOT))
    importlib.import_module("server").run(address, port, open_browser=browser, reach=settings.reach)


def _end(good: bool) -> None:
    if not good:
        raise typer.Exit(1)
