"""The secret addresses of lists: one a person, known by the hash of what stands in it."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from kpi.core.plain import name_key
from kpi.core.reach import token_seal
from kpi.store.account_tables import ACCOUNT, LIST_ADDRESS
from kpi.store.accounts.people import AccountRecord, find_account


def make_address(connection: Connection, name: str, account: int | None, token: str, now: datetime) -> None:
    """The address of somebody's list from now on; the one before opens nothing any more."""
    drop_address(connection, name)
    values = {"key": name_key(name), "name": name.strip(), "seal": token_seal(token), "account": account}
    connection.execute(insert(LIST_ADDRESS).values(**values, made_at=now))


def drop_address(connection: Connection, name: str) -> bool:
    """Let an address open nothing any more; False when there was none."""
    return connection.execute(delete(LIST_ADDRESS).where(LIST_ADDRESS.c.key == name_key(name))).rowcount > 0


def address_made(connection: Connection, name: str) -> datetime | None:
    """When the address of somebody's list was made; None: there is none."""
    asked = select(LIST_ADDRESS.c.made_at).where(LIST_ADDRESS.c.key == name_key(name))
    return connection.execute(asked).scalar_one_or_none()


def address_of(connection: Connection, token: str) -> tuple[str, AccountRecord | None] | None:
    """Whose list this token opens: the name, and the account it was made by; None for an unknown token."""
    asked = (
        select(LIST_ADDRESS.c.name, ACCOUNT.c.name.label("holder"))
        .select_from(LIST_ADDRESS)
        .outerjoin(ACCOUNT, ACCOUNT.c.id == LIST_ADDRESS.c.account)
        .where(LIST_ADDRESS.c.seal == token_seal(token))
    )
    found = connection.execute(asked).first()
    if found is None:
        return None
    return found.name, find_account(connection, found.holder) if found.holder else None
