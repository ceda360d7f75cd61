"""The tables of people: accounts, their roles, sessions and tokens, and attempts to sign in that failed.

Unlike figures they change in place and sessions go: what was done with them stands in the log.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field

from kpi.store.tables import Base, table_of
from kpi.store.utc import Utc


class Account(Base, table=True):
    """Somebody who may sign in. `key`: the name in small letters. `password`: its argon2 hash, empty: none.

    `lang`: of the mail they get and the screens they see, empty: that of the settings.
    """

    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    mail: str = ""
    password: str = ""
    blocked: bool = False
    lang: str = Field(default="", sa_column_kwargs={"server_default": ""})


class AccountRole(Base, table=True):
    """A role of an account; `plan` empty: for every plan, `unit` empty: for all of it."""

    account: int = Field(primary_key=True, foreign_key="account.id")
    role: str = Field(primary_key=True)
    plan: str = Field(primary_key=True)
    unit: str = Field(default="", primary_key=True)


class SignedIn(Base, table=True):
    """A session, by the SHA-256 of what the browser holds."""

    seal: str = Field(primary_key=True)
    account: int = Field(foreign_key="account.id", index=True)
    begun_at: datetime = Field(sa_type=Utc)
    seen_at: datetime = Field(sa_type=Utc, index=True)


class ListAddress(Base, table=True):
    """The secret address of somebody's list as a calendar, by the SHA-256 of what stands in it.

    `key`: the name in small letters. `account` None: of a name, made where nobody signs in.
    """

    key: str = Field(primary_key=True)
    name: str
    seal: str = Field(unique=True)
    account: int | None = Field(default=None, foreign_key="account.id")
    made_at: datetime = Field(sa_type=Utc)


class ApiToken(Base, table=True):
    """A token of a program, by its SHA-256; `key`: its name in small letters. `plan` empty: for every plan."""

    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    seal: str = Field(unique=True)
    account: int = Field(foreign_key="account.id")
    right: str
    plan: str
    made_at: datetime = Field(sa_type=Utc)
    ends_at: datetime = Field(sa_type=Utc)


class SignInFailure(Base, table=True):
    """An attempt to sign in that failed, by the SHA-256 of the name that was tried or the address that tried it."""

    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    of: str = Field(index=True)
    at: datetime = Field(sa_type=Utc, index=True)


ACCOUNT, ACCOUNT_ROLE = table_of(Account), table_of(AccountRole)
LIST_ADDRESS, API_TOKEN = table_of(ListAddress), table_of(ApiToken)
SIGNED_IN, SIGN_IN_FAILURE = table_of(SignedIn), table_of(SignInFailure)
