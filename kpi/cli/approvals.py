"""The commands of four eyes: approve, return and withdraw, and asking for them or not."""

from getpass import getuser
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli import output, upload_output
from kpi.cli.as_typed import AsTyped
from kpi.cli.opened import opened_desk
from kpi.cli.options import AsJson, User

if TYPE_CHECKING:
    from kpi.store.uploads.handed_in import HandedInRecord

Number = Annotated[int, typer.Argument(metavar="UPLOAD")]


def add_approvals(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(cls=AsTyped)(approve)
    app.command("return", cls=AsTyped)(return_upload)
    app.command(cls=AsTyped)(withdraw)
    app.command("four-eyes", cls=AsTyped)(four_eyes)


def approve(
    upload: Number,
    seen: Annotated[
        int | None, typer.Option(help="The revision of the difference that was looked at; default: as handed in.")
    ] = None,
    user: User = None,
    json: AsJson = False,
) -> None:
    """Approve an upload that somebody else handed in: it counts from now; exit code 1 when it changes other values."""
    from kpi.service.uploads.approving import approve_upload
    from kpi.service.uploads.rows import receipt_row

    with opened_desk() as desk:
        receipt = approve_upload(desk, upload, user or getuser(), seen=seen)
    if json:
        output.print_json(receipt_row(receipt))
    else:
        upload_output.show_receipt(receipt, desk.settings.language)
    if not receipt.done:
        raise typer.Exit(1)


def return_upload(
    upload: Number,
    why: Annotated[str, typer.Option("--why", help="What needs correcting.")],
    user: User = None,
    json: AsJson = False,
) -> None:
    """Return an upload that waits to who handed it in."""
    from kpi.service.uploads.approving import give_back

    with opened_desk() as desk:
        _told(give_back(desk, upload, user or getuser(), why), json)


def withdraw(upload: Number, user: User = None, json: AsJson = False) -> None:
    """Let an upload of your own lapse that waits or was returned."""
    from kpi.service.uploads.approving import withdraw_upload

    with opened_desk() as desk:
        _told(withdraw_upload(desk, upload, user or getuser()), json)


def four_eyes(
    plan: Annotated[str, typer.Option(help="A plan's code.")],
    why: Annotated[str, typer.Option("--why", help="The reason; it is kept.")],
    off: Annotated[bool, typer.Option("--off", help="Ask for it no longer.")] = False,
    user: User = None,
    json: AsJson = False,
) -> None:
    """Let uploads of a plan count only once somebody else approved them."""
    from kpi.service.uploads.approving import switch_four_eyes

    with opened_desk() as desk:
        revision = switch_four_eyes(desk, plan, user or getuser(), why, on=not off)
    if json:
        output.print_json({"plan": plan, "four_eyes": not off, "revision": revision})
    else:
        typer.echo(f"{plan}: revisie/revision {revision}")


def _told(record: "HandedInRecord", json: bool) -> None:
    from kpi.service.uploads.rows import handed_in_row

    if json:
        output.print_json(handed_in_row(record))
    else:
        upload_output.show_approvals([record])
