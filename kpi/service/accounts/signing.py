"""Signing in with a name and a password, who a session is of, and signing out."""

import secrets
from datetime import UTC, datetime, timedelta

from kpi.access.rights import Actor
from kpi.core.errors import RefusedError, UsageError
from kpi.service.accounts.people import hashed, hashed_anew, password_fits, tries_of
from kpi.service.desk import Desk
from kpi.store import Connection
from kpi.store.accounts.people import AccountRecord, change_person, find_account
from kpi.store.accounts.sessions import (
    add_failures,
    begin_session,
    clear_sessions,
    count_failures,
    end_session,
    end_sessions,
    forget_failures,
    session_of,
    touch_session,
)
from kpi.store.database.engine import begin, read
from kpi.store.versions import add_audit

ABSOLUTE, IDLE = timedelta(hours=12), timedelta(minutes=30)
TOUCH = timedelta(minutes=1)
WINDOW = timedelta(minutes=15)
MOST_OF_NAME, MOST_OF_ADDRESS = 5, 30  # attempts that failed in a window
# What the log tells of signing in: by which way, or that one has to wait from here on.
BY_PASSWORD, BY_PROVIDER, WAITS = "password", "provider", "wait"


class SignedOutError(RefusedError):
    """Nobody is signed in, or not any more."""

    code = "signed-out"


class TooOftenError(RefusedError):
    """Too many attempts failed."""

    code = "too-often"


def signed_out() -> SignedOutError:
    """What is said to who is not signed in."""
    return SignedOutError("Meld u eerst aan.", "Sign in first.")


def sign_in(desk: Desk, name: str, password: str, *, address: str, now: datetime | None = None) -> str:
    """Begin a session and return its secret, which is kept nowhere.

    `address`: where the attempt comes from. Raises UsageError, the same for any reason, when name and password do not
    fit or the account is blocked; TooOftenError after too many attempts.
    """
    now = now or datetime.now(UTC)
    tries = (tries_of(name), f"address {address}")
    with read(desk.engine) as connection:
        refuse_often(connection, tries, now)
        found = find_account(connection, name)
    sealed = found.password if found else ""
    fits = password_fits(sealed, password)
    anew = hashed_anew(sealed, password) if fits else ""
    with desk.flight.commit(), begin(desk.engine) as connection:
        clear_sessions(connection, begun_before=now - ABSOLUTE, failed_before=now - WINDOW)
        found = find_account(connection, name)
        if found is None or not fits or found.blocked:
            add_failures(connection, tries, now)
            by = found.name if found else ""
            note_refused(connection, by, BY_PASSWORD, now)
            if any(count_failures(connection, one, now - WINDOW) == _most(one) for one in tries):
                note_refused(connection, by, WAITS, now)
            refused = True
        else:
            secret, refused = begun(connection, found, BY_PASSWORD, now), False
            forget_failures(connection, tries[0])
            if anew and found.password == sealed:
                change_person(connection, found.id, password=anew)
    if refused:
        raise UsageError(
            "Deze naam en dit wachtwoord horen niet bij elkaar. Controleer beide, of vraag de beheerder.",
            "This name and this password do not fit. Check both, or ask the administrator.",
        )
    return secret


def refuse_often(connection: Connection, tries: tuple[str, ...], now: datetime) -> None:
    """Raise TooOftenError when it failed too often of a name ("name x") or from an address ("address x")."""
    for one in tries:
        if count_failures(connection, one, now - WINDOW) >= _most(one):
            minutes = int(WINDOW.total_seconds() // 60)
            raise TooOftenError(
                f"Er is te vaak geprobeerd aan te melden. Wacht {minutes} minuten en probeer het opnieuw.",
                f"Signing in was tried too often. Wait {minutes} minutes and try again.",
            )


def _most(tried: str) -> int:
    return MOST_OF_NAME if tried.startswith("name ") else MOST_OF_ADDRESS


def note_refused(connection: Connection, by: str, why: str, now: datetime) -> None:
    """A row for who did not come in, part of a write transaction; `by` empty: nobody who is known here.

    `why`: the way that was tried, or that it was too often.
    """
    add_audit(connection, at=now, by=by, action="refused", plan="", subject=f"sign-in {why}")


def actor_of(desk: Desk, secret: str, *, now: datetime | None = None) -> Actor:
    """Who a session is of, with what they may do at this moment; raises SignedOutError when it ended.

    Asked in every run: it ends after IDLE without a run, after ABSOLUTE, at signing out, and when the account changes.
    """
    now = now or datetime.now(UTC)
    with read(desk.engine) as connection:
        found = session_of(connection, secret, begun_after=now - ABSOLUTE, seen_after=now - IDLE) if secret else None
    if found is None:
        raise signed_out()
    account, seen = found
    if now - seen > TOUCH:
        with begin(desk.engine) as connection:
            touch_session(connection, secret, now)
    return Actor(account.name, account.grants, lang=account.lang)


def sign_out(desk: Desk, secret: str, *, everywhere: bool = False) -> None:
    """End a session, or every one of its account; a session that is not there is ended already."""
    now = datetime.now(UTC)
    with desk.flight.commit(), begin(desk.engine) as connection:
        found = session_of(connection, secret, begun_after=now - ABSOLUTE, seen_after=now - IDLE)
        end_session(connection, secret)
        if found is not None:
            if everywhere:
                end_sessions(connection, found[0].id)
            add_audit(connection, at=now, by=found[0].name, action="sign-out", plan="", subject="")


def change_own_password(desk: Desk, secret: str, old: str, new: str, *, address: str) -> str:
    """Another password for who is signed in; ends every other session and returns the secret of a new one.

    Raises SignedOutError, and errors as `sign_in` for the old password and as `hashed` for the new one.
    """
    name = actor_of(desk, secret).name
    sealed = hashed(new, name, desk.settings.organisation)
    fresh = sign_in(desk, name, old, address=address)
    now = datetime.now(UTC)
    with desk.flight.commit(), begin(desk.engine) as connection:
        found = find_account(connection, name)
        if found is None or end_session(connection, fresh) is None:
            raise signed_out()
        change_person(connection, found.id, password=sealed)
        end_sessions(connection, found.id)
        add_audit(connection, at=now, by=name, action="user-password", plan="", subject="")
        return _begun(connection, found, now)


def begun(connection: Connection, found: AccountRecord, way: str, now: datetime) -> str:
    """Begin a session of an account that came in by a way, part of a write transaction, and return its secret."""
    add_audit(connection, at=now, by=found.name, action="sign-in", plan="", subject=way)
    return _begun(connection, found, now)


def _begun(connection: Connection, found: AccountRecord, now: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    begin_session(connection, found.id, secret, now)
    return secret
