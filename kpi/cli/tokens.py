"""The commands of tokens, with which programs ask the API."""

from getpass import getuser
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpi.cli import output
from kpi.cli.as_typed import AsTyped, GroupAsTyped
from kpi.cli.opened import opened_desk
from kpi.cli.options import AsJson

if TYPE_CHECKING:
    from kpi.store.accounts.tokens import TokenRecord

Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the token.")]
By = Annotated[str | None, typer.Option("--by", help="Who does this; default: the account of this computer.")]


def add_tokens(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(cls=GroupAsTyped, no_args_is_help=True, help="Tokens of programs that ask the API.")
    for name, command in (("list", list_tokens), ("add", add_one_token), ("withdraw", withdraw_one_token)):
        group.command(name, cls=AsTyped)(command)
    app.add_typer(group, name="token")


def list_tokens(json: AsJson = False) -> None:
    """List the tokens, with whose they are, what for and until when."""
    from kpi.service.accounts.tokens import token_list

    with opened_desk() as desk:
        found = token_list(desk)
    if json:
        output.print_json([_row(one) for one in found])
        return
    for one in found:
        typer.echo(
            f"{one.name:<24} {one.account:<24} {one.right.value:<8} {one.plan or '-':<20} {one.ends_at:%Y-%m-%d}"
        )


def add_one_token(
    name: Name,
    whose: Annotated[str, typer.Option("--user", help="The account it acts as; it never gives more than that has.")],
    right: Annotated[str, typer.Option("--right", help="see or hand-in.")],
    plan: Annotated[str, typer.Option(help="A plan's code; without it: every plan.")] = "",
    days: Annotated[int, typer.Option(help="How long it is valid, at most 730.")] = 365,
    by: By = None,
    json: AsJson = False,
) -> None:
    """Make a token and print it, this once: it is kept nowhere."""
    from kpi.service.accounts.tokens import add_token

    with opened_desk() as desk:
        secret = add_token(desk, name, whose, right, plan, days, user=by or getuser())
    output.print_json({"name": name, "token": secret}) if json else typer.echo(secret)


def withdraw_one_token(name: Name, by: By = None, json: AsJson = False) -> None:
    """Let a token open nothing from now on."""
    from kpi.service.accounts.tokens import withdraw_token

    with opened_desk() as desk:
        withdraw_token(desk, name, user=by or getuser())
    output.print_json({"name": name}) if json else typer.echo(name)


def _row(one: "TokenRecord") -> dict[str, Any]:
    told = {"name": one.name, "user": one.account, "right": one.right.value, "plan": one.plan}
    return {**told, "made_at": one.made_at.isoformat(), "ends_at": one.ends_at.isoformat()}
