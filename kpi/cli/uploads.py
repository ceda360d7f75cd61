"""The commands of the quarterly upload: check, import, uploads, undo, template, completeness and freeze."""

from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from kpi.cli import files, output, upload_output
from kpi.cli.approvals import add_approvals
from kpi.cli.as_typed import AsTyped
from kpi.cli.opened import opened_desk
from kpi.cli.options import AsJson, User
from kpi.core.errors import UsageError
from kpi.core.issue import Issue, Severity

Plan = Annotated[str, typer.Option("--plan", help="A plan's code.")]
PeriodCode = Annotated[str, typer.Option("--period", help="2021, 2021-H1, 2021-Q3 or 2021-09.")]
Answers = Annotated[
    list[str] | None, typer.Option("--answer", metavar="KEY=VALUE", help="What a question about the file asks.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="HEADER=WHAT", help="What a column is whose header does not say it."),
]
Why = Annotated[str, typer.Option("--why", help="The reason; it is kept.")]


def add_uploads(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(cls=AsTyped)(check)
    app.command("import", cls=AsTyped)(import_)
    app.command("uploads", cls=AsTyped)(list_uploads)
    app.command("undo", cls=AsTyped)(undo_command)
    add_approvals(app)
    app.command(cls=AsTyped)(template)
    app.command("completeness", cls=AsTyped)(completeness_command)
    app.command("freeze", cls=AsTyped)(freeze_command)


def check(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files; `-` reads one from stdin.")],
    plan: Plan,
    user: User = None,
    answer: Answers = None,
    column: Columns = None,
    json: AsJson = False,
) -> None:
    """Read files for a plan and say what importing them would change; exit code 1 when one of them cannot be.

    Of several files one that cannot be opened does not keep back the others: exit code 2 then.
    """
    from kpi.service.uploads.checking import check_file

    answers, given = _answers(answer, column), [_opened(path, alone=len(paths) == 1) for path in paths]
    with opened_desk() as desk:
        found = [
            one
            if isinstance(one, Issue)
            else check_file(desk, plan, one, files.file_name_of(path), answers=answers, user=user or getuser())
            for path, one in zip(paths, given, strict=True)
        ]
    if json:
        output.print_json([upload_output.looked_at_row(one) for one in found])
    else:
        for one in found:
            upload_output.show_looked_at(one, desk.settings.language)
    if any(isinstance(one, Issue) for one in found):
        raise typer.Exit(2)
    _end(all(not isinstance(one, Issue) and one.valid for one in found))


def _opened(path: Path, alone: bool) -> bytes | Issue:
    """The bytes of a file; of several files, why this one cannot be opened. Raises UsageError for a file `alone`."""
    try:
        return files.content(path)
    except UsageError as fault:
        if alone:
            raise
        return Issue(fault.code, Severity.ERROR, None, "", "", fault.nl, fault.en, file=path.name)


def import_(
    plan: Plan,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="A file; `-` reads stdin.")] = None,
    source: Annotated[str | None, typer.Option(help="A name of [sources] in config.toml, instead of a file.")] = None,
    user: User = None,
    why: Annotated[
        list[str] | None, typer.Option("--why", metavar="CODE=TEXT", help="The justification of a kind of warning.")
    ] = None,
    answer: Answers = None,
    column: Columns = None,
    json: AsJson = False,
) -> None:
    """Import a file, or a source of the settings, once and whole; exit code 1 when it is refused."""
    if (file is None) == (source is None):
        raise UsageError("Geef een bestand of --source.", "Give a file or --source.")
    from kpi.service.uploads.importing import import_file
    from kpi.service.uploads.rows import receipt_row
    from kpi.service.uploads.source import source_file

    with opened_desk() as desk:
        name, content = (files.file_name_of(file), files.content(file)) if file else source_file(desk, source or "")
        receipt = import_file(
            desk,
            plan,
            content,
            name,
            user=user or getuser(),
            answers=_answers(answer, column),
            justifications=_pairs(why, "--why"),
        )
    if json:
        output.print_json(receipt_row(receipt))
    else:
        upload_output.show_receipt(receipt, desk.settings.language)
    _end(receipt.done)


