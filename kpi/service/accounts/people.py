"""Accounts as an administrator keeps them: whatever changes ends the sessions it concerns and is a row of the log."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from secrets import token_urlsafe

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from kpi.access.rights import RIGHTS_IN_PART, Grant, Right
from kpi.core.errors import NotFoundError, RefusedError, UsageError
from kpi.core.plain import name_key
from kpi.core.sending import mail_address
from kpi.service.accounts.last_one import refuse_nobody_left
from kpi.service.desk import Desk, allow, allow_change
from kpi.service.logged import committing
from kpi.service.missing import no_plan, no_unit
from kpi.settings import LANGUAGES
from kpi.store import Connection
from kpi.store.accounts.people import AccountRecord, accounts, add_person, change_person, find_account, set_grant
from kpi.store.accounts.sessions import end_sessions, forget_failures
from kpi.store.database.engine import begin, read
from kpi.store.query import read_plan
from kpi.store.versions import add_audit, pseudonym, stored_head

SHORTEST, LONGEST = 12, 200  # characters of a password (NIST SP 800-63B asks for length, not for kinds of signs)
LONGEST_NAME = 100
# What anybody would try first, beside the names of the account and the organisation.
OBVIOUS = ("planpeil", "wachtwoord", "password", "welkom", "welcome", "geheim", "secret")
_LEFT = 8  # characters that a password has beside such words
_HASHER = PasswordHasher()


def account_list(desk: Desk) -> tuple[AccountRecord, ...]:
    """All accounts by name, without their passwords being readable. Raises RefusedError without the right."""
    allow(desk, Right.ADMINISTER)
    with read(desk.engine) as connection:
        return accounts(connection)


def add_account(desk: Desk, name: str, mail: str = "", password: str = "", *, user: str) -> int:
    """A new account without a role, and its number; without a password it signs in elsewhere, or not at all.

    Raises UsageError for a name that is taken or none, and for a password that is too short or too long.
    """
    user = allow_change(desk, Right.ADMINISTER, user=user)
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(
            f"Geef een naam van hoogstens {LONGEST_NAME} tekens op één regel.",
            f"Give a name of at most {LONGEST_NAME} characters on one line.",
        )
    sealed = hashed(password, name, desk.settings.organisation) if password else ""
    address = mail_address(mail)
    with desk.flight.commit(), begin(desk.engine) as connection:
        if find_account(connection, name):
            raise UsageError(
                f"{name} heeft al een account: geef een andere naam.", f"{name} has an account: give another name."
            )
        number = add_person(connection, name, address, sealed)
        _log(connection, user, "user-add", name)
    return number


class AccountOvertakenError(RefusedError):
    """Somebody else changed the account since it was looked at: nothing was written."""

    code = "overtaken"


def set_mail(desk: Desk, name: str, mail: str, lang: str, *, user: str, seen: tuple[str, str] | None = None) -> None:
    """Where somebody gets mail (empty: none), and the language of it and of screens (empty: that of the settings).

    `seen`: the address and language that were looked at before; None: whatever they are. Raises NotFoundError for no
    account, UsageError for what is no address or language, AccountOvertakenError where it is not as `seen` any more.
    """
    user, address = allow_change(desk, Right.ADMINISTER, user=user), mail_address(mail)
    if lang not in ("", *LANGUAGES):
        raise UsageError("Kies als taal nl of en.", "Choose nl or en as the language.")

    def change(connection: Connection, one: AccountRecord) -> None:
        if seen is not None and seen != (one.mail, one.lang):
            raise AccountOvertakenError(
                f"Iemand anders heeft dit intussen gewijzigd; er is niets opgeslagen. Daar staat nu: "
                f"{one.mail or 'geen mailadres'}. Kijk het na en leg het opnieuw vast.",
                f"Somebody else changed this meanwhile; nothing was saved. It now says: "
                f"{one.mail or 'no mail address'}. Check it, and record it again.",
            )
        change_person(connection, one.id, mail=address, lang=lang)

    _change(desk, name, user, "user-mail", change)


def set_password(desk: Desk, name: str, password: str, *, user: str) -> None:
    """Another password; ends every session of the account, and the wait after wrong ones.

    Errors as `add_account`, NotFoundError for no account.
    """
    user = allow_change(desk, Right.ADMINISTER, user=user)
    sealed = hashed(password, name, desk.settings.organisation)

    def change(connection: Connection, one: AccountRecord) -> None:
        change_person(connection, one.id, password=sealed)
        forget_failures(connection, tries_of(one.name))

    _change(desk, name, user, "user-password", change)


def tries_of(name: str) -> str:
    """What wrong passwords of a name are counted under, whatever its capitals and spaces."""
    return f"name {name_key(name)}"


def set_blocked(desk: Desk, name: str, *, blocked: bool, user: str) -> None:
    """Let an account sign in no longer and end its sessions, or let it again.

    Raises NotFoundError for no account, LastAdministratorError where who signed in would leave nobody to
    administer.
    """
    user, action = allow_change(desk, Right.ADMINISTER, user=user), "user-block" if blocked else "user-unblock"
    _change(desk, name, user, action, lambda db, one: change_person(db, one.id, blocked=blocked))


def sign_out_all(desk: Desk, name: str, *, user: str) -> None:
    """End every session of an account, or of everybody (`name` empty). Raises NotFoundError for no account."""
    user, action = allow_change(desk, Right.ADMINISTER, user=user), "user-sign-out"
    if name:
        _change(desk, name, user, action, lambda _db, _one: None)
        return
    with desk.flight.commit(), begin(desk.engine) as connection:
        end_sessions(connection)
        add_audit(connection, at=datetime.now(UTC), by=user, action=action, plan="", subject="")


def set_role(desk: Desk, name: str, grant: Grant, *, held: bool, user: str) -> None:
    """Give a role or take it away; ends the sessions of the account.

    Raises NotFoundError for no account, plan or unit, UsageError for a role that cannot be for a unit,
    LastAdministratorError where who signed in would leave nobody to administer.
    """
    user = allow_change(desk, Right.ADMINISTER, user=user)
    if held and (grant.plan or grant.unit):
        with read(desk.engine) as connection:
            _refuse_unknown(connection, grant)
    action = "role-give" if held else "role-take"
    _change(desk, name, user, action, lambda db, one: set_grant(db, one.id, grant, held=held), grant)


def _refuse_unknown(connection: Connection, grant: Grant) -> None:
    if grant.unit and not (grant.plan and grant.rights):
        roles = ", ".join(RIGHTS_IN_PART)
        raise UsageError(
            f"Een rol voor een eenheid hoort bij een plan: kies een plan, en een rol uit {roles}.",
            f"A role for a unit belongs to a plan: choose a plan, and one of {roles}.",
        )
    plan = read_plan(connection, grant.plan, stored_head(connection))
    if plan is None:
        raise no_plan(connection, grant.plan, stored_head(connection))
    if grant.unit not in ("", *(one.code for one in plan.org_units)):
        raise no_unit(plan, grant.unit)


def is_obvious(password: str, names: Iterable[str]) -> bool:
    """Whether little is left of a password without OBVIOUS and the words of these names, whatever their capitals."""
    words = {*OBVIOUS, *(word for name in names for word in re.findall(r"\w{3,}", name.casefold()))}
    left = password.casefold()
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return len(left) < _LEFT


def hashed(password: str, *names: str) -> str:
    """A password as it is kept (argon2id).

    `names`: of the account and of the organisation. Raises UsageError for one that is too short, too long or obvious.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            f"Kies een wachtwoord van {SHORTEST} tot en met {LONGEST} tekens, bijvoorbeeld een zin.",
            f"Choose a password of {SHORTEST} to {LONGEST} characters, for instance a sentence.",
        )
    if is_obvious(password, names):
        raise UsageError(
            "Dit wachtwoord is te makkelijk te raden: kies andere woorden dan de eigen naam, die van de organisatie of "
            "Planpeil.",
            "This password is too easy to guess: choose other words than your name, that of the organisation or "
            "Planpeil.",
        )
    return _HASHER.hash(password)


