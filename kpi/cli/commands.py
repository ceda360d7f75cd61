"""Every command: exit code 0, 1 when the answer is "no", 2 for wrong use."""

import importlib
import sys
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_group

from kpi.cli import (
    about_plan,
    agreed,
    audit,
    editing,
    keeping,
    meetings,
    outlook,
    output,
    people,
    reminding,
    tokens,
    uploads,
)
from kpi.cli.as_typed import AsTyped, GroupAsTyped, asked_for
from kpi.cli.opened import opened_desk, read_settings
from kpi.cli.options import AsJson
from kpi.cli.usage import wrong_use
from kpi.core.errors import PlanpeilError, UsageError
from kpi.core.issue import Issue

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
keeping.add_keeping(app)
about_plan.add_about_plan(app)
outlook.add_outlook(app)
meetings.add_meetings(app)
agreed.add_agreed(app)
audit.add_audit_commands(app)
people.add_people(app)
tokens.add_tokens(app)
reminding.add_reminding(app)
Day = Annotated[str | None, typer.Option(help="An ISO day, such as 2021-06-30.")]


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
    from kpi.service.plan_list import plan_lines
    from kpi.service.plan_rows import plan_row
    from kpi.service.vocabulary import vocabulary

    with opened_desk() as desk:
        lines, frame = plan_lines(desk), vocabulary(desk.settings)
    if json:
        output.print_json([*map(plan_row, lines), *([output.frame_row(frame)] if frame else [])])
    else:
        output.show_plans(lines, frame)


@app.command(cls=AsTyped)
def status(
    plan: Annotated[str | None, typer.Option(help="A plan's code.")] = None,
    directory: Annotated[Path | None, typer.Option("--dir", help="A plan folder, read without a database.")] = None,
    as_of: Day = None,
    known_at: Annotated[str | None, typer.Option(help="What had been recorded by then: a day or a moment.")] = None,
    json: AsJson = False,
) -> None:
    """Print the light of every target with its reason; exit code 1 when one was missed."""
    if (plan is None) == (directory is None):
        raise UsageError("Geef --plan of --dir.", "Give --plan or --dir.")
    if directory is not None and known_at is not None:
        raise UsageError("--known-at hoort bij --plan.", "--known-at goes with --plan.")
    from kpi.service.light_rows import missed

    issues: tuple[Issue, ...] = ()
    if directory is not None:
        lines, issues = _folder_lines(directory, as_of, json)
    else:
        lines = _plan_lines(plan or "", as_of, known_at)
    output.print_json(lines) if json else output.show_status(lines, read_settings().language)
    output.show_issues(issues)
    _end(not missed(lines))


@app.command(cls=AsTyped)
def changed(
    plan: Annotated[str, typer.Option(help="A plan's code.")],
    first: Annotated[str, typer.Option("--from", help="An ISO day: the lights as they were then.")],
    last: Annotated[str, typer.Option("--to", help="An ISO day: the lights as they were later.")],
    known_from: Annotated[
        str | None, typer.Option(help="What had been recorded for --from; default by its end.")
    ] = None,
    known_to: Annotated[str | None, typer.Option(help="What had been recorded for --to; default by its end.")] = None,
    json: AsJson = False,
) -> None:
    """Print the lights that changed between two days, each with what made it change."""
    from kpi.core.calendar.moment import moment
    from kpi.service.changed import changed_lights, changed_rows
    from kpi.service.texts import read_day

    days = read_day(first), read_day(last)
    moments = [moment(text) if text is not None else None for text in (known_from, known_to)]
    with opened_desk() as desk:
        since = changed_lights(desk, plan, *days, known_from=moments[0], known_to=moments[1])
    rows = changed_rows(since)
    output.print_json(rows) if json else output.show_changed(rows, read_settings().language)


@app.command("known", cls=AsTyped)
def known_earlier(
    plan: Annotated[str, typer.Option(help="A plan's code.")],
    as_of: Annotated[str, typer.Option(help="An ISO day.")],
    known_at: Annotated[str, typer.Option(help="What had been recorded by then, an ISO day or moment.")],
    known_to: Annotated[str | None, typer.Option(help="Beside what had been recorded by then; default now.")] = None,
    json: AsJson = False,
) -> None:
    """Print what of one day was known otherwise at another moment: values, targets, thresholds, units, texts."""
    from kpi.core.calendar.moment import moment
    from kpi.service.changed import known_rows, known_then
    from kpi.service.texts import read_day

    day, later = read_day(as_of), moment(known_to) if known_to is not None else None
    with opened_desk() as desk:
        rows = known_rows(known_then(desk, plan, day, moment(known_at), later))
    output.print_json(rows) if json else output.show_known(rows)


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


def _plan_lines(plan: str, as_of: str | None, known_at: str | None) -> list[dict[str, object]]:
    from kpi.core.calendar.moment import moment
    from kpi.service.light_rows import status_lines
    from kpi.service.reading import take_snapshot
    from kpi.service.texts import read_day

    day = read_day(as_of) if as_of is not None else None
    known = moment(known_at) if known_at is not None else None
    with opened_desk() as desk:
        return status_lines(take_snapshot(desk, plan, as_of=day, known_at=known))


def _folder_lines(directory: Path, as_of: str | None, json: bool) -> tuple[list[dict[str, object]], tuple[Issue, ...]]:
    """The lights of a plan folder, and what was found in it that does not refuse it; else that, and exit code 1."""
    from kpi.service.folder_status import folder_lights
    from kpi.service.light_rows import light_line
    from kpi.service.texts import read_day

    day = read_day(as_of) if as_of is not None else None
    lights, folder = folder_lights(read_settings(), directory, as_of=day)
    if folder.plan is not None:
        return [light_line(one, folder.plan.thresholds) for one in lights], folder.issues
    if json:
        output.print_json({"plan": None, "issues": output.issue_rows(folder.issues)})
    else:
        output.show_issues(folder.issues)
    raise typer.Exit(1)


def _end(good: bool) -> None:
    if not good:
        raise typer.Exit(1)
