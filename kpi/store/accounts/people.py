"""Accounts and their roles; each change is part of a write transaction of its caller, who writes it in the log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from kpi.access.rights import Grant, Role
from kpi.core.plain import name_key
from kpi.store.account_tables import ACCOUNT, ACCOUNT_ROLE


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An account; `password`: the hash, empty for none. `lang`: of its mail, empty: that of the settings."""

    id: int
    name: str
    mail: str
    password: str
    blocked: bool
    grants: tuple[Grant, ...] = ()
    lang: str = ""


def find_account(connection: Connection, name: str) -> AccountRecord | None:
    """The account of a name; None when there is none."""
    found = connection.execute(select(ACCOUNT).where(ACCOUNT.c.key == name_key(name))).first()
    return _record(found, _grants(connection, [found.id]).get(found.id, ())) if found else None


def accounts_known_as(connection: Connection, said: str, *, by_mail: bool) -> tuple[AccountRecord, ...]:
    """The accounts with this mail address, or this name; capitals make no difference."""
    column = ACCOUNT.c.mail if by_mail else ACCOUNT.c.key
    asked = select(ACCOUNT).where(func.lower(column) == name_key(said)).order_by(ACCOUNT.c.id)
    return _with_grants(connection, connection.execute(asked).all())


def accounts(connection: Connection) -> tuple[AccountRecord, ...]:
    """All accounts by name."""
    return _with_grants(connection, connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.key)).all())


def account_numbered(connection: Connection, number: int) -> AccountRecord | None:
    """The account of a number; None when there is none."""
    found = connection.execute(select(ACCOUNT).where(ACCOUNT.c.id == number)).all()
    return next(iter(_with_grants(connection, found)), None)


def find_people(connection: Connection, words: str, *, limit: int, skip: int = 0) -> tuple[AccountRecord, ...]:
    """The accounts with these words in their name or mail address (empty: all), by name."""
    asked = select(ACCOUNT).where(_has_words(words)).order_by(ACCOUNT.c.key).limit(limit).offset(skip)
    return _with_grants(connection, connection.execute(asked).all())


def count_people(connection: Connection, words: str) -> int:
    """How many accounts have these words in their name or mail address."""
    return int(connection.execute(select(func.count()).select_from(ACCOUNT).where(_has_words(words))).scalar_one())


def _has_words(words: str) -> ColumnElement[bool]:
    key = name_key(words)
    return ACCOUNT.c.key.contains(key, autoescape=True) | func.lower(ACCOUNT.c.mail).contains(key, autoescape=True)


def accounts_with(connection: Connection, grant: Grant) -> tuple[AccountRecord, ...]:
    """The accounts that hold a role, by name."""
    holds = ACCOUNT_ROLE.c.account == ACCOUNT.c.id
    same = [ACCOUNT_ROLE.c[name] == value for name, value in _named(grant).items()]
    asked = select(ACCOUNT).where(select(ACCOUNT_ROLE).where(holds, *same).exists()).order_by(ACCOUNT.c.key)
    return _with_grants(connection, connection.execute(asked).all())


def add_person(connection: Connection, name: str, mail: str, password: str) -> int:
    """A new account without a role; the name must not be there yet."""
    values = {
        "key": name_key(name),
        "name": name.strip(),
        "mail": mail,
        "password": password,
        "blocked": False,
        "lang": "",
    }
    return int(connection.execute(insert(ACCOUNT).values(**values).returning(ACCOUNT.c.id)).scalar_one())


def change_person(connection: Connection, account: int, **values: object) -> None:
    """Give an account another mail address, language, password or `blocked`."""
    connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account).values(**values))


def set_grant(connection: Connection, account: int, grant: Grant, *, held: bool) -> None:
    """Give a role, or take it away; one that is so already stays so."""
    named = {"account": account, **_named(grant)}
    same = [ACCOUNT_ROLE.c[column] == value for column, value in named.items()]
    connection.execute(delete(ACCOUNT_ROLE).where(*same))
    if held:
        connection.execute(insert(ACCOUNT_ROLE).values(**named))


def _named(grant: Grant) -> dict[str, str]:
    return {"role": grant.role.value, "plan": grant.plan, "unit": grant.unit}


def _with_grants(connection: Connection, rows: "Sequence[Row[Any]]") -> tuple[AccountRecord, ...]:
    grants = _grants(connection, [one.id for one in rows])
    return tuple(_record(one, grants.get(one.id, ())) for one in rows)


def _record(row: "Row[Any]", grants: tuple[Grant, ...]) -> AccountRecord:
    return AccountRecord(row.id, row.name, row.mail, row.password, row.blocked, grants, row.lang)


def _grants(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[Grant, ...]]:
    asked = select(ACCOUNT_ROLE).where(ACCOUNT_ROLE.c.account.in_(list(ids)))
    found: dict[int, list[Grant]] = {}
    for one in connection.execute(asked):
        found.setdefault(one.account, []).append(Grant(Role(one.role), one.plan, one.unit))
    return {account: tuple(sorted(grants)) for account, grants in found.items()}