def password_fits(sealed: str, password: str) -> bool:
    """Whether this is the password that is kept so; `sealed` empty: none is, which takes as long to say."""
    try:
        _HASHER.verify(sealed or _decoy(), password)
    except VerificationError:
        return False
    return bool(sealed)


def hashed_anew(sealed: str, password: str) -> str:
    """A password that fits as it is kept nowadays; empty when it is kept so already."""
    return _HASHER.hash(password) if _HASHER.check_needs_rehash(sealed) else ""


@cache
def _decoy() -> str:
    return _HASHER.hash(token_urlsafe())


def no_account(name: str) -> NotFoundError:
    """What is said of a name without an account."""
    return NotFoundError(
        f"{name!r} heeft geen account: kies een naam uit python -m kpi user list, of op de pagina Mensen.",
        f"{name!r} has no account: choose a name from python -m kpi user list, or on the page People.",
    )


def _change(
    desk: Desk,
    name: str,
    user: str,
    action: str,
    change: Callable[[Connection, AccountRecord], None],
    grant: Grant | None = None,
) -> None:
    plan = grant.plan if grant else ""
    with committing(desk, plan=plan, user=user, action=action), begin(desk.engine) as connection:
        found = find_account(connection, name)
        if found is None:
            raise no_account(name)
        change(connection, found)
        if not desk.who.is_free:  # who holds the database can give the role to anybody again
            refuse_nobody_left(connection, found, elsewhere=desk.settings.auth is not None)
        end_sessions(connection, found.id)
        _log(connection, user, action, found.name, grant)


def _log(connection: Connection, user: str, action: str, whom: str, grant: Grant | None = None) -> None:
    """The row names whom by a pseudonym too: a name in the subject could never be replaced."""
    who = pseudonym(connection, whom)
    subject = " ".join(part for part in (who, grant.role.value, grant.unit) if part) if grant else who
    plan = grant.plan if grant else ""
    add_audit(connection, at=datetime.now(UTC), by=user, action=action, plan=plan, subject=subject)
