"""The commands that keep the database safe: doctor, backup and restore."""

from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from kpi.cli import output
from kpi.cli.as_typed import AsTyped
from kpi.cli.opened import read_settings
from kpi.cli.options import AsJson


def add_upkeep(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("doctor", cls=AsTyped)(doctor_command)
    app.command("backup", cls=AsTyped)(backup_command)
    app.command("restore", cls=AsTyped)(restore_command)


def doctor_command(json: AsJson = False) -> None:
    """Look whether this Planpeil is well, changing nothing; exit code 1 when something asks for a hand."""
    from kpi.service.upkeep.doctor import examine_installation

    output.show_checks(examine_installation(read_settings), as_json=json)


def backup_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; with --keep a folder of copies.")],
    force: Annotated[bool, typer.Option("--force", help="Replace FILE when it is there already.")] = False,
    keep: Annotated[int | None, typer.Option("--keep", help="Add a copy to folder FILE and keep so many.")] = None,
    json: AsJson = False,
) -> None:
    """Write a consistent copy of the database, also while it is in use."""
    from kpi.service.upkeep import backups

    settings = read_settings()
    made = (
        backups.backup(settings, file, force=force) if keep is None else backups.backup_among(settings, file, keep=keep)
    )
    if json:
        removed = {} if keep is None else {"removed": [str(one) for one in made.removed]}
        output.print_json({"file": str(made.file), "bytes": made.bytes, "revision": made.revision, **removed})
    else:
        typer.echo(f"{made.file}: revisie {made.revision}, {made.bytes} bytes")
        for one in made.removed:
            typer.echo(f"{one}: weggehaald / removed")


def restore_command(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    user: Annotated[str | None, typer.Option("--user", help="Who does this; default: the account.")] = None,
    json: AsJson = False,
) -> None:
    """Put a copy back in one go, also while the database is in use; what was there is kept beside it."""
    from kpi.service.upkeep import backups

    done = backups.restore(read_settings(), file, user=user or getuser())
    before = str(done.before) if done.before else None
    if json:
        output.print_json({"file": str(file), "revision": done.revision, "before": before})
    else:
        typer.echo(f"{file}: teruggezet als revisie {done.revision}" + (f"; bewaard: {before}" if before else ""))
