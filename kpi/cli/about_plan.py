"""The commands that tell of a plan itself: what it lacks to be held to, its days as a calendar, and its report."""

from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from kpi.cli import files, output
from kpi.cli.as_typed import AsTyped
from kpi.cli.editing import Out, language_of_file
from kpi.cli.opened import opened_desk, read_settings
from kpi.cli.options import AsJson

Plan = Annotated[str, typer.Option("--plan", help="A plan's code.")]
Lang = Annotated[str, typer.Option(help="Of the file: nl or en.")]


def add_about_plan(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(cls=AsTyped)(smart)
    app.command(cls=AsTyped)(calendar)
    app.command("report", cls=AsTyped)(report_command)


def smart(
    plan: Plan,
    as_of: Annotated[
        str | None, typer.Option(help="An ISO day, such as 2021-06-30; default the newest figures'.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the list for the author: .xlsx or .docx.")] = None,
    lang: Lang = "nl",
    json: AsJson = False,
) -> None:
    """Print what each target lacks to be held to (SMART); exit code 1 when one lacks something."""
    from kpi.core.view.smart import smart_test
    from kpi.service.smart import smart_file, smart_rows
    from kpi.service.snapshots import take_snapshot
    from kpi.service.texts import read_day

    day = read_day(as_of) if as_of is not None else None
    with opened_desk() as desk:
        test = smart_test(take_snapshot(desk, plan, as_of=day))
        if out is not None:
            made = smart_file(test, out.suffix.casefold().removeprefix("."), language_of_file(lang))
            files.write_export(desk, out, made, plan=plan)
    rows = smart_rows(test)
    output.print_json(rows) if json else output.show_smart(rows, read_settings().language)
    if any(one["missing"] for one in rows):
        raise typer.Exit(1)


def calendar(
    plan: Plan,
    out: Out,
    owner: Annotated[str | None, typer.Option(help="Only the days of this owner.")] = None,
    lang: Lang = "nl",
    json: AsJson = False,
) -> None:
    """Write deadlines, days of delivery and open actions as a calendar (.ics)."""
    from kpi.service.agenda import plan_calendar

    with opened_desk() as desk:
        content = plan_calendar(desk, plan, owner, lang=language_of_file(lang))
        files.write_export(desk, out, content, plan=plan)
    row = {"plan": plan, "owner": owner, "out": str(out), "bytes": len(content)}
    output.print_json(row) if json else typer.echo(f"{out}: {len(content)} bytes")


def report_command(
    plan: Plan,
    form: Annotated[str, typer.Option("--format", help="pdf, pptx, docx, xlsx or html.")],
    out: Out,
    as_of: Annotated[str | None, typer.Option(help="An ISO day, such as 2021-06-30; a meeting has its own.")] = None,
    meeting: Annotated[str | None, typer.Option(help="A recorded meeting, such as M1.")] = None,
    known_at: Annotated[str | None, typer.Option(help="What had been recorded by then: a day or a moment.")] = None,
    template: Annotated[Path | None, typer.Option(help="Your own template, for pptx or docx.")] = None,
    lang: Lang = "nl",
    json: AsJson = False,
) -> None:
    """Write the board pack of a plan: the report of a day as one file."""
    from kpi.core.calendar.moment import moment
    from kpi.service.logged import noted_export
    from kpi.service.report import report
    from kpi.service.texts import read_day

    files.refuse_folder(out)
    own = files.content(template) if template is not None else None
    known, spoken = moment(known_at) if known_at is not None else None, language_of_file(lang)
    with opened_desk() as desk:
        day = read_day(as_of) if as_of is not None else None
        made = report(desk, plan, day, form, known_at=known, meeting=meeting or "", lang=spoken, template=own)
        files.replace_file(out, noted_export(desk, made.content, out.name, plan=plan, user=getuser()))
    size = len(made.content)
    if json:
        pages = {} if made.pages is None else {"pages": made.pages}
        output.print_json({"file": str(out), "bytes": size, **pages})
    else:
        typer.echo(f"{out}: {size} bytes" + (f", {made.pages} pagina's" if made.pages is not None else ""))
