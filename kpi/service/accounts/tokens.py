"""Tokens of programs: each acts as one person, never with more than that person has at that moment."""

import secrets
from datetime import UTC, datetime, timedelta

from kpi.access.rights import Actor, Limit, Right
from kpi.core.errors import NotFoundError, UsageError
from kpi.service.accounts.people import no_account
from kpi.service.accounts.signing import WINDOW, SignedOutError, refuse_often
from kpi.service.desk import Desk, allow, allow_change
from kpi.service.missing import no_plan
from kpi.store import Connection
from kpi.store.accounts.people import find_account
from kpi.store.accounts.sessions import add_failures, clear_sessions
from kpi.store.accounts.tokens import TokenRecord, drop_token, find_token, keep_token, token_of, tokens
from kpi.store.database.engine import begin, read
from kpi.store.query import read_plan
from kpi.store.versions import add_audit, pseudonym, stored_head

DAYS, MOST_DAYS = 365, 730
LONGEST_NAME = 100
# What a token may be for, and what it opens of what its person may do.
OPENS = {
    Right.SEE: frozenset({Right.LOOK, Right.SEE}),
    Right.HAND_IN: frozenset({Right.LOOK, Right.HAND_IN}),
}


def token_list(desk: Desk) -> tuple[TokenRecord, ...]:
    """All tokens by name, none of them readable."""
    allow(desk, Right.ADMINISTER)
    with read(desk.engine) as connection:
        return tokens(connection)


def add_token(desk: Desk, name: str, whose: str, right: str, plan: str = "", days: int = DAYS, *, user: str) -> str:
    """Make a token of an account and return it; only its hash is kept. `plan` empty: for every plan.

    `right`: a key of OPENS. `days`: how long it opens, 1 to MOST_DAYS. Raises UsageError for a name that is taken or
    none and for another right or number, NotFoundError for no account or plan.
    """
    user = allow_change(desk, Right.ADMINISTER, user=user)
    name = name.strip()
    _refuse_wrong(name, right, days)
    now, secret = datetime.now(UTC), f"planpeil_{secrets.token_urlsafe(32)}"
    with desk.flight.commit(), begin(desk.engine) as connection:
        account = find_account(connection, whose)
        if account is None:
            raise no_account(whose)
        revision = stored_head(connection)
        if plan and read_plan(connection, plan, revision) is None:
            raise no_plan(connection, plan, revision)
        if find_token(connection, name):
            raise UsageError(
                f"Er is al een token {name}: geef een andere naam.", f"There is a token {name}: give another name."
            )
        ends = now + timedelta(days=days)
        keep_token(connection, name, secret, account.id, right=right, plan=plan, made_at=now, ends_at=ends)
        made = find_token(connection, name)
        assert made is not None
        _log(connection, user, "token-add", made, now)
    return secret


def withdraw_token(desk: Desk, name: str, *, user: str) -> None:
    """Let a token open nothing from now on; raises NotFoundError for no token of that name."""
    user = allow_change(desk, Right.ADMINISTER, user=user)
    with desk.flight.commit(), begin(desk.engine) as connection:
        found = find_token(connection, name)
        if found is None:
            raise NotFoundError(
                f"Er is geen token {name!r}: kies een naam uit python -m kpi token list.",
                f"There is no token {name!r}: choose a name from python -m kpi token list.",
            )
        drop_token(connection, found.id)
        _log(connection, user, "token-withdraw", found, datetime.now(UTC))


def actor_by_token(desk: Desk, secret: str, *, address: str, changes: bool, now: datetime | None = None) -> Actor:
    """Who a token acts as, with what that person may do at this moment and the token opens.

    `address`: where it comes from. `changes`: something will be done with it, which the log says beforehand. Raises
    SignedOutError, the same for any reason, for what opens nothing, TooOftenError after too many of those.
    """
    now, tries = now or datetime.now(UTC), f"address {address}"
    with read(desk.engine) as connection:
        refuse_often(connection, (tries,), now)
        found = token_of(connection, secret, now)
        account = find_account(connection, found.account) if found else None
    opens = found is not None and account is not None and not account.blocked
    if not desk.settings.read_only and (changes or not opens):
        with desk.flight.commit(), begin(desk.engine) as connection:
            if found is not None and opens:
                add_audit(
                    connection, at=now, by=found.account, action="token-use", plan=found.plan, subject=_subject(found)
                )
            else:
                clear_sessions(connection, failed_before=now - WINDOW)
                add_failures(connection, (tries,), now)
                by = found.account if found else ""
                add_audit(connection, at=now, by=by, action="refused", plan="", subject="token")
    if found is None or account is None or account.blocked:
        raise SignedOutError(
            "Dit token geldt niet of niet meer. Controleer het, of vraag de beheerder om een ander.",
            "This token is not valid, or not any more. Check it, or ask the administrator for another.",
        )
    return Actor(account.name, account.grants, limit=Limit(OPENS[found.right], found.plan))


def _refuse_wrong(name: str, right: str, days: int) -> None:
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(
            f"Geef het token een naam van hoogstens {LONGEST_NAME} tekens op één regel.",
            f"Give the token a name of at most {LONGEST_NAME} characters on one line.",
        )
    if right not in OPENS:
        known = ", ".join(OPENS)
        raise UsageError(
            f"Een token kan niet voor {right!r} zijn: kies uit {known}.",
            f"A token cannot be for {right!r}: choose from {known}.",
        )
    if not 1 <= days <= MOST_DAYS:
        raise UsageError(
            f"Kies hoe lang het token geldt: 1 tot en met {MOST_DAYS} dagen.",
            f"Choose how long the token is valid: 1 to {MOST_DAYS} days.",
        )


def _subject(one: TokenRecord) -> str:
    return f"token {one.id}"


def _log(connection: Connection, user: str, action: str, one: TokenRecord, now: datetime) -> None:
    subject = f"{_subject(one)} {pseudonym(connection, one.account)} {one.right.value}"
    add_audit(connection, at=now, by=user, action=action, plan=one.plan, subject=subject)
