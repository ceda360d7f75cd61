"""Sessions and failed attempts; a session is known by the hash of what the browser holds, never by that itself."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from kpi.access.rights import Grant, Role
from kpi.core.reach import token_seal
from kpi.store.account_tables import ACCOUNT, ACCOUNT_ROLE, SIGN_IN_FAILURE, SIGNED_IN
from kpi.store.accounts.people import AccountRecord


def begin_session(connection: Connection, account: int, secret: str, now: datetime) -> None:
    """A session that begins now."""
    values = {"seal": token_seal(secret), "account": account, "begun_at": now, "seen_at": now}
    connection.execute(insert(SIGNED_IN).values(**values))


def session_of(
    connection: Connection, secret: str, *, begun_after: datetime, seen_after: datetime
) -> tuple[AccountRecord, datetime] | None:
    """Whose session this is and when it was last seen; None for an unknown or old one and for a blocked account."""
    asked = (
        select(
            *(ACCOUNT.c.id, ACCOUNT.c.name, ACCOUNT.c.mail, ACCOUNT.c.lang, SIGNED_IN.c.seen_at),
            *(ACCOUNT_ROLE.c.role, ACCOUNT_ROLE.c.plan, ACCOUNT_ROLE.c.unit),
        )
        .join_from(SIGNED_IN, ACCOUNT)
        .outerjoin(ACCOUNT_ROLE, ACCOUNT_ROLE.c.account == ACCOUNT.c.id)
        .where(
            SIGNED_IN.c.seal == token_seal(secret),
            SIGNED_IN.c.begun_at > begun_after,
            SIGNED_IN.c.seen_at > seen_after,
            ACCOUNT.c.blocked.is_(False),
        )
    )
    rows = connection.execute(asked).all()
    if not rows:
        return None
    first = rows[0]
    grants = tuple(sorted(Grant(Role(one.role), one.plan, one.unit) for one in rows if one.role is not None))
    return AccountRecord(first.id, first.name, first.mail, "", False, grants, first.lang), first.seen_at


def touch_session(connection: Connection, secret: str, now: datetime) -> None:
    """Write down that a session is still used."""
    connection.execute(update(SIGNED_IN).where(SIGNED_IN.c.seal == token_seal(secret)).values(seen_at=now))


def end_session(connection: Connection, secret: str) -> int | None:
    """End one session; whose it was, None when it was not there."""
    ended = delete(SIGNED_IN).where(SIGNED_IN.c.seal == token_seal(secret)).returning(SIGNED_IN.c.account)
    found = connection.execute(ended).scalar_one_or_none()
    return None if found is None else int(found)


def end_sessions(connection: Connection, account: int | None = None) -> None:
    """End every session of an account; None: of everybody."""
    ended = delete(SIGNED_IN)
    connection.execute(ended if account is None else ended.where(SIGNED_IN.c.account == account))


def clear_sessions(connection: Connection, *, begun_before: datetime | None = None, failed_before: datetime) -> None:
    """Forget sessions that ended by themselves (None: leave them) and attempts that count no longer."""
    if begun_before is not None:
        connection.execute(delete(SIGNED_IN).where(SIGNED_IN.c.begun_at <= begun_before))
    connection.execute(delete(SIGN_IN_FAILURE).where(SIGN_IN_FAILURE.c.at <= failed_before))


def add_failures(connection: Connection, of: tuple[str, ...], now: datetime) -> None:
    """An attempt that failed, for the name that was tried and the address that tried it."""
    connection.execute(insert(SIGN_IN_FAILURE), [{"of": token_seal(one), "at": now} for one in of])


def count_failures(connection: Connection, of: str, since: datetime) -> int:
    """How often it failed since a moment."""
    asked = select(func.count()).where(SIGN_IN_FAILURE.c.of == token_seal(of), SIGN_IN_FAILURE.c.at > since)
    return int(connection.execute(asked).scalar_one())


def forget_failures(connection: Connection, of: str) -> None:
    """Begin to count anew: it went well."""
    connection.execute(delete(SIGN_IN_FAILURE).where(SIGN_IN_FAILURE.c.of == token_seal(of)))