def list_uploads(
    plan: Annotated[str | None, typer.Option(help="Only those of this plan.")] = None, json: AsJson = False
) -> None:
    """List the uploads, newest first, those that wait for approval among them."""
    from kpi.core.delivery.approval import ApprovalState
    from kpi.service.uploads.listing import handed_in_list, upload_list
    from kpi.service.uploads.rows import upload_rows

    with opened_desk() as desk:
        found, handed = upload_list(desk, plan), handed_in_list(desk, plan)
    if json:
        output.print_json(upload_rows(found, handed))
        return
    upload_output.show_approvals(one for one in handed if one.state is not ApprovalState.APPROVED)
    upload_output.show_uploads(found)


def undo_command(
    upload: Annotated[int, typer.Argument(metavar="UPLOAD")], why: Why, user: User = None, json: AsJson = False
) -> None:
    """Take one upload back as a unit; exit code 1 when later changes stand in the way."""
    from kpi.service.uploads import listing
    from kpi.service.uploads.rows import undone_row

    with opened_desk() as desk:
        done = listing.undo(desk, upload, user or getuser(), why)
    output.print_json(undone_row(done)) if json else upload_output.show_undone(done)
    _end(not done.blocked)


def template(
    plan: Plan,
    period: PeriodCode,
    out: Annotated[Path, typer.Option(help="The file to write: .xlsx or .csv.")],
    owner: Annotated[str | None, typer.Option(help="Only what this owner reports.")] = None,
    json: AsJson = False,
) -> None:
    """Write the pre-filled template of a period."""
    from kpi.service.uploads import reports

    with opened_desk() as desk:
        content = reports.period_template(desk, plan, period, owner, form=out.suffix.removeprefix(".").lower())
        files.write_export(desk, out, content, plan=plan)
    if json:
        output.print_json({"plan": plan, "period": period, "owner": owner, "out": str(out), "bytes": len(content)})
    else:
        typer.echo(f"{out}: {len(content)} bytes")


def completeness_command(
    plan: Plan,
    period: PeriodCode,
    on: Annotated[str | None, typer.Option(help="As seen on this ISO day; default today.")] = None,
    json: AsJson = False,
) -> None:
    """Print what was due in a period, what came and what is late; exit code 1 when something is overdue."""
    from kpi.service.texts import read_day
    from kpi.service.uploads import reports

    day = read_day(on) if on else None
    with opened_desk() as desk:
        found = reports.completeness_report(desk, plan, period, on=day)
    if json:
        output.print_json(upload_output.completeness_row(found))
    else:
        upload_output.show_completeness(found)
    _end(found.whole.light != "red")


def freeze_command(
    plan: Plan,
    period: PeriodCode,
    why: Why,
    user: User = None,
    lift: Annotated[bool, typer.Option("--lift", help="Open the period again.")] = False,
    json: AsJson = False,
) -> None:
    """Close a reporting period, so that its values change no more, or open it again."""
    from kpi.service.uploads import listing

    change = listing.unfreeze if lift else listing.freeze
    with opened_desk() as desk:
        revision = change(desk, plan, period, user or getuser(), why)
        closed = listing.frozen_list(desk, plan)
    if json:
        output.print_json({"plan": plan, "revision": revision, "frozen": list(closed)})
    else:
        typer.echo(f"{plan}: revisie/revision {revision}; afgesloten / closed: {', '.join(closed) or '-'}")


def _answers(answer: list[str] | None, column: list[str] | None) -> dict[str, str]:
    """What was answered: a column by its header."""
    columns = {f"column:{header}": what for header, what in _pairs(column, "--column").items()}
    return {**_pairs(answer, "--answer"), **columns}


def _pairs(words: list[str] | None, option: str) -> dict[str, str]:
    """KEY=VALUE words as a mapping; raises UsageError for a word without a key."""
    pairs = [word.partition("=") for word in words or ()]
    for key, sign, value in pairs:
        if not key or not sign:
            raise UsageError(
                f"{option} {key}{value}: schrijf sleutel=waarde.", f"{option} {key}{value}: write key=value."
            )
    return {key: value for key, _, value in pairs}


def _end(good: bool) -> None:
    if not good:
        raise typer.Exit(1)
