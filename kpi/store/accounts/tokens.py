"""The tokens of programs, each known by the hash of itself and of one account."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, Select, delete, insert, select

from kpi.access.rights import Right
from kpi.core.plain import name_key
from kpi.core.reach import token_seal
from kpi.store.account_tables import ACCOUNT, API_TOKEN


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """A token; `account`: the name of whose it is. `right`: SEE or HAND_IN. `plan` empty: for every plan."""

    id: int
    name: str
    account: str
    right: Right
    plan: str
    made_at: datetime
    ends_at: datetime


def keep_token(connection: Connection, name: str, secret: str, account: int, **values: object) -> None:
    """Keep a token with its `right`, `plan`, `made_at` and `ends_at`; the name must not be there yet."""
    named = {"key": name_key(name), "name": name, "seal": token_seal(secret), "account": account}
    connection.execute(insert(API_TOKEN).values(**named, **values))


def find_token(connection: Connection, name: str) -> TokenRecord | None:
    """The token of a name; None when there is none."""
    return _record(connection.execute(_asked().where(API_TOKEN.c.key == name_key(name))).first())


def token_of(connection: Connection, secret: str, now: datetime) -> TokenRecord | None:
    """The token that this is; None for an unknown one and for one that ended."""
    known = _asked().where(API_TOKEN.c.seal == token_seal(secret), API_TOKEN.c.ends_at > now)
    return _record(connection.execute(known).first())


def tokens(connection: Connection) -> tuple[TokenRecord, ...]:
    """All tokens by name, those that ended among them."""
    found = (_record(row) for row in connection.execute(_asked().order_by(API_TOKEN.c.key)))
    return tuple(one for one in found if one is not None)


def drop_token(connection: Connection, number: int) -> None:
    """Let a token open nothing any more."""
    connection.execute(delete(API_TOKEN).where(API_TOKEN.c.id == number))


def _asked() -> Select[tuple[object, ...]]:
    of = API_TOKEN.c
    columns = (of.id, of.name, ACCOUNT.c.name.label("account"), of.right, of.plan, of.made_at, of.ends_at)
    return select(*columns).join_from(API_TOKEN, ACCOUNT)


def _record(row: "Row[tuple[object, ...]] | None") -> TokenRecord | None:
    if row is None:
        return None
    return TokenRecord(row.id, row.name, row.account, Right(row.right), row.plan, row.made_at, row.ends_at)
