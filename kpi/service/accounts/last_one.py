"""Somebody who may administer is always left: nobody who signed in takes that from the last one."""

from kpi.access.rights import Grant, Role
from kpi.core.errors import RefusedError
from kpi.store import Connection
from kpi.store.accounts.people import AccountRecord, accounts_with

ADMINISTRATOR = Grant(Role.ADMIN)


class LastAdministratorError(RefusedError):
    """Nobody would be left to administer."""


def administers(one: AccountRecord, *, elsewhere: bool) -> bool:
    """Whether an account may administer and can sign in; `elsewhere`: also without a password."""
    return ADMINISTRATOR in one.grants and not one.blocked and (bool(one.password) or elsewhere)


def refuse_nobody_left(connection: Connection, before: AccountRecord, *, elsewhere: bool) -> None:
    """Raise LastAdministratorError where a change to an account, as it was `before` it, left nobody to administer."""
    if not administers(before, elsewhere=elsewhere):
        return
    if any(administers(one, elsewhere=elsewhere) for one in accounts_with(connection, ADMINISTRATOR)):
        return
    raise LastAdministratorError(
        f"{before.name} is de laatste beheerder die zich kan aanmelden. Geef eerst een ander de rol beheerder (admin) "
        "voor alle plannen.",
        f"{before.name} is the last administrator who can sign in. Give somebody else the role of administrator "
        "(admin) for all plans first.",
    )
