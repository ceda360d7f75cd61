"""Accounts as an administrator looks for them: some at a time, and one by its number."""

from dataclasses import dataclass

from kpi.access.rights import Right
from kpi.core.errors import NotFoundError
from kpi.service.desk import Desk, allow
from kpi.store.accounts.people import AccountRecord, account_numbered, count_people, find_people
from kpi.store.database.engine import read


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Some accounts by name, and how many there are in all."""

    accounts: tuple[AccountRecord, ...]
    count: int


def account_page(desk: Desk, words: str = "", *, limit: int, skip: int = 0) -> AccountPage:
    """The accounts with these words in their name or mail address, `limit` of them after the first `skip`."""
    allow(desk, Right.ADMINISTER)
    with read(desk.engine) as connection:
        return AccountPage(find_people(connection, words, limit=limit, skip=skip), count_people(connection, words))


def account_at(desk: Desk, number: int) -> AccountRecord:
    """The account of a number; raises NotFoundError for none."""
    allow(desk, Right.ADMINISTER)
    with read(desk.engine) as connection:
        found = account_numbered(connection, number)
    if found is None:
        raise NotFoundError(
            f"Er is geen account {number}: kies iemand uit de lijst bij Mensen.",
            f"There is no account {number}: choose somebody from the list of People.",
        )
    return found
