"""The commands of people: who may sign in, with which password, and what they may do."""

import sys
from getpass import GetPassWarning, getpass, getuser
from typing import TYPE_CHECKING, Annotated, Any
from warnings import catch_warnings, simplefilter

import typer

from kpi.cli import output
from kpi.cli.as_typed import AsTyped, GroupAsTyped
from kpi.cli.opened import opened_desk
from kpi.cli.options import AsJson
from kpi.core.errors import UsageError

if TYPE_CHECKING:
    from kpi.access.rights import Grant
    from kpi.store.accounts.people import AccountRecord

Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the account.")]
User = Annotated[str | None, typer.Option("--user", help="Who does this; default: the account of this computer.")]
Plan = Annotated[str, typer.Option(help="A plan's code; without it: every plan.")]
Unit = Annotated[str, typer.Option(help="An organisation unit of that plan, with those below it; without it: all.")]
RoleName = Annotated[str, typer.Argument(metavar="ROLE", help="viewer, uploader, approver, owner or admin.")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


def add_people(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(cls=GroupAsTyped, no_args_is_help=True, help="Who may sign in, and what they may do.")
    for name, command in (
        ("list", list_people),
        ("add", add_one),
        ("password", password),
        ("role", role),
        ("block", block),
        ("mail", mail_of),
        ("sign-out", sign_out_of),
    ):
        group.command(name, cls=AsTyped)(command)
    app.add_typer(group, name="user")


def list_people(json: AsJson = False) -> None:
    """List the accounts with their roles."""
    from kpi.service.accounts.people import account_list

    with opened_desk() as desk:
        found = account_list(desk)
    if json:
        output.print_json([_row(one) for one in found])
        return
    for one in found:
        roles = ", ".join(map(_told, one.grants))
        state = "  geblokkeerd / blocked" if one.blocked else ""
        typer.echo(f"{one.name:<24} {one.mail or '-':<32} {roles or '-'}{state}")


def add_one(
    name: Name,
    mail: Annotated[str, typer.Option(help="Where reminders go.")] = "",
    from_input: FromInput = False,
    without: Annotated[bool, typer.Option("--no-password", help="Signs in elsewhere, or not at all.")] = False,
    user: User = None,
    json: AsJson = False,
) -> None:
    """Add an account; it can do nothing until it has a role."""
    from kpi.service.accounts.people import add_account

    typed = "" if without else _typed(from_input)
    with opened_desk() as desk:
        add_account(desk, name, mail, typed, user=user or getuser())
    _done(name, json)


def password(name: Name, from_input: FromInput = False, user: User = None, json: AsJson = False) -> None:
    """Give an account another password; it is signed out everywhere."""
    from kpi.service.accounts.people import set_password

    typed = _typed(from_input)
    with opened_desk() as desk:
        set_password(desk, name, typed, user=user or getuser())
    _done(name, json)


def role(
    name: Name,
    role_name: RoleName,
    plan: Plan = "",
    unit: Unit = "",
    take: Annotated[bool, typer.Option("--take", help="Take the role away.")] = False,
    user: User = None,
    json: AsJson = False,
) -> None:
    """Give an account a role for a plan or a unit of it, or take it away; it is signed out everywhere."""
    from kpi.service.accounts.people import set_role

    with opened_desk() as desk:
        set_role(desk, name, _grant(role_name, plan, unit), held=not take, user=user or getuser())
    _done(name, json)


def block(
    name: Name,
    undo: Annotated[bool, typer.Option("--undo", help="Let the account in again.")] = False,
    user: User = None,
    json: AsJson = False,
) -> None:
    """Let an account in no longer; it is signed out everywhere."""
    from kpi.service.accounts.people import set_blocked

    with opened_desk() as desk:
        set_blocked(desk, name, blocked=not undo, user=user or getuser())
    _done(name, json)


def sign_out_of(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Of the account.")] = "",
    everybody: Annotated[bool, typer.Option("--everybody", help="All accounts, instead of one.")] = False,
    user: User = None,
    json: AsJson = False,
) -> None:
    """Sign an account out everywhere, or everybody; who has a password may sign in again."""
    from kpi.service.accounts.people import sign_out_all

    if bool(name) == everybody:
        raise UsageError("Geef een naam, of --everybody.", "Give a name, or --everybody.")
    with opened_desk() as desk:
        sign_out_all(desk, name, user=user or getuser())
    if json:
        output.print_json({"name": name or None})
    else:
        typer.echo(name or "iedereen / everybody")


def mail_of(
    name: Name,
    mail: Annotated[str, typer.Option("--mail", help="Where reminders go; empty: nowhere.")],
    lang: Annotated[
        str, typer.Option("--lang", help="Of mail and screens: nl or en; default: that of the settings.")
    ] = "",
    user: User = None,
    json: AsJson = False,
) -> None:
    """Change where somebody gets reminders; it is signed out everywhere."""
    from kpi.service.accounts.people import set_mail

    with opened_desk() as desk:
        set_mail(desk, name, mail, lang, user=user or getuser())
    _done(name, json)


def _grant(role_name: str, plan: str, unit: str) -> "Grant":
    from kpi.access.rights import Grant, Role

    if role_name not in [one.value for one in Role]:
        known = ", ".join(Role)
        raise UsageError(
            f"Een rol {role_name!r} is er niet: kies uit {known}.",
            f"There is no role {role_name!r}: choose from {known}.",
        )
    return Grant(Role(role_name), plan, unit)


def _typed(from_input: bool) -> str:
    """A password is no argument: others could read it in the list of processes."""
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    first, again = _typed_twice()
    if first != again:
        raise UsageError(
            "De twee wachtwoorden zijn niet gelijk: geef tweemaal hetzelfde.",
            "The two passwords differ: give the same one twice.",
        )
    return first


def _typed_twice() -> tuple[str, str]:
    """What is typed without being seen; UsageError where there is no terminal, or it ends."""
    try:
        with catch_warnings():
            simplefilter("error", GetPassWarning)
            return getpass("Wachtwoord / password: "), getpass("Nogmaals / again: ")
    except (EOFError, GetPassWarning) as fault:
        raise UsageError(
            "Er is geen wachtwoord getypt. Zonder toetsenbord: geef het op stdin, met --password-stdin.",
            "No password was typed. Without a keyboard: give it on stdin, with --password-stdin.",
        ) from fault


def _told(grant: "Grant") -> str:
    of = ": ".join(part for part in (grant.plan, grant.unit) if part)
    return f"{grant.role.value} ({of})" if of else grant.role.value


def _row(one: "AccountRecord") -> dict[str, Any]:
    roles = [{"role": grant.role.value, "plan": grant.plan, "unit": grant.unit} for grant in one.grants]
    told = {"name": one.name, "mail": one.mail, "lang": one.lang, "blocked": one.blocked}
    return {**told, "signs_in": bool(one.password), "roles": roles}


def _done(name: str, json: bool) -> None:
    if json:
        output.print_json({"name": name})
    else:
        typer.echo(name)
