"""The secret address of a person's list as a calendar: made, renewed, withdrawn and answered."""

from datetime import UTC, datetime
from secrets import token_urlsafe

from kpi.access.rights import LOCAL, Actor, Right
from kpi.core.errors import NotFoundError, UsageError
from kpi.service.desk import Desk, allow_change
from kpi.service.reminding.my_list import list_calendar
from kpi.store.accounts.addresses import address_made, address_of, drop_address, make_address
from kpi.store.accounts.people import find_account
from kpi.store.database.engine import begin, read
from kpi.store.versions import add_audit

MADE, WITHDRAWN = "list-address", "list-address-end"


def list_address_made(desk: Desk, who: str) -> datetime | None:
    """When the address of a person's list was made (of who is signed in: their own); None: there is none."""
    with read(desk.engine) as connection:
        return address_made(connection, _own(desk, who))


def renew_list_address(desk: Desk, who: str) -> str:
    """A new secret for the address of a person's list, which is kept nowhere; the one before opens nothing any more.

    Of who is signed in: their own. Raises RefusedError when read-only and UsageError without a name.
    """
    name = _own_to_change(desk, who)
    now, token = datetime.now(UTC), token_urlsafe(32)
    with desk.flight.commit(), begin(desk.engine) as connection:
        holder = None if desk.who.is_free else find_account(connection, name)
        make_address(connection, name, holder.id if holder else None, token, now)
        add_audit(connection, at=now, by=name, action=MADE, plan="", subject="")
    return token


def withdraw_list_address(desk: Desk, who: str) -> None:
    """Let the address of a person's list open nothing any more; errors as `renew_list_address`."""
    name = _own_to_change(desk, who)
    with desk.flight.commit(), begin(desk.engine) as connection:
        if drop_address(connection, name):
            add_audit(connection, at=datetime.now(UTC), by=name, action=WITHDRAWN, plan="", subject="")


def _own(desk: Desk, who: str) -> str:
    return who.strip() if desk.who.is_free else desk.who.name


def _own_to_change(desk: Desk, who: str) -> str:
    """Whose address may be changed; who signed in changes their own, in whatever plan they are."""
    plan = "" if desk.who.is_free else next((one.plan for one in desk.who.grants), "")
    allow_change(desk, Right.SEE, plan)
    if name := _own(desk, who):
        return name
    raise UsageError("Kies eerst uw naam.", "Choose your name first.")


def calendar_at(desk: Desk, token: str) -> bytes:
    """The calendar that a secret opens, of the plans its person may see now.

    Raises NotFoundError, the same for each reason: an unknown secret, a blocked account, and a name without an account
    where people sign in.
    """
    with read(desk.engine) as connection:
        found = address_of(connection, token)
    if found is None or (desk.settings.signs_in and found[1] is None) or (found[1] and found[1].blocked):
        raise NotFoundError(
            "Deze agenda is er niet: maak bij Mijn lijst een nieuw adres.",
            "There is no such calendar: make a new address at My list.",
        )
    name, account = found
    own = account if desk.settings.signs_in else None
    who = Actor(own.name, own.grants) if own else LOCAL
    lang = (account.lang if account else "") or desk.settings.language
    return list_calendar(desk.asked_by(who), name, lang)
