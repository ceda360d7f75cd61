"""The commands for plans of your own: load (a folder, a ZIP or a workbook), export and new."""

from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli import files, output
from kpi.cli.as_typed import AsTyped
from kpi.cli.opened import opened_desk, read_settings
from kpi.cli.options import AsJson, User
from kpi.core.errors import UsageError

if TYPE_CHECKING:
    from kpi.service.desk import Desk
    from kpi.service.plans import Loaded

Why = Annotated[str, typer.Option("--why", help="Why a promise changes; it is kept with the change.")]
Out = Annotated[Path, typer.Option("--out", help="Where to write.")]


def add_editing(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("load", cls=AsTyped)(load_command)
    app.command(cls=AsTyped)(export)
    app.command(cls=AsTyped)(new)


def load_command(
    source: Annotated[Path, typer.Argument(metavar="DIR|ZIP|XLSX")],
    user: User = None,
    why: Why = "",
    yes: Annotated[
        bool, typer.Option("--yes", help="What was loaded before and is not in the folder now may go.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Load or refresh a plan folder, also as ZIP or workbook; doing it twice changes nothing."""
    # Loading a plan is how a database begins: the one command that may make a file that was named.
    with opened_desk(new=True) as desk:
        found = _loaded(desk, source, user or getuser(), why, take_out=yes)
    if json:
        output.print_json(output.loaded_row(found))
    else:
        output.show_loaded(found)
    if found.plan is None:
        raise typer.Exit(1)


def _loaded(desk: "Desk", source: Path, user: str, why: str, *, take_out: bool) -> "Loaded":
    """A folder is a source of its own, kept elsewhere; a ZIP or a workbook is an edit of what is stored."""
    suffix = source.suffix.casefold()
    if source.is_dir() or suffix not in (".zip", ".xlsx"):
        from kpi.service.plans import load_folder

        return load_folder(desk, source, user=user, why=why, take_out=take_out)
    from kpi.service.drafting import publishing

    into = publishing.import_zip if suffix == ".zip" else publishing.import_workbook
    return into(desk, files.content(source), user=user, why=why, name=source.name, take_out=take_out)


def export(
    plan: Annotated[str, typer.Option("--plan", help="A plan's code.")],
    out: Out,
    revision: Annotated[int | None, typer.Option(help="As known at this revision; default now.")] = None,
    lang: Annotated[str, typer.Option(help="Of a workbook: nl or en.")] = "nl",
    json: AsJson = False,
) -> None:
    """Write a plan as the ZIP of its folder, or (.xlsx) as a workbook to edit, without its measurements."""
    from kpi.service.drafting import publishing

    with opened_desk() as desk:
        if out.suffix.casefold() == ".xlsx":
            content = publishing.export_workbook(desk, plan, language_of_file(lang), revision)
        else:
            content = publishing.export_zip(desk, plan, revision)
        files.write_export(desk, out, content, plan=plan)
    _told(json, {"plan": plan, "out": str(out), "bytes": len(content)}, f"{out}: {len(content)} bytes")


def new(
    code: Annotated[str, typer.Option(help="A short code without spaces.")],
    title: Annotated[str, typer.Option(help="What the plan is called.")],
    start: Annotated[str, typer.Option(help="The first day, such as 2025-01-01.")],
    end: Annotated[str, typer.Option(help="The last day.")],
    out: Out,
    organisation: Annotated[str, typer.Option(help="Whose plan it is.")] = "",
    xlsx: Annotated[bool, typer.Option("--xlsx", help="One workbook instead of a folder of CSV files.")] = False,
    lang: Annotated[str, typer.Option(help="Of headers, choices and explanation: nl or en.")] = "nl",
    json: AsJson = False,
) -> None:
    """Write the starter set of a plan: a folder, or one workbook with drop-downs."""
    from kpi.service.drafting import starting
    from kpi.service.texts import read_day

    known = read_settings()
    first, last = read_day(start), read_day(end)
    beginning = starting.beginning(known, code, title, first, last, organisation)
    if xlsx or out.suffix.casefold() == ".xlsx":
        written = [out]
        files.write_file(out, starting.starter_workbook(language_of_file(lang), beginning))
    else:
        written = _write_folder(out, starting.starter_files(language_of_file(lang), beginning))
    _told(json, {"plan": code, "out": str(out), "files": [str(one) for one in written]}, "\n".join(map(str, written)))


def _write_folder(out: Path, made: dict[str, bytes]) -> list[Path]:
    """The files in a folder that is new or empty: what a person wrote is never overwritten."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(
            f"{out} bestaat al en is niet leeg: kies een andere map.",
            f"{out} is there already and not empty: choose another folder.",
        )
    for name, content in made.items():
        files.write_file(out / name, content, parents=True)
    return [out / name for name in made]


def _told(json: bool, row: dict[str, object], line: str) -> None:
    if json:
        output.print_json(row)
    else:
        typer.echo(line)


def language_of_file(lang: str) -> str:
    """The language of a file as it was asked for; raises UsageError for one there is none of."""
    if lang not in ("nl", "en"):
        raise UsageError(f"Taal {lang}: schrijf nl of en.", f"Language {lang}: write nl or en.")
    return lang
